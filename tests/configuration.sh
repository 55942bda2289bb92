#!/bin/sh
# Does docs/configuration.md name every key that the schema of .ismslint.yaml knows, and is the
# configuration that it shows one that works?
#   configuration.sh BUILD
set -eu
build=$1
page=docs/configuration.md
passed=0
failed=0

# The keys stand one step below each "properties:".
keys=$(awk '
    { match($0, /^ */); indent = RLENGTH }
    { for (level in wanted) if (indent < level + 0) delete wanted[level] }
    /^ *properties:$/ { wanted[indent + 2] = 1; next }
    (indent in wanted) && match($0, /[a-z_]+:/) { print substr($0, RSTART, RLENGTH - 1) }
' schema/config/schema.yaml | sort -u)
for key in $keys; do
    if grep -q "\`$key\`" "$page"; then
        passed=$((passed + 1))
    else
        echo "$page does not name \`$key\`"
        failed=$((failed + 1))
    fi
done

# README.md's example and the page's, as somebody would copy them.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$build/ismslint" demo "$work/isms" >/dev/null
for file in README.md "$page"; do
    awk '/^```yaml$/ { getline; if ($0 == "version: 1") inside = 1 }
         /^```$/ { if (inside) exit }
         inside { print }' "$file" >"$work/isms/.ismslint.yaml"
    status=0
    "$build/ismslint" -C "$work/isms" >"$work/output" 2>&1 || status=$?
    if [ "$status" -le 1 ] && [ -s "$work/isms/.ismslint.yaml" ] &&
        ! grep -q 'the configuration is wrong' "$work/output"; then
        passed=$((passed + 1))
    else
        echo "the configuration in $file does not work: exit status $status"
        cat "$work/output"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
