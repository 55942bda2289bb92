/* The Bidi rule of international host names: RFC 5893, section 2. */
#include <unictype.h>

#include "base/utf8.h"
#include "jsonschema/format_label.h"

#define CLASS(name) (1u << UC_BIDI_##name)

/* Conditions 2 and 5. */
static const unsigned ANYWHERE =
    CLASS(EN) | CLASS(ES) | CLASS(CS) | CLASS(ET) | CLASS(ON) | CLASS(BN) | CLASS(NSM);
static const unsigned RIGHT_TO_LEFT = CLASS(R) | CLASS(AL) | CLASS(AN);

/* The classes of a label's characters. */
struct classes {
    unsigned all, first, last; /* last: marks without space left out */
};

static struct classes classes_of(struct str label)
{
    struct classes classes = {0};

    for (size_t at = 0; at < label.len;) {
        unsigned class = 1u << uc_bidi_category((ucs4_t)utf8_next(label, &at));

        classes.all |= class;
        if (!classes.first)
            classes.first = class;
        if (class != CLASS(NSM))
            classes.last = class;
    }
    return classes;
}

bool jsonschema_label_is_right_to_left(struct str label)
{
    return (classes_of(label).all & RIGHT_TO_LEFT) != 0;
}

bool jsonschema_label_keeps_bidi_rule(struct str label)
{
    struct classes classes = classes_of(label);

    if (classes.first == CLASS(L))
        return !(classes.all & ~(CLASS(L) | ANYWHERE)) && (classes.last & (CLASS(L) | CLASS(EN)));
    return (classes.first & (CLASS(R) | CLASS(AL))) &&
           !(classes.all & ~(RIGHT_TO_LEFT | ANYWHERE)) &&
           (classes.last & (RIGHT_TO_LEFT | CLASS(EN))) &&
           !((classes.all & CLASS(EN)) && (classes.all & CLASS(AN)));
}
