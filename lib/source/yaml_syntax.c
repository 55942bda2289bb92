#include "source/yaml_syntax.h"

#include <string.h>

#include "source/json_string.h"
#include "source/yaml_cause.h"
#include "value/source.h"

enum { LONGEST_KEY = 1024 }; /* libyaml's limit for a key before ':' */

/* Which bytes are at fault. */
enum place {
    PLACE_PROBLEM, /* the character at which libyaml gave up */
    PLACE_OPENING, /* the character at which the construct began */
    PLACE_LINE     /* from where the construct began to the end of that line */
};

struct phrase {
    const char *problem; /* libyaml's words */
    const char *context; /* a part of libyaml's words for the construct, or NULL: any */
    enum place place;
    const char *message;
    const char *opened; /* the construct's name, for "the ... starts on line N", or NULL */
    const char *help;
};

/* The first row that fits decides. */
static const struct phrase phrases[] = {
    {"mapping values are not allowed in this context", NULL, PLACE_PROBLEM, "unexpected `:`", NULL,
     "put the text in quotes if it contains `: `; otherwise correct the indentation"},
    {"could not find expected ':'", NULL, PLACE_LINE,
     "this line is neither a key with `:` nor an item with `-`", NULL,
     "write `key: value`, or indent the line if it continues the text above"},
    {"did not find expected ',' or ']'", NULL, PLACE_PROBLEM,
     "expected `,` or `]` after a list item", "list", NULL},
    {"did not find expected ',' or '}'", NULL, PLACE_PROBLEM,
     "expected `,` or `}` after a map entry", "map", NULL},
    {"did not find expected key", NULL, PLACE_PROBLEM,
     "expected a key, indented like those before it", "map",
     "indent all keys of a map alike, with spaces"},
    {"did not find expected '-' indicator", NULL, PLACE_PROBLEM,
     "expected `-`, indented like those before it", "list",
     "indent all items of a list alike, with spaces"},
    {"did not find expected <document start>", NULL, PLACE_PROBLEM,
     "expected the end of the document", NULL,
     "indent this line like the first one, or move it away from the complete value that it "
     "follows"},
    {"did not find expected node content", NULL, PLACE_PROBLEM, "expected a value", NULL, NULL},
    {"block sequence entries are not allowed in this context", NULL, PLACE_PROBLEM,
     "a list item cannot begin here", NULL, "put `-` on a line of its own, below the key"},
    {"mapping keys are not allowed in this context", NULL, PLACE_PROBLEM, "a key cannot begin here",
     NULL, NULL},
    {"found unexpected end of stream", "quoted", PLACE_OPENING, "this quoted string is not closed",
     NULL, NULL},
    {"found unexpected document indicator", "quoted", PLACE_OPENING,
     "this quoted string is not closed before the end of the document", NULL, NULL},
    {"found unknown escape character", NULL, PLACE_PROBLEM, "YAML does not have this escape", NULL,
     "double the backslash, or use single quotes"},
    {"did not find expected hexdecimal number", NULL, PLACE_PROBLEM,
     "expected hexadecimal digits after the escape", NULL, NULL},
    {"found a tab character where an indentation space is expected", NULL, PLACE_PROBLEM,
     "a tab cannot indent YAML", NULL, "indent with spaces"},
    {"found a tab character that violates indentation", NULL, PLACE_PROBLEM,
     "a tab cannot indent YAML", NULL, "indent with spaces"},
    {"found an indentation indicator equal to 0", NULL, PLACE_PROBLEM,
     "the indentation of a block must be 1 to 9", NULL, NULL},
    {"did not find expected comment or line break", NULL, PLACE_PROBLEM,
     "expected the end of the line", NULL, "begin the text of the block on the line below"},
    {"found unexpected ':'", NULL, PLACE_PROBLEM, "unexpected `:`", NULL,
     "put the text in quotes if it contains `:`"},
    {"did not find expected alphabetic or numeric character", "alias", PLACE_OPENING,
     "expected a name after `*`", NULL, "put the text in quotes if it begins with `*`"},
    {"did not find expected alphabetic or numeric character", NULL, PLACE_OPENING,
     "expected a name of letters, digits, `-` and `_`", NULL,
     "put the text in quotes if it begins with `&`"},
    {"found undefined tag handle", NULL, PLACE_PROBLEM, "this tag's prefix is not declared", NULL,
     "put the text in quotes if it begins with `!`"},
    {"found incompatible YAML document", NULL, PLACE_PROBLEM,
     "this version of YAML is not supported", NULL, "declare `%YAML 1.2`, or delete the line"},
    {"control characters are not allowed", NULL, PLACE_PROBLEM,
     "YAML does not allow this control character", NULL,
     "delete it, or write it as an escape in double quotes"},
    {"found unknown directive name", NULL, PLACE_PROBLEM, "this directive is unknown", NULL,
     "put the text in quotes if it begins with `%`"},
};

static bool fits(const struct phrase *phrase, const yaml_parser_t *parser)
{
    return strcmp(phrase->problem, parser->problem ? parser->problem : "") == 0 &&
           (!phrase->context || (parser->context && strstr(parser->context, phrase->context)));
}

