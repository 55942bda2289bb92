#include "cmd/options.h"

#include <string.h>

#include "base/visible.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/suggest.h"

struct parser {
    const struct option_set *sets;
    size_t set_count;
    char *const *arguments;
    size_t count;
    size_t next; /* the argument that is read next */
    struct arena *arena;
    struct error *error;
};

/* An option where it was found. */
struct found {
    const struct option *option;
    void *settings;
    struct str spelling; /* as it was written, for messages */
};

static bool has_value(const struct option *option)
{
    return option->type != OPTION_FLAG;
}

static const struct option *find_name(const struct option_set *set, struct str name)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->options[i].name && str_equal_c(name, set->options[i].name))
            return &set->options[i];
    return NULL;
}

static const struct option *find_letter(const struct option_set *set, char letter)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->options[i].letter == letter)
            return &set->options[i];
    return NULL;
}

static int unknown_option(const struct parser *parser, struct str name)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, name);
    for (size_t s = 0; s < parser->set_count; s++)
        for (size_t i = 0; i < parser->sets[s].count; i++)
            if (parser->sets[s].options[i].name)
                suggestion_offer(&suggestion, str_of(parser->sets[s].options[i].name));
    if (suggestion.best.len > 0)
        return error_set(parser->error, ERROR_USAGE,
                         "unknown option `--%.*s`; did you mean `--%.*s`?", STR_ARG(name),
                         STR_ARG(suggestion.best));
    return error_set(parser->error, ERROR_USAGE, "unknown option `--%.*s`", STR_ARG(name));
}

static int unknown_choice(const struct parser *parser, const struct found *found, struct str value)
{
    struct suggestion suggestion;
    struct buffer choices;
    const char *choice;
    int result;

    buffer_init(&choices);
    suggestion_init(&suggestion, value);
    for (size_t i = 0; (choice = found->option->choice(i)) != NULL; i++) {
        suggestion_offer(&suggestion, str_of(choice));
        visible_printf(&choices, "%s%s", i > 0 ? ", " : "", choice);
    }
    if (suggestion.best.len > 0)
        result =
            error_set(parser->error, ERROR_USAGE, "`%.*s` cannot be `%.*s`; did you mean `%.*s`?",
                      STR_ARG(found->spelling), STR_ARG(value), STR_ARG(suggestion.best));
    else
        result = error_set(parser->error, ERROR_USAGE, "`%.*s` cannot be `%.*s`; it is one of %s",
                           STR_ARG(found->spelling), STR_ARG(value), buffer_c(&choices));
    buffer_release(&choices);
    return result;
}

/* Setters: put VALUE where the option's value goes. */

static int set_flag(const struct parser *parser, const struct found *found, const char *value)
{
    (void)parser, (void)value;
    *(bool *)found->settings = true;
    return 0;
}

static int set_string(const struct parser *parser, const struct found *found, const char *value)
{
    if (value[0] == '\0')
        return error_set(parser->error, ERROR_USAGE, "`%.*s` requires a value",
                         STR_ARG(found->spelling));
    *(const char **)found->settings = value;
    return 0;
}

static void add_to_list(const struct parser *parser, struct string_list *list, const char *item)
{
    /* There cannot be more items than arguments. */
    if (!list->items)
        list->items = arena_alloc_array(parser->arena, parser->count, sizeof *list->items);
    list->items[list->count++] = item;
}

static int set_list(const struct parser *parser, const struct found *found, const char *value)
{
    if (value[0] == '\0')
        return set_string(parser, found, value);
    add_to_list(parser, found->settings, value);
    return 0;
}

static int find_choice(size_t *out, const struct parser *parser, const struct found *found,
                       struct str value)
{
    const char *choice;

    for (*out = 0; (choice = found->option->choice(*out)) != NULL; ++*out)
        if (str_equal_c(value, choice))
            return 0;
    return unknown_choice(parser, found, value);
}

static int set_choice(const struct parser *parser, const struct found *found, const char *value)
{
    size_t choice;

    if (find_choice(&choice, parser, found, str_of(value)) < 0)
        return -1;
    *(size_t *)found->settings = choice;
    return 0;
}

static int set_target(const struct parser *parser, const struct found *found, const char *value)
{
    struct option_targets *targets = found->settings;
    struct option_target target = {0};
    const char *equals = strchr(value, '=');
    struct str name = {value, equals ? (size_t)(equals - value) : str_of(value).len};

    if (find_choice(&target.choice, parser, found, name) < 0)
        return -1;
    if (equals && equals[1] == '\0')
        return error_set(parser->error, ERROR_USAGE, "`%.*s %s` has no file behind `=`",
                         STR_ARG(found->spelling), value);
    target.file = equals ? equals + 1 : NULL;
    if (!targets->items)
        targets->items = arena_alloc_array(parser->arena, parser->count, sizeof *targets->items);
    targets->items[targets->count++] = target;
    return 0;
}

