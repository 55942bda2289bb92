#!/bin/sh
# Do the rule pages follow docs/style.md and the template of docs/how-to/write-a-rule.md?
#   words.sh BUILD
# Refused are sentences and messages of the shapes that the guide names, and pages that lack a
# section or whose explanation is longer than a screen. The last line is "N passed, M failed".
set -u
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Exceptions, one a line: a page, and the word that it may use.
#   risk-untreated   "nobody is responsible" is what follows from a missing decision
exceptions='^risk-untreated: Until one is chosen, nobody '

# The first words of a help: instructions.
verbs='add|agree|ask|check|clone|collect|commit|correct|delete|fetch|give|have|keep|list|propose|put'
verbs="$verbs|replace|review|set|settle|state"

# report WHAT: one fault for each line of standard input.
report() {
    sed "s|^|$1: |" >"$work/found"
    if [ -s "$work/found" ]; then
        cat "$work/found" >>"$work/faults"
    else
        echo "$1" >>"$work/passed"
    fi
}

sections='Why it matters
What auditors look for
How to fix it
Configuration
When it does not apply
Examples
See also
Tests'
mkdir "$work/text"
for page in rules/*/*.md; do
    name=$(basename "$page" .md)
    sed '/^## Tests$/,$d' "$page" >"$work/text/$name.md"
    sed '/^```/,/^```/d' "$page" | sed -n 's/^## //p' >"$work/sections"
    [ "$(cat "$work/sections")" = "$sections" ] || echo "$page"
done | report 'the sections are not those of the template, in its order'

grep -H '^# ' rules/*/*.md | awk -F ':# ' '{ title = $2; sub(/^[^:]*:# /, "", title) }
    length(title) > 60 { print $1 ": " title }' | report 'a title has 60 characters at most'

# Prose, one sentence a line.
(cd "$work/text" && awk -f "$OLDPWD/tests/prose.awk" *.md) | sed 's/^\([a-z-]*\)\.md: /\1: /' |
    grep -Ev "$exceptions" >"$work/prose"

# refuse WHAT PATTERN: in no sentence of a page.
refuse() {
    grep -E "$2" "$work/prose" | report "$1; see docs/style.md"
}
refuse 'opens with Who, What, Whoever, Whatever or Of' '^[a-z-]*: (Who|Whoever|What|Whatever|Of) [^?]*$'
refuse '"is no", "there is no ... that"' '(is|are|was|were) no ([^l]|l[^o])|[Tt]here (is|are) (no|nothing|nobody)'
refuse 'nobody, nothing, none' '(^| )([Nn]obody|[Nn]othing|[Nn]one)[ .,]'
refuse 'hides who acts' '(is|are|was|were) (told|said|asked)[ .,]'
refuse 'a metaphor' '(keeps?|kept|keeping) house|[Mm]end(s|ed|ing)?[ .,]|threads? |pair of eyes|[Ww]aivers?'
refuse 'has more than 25 words' '^[^ ]*:( [^ ]+){26}'

# A step is an instruction, which a condition may precede: "In any other clone, run ...".
steps='accept|add|agree|approve|ask|change|check|clone|collect|commit|compare|correct|decide|delete|do|enter|estimate'
steps="$steps|find|follow|give|have|keep|let|list|make|name|propose|put|record|remove|replace|review|run|set|sign|state|update"
(cd "$work/text" && sed -n '/^## How to fix it$/,/^## Configuration$/s/^[0-9]*[.] //p' *.md) |
    sed 's/^\(If\|For\|On\|In\|With\|Without\|Next\) [^,]*, //; s/^\(Or\|Otherwise\|They\|Then\) //' |
    grep -Eiv "^($steps) " | report 'a step begins with a verb'

# Messages and helps, as the tests of the pages show them.
awk 'FNR == 1 { name = FILENAME; sub(/.*\//, "", name); sub(/\.md$/, "", name); shown = 0 }
    /^```output$/ { shown = 1; next }
    /^```/ { shown = 0 }
    shown && match($0, /^(error|warning|note|pending)\[[a-z-]*\]: (not evaluable: )?/) {
        print name ": " substr($0, RLENGTH + 1) > messages
    }
    shown && sub(/^   = help: /, "") { print name ": " $0 > helps }
' messages="$work/messages" helps="$work/helps" rules/*/*.md

sed 's/^[a-z-]*: //' "$work/messages" | awk 'length > 100' | report 'a message has 100 characters at most'
sed 's/^[a-z-]*: //; s/`[^`]*`//g' "$work/messages" | grep -E ', (and|but|so|which|nor) |; |: |so that|\.$' |
    report 'a message is one clause'
grep -E ' (claims|says|is said) | (nobody|nothing|none) |is no |there is no| wants |mend' "$work/messages" |
    report 'a message states the fact'
grep -Ev "^[a-z-]*: ($verbs) " "$work/helps" | report 'a help begins with a verb'
grep -E '\.$' "$work/helps" | report 'a help has no full stop'

# The front matter and "See also" name the same rules; kinds and pages that are named exist.
for page in rules/*/*.md; do
    sed -n 's/^related: \[\(.*\)\]$/\1/p' "$page" | tr -d ' ' | tr ',' '\n' | sort >"$work/related"
    sed -n '/^## See also$/,/^## Tests$/p' "$page" | tr '\n' ' ' | grep -o '`[^`]*`' | tr -d '`' >"$work/see"
    grep -v '[ /]' "$work/see" | sort | diff "$work/related" - >/dev/null || echo "$page"
    for kind in $(sed -n 's/^ismslint explain //p' "$work/see"); do
        [ -e "schema/$kind/kind.yaml" ] || echo "$page: $kind is not a kind"
    done
    for file in $(grep '^docs/' "$work/see"); do
        [ -e "$file" ] || echo "$page: $file is not there"
    done
done | report '"See also" and `related:` differ'

# An explanation fits a screen: 60 lines of 80 columns.
for page in rules/*/*.md; do
    name=$(basename "$page" .md)
    lines=$("$build/ismslint" explain "$name" | fold -w 80 | wc -l)
    [ "$lines" -le 60 ] && [ "$lines" -gt 20 ] || echo "$name has $lines lines"
done | report 'ismslint explain RULE fits 60 lines'

touch "$work/faults" "$work/passed"
cat "$work/faults"
failed=$(wc -l <"$work/faults")
passed=$(wc -l <"$work/passed")
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
