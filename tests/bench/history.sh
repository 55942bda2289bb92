#!/bin/sh
# How long the history is read, beside git's log, run in turn on the same repository: ratios count,
# a machine's speed cancels out. Signatures are not checked, by neither.
#   history.sh BUILD
set -eu
. "$(dirname "$0")/limit"
build=$1
repository=$build/bench/history.git
mkdir -p "$build/bench"
if [ ! -d "$repository" ]; then
    rm -rf "$repository.part"
    "$build/history-bench" make "$repository.part"
    mv "$repository.part" "$repository"
fi

# git without its commit graph: the objects are what we read, too.
log() {
    echo "git -C $repository -c core.commitGraph=false --no-pager log $*"
}

# beside WHAT LIMIT GIT-LOG-OPTION...: our processor time for WHAT, by git log's
beside() {
    what=$1
    limit=$2
    shift 2
    # shellcheck disable=SC2046 # a list of words is meant
    "$build/measure" -n 5 "$build/history-bench" "$what" "$repository" --vs $(log "$@") \
        >"$build/bench/figures"
    cat "$build/bench/figures"
    at_most "history: $what, processor time by git's" "$(ratio cpu "$build/bench/figures")" "$limit"
}

"$build/history-bench" everything "$repository"
echo "history: landings of all paths (A), git log of the mainline (B)"
beside landings 0.60 -m --first-parent --name-status
echo "history: landings with origins (A), git log (B)"
beside origins 0.70 --name-status
echo "history: all revisions with origins"
"$build/measure" -n 3 "$build/history-bench" everything "$repository"
exit $failed
