#!/bin/sh
# The hooks of .pre-commit-hooks.yaml, run by the real pre-commit in a copy of the demo: what a
# commit brings is refused, what has landed is not. The last line is "N passed, M failed".
set -u
if ! command -v pre-commit >/dev/null 2>&1; then
    echo "tests/hooks.sh skipped: pre-commit is not installed (Debian package pre-commit)"
    exit 0
fi
house=$PWD
build=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

export PATH="$build:$PATH" HOME="$work" PRE_COMMIT_HOME="$work/cache" TZ=UTC
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$work/gitconfig" PRE_COMMIT_COLOR=never
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE XDG_CONFIG_HOME 2>/dev/null
git config --global user.name 'Priya Nair'
git config --global user.email priya@heron.example
git config --global init.defaultBranch main
git config --global protocol.file.allow always

# expect NAME STATUS TEXT COMMAND...: the command exits so, and prints TEXT (empty: anything).
expect() {
    name=$1 status=$2 text=$3
    shift 3
    "$@" >"$work/out" 2>&1 </dev/null
    got=$?
    [ "$got" = 0 ] || [ "$status" = 0 ] || got=$status # git, pre-commit and ismslint differ
    if [ "$got" = "$status" ] && { [ -z "$text" ] || grep -qF -e "$text" "$work/out"; }; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $name (exit $got, wanted $status and \"$text\")"
        cat "$work/out"
    fi
}

# Of this house, what pre-commit clones.
git init -q "$work/tool"
cp .pre-commit-hooks.yaml "$work/tool/"
git -C "$work/tool" add -A
git -C "$work/tool" commit -qm 'Publish hooks'

ismslint demo "$work/isms" >/dev/null
cd "$work/isms" || exit 1
cat >.pre-commit-config.yaml <<END
default_install_hook_types: [pre-commit, pre-merge-commit, pre-push]
repos:
  - repo: $work/tool
    rev: $(git -C "$work/tool" rev-parse HEAD)
    hooks: [{id: ismslint, verbose: true}, {id: ismslint-pre-push, verbose: true}]
END
git add -A
git commit -qm 'Use pre-commit'
pre-commit install --install-hooks >/dev/null

fault() { sed -i 's/^R-001,\(.*\),3,5,15,/R-001,\1,3,5,14,/' registers/risks.csv; }
exclude() { printf '  - {id: A.7.9, title: Security of assets off-premises, applicable: false, justification: ""}\n' >>isms/soa.yaml; }
back() { git reset -q --hard "${1:-HEAD}"; }

echo note >NOTES.txt
git add NOTES.txt
expect 'a note beside old faults' 0 'the change affects no file of the ISMS' git commit -m 'Add a note'
cp "$work/out" "$work/note"
expect 'no finding is printed' 1 '' grep -E '^(error|warning|note|pending)' "$work/note"
fault
expect 'a new fault' 1 'error[risk-score-wrong]: score 14 of risk R-001' git commit -am 'Break'
back
exclude
expect 'an exclusion without a reason' 1 'error[soa-missing-justification]' git commit -am 'Exclude'
back
sed -i 's/justification: ""/justification: We develop nothing outside/' isms/soa.yaml
expect 'one old fault is fixed' 0 '1 resolved' git commit -am 'Justify'

fault
git add -A
back_in_tree=$(git show HEAD:registers/risks.csv)
printf '%s\n' "$back_in_tree" >registers/risks.csv
expect 'the fault is staged, the fix is not' 1 'score 14 of risk R-001' git commit -m 'Stage a part'
back
echo more >>NOTES.txt
git add -A
fault
expect 'the fault is not staged' 0 'affects no file of the ISMS' git commit -m 'Stage the note'
expect 'the fault is still in the working tree' 1 'registers/risks.csv' git diff --exit-code --name-only
back
expect 'amend the message' 0 '' git commit --amend -m 'Stage only the note'
expect 'allow an empty commit' 0 '' git commit --allow-empty -m 'Say something'
fault
expect 'amend with a fault' 1 'score 14 of risk R-001' git commit -a --amend -m 'Amend'
back
fault
echo n >>NOTES.txt
expect 'commit another path' 0 '' git commit -m 'Commit one path' NOTES.txt
expect 'commit from a folder' 1 'score 14 of risk R-001' sh -c 'cd policies && git commit -am Fault'
back

git checkout -q -b topic HEAD~1
echo t >TOPIC.txt
git add -A
expect 'commit on a branch' 0 '' git commit -m 'Add a topic'
git checkout -q main
expect 'merge a clean branch' 0 '' git merge --no-ff -m 'Merge' topic

procedure() { printf -- '---\nkind: procedure\nid: SOP-090\ntitle: %s\nowner: cto\nstatus: draft\n---\n# %s\n\n## Purpose\n\nx\n' "$1" "$1"; }
git checkout -q -b left
procedure Left >procedures/left.md
git add -A
git commit -qnm 'Add the left'
git checkout -q -b right main
procedure Right >procedures/right.md
git add -A
git commit -qnm 'Add the right'
expect 'merge two sides with one id' 1 'SOP-090' git merge --no-edit left
git merge --abort 2>/dev/null
back
expect 'rebase' 0 '' git rebase left
git checkout -q -f main

git worktree add -q "$work/linked" -b linked
cd "$work/linked" || exit 1
fault
expect 'a fault in a linked worktree' 1 'score 14 of risk R-001' git commit -am 'Break'
back
echo l >LINKED.txt
git add -A
expect 'a note in a linked worktree' 0 'affects no file' git commit -m 'Note'
cd "$work/isms" || exit 1

expect 'run --all-files checks everything' 1 'error[risk-score-wrong]' pre-commit run --all-files
git checkout -q -b wrong
fault
git commit -qnam 'Break'
expect 'run --from-ref finds what is new' 1 'score 14 of risk R-001' \
    pre-commit run --from-ref main --to-ref wrong
git checkout -q topic
expect 'run --from-ref of a clean branch' 0 'affects no file' \
    pre-commit run --from-ref HEAD~1 --to-ref topic
git checkout -q main

git init -q --bare "$work/remote.git"
git remote add origin "$work/remote.git"
expect 'the first push checks everything' 1 'error[risk-score-wrong]' git push origin main
git push -q --no-verify origin main
git checkout -q -b clean
echo c >>NOTES.txt
git commit -qnam 'Add a note'
fault
git add -A
expect 'push a new branch without errors, an error is staged' 0 'affects no file' git push origin clean
back
expect 'push a new branch with an error' 1 'score 14 of risk R-001' git push origin wrong
git push -q --no-verify origin wrong
git checkout -q wrong
echo w >>NOTES.txt
git add -A
git commit -qnm 'Add a note'
expect 'push above an error that is there' 0 'affects no file' git push origin wrong
expect 'push a deletion' 0 '' git push origin :wrong
git checkout -q main

cd "$house" || exit 1
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
