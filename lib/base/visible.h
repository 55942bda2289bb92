/*
 * Text of strangers made fit to be seen: what a terminal would obey (escape sequences, other
 * controls) or hide (bidirectional overrides, zero-width characters), and what the log of a CI
 * service would obey (GitHub's workflow commands), is shown in place of being passed on.
 *
 * Everything that comes from a repository, from a library's or another program's message or
 * from the command line goes through here before it reaches a terminal, a log or a report
 * (JSON has escapes of its own: base/json_writer.h). visible_printf is handed our words and
 * a stranger's apart: only its format can break a line.
 */
#ifndef BASE_VISIBLE_H
#define BASE_VISIBLE_H

#include "base/arena.h"
#include "base/buffer.h"

/*
 * Append TEXT as it is to be seen from terminal column COLUMN (0-based) on, and
 * return the column after it. Tabs become blanks up to a multiple of four,
 * controls their pictures (U+2400 and on), other invisible characters their
 * code point "<U+202E>", bytes that are not UTF-8 U+FFFD. "::" at the start of a line of OUT
 * becomes "<U+003A>:" and "##[" anywhere "##<U+005B>", which GitHub's runner
 * (actions/runner, ActionCommand) takes for commands; so does the "[" of "##vso[", which Azure's
 * agent obeys, of "##teamcity[" and the like. What is fit to be seen stays as it is.
 */
size_t visible_add_at(struct buffer *out, struct str text, size_t column);

/* The same where columns do not matter. */
void visible_add(struct buffer *out, struct str text);

/*
 * printf in which each string argument ("%s", "%.7s", "%.*s") is made visible; the format, which
 * is ours, may break lines and hold anything. "%.*s" takes exactly as many bytes as it is given.
 * No width for strings, no "%n".
 */
void visible_printf(struct buffer *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void visible_vprintf(struct buffer *out, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* TEXT as it is to be seen, in ARENA. */
struct str visible_str(struct str text, struct arena *arena);

/* Does CODE_POINT print nothing, or move what others print? Controls below U+0080 are not asked. */
bool visible_is_hidden(int32_t code_point);

/* Would "[" behind what OUT holds begin a command of a CI service: "##[", "##vso["? */
bool visible_is_command(const struct buffer *out);

/* TEXT's first bytes that take at most COLUMNS, or its last ones. */
struct str visible_head(struct str text, size_t columns);
struct str visible_tail(struct str text, size_t columns);

#endif
