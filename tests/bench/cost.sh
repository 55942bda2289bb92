#!/bin/sh
# What plain work costs: instructions, as callgrind counts them without libgit2's own start, and
# processor time beside git's in one run. A limit that is missed fails.
#   cost.sh BUILD
set -eu
build=$1
root=$PWD
work=$root/$build/bench/cost
program=$root/$build/ismslint
failed=0
# fast-import gives 256 KiB back to the system with each object, unless it keeps what it frees.
keep=268435456
rm -rf "$work"
mkdir -p "$work"

skip() {
    echo "cost: skipped: $1"
    exit 0
}
command -v valgrind >/dev/null 2>&1 || skip "valgrind, which counts instructions, is not there"
command -v callgrind_annotate >/dev/null 2>&1 || skip "callgrind_annotate is not there"

# at_most WHAT FIGURE LIMIT
at_most() {
    if awk -v figure="$2" -v limit="$3" 'BEGIN { exit !(figure <= limit) }'; then
        echo "cost: $1: $2 (at most $3)"
    else
        echo "cost: MISSED: $1: $2 (at most $3)"
        failed=1
    fi
}

# instructions FOLDER COMMAND...: in thousands
instructions() {
    folder=$1
    shift
    (cd "$folder" && valgrind --tool=callgrind --callgrind-out-file="$work/callgrind" "$@" \
        >/dev/null 2>&1) || true
    callgrind_annotate --threshold=100 --inclusive=yes "$work/callgrind" 2>/dev/null |
        awk '{ number = $1; gsub(",", "", number) }
            /PROGRAM TOTALS/ { total = number }
            /:git_libgit2_init \[/ && !start { start = number }
            END { printf "%d\n", (total - start) / 1000 }'
}

# variant NAME: link the program with the pages below $work/NAME in place of its own
variant() {
    (cd "$work/$1" && "$root/$build/embed" $(find schema rules demo -type f | LC_ALL=C sort)) \
        >"$work/$1.c"
    cc -Ilib -I. -O1 -c -o "$work/$1.o" "$work/$1.c"
    cc -o "$work/$1.program" "$work/$1.o" "$build/cmd/main.o" "$build/libcommands.a" \
        "$build/libismslint.a" $(pkg-config --libs libgit2 yaml-0.1 libpcre2-8 libcmark-gfm \
        jansson libidn2 nettle) -lcmark-gfm-extensions -lunistring -lm
}

new_repository() {
    git init -q -b main "$1"
    git -C "$1" config user.name Ana
    git -C "$1" config user.email ana@example.org
}

# ---- an empty repository ----

new_repository "$work/empty"
mkdir "$work/doubled"
cp -R schema rules demo "$work/doubled"
for page in rules/*/*.md; do
    case $page in */README.md) continue ;; esac
    grep -q '^on: isms' "$page" || cp "$page" "$work/doubled/${page%.md}-twin.md"
done
variant doubled
once=$(instructions "$work/empty" "$program" check)
twice=$(instructions "$work/empty" "$work/doubled.program" check)
at_most "an empty repository, thousands of instructions" "$once" 45000
at_most "the same with twice the rules of absent kinds, in percent of it" $((100 * twice / once)) 105

# ---- a register as CSV ----

new_repository "$work/csv"
awk 'BEGIN {
    print "Risk ID,Risk Title,Asset Name,Threat Source,Vulnerability,Likelihood Score," \
        "Impact Score,Risk Owner,Treatment,Status,Next Review,Comment Field,Department,Location"
    for (i = 0; i < 3000; i++)
        printf "R-%04d,Risk number %d,Asset %d,Somebody,A weakness,%d,%d,jo,mitigate,open," \
            "2027-01-15,A comment on risk %d,Operations,Berlin\n", i, i, i % 37, 1 + i % 5, 1 + i % 4, i
}' >"$work/csv/register.csv"
cat >"$work/csv/.ismslint.yaml" <<'END'
version: 1
artifacts:
  - kind: risk
    files: [register.csv]
    fields: {id: Risk ID, title: Risk Title}
END
printf 'people:\n- {id: jo, name: Jo Park, emails: [jo@example.org]}\n' >"$work/csv/people.yaml"
git -C "$work/csv" add .
at_most "3000 rows of 14 columns, thousands of instructions" \
    "$(instructions "$work/csv" "$program" check --as-of 2026-07-01)" 1400000

# ---- documents, by the rules of one day ----

