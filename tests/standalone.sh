#!/bin/sh
# lib/cel and lib/jsonschema outside of the house: the programs of tests/standalone/ are linked
# with one of the two, base, regex and value, and must do what the whole program does.
# The last line is "N passed, M failed".
set -u
build=$1
passed=0
failed=0

# prints WANTED STATUS JSON PROGRAM ARGUMENT...
prints() {
    wanted=$1
    status=$2
    json=$3
    shift 3
    got=$(printf '%s' "$json" | "$build/standalone/$@" 2>&1)
    code=$?
    if [ "$got" = "$wanted" ] && [ "$code" = "$status" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: standalone $*"
        echo "wanted ($status): $wanted"
        echo "got ($code): $got"
    fi
}

prints '"POL-1!"' 0 '{"id": "POL-1"}' cel 'self.id + "!"'
prints '[3.5]' 0 '{"list": [1, 3.5]}' cel 'self.list.filter(x, x > 1)'
prints '50' 0 '{"n": 4}' cel 'twice(self.n) + answer'
prints 'error: 4000 is too large' 1 '{"n": 4000}' cel 'twice(self.n)'
prints "error: no such key: 'x'" 1 '{}' cel 'self.x'
prints '{"when": "2026-01-02T12:00:00Z"}' 0 null \
    cel '{"when": timestamp("2026-01-01T00:00:00Z") + duration("36h")}'
prints true 0 '"ab"' cel 'self.matches("^[a-c]+$")'
prints 'cel-name: unknown variable selv' 1 null cel 'selv.x'
prints 'cel-syntax: the expression ends without a value' 1 null cel '1 +'

prints valid 0 '{"id": "x"}' jsonschema '{"properties": {"id": {"type": "string"}}}'
prints 'schema-type /id: `id` must be a string, not the number 1' 1 '{"id": 1}' \
    jsonschema '{"properties": {"id": {"type": "string"}}}'
prints valid 0 '"x"' jsonschema '{"$ref": "urn:a"}' urn:a '{"pattern": "^[x-z]$"}'
prints 'schema-pattern : the document is "a", not a match for the pattern ^[x-z]$' 1 '"a"' \
    jsonschema '{"$ref": "urn:a"}' urn:a '{"pattern": "^[x-z]$"}'
prints 'schema-reference : unknown schema urn:b' 1 '"a"' jsonschema '{"$ref": "urn:b"}'
prints 'schema-invalid : must be the name of a type' 1 1 jsonschema '{"type": 7}'
prints valid 0 '"bücher.example"' jsonschema '{"format": "idn-hostname"}'
prints 'schema-multiple : the document is 12, not a multiple of 5' 1 12 \
    jsonschema '{"multipleOf": 5}'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
