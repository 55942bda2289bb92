/* Who approves: one address or one login, and nobody else. */
#include "approval/context.h"
#include "approval/named.h"
#include "base/limits.h"

/* What a line names somebody by. */
struct token {
    size_t part;  /* its number; the count of parts if there is none */
    bool several; /* different ones */
    struct who who;
};

static bool names_by(const struct line_part *part, enum line_part_type type)
{
    return part->type == type;
}

/* The last part of TYPE; *SEVERAL if there are different ones. */
static size_t only_part(bool *several, const struct person_line *line, enum line_part_type type)
{
    size_t found = line->count;

    for (size_t i = 0; i < line->count; i++) {
        if (!names_by(&line->parts[i], type))
            continue;
        if (found < line->count && !str_equal_nocase(line->parts[found].text, line->parts[i].text))
            *several = true;
        found = i;
    }
    return found;
}

/* An address; a login beside it has to be the same person's. */
static struct token find_token(const struct person_line *line, struct approvals *approvals,
                               const struct frame *frame)
{
    struct token token = {.several = line->broken};
    size_t login = only_part(&token.several, line, PART_LOGIN);
    struct who who;

    token.part = only_part(&token.several, line, PART_ADDRESS);
    if (token.part == line->count)
        token.part = login;
    if (token.part == line->count)
        return token;
    token.who = approver_by_part(approvals, frame, &line->parts[token.part]);
    if (login < line->count && login != token.part) {
        who = approver_by_part(approvals, frame, &line->parts[login]);
        token.several = token.several || !who.id.len || !str_equal(who.id, token.who.id);
    }
    return token;
}

static bool is_letter(char c)
{
    return ascii_is_alpha(c) || (unsigned char)c >= 0x80;
}

static bool has_words(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_letter(text.data[i]))
            return true;
    return false;
}

/* "Park, Jo" or "Jo Park, CTO" is one person; "Bob, Jo Park" is two. */
static bool is_one_with_comma(const struct person_line *line, size_t from, size_t until,
                              struct str title, struct arena *arena)
{
    const struct line_part *parts = &line->parts[from];
    struct str reversed;

    if (parts[0].type == PART_NAME && same_name(parts[0].text, title))
        return true;
    if (until - from != 3 || parts[0].type != PART_NAME || parts[1].type != PART_COMMA ||
        parts[2].type != PART_NAME)
        return false;
    reversed = arena_printf(arena, "%.*s %.*s", STR_ARG(parts[2].text), STR_ARG(parts[0].text));
    return same_name(reversed, title) ||
           (str_find(parts[0].text, STR(" "), 0) < 0 && !same_name(parts[2].text, title));
}

/* Do the parts FROM..UNTIL, before an address, show one person, whose name in the register is
 * TITLE? */
static bool shows_one(const struct person_line *line, size_t from, size_t until, struct str title,
                      struct arena *arena)
{
    bool comma = false;

    if (same_name(person_line_between(line, from, until), title))
        return true;
    for (size_t i = from; i < until; i++) {
        if (line->parts[i].type == PART_AND)
            return false;
        comma = comma || line->parts[i].type == PART_COMMA;
    }
    return !comma || is_one_with_comma(line, from, until, title, arena);
}

/* Does the part name somebody else, by the name that one person has? */
static bool names_other(const struct line_part *part, struct approvals *approvals,
                        const struct frame *frame, const struct who *who)
{
    struct who named;

    if (part->type != PART_NAME && part->type != PART_REMARK)
        return false;
    named = who_by_name(approvals, frame, part->text);
    return named.id.len && !named.robot && !str_equal(named.id, who->id);
}

/* Is whom the token names the only one? Behind it nothing but a remark or a date may stand. */
static bool is_alone(const struct person_line *line, const struct token *token,
                     struct approvals *approvals, const struct frame *frame)
{
    size_t from = person_line_display(line, token->part);
    bool whole = from < token->part &&
                 same_name(person_line_between(line, from, token->part), token->who.title);

    if (!shows_one(line, from, token->part, token->who.title, approvals->arena))
        return false;
    for (size_t i = 0; i < line->count; i++) {
        const struct line_part *part = &line->parts[i];
        bool shown = i >= from && i < token->part;

        if (!(whole && shown) && names_other(part, approvals, frame, &token->who))
            return false;
        if (!shown && (part->type == PART_AND ||
                       (i > token->part && part->type == PART_NAME && has_words(part->text))))
            return false;
    }
    return true;
}

/* ---- what takes an approval back ---- */

/* Words by which a line says that it is no approval yet, or somebody else's. */
static bool is_doubt(struct str word)
{
    static const struct str words[] = {
        STR_INIT("not"),       STR_INIT("never"),     STR_INIT("nobody"),   STR_INIT("nicht"),
        STR_INIT("kein"),      STR_INIT("pas"),       STR_INIT("pending"),  STR_INIT("awaiting"),
        STR_INIT("waiting"),   STR_INIT("wait"),      STR_INIT("declined"), STR_INIT("rejected"),
        STR_INIT("refused"),   STR_INIT("requested"), STR_INIT("revoked"),  STR_INIT("withdrawn"),
        STR_INIT("retracted"), STR_INIT("tbd"),       STR_INIT("todo"),     STR_INIT("ausstehend"),
        STR_INIT("abgelehnt"), STR_INIT("if"),        STR_INIT("unless"),   STR_INIT("except"),
        STR_INIT("but"),
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_nocase(word, words[i]))
            return true;
    return false;
}

