#!/bin/sh
# Repositories in which everything that a stranger can write is an attack on whoever reads about
# it: ids, titles, names, paths, branches, commits, trailers, tags, notes, records, configuration,
# packs, git's own settings, and what is typed. Every command prints about them in every format,
# and build/check-output reads what it printed. Usage: hostile.sh BUILD
# The last line is "N passed, M failed".
set -u
build=$(cd "$1" && pwd)
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export HOME="$T" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C ISMSLINT_NOW=1782907200 # 2026-07-01T12:00:00Z
export GIT_AUTHOR_DATE=2026-02-01T12:00:00Z GIT_COMMITTER_DATE=2026-02-01T12:00:00Z
passed=0
failed=0

# try FORMAT ARGUMENT...: run ismslint and look at what it prints.
try() {
    format=$1
    shift
    timeout 20 "$build/ismslint" "$@" >"$T/out" 2>"$T/err"
    status=$?
    [ -s "$T/out" ] || format=text # an error
    if [ "$status" -le 3 ] &&
        "$build/check-output" "$format" "$T/out" text "$T/err" >"$T/faults"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: hostile: $repository: ismslint $* (exit $status)" | cat -v
        cat "$T/faults"
    fi
}

# As bytes: of a name of a file, of anything else; as YAML between double quotes; of a branch.
N=$(printf 'n\n::error::forged\n##[group]\033[2J\302\205\342\200\256|`<b>@team#1')
X=$(printf 'x\n::error file=a::forged\r\n  ##[error]f ##vso[task.complete]v\033]0;t\007\302\233\342\200\256\342\200\250|=1+1`<img src=x>@team #1 [l](http://evil.example)\177\t;=2+2\377.')
Y='x\n::error file=a::forged\r\n  ##[error]f ##vso[task.complete]v\e]0;t\a\x9b\u202e\u2028|=1+1`<img src=x>@team #1 [l](http://evil.example)\x7f\t;=2+2'
B=$(printf 'b|`<b>@team#1\342\200\256=1')

# The formats of findings, as the help lists them.
findings=$("$build/ismslint" help check | sed -n '/--format/,/^  -/p' | tr -d '\n' |
    sed 's/.*: text (default), \([a-z, ]*\)  -.*/text \1/; s/,//g')
case $findings in "text "*github*) ;; *) echo "FAILED: hostile: no formats: $findings"; failed=1 ;; esac

repository=
begin() {
    repository=$1
    rm -rf "$T/r"
    git init -q -b "${2:-main}" "$T/r"
    cd "$T/r" || exit 3
    git config user.name "$X"
    git config user.email "$X"
}

commit() { # MESSAGE
    git add -A
    git commit -q --allow-empty --cleanup=verbatim -m "$1" || exit 3
}

page() { # PATH ID
    mkdir -p "$(dirname "$1")"
    printf -- '---\nid: "%s"\ntitle: "%s"\nversion: "=%s"\nowner: "%s"\nstatus: "%s"\n"%s": "%s"\nlast_reviewed: "%s"\n---\n# %s\n\n%s\n\n## %s\n\nTODO [l](http://evil.example)\n' \
        "$2" "$Y" "$Y" "$Y" approved "$Y" "$Y" "$Y" "$N" "$N" "$N" >"$1"
}

people() {
    cat >people.yaml <<END
roles:
  - {id: ciso, title: "$Y"}
  - {id: "$Y", title: "$Y"}
people:
  - {id: "ana$Y", name: "=Ana $Y", emails: [ana@example.org, "$Y"], roles: [{role: ciso, from: 2025-01-01}]}
  - {id: jo, name: "@Jo $Y", emails: [jo@example.org], roles: [{role: ciso, from: 2025-01-01}, {role: "no$Y", from: 2025-01-01}]}
  - {id: jo, name: "$Y", emails: ["$Y"], logins: {"$Y": "$Y"}, keys: [{type: ssh-ed25519, key: "$Y"}]}
"$Y": ["$Y"]
END
}

# The commands that read a repository, each in one format at least.
some_commands() {
    try text check --all
    try github check --format github
    try json check --format json "policies/$N"
    try markdown approvals --format markdown --all
    try csv approvals --format csv --period 2026-01-01..2026-06-30 --all
    try json history --format json POL-2
    try text history "$X"
    try text rules
    try text explain own
    try text explain "$N"
    try text eval 'isms.policy'
    try text approve --all
    try text approve POL-2
}

