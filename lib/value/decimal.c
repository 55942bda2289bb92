#include "value/decimal.h"

#include <limits.h>

/* More decimal places than this are not divided out by divisors of more than 18 digits. */
enum { MAX_PLACES = 20000 };

/* Exponents beyond this are taken as this: no two numbers that anybody wrote become equal by it. */
static const int64_t EXPONENT_CAP = 100000000000000000;

/*
 * A number as sign, significant digits without zeros at either end, and the
 * power of ten of the last digit. Zero has no digits. The digits are read in
 * place, skipping the point: digit i of COUNT is at digit_at(i).
 */
struct decimal {
    bool negative;
    struct str text;  /* the mantissa, from the first to the last significant digit */
    size_t count;     /* of digits in it */
    int64_t exponent; /* value = digits * 10^exponent */
};

static int64_t read_exponent(struct str text)
{
    int64_t exponent = 0;
    bool negative = false;
    size_t i = 0;

    if (text.len && (text.data[0] == '-' || text.data[0] == '+'))
        negative = text.data[i++] == '-';
    for (; i < text.len && exponent < EXPONENT_CAP; i++)
        exponent = exponent * 10 + (text.data[i] - '0');
    return negative ? -exponent : exponent;
}

static bool is_significant(char c)
{
    return c >= '1' && c <= '9';
}

static struct decimal parse(struct str text)
{
    struct decimal decimal = {0};
    size_t end = 0, places = 0;
    bool after_point = false;

    if (text.len && text.data[0] == '-') {
        decimal.negative = true;
        text = str_slice(text, 1, text.len);
    }
    while (end < text.len && text.data[end] != 'e' && text.data[end] != 'E')
        end++;
    if (end < text.len)
        decimal.exponent = read_exponent(str_slice(text, end + 1, text.len));
    for (size_t i = 0; i < end; i++) {
        places += after_point;
        after_point = after_point || text.data[i] == '.';
    }
    decimal.exponent -= (int64_t)places;
    decimal.text = str_slice(text, 0, end);
    while (decimal.text.len && !is_significant(decimal.text.data[0]))
        decimal.text = str_slice(decimal.text, 1, decimal.text.len);
    while (decimal.text.len && !is_significant(decimal.text.data[decimal.text.len - 1])) {
        decimal.exponent += decimal.text.data[decimal.text.len - 1] == '0';
        decimal.text.len--;
    }
    for (size_t i = 0; i < decimal.text.len; i++)
        decimal.count += decimal.text.data[i] != '.';
    if (decimal.count == 0)
        decimal = (struct decimal){0};
    return decimal;
}

/* The next digit of the mantissa from *OFFSET on; 0 behind the last. */
static int next_digit(const struct decimal *decimal, size_t *offset)
{
    if (*offset < decimal->text.len && decimal->text.data[*offset] == '.')
        (*offset)++;
    return *offset < decimal->text.len ? decimal->text.data[(*offset)++] - '0' : 0;
}

static int compare_magnitudes(const struct decimal *a, const struct decimal *b)
{
    int64_t top_a = a->exponent + (int64_t)a->count, top_b = b->exponent + (int64_t)b->count;
    size_t at_a = 0, at_b = 0, digits = a->count > b->count ? a->count : b->count;

    if (!a->count || !b->count)
        return (a->count > 0) - (b->count > 0);
    if (top_a != top_b)
        return top_a < top_b ? -1 : 1;
    for (size_t i = 0; i < digits; i++) {
        int digit_a = next_digit(a, &at_a), digit_b = next_digit(b, &at_b);

        if (digit_a != digit_b)
            return digit_a < digit_b ? -1 : 1;
    }
    return 0;
}

int decimal_compare_text(struct str a, struct str b)
{
    struct decimal left = parse(a), right = parse(b);
    int order;

    if (left.negative != right.negative)
        return left.negative ? -1 : 1;
    order = compare_magnitudes(&left, &right);
    return left.negative ? -order : order;
}

