#!/bin/sh
# The layering of the house: a folder of lib/ includes only folders to its left, the libraries
# below are each known to one place only. Checks itself with planted violations first.
# The last line is "N passed, M failed".
set -u
here=$(cd "$(dirname "$0")/.." && pwd)

# faults ROOT: a line for each include under ROOT/lib that is not allowed.
faults() {
    (cd "$1" && find lib -name '*.[ch]' | sort | xargs grep -Hn '^ *# *include *[<"]' /dev/null) |
        awk -F: '
    BEGIN {
        count = split("base value source git jsonschema cel model approval rules report", order, " ")
        for (i = 1; i <= count; i++)
            rank[order[i]] = i
        # Folders that could be lifted out as libraries know less than their place allows.
        only["jsonschema"] = only["cel"] = " base value "
        owner["git2.h"] = "^lib/git/"
        owner["git2/"] = "^lib/git/"
        owner["yaml.h"] = "^lib/source/"
        owner["cmark-gfm"] = "^lib/source/"
        owner["pcre2.h"] = "^lib/base/regex[.]c$"
        owner["jansson.h"] = "^lib/base/json_writer[.]c$"
    }
    {
        path = $1
        split(path, parts, "/")
        from = parts[2]
        include = $0
        sub(/^[^<"]*[<"]/, "", include)
        sub(/[>"].*$/, "", include)
        for (header in owner)
            if (index(include, header) == 1 && path !~ owner[header])
                print path ":" $2 ": " include " is not for this folder"
        to = include
        if (!sub(/\/.*$/, "", to) || $0 !~ /"/)
            next
        if (!(from in rank))
            print path ": lib/" from " is no folder of the house"
        else if (to == "cmd" || to == "lib" || to == ".." || to == "tests")
            print path ":" $2 ": " include " is not below lib/" from
        else if (to in rank && rank[to] > rank[from])
            print path ":" $2 ": lib/" from " must not know lib/" to
        else if (to in rank && to != from && from in only && !index(only[from], " " to " "))
            print path ":" $2 ": lib/" from " knows only base and value, not lib/" to
    }'
}

passed=0
failed=0
expect() { # NAME TRUE-OR-FALSE
    if [ "$2" = true ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: layering: $1"
    fi
}

# Each of these lines must be found when it is planted, and the last ones must not.
planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
plant() { # WANTED FILE LINE
    rm -rf "$planted/lib"
    mkdir -p "$planted/$(dirname "$2")"
    printf '%s\n' "$3" >"$planted/$2"
    found=$(faults "$planted" | wc -l)
    [ "$found" -eq "$1" ] && verdict=true || verdict=false
    expect "planted in $2: $3" "$verdict"
}
plant 1 lib/base/str.c '#include "value/value.h"'
plant 1 lib/rules/finding.h '#include "report/report.h"'
plant 1 lib/jsonschema/schema.c '#include "source/json.h"'
plant 1 lib/cel/cel.h '#include "jsonschema/schema.h"'
plant 1 lib/model/model.c '#include <git2.h>'
plant 1 lib/model/model.c '#include <git2/sys/repository.h>'
plant 1 lib/model/model.c '#  include <yaml.h>'
plant 1 lib/report/page.c '#include <cmark-gfm.h>'
plant 1 lib/report/page.c '#include <cmark-gfm-core-extensions.h>'
plant 1 lib/base/glob.c '#include <pcre2.h>'
plant 1 lib/report/json.c '#include <jansson.h>'
plant 1 lib/rules/lint.c '#include "cmd/options.h"'
plant 1 lib/extra/lint.c '#include "base/str.h"'
plant 0 lib/base/regex.c '#include <pcre2.h>'
plant 0 lib/git/tree.c '#include <git2.h>'
plant 0 lib/cel/parse.c '#include "value/value.h"'
plant 0 lib/report/text.c '#include "rules/finding.h"'

found=$(faults "$here")
[ -z "$found" ] && verdict=true || verdict=false
[ "$verdict" = true ] || echo "$found"
expect "the program's own includes" "$verdict"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
