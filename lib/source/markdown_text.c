#include "source/markdown_text.h"

enum { LEVELS = 6 };

/* Where a section ends. */
struct extent {
    size_t text; /* the next heading of any level */
    size_t body; /* the next heading of the same or a higher level */
};

static struct span start_of(struct span span)
{
    return span_of(span.source, span.start, span.start);
}

static struct value *raw_string(struct arena *arena, struct span span)
{
    return value_new_string(arena, span_text(span), span);
}

/* START..END of the file without white space at both ends, as a string. */
static struct value *trimmed_string(struct arena *arena, struct source *source, size_t start,
                                    size_t end)
{
    struct str text = source->text;

    while (end > start && ascii_is_space(text.data[end - 1]))
        end--;
    while (start < end && (text.data[start] == '\n' || text.data[start] == '\r'))
        start++;
    return raw_string(arena, span_of(source, start, end));
}

static struct extent *find_extents(const struct markdown_found *found, struct arena *arena,
                                   size_t end)
{
    size_t count = found->headings.count, next[LEVELS + 1];
    struct extent *extents = arena_alloc_array(arena, count, sizeof *extents);

    for (int level = 0; level <= LEVELS; level++)
        next[level] = end;
    for (size_t i = count; i-- > 0;) {
        const struct markdown_heading *heading = &found->headings.items[i];

        extents[i] = (struct extent){i + 1 < count ? heading[1].span.start : end, end};
        for (int level = 1; level <= heading->level; level++)
            if (next[level] < extents[i].body)
                extents[i].body = next[level];
        next[heading->level] = heading->span.start;
    }
    return extents;
}

/* level, title and line, which headings and sections begin with. */
static struct value_builder *begin_heading(const struct markdown_heading *heading,
                                           struct arena *arena)
{
    struct value_builder *map = value_map_begin();
    struct span start = start_of(heading->span);
    uint32_t line = source_line_number(start.source, start.start);

    markdown_put(map, STR("level"), start, value_new_int(arena, heading->level, start));
    markdown_put(map, STR("title"), start, heading->title);
    markdown_put(map, STR("line"), start, value_new_int(arena, (int64_t)line, start));
    return map;
}

static struct value *headings_value(const struct markdown_found *found, struct arena *arena,
                                    struct span body)
{
    struct value_builder *list = value_list_begin();

    for (size_t i = 0; i < found->headings.count; i++) {
        const struct markdown_heading *heading = &found->headings.items[i];

        value_list_add(list, value_end(begin_heading(heading, arena), arena, heading->span),
                       heading->span);
    }
    return value_end(list, arena, body);
}

static struct value *parents_value(struct value *const *titles, int level, struct arena *arena,
                                   struct span span)
{
    struct value_builder *list = value_list_begin();

    for (int above = 1; above < level; above++)
        if (titles[above])
            value_list_add(list, titles[above], titles[above]->span);
    return value_end(list, arena, start_of(span));
}

static struct value *section_value(const struct markdown_heading *heading, struct extent extent,
                                   struct value *const *titles, struct arena *arena)
{
    struct span start = start_of(heading->span);
    struct value_builder *map = begin_heading(heading, arena);

    markdown_put(map, STR("parents"), start,
                 parents_value(titles, heading->level, arena, heading->span));
    markdown_put(map, STR("body"), start,
                 trimmed_string(arena, start.source, heading->span.end, extent.body));
    markdown_put(map, STR("text"), start,
                 trimmed_string(arena, start.source, heading->span.end, extent.text));
    return value_end(map, arena, span_of(start.source, heading->span.start, extent.body));
}

static struct value *sections_value(const struct markdown_found *found, struct arena *arena,
                                    struct span body)
{
    struct value_builder *list = value_list_begin();
    struct extent *extents = find_extents(found, arena, body.end);
    struct value *titles[LEVELS + 1] = {NULL};

    for (size_t i = 0; i < found->headings.count; i++) {
        const struct markdown_heading *heading = &found->headings.items[i];

        for (int level = heading->level; level <= LEVELS; level++)
            titles[level] = NULL;
        value_list_add(list, section_value(heading, extents[i], titles, arena), heading->span);
        titles[heading->level] = heading->title;
    }
    return value_end(list, arena, body);
}

struct value *markdown_text(const struct markdown_found *found, struct arena *arena,
                            struct span body)
{
    struct value_builder *map = value_map_begin();
    struct span start = start_of(body);

    markdown_put(map, STR("headings"), start, headings_value(found, arena, body));
    markdown_put(map, STR("sections"), start, sections_value(found, arena, body));
    markdown_put(map, STR("links"), start, found->links);
    markdown_put(map, STR("tables"), start, found->tables);
    markdown_put(map, STR("code"), start, found->fences);
    markdown_put(map, STR("paragraphs"), start, found->paragraphs);
    markdown_put(map, STR("body"), start, raw_string(arena, body));
    return value_end(map, arena, body);
}
