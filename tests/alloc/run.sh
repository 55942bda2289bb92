#!/bin/sh
# Let allocations fail: in a sample of places, or with "whole" in each. Whatever lacks memory must
# end with status 3 and a message, or give the right answer; nothing else. $1 is the build folder.
# The last line is "N passed, M failed", which counts commands.
set -u
build=$(cd "$1" && pwd)
sample=${2:-40}
passed=0
failed=0

case $build in
*/asan | */fuzz)
    echo "skipped: a sanitizer wants the allocator for itself"
    exit 0
    ;;
esac

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

# watched STEP COMMAND...
watched() {
    step=$1
    shift
    LD_PRELOAD=$build/fail-allocation.so FAIL_STEP=$step FAIL_LOG=$folder/log \
        FAIL_EXPECTED=$folder/expected FAIL_STATUS=$status \
        "$build/ismslint" -C "$folder/isms" "$@" >"$folder/actual" 2>/dev/null
}

# try COMMAND...
try() {
    "$build/ismslint" -C "$folder/isms" "$@" >"$folder/expected" 2>/dev/null
    status=$?
    watched 1000000000 "$@"
    count=$(tail -n 1 "$folder/log" | cut -d ' ' -f 1)
    step=$((sample == 0 ? 1 : count / sample + 1))
    watched "$step" "$@"
    result=$?
    read -r count tried exhausted faults <<END
$(tail -n 1 "$folder/log")
END
    if [ "$result" = "$status" ] && [ "${faults:-1}" = 0 ] && [ "$exhausted" -gt 0 ] &&
        cmp -s "$folder/actual" "$folder/expected"; then
        passed=$((passed + 1))
        [ "$sample" -gt 0 ] || echo "ismslint $1: $tried allocations failed, $exhausted times with status 3"
    else
        failed=$((failed + 1))
        echo "FAILED: ismslint $*: status $result, not $status; of $count allocations:"
        head -n 20 "$folder/log"
    fi
}

[ "$sample" = whole ] && sample=0
"$build/ismslint" demo "$folder/isms" >/dev/null 2>&1
day=2026-07-01
try check --as-of $day --format github
try check --as-of $day --format json
try history --as-of $day policies/information-security.md
try approvals --as-of $day --format json
try validate .
try eval 'isms.policy.filter(p, p.title.matches("^[A-Z]")).map(p, p.id)'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
