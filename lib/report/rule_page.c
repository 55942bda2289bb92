#include "report/rule_page.h"

/* A section of tests: "Tests", or in a page without it the first "Fails..." or "Passes...". */
static bool begins_tests(struct str line)
{
    return str_equal(str_trim(line), STR("## Tests")) || str_starts_with(line, STR("## Fails")) ||
           str_starts_with(line, STR("## Passes"));
}

/* How many of the same mark, ` or ~, LINE begins with: a fence if three. */
static size_t count_marks(struct str line)
{
    size_t count = 0;

    while (count < line.len && (line.data[0] == '`' || line.data[0] == '~') &&
           line.data[count] == line.data[0])
        count++;
    return count;
}

/* Follow the fences: FENCE is the line that opened the block in which LINE stands, or empty. */
static struct str fence_after(struct str fence, struct str line)
{
    size_t marks = count_marks(line);

    if (fence.len == 0)
        return marks >= 3 ? line : fence;
    return marks >= count_marks(fence) && line.data[0] == fence.data[0] ? (struct str){0} : fence;
}

/* Fenced blocks hold no headings. */
struct str rule_page_without_tests(struct str page)
{
    struct str rest = page, line, fence = {0};

    while (str_next_line(&line, &rest)) {
        fence = fence_after(fence, line);
        if (fence.len == 0 && begins_tests(line))
            return str_slice(page, 0, (size_t)(line.data - page.data));
    }
    return page;
}

struct str rule_page_body(struct str page)
{
    struct str rest = page, line;

    if (!str_starts_with(page, STR("---\n")) && !str_starts_with(page, STR("---\r\n")))
        return page;
    str_next_line(&line, &rest);
    while (str_next_line(&line, &rest))
        if (str_equal(line, STR("---")))
            return rest;
    return page;
}

struct str rule_page_summary(struct str page)
{
    struct str rest = rule_page_body(page), line, text = {0};

    while (str_next_line(&line, &rest)) {
        bool is_text = str_trim(line).len && !str_starts_with(line, STR("#"));

        if (is_text)
            text = text.len ? (struct str){text.data, (size_t)(line.data + line.len - text.data)}
                            : line;
        if (!is_text && text.len)
            break;
    }
    return text;
}
