#!/bin/sh
# ismslint validate beside other validators, in one run:
#   1000 YAML files against the native binary of the npm package @sourcemeta/jsonschema
#   (wanted: wall at most 0.7, peak memory at most 1) and against ajv-cli;
#   one document that is read already against ajv as a library (wanted: at most 1.5).
#   validate.sh BUILD
set -eu
. "$(dirname "$0")/limit"
build=$1
data=../shared/bench/gen_risks.py
work=$build/bench/validate

if [ ! -e "$data" ]; then
    echo "validate: skipped: $data is not there"
    exit 0
fi
for program in python3 node npm; do
    if ! command -v $program >/dev/null 2>&1; then
        echo "validate: skipped: $program, which the comparison needs, is not there"
        exit 0
    fi
done
mkdir -p "$work"
[ -e "$work/risk.schema.json" ] || python3 "$data" "$work"
if [ ! -d "$work/node_modules/ajv-cli" ]; then
    echo '{"private": true}' >"$work/package.json"
    npm install --prefix "$work" --silent --no-audit --no-fund \
        @sourcemeta/jsonschema ajv ajv-cli ajv-formats || {
        echo "validate: skipped: the others could not be installed"
        exit 0
    }
fi
case $(uname -m) in aarch64 | arm64) machine=arm64 ;; *) machine=x86_64 ;; esac
native=$(find "$work/node_modules/@sourcemeta" -type f -name "jsonschema-linux-$machine" | head -n 1)

echo "validate: 1000 YAML files (A) against @sourcemeta/jsonschema (B): wall 0.7, memory 1 at most"
"$build/measure" -n 15 "$build/ismslint" validate --schema "$work/risk.schema.json" "$work/yaml" \
    --vs "$native" validate "$work/risk.schema.json" "$work/yaml" --continue >"$work/figures"
cat "$work/figures"
at_most "validate: 1000 files, time by @sourcemeta/jsonschema's" "$(ratio wall "$work/figures")" 0.7
at_most "validate: 1000 files, memory" "$(ratio "peak memory" "$work/figures")" 1
echo "validate: the same files (A) against ajv-cli (B)"
"$build/measure" -n 3 "$build/ismslint" validate --schema "$work/risk.schema.json" "$work/yaml" \
    --vs "$work/node_modules/.bin/ajv" validate --spec=draft2020 --strict=false \
    -c ajv-formats -s "$work/risk.schema.json" -d "$work/yaml/*.yaml"

echo "validate: one document, read already (A), against ajv's compiled code (B): 1.5 at most"
for round in 1 2 3 4 5; do
    ours=$("$build/warm" "$work/risk.schema.json" "$work/json/risk-0000.json")
    theirs=$(NODE_PATH=$work/node_modules node tests/bench/warm.js "$work/risk.schema.json" \
        "$work/json/risk-0000.json")
    echo "$ours $theirs"
done | sort -n >"$work/rounds"
awk '{ ours[NR] = $1; theirs[NR] = $2; ratio[NR] = $1 / $2 }
    END {
        for (i = 2; i <= NR; i++)
            for (j = i; j > 1 && ratio[j] < ratio[j - 1]; j--) {
                t = ratio[j]; ratio[j] = ratio[j - 1]; ratio[j - 1] = t
            }
        printf "A: %d ns (least), B: %d ns beside it, A/B: %.2f (median)\n", ours[1], theirs[1], \
            ratio[int((NR + 1) / 2)]
    }' "$work/rounds" >"$work/figures"
cat "$work/figures"
at_most "validate: one document, by ajv's compiled code" \
    "$(sed -n 's/.*A\/B: \([0-9.]*\).*/\1/p' "$work/figures")" 1.5
exit $failed
