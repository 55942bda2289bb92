/* The statuses with which a document binds nobody are the same in the rules and in C. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "model/in_force.h"

/* ["draft", "retired", ...] as a rule has it. */
static void add_list(struct buffer *out)
{
    for (size_t i = 0; status_without_force(i); i++)
        buffer_printf(out, "%s\"%s\"", i ? ", " : "[", status_without_force(i));
    buffer_add_char(out, ']');
}

static void rules_ask_the_same(void **state)
{
    struct buffer list = {0};
    size_t pages = 0;

    (void)state;
    add_list(&list);
    for (size_t i = 0; i < embedded_file_count; i++) {
        struct str page = embedded_files[i].content, line, rest = page;

        while (str_starts_with(embedded_files[i].path, STR("rules/")) &&
               str_next_line(&line, &rest)) {
            if (!str_starts_with(line, STR("where: ")) || str_find(line, STR("\"draft\""), 0) < 0)
                continue;
            if (str_find(line, buffer_str(&list), 0) < 0)
                fail_msg("%.*s: %.*s", STR_ARG(embedded_files[i].path), STR_ARG(line));
            pages++;
        }
    }
    assert_true(pages > 8);
    buffer_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rules_ask_the_same)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
