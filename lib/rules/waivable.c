#include "rules/waivable.h"

#include <string.h>

#include "rules/codes.h"

static bool is_one_of(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_c(name, names[i]))
            return true;
    return false;
}

/* Does a condition of RULE ask what approval there is? */
static bool asks_approval(const struct rule *rule)
{
    static const struct str keys[] = {STR_INIT("where"), STR_INIT("each"), STR_INIT("assert")};
    static const struct str name = STR_INIT("approval");

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct str text = value_get_string(rule->page, keys[i]);
        ptrdiff_t at = -1;

        while ((at = str_find(text, name, (size_t)(at + 1))) >= 0) {
            size_t end = (size_t)at + name.len;

            if ((!at || !(ascii_is_alnum(text.data[at - 1]) || strchr("._", text.data[at - 1]))) &&
                end < text.len && text.data[end] == '.')
                return true;
        }
    }
    return false;
}

/* Shelves whose rules tell what the history says, or judge exceptions. */
static bool is_of_history(const struct rule *rule)
{
    static const char *const shelves[] = {"approval", "clone", "exception"};

    return rule->landed || asks_approval(rule) ||
           (!rule->own && is_one_of(rule->folder, shelves, sizeof shelves / sizeof shelves[0]));
}

/* Codes about what governs, about people, the history, and waivers themselves. */
static bool is_of_waivable_family(struct str code)
{
    static const char *const families[] = {"baseline-", "cel-",    "config-", "evidence-missing",
                                           "history-",  "people-", "rule-",   "waiver-"};

    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (str_starts_with(code, str_of(families[i])))
            return false;
    return !code_is_governing(code);
}

bool rule_is_waivable(const struct rules *rules, struct str name)
{
    const struct rule *rule = rules_find(rules, name);

    return rule ? !is_of_history(rule) : code_find(name) && is_of_waivable_family(name);
}

bool finding_is_waivable(const struct finding *finding)
{
    static const char *const kinds[] = {"assignment", "exception", "person", "robot", "role"};

    return finding->verdict == FINDING_FAIL && !finding->landed_only &&
           !is_one_of(finding->kind, kinds, sizeof kinds / sizeof kinds[0]);
}
