#!/bin/sh
# Does lib/rules/codes.c know every code with which something is reported, and no other?
set -eu
prefixes='cel|config|csv|document|evidence|file|history|json|markdown|people|register|rule|schema|source|yaml|field'
known=$(sed -n 's/^ *{"\([a-z0-9-]*\)",.*/\1/p' lib/rules/codes.c | sort -u)
used=$(grep -rhoE "\"($prefixes)-[a-z0-9-]+\"" lib --include=*.c --exclude=codes.c |
    tr -d '"' | grep -vx json-pointer | sort -u) # a format of JSON Schema
failed=0
for code in $used; do
    echo "$known" | grep -qx "$code" || [ -e "schema/$code" ] ||
        { echo "lib/rules/codes.c lacks $code"; failed=$((failed + 1)); }
done
for code in $known; do
    echo "$used" | grep -qx "$code" ||
        { echo "nothing reports $code any more"; failed=$((failed + 1)); }
done
echo "$(echo "$known" | wc -l) passed, $failed failed"
[ $failed = 0 ]
