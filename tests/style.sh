#!/bin/sh
# Do the texts that people read follow docs/style.md? Counts the shapes of sentences that the guide
# names, in the documentation and in the help, and fails above these shares (in thousandths):
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

echo "$passed passed, $failed failed"
[ $failed = 0 ]
