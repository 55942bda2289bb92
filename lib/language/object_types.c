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
     {{"path", "string", false, "From the repository's root."},
      {"name", "string", false, "The last part of the path."},
      {"kind", "string", false, "The kind of the artifact."},
      {"text", "string", false, "The whole file as it is."},
      {"prose", "string", false,
       "The same with blanks for what is not prose: code, comments, addresses."}}},
    {"heading", {{"level", "int", false, "1 to 6."}, {"title", "string", false, "Its text."}}},
    {"section",
     {{"level", "int", false, "1 to 6."},
      {"title", "string", false, "The heading's text."},
      {"body", "string", false, "What stands below it, subsections included."}}},
    {"link",
     {{"text", "string", false, "What is shown."}, {"href", "string", false, "Where it leads."}}},
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
     {{"field", "string", false, "The field that holds it."},
      {"id", "string", false, "What it names."},
      {"kinds", "list(string)", false, "The kinds it may name."},
      {"known", "bool", false, "Is there any artifact of these kinds?"},
      {"found", "bool", false, "Does the named artifact exist?"}}},
    {"namesake",
     {{"kind", "string", false, "Of the earlier artifact."},
      {"id", "string", false, "The id that both have."},
      {"path", "string", false, "Of the file in which it stands."},
      {"line", "int", false, "Where it begins."},
      {"same_file", "bool", false, "Does it stand in the same file?"}}},
    {"citation",
     {{"kind", "string", false, "Of the artifact that cites."},
      {"id", "string", false, "Its id, or empty."},
      {"path", "string", false, "Its file."},
      {"field", "string", false, "The field that cites."}}},
    {"evidence",
     {{"commit", "string", false, "The commit's id, or empty."},
      {"date", "string", false, "YYYY-MM-DD, or empty."},
      {"person", "string", false, "A name."},
      {"text", "string", false, "What it is evidence of."}}},
    {"approval",
     {{"required", "bool", false, "Is approval asked for?"},
      {"verdict", "string", false, "approved, self-approved, not-entitled, missing, ..."},
      {"reason", "string", false, "One sentence."},
      {"compensating_control", "string", false,
       "The evidence item without which it would be self-approved, or empty."},
      {"late_days", "int", false, "Of approved-late: days from the landing to the approval."},
      {"too_late", "bool", false, "Is that more than `approvals.late_after` allows?"},
      {"strict", "bool", false, "Is it configured that a contributor's approval is none?"},
      {"found", "int", false, "How many different people's approval counts."},
      {"quorum", "int", false, "How many it takes."},
      {"accepted_by", "list(string)", false,
       "The ids of all people behind evidence of this content, authors or not, and of their "
       "roles."},
      {"approvers", "list(string)", false, "The people whose approval counts."},
      {"may_approve", "list(string)", false, "Who may, and has not yet: Jo Park (CISO)."},
      {"evidence", "list(evidence)", false, "What the history shows."},
      {"notes", "list(string)", false, "Further facts."}}},
    {"landing",
     {{"date", "timestamp", false, "The day since which it is in force."},
      {"commit", "string", false, "The commit's id."},
      {"subject", "string", false, "The first line of its message."}}},
    {"author",
     {{"name", "string", false, "As the commit says."},
      {"email", "string", false, "As the commit says."},
      {"person", "string", false, "The id in the people register, or empty."}}},
    {"history",
     {{"landed", "bool", false, "Is this content on the mainline?"},
      {"before_adoption", "bool", false, "Did it land before approvals were adopted?"},
      {"in_force", "timestamp", true,
       "The day since when, at midnight; like all days here in `timezone`."},
      {"authors", "list(author)", false, "Who wrote the content in force."},
      {"landings", "list(landing)", false, "Newest first."},
      {"touches", "list(timestamp)", false,
       "The day of every landing and origin that changed the file."},
      {"created", "timestamp", true, "The day on which it first landed."},
      {"written", "timestamp", true,
       "The day of the first commit of those that wrote the text in force."},
      {"version_before", "string", false,
       "The version of the last text that said something else, or empty."},
      {"direct", "bool", false, "Did it land without a merge and without any evidence?"}}},
    {"clone",
     {{"cut_off", "list(string)", false,
       "The ids of the commits at which a shallow clone breaks off: what they follow is not there. "
       "Empty: it is not shallow."},
      {"partial", "bool", false, "Was it made with a filter that leaves objects out?"},
      {"replaced", "list(string)", false,
       "The ids of the objects in whose place git shows others, by refs/replace/."},
      {"grafted", "list(string)", false,
       "The ids of the commits that get other parents from .git/info/grafts."}}},
    {"repo_commit",
     {{"commit", "string", false, "The commit's id."},
      {"date", "string", false, "The day of its committer date, YYYY-MM-DD."},
      {"person", "string", false, "Its author."},
      {"subject", "string", false, "The first line of its message."},
      {"path", "string", false, "The document that it is about, or empty."},
      {"id", "string", false, "The id of the document, or the role that was given; or empty."},
      {"kind", "string", false, "The kind of the document, or empty."},
      {"reason", "string", false, "One sentence, or empty."}}},
    {"repo",
     {{"mainline", "bool", false, "Can it be told which branch is in force?"},
      {"adopted", "bool", false, "Is there a register of people on it?"},
      {"regressed", "list(repo_commit)", false,
       "Commits dated more than a day before their first parent, or in the future."},
      {"deletions", "list(repo_commit)", false,
       "Deletions of documents that want approval, and have none."},
      {"self_entitled", "list(repo_commit)", false, "Commits whose author gave themself a role."}}},
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
