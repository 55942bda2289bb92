#!/bin/sh
# Run every test of the build folder $1 and count them: the last line is "N passed, M failed".
set -u
build=$1
passed=0
failed=0

run() {
    if "$@" >"$build/test.log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $*"
        cat "$build/test.log"
    fi
}

for test in "$build"/unit/*_test; do
    run "$test"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
