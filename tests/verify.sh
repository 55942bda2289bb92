#!/bin/sh
# A rule page with a fault does not build: build/verify, which the build runs on the
# program's own pages, refuses each of these at its place, and passes a sound one.
# The last line is "N passed, M failed".
set -u
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# expect STATUS MESSAGE KEY VALUE: a sound page in which KEY has the VALUE instead.
expect() {
    sed "s|^$3:.*|$3: $4|" >"$work/soa-page.md" <<'PAGE'
---
on: control
assert: 'self.?justification.orValue("") != ""'
at: self.justification
severity: warning
basis: practice
message: control {self.id} is not sound
clauses: ["iso27001:2022 A.5.1"]
---
# Controls are sound
PAGE
    said=$("$build/verify" "$work/soa-page.md" 2>&1)
    status=$?
    case $status:$said in
    "$1:"*"$2"*) passed=$((passed + 1)) ;;
    *)
        failed=$((failed + 1))
        echo "FAILED: $3: $4: exit $status: $said"
        ;;
    esac
}
expect 0 '' severity note
expect 3 'soa-page.md:3:16: control has no field justificaton' assert "'self.?justificaton.orValue(\"\") != \"\"'"
expect 3 'soa-page.md:4:5: control has no field justificaton' at self.justificaton
expect 3 'soa-page.md:7:38: control has no field idd' message 'control {self.id} and {self.idd}'
expect 3 'soa-page.md:2:5: unknown kind "contrl"' on contrl
expect 3 'soa-page.md:8:' clauses '["iso27001:2022 A.5.99"]'
expect 3 'soa-page.md:5:11: ' severity fatal
expect 3 'soa-page.md:9:11: unknown related rule "soa-missing-justifcation"' clauses '[]\nrelated: [soa-missing-justifcation]'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
