#!/bin/sh
# The layering of the house: a folder of lib/ includes only folders to its left, folders that can
# be lifted out are known by one header, the libraries below are each known to one place only,
# and what strangers wrote leaves the program one way (lib/base/visible.h). Checks itself with
# planted violations first. What the linker sees of it: symbols.sh.
# The last line is "N passed, M failed".
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
. "$here/tests/house.sh"

# faults ROOT: a line for each include under ROOT/lib that is not allowed.
faults() {
    (cd "$1" && find lib -name '*.[ch]' | sort | xargs grep -Hn '^ *# *include *[<"]' /dev/null) |
        awk -F: -v house="$(echo $house | tr : '|')" '
    BEGIN {
        count = split(house, order, " ")
        for (i = 1; i <= count; i++) {
            split(order[i], parts, "|")
            rank[parts[1]] = i
            knows[parts[1]] = parts[2]
        }
        owner["git2.h"] = "^lib/git/"
        owner["git2/"] = "^lib/git/"
        owner["yaml.h"] = "^lib/source/"
        owner["cmark-gfm"] = "^lib/source/"
        owner["pcre2.h"] = "^lib/regex/regex[.]c$"
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
        else if (to in rank && to != from && knows[from] && !index("," knows[from] ",", "," to ","))
            print path ":" $2 ": lib/" from " knows only " knows[from] ", not lib/" to
    }'
}

# private ROOT: a line for each place outside of lib/cel and lib/jsonschema that includes more of
# them than the one header for others; tests of what is inside may.
private() {
    (cd "$1" && find lib cmd tools tests -name '*.[ch]' 2>/dev/null | sort |
        xargs grep -Hn '^ *# *include *"\(cel\|jsonschema\)/' /dev/null) |
        grep -v -e '"cel/cel.h"' -e '"jsonschema/jsonschema.h"' -e '^lib/cel/.*"cel/' \
            -e '^lib/jsonschema/.*"jsonschema/' -e '^tests/unit/'
}

# leaks ROOT: a line for each place that may let a stranger's text out as it is. Commands and reports
# add texts by visible.h, ink.h, markdown.h or json_writer.h; buffer_add is for those that make
# texts fit to be seen, or put together what is. Only terminal.c writes.
leaks() {
    (cd "$1" && find lib cmd -name '*.[ch]' | sort |
        xargs grep -Hn 'buffer_v*printf(\|buffer_add(\|buffer_add_c(\|print\|puts\|putc\|fwrite\|perror' /dev/null) |
        awk -F: '
    BEGIN {
        makers = "^(lib/report/(markdown|page|review|sarif_text|snippet|table|wrap|xml)|cmd/(approve|record)_write)[.]c$"
        writers = "^(cmd/terminal|lib/base/memory|lib/cel/library|lib/git/(process|replay.*))[.]c$"
    }
    {
        path = $1
        line = $0
        sub(/^[^:]*:[0-9]*:/, "", line)
        if (line ~ /^ *\*/ || line ~ /^ *\/[*]/)
            next
        reports = path ~ /^(cmd|lib\/report)\//
        if (line ~ /(^|[^a-z_])(v?f?printf|vprintf|dprintf|f?puts|f?putc|putchar|fwrite|perror)\(/ &&
            line !~ /format\(printf/ && line !~ /\$\(printf/ && path !~ writers)
            print path ":" $2 ": only cmd/terminal.c writes"
        else if (reports && line ~ /buffer_v?printf\(/)
            print path ":" $2 ": visible_printf makes what it is given visible, buffer_printf does not"
        else if (reports && path !~ makers && line ~ /buffer_add\(/)
            print path ":" $2 ": visible_add makes a text visible, buffer_add does not"
        else if (reports && path !~ makers && line ~ /buffer_add_c\([^,]*, *[^" ]/ &&
                 line !~ /, *ink_o/ && line !~ /[?] *"/)
            print path ":" $2 ": buffer_add_c is for literals here"
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
    rm -rf "$planted/lib" "$planted/cmd" "$planted/tools"
    mkdir -p "$planted/lib" "$planted/cmd" "$planted/$(dirname "$2")"
    printf '%s\n' "$3" >"$planted/$2"
    found=$({ faults "$planted" && leaks "$planted" && private "$planted"; } | wc -l)
    [ "$found" -eq "$1" ] && verdict=true || verdict=false
    expect "planted in $2: $3" "$verdict"
}
plant 1 lib/base/str.c '#include "value/value.h"'
plant 1 lib/rules/finding.h '#include "report/report.h"'
plant 1 lib/jsonschema/schema.c '#include "source/json.h"'
plant 1 lib/cel/cel.h '#include "jsonschema/jsonschema.h"'
plant 1 lib/model/model.c '#include <git2.h>'
plant 1 lib/model/model.c '#include <git2/sys/repository.h>'
plant 1 lib/model/model.c '#  include <yaml.h>'
plant 1 lib/report/page.c '#include <cmark-gfm.h>'
plant 1 lib/report/page.c '#include <cmark-gfm-core-extensions.h>'
plant 1 lib/base/glob.c '#include <pcre2.h>'
plant 1 lib/report/json.c '#include <jansson.h>'
plant 1 lib/rules/lint.c '#include "cmd/options.h"'
plant 1 lib/extra/lint.c '#include "base/str.h"'
plant 1 lib/rules/rule.c '#include "cel/parser.h"'
plant 1 tools/verify.c '#include "cel/type.h"'
plant 1 lib/model/schema_set.c '#include "jsonschema/uri.h"'
plant 0 lib/rules/rule.c '#include "cel/cel.h"'
plant 0 lib/cel/parse.c '#include "cel/parser.h"'
plant 0 lib/regex/regex.c '#include <pcre2.h>'
plant 0 lib/git/tree.c '#include <git2.h>'
plant 1 lib/git/tree.c '#include "value/value.h"'
plant 0 lib/cel/parse.c '#include "value/value.h"'
plant 0 lib/report/text.c '#include "rules/finding.h"'

plant 1 cmd/kinds.c '    printf("%s\n", name);'
plant 1 cmd/kinds.c '    fputs(name, stderr);'
plant 1 lib/model/model.c '    fprintf(stderr, "%s", path);'
plant 1 cmd/kinds.c '    buffer_printf(out, "%.*s\n", STR_ARG(name));'
plant 1 lib/report/text.c '    buffer_add(out, finding->message);'
plant 1 cmd/approve.c '    buffer_add_c(out, error->message);'
plant 0 cmd/kinds.c '    visible_printf(out, "%.*s\n", STR_ARG(name));'
plant 0 cmd/kinds.c '    buffer_add_c(out, count == 1 ? "it" : "them");'
plant 0 cmd/kinds.c '    buffer_add_c(out, ink_on(colour, INK_GOOD));'
plant 0 lib/model/model.c '    buffer_printf(&key, "%zu", count);'

found=$(leaks "$here")
[ -z "$found" ] && verdict=true || verdict=false
[ "$verdict" = true ] || echo "$found"
expect "one way out" "$verdict"

found=$(private "$here")
[ -z "$found" ] && verdict=true || verdict=false
[ "$verdict" = true ] || echo "$found"
expect "one header" "$verdict"

found=$(faults "$here")
[ -z "$found" ] && verdict=true || verdict=false
[ "$verdict" = true ] || echo "$found"
expect "the program's own includes" "$verdict"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