static int set_date(const struct parser *parser, const struct found *found, const char *value)
{
    struct option_date *date = found->settings;
    struct civil civil;

    if (!civil_parse(&civil, str_of(value)))
        return error_set(parser->error, ERROR_USAGE, "invalid date `%s` for `%.*s`: use YYYY-MM-DD",
                         value, STR_ARG(found->spelling));
    *date = (struct option_date){true, civil_to_days(civil)};
    return 0;
}

static int set_value(const struct parser *parser, const struct found *found, const char *value)
{
    static int (*const setters[])(const struct parser *, const struct found *, const char *) = {
        [OPTION_FLAG] = set_flag,     [OPTION_STRING] = set_string,  [OPTION_LIST] = set_list,
        [OPTION_CHOICE] = set_choice, [OPTION_TARGETS] = set_target, [OPTION_DATE] = set_date,
    };

    return setters[found->option->type](parser, found, value);
}

/* Set FOUND to VALUE, or if that is NULL to the next argument. */
static int take_value(struct parser *parser, const struct found *found, const char *value)
{
    if (!has_value(found->option) && value)
        return error_set(parser->error, ERROR_USAGE, "`%.*s` takes no value",
                         STR_ARG(found->spelling));
    if (has_value(found->option) && !value) {
        if (parser->next == parser->count)
            return error_set(parser->error, ERROR_USAGE, "`%.*s` requires a value: %s",
                             STR_ARG(found->spelling), found->option->argument);
        value = parser->arguments[parser->next++];
    }
    return set_value(parser, found, value);
}

/* "--name", "--name=value". */
static int parse_long(struct parser *parser, struct str argument)
{
    ptrdiff_t equals = str_find(argument, STR("="), 0);
    struct str spelling = str_slice(argument, 0, equals < 0 ? argument.len : (size_t)equals);
    struct str name = str_slice(spelling, 2, spelling.len);

    for (size_t i = 0; i < parser->set_count; i++) {
        const struct option *option = find_name(&parser->sets[i], name);

        if (option) {
            struct found found = {option, (char *)parser->sets[i].settings + option->offset,
                                  spelling};

            return take_value(parser, &found, equals < 0 ? NULL : argument.data + equals + 1);
        }
    }
    return unknown_option(parser, name);
}

static struct found find_short(const struct parser *parser, char letter)
{
    for (size_t i = 0; i < parser->set_count; i++) {
        const struct option *option = find_letter(&parser->sets[i], letter);

        if (option)
            return (struct found){
                option,
                (char *)parser->sets[i].settings + option->offset,
                arena_printf(parser->arena, "-%c", letter),
            };
    }
    return (struct found){0};
}

/* "-n", "-nvalue", "-ab". */
static int parse_short(struct parser *parser, const char *argument)
{
    for (const char *letter = argument + 1; *letter; letter++) {
        struct found found = find_short(parser, *letter);
        const char *rest = letter[1] ? letter + 1 : NULL;

        if (!found.option)
            return error_set(parser->error, ERROR_USAGE,
                             "unknown option `-%c` (write `--` before an argument that begins "
                             "with `-`)",
                             *letter);
        if (has_value(found.option))
            return take_value(parser, &found, rest);
        if (take_value(parser, &found, NULL) < 0)
            return -1;
    }
    return 0;
}

/* Options begin with a letter: "-", a path, and "-7 % 2", an expression, are none. */
static bool is_operand(const char *argument)
{
    return argument[0] != '-' || (argument[1] != '-' && !ascii_is_alpha(argument[1]));
}

int options_parse(struct string_list *operands, const struct option_set *sets, size_t set_count,
                  char *const *arguments, size_t count, struct arena *arena, struct error *error)
{
    struct parser parser = {sets, set_count, arguments, count, 0, arena, error};
    bool options_end = false;

    *operands = (struct string_list){0};
    while (parser.next < count) {
        const char *argument = arguments[parser.next++];
        int result = 0;

        if (options_end || is_operand(argument))
            add_to_list(&parser, operands, argument);
        else if (str_equal_c(str_of(argument), "--"))
            options_end = true;
        else if (argument[1] == '-')
            result = parse_long(&parser, str_of(argument));
        else
            result = parse_short(&parser, argument);
        if (result < 0)
            return -1;
    }
    return 0;
}

size_t options_extent(const struct option_set *set, char *const *arguments, size_t count)
{
    struct str argument = str_of(count > 0 ? arguments[0] : "");
    ptrdiff_t equals = str_find(argument, STR("="), 0);
    const struct option *option = NULL;
    bool attached = false;

    if (str_starts_with(argument, STR("--"))) {
        attached = equals >= 0;
        option = find_name(set, str_slice(argument, 2, attached ? (size_t)equals : argument.len));
    } else if (argument.len > 1 && argument.data[0] == '-') {
        attached = argument.len > 2;
        option = find_letter(set, argument.data[1]);
    }
    if (!option)
        return 0;
    return has_value(option) && !attached && count > 1 ? 2 : 1;
}
