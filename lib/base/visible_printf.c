/* printf whose strings are made visible. */
#include <stdio.h>
#include <string.h>

#include "base/visible.h"

/* A format while it is obeyed. */
struct printing {
    struct buffer *out;
    const char *format; /* what is left of it */
    va_list arguments;
};

/* "%-10.*lld" while it is read. */
struct directive {
    char text[32]; /* as printf takes it, its stars replaced by their numbers */
    size_t len;
    int precision;  /* -1: none */
    bool is_exact;  /* the precision was a star: a slice has exactly so many bytes */
    unsigned longs; /* how many "l" */
    bool is_size;   /* "z" */
    char conversion;
};

static void keep(struct directive *directive, char c)
{
    if (directive->len + 1 < sizeof directive->text)
        directive->text[directive->len++] = c;
}

static void take_star(struct printing *printing, struct directive *directive)
{
    int number = va_arg(printing->arguments, int);

    directive->is_exact = directive->len && directive->text[directive->len - 1] == '.';
    if (directive->is_exact)
        directive->precision = number;
    directive->len += (size_t)snprintf(directive->text + directive->len,
                                       sizeof directive->text - directive->len, "%d", number);
}

static void take_precision(struct directive *directive, char digit)
{
    const char *dot = memchr(directive->text, '.', directive->len);

    if (dot && !directive->is_exact)
        directive->precision =
            (directive->precision < 0 ? 0 : directive->precision * 10) + digit - '0';
}

/* Up to and with the letter that says what is converted. */
static void read_directive(struct printing *printing, struct directive *directive)
{
    *directive = (struct directive){.precision = -1};
    keep(directive, *printing->format++);
    for (char c; (c = *printing->format) != '\0' && !directive->conversion; printing->format++) {
        if (c == '*') {
            take_star(printing, directive);
            continue;
        }
        if (ascii_is_digit(c))
            take_precision(directive, c);
        directive->longs += c == 'l';
        directive->is_size = directive->is_size || c == 'z';
        keep(directive, c);
        if (ascii_is_alpha(c) && c != 'l' && c != 'z')
            directive->conversion = c;
    }
    directive->text[directive->len] = '\0';
}

/* What printf itself can do. */
static void add_number_argument(struct printing *printing, const struct directive *directive)
{
    va_list copy;

    va_copy(copy, printing->arguments);
    buffer_vprintf(printing->out, directive->text, copy);
    va_end(copy);
    if (strchr("eEfFgG", directive->conversion))
        (void)va_arg(printing->arguments, double);
    else if (directive->is_size)
        (void)va_arg(printing->arguments, size_t);
    else if (directive->longs > 1)
        (void)va_arg(printing->arguments, long long);
    else if (directive->longs)
        (void)va_arg(printing->arguments, long);
    else
        (void)va_arg(printing->arguments, int);
}

static void add_text_argument(struct printing *printing, const struct directive *directive)
{
    const char *text = va_arg(printing->arguments, const char *);
    size_t len = (size_t)directive->precision;

    if (directive->precision < 0)
        len = strlen(text);
    else if (!directive->is_exact)
        len = strnlen(text, len);
    visible_add(printing->out, (struct str){text, len});
}

static void add_character_argument(struct printing *printing)
{
    char c = (char)va_arg(printing->arguments, int);

    visible_add(printing->out, (struct str){&c, 1});
}

static void add_directive(struct printing *printing)
{
    struct directive directive;

    if (printing->format[1] == '%') {
        buffer_add_char(printing->out, '%');
        printing->format += 2;
        return;
    }
    read_directive(printing, &directive);
    if (directive.conversion == 's')
        add_text_argument(printing, &directive);
    else if (directive.conversion == 'c')
        add_character_argument(printing);
    else
        add_number_argument(printing, &directive);
}

void visible_vprintf(struct buffer *out, const char *format, va_list arguments)
{
    struct printing printing = {.out = out, .format = format};

    va_copy(printing.arguments, arguments);
    while (*printing.format) {
        size_t literal = strcspn(printing.format, "%");

        buffer_add(out, (struct str){printing.format, literal});
        printing.format += literal;
        if (*printing.format)
            add_directive(&printing);
    }
    va_end(printing.arguments);
}

void visible_printf(struct buffer *out, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    visible_vprintf(out, format, arguments);
    va_end(arguments);
}
