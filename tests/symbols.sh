#!/bin/sh
# The layering of the house as the linker sees it, in the object files of the build folder $1: what
# an object of lib/ needs is defined in a folder that it may know or in a library that is for it,
# and what it defines carries its folder's prefix, where one is declared, and no name that a
# library has, static or shared. Checks itself with planted objects first.
# The last line is "N passed, M failed".
set -u
build=$1
here=$(cd "$(dirname "$0")" && pwd)
. "$here/house.sh"
passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
    echo "skipped: symbols: $1"
    exit 0
}

for tool in nm ldd readelf; do
    command -v $tool >/dev/null || skip "$tool is not there"
done

# objects ROOT FILE...: "object FILE TYPE SYMBOL" for each symbol of an object that others see.
objects() {
    (cd "$1" && shift && nm -A -g "$@" 2>/dev/null) |
        awk '{ file = $1; sub(/:.*/, "", file); print "object", file, $(NF - 1), $NF }'
}

# libraries: "library NAME SYMBOL" for each symbol of the libraries that the program is linked with,
# and "library NAME.a SYMBOL" for those of their static ones, where they are installed.
libraries() {
    needed=" $(readelf -d "$build/ismslint" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | tr '\n' ' ')"
    ldd "$build/ismslint" | while read -r name _ shared _; do
        case $needed in *" $name "*) ;; *) continue ;; esac
        nm -D -g --defined-only "$shared" | awk -v name="${name%%.so*}" '
            { sub(/@.*/, "", $NF); print "library", name, $NF }'
        static=$(dirname "$shared")/${name%%.so*}.a
        [ ! -f "$static" ] || nm -g --defined-only "$static" 2>/dev/null |
            awk -v name="${name%%.so*}.a" 'NF == 3 { print "library", name, $3 }'
    done
}

# faults FILE...: a line for each symbol of the tables FILE that should not be there.
faults() {
    awk -v house="$(echo $house cmd)" '
    BEGIN {
        count = split(house, order, " ")
        for (i = 1; i <= count; i++) {
            split(order[i], parts, ":")
            rank[parts[1]] = i
            knows[parts[1]] = parts[2]
        }
        prefix["cel"] = "cel_"
        prefix["jsonschema"] = "jsonschema_"
        owner["libgit2"] = "^lib/git/"
        owner["libyaml-0"] = owner["libcmark-gfm"] = owner["libcmark-gfm-extensions"] = "^lib/source/"
        owner["libpcre2-8"] = "^lib/regex/regex[.]o$"
        owner["libjansson"] = "^lib/base/json_writer[.]o$"
        owner["libidn2"] = owner["libunistring"] = "^lib/(base|regex|jsonschema)/"
        owner["libnettle"] = "^lib/(base|git)/"
        owner["libc"] = owner["libm"] = owner["libasan"] = owner["libubsan"] = ""
        # The table of files that the build makes, and what clang builds in.
        from["embedded_files"] = from["embedded_file_count"] = "base"
        built_in = "^(__(asan|ubsan|lsan|sanitizer|sancov)_|_GLOBAL_OFFSET_TABLE_$)"
    }
    function folder(file, parts) {
        return split(file, parts, "/") == 3 ? parts[2] : parts[1]
    }
    function may_know(a, b) {
        return a == b || (knows[a] == "" ? rank[b] < rank[a] : index("," knows[a] ",", "," b ","))
    }
    $1 == "library" && $2 ~ /[.]a$/ {
        archive[$3] = $2
        next
    }
    $1 == "library" {
        if (!($3 in library))
            library[$3] = $2
        next
    }
    $3 == "U" || $3 == "w" || $3 == "v" {
        needs[++needed] = $2 " " $4
        next
    }
    $4 !~ /^__odr_asan/ {
        where = folder($2)
        if (!(where in rank))
            print $2 ": lib/" where " is no folder of the house"
        if ($4 in from)
            print $2 ": " $4 " is in lib/" from[$4] ", too"
        else
            from[$4] = where
        if (where in prefix && index($4, prefix[where]) != 1)
            print $2 ": " $4 " does not begin with " prefix[where]
        defined[$4] = $2
    }
    END {
        for (symbol in defined)
            if (symbol in library)
                print defined[symbol] ": " symbol " is in " library[symbol] ", too"
            else if (symbol in archive)
                print defined[symbol] ": " symbol " is in " archive[symbol] ", too"
        for (i = 1; i <= needed; i++) {
            split(needs[i], parts, " ")
            file = parts[1]
            symbol = parts[2]
            if (symbol in from && !may_know(folder(file), from[symbol]))
                print file ": lib/" folder(file) " must not know " symbol " of lib/" from[symbol]
            else if (symbol in from || symbol ~ built_in)
                continue
            else if (!(symbol in library))
                print file ": nobody defines " symbol
            else if (!(library[symbol] in owner))
                print file ": " library[symbol] ", which has " symbol ", is not declared"
            else if (file !~ owner[library[symbol]])
                print file ": " symbol " of " library[symbol] " is not for this folder"
        }
    }' "$@"
}

