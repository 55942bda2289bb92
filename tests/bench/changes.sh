#!/bin/sh
# What a comparison costs: `check --base main` of a branch with one edit, beside `check` of the same
# tree, of 1,000 documents and 5,000 commits. A limit that is missed fails.
#   changes.sh BUILD
set -eu
. "$(dirname "$0")/limit"
build=$1
root=$PWD
work=$root/$build/bench/changes
rm -rf "$work"
mkdir -p "$work"
git init -q -b main "$work/isms"
git -C "$work/isms" config user.name Ana
git -C "$work/isms" config user.email ana@example.org

# A stream for git fast-import: the documents, then 4,999 commits that edit one of them each.
awk -v documents=1000 -v commits=5000 '
    function data(text) { printf "data %d\n%s\n", length(text), text }
    function document(number, edit) {
        return sprintf("---\nid: POL-%04d\ntitle: Policy %d\nowner: ana\nversion: \"%d\"\n---\n# Policy\n\n" \
            "The text of edit %d.\n", number, number, edit, edit)
    }
    function file(path, text) { printf "M 100644 inline %s\n", path; data(text) }
    function commit(number, message) {
        print "commit refs/heads/main"
        printf "committer Li <li@example.org> %d +0000\n", 1700000000 + number * 3600
        data(message)
    }
    BEGIN {
        commit(0, "Name the people")
        file("people.yaml", "roles: [{id: ciso, title: CISO}]\npeople:\n" \
            "  - {id: ana, name: Ana, emails: [ana@example.org], roles: [{role: ciso, from: 2020-01-01}]}\n" \
            "  - {id: li, name: Li, emails: [li@example.org]}\n")
        commit(1, "Write the policies\n\nApproved-by: Ana <ana@example.org>")
        for (i = 1; i <= documents; i++)
            file(sprintf("policies/p%04d.md", i), document(i, 1))
        for (k = 2; k < commits; k++) {
            commit(k, "Edit\n\nApproved-by: Ana <ana@example.org>")
            file(sprintf("policies/p%04d.md", k % documents + 1), document(k % documents + 1, k))
        }
    }' | git -C "$work/isms" fast-import --quiet
git -C "$work/isms" checkout -q -b change
sed -i 's/^The text.*/Another text./' "$work/isms/policies/p0007.md"
git -C "$work/isms" commit -qam "Edit"

program=$root/$build/ismslint
"$build/measure" -n 7 "$program" -C "$work/isms" check --base main \
    --vs "$program" -C "$work/isms" check >"$work/figures"
cat "$work/figures"
at_most "changes: check --base main, processor time by check's" "$(ratio cpu "$work/figures")" 1.6
exit $failed
