#!/bin/sh
# Run every fuzz target of the build folder $1 for $2 seconds, from the inputs of tests/fuzz/seeds
# and of the unit test of the same name. Each runs to its end, whatever another finds; an input
# that takes SLOW seconds of processor time is a find as well: libFuzzer measures by the clock, so
# what it calls slow is tried once more alone. What is found is in $1/faults.
# The last line is "N passed, M failed".
set -u
build=$1
seconds=$2
slow=5
passed=0
failed=0
here=$(dirname "$0")

# explore NAME SECONDS
explore() {
    "$build/$1_fuzz" -max_total_time="$2" -max_len=4096 -timeout=$slow \
        -report_slow_units=$slow -rss_limit_mb=2048 \
        -artifact_prefix="$build/faults/$1-" "$build/corpus/$1" >"$build/$1.log" 2>&1
}

# is_busy NAME: was all that was found slow only because the machine had other things to do? Then
# it is forgotten.
is_busy() {
    for input in "$build/faults/$1-"*; do
        case $input in
        *-timeout-* | *-slow-unit-*)
            (ulimit -t $slow && exec "$build/$1_fuzz" -timeout=0 "$input") >/dev/null 2>&1 || return 1
            rm -f "$input"
            ;;
        *) return 1 ;;
        esac
    done
}

# fuzz NAME
fuzz() {
    corpus=$build/corpus/$1
    mkdir -p "$corpus" "$build/faults"
    if [ -x "$build/unit/$1_test" ]; then
        SEEDS=$corpus "$build/unit/$1_test" >/dev/null 2>&1
    fi
    [ ! -d "$here/seeds/$1" ] || cp "$here/seeds/$1"/* "$corpus"
    [ "$1" != rule ] || cp rules/*/*.md "$corpus"
    end=$(($(date +%s) + seconds))
    left=$seconds
    while [ "$left" -gt 0 ]; do
        explore "$1" "$left" || is_busy "$1" || return 1
        left=$((end - $(date +%s)))
    done
}

for fuzzer in "$build"/*_fuzz; do
    name=$(basename "$fuzzer" _fuzz)
    echo "  FUZZ $name"
    if fuzz "$name"; then
        passed=$((passed + 1))
        tail -n 1 "$build/$name.log"
    else
        failed=$((failed + 1))
        echo "FAILED: $name, see $build/faults"
        tail -n 40 "$build/$name.log"
    fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
