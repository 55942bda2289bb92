/* The parts of the type checker share this. */
#ifndef CEL_CHECK_H
#define CEL_CHECK_H

#include "cel/environment_private.h"
#include "cel/facts.h"
#include "cel/unify.h"

struct checker {
    struct compilation *compilation;
    struct unifier unifier;
    const struct local *scope; /* comprehension variables, the innermost first */
    unsigned depth;            /* of them: the index of the next one */
    const struct fact *facts;  /* what is known to be there */
    bool unchecked;            /* names are resolved, types are not looked at */
};

/* Find EXPRESSION's type (which may hold parameters) and its parts'. Reports what is wrong. */
const struct cel_type *cel_check_expression(struct checker *checker, struct expression *expression);

/* check_name.c: names and qualified names. */
const struct cel_type *cel_check_name(struct checker *checker, struct expression *expression);
/* If a.b.c is a declared name, EXPRESSION becomes that name; NULL if it is not. */
const struct cel_type *cel_check_qualified(struct checker *checker, struct expression *expression);
/* "a.b" of the expression a.b, if it is made of names; false if it is anything else. */
bool cel_check_spell(struct str *name, bool *absolute, struct checker *checker,
                     const struct expression *expression);

/* Is there a function NAME in the container or outside of it? */
bool cel_check_has_function(struct checker *checker, struct str name, bool absolute);

/* check_select.c: fields. */
const struct cel_type *cel_check_select(struct checker *checker, struct expression *expression);
/* The same for a SELECT whose operand is checked already. */
const struct cel_type *cel_check_selected(struct checker *checker, struct expression *select);

/* check_call.c: functions and operators, whose arguments are checked already. */
const struct cel_type *cel_check_call(struct checker *checker, struct expression *call);
/* check_compare.c: == and !=, whose arguments must be of types that can be equal. */
void cel_check_equality(struct checker *checker, const struct expression *call);
/* A literal compared with an enumeration must be one of its values, for ==, != and in. */
void cel_check_allowed(struct checker *checker, const struct expression *call);

/* The type's text for a message. */
struct str cel_check_text(struct checker *checker, const struct cel_type *type);
/* "a string", "an int": the type's text with its article. */
struct str cel_check_article(struct checker *checker, const struct cel_type *type);

/* Report at an expression; returns the type of errors. */
struct diagnostic *cel_check_report(struct checker *checker, const char *code,
                                    const struct expression *at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
extern const struct cel_type cel_check_error_type;

#endif
