#!/bin/sh
# Lint repositories of 1000 and 2000 procedures, each with a history: files per second, peak
# memory, and whether twice the files take about twice the time and memory.
#   lint.sh BUILD
set -eu
. "$(dirname "$0")/limit"
build=$1
work=$build/bench/lint
rm -rf "$work"
mkdir -p "$work"

# A stream for git fast-import: COUNT procedures in a hundred commits, each with a trailer.
procedures() {
    awk -v count="$1" '
    function data(text) { printf "data %d\n%s\n", length(text), text }
    function file(path, text) { printf "M 100644 inline %s\n", path; data(text) }
    function commit(number, message) {
        printf "commit refs/heads/main\n"
        printf "author Ana Ruiz <ana@example.org> %d +0000\n", 1767600000 + number * 3600
        printf "committer Ana Ruiz <ana@example.org> %d +0000\n", 1767600000 + number * 3600
        data(message)
    }
    BEGIN {
        commit(0, "Name the people")
        file("people.yaml", "people:\n- {id: ana, name: Ana Ruiz, emails: [ana@example.org]}\n" \
            "- id: jo\n  name: Jo Park\n  emails: [jo@example.org]\n" \
            "  roles: [{role: ciso, from: 2020-01-01}]\nroles:\n- {id: ciso, title: CISO}\n")
        for (i = 0; i < count; i++) {
            if (i % (count / 100) == 0)
                commit(1 + i / (count / 100), sprintf("Write procedures from %d on\n\nApproved-by: Jo Park <jo@example.org>\n", i))
            text = sprintf("---\nid: SOP-%04d\ntitle: Procedure number %d\nowner: jo\n" \
                "last_reviewed: 2026-0%d-15\ncontrols: [A.5.%d, A.8.%d]\n---\n# Procedure %d\n\n", \
                i, i, 1 + i % 5, 1 + i % 37, 1 + i % 34, i)
            n = split("Purpose Scope Roles Inputs Steps References", heads, " ")
            for (h = 1; h <= n; h++)
                text = text sprintf("## %s\n\nWhat is said here about number %d is one plain " \
                    "sentence of some length, and then [another](sop-%04d.md).\n\n", heads[h], i, (i + 1) % count)
            file(sprintf("procedures/sop-%04d.md", i), text)
        }
    }'
}

for count in 1000 2000; do
    git init -q -b main "$work/$count"
    procedures $count | git -C "$work/$count" fast-import --quiet
    git -C "$work/$count" reset -q --hard
done

echo "lint: 1000 procedures"
"$build/measure" -n 5 "$build/ismslint" -C "$work/1000" --as-of 2026-07-01 >"$work/figures"
cat "$work/figures"
sed -n 's/.*wall \([0-9.]*\) s.*/\1/p' "$work/figures" |
    awk '{ printf "lint: %.0f files per second\n", 1000 / $1 }'
echo "lint: 2000 procedures (A) against 1000 (B): linear is 2"
"$build/measure" -n 5 "$build/ismslint" -C "$work/2000" --as-of 2026-07-01 \
    --vs "$build/ismslint" -C "$work/1000" --as-of 2026-07-01 >"$work/figures"
cat "$work/figures"
at_most "lint: processor time of twice the files" "$(ratio cpu "$work/figures")" 2.3
at_most "lint: memory of twice the files" "$(ratio "peak memory" "$work/figures")" 2.1
exit $failed
