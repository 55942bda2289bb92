/*
 * The generated parts of docs/reference/language.md, each into FOLDER/NAME.txt: what is in scope in
 * a rule, macros, operators and functions, from the tables that the program itself works with.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/language.h"

enum { MOST_TYPES = 64 };

struct page {
    FILE *file;
    struct arena *arena;
    const struct cel_object_type *types[MOST_TYPES]; /* that variables lead to, in order */
    size_t type_count;
    const char *library; /* of the functions that are being printed */
};

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "language-page: %s\n", why);
    exit(EXIT_FAILURE);
}

static FILE *open_part(const char *folder, const char *name)
{
    char path[1024];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    file = fopen(path, "w");
    if (!file)
        give_up("cannot write");
    return file;
}

/* In a table's cell a bar would end the cell. */
static void print_cell(FILE *file, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '|')
            fputc('\\', file);
        fputc(text.data[i], file);
    }
}

static void note_types(struct page *page, const struct cel_type *type);

static void note_object(struct page *page, const struct cel_object_type *object)
{
    for (size_t i = 0; i < page->type_count; i++)
        if (page->types[i] == object)
            return;
    if (page->type_count == MOST_TYPES)
        give_up("there are too many types");
    page->types[page->type_count++] = object;
    cel_object_type_complete(object);
    for (size_t i = 0; i < object->field_count; i++)
        note_types(page, object->fields[i].type);
}

static void note_types(struct page *page, const struct cel_type *type)
{
    if (type->object)
        note_object(page, type->object);
    if (type->item)
        note_types(page, type->item);
}

static void print_variable(void *context, struct str name, const struct cel_type *type,
                           struct str doc)
{
    struct page *page = context;
    /* These have a field a kind: what it is the sentence tells. */
    bool per_kind = str_equal_c(name, "isms") || str_equal_c(name, "ids");

    fprintf(page->file, "| `%.*s` | %.*s | ", STR_ARG(name),
            STR_ARG(per_kind ? STR("a field a kind") : cel_type_text(page->arena, type)));
    print_cell(page->file, doc);
    fputs(" |\n", page->file);
    if (!per_kind)
        note_types(page, type);
}

static void print_type(const struct page *page, const struct cel_object_type *object)
{
    fprintf(page->file, "\n`%.*s`:\n\n| field | type | what |\n|---|---|---|\n",
            STR_ARG(object->name));
    for (size_t i = 0; i < object->field_count; i++) {
        const struct cel_field *field = &object->fields[i];

        fprintf(page->file, "| `%.*s` | %.*s%s | ", STR_ARG(field->name),
                STR_ARG(cel_type_text(page->arena, field->type)),
                field->optional ? ", may be absent" : "");
        print_cell(page->file, field->doc);
        fputs(" |\n", page->file);
    }
}

/* The name as people write it: "+" for "_+_", "in" for "@in". */
static struct str shown_name(struct arena *arena, struct str name)
{
    char *shown = arena_alloc(arena, name.len + 1);
    size_t len = 0;

    if (name.data[0] != '_' && name.data[0] != '@' && name.data[name.len - 1] != '_')
        return name;
    for (size_t i = 0; i < name.len; i++)
        if (name.data[i] != '_' && name.data[i] != '@')
            shown[len++] = name.data[i];
    return (struct str){shown, len};
}

static void print_function(const struct page *page, const struct cel_function *function)
{
    fprintf(page->file, "- `%.*s`: %s\n", STR_ARG(shown_name(page->arena, str_of(function->name))),
            function->doc);
    for (size_t i = 0; i < sizeof function->examples / sizeof function->examples[0]; i++)
        if (function->examples[i])
            fprintf(page->file, "  - `%s`\n", function->examples[i]);
}

static void visit_function(void *context, const struct cel_function *function)
{
    struct page *page = context;

    if (strcmp(function->library, page->library) == 0)
        print_function(page, function);
}

static void print_library(struct page *page, const struct cel_environment *environment,
                          const char *library, const char *heading)
{
    const struct cel_function *macro;

    page->library = library;
    fprintf(page->file, "\n### %s\n\n", heading);
    for (size_t i = 0; (macro = cel_macro(i)); i++)
        if (macro->doc && strcmp(macro->library, library) == 0)
            print_function(page, macro);
    cel_each_function(environment, visit_function, page);
}

static const char *const libraries[][2] = {
    {"operators", "Operators"},
    {"standard", "Standard macros and functions"},
    {"conversions", "Conversions"},
    {"calendar", "Dates and periods"},
    {"time", "Parts of timestamps and durations"},
    {"strings", "Strings"},
    {"regex", "Regular expressions"},
    {"lists", "Lists"},
    {"sets", "Sets"},
    {"math", "Numbers"},
    {"optional types", "Optional values"},
    {"two-variable comprehensions", "Macros with two names"},
    {"bindings", "Bindings"},
    {"encoders", "Encoders"},
    {"ismslint", "The ISMS"},
};

int main(int argc, char **argv)
{
    struct arena arena = {0};
    struct page page = {.arena = &arena};
    struct kinds kinds = {0};
    struct language language;
    struct error error;

    if (argc != 2)
        give_up("usage: language-page FOLDER");
    if (kinds_load(&kinds, &arena, &error) < 0 ||
        language_init(&language, &arena, &kinds, &error) < 0)
        give_up(error.message);
    page.file = open_part(argv[1], "variables");
    fputs("\n| name | type | what |\n|---|---|---|\n", page.file);
    cel_each_variable(language.environment, print_variable, &page);
    for (size_t i = 0; i < page.type_count; i++)
        print_type(&page, page.types[i]);
    fputs("\n", page.file);
    fclose(page.file);
    page.file = open_part(argv[1], "functions");
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++)
        print_library(&page, language.environment, libraries[i][0], libraries[i][1]);
    fputs("\n", page.file);
    fclose(page.file);
    kinds_release(&kinds);
    arena_release(&arena);
    return EXIT_SUCCESS;
}
