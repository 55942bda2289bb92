#!/bin/sh
# The rooms of a folder of lib/ include one another without circles. A room is X.h with X.c, the
# X_*.c that have no header of their own, and X_private.h. A context.h is what the .c files of a
# folder share: it knows the rooms whose state it holds, no header includes it, and a .c that does
# depends on none of them for it. Circles that are left are listed below, each with its ground:
# one more, and one less, fails. Checks itself with planted ones first.
# The last line is "N passed, M failed".
set -u
here=$(cd "$(dirname "$0")/.." && pwd)

# What is left to open. The two libraries that can be lifted out are known by one header each, and
# inside take turns by design: compiling, checking and evaluating an expression or a schema is
# recursive. A reader of documents picks the reader of a format, which takes its turn at front
# matter; git's settings are read by libgit2's rules and say how to open libgit2.
known='
cel: cel compare container environment library library_calendar node signature sort syntax
git: history lineage lineage_origins
git: libgit2 place repository settings settings_include
git: signature signature_verify tags
jsonschema: compile explain fields keywords loops registry rules schema
source: conflict csv format json magic markdown markdown_cost markdown_text markdown_walk reader yaml yaml_cause yaml_node yaml_syntax
'

# edges ROOT: "FOLDER FROM TO", a line for each room of ROOT/lib that includes another of its folder.
edges() {
    (cd "$1" && {
        find lib -name '*.h' | sed 's/$/:header/'
        find lib -name '*.[ch]' | xargs grep -H '^ *# *include *"' /dev/null
    }) | awk -F: '
    function room(path) {
        sub(/[.][ch]$/, "", path)
        sub(/_private$/, "", path)
        while (!(path in header) && sub(/_[^_\/]*$/, "", path))
            ;
        return path
    }
    function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
    function name(path) { sub(/.*\//, "", path); return path }
    $2 == "header" {
        sub(/[.]h$/, "", $1)
        header[$1] = 1
        next
    }
    {
        to = $0
        sub(/^[^"]*"/, "", to)
        sub(/".*/, "", to)
        to = room("lib/" to)
        from = room($1)
        if (folder(from) != folder(to) || from == to || (name(to) == "context" && $1 ~ /[.]c$/))
            next
        print name(folder(from)), name(from), name(to)
    }' | LC_ALL=C sort -u
}

# circles ROOT: "FOLDER: ROOM...", a line for each group of rooms that all reach one another.
circles() {
    edges "$1" | awk '
    { reach[$1 ": " $2, $1 ": " $3] = 1; rooms[$1 ": " $2]; rooms[$1 ": " $3] }
    END {
        for (k in rooms)
            for (i in rooms)
                if ((i, k) in reach)
                    for (j in rooms)
                        if ((k, j) in reach)
                            reach[i, j] = 1
        number = 0
        for (i in rooms)
            for (j in rooms)
                if ((i, j) in reach && (j, i) in reach && !(j in group)) {
                    if (!(i in group))
                        group[i] = ++number
                    group[j] = group[i]
                }
        for (i in group)
            print group[i], i
    }' | LC_ALL=C sort | awk '
    $1 != group { if (group) print line; group = $1; line = $2 }
    { line = line " " $3 }
    END { if (group) print line }' | LC_ALL=C sort
}

# contexts ROOT: a line for each header that includes a context.h.
contexts() {
    (cd "$1" && find lib -name '*.h' | sort | xargs grep -Hn '^ *# *include *".*/context[.]h"' /dev/null)
}

passed=0
failed=0
expect() { # NAME TRUE-OR-FALSE
    if [ "$2" = true ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: circles: $1"
    fi
}

planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
# plant WANTED FILE INCLUDES...: what circles are found among rooms a, b and b_c of the folder x,
# where each FILE includes headers, separated by commas.
plant() {
    wanted=$1
    shift
    rm -rf "$planted/lib"
    mkdir -p "$planted/lib/x"
    touch "$planted/lib/x/a.h" "$planted/lib/x/b.h" "$planted/lib/x/context.h"
    for file in "$@"; do
        printf '#include "x/%s"\n' "${file#*:}" >>"$planted/lib/x/${file%%:*}"
    done
    found=$(circles "$planted"; contexts "$planted" | sed 's/:.*//')
    [ "$found" = "$wanted" ] && verdict=true || verdict=false
    [ "$verdict" = true ] || echo "found: $found"
    expect "planted: $*" "$verdict"
}
plant '' a.c:a.h a.h:b.h b.c:b.h
plant 'x: a b' a.h:b.h b.h:a.h
plant 'x: a b' a.c:b.h b.c:a.h
plant 'x: a b' a.h:b.h b_more.c:a.h
plant 'x: a b b_own' a.h:b_own.h b_own.h:b.h b.c:a.h
plant '' a.h:b.h b_own.h:a.h
plant '' a_private.h:a.h a.c:a_private.h
plant '' context.h:a.h a.c:context.h
plant 'x: a context
lib/x/a.h' context.h:a.h a.h:context.h

found=$(circles "$here")
expected=$(printf '%s' "$known" | sed '/^$/d')
[ "$found" = "$expected" ] && verdict=true || verdict=false
if [ "$verdict" = false ]; then
    printf '%s\n' "$found" >"$planted/found"
    printf '%s\n' "$expected" | diff - "$planted/found" | sed -n 's/^>/new circle:/p; s/^</gone:/p'
fi
expect "the program's own rooms" "$verdict"

found=$(contexts "$here")
[ -z "$found" ] && verdict=true || verdict=false
[ "$verdict" = true ] || echo "$found"
expect "no header includes a context.h" "$verdict"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
