/* A tree of files as an ISMS. Each test is a page of files and what is found in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git_fixture.h"

#include "base/clock.h"
#include "isms/isms.h"
#include "model/read.h"
#include "scripted/page.h"

struct reading {
    struct fixture fixture;
    struct repository *repository;
    struct knowledge knowledge;
    struct isms isms;
};

/* Replay the fenced blocks of PAGE and read the repository. */
static void read_page(struct reading *read, const char *page)
{
    struct arena *arena = &read->fixture.arena;
    struct source *source;
    struct markdown markdown;
    struct scripted_page script;
    const struct isms_options options = {0};
    struct sink sink;
    struct error error;

    *read = (struct reading){0};
    fixture_init(&read->fixture);
    sink_init(&sink, arena);
    source = ARENA_NEW(arena, struct source);
    source_init(source, STR("page.md"), str_of(page), arena);
    assert_int_equal(markdown_read(&markdown, source, arena, &sink), 0);
    if (scripted_page_read(&script, source, markdown.blocks, markdown.block_count, arena, &error))
        fail_msg("%s", error.message);
    sink_release(&sink);
    fixture_script(&read->fixture, script.steps, script.count, NULL);
    if (repository_open(&read->repository, read->fixture.folder, &error) < 0 ||
        knowledge_init(&read->knowledge, arena, &error) < 0 ||
        isms_open(&read->isms, &read->knowledge, read->repository, &options, arena, &error) < 0)
        fail_msg("%s", error.message);
}

static void close_page(struct reading *read)
{
    isms_close(&read->isms);
    knowledge_release(&read->knowledge);
    repository_free(read->repository);
    fixture_release(&read->fixture);
}

static const struct artifact *find(const struct reading *read, const char *kind, const char *id)
{
    const struct kind *wanted = kinds_find(&read->knowledge.kinds, str_of(kind));
    const struct artifact *artifact =
        map_get(&model_index(&read->isms.model, wanted)->by_id, str_of(id));

    if (!artifact)
        fail_msg("there is no %s %s", kind, id);
    return artifact;
}

static void assert_field(const struct artifact *artifact, const char *field, const char *text,
                         const char *raw)
{
    const struct value_entry *entry = value_entry(artifact->self, str_of(field));

    if (!entry)
        fail_msg("there is no field %s", field);
    assert_true(str_equal_c(read_text(entry->value), text));
    assert_true(str_equal_c(span_text(entry->value_span), raw));
}

static void assert_fault(const struct reading *read, size_t number, const char *code, uint32_t line,
                         uint32_t column, const char *help)
{
    const struct diagnostic *diagnostic;
    struct position position;

    assert_true(number < read->isms.sink.diagnostics.count);
    diagnostic = read->isms.sink.diagnostics.items[number];
    position = source_position(diagnostic->span.source, diagnostic->span.start);
    assert_string_equal(diagnostic->code, code);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
    assert_true(str_equal_c(diagnostic->help, help));
}

static void default_globs_and_front_matter_decide(void **state)
{
    struct reading read;

    (void)state;
    read_page(&read, "```yaml controls.yaml\n"
                     "controls:\n"
                     "  - {id: A.5.1, applicable: true}\n"
                     "```\n"
                     "```markdown notes/anything.md\n"
                     "---\n"
                     "kind: procedure\n"
                     "id: SOP-1\n"
                     "---\n"
                     "# Text\n"
                     "```\n"
                     "```markdown README.md\n"
                     "# No artifact\n"
                     "```\n");
    assert_int_equal(read.isms.model.artifacts.count, 2);
    assert_true(find(&read, "control", "A.5.1")->is_row);
    assert_false(find(&read, "procedure", "SOP-1")->is_row);
    assert_int_equal(read.isms.sink.diagnostics.count, 0);
    close_page(&read);
}

