/*
 * Unicode properties: the names of ECMA-262 (tables 67 to 71 of the 2024
 * edition), which are exact, and what PCRE2 calls the same.
 */
#include "regex/ecma262.h"
#include "regex/ecma262_scripts.h"

struct property {
    const char *name, *alias, *other_alias; /* as ECMA-262 has them; an alias may be missing */
    const char *pcre2;                      /* NULL: PCRE2 does not know it */
};

static const struct property categories[] = {
    {"Letter", "L", NULL, "L"},
    {"Cased_Letter", "LC", NULL, "L&"},
    {"Uppercase_Letter", "Lu", NULL, "Lu"},
    {"Lowercase_Letter", "Ll", NULL, "Ll"},
    {"Titlecase_Letter", "Lt", NULL, "Lt"},
    {"Modifier_Letter", "Lm", NULL, "Lm"},
    {"Other_Letter", "Lo", NULL, "Lo"},
    {"Mark", "M", "Combining_Mark", "M"},
    {"Nonspacing_Mark", "Mn", NULL, "Mn"},
    {"Spacing_Mark", "Mc", NULL, "Mc"},
    {"Enclosing_Mark", "Me", NULL, "Me"},
    {"Number", "N", NULL, "N"},
    {"Decimal_Number", "Nd", "digit", "Nd"},
    {"Letter_Number", "Nl", NULL, "Nl"},
    {"Other_Number", "No", NULL, "No"},
    {"Punctuation", "P", "punct", "P"},
    {"Connector_Punctuation", "Pc", NULL, "Pc"},
    {"Dash_Punctuation", "Pd", NULL, "Pd"},
    {"Open_Punctuation", "Ps", NULL, "Ps"},
    {"Close_Punctuation", "Pe", NULL, "Pe"},
    {"Initial_Punctuation", "Pi", NULL, "Pi"},
    {"Final_Punctuation", "Pf", NULL, "Pf"},
    {"Other_Punctuation", "Po", NULL, "Po"},
    {"Symbol", "S", NULL, "S"},
    {"Math_Symbol", "Sm", NULL, "Sm"},
    {"Currency_Symbol", "Sc", NULL, "Sc"},
    {"Modifier_Symbol", "Sk", NULL, "Sk"},
    {"Other_Symbol", "So", NULL, "So"},
    {"Separator", "Z", NULL, "Z"},
    {"Space_Separator", "Zs", NULL, "Zs"},
    {"Line_Separator", "Zl", NULL, "Zl"},
    {"Paragraph_Separator", "Zp", NULL, "Zp"},
    {"Other", "C", NULL, "C"},
    {"Control", "Cc", "cntrl", "Cc"},
    {"Format", "Cf", NULL, "Cf"},
    {"Surrogate", "Cs", NULL, "Cs"},
    {"Private_Use", "Co", NULL, "Co"},
    {"Unassigned", "Cn", NULL, "Cn"},
};

