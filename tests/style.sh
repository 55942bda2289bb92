#!/bin/sh
# Do the texts that people read follow docs/style.md? Counts the shapes of sentences that the guide
# names, in the documentation and in the help, and fails above these shares (in thousandths). What C
# prints otherwise (messages, helps, labels, notes) has none of them:
#   style.sh BUILD
set -u
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# Exceptions: pages that are not counted, and why.
#   docs/style.md   quotes the sentences that it advises against
exempt=docs/style.md

# Words are between blanks, so that awk needs no \b.
as_words() {
    sed "s/^[^:]*: *//; s/[^A-Za-z0-9?'-]/ /g; s/^/ /; s/\$/ /" "$1" | tr -s ' ' |
        sed 's/ no longer / no-longer /g'
}

# limit GROUP THOUSANDTHS WHAT PATTERN: of the sentences in GROUP at most so many match.
limit() {
    total=$(wc -l <"$work/$1")
    as_words "$work/$1" >"$work/words"
    found=$(grep -Ec "$4" "$work/words")
    if [ $((found * 1000)) -le $((total * $2)) ]; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    echo "$1: $found of $total sentences: $3 (at most $2 in a thousand); see docs/style.md"
    grep -En "$4" "$work/words" | cut -d : -f 1 | while read -r number; do
        sed -n "${number}s/^/  /p" "$work/$1"
    done
}

check_group() {
    limit "$1" 0 "opens with Who, Whoever, What, Whatever or Of" '^ (Who|Whoever|What|Whatever|Of) [^?]*$'
    limit "$1" 2 "nobody, nothing, none" ' ([Nn]obody|[Nn]othing|[Nn]one) '
    limit "$1" 10 "is told, is said, is asked" ' (is|are|was|were|be|been) (told|said|asked) '
    limit "$1" 0 "\"is no\" before a noun" ' (is|are|was|were|be) (no|none) '
    limit "$1" 0 "a metaphor: keep house, mend" ' (keeps?|kept|keeping) house | [Mm]end(s|ed|ing)? '
    limit "$1" 0 "cannot be told, cut off, work tree" ' be told | cut off | work tree '
}

# The documentation.
pages=
for page in README.md CHANGELOG.md docs/*.md docs/*/*.md; do
    [ "$page" = "$exempt" ] || pages="$pages $page"
done
awk -f tests/prose.awk $pages >"$work/docs"
check_group docs
awk '{ $1 = "" } NF > 26' "$work/docs" >"$work/long"
if [ $(($(wc -l <"$work/long") * 1000)) -le $(($(wc -l <"$work/docs") * 35)) ]; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "docs: more than 35 sentences in a thousand have more than 25 words; see docs/style.md"
    cat "$work/long"
fi

