#!/bin/sh
# Do README.md and docs/reference show what the program prints and knows?
#   generated.sh BUILD           compare
#   generated.sh --bless BUILD   write it into the pages
# Between "<!-- NAME -->" and "<!-- /NAME -->" a page holds what NAME.txt does.
set -eu
bless=no
if [ "$1" = --bless ]; then
    bless=yes
    shift
fi
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=$PWD/$build/ismslint

# One finding of the demo, as README.md's sample.
write_finding() {
    "$program" demo "$work/heron" >/dev/null
    echo '```console'
    echo '$ ismslint -C heron --rule approval-self --quiet'
    "$program" -C "$work/heron" --rule approval-self --quiet --as-of 2026-07-01 || [ $? = 1 ]
    echo '```'
}

# Every command with its help, as it is printed.
write_commands() {
    echo
    echo '```text'
    "$program" help
    echo '```'
    for command in $("$program" help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
        printf '\n## %s\n\n```text\n' "$command"
        "$program" help "$command"
        echo '```'
    done
    echo
}

# Every code of lib/rules/codes_*.c, as `ismslint explain` describes it.
write_codes() {
    printf '\n| code | severity | meaning | cause | fix |\n|---|---|---|---|---|\n'
    for code in $(sed -n 's/^ *{"\([a-z0-9-]*\)",.*/\1/p' lib/rules/codes_*.c | sort); do
        "$program" explain "$code" | awk '
            NR == 1 { code = $1; sub(/:$/, "", code); severity = $2; next }
            sub(/^cause: /, "") { part = "cause" }
            sub(/^fix: /, "") { part = "fix" }
            NF { sub(/^ */, ""); text[part] = text[part] (text[part] == "" ? "" : " ") $0 }
            function cell(text) { gsub(/\|/, "\\|", text); return text }
            END { printf "| `%s` | %s | %s | %s | %s |\n", code, severity, cell(text[""]),
                         cell(text["cause"]), cell(text["fix"]) }'
    done
    echo
}

# Every reason of lib/approval/reason.h, in its order.
write_reasons() {
    printf '\n| code | meaning |\n|---|---|\n'
    for code in $(sed -n 's/.*X(REASON_[A-Z_]*, "\([a-z-]*\)".*/\1/p' lib/approval/reason.h); do
        "$program" explain "$code" | awk '
            NR == 1 { code = $1; sub(/:$/, "", code); next }
            NF { text = text (text == "" ? "" : " ") $0 }
            END { printf "| `%s` | %s |\n", code, text }'
    done
    echo
}

# Every clause of ISO/IEC 27001:2022 with the rules that cite it.
write_coverage() {
    printf '\n| clause | rules |\n|---|---|\n'
    "$program" rules --format markdown | awk -F ' [|] ' 'NR > 2 {
        sub(/^[|] /, "", $1)
        sub(/ [|]$/, "", $5)
        count = split($5, clauses, "; ")
        for (i = 1; i <= count; i++)
            if (sub(/^ISO\/IEC 27001:2022 /, "", clauses[i])) print clauses[i] "\t" $1
    }' | LC_ALL=C sort -V | awk -F '\t' '
        $1 != clause { if (clause != "") print "| " clause " | " rules " |"; clause = $1; rules = $2; next }
        { rules = rules ", " $2 }
        END { print "| " clause " | " rules " |" }'
    echo
}

write_finding >"$work/finding.txt"
write_coverage >"$work/coverage.txt"
write_commands >"$work/commands.txt"
write_codes >"$work/codes.txt"
write_reasons >"$work/reasons.txt"
"$program" kinds --format markdown >"$work/kinds.txt"
"$program" rules --format markdown >"$work/rules.txt"
"$build/language-page" "$work"

failed=0
passed=0
for page in README.md $(grep -l '^<!-- [a-z]* -->$' docs/*.md docs/*/*.md); do
    awk -v work="$work" '
        !skipping { print }
        match($0, /^<!-- [a-z]+ -->$/) {
            name = substr($0, 6, length($0) - 9)
            while ((getline line < (work "/" name ".txt")) > 0) print line
            skipping = 1
        }
        /^<!-- \/[a-z]+ -->$/ { if (skipping) print; skipping = 0 }' "$page" >"$work/page.md"
    if [ $bless = yes ]; then
        cat "$work/page.md" >"$page"
    elif diff -u "$page" "$work/page.md"; then
        passed=$((passed + 1))
    else
        echo "$page does not show what the program prints; \`make bless\` corrects it"
        failed=$((failed + 1))
    fi
done
[ $bless = yes ] || echo "$passed passed, $failed failed"
[ $failed = 0 ]
