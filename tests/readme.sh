#!/bin/sh
# Is what README.md shows what the program prints? Times may differ.
#   readme.sh BUILD           compare
#   readme.sh --bless BUILD   write what is printed into README.md
set -eu
bless=no
if [ "$1" = --bless ]; then
    bless=yes
    shift
fi
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$build/ismslint" demo "$work/demo" >/dev/null
{
    echo '```console'
    echo '$ ismslint demo heron'
    (cd "$work" && "$OLDPWD/$build/ismslint" demo heron) || exit 1
    echo '$ ismslint -C heron --as-of 2026-07-01'
    "$build/ismslint" -C "$work/demo" --as-of 2026-07-01 || [ $? = 1 ]
    echo '```'
} >"$work/demo.txt"
"$build/ismslint" kinds --format markdown >"$work/kinds.txt"

# Between "<!-- NAME -->" and "<!-- /NAME -->" stands what NAME.txt holds.
awk -v work="$work" '
    !skipping { print }
    match($0, /^<!-- [a-z]+ -->$/) {
        name = substr($0, 6, length($0) - 9)
        while ((getline line < (work "/" name ".txt")) > 0) print line
        skipping = 1
    }
    /^<!-- \/[a-z]+ -->$/ { if (skipping) print; skipping = 0 }' README.md >"$work/README.md"

without_times() {
    sed 's/in [0-9.]* s\([^a-z]\|$\)/in TIME\1/' "$1"
}
if [ $bless = yes ]; then
    cat "$work/README.md" >README.md
    exit 0
fi
without_times README.md >"$work/expected"
without_times "$work/README.md" >"$work/printed"
if diff -u "$work/expected" "$work/printed"; then
    echo "1 passed, 0 failed"
else
    echo "README.md does not show what the program prints; \`make bless\` mends that"
    echo "0 passed, 1 failed"
    exit 1
fi
