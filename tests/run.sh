#!/bin/sh
# Run every test of the build folder $1. What fails is shown in full, what is skipped is said;
# the last line is "N passed, M failed", which counts single tests, not programs.
set -u
build=$1
log=$build/test.log
passed=0
failed=0

# libgit2 leaks a little; tests/lsan.txt says what.
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.txt:print_suppressions=0"

# run COMMAND...: a cmocka program, or one whose last line is "N passed, M failed" itself.
run() {
    "$@" >"$log" 2>&1 </dev/null
    status=$?
    counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p' "$log" | tail -n 1)
    [ -n "$counts" ] || counts="$(grep -c '^\[       OK \]' "$log") $(
        sed -n '/^\[  FAILED  \] [0-9]* test(s)/q; /^\[  FAILED  \]/p' "$log" | wc -l)"
    good=${counts% *}
    bad=${counts#* }
    # A program that died, or ran nothing, failed as well.
    [ "$status" = 0 ] || [ "$bad" -gt 0 ] || bad=1
    [ "$good" -gt 0 ] || [ "$bad" -gt 0 ] || grep -qi skipped "$log" || bad=1
    passed=$((passed + good))
    failed=$((failed + bad))
    if [ "$bad" -gt 0 ]; then
        echo "FAILED: $*"
        cat "$log"
    else
        grep -a -i 'skipped' "$log" | grep -v ' 0 skipped'
    fi
}

for test in "$build"/unit/*_test; do
    run "$test"
done
run "$build/run-pages" rules/*/*.md
run "$build/run-redteam" $(find tests/redteam -name '*.md' | sort) docs/explanation/approvals-examples.md
run "$build/run-cases" "$build" tests/cases/*.md docs/tutorial.md docs/how-to/*.md
run sh tests/layering.sh
run sh tests/circles.sh
run sh tests/symbols.sh "$build"
run sh tests/standalone.sh "$build"
run sh tests/hostile.sh "$build"
run "$build/run-hostile"
run sh tests/formats.sh "$build"
run sh tests/hooks.sh "$build"
run sh tests/codes.sh
run sh tests/generated.sh "$build"
run sh tests/style.sh "$build"
run sh tests/words.sh "$build"
run sh tests/links.sh
run sh tests/workflows.sh "$build"
run sh tests/pipelines.sh "$build"
run sh tests/configuration.sh "$build"
run sh tests/verify.sh "$build"
run sh tests/alloc/run.sh "$build"

# conformance SUITE PATH: a published suite, where it is there.
conformance() {
    if [ -e "$2" ]; then
        run "$build/conformance" "$1" "$2"
    else
        echo "skipped: $2 is not there"
    fi
}

conformance jsonschema ../shared/conformance/jsonschema
conformance cel ../shared/conformance/cel/tests.json
conformance trailers ../shared/conformance/trailers/cases.json

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
