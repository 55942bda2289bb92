/*
 * Kinds: the types of artifact. Each is a folder of schema/ with a kind.yaml
 * and a schema.yaml; nothing about a single kind is known to C, except that
 * people, roles and approvals are read from the kinds of those names.
 */
#ifndef MODEL_KIND_H
#define MODEL_KIND_H

#include "base/error.h"
#include "base/map.h"
#include "base/vector.h"
#include "jsonschema/jsonschema.h"
#include "model/builtin.h"
#include "model/word.h"
#include "value/value.h"

/* How artifacts of a kind are written down; a kind may allow both. */
enum kind_form { FORM_DOCUMENT = 1, FORM_REGISTER = 2 };

/* A field that names artifacts of other kinds by their ids. */
struct kind_reference {
    struct str field;
    struct str_list targets; /* names of kinds; the id may be of any of them */
};

struct kind {
    struct str name;       /* "procedure": the folder's name */
    struct str title;      /* "Procedure" */
    struct str plural;     /* "procedures" */
    unsigned forms;        /* kind_form, or-ed */
    struct str list;       /* top-level key of a YAML or JSON register that holds the list */
    struct str_list files; /* default globs */
    struct str_list
        keyed; /* further ones, of files shared with others: the list is under its key */
    struct str_list except; /* default globs of files that are not meant */
    struct str id_field;    /* "id" */
    struct str name_field;  /* the field that names the artifact to people, or empty */
    struct kind_reference *references;
    size_t reference_count;
    struct str last_review; /* fields with the dates of review, or empty */
    struct str next_review;
    struct str_list housekeeping;         /* dates that are no substance: `format: date` */
    struct str_list acceptance_binds;     /* what an acceptance is about; none: the substance */
    bool approval;                        /* approval is asked for by default */
    bool mandatory;                       /* documented information that the standard calls for */
    struct str_list clauses;              /* "iso27001:2022 5.2" */
    struct value *sections;               /* section key -> list of headings, or NULL */
    struct builtin_schema schema;         /* compiled when first needed, see kinds_need_schema */
    const struct jsonschema_shape *shape; /* what the schema accepts; set with the schema */
    struct words *words;                  /* what keys mean; set with the schema */
};

struct kinds {
    struct arena *arena; /* holds everything below */
    struct kind *items;  /* sorted by name */
    size_t count;
    struct builtin_schema configuration; /* of .ismslint.yaml; compiled with the first */
};

/*
 * What governs the others: the configuration, and the rule pages of packs. It has approvals like
 * documents, and `approvals.required` may name it; it is none of `struct kinds`, because nothing
 * of an ISMS is read as one.
 */
extern const struct kind kind_configuration;

/* Read every schema/KIND/kind.yaml of the program. Errors: a broken file (our fault). */
int kinds_load(struct kinds *out, struct arena *arena, struct error *error);
void kinds_release(struct kinds *kinds);

/* The kind of that name, or NULL. */
struct kind *kinds_find(const struct kinds *kinds, struct str name);

/* Compile KIND's schema unless that is done: sets its schema, shape and words. */
int kinds_need_schema(struct kinds *kinds, struct kind *kind, struct error *error);

/* What a key or the name of a column may mean for KIND, whose schema is compiled. */
const struct word *kind_word(const struct kind *kind, struct str text);

/* What the schema says of the field NAME, or NULL if it does not name it. */
const struct jsonschema_shape *kind_field_shape(const struct kind *kind, struct str name);

#endif
