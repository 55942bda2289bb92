/* Who wrote: everybody whom a line names in a form that the register can resolve. */
#include "approval/context.h"
#include "approval/named.h"

/* A line while it is read. */
struct reading {
    struct approvals *approvals;
    const struct frame *frame;
    struct person_line line;
    bool *taken; /* parallel to its parts: nothing more is to be said of them */
    struct named_list *out;
};

static const struct line_part *part_at(const struct reading *reading, size_t number)
{
    static const struct line_part none = {.type = PART_AND};

    return number < reading->line.count ? &reading->line.parts[number] : &none;
}

static bool is_token(const struct line_part *part)
{
    return part->type == PART_ADDRESS || part->type == PART_LOGIN;
}

static void add(struct reading *reading, struct who who, struct str name, struct str email)
{
    reading->out->items[reading->out->count++] = (struct named){who, name, email, {0}};
}

static struct str reversed_name(const struct reading *reading, size_t first)
{
    return arena_printf(reading->approvals->arena, "%.*s %.*s",
                        STR_ARG(part_at(reading, first + 2)->text),
                        STR_ARG(part_at(reading, first)->text));
}

/* Are parts number FIRST and the two behind it "Park", a comma, "Jo"? */
static bool may_be_reversed(const struct reading *reading, size_t first)
{
    return part_at(reading, first)->type == PART_NAME &&
           part_at(reading, first + 1)->type == PART_COMMA &&
           part_at(reading, first + 2)->type == PART_NAME;
}

static void take(struct reading *reading, size_t from, size_t until)
{
    for (size_t i = from; i < until; i++)
        reading->taken[i] = true;
}

/* Names that only show who number TOKEN is, whom the register calls TITLE, name nobody else. */
static void take_display(struct reading *reading, size_t token, struct str title)
{
    size_t from = person_line_display(&reading->line, token);
    bool reversed = token >= 3 && from <= token - 3 && may_be_reversed(reading, token - 3);

    if (same_name(person_line_between(&reading->line, from, token), title))
        take(reading, from, token);
    else if (reversed &&
             (same_name(reversed_name(reading, token - 3), title) ||
              (str_find(part_at(reading, token - 3)->text, STR(" "), 0) < 0 &&
               !who_by_name(reading->approvals, reading->frame, part_at(reading, token - 3)->text)
                    .id.len)))
        take(reading, token - 3, token);
}

static void read_token(struct reading *reading, size_t number)
{
    const struct line_part *part = part_at(reading, number);
    struct who who = who_by_part(reading->approvals, reading->frame, part);
    struct str name = {0};

    if (number > 0 && part_at(reading, number - 1)->type == PART_NAME)
        name = part_at(reading, number - 1)->text;
    if (!name.len && part->type == PART_LOGIN)
        name = arena_printf(reading->approvals->arena, "@%.*s", STR_ARG(part->text));
    add(reading, who, name, part->type == PART_ADDRESS ? part->text : (struct str){0});
    take_display(reading, number, who.title);
}

/* By an id in whatever case. */
static struct who who_by_any_id(const struct reading *reading, struct str text)
{
    struct who who = who_by_id(reading->approvals, reading->frame, text);
    char lower[64];

    if (who.id.len || text.len > sizeof lower)
        return who;
    for (size_t i = 0; i < text.len; i++)
        lower[i] = ascii_lower(text.data[i]);
    return who_by_id(reading->approvals, reading->frame, (struct str){lower, text.len});
}

/* A word by itself is somebody's id or login too: "jo", "jo-park", "github:jo-park". */
static struct who who_of_word(const struct reading *reading, struct str text)
{
    struct who who = who_by_any_id(reading, text);
    ptrdiff_t colon = str_find(text, STR(":"), 0);

    if (who.id.len)
        return who;
    return who_by_login(reading->approvals, reading->frame,
                        str_slice(text, 0, colon < 0 ? 0 : (size_t)colon),
                        str_slice(text, (size_t)(colon + 1), text.len));
}

static struct who who_of_name(const struct reading *reading, size_t number, bool beside)
{
    struct str text = part_at(reading, number)->text;
    struct who who = who_by_name(reading->approvals, reading->frame, text);

    return who.id.len || beside ? who : who_of_word(reading, text);
}

/* "Park, Jo": both parts are one name. */
static bool read_reversed(struct reading *reading, size_t number)
{
    struct who who;

    if (!may_be_reversed(reading, number))
        return false;
    who = who_by_name(reading->approvals, reading->frame, reversed_name(reading, number));
    if (!who.id.len)
        return false;
    add(reading, who, reversed_name(reading, number), (struct str){0});
    take(reading, number, number + 3);
    return true;
}

static size_t word_end(struct str text, size_t from)
{
    ptrdiff_t blank = str_find(text, STR(" "), from);

    return blank < 0 ? text.len : (size_t)blank;
}

/* "with help from Jo Park": the first name of two to four words within TEXT. */
static struct who who_within(const struct reading *reading, struct str text)
{
    struct who who = {0};

    for (size_t from = 0; from < text.len && !who.id.len; from = word_end(text, from) + 1) {
        size_t end = word_end(text, from);

        for (int words = 2; words <= 4 && end < text.len && !who.id.len; words++) {
            end = word_end(text, end + 1);
            who = who_by_name(reading->approvals, reading->frame, str_slice(text, from, end));
        }
    }
    return who;
}

/* A name is somebody of its own, unless it only stands beside an address or a login. */
static void read_name(struct reading *reading, size_t number)
{
    const struct line_part *part = part_at(reading, number);
    bool beside = is_token(part_at(reading, number + 1)) ||
                  (number > 0 && is_token(part_at(reading, number - 1)));
    struct who who = who_of_name(reading, number, beside);

    if (!who.id.len && !beside)
        who = who_within(reading, part->text);
    if (who.id.len || (part->type == PART_NAME && !beside && !read_reversed(reading, number)))
        add(reading, who, part->text, (struct str){0});
}

/* A name with a comma or an "and" in it may be one person's. */
static bool is_one_name(struct reading *reading, struct str line)
{
    struct who who = who_by_name(reading->approvals, reading->frame, line);

    if (who.id.len)
        add(reading, who, str_trim(line), (struct str){0});
    return who.id.len > 0;
}

void named_co_authors(struct named_list *out, struct approvals *approvals,
                      const struct frame *frame, struct str line)
{
    struct reading reading = {.approvals = approvals, .frame = frame, .out = out};
    size_t count;

    person_line_read(&reading.line, line, approvals->arena);
    count = reading.line.count;
    *out = (struct named_list){
        .items = arena_alloc_array(approvals->arena, count + 1, sizeof *out->items)};
    reading.taken = arena_alloc_array(approvals->arena, count, sizeof *reading.taken);
    if (person_line_is_empty(line) || is_one_name(&reading, line))
        return;
    for (size_t i = 0; i < count; i++)
        if (is_token(part_at(&reading, i)))
            read_token(&reading, i);
    for (size_t i = 0; i < count; i++)
        if (!reading.taken[i] &&
            (part_at(&reading, i)->type == PART_NAME || part_at(&reading, i)->type == PART_REMARK))
            read_name(&reading, i);
    if (!out->count)
        add(&reading, (struct who){0}, str_trim(line), (struct str){0});
}
