/*
 * What a plain scalar means in the core schema (YAML 1.2.2, section 10.3.2),
 * and numbers in JSON's grammar. Private to the folder.
 */
#ifndef SOURCE_YAML_SCALAR_H
#define SOURCE_YAML_SCALAR_H

#include "base/arena.h"
#include "base/str.h"

enum core_type {
    CORE_STRING,
    CORE_NULL,
    CORE_TRUE,
    CORE_FALSE,
    CORE_DECIMAL,     /* an integer */
    CORE_OCTAL,       /* 0o17 */
    CORE_HEXADECIMAL, /* 0x1F */
    CORE_FLOAT,
    CORE_INFINITE, /* .inf, -.Inf, ...: no JSON type holds it */
    CORE_NAN
};

enum core_type yaml_core_type(struct str text);

/*
 * The text of a number (CORE_DECIMAL to CORE_FLOAT) as JSON writes it: "+1"
 * gives 1, ".5" 0.5, "0x1F" 31. Empty if an octal or hexadecimal number does
 * not fit 64 bits.
 */
struct str yaml_number_text(struct arena *arena, enum core_type type, struct str text);

#endif
