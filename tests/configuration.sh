#!/bin/sh
# Do the reference pages name every key that the schemas of .ismslint.yaml and of the people register
# know, and do the configurations that the pages show work?
#   configuration.sh BUILD
set -eu
build=$1
passed=0
failed=0

# The keys of schema $1: they stand one step below each "properties:".
keys() {
    awk '
        { match($0, /^ */); indent = RLENGTH }
        { for (level in wanted) if (indent < level + 0) delete wanted[level] }
        /^ *properties:$/ { wanted[indent + 2] = 1; next }
        (indent in wanted) && match($0, /[a-z_]+:/) { print substr($0, RSTART, RLENGTH - 1) }
    ' "$1" | sort -u
}

# names PAGE KIND: does the page name every key of the schema?
names() {
    for key in $(keys "schema/$2/schema.yaml"); do
        if grep -q "\`$key\`" "$1"; then
            passed=$((passed + 1))
        else
            echo "$1 does not name \`$key\` of schema/$2"
            failed=$((failed + 1))
        fi
    done
}

names docs/reference/configuration.md config
for kind in person role assignment robot; do
    names docs/reference/people-register.md $kind
done
names docs/how-to/write-a-rule.md rule

# The examples of README.md and of the page, as somebody would copy them.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$build/ismslint" demo "$work/isms" >/dev/null
for file in README.md docs/reference/configuration.md docs/how-to/configure-rules.md; do
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
