#!/bin/sh
# How fast the history is read, beside git's log, run in turn on the same repository: ratios count,
# a machine's speed cancels out. Signatures are not checked, by neither.
#   history.sh BUILD
set -eu
build=$1
repository=$build/bench/history.git
mkdir -p "$build/bench"
[ -d "$repository" ] || "$build/history-bench" make "$repository"

# git without its commit graph: the objects are what we read, too.
log() {
    echo "git -C $repository -c core.commitGraph=false --no-pager log $*"
}

"$build/history-bench" everything "$repository"
echo "landings of all paths (at most 0.60 of git's time):"
# shellcheck disable=SC2046 # a list of words is meant
"$build/measure" -n 5 "$build/history-bench" landings "$repository" \
    --vs $(log -m --first-parent --name-status)
echo "landings with origins (at most 0.70 of git's time):"
# shellcheck disable=SC2046
"$build/measure" -n 5 "$build/history-bench" origins "$repository" --vs $(log --name-status)
echo "all revisions with origins:"
"$build/measure" -n 3 "$build/history-bench" everything "$repository"
