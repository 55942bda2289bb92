#!/bin/sh
# Run every fuzz target of the build folder $1 for $2 seconds, from the inputs of tests/fuzz/seeds
# and of the unit test of the same name. Each runs to its end, whatever another finds; an input
# that takes SLOW seconds is a find as well. What is found is in $1/faults.
# The last line is "N passed, M failed".
set -u
build=$1
seconds=$2
slow=5
passed=0
failed=0
here=$(dirname "$0")

# fuzz NAME
fuzz() {
    corpus=$build/corpus/$1
    mkdir -p "$corpus" "$build/faults"
    if [ -x "$build/unit/$1_test" ]; then
        SEEDS=$corpus "$build/unit/$1_test" >/dev/null 2>&1
    fi
    [ ! -d "$here/seeds/$1" ] || cp "$here/seeds/$1"/* "$corpus"
    [ "$1" != rule ] || cp rules/*/*.md "$corpus"
    "$build/$1_fuzz" -max_total_time="$seconds" -max_len=4096 -timeout=$slow \
        -report_slow_units=$slow -rss_limit_mb=2048 \
        -artifact_prefix="$build/faults/$1-" "$corpus" >"$build/$1.log" 2>&1
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
