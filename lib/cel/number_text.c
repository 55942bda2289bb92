#include "cel/number_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NUMBER = 400 };

static bool write_special(struct buffer *out, double real)
{
    if (isnan(real))
        buffer_add_c(out, "NaN");
    else if (isinf(real))
        buffer_add_c(out, real < 0 ? "-Infinity" : "Infinity");
    return !isfinite(real);
}

/* The shortest of 1 to 17 significant digits that read back as REAL. */
static int shortest(char text[32], double real)
{
    int precision = 0;

    do
        snprintf(text, 32, "%.*e", precision, real);
    while (strtod(text, NULL) != real && ++precision < 17);
    return precision;
}

void cel_number_write(struct buffer *out, double real)
{
    char text[32];
    int precision, exponent;

    if (write_special(out, real))
        return;
    precision = shortest(text, real);
    exponent = atoi(strchr(text, 'e') + 1);
    if (exponent < -4 || exponent >= 21)
        buffer_add_c(out, text);
    else
        buffer_printf(out, "%.*f", precision > exponent ? precision - exponent : 0, real);
}

void cel_number_write_plain(struct buffer *out, double real)
{
    char text[32];
    int precision, exponent;

    if (write_special(out, real))
        return;
    precision = shortest(text, real);
    exponent = atoi(strchr(text, 'e') + 1);
    buffer_printf(out, "%.*f", precision > exponent ? precision - exponent : 0, real);
}

static bool is_word(struct str text, const char *word)
{
    return str_equal_nocase(text, str_of(word));
}

bool cel_number_read(double *real, struct str text)
{
    char copy[LONGEST_NUMBER];
    bool sign = text.len && (text.data[0] == '-' || text.data[0] == '+');
    struct str rest = str_slice(text, sign, text.len);
    char *end;

    if (is_word(rest, "nan") && !sign) {
        *real = (double)NAN;
        return true;
    }
    if (is_word(rest, "inf") || is_word(rest, "infinity")) {
        *real = sign && text.data[0] == '-' ? -(double)INFINITY : (double)INFINITY;
        return true;
    }
    if (rest.len == 0 || text.len >= sizeof copy ||
        !(ascii_is_digit(rest.data[0]) || rest.data[0] == '.'))
        return false;
    memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    *real = strtod(copy, &end);
    return end == copy + text.len;
}
