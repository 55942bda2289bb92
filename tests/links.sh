#!/bin/sh
# Does every link between the pages of the documentation lead somewhere, to a heading if it names one?
set -u
passed=0
failed=0

# The anchors of the headings of page $1, as GitHub makes them.
anchors() {
    sed -n '/^```/,/^```/d; s/^##* //p' "$1" | tr 'A-Z' 'a-z' |
        sed 's/`//g; s/[^a-z0-9 _-]//g; s/ /-/g'
}

for page in *.md docs/*.md docs/*/*.md; do
    for link in $(sed '/^```/,/^```/d; s/`[^`]*`//g' "$page" | tr '\n' ' ' | grep -o '](\([^)]*\))' |
        sed 's/^](//; s/)$//' | grep -v '^[a-z]*:' | sort -u); do
        file=${link%%#*}
        case $link in
        '#'*) file=$page ;;
        *) file=$(dirname "$page")/$file ;;
        esac
        anchor=
        case $link in *'#'*) anchor=${link#*#} ;; esac
        if [ -e "$file" ] && { [ -z "$anchor" ] || anchors "$file" | grep -qx -- "$anchor"; }; then
            passed=$((passed + 1))
        else
            echo "$page: the link $link leads nowhere"
            failed=$((failed + 1))
        fi
    done
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
