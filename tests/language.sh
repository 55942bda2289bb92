#!/bin/sh
# Do the tables of docs/language.md say what the program has?
#   language.sh BUILD           compare
#   language.sh --bless BUILD   write them
set -eu
bless=no
if [ "$1" = --bless ]; then
    bless=yes
    shift
fi
build=$1
page=docs/language.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$build/language-page" "$work"

# Between "<!-- NAME -->" and "<!-- /NAME -->" stands what NAME.txt holds.
awk -v work="$work" '
    !skipping { print }
    match($0, /^<!-- [a-z]+ -->$/) {
        name = substr($0, 6, length($0) - 9)
        while ((getline line < (work "/" name ".txt")) > 0) print line
        skipping = 1
    }
    /^<!-- \/[a-z]+ -->$/ { if (skipping) print; skipping = 0 }' "$page" >"$work/page.md"

if [ $bless = yes ]; then
    cat "$work/page.md" >"$page"
elif diff -u "$page" "$work/page.md"; then
    echo "1 passed, 0 failed"
else
    echo "$page does not say what the program has; \`make bless\` mends that"
    echo "0 passed, 1 failed"
    exit 1
fi