static void columns_values_and_types_are_mapped(void **state)
{
    const struct artifact *artifact;
    struct reading read;

    (void)state;
    read_page(&read, "```yaml .ismslint.yaml\n"
                     "version: 1\n"
                     "artifacts:\n"
                     "  - kind: risk\n"
                     "    files: [risks.csv]\n"
                     "    fields: {id: ID, title: Risk, likelihood: L, impact: I,\n"
                     "             controls: Controls, treatment: T}\n"
                     "    values: {treatment: {Reduce: mitigate}}\n"
                     "    split: {controls: \"|\"}\n"
                     "```\n"
                     "```csv risks.csv\n"
                     "ID,Risk,L,I,Controls,T,Note\n"
                     "R-1,\"Fire, water\",4,5,A.5.1 | A.8.2,reduce,\n"
                     "```\n");
    artifact = find(&read, "risk", "R-1");
    assert_field(artifact, "title", "Fire, water", "\"Fire, water\"");
    assert_field(artifact, "likelihood", "4", "4");
    assert_int_equal(value_get(artifact->self, STR("likelihood"))->type, VALUE_INT);
    assert_field(artifact, "treatment", "mitigate", "reduce");
    assert_int_equal(value_get(artifact->self, STR("controls"))->list.count, 2);
    assert_true(str_equal_c(
        span_text(value_get(artifact->self, STR("controls"))->list.items[1].span), "A.8.2"));
    assert_null(value_get(artifact->self, STR("Note"))); /* an empty cell is absent */
    close_page(&read);
}

static void pointers_and_patterns_are_mapped(void **state)
{
    const struct artifact *artifact;
    struct reading read;

    (void)state;
    read_page(&read,
              "```yaml .ismslint.yaml\n"
              "version: 1\n"
              "artifacts:\n"
              "  - kind: policy\n"
              "    files: ['*_Policy.md']\n"
              "    fields:\n"
              "      id: /document/number\n"
              "      next_review: {pattern: 'Next Review:\\*\\*\\s*(\\d{4}-\\d\\d-\\d\\d)'}\n"
              "```\n"
              "```markdown AI_Policy.md\n"
              "---\n"
              "document: {number: 17}\n"
              "---\n"
              "**Next Review:** 2026-05-01\n"
              "```\n");
    artifact = find(&read, "policy", "17");
    assert_field(artifact, "next_review", "2026-05-01", "2026-05-01");
    close_page(&read);
}

static void a_misspelt_configuration_is_reported(void **state)
{
    struct reading read;

    (void)state;
    read_page(&read, "```yaml .ismslint.yaml\n"
                     "version: 1\n"
                     "artifacts:\n"
                     "  - kind: prodecure\n"
                     "    files: [\"p/*.md\"]\n"
                     "  - kind: risk\n"
                     "    files: [\"a[.yaml\"]\n"
                     "```\n");
    assert_int_equal(read.isms.sink.diagnostics.count, 2);
    assert_fault(&read, 0, "config-unknown-kind", 3, 11, "did you mean `procedure`?");
    assert_fault(&read, 1, "config-glob", 6, 13, "");
    close_page(&read);
}

static void a_broken_file_makes_its_kinds_incomplete(void **state)
{
    struct reading read;

    (void)state;
    read_page(&read, "```yaml soa.yaml\n"
                     "controls: [\n"
                     "```\n"
                     "```yaml risks.yaml\n"
                     "risks:\n"
                     "  - {id: R-1, title: One, controls: [A.5.1]}\n"
                     "```\n");
    assert_true(model_index(&read.isms.model, kinds_find(&read.knowledge.kinds, STR("control")))
                    ->incomplete);
    assert_false(
        model_index(&read.isms.model, kinds_find(&read.knowledge.kinds, STR("risk")))->incomplete);
    assert_false(model_references_of(&read.isms.model, find(&read, "risk", "R-1"))->items[0].known);
    close_page(&read);
}

