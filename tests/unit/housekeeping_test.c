/* What counts as housekeeping: dates that stand by themselves, and where they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "approval/label.h"
#include "model/kind.h"

/* In each text the date is between '[' and ']', which are not there for what is tested. */
static const struct {
    const char *field, *text;
    bool labelled;
} texts[] = {
    {"next_review", "Next review: [2027-05-01]", true},
    {"next_review", "**Next review:** [2027-05-01]", true},
    {"next_review", "- **\xe2\x8f\xb0 Next review:** [2027-05-01]  ", true},
    {"next_review", "> Next review: `[2027-05-01]`", true},
    {"next_review", "Text before.\r\nNext review: [2027-05-01]\r\nText behind.", true},
    {"next_review",
     "N\xc3\xa4"
     "chste Pr\xc3\xbc"
     "fung: [2027-05-01].",
     true},
    {"next_review", "<!-- next_review: [2027-05-01] -->", true},
    {"next_review", "Next review: [2027-05-01] (UTC)", true},
    {"next_review",
     "**Owner:** CTO, CEO. | **Next review:** [2027-05-01] | **Cycle:** once, or twice.", true},
    {"next_review", "| Next review | [2027-05-01] |", true},
    {"next_review", "| [2027-05-01] | approved |", true},
    {"next_review", "[2027-05-01]", true},
    {"next_review", "## Next review\n\n[2027-05-01]\n\nText.", true},
    {"next_review", "## Next review\r\n[2027-05-01]\r\n\r\nText.", true},
    {"next_review", "Next review [2027-05-01]", true},
    {"last_reviewed", "Last reviewed on [2026-05-01].", true},
    {"last_reviewed", "LAST-REVIEWED [2026-05-01]", true},
    {"next_review", "The next review is on [2027-05-01]", false},
    {"next_review", "Next review not before [2027-05-01]", false},
    {"next_review", "Next reviewers [2027-05-01]", false},
    {"next_review", "Next rev [2027-05-01]", false},
    {"next_review", "Next review: [2027-05-01], at the latest", false},
    {"next_review", "Next review: [2027-05-01]1", false},
    {"next_review", "Next review: [2027-05-01] \xe2\x80\x94", false},
    {"next_review", "Next review: 1[2027-05-01]", false},
    {"next_review", "Sales may. Until: [2027-05-01]", false},
    {"next_review", "Sales may, but only until: [2027-05-01]", false},
    {"next_review", "This is not for the sales team up to: [2027-05-01]", false},
    {"next_review", "Sales may until [2027-05-01]", false},
    {"next_review", "Sales may until\n[2027-05-01]", false},
    {"next_review", "\n[2027-05-01]\nis the day from which sales may", false},
    {"next_review", "| sales may until [2027-05-01] |", false},
    {"next_review", "| Next review | not [2027-05-01] |", false},
    {"next_review", "Next review: [2027-\n05-01]", false},
};

static struct span read_date(struct source *source, char *room, const char *text,
                             struct arena *arena)
{
    size_t length = 0, start = 0, end = 0;

    for (; *text; text++)
        if (*text == '[')
            start = length;
        else if (*text == ']')
            end = length;
        else
            room[length++] = *text;
    source_init(source, STR("page.md"), (struct str){room, length}, arena);
    return span_of(source, start, end);
}

static void a_date_stands_behind_a_label(void **state)
{
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char room[256];
        struct source source;
        struct span date = read_date(&source, room, texts[i].text, &arena);

        if (label_is_before(str_of(texts[i].field), date) != texts[i].labelled)
            fail_msg("%s", texts[i].text);
    }
    arena_release(&arena);
}

static const struct {
    const char *pointer, *key, *rest; /* rest is NULL: no step */
} steps[] = {
    {"/a", "a", ""},          {"/a/b", "a", "/b"},  {"/a/b", "b", NULL},  {"/a/b", "a/b", NULL},
    {"/a~1b/c", "a/b", "/c"}, {"/a~0b", "a~b", ""}, {"/a~01", "a~1", ""}, {"/a~", "a~", ""},
    {"/a~2", "a~2", ""},      {"/ab", "a", NULL},   {"/a", "ab", NULL},   {"/", "", ""},
    {"//b", "", "/b"},        {"", "", NULL},       {"a", "a", NULL},
};

static void pointers_are_followed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct str pointer = str_of(steps[i].pointer);
        bool stepped = pointer_step(&pointer, str_of(steps[i].key));

        if (stepped != (steps[i].rest != NULL))
            fail_msg("%s, %s", steps[i].pointer, steps[i].key);
        assert_true(str_equal_c(pointer, stepped ? steps[i].rest : steps[i].pointer));
    }
}

/* Of another type nothing would ever be housekeeping. */
static void housekeeping_fields_are_dates(void **state)
{
    struct arena arena = {0};
    struct kinds kinds;
    struct error error;

    (void)state;
    assert_int_equal(kinds_load(&kinds, &arena, &error), 0);
    for (size_t i = 0; i < kinds.count; i++) {
        struct kind *kind = &kinds.items[i];

        assert_int_equal(kinds_need_schema(&kinds, kind, &error), 0);
        for (size_t k = 0; k < kind->housekeeping.count; k++) {
            const struct jsonschema_shape *shape =
                kind_field_shape(kind, kind->housekeeping.items[k]);

            assert_non_null(shape);
            assert_int_equal(shape->types, 1u << VALUE_STRING);
            assert_true(str_equal_c(shape->format, "date"));
        }
    }
    kinds_release(&kinds);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_stands_behind_a_label),
        cmocka_unit_test(pointers_are_followed),
        cmocka_unit_test(housekeeping_fields_are_dates),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