bool decimal_is_integer(struct str text)
{
    return parse(text).exponent >= 0;
}

/* a * b modulo DIVISOR, both below it and it below 2^62: by doubling, so that nothing overflows. */
static uint64_t multiply(uint64_t a, uint64_t b, uint64_t divisor)
{
    uint64_t product = 0;

    for (; b; b >>= 1) {
        if (b & 1)
            product = (product + a) % divisor;
        a = (a + a) % divisor;
    }
    return product;
}

/* 10 to the power of EXPONENT modulo DIVISOR. */
static uint64_t power_of_ten(int64_t exponent, uint64_t divisor)
{
    uint64_t power = 1 % divisor, square = 10 % divisor;

    for (; exponent; exponent >>= 1) {
        if (exponent & 1)
            power = multiply(power, square, divisor);
        square = multiply(square, square, divisor);
    }
    return power;
}

/* Divide by a divisor of at most 18 digits: long division, one digit at a time. */
static uint64_t remainder_of(const struct decimal *a, int64_t zeros, uint64_t divisor)
{
    uint64_t rest = 0; /* below 10^18, so that rest * 10 + 9 fits */
    size_t offset = 0;

    for (size_t i = 0; i < a->count; i++)
        rest = (rest * 10 + (uint64_t)next_digit(a, &offset)) % divisor;
    return multiply(rest, power_of_ten(zeros, divisor), divisor);
}

enum { LONGEST_DIVISOR = 400 };

/* rest = rest * 10 + digit, reduced by the divisor's digits; all most significant first. */
static void shift_in(unsigned char *rest, size_t size, const unsigned char *divisor, int digit)
{
    for (size_t i = 0; i + 1 < size; i++)
        rest[i] = rest[i + 1];
    rest[size - 1] = (unsigned char)digit;
    for (;;) {
        size_t i = 0;
        int borrow = 0;

        while (i < size && rest[i] == divisor[i])
            i++;
        if (i < size && rest[i] < divisor[i])
            return;
        for (size_t j = size; j-- > 0;) {
            int difference = rest[j] - divisor[j] - borrow;

            borrow = difference < 0;
            rest[j] = (unsigned char)(difference + 10 * borrow);
        }
    }
}

/* As remainder_of, for long divisors: schoolbook on digit arrays. */
static bool long_remainder_is_zero(const struct decimal *a, int64_t zeros, const struct decimal *b)
{
    unsigned char rest[LONGEST_DIVISOR + 1] = {0}, divisor[LONGEST_DIVISOR + 1] = {0};
    size_t size = b->count + 1, offset = 0;
    int any = 0;

    for (size_t i = 1; i < size; i++)
        divisor[i] = (unsigned char)next_digit(b, &offset);
    offset = 0;
    for (size_t i = 0; i < a->count; i++)
        shift_in(rest, size, divisor, next_digit(a, &offset));
    for (int64_t i = 0; i < zeros; i++)
        shift_in(rest, size, divisor, 0);
    for (size_t i = 0; i < size; i++)
        any |= rest[i];
    return !any;
}

int decimal_is_multiple(struct str a, struct str b)
{
    struct decimal left = parse(a), right = parse(b);
    int64_t zeros = left.exponent - right.exponent;
    uint64_t divisor = 0;
    size_t offset = 0;

    if (!left.count)
        return 1;
    if (zeros < 0) {
        /* a/b = A / (B * 10^n) where A ends in a digit that is not 0: never whole
           unless A itself absorbs the tens through B; only 2s and 5s could, and A
           has no trailing zero, so B * 10^n cannot divide A. */
        return 0;
    }
    if (right.count > 18) {
        if (zeros > MAX_PLACES || right.count > LONGEST_DIVISOR)
            return -1;
        return long_remainder_is_zero(&left, zeros, &right);
    }
    for (size_t i = 0; i < right.count; i++)
        divisor = divisor * 10 + (uint64_t)next_digit(&right, &offset);
    return divisor != 0 && remainder_of(&left, zeros, divisor) == 0;
}
