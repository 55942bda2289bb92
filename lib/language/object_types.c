/* The object types, as tables that the language page prints too. */
#include "language/object_types.h"

struct field_row {
    const char *name;
    const char *type; /* refers only to types above */
    bool optional;
    const char *doc;
};

enum { MOST_FIELDS = 14 };

static const struct type_row {
    const char *name;
    struct field_row fields[MOST_FIELDS];
} types[] = {
    {"catalog_entry",
     {{"framework", "string", false, "The framework's id: iso27001:2022."},
      {"id", "string", false, "The control's or criterion's id: A.5.1."},
      {"title", "string", false, "Its short title."},
      {"theme", "string", true, "The theme or series that it belongs to."}}},
    {"catalog",
     {{"controls", "list(catalog_entry)", false, "Every entry, in the catalog's order."},
      {"ids", "map(string, catalog_entry)", false, "The entries by id."}}},
    {"file",
     {{"path", "string", false, "The path from the repository's root."},
      {"name", "string", false, "The last part of the path."},
      {"kind", "string", false, "The kind of the artifact."},
      {"text", "string", false, "The content of the whole file."},
      {"prose", "string", false,
       "The same, with blanks instead of code, comments and addresses."}}},
    {"heading", {{"level", "int", false, "1 to 6."}, {"title", "string", false, "Its text."}}},
    {"section",
     {{"level", "int", false, "1 to 6."},
      {"title", "string", false, "The heading's text."},
      {"body", "string", false, "The content below the heading, with its subsections."}}},
    {"link",
     {{"text", "string", false, "The text of the link."},
      {"href", "string", false, "The target of the link."}}},
    {"table",
     {{"columns", "list(string)", false, "The header."},
      {"rows", "list(map(string, string))", false, "The cells of each row by column."}}},
    {"text",
     {{"body", "string", true, "Everything below the front matter."},
      {"headings", "list(heading)", true, "In order."},
      {"sections", "list(section)", true, "One for each heading."},
      {"links", "list(link)", true, "In order."},
      {"tables", "list(table)", true, "In order."}}},
    {"reference",
     {{"field", "string", false, "The field that holds the reference."},
      {"id", "string", false, "The id that the field names."},
      {"kinds", "list(string)", false, "The kinds that the field may name."},
      {"known", "bool", false, "Whether the ISMS has any artifact of these kinds."},
      {"found", "bool", false, "Whether the named artifact exists."}}},
    {"namesake",
     {{"kind", "string", false, "The kind of the earlier artifact."},
      {"id", "string", false, "The id that both have."},
      {"path", "string", false, "The path of its file."},
      {"line", "int", false, "The line on which it begins."},
      {"same_file", "bool", false, "Whether both are in the same file."}}},
    {"citation",
     {{"kind", "string", false, "Of the artifact that cites."},
      {"id", "string", false, "Its id, or empty."},
      {"path", "string", false, "Its file."},
      {"field", "string", false, "The field that cites."}}},
    {"evidence",
     {{"commit", "string", false, "The commit's id, or empty."},
      {"date", "string", false, "YYYY-MM-DD, or empty."},
      {"person", "string", false, "A name."},
      {"text", "string", false, "A description of the evidence."}}},
    {"approval",
     {{"required", "bool", false, "Whether approval is required."},
      {"verdict", "string", false, "approved, self-approved, not-entitled, missing, ..."},
      {"reason", "string", false, "One sentence."},
      {"compensating_control", "string", false,
       "The evidence item without which it would be self-approved, or empty."},
      {"late_days", "int", false, "For approved-late, the days from the landing to the approval."},
      {"too_late", "bool", false, "Whether `late_days` exceeds `approvals.late_after`."},
      {"strict", "bool", false,
       "Whether `independence: strict` rejects approvals by contributors."},
      {"found", "int", false, "The number of people whose approval counts."},
      {"quorum", "int", false, "The number of required approvals."},
      {"accepted_by", "list(string)", false,
       "The ids of all people with evidence for this content, including authors, and of their "
       "roles."},
      {"approvers", "list(string)", false, "The people whose approval counts."},
      {"may_approve", "list(string)", false, "People who could still approve: Jo Park (CISO)."},
      {"evidence", "list(evidence)", false, "The evidence in the history."},
      {"notes", "list(string)", false, "Further facts."}}},
    {"landing",
     {{"date", "timestamp", false, "The date since which it is in force."},
      {"commit", "string", false, "The commit's id."},
      {"subject", "string", false, "The first line of its message."}}},
    {"author",
     {{"name", "string", false, "As recorded in the commit."},
      {"email", "string", false, "As recorded in the commit."},
      {"person", "string", false, "The id in the people register, or empty."}}},
    {"history",
     {{"landed", "bool", false, "Whether this content is on the main branch."},
      {"before_adoption", "bool", false, "Whether it landed before approvals began."},
      {"in_force", "timestamp", true,
       "The date since when it is in force, at midnight, in `timezone`."},
      {"authors", "list(author)", false, "The people who wrote the content in force."},
      {"landings", "list(landing)", false, "Newest first."},
      {"touches", "list(timestamp)", false,
       "The date of every landing and commit that changed the file."},
      {"created", "timestamp", true, "The date on which it first landed."},
      {"written", "timestamp", true,
       "The date of the first commit that wrote the content in force."},
      {"version_before", "string", false,
       "The version of the last revision with other content, or empty."},
      {"direct", "bool", false, "Whether it landed without a merge and without any evidence."}}},
    {"clone",
     {{"cut_off", "list(string)", false,
       "The oldest commits of a shallow clone, whose parents are missing; empty if the clone is "
       "not shallow."},
      {"partial", "bool", false, "Whether the clone was made with a filter that omits objects."},
      {"replaced", "list(string)", false, "The ids of the objects that refs/replace/ replaces."},
      {"grafted", "list(string)", false,
       "The ids of the commits whose parents .git/info/grafts changes."}}},
    {"repo_commit",
     {{"commit", "string", false, "The commit's id."},
      {"date", "string", false, "Its committer date, YYYY-MM-DD."},
      {"person", "string", false, "Its author."},
      {"subject", "string", false, "The first line of its message."},
      {"path", "string", false, "The path of the document, or empty."},
      {"id", "string", false, "The id of the document or of the assigned role, or empty."},
      {"kind", "string", false, "The kind of the document, or empty."},
      {"reason", "string", false, "One sentence, or empty."}}},
    {"repo",
     {{"mainline", "bool", false, "Whether the main branch is known."},
      {"adopted", "bool", false, "Whether the main branch has a people register."},
      {"regressed", "list(repo_commit)", false,
       "Commits dated more than a day before their first parent, or in the future."},
      {"deletions", "list(repo_commit)", false,
       "Deletions of documents that require approval and lack it."},
      {"self_entitled", "list(repo_commit)", false,
       "Commits whose author assigned a role to themselves."}}},
};

void object_types_declare(struct cel_environment *environment, struct arena *arena)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct cel_object_type *object = cel_object_type_new(arena, str_of(types[i].name));
        struct cel_field fields[MOST_FIELDS];
        size_t count = 0;

        for (; count < MOST_FIELDS && types[i].fields[count].name; count++) {
            const struct field_row *row = &types[i].fields[count];

            fields[count] = (struct cel_field){
                .name = str_of(row->name),
                .type = cel_type_parse(environment, arena, str_of(row->type)),
                .optional = row->optional,
                .doc = str_of(row->doc),
            };
        }
        cel_object_type_set_fields(object, arena, fields, count);
        cel_add_object_type(environment, object);
    }
}
