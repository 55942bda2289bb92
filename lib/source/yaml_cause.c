#include "source/yaml_cause.h"

#include <string.h>

/* One line of the file: where its words start, and its value behind `key: ` or `- `. */
struct line {
    size_t start, end;
    size_t words, value;
};

static int byte_at(const struct reader *reader, size_t at, const struct line *line)
{
    return at < line->end ? (unsigned char)reader->text.data[at] : -1;
}

static size_t skip_spaces(const struct reader *reader, size_t at, size_t end)
{
    while (at < end && (reader->text.data[at] == ' ' || reader->text.data[at] == '\t'))
        at++;
    return at;
}

static bool ends_word(int c)
{
    return c < 0 || c == ' ' || c == '\t';
}

/* The offset behind the quoted string at AT; the line's end if it is not closed there. */
static size_t skip_quoted(const struct reader *reader, size_t at, const struct line *line)
{
    int quote = byte_at(reader, at, line), c;

    for (at++; (c = byte_at(reader, at, line)) >= 0; at++) {
        if (c == '\\' && quote == '"')
            at++;
        else if (c == quote && quote == '\'' && byte_at(reader, at + 1, line) == quote)
            at++;
        else if (c == quote)
            return at + 1;
    }
    return line->end;
}

/* Behind the colon that ends the key at AT, or AT if there is none. */
static size_t skip_key(const struct reader *reader, size_t at, const struct line *line)
{
    size_t i = at;
    int c = byte_at(reader, i, line);

    if (c == '"' || c == '\'')
        i = skip_quoted(reader, i, line);
    for (; (c = byte_at(reader, i, line)) >= 0; i++)
        if (c == ':' && ends_word(byte_at(reader, i + 1, line)))
            return skip_spaces(reader, i + 1, line->end);
    return at;
}

static struct line line_of(const struct reader *reader, size_t at)
{
    struct str text = reader->text;
    struct line line = {at, at, 0, 0};

    while (line.start && text.data[line.start - 1] != '\n')
        line.start--;
    while (line.end < text.len && text.data[line.end] != '\n' && text.data[line.end] != '\r')
        line.end++;
    line.words = skip_spaces(reader, line.start, line.end);
    while (byte_at(reader, line.words, &line) == '-' &&
           ends_word(byte_at(reader, line.words + 1, &line)))
        line.words = skip_spaces(reader, line.words + 1, line.end);
    line.value = skip_key(reader, line.words, &line);
    return line;
}

/* Is there text at AT that belongs to no value: no comment, and no mark of a list or key? */
static bool is_text(const struct reader *reader, size_t at, const struct line *line)
{
    int c = byte_at(reader, skip_spaces(reader, at, line->end), line);

    return c >= 0 && !strchr("#,]}:", c);
}

static bool report(struct reader *reader, size_t start, const char *message, const char *help)
{
    reader_report(reader, "yaml-syntax", start, reader_character_end(reader, start), "%s", message)
        ->help = str_of(help);
    return true;
}

static bool report_quote(struct reader *reader, const struct line *line)
{
    int quote = byte_at(reader, line->value, line);
    size_t end;

    if (quote != '"' && quote != '\'')
        return false;
    end = skip_quoted(reader, line->value, line);
    if (!is_text(reader, end, line))
        return false;
    return report(reader, end - 1, "this quote ends the string before the text that follows",
                  quote == '"' ? "write `\\\"` for a quote within the string"
                               : "write `''` for a quote within the string");
}

static bool is_in_key(int c)
{
    return c >= 0 && (ascii_is_alnum((char)c) || c == '_' || c == '-' || c >= 0x80);
}

/* Behind the name or quoted string at the start of LINE's words. */
static size_t skip_name(const struct reader *reader, const struct line *line)
{
    size_t i = line->words;
    int c = byte_at(reader, i, line);

    if (c == '"' || c == '\'')
        return skip_quoted(reader, i, line);
    while (is_in_key(byte_at(reader, i, line)))
        i++;
    return i;
}

/* `title:x`; an address such as http://x is none, and neither is 10:30. */
static bool report_colon(struct reader *reader, const struct line *line)
{
    size_t i = skip_name(reader, line);
    struct str key;
    int next = byte_at(reader, i + 1, line);

    if (line->value != line->words || ascii_is_digit((char)byte_at(reader, line->words, line)))
        return false;
    if (i == line->words || byte_at(reader, i, line) != ':' || ends_word(next) || next == '/' ||
        next == ':')
        return false;
    key = reader_excerpt(str_slice(reader->text, line->words, i));
    reader_report(reader, "yaml-syntax", i, i + 1, "no space follows the colon of `%.*s`",
                  STR_ARG(key))
        ->help = STR("write a space after the colon");
    return true;
}

/* `*important* text` and `[draft] text`. */
static bool report_start(struct reader *reader, const struct line *line)
{
    int c = byte_at(reader, line->value, line), close = c == '[' ? ']' : '}';
    size_t end = line->value + 1;

    if (c == '*') {
        while (!ends_word(byte_at(reader, end, line)))
            end++;
        return is_text(reader, end, line) &&
               report(reader, line->value, "a value that begins with `*` is an alias",
                      "put the text in quotes");
    }
    if (c != '[' && c != '{')
        return false;
    while (end < line->end && byte_at(reader, end, line) != close)
        end++;
    return end < line->end && is_text(reader, end + 1, line) &&
           report(reader, line->value,
                  c == '[' ? "text follows the list that begins with `[`"
                           : "text follows the map that begins with `{`",
                  "put the text in quotes");
}

static bool report_line(struct reader *reader, size_t at)
{
    struct line line = line_of(reader, at);

    return report_quote(reader, &line) || report_colon(reader, &line) ||
           report_start(reader, &line);
}

/* A second `: ` in a line. */
static bool report_colon_in_value(struct reader *reader, const char *words, size_t problem)
{
    struct line line = line_of(reader, problem);

    if (strcmp(words, "mapping values are not allowed in this context") != 0 ||
        line.value == line.words || line.value > problem)
        return false;
    return report(reader, problem, "this value contains `: ` without quotes",
                  "put the value in quotes");
}

static bool report_behind_end(struct reader *reader, const char *words, size_t problem)
{
    struct str before = str_trim(str_slice(reader->text, 0, problem));

    if (strcmp(words, "did not find expected <document start>") != 0 ||
        !str_ends_with(before, STR("\n...")))
        return false;
    return report(reader, problem, "the document ends above, at the line `...`",
                  "delete the line `...`, or move this text to a file of its own");
}

/* The last character of the line above that has words; 0 if there is none. */
static size_t line_above(const struct reader *reader, size_t at)
{
    at = line_of(reader, at).start;
    while (at && ascii_is_space(reader->text.data[at - 1]))
        at--;
    return at ? at - 1 : 0;
}

bool yaml_report_cause(struct reader *reader, const char *words, size_t problem, size_t opening)
{
    return report_behind_end(reader, words, problem) || report_line(reader, problem) ||
           report_colon_in_value(reader, words, problem) ||
           (opening < problem && report_line(reader, opening)) ||
           report_line(reader, line_above(reader, problem));
}