expect() { # NAME TRUE-OR-FALSE
    if [ "$2" = true ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: symbols: $1"
    fi
}

libraries >"$work/libraries"
# By their sources: the build folder may hold objects of files that are no more.
objects "$build" $(cd "$here/.." && ls lib/*/*.c cmd/*.c | sed 's/c$/o/') >"$work/objects"
[ -s "$work/libraries" ] || skip "the program is linked with no shared library"
[ -s "$work/objects" ] || skip "the object files show no symbols"

# Each object of these must be found when it is planted, and the last ones must not.
mkdir -p "$work/lib" "$work/cmd"
plant() { # WANTED FOLDER LINE OF C
    planted=$((${planted:-0} + 1))
    echo "$3" >"$work/planted_$planted.c"
    echo "$1 $2/planted_$planted.o $3" >>"$work/plants"
}
uses() { # SYMBOL [PREFIX]: a function PREFIX... that calls it
    name=${2:-}planted_$((${planted:-0} + 1))
    echo "void $1(void); void $name(void); void $name(void) { $1(); }"
}
plant 1 lib/base "$(uses value_new_null)"
plant 1 lib/value "$(uses json_read)"
plant 1 lib/git "$(uses cel_compile)"
plant 1 lib/git "$(uses value_new_null)"
plant 1 lib/regex "$(uses value_new_null)"
plant 1 lib/model "$(uses report_format_find)"
plant 1 lib/rules "$(uses command_find)"
plant 1 lib/cel "$(uses document_read cel_)"
plant 1 lib/jsonschema "$(uses cel_compile jsonschema_)"
plant 1 lib/model "$(uses git_libgit2_init)"
plant 1 cmd "$(uses git_libgit2_init)"
plant 1 lib/git "$(uses yaml_parser_initialize)"
plant 1 lib/report "$(uses cmark_node_new)"
plant 1 lib/report "$(uses cmark_gfm_core_extensions_ensure_registered)"
plant 1 lib/base "$(uses pcre2_match_8)"
plant 1 lib/report "$(uses json_dumps)"
plant 1 lib/model "$(uses is_defined_nowhere)"
plant 1 lib/cel 'int parse = 1;'
plant 1 lib/jsonschema 'int cel_planted = 1;'
plant 1 lib/value 'int json_loads = 1;'
plant 1 lib/rules 'int value_new_null = 1;'
plant 1 lib/extra 'int extra = 1;'
plant 0 lib/git "$(uses git_libgit2_init)"
plant 0 lib/value "$(uses strtod)"
plant 0 lib/cel "$(uses value_new_null cel_)"
plant 0 lib/report "$(uses value_new_null)"
plant 0 cmd "$(uses report_format_find)"
plant 0 lib/cel 'static int parse = 1; int *cel_planted_other = &parse;'

(cd "$work" && ${CC:-cc} -w -c planted_*.c) || skip "${CC:-cc} compiles nothing"
while read -r wanted object line; do
    mkdir -p "$work/$(dirname "$object")"
    mv "$work/$(basename "$object")" "$work/$object"
done <"$work/plants"
objects "$work" $(cut -d' ' -f2 "$work/plants") >"$work/planted"
faults "$work/libraries" "$work/objects" "$work/planted" >"$work/found"
while read -r wanted object line; do
    found=$(grep -c "^$object: " "$work/found")
    [ "$found" -eq "$wanted" ] && verdict=true || verdict=false
    expect "planted in $object: $line" "$verdict"
done <"$work/plants"

found=$(faults "$work/libraries" "$work/objects")
[ -z "$found" ] && verdict=true || verdict=false
[ "$verdict" = true ] || echo "$found"
expect "the program's own objects" "$verdict"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
