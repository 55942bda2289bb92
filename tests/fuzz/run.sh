#!/bin/sh
# Run every fuzz target of the build folder $1 for $2 seconds, from the inputs of the unit test
# of the same name. A fault stops at once and leaves its input in $1/faults.
set -eu
build=$1
seconds=$2

for fuzzer in "$build"/*_fuzz; do
    name=$(basename "$fuzzer" _fuzz)
    corpus=$build/corpus/$name
    mkdir -p "$corpus" "$build/faults"
    if [ -x "$build/unit/${name}_test" ]; then
        SEEDS=$corpus "$build/unit/${name}_test" >/dev/null 2>&1
    fi
    echo "  FUZZ $name"
    if ! "$fuzzer" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=4096 \
        -artifact_prefix="$build/faults/$name-" "$corpus" 2>"$build/$name.log"; then
        tail -40 "$build/$name.log"
        exit 1
    fi
    tail -1 "$build/$name.log"
done
