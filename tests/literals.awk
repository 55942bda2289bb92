# The texts in C sources: "FILE:LINE: SLOT: TEXT" for each string literal of two words or more.
# Literals that follow one another are one text; what is printed into it (%s) is an X. The slot is
# the member or variable that the text is assigned to if that is called help, label or message,
# else the function that takes it; "table" outside of every call.
function flush() {
    if (words != "" && words ~ /[a-z]+ +[a-z]/) print FILENAME ":" at ": " where ": " words
    words = ""
    joined = 0
}
function slot(  i) {
    if (target ~ /^(help|label|message)$/) return target
    for (i = depth; i > 0; i--)
        if (calls[i] !~ /^(STR|STR_INIT|str_of|arena_printf|reader_printf|if|return|)$/) return calls[i]
    return "table"
}
FNR == 1 { depth = 0; target = name = ""; comment = 0 }
/^#/ { next }
{
    rest = $0
    while (rest != "") {
        if (comment) {
            if (!(i = index(rest, "*/"))) break
            rest = substr(rest, i + 2)
            comment = 0
        } else if (match(rest, /^[ \t]+/)) {
            rest = substr(rest, RLENGTH + 1)
        } else if (substr(rest, 1, 2) == "/*") {
            comment = 1
            rest = substr(rest, 3)
        } else if (match(rest, /^"([^"\\]|\\.)*"/)) {
            if (words == "") { at = FNR; where = slot() }
            words = words substr(rest, 2, RLENGTH - 2)
            rest = substr(rest, RLENGTH + 1)
        } else if (match(rest, /^'([^'\\]|\\.)*'/)) {
            flush()
            rest = substr(rest, RLENGTH + 1)
        } else if (match(rest, /^[A-Za-z_0-9]+/)) {
            word = substr(rest, 1, RLENGTH)
            rest = substr(rest, RLENGTH + 1)
            if (word ~ /^(PRI[a-zA-Z0-9]+|CONFIG_NAME|ZONEINFO)$/) { if (words != "") words = words "X"; continue }
            flush()
            name = word
        } else {
            c = substr(rest, 1, 1)
            rest = substr(rest, 2)
            flush()
            if (c == "(") calls[++depth] = name
            else if (c == ")" && depth) depth--
            else if (c == "=" && rest !~ /^=/) target = name
            else if (c ~ /[;{}]/) { target = ""; if (c == ";" && !loop) depth = 0 }
            if (c !~ /[][*]/) name = ""
        }
    }
}
