#include "base/fold.h"

#include <idn2.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/memory.h"
#include "base/utf8.h"

struct str folded_str(const struct folded *folded)
{
    return (struct str){folded->data, folded->len};
}

static bool add(struct folded *out, struct str text)
{
    if (text.len > sizeof out->data - out->len)
        return false;
    if (text.len)
        memcpy(out->data + out->len, text.data, text.len);
    out->len += text.len;
    return true;
}

size_t fold_blank(struct str s, size_t at)
{
    size_t end = at;
    int32_t code_point = utf8_next(s, &end);

    return code_point >= 0 && (uc_is_property_white_space((ucs4_t)code_point) ||
                               uc_is_property_default_ignorable_code_point((ucs4_t)code_point))
               ? end - at
               : 0;
}

static bool is_shown_blank(struct str s, size_t at)
{
    int32_t code_point = utf8_next(s, &at);

    return code_point >= 0 && uc_is_property_white_space((ucs4_t)code_point);
}

bool fold_has_letters(struct str s)
{
    for (size_t at = 0; at < s.len;) {
        int32_t code_point = utf8_next(s, &at);

        if (code_point < 0 || uc_is_alnum((ucs4_t)code_point))
            return true;
    }
    return false;
}

/* White space becomes one space between words; quotes and what is not shown go. */
static bool squeeze(struct folded *out, struct str text)
{
    bool blank = false;

    for (size_t at = 0, end; at < text.len; at = end) {
        size_t hidden = fold_blank(text, at);

        end = at;
        utf8_next(text, &end);
        if (hidden)
            blank = blank || is_shown_blank(text, at);
        else if (text.data[at] != '"') {
            if ((blank && out->len && !add(out, STR(" "))) || !add(out, str_slice(text, at, end)))
                return false;
            blank = false;
        }
    }
    while (out->len && memchr(".:!?", out->data[out->len - 1], 4))
        out->len--;
    return out->len > 0;
}

static void lower(struct folded *text)
{
    for (size_t i = 0; i < text->len; i++)
        text->data[i] = ascii_lower(text->data[i]);
}

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] >= 0x80)
            return false;
    return true;
}

/* Without regard to case and composition; bytes that are no UTF-8 stay what they are. */
static bool fold_case(struct folded *text)
{
    size_t len = sizeof text->data;
    uint8_t room[sizeof text->data], *folded;

    if (is_ascii(folded_str(text)) || utf8_invalid(folded_str(text)) >= 0) {
        lower(text);
        return true;
    }
    folded = u8_casefold((const uint8_t *)text->data, text->len, NULL, UNINORM_NFC, room, &len);
    if (folded == room) {
        memcpy(text->data, room, len);
        text->len = len;
    } else {
        free(folded);
    }
    return folded == room;
}

bool fold_name(struct folded *out, struct str name)
{
    out->len = 0;
    if (squeeze(out, name) && fold_case(out))
        return true;
    out->len = 0;
    return false;
}

/* "B\xC3\xBC" "cher.example" as "xn--bcher-kva.example"; what is no such name stays as it is. */
static bool add_domain(struct folded *out, struct str domain)
{
    char text[FOLDED_ROOM + 1], *ascii = NULL;
    bool added;
    int code;

    if (is_ascii(domain) || domain.len > FOLDED_ROOM)
        return add(out, domain);
    memcpy(text, domain.data, domain.len);
    text[domain.len] = '\0';
    code = idn2_to_ascii_8z(text, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    if (code == IDN2_MALLOC)
        memory_exhausted();
    if (code != IDN2_OK)
        return add(out, domain);
    added = add(out, str_of(ascii));
    idn2_free(ascii);
    return added;
}

bool fold_address(struct folded *out, struct str address)
{
    struct folded local = {.len = 0};
    size_t at = address.len;

    out->len = 0;
    address = str_trim(address);
    for (at = address.len; at > 0 && address.data[at - 1] != '@';)
        at--;
    if (at == 0) /* no address, but somebody may be listed by it */
        return fold_name(out, address);
    if (!add(&local, str_slice(address, 0, at)) || !fold_case(&local) ||
        !add(out, folded_str(&local)) || !add_domain(out, str_slice(address, at, address.len))) {
        out->len = 0;
        return false;
    }
    lower(out);
    return true;
}