new_repository "$work/documents"
mkdir "$work/documents/procedures"
awk -v folder="$work/documents/procedures" 'BEGIN {
    n = split("Purpose Scope Roles Inputs Steps References", heads, " ")
    for (i = 0; i < 1000; i++) {
        file = sprintf("%s/sop-%04d.md", folder, i)
        printf "---\nid: SOP-%04d\ntitle: Procedure number %d\nowner: jo\nlast_reviewed: 2026-0%d-15\n" \
            "controls: [A.5.%d, A.8.%d]\n---\n# Procedure %d\n\n", i, i, 1 + i % 5, 1 + i % 37, \
            1 + i % 34, i >file
        for (h = 1; h <= n; h++)
            printf "## %s\n\nWhat is said here about number %d is one plain sentence of some " \
                "length, and then [another](sop-%04d.md).\n\n", heads[h], i, (i + 1) % 1000 >file
        close(file)
    }
}'
printf 'people:\n- {id: jo, name: Jo Park, emails: [jo@example.org]}\n' \
    >"$work/documents/people.yaml"
git -C "$work/documents" add .
mkdir "$work/frozen"
cp -R schema demo "$work/frozen"
while read -r page; do
    mkdir -p "$work/frozen/rules/${page%/*}"
    if [ -e "rules/$page" ]; then
        cp "rules/$page" "$work/frozen/rules/$page"
    else
        echo "cost: rules/$page of tests/bench/frozen_rules.txt is not there"
    fi
done <tests/bench/frozen_rules.txt
variant frozen
at_most "1000 Markdown documents, thousands of instructions" \
    "$(instructions "$work/documents" "$work/frozen.program" check --as-of 2026-07-01)" 700000

# ---- files are looked at once ----

if command -v strace >/dev/null 2>&1; then
    git -C "$work/documents" commit -qm Begin
    touch -d '1 hour ago' "$work/documents/procedures/"*
    git -C "$work/documents" update-index -q --refresh || true
    (cd "$work/documents" && strace -f -e trace=file -o "$work/calls" "$program" check \
        >/dev/null 2>&1) || true
    calls() {
        grep -c "$1(.*sop-" "$work/calls" || true
    }
    at_most "opening 1000 work tree files, calls" "$(calls openat)" 1000
    at_most "looking at them, calls" "$(calls newfstatat)" 1000
    at_most "links that are resolved" "$(calls readlink)" 0
else
    echo "cost: skipped: how often files are read: strace is not there"
fi

# ---- a commit that leaves the ISMS alone ----

# history COMMITS: one procedure that changes with each
history() {
    new_repository "$work/history-$1"
    awk -v count="$1" '
    function data(text) { printf "data %d\n%s\n", length(text), text }
    BEGIN {
        for (i = 0; i < count; i++) {
            printf "commit refs/heads/main\n"
            printf "committer Ana <ana@example.org> %d +0000\n", 1600000000 + i * 86400
            data("Change " i "\n\nApproved-by: Jo <jo@example.org>\n")
            printf "M 100644 inline people.yaml\n"
            data("people:\n- {id: jo, name: Jo, emails: [jo@example.org]}\n")
            printf "M 100644 inline procedures/a.md\n"
            data("---\nid: SOP-1\ntitle: T\nowner: jo\n---\n# T\n\nText " i ".\n")
        }
    }' | MALLOC_TRIM_THRESHOLD_=$keep git -C "$work/history-$1" fast-import --quiet
    git -C "$work/history-$1" reset -q --hard
    echo 'int x;' >"$work/history-$1/x.c"
    git -C "$work/history-$1" add x.c
    instructions "$work/history-$1" "$program" check --staged
}
few=$(history 10)
many=$(history 1000)
at_most "check --staged of other files, 1000 commits in percent of 10" $((100 * many / few)) 102

# ---- files that are no artifacts ----

new_repository "$work/files"
awk 'BEGIN {
    printf "commit refs/heads/main\ncommitter Ana <ana@example.org> 1767600000 +0000\n"
    printf "data 5\nBegin\n"
    split("c h txt js py", suffixes, " ")
    for (i = 0; i < 100000; i++)
        printf "M 100644 inline src/d%02d/e%02d/f%03d.%s\ndata 7\n%06d\n\n", int(i / 4000), \
            int(i / 200) % 20, i % 200, suffixes[1 + i % 5], i
}' | MALLOC_TRIM_THRESHOLD_=$keep git -C "$work/files" fast-import --quiet
git -C "$work/files" reset -q --hard
git -C "$work/files" status >/dev/null
echo "cost: 100000 files that are no artifacts (A) against git status (B)"
"$build/measure" -n 9 "$program" -C "$work/files" --vs git -C "$work/files" status \
    >"$work/figures"
cat "$work/figures"
echo "cost: the same without what the history tells (one rule about contents)"
"$build/measure" -n 9 "$program" -C "$work/files" check --rule document-owner-missing \
    --vs git -C "$work/files" status | sed -n '$p'
at_most "their processor time, of git's" \
    "$(sed -n 's/^A\/B:.* cpu \([0-9.]*\).*/\1/p' "$work/figures")" 1.2

exit $failed