static void references_lead_both_ways(void **state)
{
    const struct artifact *control;
    struct reading read;

    (void)state;
    read_page(&read, "```yaml soa.yaml\n"
                     "controls:\n"
                     "  - {id: A.5.1, applicable: true}\n"
                     "```\n"
                     "```yaml risks.yaml\n"
                     "risks:\n"
                     "  - {id: R-1, title: One, controls: [A.5.1, A.9.9]}\n"
                     "  - {id: R-1, title: Two, controls: [A.5.1]}\n"
                     "```\n");
    control = find(&read, "control", "A.5.1");
    assert_int_equal(model_citations_of(&read.isms.model, control)->count, 2);
    assert_null(model_references_of(&read.isms.model, find(&read, "risk", "R-1"))->items[1].target);
    assert_null(model_namesakes_of(&read.isms.model, find(&read, "risk", "R-1"))->first);
    assert_ptr_equal(
        model_namesakes_of(&read.isms.model, read.isms.model.artifacts.items[1])->first,
        find(&read, "risk", "R-1"));
    close_page(&read);
}

static void people_are_found_by_every_address(void **state)
{
    const struct person *ana;
    struct reading read;

    (void)state;
    read_page(&read, "```yaml people.yaml\n"
                     "people:\n"
                     "  - id: ana\n"
                     "    name: Ana Ruiz\n"
                     "    emails: [ana@example.org, A.Ruiz@example.org]\n"
                     "    logins: {github: Ana-R}\n"
                     "    roles: [{role: ciso, from: 2025-01-01, until: 2025-12-31}]\n"
                     "  - {id: bo, name: Bo, emails: [shared@example.org]}\n"
                     "  - {id: cy, name: Cy, emails: [shared@example.org]}\n"
                     "assignments:\n"
                     "  - {person: bo, role: cto, from: 2025-06-01}\n"
                     "robots:\n"
                     "  - {id: forge, name: Forge, emails: [noreply@github.com]}\n"
                     "```\n");
    ana = people_by_id(&read.isms.model.people, STR("ana"));
    assert_ptr_equal(people_by_email(&read.isms.model.people, STR("a.ruiz@EXAMPLE.org")), ana);
    assert_ptr_equal(
        people_by_email(&read.isms.model.people, STR("123+ana-r@users.noreply.github.com")), ana);
    assert_ptr_equal(people_by_email(&read.isms.model.people, STR("shared@example.org")),
                     &people_nobody);
    assert_ptr_equal(people_by_name(&read.isms.model.people, STR(" ana  RUIZ ")), ana);
    assert_true(person_held(ana, STR("ciso"), civil_to_days((struct civil){2025, 12, 31})));
    assert_false(person_held(ana, STR("ciso"), civil_to_days((struct civil){2026, 1, 1})));
    assert_true(person_held(people_by_id(&read.isms.model.people, STR("bo")), STR("cto"),
                            civil_to_days((struct civil){2026, 1, 1})));
    assert_true(people_by_id(&read.isms.model.people, STR("forge"))->robot);
    close_page(&read);
}