static const struct property binaries[] = {
    {"ASCII", NULL, NULL, "ASCII"},
    {"ASCII_Hex_Digit", "AHex", NULL, "AHex"},
    {"Alphabetic", "Alpha", NULL, "Alphabetic"},
    {"Any", NULL, NULL, "Any"},
    {"Assigned", NULL, NULL, "^Cn"},
    {"Bidi_Control", "Bidi_C", NULL, "Bidi_Control"},
    {"Bidi_Mirrored", "Bidi_M", NULL, "Bidi_Mirrored"},
    {"Case_Ignorable", "CI", NULL, "Case_Ignorable"},
    {"Cased", NULL, NULL, "Cased"},
    {"Changes_When_Casefolded", "CWCF", NULL, "CWCF"},
    {"Changes_When_Casemapped", "CWCM", NULL, "CWCM"},
    {"Changes_When_Lowercased", "CWL", NULL, "CWL"},
    {"Changes_When_NFKC_Casefolded", "CWKCF", NULL, NULL},
    {"Changes_When_Titlecased", "CWT", NULL, "CWT"},
    {"Changes_When_Uppercased", "CWU", NULL, "CWU"},
    {"Dash", NULL, NULL, "Dash"},
    {"Default_Ignorable_Code_Point", "DI", NULL, "DI"},
    {"Deprecated", "Dep", NULL, "Deprecated"},
    {"Diacritic", "Dia", NULL, "Diacritic"},
    {"Emoji", NULL, NULL, "Emoji"},
    {"Emoji_Component", "EComp", NULL, "Emoji_Component"},
    {"Emoji_Modifier", "EMod", NULL, "Emoji_Modifier"},
    {"Emoji_Modifier_Base", "EBase", NULL, "Emoji_Modifier_Base"},
    {"Emoji_Presentation", "EPres", NULL, "Emoji_Presentation"},
    {"Extended_Pictographic", "ExtPict", NULL, "Extended_Pictographic"},
    {"Extender", "Ext", NULL, "Extender"},
    {"Grapheme_Base", "Gr_Base", NULL, "Grapheme_Base"},
    {"Grapheme_Extend", "Gr_Ext", NULL, "Grapheme_Extend"},
    {"Hex_Digit", "Hex", NULL, "Hex_Digit"},
    {"IDS_Binary_Operator", "IDSB", NULL, "IDSB"},
    {"IDS_Trinary_Operator", "IDST", NULL, "IDST"},
    {"ID_Continue", "IDC", NULL, "ID_Continue"},
    {"ID_Start", "IDS", NULL, "ID_Start"},
    {"Ideographic", "Ideo", NULL, "Ideographic"},
    {"Join_Control", "Join_C", NULL, "Join_Control"},
    {"Logical_Order_Exception", "LOE", NULL, "LOE"},
    {"Lowercase", "Lower", NULL, "Lowercase"},
    {"Math", NULL, NULL, "Math"},
    {"Noncharacter_Code_Point", "NChar", NULL, "NChar"},
    {"Pattern_Syntax", "Pat_Syn", NULL, "Pattern_Syntax"},
    {"Pattern_White_Space", "Pat_WS", NULL, "Pattern_White_Space"},
    {"Quotation_Mark", "QMark", NULL, "Quotation_Mark"},
    {"Radical", NULL, NULL, "Radical"},
    {"Regional_Indicator", "RI", NULL, "Regional_Indicator"},
    {"Sentence_Terminal", "STerm", NULL, "Sentence_Terminal"},
    {"Soft_Dotted", "SD", NULL, "Soft_Dotted"},
    {"Terminal_Punctuation", "Term", NULL, "Terminal_Punctuation"},
    {"Unified_Ideograph", "UIdeo", NULL, "Unified_Ideograph"},
    {"Uppercase", "Upper", NULL, "Uppercase"},
    {"Variation_Selector", "VS", NULL, "Variation_Selector"},
    {"White_Space", "space", NULL, "White_Space"},
    {"XID_Continue", "XIDC", NULL, "XID_Continue"},
    {"XID_Start", "XIDS", NULL, "XID_Start"},
};

static bool is_named(const struct property *property, struct str name)
{
    return str_equal_c(name, property->name) ||
           (property->alias && str_equal_c(name, property->alias)) ||
           (property->other_alias && str_equal_c(name, property->other_alias));
}

static const struct property *find(const struct property *table, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (is_named(&table[i], name))
            return &table[i];
    return NULL;
}

static const struct property *find_category(struct str name)
{
    return find(categories, sizeof categories / sizeof categories[0], name);
}

static void put(struct ecma *ecma, char kind, const char *prefix, const char *name)
{
    bool turned = *name == '^';

    if (turned)
        kind = kind == 'p' ? 'P' : 'p';
    buffer_printf(ecma->out, "\\%c{%s%s}", kind, prefix, name + turned);
}

/* NAME=VALUE: General_Category, Script and Script_Extensions alone (table 67). */
static bool put_pair(struct ecma *ecma, char kind, struct str name, struct str value)
{
    const struct property *category;
    const char *script;

    if (str_equal_c(name, "General_Category") || str_equal_c(name, "gc")) {
        category = find_category(value);
        if (category)
            put(ecma, kind, "", category->pcre2);
        return category != NULL;
    }
    script = ecma_script(value);
    if (script && (str_equal_c(name, "Script") || str_equal_c(name, "sc")))
        put(ecma, kind, "sc:", script);
    else if (script && (str_equal_c(name, "Script_Extensions") || str_equal_c(name, "scx")))
        put(ecma, kind, "scx:", script);
    else
        return false;
    return true;
}

int ecma_property(struct ecma *ecma, char kind)
{
    size_t start = ecma->at - 2;
    struct str text = str_slice(ecma->pattern, ecma->at, ecma->pattern.len), name, value;
    ptrdiff_t end = str_find(text, STR("}"), 0);
    const struct property *property;

    if (!ecma_skip(ecma, '{') || end < 0)
        return ecma_fail(ecma, start, "\\%c requires the name of a property in {}", kind);
    value = str_slice(text, 1, (size_t)end);
    ecma->at += (size_t)end;
    str_split(&name, &value, '=');
    if (value.data) {
        if (put_pair(ecma, kind, name, value))
            return 0;
        return ecma_fail(ecma, start, "unknown Unicode property %.*s=%.*s", STR_ARG(name),
                         STR_ARG(value));
    }
    property = find_category(name);
    if (!property)
        property = find(binaries, sizeof binaries / sizeof binaries[0], name);
    if (!property)
        return ecma_fail(ecma, start, "unknown Unicode property %.*s", STR_ARG(name));
    if (!property->pcre2)
        return ecma_fail(ecma, start, "the Unicode property %s is not supported", property->name);
    put(ecma, kind, "", property->pcre2);
    return 0;
}
