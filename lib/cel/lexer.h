/* The lexis of the language (langdef.md, "Syntax"): text to tokens. */
#ifndef CEL_LEXER_H
#define CEL_LEXER_H

#include "base/str.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NAME,        /* identifiers and reserved words */
    TOKEN_QUOTED_NAME, /* `content-type` */
    TOKEN_INT,
    TOKEN_UINT,
    TOKEN_DOUBLE,
    TOKEN_STRING,
    TOKEN_BYTES,
    TOKEN_OPERATOR, /* and punctuation */
    TOKEN_WRONG     /* `fault` says what is wrong with it */
};

struct token {
    enum token_kind kind;
    uint32_t start, end; /* bytes of the text */
    const char *fault;   /* of TOKEN_WRONG: a static sentence */
};

/* The token at or after OFFSET, white space and comments skipped. */
struct token cel_lexer_next(struct str text, uint32_t offset);

/* Reserved words cannot be names of variables; keywords not even of fields. */
bool cel_lexer_is_reserved(struct str name);
bool cel_lexer_is_keyword(struct str name);

#endif
