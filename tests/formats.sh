#!/bin/sh
# Each format of findings against its own specification, for the demo and for a repository of
# 10,000 findings: schemas by `ismslint validate`, the rest by other programs' parsers.
# Usage: formats.sh BUILD. The last line is "N passed, M failed".
set -u
build=$(cd "$1" && pwd)
here=$(pwd)
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export HOME="$T" GIT_CONFIG_NOSYSTEM=1 ISMSLINT_NOW=1782907200 # 2026-07-01T12:00:00Z
export GIT_AUTHOR_DATE=2026-02-01T12:00:00Z GIT_COMMITTER_DATE=2026-02-01T12:00:00Z
passed=0
failed=0

# expect NAME COMMAND...: it succeeds.
expect() {
    name=$1
    shift
    if "$@" >"$T/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: formats: $name"
        head -n 20 "$T/log"
    fi
}

valid() { # SCHEMA FILE [OPTION...]
    schema=$1
    file=$2
    shift 2
    "$build/ismslint" validate --schema "$schema" "$@" "$file"
}

# The run has findings, and what it printed is empty.
only_files() {
    [ "$1" = 1 ] && [ ! -s "$2" ]
}

# ---- two repositories ----

"$build/ismslint" demo "$T/demo" >/dev/null || exit 3
mkdir "$T/many"
cd "$T/many" || exit 3
git init -q -b main .
git config user.name Ana
git config user.email ana@example.org
{
    echo 'risks:'
    i=0
    while [ $i -lt 10000 ]; do
        i=$((i + 1))
        echo "  - {id: R-$i, title: Risk $i, owner: ana, likelihood: 3, impact: 3}"
    done
} >risks.yaml
git add -A
git commit -q -m 'Add risks' || exit 3
cd "$here" || exit 3

for repository in demo many; do
    set --
    for format in json jsonl csv sarif gitlab junit; do
        set -- "$@" --format "$format=$T/$repository.$format"
    done
    "$build/ismslint" -C "$T/$repository" check "$@" >"$T/printed" 2>&1
    expect "$repository: several formats at once, and nothing printed" only_files $? "$T/printed"
done

# ---- schemas ----

junit=../shared/conformance/junit/junit-10.xsd
if [ -e "$junit" ] && command -v xmllint >/dev/null; then
    for repository in demo many; do
        expect "$repository: JUnit" xmllint --noout --schema "$junit" "$T/$repository.junit"
    done
else
    echo "skipped: xmllint or $junit is not there"
fi
sarif=../shared/conformance/sarif/sarif-2.1.0.json
[ -e "$sarif" ] || echo "skipped: $sarif is not there"
for repository in demo many; do
    [ ! -e "$sarif" ] || expect "$repository: SARIF 2.1.0" valid "$sarif" "$T/$repository.sarif" --input json
    expect "$repository: what GitHub reads" valid tests/formats/github.json "$T/$repository.sarif" --input json
    expect "$repository: Code Quality" valid tests/formats/gitlab.json "$T/$repository.gitlab" --input json
done
# They can tell what is wrong.
sed 's/"startLine": [0-9]*/"startLine": -1/' "$T/demo.sarif" >"$T/bad.sarif"
sed 's/"severity": "major"/"severity": "error"/' "$T/demo.gitlab" >"$T/bad.gitlab"
no() { ! "$@"; }
expect "a line -1 is refused" no valid tests/formats/github.json "$T/bad.sarif" --input json
expect "an unknown severity is refused" no valid tests/formats/gitlab.json "$T/bad.gitlab" --input json

# ---- parsers of others ----

cat >"$T/parse.py" <<'END'
import csv, json, sys, xml.etree.ElementTree

folder, name = sys.argv[1:]
findings = json.load(open(f"{folder}/{name}.json"))["findings"]
shown = [f for f in findings if f["verdict"] != "waived"]
lines = [json.loads(line) for line in open(f"{folder}/{name}.jsonl")]
assert lines == findings, "jsonl"
rows = list(csv.DictReader(open(f"{folder}/{name}.csv", newline="")))
assert len(rows) == len(findings), "csv"
for row, finding in zip(rows, findings):
    assert row["rule"] == finding["rule"] and row["fingerprint"] == finding["fingerprint"], row
    assert row["line"] == str(finding["start"]["line"] if "start" in finding else ""), row
issues = json.load(open(f"{folder}/{name}.gitlab"))
assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(shown), "gitlab"
assert all(issue["description"].startswith(issue["check_name"] + ": ") for issue in issues)
run = json.load(open(f"{folder}/{name}.sarif"))["runs"][0]
rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
assert rules == sorted(set(rules)) and len(run["results"]) == len(shown), "sarif"
assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
ranks = {"error": 0, "warning": 1, "note": 2}
order = [ranks[result["level"]] for result in run["results"]]
assert order == sorted(order), "the worst first"
suites = xml.etree.ElementTree.parse(f"{folder}/{name}.junit").getroot()
cases = {(case.get("classname"), case.get("name")): case for case in suites.iter("testcase")}
assert len(cases) == len(list(suites.iter("testcase"))), "equal cases"
bad = {(f.get("path", "ISMS"), f["rule"]) for f in shown if f["severity"] != "note"}
assert {key for key, case in cases.items() if case.find("failure") is not None} == bad, "junit"
assert len(cases) > len(bad), "passing cases"
assert name != "many" or len(findings) >= 10000, len(findings)
END
if command -v python3 >/dev/null; then
    for repository in demo many; do
        expect "$repository: formats agree" python3 "$T/parse.py" "$T" $repository
    done
else
    echo "skipped: python3 is not there"
fi
gzip -9 <"$T/many.sarif" >"$T/many.gz"
expect "10,000 findings are below 10 MB" [ "$(wc -c <"$T/many.gz")" -lt 10000000 ]

# ---- Microsoft's validator, if npm and a network are there ----

tool=$build/npm/node_modules/@microsoft/sarif-multitool-linux
if [ ! -e "$tool" ] && command -v npm >/dev/null && command -v node >/dev/null; then
    mkdir -p "$build/npm"
    timeout 120 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$build/npm" \
        @microsoft/sarif-multitool-linux@5.7.0 >/dev/null 2>&1
fi
# It exits with 0 whatever it finds: read its log. Notes are advice.
multitool() {
    "$tool/Sarif.Multitool" validate --rule-kind 'Sarif;Gh' --level 'Error;Warning' --kind Fail \
        --log ForceOverwrite --output "$T/multitool.sarif" "$1" >/dev/null
    node -e 'const log = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8").replace(/^\uFEFF/, ""));
let found = 0;
for (const run of log.runs) for (const result of run.results ?? []) {
    if ((result.level ?? "warning") === "note") continue;
    found++;
    console.log(result.level, result.ruleId, (result.message.arguments ?? [result.message.text]).join(" | "));
}
process.exit(found ? 1 : 0);' "$T/multitool.sarif"
}
if [ -e "$tool/Sarif.Multitool" ]; then
    chmod u+x "$tool/Sarif.Multitool"
    for repository in demo many; do
        expect "$repository: the SARIF multitool" multitool "$T/$repository.sarif"
    done
    sed 's/"startColumn": [0-9]*/"startColumn": -1/' "$T/demo.sarif" >"$T/bad.sarif"
    expect "the SARIF multitool refuses a column -1" no multitool "$T/bad.sarif"
else
    echo "skipped: the SARIF multitool cannot be installed with npm"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