static bool has_doubt(struct str text)
{
    for (size_t i = 0, end; i < text.len; i = end + 1) {
        for (end = i; end < text.len && is_letter(text.data[end]);)
            end++;
        if (is_doubt(str_slice(text, i, end)))
            return true;
    }
    return false;
}

/* "Ana for Jo Park" is Ana. */
static bool is_for_another(struct str text)
{
    return str_find(text, STR(" for "), 0) >= 0 || str_find(text, STR(" behalf "), 0) >= 0;
}

/* Does anything but the name that the register has say that this is no approval? */
static bool is_doubtful(const struct person_line *line, const struct token *token)
{
    size_t from = person_line_display(line, token->part);
    bool named = same_name(person_line_between(line, from, token->part), token->who.title);

    for (size_t i = 0; i < line->count; i++) {
        const struct line_part *part = &line->parts[i];
        bool shown = i < token->part;

        if ((part->type != PART_NAME && part->type != PART_REMARK) || (named && shown && i >= from))
            continue;
        if (has_doubt(part->text) || (shown && is_for_another(part->text)))
            return true;
    }
    return false;
}

/* ---- why they are nobody ---- */

/* A name is not enough: two people may have it, and anybody can be called so. */
static struct str name_fault(struct approvals *approvals, const struct frame *frame,
                             struct str line)
{
    struct who known = who_by_name(approvals, frame, line);

    if (!known.id.len)
        known = who_by_id(approvals, frame, str_trim(line));
    if (known.id.len && !known.robot)
        return arena_printf(approvals->arena,
                            "\"%.*s\" is only a name: write the address or login, `%.*s`",
                            STR_ARG(line), STR_ARG(who_written(approvals, &known)));
    return arena_printf(
        approvals->arena,
        "\"%.*s\" has no address or @login of the people register: write `NAME <ADDRESS>`",
        STR_ARG(line));
}

static struct str unknown_fault(struct approvals *approvals, const struct frame *frame,
                                const struct who *who, struct str text, struct str name,
                                struct str line)
{
    struct who known = who_by_name(approvals, frame, name);

    if (who->shared)
        return arena_printf(approvals->arena,
                            "the people register gives \"%.*s\" to more than one person: write "
                            "`NAME <ADDRESS>` with an address of only one person",
                            STR_ARG(text));
    if (known.id.len && !known.robot)
        return arena_printf(
            approvals->arena, "the people register does not know %.*s by \"%.*s\": write `%.*s`",
            STR_ARG(known.title), STR_ARG(text), STR_ARG(who_written(approvals, &known)));
    return arena_printf(approvals->arena, "the people register does not identify \"%.*s\"",
                        STR_ARG(line));
}

static struct str several_fault(struct approvals *approvals, struct str line)
{
    return arena_printf(approvals->arena,
                        "\"%.*s\" does not name exactly one person: write only `NAME <ADDRESS>`, "
                        "one line for each person",
                        STR_ARG(line));
}

static struct str doubt_fault(struct approvals *approvals, struct str line)
{
    return arena_printf(
        approvals->arena,
        "\"%.*s\" has words that may negate the approval: write only `NAME <ADDRESS>`",
        STR_ARG(line));
}

static struct str name_of(const struct person_line *parts, const struct token *token,
                          struct str line)
{
    size_t from = token->part;
    struct str name;

    if (token->part == parts->count)
        return str_trim(line);
    from = person_line_display(parts, token->part);
    name = person_line_between(parts, from, token->part);
    while (name.len > 1 && name.data[0] == '"' && name.data[name.len - 1] == '"')
        name = str_slice(name, 1, name.len - 1);
    return name.len || parts->parts[token->part].type == PART_ADDRESS ? name : str_trim(line);
}

void named_approver(struct named *out, struct approvals *approvals, const struct frame *frame,
                    struct str line)
{
    struct person_line parts;
    struct token token;

    *out = (struct named){.name = str_trim(line)};
    if (line.len > LIMIT_PERSON_LINE) {
        out->fault = STR("a line of more than 4096 bytes does not name exactly one person");
        return;
    }
    person_line_read(&parts, line, approvals->arena);
    token = find_token(&parts, approvals, frame);
    out->name = name_of(&parts, &token, line);
    if (token.part < parts.count && parts.parts[token.part].type == PART_ADDRESS)
        out->email = parts.parts[token.part].text;
    if (token.several)
        out->fault = several_fault(approvals, line);
    else if (token.part == parts.count)
        out->fault = name_fault(approvals, frame, line);
    else if (!token.who.id.len)
        out->fault = unknown_fault(approvals, frame, &token.who, parts.parts[token.part].text,
                                   out->name, line);
    else if (!is_alone(&parts, &token, approvals, frame))
        out->fault = several_fault(approvals, line);
    else if (is_doubtful(&parts, &token))
        out->fault = doubt_fault(approvals, line);
    else
        out->who = token.who;
}