# The help of every command: each line of options begins with a verb and takes two lines at most,
# and one more for a list of choices.
verbs='annotate|apply|approve|bind|check|colour|compare|compute|do|draw|evaluate|exit|explain|judge|list'
verbs="$verbs|look|name|print|read|record|resolve|run|show|sign|skip|test|type-check|validate|also|write"
for command in $("$build/ismslint" help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    "$build/ismslint" help "$command" >"$work/text"
    sed -n '3,/^\(Options\|Options of every command\):$/p' "$work/text" | sed '$d' >"$work/about.md"
    awk -f tests/prose.awk "$work/about.md" | sed "s|^[^:]*:|help $command:|" >>"$work/help"
    awk -v command="$command" -v verbs="^($verbs)$" '
        function check() {
            if (!name) return
            if (lines > 2 + choices) print command " " name ": the help of an option takes two lines at most"
            if (first !~ verbs) print command " " name ": the help begins with a verb: " first
            name = ""
        }
        /^Options/ { options = 1; next }
        /^$/ { check(); options = 0 }
        !options { next }
        /^  ( |-)/ && /^ *-/ {
            check()
            lines = choices = 0
            name = $0
            sub(/^ */, "", name)
            sub(/  .*/, "", name)
        }
        length($0) > 24 && substr($0, 1, 24) ~ /  $|^ *$/ {
            text = substr($0, 25)
            if (text ~ /: [a-z]+ \(default\),/) choices = 1
            if (++lines == 1) { split(text, words, " "); first = words[1] }
        }' "$work/text"
done >"$work/faults"
cat "$work/faults"
failed=$((failed + $(wc -l <"$work/faults")))
passed=$((passed + 1))
check_group help

# What C prints: messages, helps, labels, notes, and the texts about codes.
#   Exceptions, whole texts:
#   wrote none of it         why a person is independent: the fact that was looked for
#   nothing to ...           as Git says that there is no work: "nothing to commit"
#   nothing to repeat        RE2 and ECMA-262 say so of a lone "*"
#   the configuration is wrong: ...   the summary says that no rule ran
excused='wrote none of it|nothing to [a-z]+( before X)?|the configuration is wrong: ismslint checked nothing else'
awk -f tests/literals.awk lib/*/*.c cmd/*.c |
    sed -E 's/%([.][*]s|[-+0-9.]*(ll|l|z)?[a-zA-Z])/X/g; s/\\n//g' | grep -Ev ": ($excused)\$" >"$work/texts"

# refuse WHAT: one fault for each line of standard input. It runs in a shell of its own.
refuse() {
    sed "s|^|$1: |" >"$work/refused"
    cat "$work/refused" >>"$work/all-refused"
    [ -s "$work/refused" ] || echo "$1" >>"$work/kept"
}

grep -E ': (Who|Whoever|What|Whatever|Of) [^?]*$' "$work/texts" | refuse 'opens with Who, What or Of'
grep -E ' (is|are|was|were|be) (no|none) ' "$work/texts" | grep -v ' no longer ' | refuse '"is no"'
grep -E '[Tt]here (is|are|was|were) (no|nothing|nobody|none) ' "$work/texts" |
    grep -v 'if there is no ' | refuse '"there is no"'
grep -E '[^a-z]([Nn]obody|[Nn]othing|[Nn]one)( |$)' "$work/texts" | refuse 'nobody, nothing, none'
grep -E ' (is|are|was|were|be|been) (told|said|asked)( |$)| be told' "$work/texts" | refuse 'hides who acts'
grep -E '(keeps?|kept|keeping) house|[^a-z][Mm]end(s|ed|ing)?( |$)|is there twice' "$work/texts" |
    refuse 'a metaphor, or "is there twice"'
grep -E '[^a-z](wants|asks for|calls for|claims|says that) ' "$work/texts" | refuse 'use requires, or state the fact'

# The texts in the slots of a kind: what a finding says, what an error says, what to do.
in_slots() {
    grep -E "^[^:]*:[0-9]*: ($1): " "$work/texts" | sed -E 's/`[^`]*`/Q/g'
}
reports='sink_report|reader_report|report_front_matter|cel_check_report|cel_compilation_report'
reports="$reports|jsonschema_explain_report|jsonschema_compile_fault|message"
in_slots "$reports|error_set" | sed -E 's/; did you mean Q\?$//' |
    awk '{ text = $0; sub(/^[^:]*:[0-9]*: [a-z_]*: /, "", text) }
        length(text) > (/: error_set: / ? 120 : 100) { print }' | refuse 'a message has 100 characters at most'
in_slots "$reports" | grep -E ', (and|but|so|which|nor) |; | so that |\.$' | refuse 'a message is one clause'
in_slots error_set | grep -E ', (and|but|so|nor) | so that |[a-z]\.$' | refuse 'an error is one clause, and what to do'

# A help is an instruction, or the question which name was meant.
helps="$verbs|add|begin|choose|close|compare|correct|delete|did you mean|export|fetch|fix|give|indent|keep|land|leave"
helps="$helps|move|narrow|provide|put|remove|rename|restore|save|say|set|shorten|simplify|split|state|use"
in_slots 'help|diagnostic_advise' | grep -Ev "^[^:]*:[0-9]*: [a-z_]*: ($helps) " | refuse 'a help begins with a verb'
awk -F ' [|] ' '/^[|] `/ { fix = $NF; sub(/ [|]$/, "", fix); print $1 ": " fix }' docs/reference/diagnostics.md |
    grep -v '](' | grep -Evi ": ($helps|anchor|assign|change|cite|convert|double|flatten|have|map|replace) " |
    refuse 'how a code is fixed begins with a verb'

cat "$work/all-refused"
failed=$((failed + $(wc -l <"$work/all-refused")))
passed=$((passed + $(wc -l <"$work/kept")))
echo "$passed passed, $failed failed"
[ $failed = 0 ]
