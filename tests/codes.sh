#!/bin/sh
# Does lib/rules/codes_*.c know every code with which something is reported, and no other?
set -eu
prefixes='cel|config|csv|document|evidence|file|history|json|markdown|people|register|rule|schema|source|waiver|yaml|field'
known=$(sed -n 's/^ *{"\([a-z0-9-]*\)",.*/\1/p' lib/rules/codes_*.c | sort -u)
used=$(grep -rhoE "\"($prefixes)-[a-z0-9-]+\"" lib --include=*.c --exclude=codes_*.c |
    tr -d '"' | grep -vx json-pointer | sort -u) # a format of JSON Schema
failed=0
for code in $used; do
    echo "$known" | grep -qx "$code" || [ -e "schema/$code" ] ||
        { echo "lib/rules/codes_*.c lacks $code"; failed=$((failed + 1)); }
done
for code in $known; do
    echo "$used" | grep -qx "$code" ||
        { echo "nothing reports $code any more"; failed=$((failed + 1)); }
done
# A reason of a verdict is set somewhere, and bears no name that a rule or another code has.
for name in $(grep -oE 'X\(REASON_[A-Z_]+' lib/approval/reason.h | cut -c3-); do
    grep -rqw "$name" lib/approval --include=*.c ||
        { echo "nothing sets $name any more"; failed=$((failed + 1)); }
done
for code in $(sed -n 's/.*X(REASON_[A-Z_]*, "\([a-z-]*\)".*/\1/p' lib/approval/reason.h); do
    ! echo "$known" | grep -qx "$code" && ! ls rules/*/"$code.md" >/dev/null 2>&1 ||
        { echo "$code is a reason and a finding"; failed=$((failed + 1)); }
done
echo "$(echo "$known" | wc -l) passed, $failed failed"
[ $failed = 0 ]
