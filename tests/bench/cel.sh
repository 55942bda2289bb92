#!/bin/sh
# Evaluate three expressions over 1000 risk documents, with our library and with the npm packages
# @marcbachmann/cel-js and @bufbuild/cel in the same run; ours is to take a third of the faster
# one's time at most.
#   cel.sh BUILD
set -eu
build=$1
here=$(dirname "$0")
work=$build/bench/cel
generator=../shared/bench/gen_risks.py

if [ ! -e "$generator" ] || ! command -v python3 >/dev/null; then
    echo "skipped: the documents of $generator cannot be made"
    exit 0
fi
mkdir -p "$work"
[ -d "$work/risks/json" ] || python3 "$generator" "$work/risks"

set -- 'doc.likelihood >= 3.0' \
    'doc.id.matches("^RISK-[0-9]{4}$") && doc.status in ["open", "accepted", "mitigated", "closed"] && doc.likelihood * doc.impact <= 25.0 && size(doc.controls) > 0 && doc.owner.email.endsWith("@example.org")' \
    'doc.controls.all(c, c.matches("^A[.][5-8][.][0-9]{1,2}$"))'

"$build/cel-bench" "$work/risks/json" "$@" >"$work/ours"
for library in @marcbachmann/cel-js @bufbuild/cel; do
    name=$work/$(basename "$library")
    if ! command -v npm >/dev/null ||
        { [ ! -d "$work/node_modules/$library" ] &&
            ! npm install --silent --no-fund --no-audit --prefix "$work" "$library" >/dev/null 2>&1; }; then
        echo "skipped: npm cannot install $library"
        exit 0
    fi
    node "$here/cel.mjs" "$work" "$library" "$work/risks/json" "$@" >"$name"
done

paste -d ' ' "$work/ours" "$work/cel-js" "$work/cel" | awk '
    BEGIN {
        split("doc.likelihood >= 3.0|five clauses with a regular expression|doc.controls.all(c, c.matches(...))", names, "|")
        printf "%-40s %9s %9s %9s   %s\n", "nanoseconds an evaluation", "ours", "cel-js", "cel-es", "of the faster one"
    }
    {
        faster = $3 < $5 ? $3 : $5
        is_slow = ($1 * 3 > faster)
        differs = ($2 != $4 || $2 != $6)
        printf("%-40s %9.0f %9.0f %9.0f   %.2f%s\n", names[NR], $1, $3, $5, $1 / faster,
            is_slow ? " SLOW" : "")
        if (differs)
            printf("  they differ: true for %d, %d and %d documents\n", $2, $4, $6)
        bad += is_slow || differs
    }
    END { exit (bad > 0) }'
