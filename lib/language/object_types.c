/* The object types, as tables that the language page prints too. */
#include "language/object_types.h"

#include "language/member.h"

enum { MOST_FIELDS = 8 };

static const struct type_row {
    const char *name;
    struct field_row fields[MOST_FIELDS];
    const struct member *members; /* in place of `fields`, if not NULL */
} types[] = {
    {"catalog_entry",
     .fields = {{"framework", "string", false, "The framework's id: iso27001:2022."},
                {"id", "string", false, "The control's or criterion's id: A.5.1."},
                {"title", "string", false, "Its short title."},
                {"theme", "string", true, "The theme or series that it belongs to."}}},
    {"catalog",
     .fields = {{"controls", "list(catalog_entry)", false, "Every entry, in the catalog's order."},
                {"ids", "map(string, catalog_entry)", false, "The entries by id."}}},
    {"file", .fields = {{"path", "string", false, "The path from the repository's root."},
                        {"name", "string", false, "The last part of the path."},
                        {"kind", "string", false, "The kind of the artifact."},
                        {"text", "string", false, "The content of the whole file."},
                        {"prose", "string", false,
                         "The same, with blanks instead of code, comments and addresses."}}},
    {"heading",
     .fields = {{"level", "int", false, "1 to 6."}, {"title", "string", false, "Its text."}}},
    {"section",
     .fields = {{"level", "int", false, "1 to 6."},
                {"title", "string", false, "The heading's text."},
                {"body", "string", false, "The content below the heading, with its subsections."}}},
    {"link", .fields = {{"text", "string", false, "The text of the link."},
                        {"href", "string", false, "The target of the link."}}},
    {"table",
     .fields = {{"columns", "list(string)", false, "The header."},
                {"rows", "list(map(string, string))", false, "The cells of each row by column."}}},
    {"text", .fields = {{"body", "string", true, "Everything below the front matter."},
                        {"headings", "list(heading)", true, "In order."},
                        {"sections", "list(section)", true, "One for each heading."},
                        {"links", "list(link)", true, "In order."},
                        {"tables", "list(table)", true, "In order."}}},
    {"reference",
     .fields = {{"field", "string", false, "The field that holds the reference."},
                {"id", "string", false, "The id that the field names."},
                {"kinds", "list(string)", false, "The kinds that the field may name."},
                {"known", "bool", false, "Whether the ISMS has any artifact of these kinds."},
                {"found", "bool", false, "Whether the named artifact exists."}}},
    {"namesake", .fields = {{"kind", "string", false, "The kind of the earlier artifact."},
                            {"id", "string", false, "The id that both have."},
                            {"path", "string", false, "The path of its file."},
                            {"line", "int", false, "The line on which it begins."},
                            {"same_file", "bool", false, "Whether both are in the same file."}}},
    {"citation", .fields = {{"kind", "string", false, "The kind of the citing artifact."},
                            {"id", "string", false, "Its id, or empty."},
                            {"path", "string", false, "Its file."},
                            {"field", "string", false, "The field that cites."}}},
    {"evidence", .fields = {{"commit", "string", false, "The commit's id, or empty."},
                            {"date", "string", false, "YYYY-MM-DD, or empty."},
                            {"person", "string", false, "A name."},
                            {"text", "string", false, "A description of the evidence."}}},
    {"approval", .members = approval_members},
    {"landing", .fields = {{"date", "timestamp", false, "The date since which it is in force."},
                           {"commit", "string", false, "The commit's id."},
                           {"subject", "string", false, "The first line of its message."}}},
    {"author", .fields = {{"name", "string", false, "As recorded in the commit."},
                          {"email", "string", false, "As recorded in the commit."},
                          {"person", "string", false, "The id in the people register, or empty."}}},
    {"history", .members = history_members},
    {"clone", .fields = {{"cut_off", "list(string)", false,
                          "The oldest commits of a shallow clone, whose parents are missing; empty "
                          "if the clone is not shallow."},
                         {"partial", "bool", false,
                          "Whether the clone was made with a filter that omits objects."},
                         {"replaced", "list(string)", false,
                          "The ids of the objects that refs/replace/ replaces."},
                         {"grafted", "list(string)", false,
                          "The ids of the commits whose parents .git/info/grafts changes."}}},
    {"repo_commit", .fields = {{"commit", "string", false, "The commit's id."},
                               {"date", "string", false, "Its committer date, YYYY-MM-DD."},
                               {"person", "string", false, "Its author."},
                               {"subject", "string", false, "The first line of its message."},
                               {"path", "string", false, "The path of the document, or empty."},
                               {"id", "string", false,
                                "The id of the document or of the assigned role, or empty."},
                               {"kind", "string", false, "The kind of the document, or empty."},
                               {"reason", "string", false, "One sentence, or empty."}}},
    {"repo",
     .fields = {{"mainline", "bool", false, "Whether the main branch is known."},
                {"adopted", "bool", false, "Whether the main branch has a people register."},
                {"regressed", "list(repo_commit)", false,
                 "Commits dated more than a day before their first parent, or in the future."},
                {"deletions", "list(repo_commit)", false,
                 "Deletions of documents that require approval and lack it."},
                {"self_entitled", "list(repo_commit)", false,
                 "Commits whose author assigned a role to themselves."},
                {"entitled", "list(repo_commit)", false,
                 "Roles, and review keys of service accounts, that no authorized person entered or "
                 "approved: `person` is the holder, `id` the role."}}},
};

/* Field NUMBER of a type, or NULL after the last. */
static const struct field_row *field_at(const struct type_row *type, size_t number)
{
    if (type->members)
        return type->members[number].make ? &type->members[number].field : NULL;
    return number < MOST_FIELDS && type->fields[number].name ? &type->fields[number] : NULL;
}

static void declare(const struct type_row *type, struct cel_environment *environment,
                    struct arena *arena)
{
    struct cel_object_type *object = cel_object_type_new(arena, str_of(type->name));
    struct cel_field *fields;
    size_t count = 0;

    while (field_at(type, count))
        count++;
    fields = arena_alloc_array(arena, count, sizeof *fields);
    for (size_t i = 0; i < count; i++) {
        const struct field_row *row = field_at(type, i);

        fields[i] = (struct cel_field){
            .name = str_of(row->name),
            .type = cel_type_parse(environment, arena, str_of(row->type)),
            .optional = row->optional,
            .doc = str_of(row->doc),
        };
    }
    cel_object_type_set_fields(object, arena, fields, count);
    cel_add_object_type(environment, object);
}

void object_types_declare(struct cel_environment *environment, struct arena *arena)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        declare(&types[i], environment, arena);
}
