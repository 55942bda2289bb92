/* Rule pages as they are read on a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/page.h"

static const char page[] = "---\n"
                           "on: control\n"
                           "---\n"
                           "# Every excluded control has a justification\n"
                           "\n"
                           "Who leaves a control out says **why**; the reason is\n"
                           "read by the auditor. See [the guide](https://example.org/x).\n"
                           "- one `applicable: false`\n"
                           "- two, which is so long that it goes on in the next line\n"
                           "  and further\n"
                           "\n"
                           "1. first\n"
                           "\n"
                           "## Fails\n"
                           "```yaml soa.yaml\n"
                           "id: A.8.30\n"
                           "\n"
                           "why: \"\"\n"
                           "```\n"
                           "\n"
                           "| a | b |\n"
                           "|---|---|\n";

static void forty_columns(void **state)
{
    struct buffer out;

    (void)state;
    buffer_init(&out);
    page_add(&out, STR(page), false, 40);
    assert_string_equal(buffer_c(&out), "Every excluded control has a justification\n"
                                        "\n"
                                        "Who leaves a control out says why; the\n"
                                        "reason is read by the auditor. See the\n"
                                        "guide (https://example.org/x).\n"
                                        "- one `applicable: false`\n"
                                        "- two, which is so long that it goes on\n"
                                        "  in the next line and further\n"
                                        "\n"
                                        "1. first\n"
                                        "\n"
                                        "Fails\n"
                                        "  soa.yaml:\n"
                                        "    id: A.8.30\n"
                                        "\n"
                                        "    why: \"\"\n"
                                        "\n"
                                        "| a | b |\n"
                                        "|---|---|\n");
    buffer_release(&out);
}

static void inline_marks(void **state)
{
    static const struct {
        const char *markdown, *coloured, *plain;
    } table[] = {
        {"# Title", "\033[1mTitle\033[0m\n", "Title\n"},
        {"the `a b` c", "the \033[36ma\033[0m \033[36mb\033[0m c\n", "the `a b` c\n"},
        {"``a`b``", "\033[36ma`b\033[0m\n", "`a`b`\n"},
        {"**so**, then", "\033[1mso\033[0m, then\n", "so, then\n"},
        {"a**b**c", "a\033[1mb\033[0mc\n", "abc\n"},
        {"**é**`ä`[ö](€)", "\033[1mé\033[0m\033[36mä\033[0mö (€)\n", "é`ä`ö (€)\n"},
        {"a * b ** c `d", "a * b ** c `d\n", "a * b ** c `d\n"},
        {"`` and ****", "`` and ****\n", "`` and ****\n"},
        {"see[a b](c)d", "seea b (c)d\n", "seea b (c)d\n"},
        {"[a] (b) [c](d", "[a] (b) [c](d\n", "[a] (b) [c](d\n"},
        {"esc \033[31m", "esc ␛[31m\n", "esc ␛[31m\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct buffer out;

        buffer_init(&out);
        page_add(&out, str_of(table[i].markdown), true, 80);
        assert_string_equal(buffer_c(&out), table[i].coloured);
        buffer_clear(&out);
        page_add(&out, str_of(table[i].markdown), false, 80);
        assert_string_equal(buffer_c(&out), table[i].plain);
        buffer_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forty_columns),
        cmocka_unit_test(inline_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
