/* Votes against, in Gerrit's words and in words like them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "approval/veto.h"

static const struct {
    const char *line;
    const char *named; /* NULL: it is no vote against */
} table[] = {
    {"Code-Review-2: Jo Park <jo@x>", "Jo Park <jo@x>"},
    {"Code-Review: -2 Jo Park <jo@x>", "Jo Park <jo@x>"},
    {"Code-Review: -2, Jo Park <jo@x>", "Jo Park <jo@x>"},
    {"Code-Review=-2 Jo Park <jo@x>", "Jo Park <jo@x>"},
    {"Code-Review -2: jo@x", "jo@x"},
    {"code-review: -2 (Jo Park)", "(Jo Park)"},
    {"CODE_REVIEW-2: Jo", "Jo"},
    {"Code review: -2 by Jo", "by Jo"},
    {"CodeReview:-2 Jo", "Jo"},
    {"Label: Code-Review=-2, Jo Park <jo@x>", "Jo Park <jo@x>"},
    {"Jo Park <jo@x>: Code-Review-2", "Jo Park <jo@x>"},
    {"* Code-Review-2: Jo", "Jo"},
    {"  - **Code-Review**: -2 Jo", "Jo"},
    {"Code-Review: \xE2\x88\x92"
     "2 Jo",
     "Jo"},
    {"Code-Review: \xE2\x80\x93"
     "2 Jo",
     "Jo"},
    {"Code-Review: - 2 Jo", "Jo"},
    {"Code-Review (-2): Jo", "Jo"},
    {"Code-Review: \"-2\" Jo", "Jo"},
    {"Code-Review: -3 Jo", "Jo"},
    {"Code-Review: -9 Jo", "Jo"},
    {"Code-Review-2:", ""},
    {"Code-Review: -2", ""},
    {"Code-Review+2: Jo", NULL},
    {"Code-Review-1: Jo", NULL},
    {"Code-Review: 2 Jo", NULL},
    {"Code-Review-20: Jo", NULL},
    {"Code-Review: Jo-2", NULL},
    {"Code-Reviewer-2: Jo", NULL},
    {"Encode-Review-2: Jo", NULL},
    {"nobody gave it Code-Review-2", NULL},
    {"Verified-1: Jo", NULL},
    {"Code-Review", NULL},
    {"Code-Review-", NULL},
    {"code", NULL},
    {"", NULL},
};

static void votes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct str named = {0};
        bool against = veto_read(&named, str_of(table[i].line));

        if (against != (table[i].named != NULL) || (against && !str_equal_c(named, table[i].named)))
            fail_msg("%s: %d, \"%.*s\"", table[i].line, against, STR_ARG(named));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(votes)};

    return cmocka_run_group_tests_name("veto", tests, NULL, NULL);
}