/* A login belongs to its forge, and to no host that only looks like it. */
static void noreply_addresses_are_of_their_forge(void **state)
{
    static const struct {
        const char *address, *id; /* NULL: nobody's; "": of more than one */
    } table[] = {
        {"jo@users.noreply.github.com", "jo"},
        {" 12+JO@Users.Noreply.GitHub.com ", "jo"},
        {"12-jo@users.noreply.github.com", NULL},
        {"12-jo@users.noreply.gitlab.com", "li"},
        {"jo@users.noreply.gitlab.com", "li"},
        {"12+jo@users.noreply.gitlab.com", NULL},
        {"jo@users.noreply.github.com.evil.example", NULL},
        {"jo@users.noreply.github.com@evil.example", NULL},
        {"jo@users.noreply.", NULL},
        {"@users.noreply.github.com", NULL},
        {"12+@users.noreply.github.com", NULL},
        {"jo@noreply.codeberg.org", NULL},
        {"jo@noreply.git.example.org", "sam"},
        {"5+jo@noreply.git.example.org", "sam"},
        {"5-jo@noreply.git.example.org", "sam"},
        {"9-lives@noreply.git.example.org", ""},
        {"jo@noreply.old.example.org", "sam"},
        {"jo@noreply.berg.example.org", "cy"},
    };
    struct reading read;

    (void)state;
    read_page(&read, "```yaml .ismslint.yaml\n"
                     "version: 1\n"
                     "forges:\n"
                     "  - {name: own, noreply: noreply.git.example.org}\n"
                     "  - {name: Own, noreply: noreply.old.example.org}\n"
                     "  - {name: codeberg, noreply: noreply.berg.example.org}\n"
                     "```\n"
                     "```yaml people.yaml\n"
                     "people:\n"
                     "  - {id: jo, name: Jo, logins: {github: Jo}}\n"
                     "  - {id: li, name: Li, logins: {gitlab: jo, own: 9-lives}}\n"
                     "  - {id: sam, name: Sam, logins: {own: jo}}\n"
                     "  - {id: cy, name: Cy, logins: {Codeberg: jo}}\n"
                     "  - {id: al, name: Al, logins: {own: lives}}\n"
                     "```\n");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const struct person *found =
            people_by_email(&read.isms.model.people, str_of(table[i].address));
        const char *id = found == &people_nobody ? "" : found ? found->id.data : NULL;

        if (!id != !table[i].id ||
            (id && found != &people_nobody && !str_equal_c(found->id, table[i].id)) ||
            (id && !*id != !*table[i].id))
            fail_msg("%s: %s", table[i].address, id ? id : "nobody");
    }
    assert_ptr_equal(people_by_login(&read.isms.model.people, (struct str){0}, STR("jo")),
                     &people_nobody);
    close_page(&read);
}

static void front_matter_is_found_behind_a_mark_and_in_upper_case(void **state)
{
    struct reading read;

    (void)state;
    read_page(&read, "```markdown notes/marked.md\n"
                     "\xEF\xBB\xBF---\n"
                     "kind: policy\n"
                     "id: POL-1\n"
                     "---\n"
                     "```\n"
                     "```markdown notes/LOUD.MD\n"
                     "---\n"
                     "kind: policy\n"
                     "id: POL-2\n"
                     "---\n"
                     "```\n");
    find(&read, "policy", "POL-1");
    find(&read, "policy", "POL-2");
    close_page(&read);
}

static void a_pack_reserves_its_own_folder_only(void **state)
{
    struct reading read;

    (void)state;
    read_page(&read, "```yaml .ismslint.yaml\n"
                     "version: 1\n"
                     "packs: [./own/rules]\n"
                     "approvals: {records: ./signed//}\n"
                     "```\n"
                     "```markdown own/rulesets/one.md\n"
                     "---\n"
                     "kind: policy\n"
                     "id: POL-1\n"
                     "---\n"
                     "```\n"
                     "```markdown own/rules/two.md\n"
                     "---\n"
                     "kind: policy\n"
                     "id: POL-2\n"
                     "---\n"
                     "```\n");
    find(&read, "policy", "POL-1");
    assert_int_equal(read.isms.model.artifacts.count, 1);
    assert_true(str_equal_c(read.isms.model.config.packs.items[0], "own/rules/"));
    assert_true(str_equal_c(read.isms.model.config.approvals.records, "signed/"));
    close_page(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(default_globs_and_front_matter_decide),
        cmocka_unit_test(columns_values_and_types_are_mapped),
        cmocka_unit_test(pointers_and_patterns_are_mapped),
        cmocka_unit_test(a_misspelt_configuration_is_reported),
        cmocka_unit_test(a_broken_file_makes_its_kinds_incomplete),
        cmocka_unit_test(references_lead_both_ways),
        cmocka_unit_test(people_are_found_by_every_address),
        cmocka_unit_test(noreply_addresses_are_of_their_forge),
        cmocka_unit_test(front_matter_is_found_behind_a_mark_and_in_upper_case),
        cmocka_unit_test(a_pack_reserves_its_own_folder_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
