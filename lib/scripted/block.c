#include "scripted/block.h"

#include "source/yaml.h"

void scripted_block_init(struct scripted_block *out, const char *name, struct str path,
                         const struct markdown_block *fence, struct arena *arena,
                         struct error *error)
{
    *out = (struct scripted_block){.name = name,
                                   .path = path,
                                   .fence = fence,
                                   .source = ARENA_NEW(arena, struct source),
                                   .arena = arena,
                                   .error = error};
    source_init(out->source, path, fence->text, arena);
}

int scripted_block_fault(const struct scripted_block *block, struct span span, const char *what,
                         struct str detail)
{
    uint32_t line = span.source ? source_position(span.source, span.start).line : 0;

    return error_set(block->error, ERROR_USAGE, "%.*s:%u: %s `%.*s`", STR_ARG(block->path),
                     (unsigned)(block->fence->line + line), what, STR_ARG(detail));
}

int scripted_block_unknown(const struct scripted_block *block, const struct value_entry *entry,
                           struct str nearest)
{
    struct str what = arena_printf(block->arena, "a %s has no %s", block->name,
                                   nearest.len ? "such key; did you mean" : "key");

    return scripted_block_fault(block, entry->key_span, what.data,
                                nearest.len ? nearest : entry->key);
}

static int check_map(const struct value **map, const struct scripted_block *block,
                     const struct value *value)
{
    struct str what;

    *map = NULL;
    if (value->type == VALUE_NULL)
        return 0;
    *map = value;
    if (value->type == VALUE_MAP)
        return 0;
    what = arena_printf(block->arena, "a %s block holds a map, not", block->name);
    return scripted_block_fault(block, value->span, what.data, span_text(value->span));
}

void scripted_block_place(struct replay_step *step, const struct markdown_block *block)
{
    if (!block->span.source)
        return;
    step->page = block->span.source->path;
    step->line = source_position(block->span.source, block->span.start).line;
}

int scripted_block_read(const struct value **map, struct scripted_block *block)
{
    struct sink sink;
    struct value *value;
    int result;

    sink_init(&sink, block->arena);
    result = yaml_read(&value, block->source, block->arena, &sink);
    if (sink.diagnostics.count > 0)
        result = scripted_block_fault(block, sink.diagnostics.items[0]->span,
                                      "the YAML is wrong:", sink.diagnostics.items[0]->message);
    else
        result = check_map(map, block, value);
    sink_release(&sink);
    return result;
}

int scripted_block_string(const struct scripted_block *block, const struct value *value,
                          struct str *out)
{
    if (value->type != VALUE_STRING)
        return scripted_block_fault(block, value->span,
                                    "this should be a string:", span_text(value->span));
    *out = value->string;
    return 0;
}

int scripted_block_bool(const struct scripted_block *block, const struct value *value, bool *out)
{
    if (value->type != VALUE_BOOL)
        return scripted_block_fault(block, value->span,
                                    "this should be true or false:", span_text(value->span));
    *out = value->boolean;
    return 0;
}

int scripted_block_map(const struct scripted_block *block, const struct value *value,
                       const char *what)
{
    if (value->type != VALUE_MAP)
        return scripted_block_fault(block, value->span, what, span_text(value->span));
    return 0;
}

size_t scripted_block_count(const struct value *value)
{
    return value->type == VALUE_LIST ? value->list.count : 1;
}

const struct value *scripted_block_thing(const struct value *value, size_t index)
{
    return value->type == VALUE_LIST ? value->list.items[index].value : value;
}

int scripted_block_strings(const struct scripted_block *block, const struct value *value,
                           struct str_list *out)
{
    out->count = scripted_block_count(value);
    out->items = arena_alloc_array(block->arena, out->count, sizeof *out->items);
    for (size_t i = 0; i < out->count; i++)
        if (scripted_block_string(block, scripted_block_thing(value, i), &out->items[i]) < 0)
            return -1;
    return 0;
}
