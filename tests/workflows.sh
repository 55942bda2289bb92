#!/bin/sh
# Do the steps of docs/examples/github-*.yml what they say? They are run as they stand, on events as
# GitHub documents them; `gh` is a stub that answers from files. Nothing of an event may be part of
# a script's text, and no example checks out what a stranger proposes.
# The last line is "N passed, M failed".
set -u
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check TITLE: the files $work/expected and $work/actual are the same.
check() {
    if cmp -s "$work/expected" "$work/actual"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: workflows: $1"
        diff "$work/expected" "$work/actual"
    fi
}

# script FILE: the last `run: |` of FILE.
script() {
    awk '/^ *run: \|$/ {text = ""; match($0, /[^ ]/); depth = RSTART; inside = 1; next}
         inside && /[^ ]/ {match($0, /[^ ]/); if (RSTART <= depth) inside = 0}
         inside {text = text substr($0, depth + 2) "\n"}
         END {printf "%s", text}' "$1"
}

# ---- nothing of an event is part of a script ----

: >"$work/expected"
for file in "$here"/docs/examples/*.yml; do
    script "$file" | grep -n '\${{' >"$work/actual"
    grep -n 'run: .*\${{\|pull_request_target' "$file" >>"$work/actual"
    check "$(basename "$file"): inputs go through env"
done

command -v jq >/dev/null && command -v ssh-keygen >/dev/null || {
    echo "skipped: jq or ssh-keygen is not there"
    echo "$passed passed, $failed failed"
    exit 0
}

# ---- gh ----

mkdir "$work/bin" "$work/api"
cat >"$work/bin/gh" <<'END'
#!/bin/sh
# gh api [--paginate] PATH; gh api --method PATCH PATH -F body=@FILE
case "$*" in
*--method*)
    for last; do :; done
    cp "${last#body=@}" "$API/body"
    ;;
*) for path; do :; done; cat "$API/$(echo "$path" | tr / _)" ;;
esac
END
chmod +x "$work/bin/gh"
ln -s "$build/ismslint" "$work/bin/ismslint"
PATH=$work/bin:$PATH
API=$work/api
export PATH API HOME="$work" GIT_CONFIG_NOSYSTEM=1

# ---- Approved-by lines in the description ----

script "$here/docs/examples/github-approvals.yml" >"$work/approvals"

# describe OLD NEW TITLE REVIEW...: each "LOGIN STATE COMMIT".
describe() {
    rm -f "$API/body"
    jq -n --arg body "$1" '{body: $body}' >"$API/repos_o_r_pulls_7"
    printf "$2" >"$work/expected"
    title=$3
    shift 3
    for review in "$@"; do
        set -- $review
        jq -n --arg login "$1" --arg state "$2" --arg commit "$3" \
            '[{user: {login: $login}, state: $state, commit_id: $commit}]'
    done >"$API/repos_o_r_pulls_7_reviews"
    REPOSITORY=o/r NUMBER=7 HEAD=head bash -e "$work/approvals" >"$work/log" 2>&1 ||
        cat "$work/log" >>"$API/body"
    touch "$API/body"
    cp "$API/body" "$work/actual"
    check "$title"
}

describe 'Why.' 'Why.\n\nApproved-by: @jo\nApproved-by: @li\n' 'two approve' 'li APPROVED head' 'jo APPROVED head'
describe 'Why.' '' 'nobody approves' 'jo COMMENTED head' 'li CHANGES_REQUESTED head'
describe 'Why.

Approved-by: @jo
' 'Why.\n' 'a push takes the line out' 'jo APPROVED before'
describe 'Why.

Approved-by: @jo
' '' 'it is there already' 'jo APPROVED head'
describe 'Why.

Approved-by: @jo
' 'Why.\n' 'the review was dismissed' 'jo DISMISSED head'
describe 'Why.' '' 'the reviewer asked for changes later' 'jo APPROVED head' 'jo CHANGES_REQUESTED head'
describe 'Why.' 'Why.\n\nApproved-by: @jo\n' 'the reviewer commented later' 'jo APPROVED head' 'jo COMMENTED head'
describe '' '\nApproved-by: @jo\n' 'there is no description' 'jo APPROVED head'
describe '$(touch pwned) `touch pwned`' '$(touch pwned) `touch pwned`\n\nApproved-by: @jo\n' 'a description is only text' 'jo APPROVED head'
describe 'Why.' '' 'what is not a login' '$(x) APPROVED head'

# ---- reviews recorded after a merge ----

script "$here/docs/examples/github-record.yml" >"$work/record"
ssh-keygen -q -t ed25519 -N '' -C recorder -f "$work/recorder"
git init -q --bare "$work/origin"
git init -q "$work/isms" && cd "$work/isms" || exit 1
git checkout -q -b main
git remote add origin "$work/origin"
git config user.name Ana
git config user.email ana@example.org
mkdir policies
cat >people.yaml <<END
people:
  - {id: ana, name: Ana Ruiz, emails: [ana@example.org], logins: {github: ana-r}}
  - {id: jo, name: Jo Park, emails: [jo@example.org], logins: {github: jo-p}, roles: [{role: ceo, from: 2025-01-01}]}
robots:
  - {id: forge, name: GitHub, emails: [noreply@github.com]}
  - {id: recorder, name: Recorder, emails: [recorder@example.org], vouches: reviews, keys: [{type: ssh, key: "$(cat "$work/recorder.pub")"}]}
END
printf 'version: 1\nmainline: main\napprovals: {required: {policy: {roles: [ceo]}}}\n' >.ismslint.yaml
at() { GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1 git "$2" "$3" "$4" "$5"; }
git add -A && at 2026-01-05T10:00:00Z commit -q -m Begin
before=$(git rev-parse HEAD)
git checkout -q -b change
printf -- '---\nid: POL-1\ntitle: Access\n---\n# Access\n\nDoors are closed.\n' >policies/access.md
git add -A && at 2026-02-08T10:00:00Z commit -q -m Close
reviewed=$(git rev-parse HEAD)
git checkout -q main
git merge -q --squash change >/dev/null
export GIT_COMMITTER_NAME=GitHub GIT_COMMITTER_EMAIL=noreply@github.com
at 2026-02-10T10:00:00Z commit -q -m 'Close doors (#7)'
after=$(git rev-parse HEAD)
git push -q origin main "change:refs/pull/7/head"
echo '[{"number": 7}]' >"$API/repos_o_r_commits_${after}_pulls"
jq -n --arg landing "$after" --arg head "$reviewed" '{user: {login: "ana-r"}, head: {sha: $head},
    merged_at: "2026-02-10T10:00:00Z", merge_commit_sha: $landing}' >"$API/repos_o_r_pulls_7"
jq -n --arg commit "$reviewed" '[{user: {login: "jo-p"}, state: "APPROVED", commit_id: $commit,
    submitted_at: "2026-02-09T10:00:00Z"}]' >"$API/repos_o_r_pulls_7_reviews"
git clone -q "$work/origin" -b main "$work/checkout" && cd "$work/checkout" || exit 1
unset GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL

# run_record: the step; what it prints of notes.
run_record() {
    REPOSITORY=o/r BEFORE=$before AFTER=$after RECORDER_KEY=$(cat "$work/recorder") \
        bash -e "$work/record" 2>&1 | grep -v '^ \|^$\|^wrote'
}

run_record >"$work/actual"
echo 'policies/access.md: recorded the review by Jo Park (@jo-p)' >"$work/expected"
check 'the review is recorded'
run_record >"$work/actual"
printf 'policies/access.md: already recorded the review by Jo Park (@jo-p)\nnothing to record\n' >"$work/expected"
check 'and recorded once'
git clone -q "$work/origin" -b main "$work/reader" && cd "$work/reader" || exit 1
git fetch -q origin '+refs/notes/approvals:refs/notes/approvals'
ismslint history policies/access.md | sed -n 's/.*\(Jo Park.*approved\) .*/\1/p' >"$work/actual"
echo 'Jo Park (note, vouched)  approved' >"$work/expected"
check 'another clone reads it'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
