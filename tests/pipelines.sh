#!/bin/sh
# Do the pipelines of docs/examples check what they say? For each platform its kind of checkout is
# made of a repository with a pull request, its variables are set as it documents them, and the
# example's own line that checks is run.
# The last line is "N passed, M failed".
set -u
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$build:$PATH
export ISMSLINT_NOW=1782907200 # 2026-07-01
unset GIT_DIR GIT_INDEX_FILE PRE_COMMIT_FROM_REF GITHUB_ACTIONS GITLAB_CI TF_BUILD JENKINS_URL
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=Jonas GIT_AUTHOR_EMAIL=jonas@heron.example
export GIT_COMMITTER_NAME=Jonas GIT_COMMITTER_EMAIL=jonas@heron.example
passed=0
failed=0

# The demo has findings on main; the pull request 7 brings another one, 8 touches the README alone.
ismslint demo "$work/up" >/dev/null
git -C "$work/up" config commit.gpgsign false
propose() {
    git -C "$work/up" commit -qam "Change $1"
    git -C "$work/up" checkout -q -b "merge-$1" main
    git -C "$work/up" merge -q --no-ff -m "Merge $1" "feature-$1"
    git -C "$work/up" update-ref "refs/pull/$1/merge" HEAD
    git -C "$work/up" update-ref "refs/merge-requests/$1/head" "feature-$1"
    git -C "$work/up" checkout -q main
    git -C "$work/up" branch -qD "merge-$1"
}
git -C "$work/up" checkout -q -b feature-7
sed -i 's/^R-001,\(.*\),3,5,15,/R-001,\1,3,5,14,/' "$work/up/registers/risks.csv"
propose 7
git -C "$work/up" checkout -q -b feature-8
echo more >>"$work/up/README.md"
propose 8

# checkout REFERENCE DEPTH: as a runner does, detached, with the remote's branches if DEPTH is 0.
checkout() {
    rm -rf "$work/job"
    git init -q "$work/job"
    cd "$work/job" || exit 1
    git remote add origin "file://$work/up"
    if [ "$2" = 0 ]; then
        git fetch -q --no-tags origin '+refs/heads/*:refs/remotes/origin/*' "+$1:refs/remotes/job"
    else
        git fetch -q --no-tags --depth="$2" origin "+$1:refs/remotes/job"
    fi
    git checkout -q --force refs/remotes/job
}

# line FILE: what the example runs to check.
line() {
    sed -n 's/^ *- \(run: \|script: \)\{0,1\}\(ismslint check.*\)/\2/p' "$here/docs/examples/$1"
}

# expect TITLE STATUS PATTERN [VARIABLE=VALUE]... COMMAND: its status, and a line that it prints.
expect() {
    title=$1
    status=$2
    pattern=$3
    shift 3
    env "$@" >"$work/out" 2>&1
    got=$?
    if [ "$got" = "$status" ] && grep -q -- "$pattern" "$work/out"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: pipelines: $title: status $got, wanted $status and $pattern"
        head -n 20 "$work/out"
    fi
}

github=$(line github-workflow.yml)
gitlab=$(line gitlab-ci.yml)
azure=$(line azure-pipelines.yml)
other="ismslint check --base auto"

checkout refs/pull/7/merge 0
expect "GitHub, a fault" 1 '^::error .*risk-score-wrong' GITHUB_ACTIONS=true \
    GITHUB_EVENT_NAME=pull_request GITHUB_BASE_REF=main sh -c "$github"
expect "GitHub, the fault is the first annotation" 0 risk-score-wrong GITHUB_ACTIONS=true \
    GITHUB_BASE_REF=main sh -c "$github | head -n 1"
expect "GitHub, a push" 1 '^::error' GITHUB_ACTIONS=true GITHUB_EVENT_NAME=push GITHUB_BASE_REF= \
    sh -c "$github"
expect "Azure, a fault" 1 'logissue type=error.*risk-score-wrong' TF_BUILD=True \
    SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main sh -c "$azure"
checkout refs/merge-requests/7/head 0
expect "GitLab, a fault" 1 'the change brings 1 error' GITLAB_CI=true \
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main sh -c "$gitlab"
expect "GitLab, the report" 0 risk-score-wrong cat gl-code-quality.json
expect "Bitbucket, a fault" 1 'the change brings 1 error' BITBUCKET_BUILD_NUMBER=1 \
    BITBUCKET_PR_DESTINATION_BRANCH=main sh -c "$other"
expect "Jenkins, a fault" 1 'the change brings 1 error' JENKINS_URL=x CHANGE_TARGET=main sh -c "$other"
checkout refs/pull/8/merge 0
expect "GitHub, nothing of the ISMS" 0 '^$' GITHUB_ACTIONS=true GITHUB_EVENT_NAME=pull_request \
    GITHUB_BASE_REF=main sh -c "$github; status=\$?; echo; exit \$status"
expect "Jenkins, nothing of the ISMS" 0 'affects no file of the ISMS' JENKINS_URL=x \
    CHANGE_TARGET=main sh -c "$other"
checkout refs/pull/7/merge 1
expect "GitHub, a shallow checkout" 3 'git fetch --unshallow origin' GITHUB_ACTIONS=true \
    GITHUB_EVENT_NAME=pull_request GITHUB_BASE_REF=main sh -c "$github"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