# Every command in every format.
every_command() {
    for format in $findings; do
        try "$format" check --format "$format" --all
        try "$format" check --format "$format" --rev HEAD "policies/$N"
    done
    try text check --staged --rule "$X"
    try text check --as-of 2026-06-01
    try colour check --color always
    for format in text json csv markdown; do
        try "$format" approvals --format "$format" --all
        try "$format" approvals --format "$format" --period 2026-01-01..2026-06-30 --all
        try "$format" approvals --format "$format" --period 2026-01-01..2026-06-30 --sample 1 --seed "$X" "policies/$N"
        for document in "policies/$N/x.md" policies/gone.md policies/moved.md POL-2 R-1; do
            try "$format" history --format "$format" "$document"
        done
    done
    try text approvals "$X"
    try text approvals --period "$X"
    try text history "risks.yaml#$X"
    for format in text json; do
        try "$format" rules --format "$format"
    done
    try text explain own
    try colour explain --color always own
    try text explain "$X"
    try text eval 'isms.policy.map(p, p.id)'
    try text eval 'isms.risk'
    try text eval "$X"
    try text approve "$X"
    try text approve POL-2 --role "$X"
    try text approve POL-2 --on-behalf-of "$X" --source "$X"
    try text approve POL-2 --sign
    try text approve POL-2 --sign --key "$X"
    try text approve --all
    try text approve --all "$X"
    git config user.email jo@example.org
    try text approve --all --meaning "$X"
    git config user.email "$X"
    git config gpg.format "$X" # git itself refuses to work with it
    try text approve POL-2 --sign
    sed -i '/format = /d' .git/config
}

# ---- all of it read and judged ----

begin "everything" "$B"
git config user.signingkey "$X"
cat >.ismslint.yaml <<END
version: 1
mainline: "$B"
packs: [compliance/rules]
approvals:
  required: {policy: {roles: [ciso, "$Y"]}}
rules: {own: {severity: error}}
END
mkdir -p compliance/rules/policy
cat >compliance/rules/policy/own.md <<END
---
on: policy
each: '[self.title, self.?owner.orValue("")]'
assert: "false"
at: it
severity: error
basis: practice
message: "own {it} $Y {self.id}"
help: "help {it} {self}\n::error::forged\n  ##[error]f $Y"
notes: '[it, self.id]'
label: it
---
# $X

$X

::error::forged

- ::error::forged ##[error]f
    ::error::forged

| ::error:: | $N |
END
people
commit "Keep a register"
page "policies/$N/x.md" "$Y"
page policies/b.md POL-2
page policies/gone.md "GONE$Y"
page policies/old.md "OLD$Y"
printf 'risks:\n  - {id: R-1, title: "%s", owner: "%s", likelihood: "%s", controls: ["%s"], "%s": 1}\n  - {id: "%s", title: "%s"}\n' \
    "$Y" "$Y" "$Y" "$Y" "$Y" "$Y" "$Y" >risks.yaml
printf 'Control ID,Applicable,"%s",id\n"%s","%s","%s"\nA.5.1,no\n' "$N" "$N" "=$N" "$N" >soa.csv
printf 'controls:\n  - id: "%s"\n    applicable: false\n  - {id: "%s", applicable: "%s"\n' "$Y" "$Y" "$Y" >controls.yaml
GIT_AUTHOR_NAME=$X GIT_AUTHOR_EMAIL=ana@example.org commit "$X

$X
Approved-by: $X
Approved-by: Jo <jo@example.org>
Co-authored-by: $X <ana@example.org>
Approved-by: <$N@example.org>"
git notes --ref approvals add -m "Approved-by: $X
Code-Review+2: $X" HEAD
GIT_COMMITTER_NAME=$X GIT_COMMITTER_EMAIL=jo@example.org git tag -a "v1$B" -m "$X

Approved-by: $X"
git mv policies/old.md policies/moved.md
git rm -q policies/gone.md
mkdir -p "approvals/$N"
blob=$(git rev-parse "HEAD:policies/b.md")
for record in "approvals/$N.yaml" "approvals/$N/b.yaml" approvals/c.yaml; do
    printf 'path: policies/b.md\nblob: %s\nperson: "%s"\nrole: "%s"\nmeaning: "%s"\nrecorded_by: "%s"\nsource: "%s"\ndate: 2026-02-01T12:00:00Z\n' \
        "$blob" jo "$Y" "$Y" "ana$Y" "$Y" >"$record"
    printf '%s' "$X" >"$record.sig"