/* The offset behind the text of the line at START. */
static size_t end_of_line(const struct reader *reader, size_t start)
{
    size_t end = start;

    while (end < reader->text.len && reader->text.data[end] != '\n' &&
           reader->text.data[end] != '\r')
        end++;
    return end;
}

static size_t problem_offset(const yaml_parser_t *parser, const struct yaml_marks *marks)
{
    if (parser->error == YAML_READER_ERROR)
        return marks->base + parser->problem_offset;
    return yaml_marks_offset(marks, parser->problem_mark.index);
}

static struct span place_of(struct reader *reader, enum place place, size_t problem, size_t opening)
{
    size_t start = place == PLACE_PROBLEM ? problem : opening;

    if (place == PLACE_LINE)
        return span_of(reader->source, start, end_of_line(reader, start));
    return span_of(reader->source, start, reader_character_end(reader, start));
}

static struct diagnostic *report(struct reader *reader, size_t start, size_t end,
                                 const char *message, const char *help)
{
    struct diagnostic *diagnostic = reader_report(reader, "yaml-syntax", start, end, "%s", message);

    diagnostic->help = str_of(help);
    return diagnostic;
}

/* Does no bracket close the one at OPENING? Quotes are not looked at. */
static bool is_open(struct str text, size_t opening)
{
    size_t depth = 0;

    for (size_t i = opening; i < text.len; i++) {
        depth += text.data[i] == '[' || text.data[i] == '{';
        if ((text.data[i] == ']' || text.data[i] == '}') && --depth == 0)
            return false;
    }
    return depth > 0;
}

static void report_phrase(struct reader *reader, const struct phrase *phrase, size_t problem,
                          size_t opening)
{
    struct span span = place_of(reader, phrase->place, problem, opening);
    struct diagnostic *diagnostic;

    if (opening < reader->text.len && strchr("[{", reader->text.data[opening]) && phrase->opened &&
        is_open(reader->text, opening)) {
        reader_report(reader, "yaml-syntax", opening, opening + 1, "this %s is not closed",
                      phrase->opened);
        return;
    }
    diagnostic = report(reader, span.start, span.end, phrase->message, phrase->help);
    if (phrase->opened)
        diagnostic->label = reader_printf(reader, "the %s starts on line %u", phrase->opened,
                                          source_line_number(reader->source, (uint32_t)opening));
    else if (span.start >= reader->text.len)
        diagnostic->label = STR("the file ends here");
}

/* Half of a surrogate pair that JSON would accept: \ud83d\ude00. */
static bool report_surrogate(struct reader *reader, const yaml_parser_t *parser, size_t problem)
{
    int32_t high = json_hex4(reader->text, problem), low;
    struct diagnostic *diagnostic;

    if (!parser->problem || !strstr(parser->problem, "invalid Unicode character escape"))
        return false;
    diagnostic = report(reader, problem - 2, problem + (high >= 0 ? 4 : 0),
                        "this escape is half of a surrogate pair, not a character",
                        "write the character itself, or \\U and its code in eight digits");
    low = json_low_surrogate(reader->text, problem + 4);
    if (json_is_high_surrogate(high) && low >= 0) {
        diagnostic->span.end += 6;
        diagnostic->help = reader_printf(reader, "write the character itself, or \\U%08X",
                                         (unsigned)json_join_surrogates(high, low));
    }
    return true;
}

/* A key over libyaml's limit shows as a ':' that comes as a surprise. */
static bool report_long_key(struct reader *reader, size_t problem, struct span last)
{
    static const char help[] = "shorten the key, or write it after `? `";

    if (!last.source || last.end - last.start <= LONGEST_KEY || problem < last.end ||
        str_trim(str_slice(reader->text, last.end, problem)).len || problem >= reader->text.len ||
        reader->text.data[problem] != ':')
        return false;
    report(reader, last.start, last.end, "this key is longer than 1024 characters", help);
    return true;
}

static void report_odd_start(struct reader *reader, size_t problem)
{
    size_t end = reader_character_end(reader, problem);
    struct str character = str_slice(reader->text, problem, end);

    if (str_equal_c(character, "\t")) {
        report(reader, problem, end, "a tab cannot indent YAML", "indent with spaces");
        return;
    }
    reader_report(reader, "yaml-syntax", problem, end, "a value cannot begin with `%.*s`",
                  STR_ARG(character))
        ->help = STR("put the value in quotes");
}

void yaml_report_syntax(struct reader *reader, const yaml_parser_t *parser,
                        const struct yaml_marks *marks, struct span last)
{
    size_t problem = problem_offset(parser, marks);
    size_t opening = yaml_marks_offset(marks, parser->context_mark.index);
    const char *words = parser->problem ? parser->problem : "this is not valid YAML";

    if (report_surrogate(reader, parser, problem) || report_long_key(reader, problem, last))
        return;
    if (strcmp(words, "found character that cannot start any token") == 0) {
        report_odd_start(reader, problem);
        return;
    }
    if (yaml_report_cause(reader, words, problem, opening))
        return;
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
        if (fits(&phrases[i], parser)) {
            report_phrase(reader, &phrases[i], problem, opening);
            return;
        }
    report(reader, problem, reader_character_end(reader, problem), words, NULL);
}
