# The sentences of Markdown pages, one a line, as tests/style.sh counts them: without front matter,
# code, tables and headings; code spans read "X", links read as their text.

function flush_paragraph(    count, i, parts) {
    gsub(/`[^`]*`/, "X", paragraph)
    gsub(/\*\*|\*/, "", paragraph)
    while (match(paragraph, /\]\([^)]*\)/))
        paragraph = substr(paragraph, 1, RSTART - 1) substr(paragraph, RSTART + RLENGTH)
    gsub(/\[/, "", paragraph)
    gsub(/[ \t]+/, " ", paragraph)
    gsub(/[.!?] /, "&\n", paragraph)
    count = split(paragraph, parts, "\n")
    for (i = 1; i <= count; i++) {
        sub(/^ +/, "", parts[i])
        sub(/ +$/, "", parts[i])
        if (split(parts[i], words, " ") >= 4) print page ": " parts[i]
    }
    paragraph = ""
}

FNR == 1 { flush_paragraph(); page = FILENAME; fenced = 0; front = /^---$/; if (front) next }
front { if (/^---$/) front = 0; next }
/^ *```/ { flush_paragraph(); fenced = !fenced; next }
fenced { next }
/^ *[|<]/ || /^#/ || /^(    |\t)/ || /^ *$/ { flush_paragraph(); next }
/^ *([-*]|[0-9]+[.]) / { flush_paragraph(); sub(/^ *([-*]|[0-9]+[.]) /, "") }
{ paragraph = paragraph (paragraph == "" ? "" : " ") $0 }
END { flush_paragraph() }