done
printf '"%s": "%s"\n' "$Y" "$Y" >approvals/d.yaml
commit "$X"
page policies/b.md POL-2
printf '\nMore.\n' >>policies/b.md
page policies/bytes.md POL-3
printf '%s\n' "$X" >>policies/bytes.md
mkdir -p "$N"
printf 'not read: [\n"%s": "%s"\n' "$Y" "$Y" >"$N/risks.yaml"
printf '%s' "$X" >"$N/risks.json"
printf '%s\n' "$X" "$X" >"$N/risks.csv"
ln -s "$N" "policies/link$N.md"
git add -A
if ! "$build/ismslint" history POL-2 >"$T/out" 2>&1; then
    failed=$((failed + 1))
    echo "FAILED: hostile: what should be read is refused: $(cat -v "$T/out")"
fi
every_command

git checkout -q -b "side$B"
commit "$X"
repository="everything, on a branch"
some_commands

git clone -q --depth 1 "file://$T/r" "$T/shallow"
rm -rf "$T/r"
mv "$T/shallow" "$T/r"
cd "$T/r" || exit 3
repository="everything, shallow"
some_commands

# ---- what is refused ----

begin "a configuration of unknown keys"
people
printf 'version: 1\n"%s": 1\nartifacts:\n  - {kind: "%s", files: ["%s"], "%s": 1}\nrules: {"%s": "%s"}\napprovals: {records: "approvals/%s"}\n' \
    "$Y" "$Y" "$Y" "$Y" "$Y" "$Y" "$Y" >.ismslint.yaml
page policies/b.md POL-2
commit "$X"
some_commands
printf '%s' "$X" >.ismslint.yaml
commit "$X"
repository="a configuration of bytes"
some_commands

begin "a pack of faults"
people
printf 'version: 1\npacks: ["rules", "%s"]\nmainline: "%s"\n' "$Y" "$Y" >.ismslint.yaml
mkdir -p "rules/policy" "rules/$N"
printf -- '---\non: "%s"\nassert: "%s"\nmessage: "{%s}"\n---\n# %s\n' "$Y" "$Y" "$Y" "$X" >"rules/policy/$N.md"
printf -- '---\non: policy\nassert: self.title == "%s" + nothing\nseverity: error\nbasis: practice\nmessage: "%s"\n---\n# %s\n' "$N" "$Y" "$X" >"rules/$N/own.md"
page policies/b.md POL-2
commit "$X"
some_commands

begin "a pack whose rule has that name"
people
printf 'version: 1\npacks: [rules]\n' >.ismslint.yaml
mkdir -p rules/policy
printf -- '---\non: policy\nassert: "false"\nat: self.id\nseverity: error\nbasis: practice\nmessage: "m"\n---\n# %s\n' "$X" >"rules/policy/$N.md"
page policies/b.md POL-2
commit "$X"
some_commands

begin "no commit"
page policies/b.md POL-2
some_commands
git worktree prune
printf '%s\n' "$X" >.git/HEAD
repository="a broken HEAD"
some_commands

# ---- without a repository ----

repository="no repository"
mkdir -p "$T/none"
cd "$T/none" || exit 3
try text -C "$X" check
try text check "$X"
try text check --config "$X"
try text check --format "$X"
try text "--$X"
try text "-$X"
try text "$X"
try text help "$X"
try text demo "$N/demo"
try text demo "$T/none/$N/demo"
printf '{"type": "object", "properties": {"%s": {"enum": ["%s"], "description": "%s"}}, "required": ["%s"], "$ref": "%s", "patternProperties": {"%s": false}, "%s": 1}' \
    "k" "v\\n::error::f\\u001b[2J##[error]" "$N" "q\\n::error::f" "#/\\n::error::f" "(\\n::error::f" "u\\n::error::f" >schema.json
printf '{"properties": {"k": {"enum": ["v\\n::error::f\\u001b[2J##[error]"]}, "p\\n::error::f": false}, "required": ["q\\n::error::f"], "additionalProperties": {"pattern": "^\\n::error::f$"}}' >valid.json
printf '"%s": "%s"\nk: "%s"\n"p\\n::error::f": 1\n' "$Y" "$Y" "$Y" >data.yaml
cp data.yaml "$N.yaml"
printf '%s' "$X" >bytes.yaml
for format in $findings; do
    for schema in schema.json valid.json bytes.yaml "$N.yaml" "$X"; do
        try "$format" validate --schema "$schema" --format "$format" data.yaml "$N.yaml" bytes.yaml "$X"
        try "$format" validate --schema "$schema" --format "$format" .
    done
done
try text eval --data data.yaml 'self'
try text eval --data "$N.yaml" 'self.k'
try text eval --data bytes.yaml 'self'
try text eval --data "$X" 'self'
try text eval --data data.yaml --kind "$X" 'self'
for format in text json; do
    try "$format" rules --format "$format"
    try "$format" kinds --format "$format"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
