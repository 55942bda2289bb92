#include "regex/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "regex/translate.h"

enum { SHORT_TEXT = 64 }; /* bytes */

struct regex {
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *context;
    bool is_jit; /* compiled to machine code, which needs no checks of its options */
    struct regex_slow *slow;
};

/* What is needed where the machine code does not get along. */
struct regex_slow {
    bool spent;          /* a search took LIMIT_REGEX_MILLISECONDS: the next ones are not begun */
    pcre2_code *counted; /* for the interpreter, with callouts; NULL: not yet made */
    struct buffer text;  /* its pattern */
    uint32_t options;
};

static const struct dialect {
    int (*translate)(struct buffer *, struct str, size_t *, struct error *);
    size_t (*origin)(struct str, size_t); /* of a byte of the translation; NULL: the same */
    uint32_t options;
} dialects[] = {
    [REGEX_ECMA262] = {regex_translate_ecma262, regex_origin_ecma262,
                       PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF},
    [REGEX_RE2] = {regex_translate_re2, NULL, PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_CIRCUMFLEX},
};

/* ---- memory ---- */

static void *allocate(PCRE2_SIZE size, void *context)
{
    (void)context;
    return memory_alloc(size);
}

static void release(void *pointer, void *context)
{
    (void)context;
    free(pointer);
}

/* Made once: each part of the library copies the functions out of it. */
static pcre2_general_context *general_context(void)
{
    static pcre2_general_context *context;

    if (!context)
        context = pcre2_general_context_create(allocate, release, NULL);
    return context;
}

/* ---- compiling ---- */

static int fail_compile(struct error *error, int code)
{
    PCRE2_UCHAR text[256];

    pcre2_get_error_message(code, text, sizeof text);
    return error_set(error, ERROR_USAGE, "%s", (const char *)text);
}

static pcre2_code *compile_text(struct str text, uint32_t options, size_t *offset, int *fault)
{
    pcre2_compile_context *context = pcre2_compile_context_create(general_context());
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)text.data, text.len, PCRE2_UTF | PCRE2_NO_UTF_CHECK | options,
                      fault, offset, context);

    pcre2_compile_context_free(context);
    return code;
}

static int compile(struct regex *regex, struct str translated, uint32_t options, size_t *offset,
                   struct error *error)
{
    int fault = 0;

    regex->code = compile_text(translated, options, offset, &fault);
    if (!regex->code)
        return fail_compile(error, fault);
    /* Without JIT it is only slower. */
    regex->is_jit = pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE) == 0;
    regex->match = pcre2_match_data_create_from_pattern(regex->code, general_context());
    regex->context = pcre2_match_context_create(general_context());
    pcre2_set_match_limit(regex->context, LIMIT_REGEX_STEPS);
    pcre2_set_heap_limit(regex->context, LIMIT_REGEX_HEAP_KIB);
    regex->slow = memory_zalloc(1, sizeof *regex->slow);
    regex->slow->options = options;
    buffer_add(&regex->slow->text, translated);
    return 0;
}

int regex_new(struct regex **out, struct str pattern, enum regex_dialect dialect, size_t *offset,
              struct error *error)
{
    struct regex *regex = memory_zalloc(1, sizeof *regex);
    struct buffer translated;
    int result = -1;

    buffer_init(&translated);
    buffer_add_c(&translated, ""); /* so that an empty pattern has bytes to point at */
    *offset = 0;
    if (pattern.len > LIMIT_PATTERN_SIZE) {
        error_set(error, ERROR_USAGE, "the regular expression is longer than %d bytes",
                  LIMIT_PATTERN_SIZE);
        goto out;
    }
    if (dialects[dialect].translate(&translated, pattern, offset, error) < 0)
        goto out;
    if (compile(regex, buffer_str(&translated), dialects[dialect].options, offset, error) < 0) {
        if (dialects[dialect].origin)
            *offset = dialects[dialect].origin(pattern, *offset);
        goto out;
    }
    result = 0;
out:
    buffer_release(&translated);
    if (result < 0) {
        if (*offset > pattern.len)
            *offset = pattern.len;
        regex_free(regex);
        regex = NULL;
    }
    *out = regex;
    return result;
}

bool regex_is_valid(struct str pattern, enum regex_dialect dialect)
{
    struct buffer translated;
    struct error error;
    size_t offset = 0;
    bool valid;

    buffer_init(&translated);
    valid = pattern.len <= LIMIT_PATTERN_SIZE &&
            dialects[dialect].translate(&translated, pattern, &offset, &error) == 0;
    buffer_release(&translated);
    return valid;
}

void regex_free(struct regex *regex)
{
    if (!regex)
        return;
    pcre2_match_context_free(regex->context);
    pcre2_match_data_free(regex->match);
    pcre2_code_free(regex->code);
    if (regex->slow) {
        pcre2_code_free(regex->slow->counted);
        buffer_release(&regex->slow->text);
        free(regex->slow);
    }
    free(regex);
}

static void copy_match(struct regex_match *match, const struct regex *regex, int groups)
{
    const size_t *ends = pcre2_get_ovector_pointer(regex->match);
    size_t wanted = sizeof match->start / sizeof match->start[0];

    match->count = (size_t)groups < wanted ? (size_t)groups : wanted;
    for (size_t i = 0; i < match->count; i++) {
        match->start[i] = ends[2 * i] == PCRE2_UNSET ? 1 : ends[2 * i];
        match->end[i] = ends[2 * i] == PCRE2_UNSET ? 0 : ends[2 * i + 1];
    }
}

/* ---- the time of a search ---- */

/*
 * Machine code does not count the steps of simple repeats: `a*a*b` takes minutes on a page of
 * a. It holds no memory and no lock, so that a signal can end it: where the time of the process
 * that it takes is over, the search is left by a jump.
 */
static sigjmp_buf search_is_over;

static void end_search(int signal)
{
    (void)signal;
    siglongjmp(search_is_over, 1);
}

/* Begin to count the time of this process; 0 milliseconds: count no more. */
static void count_time(long milliseconds)
{
    struct itimerval timer = {
        .it_value = {milliseconds / 1000, (suseconds_t)(milliseconds % 1000) * 1000}};

    setitimer(ITIMER_VIRTUAL, &timer, NULL);
}

static void catch_signal(void)
{
    static bool caught;
    struct sigaction action = {.sa_handler = end_search, .sa_flags = SA_NODEFER | SA_RESTART};

    if (!caught)
        sigaction(SIGVTALRM, &action, NULL);
    caught = true;
}

static int run_jit(const struct regex *regex, struct str text, size_t from)
{
    return pcre2_jit_match(regex->code, (PCRE2_SPTR)(text.data ? text.data : ""), text.len, from, 0,
                           regex->match, regex->context);
}

/* Short texts end in time by themselves, and are most. */
static int run_in_time(const struct regex *regex, struct str text, size_t from)
{
    volatile int groups = PCRE2_ERROR_MATCHLIMIT;

    if (text.len - from < SHORT_TEXT)
        return run_jit(regex, text, from);
    if (regex->slow->spent)
        return groups;
    catch_signal();
    if (sigsetjmp(search_is_over, 0) == 0) {
        count_time(LIMIT_REGEX_MILLISECONDS);
        groups = run_jit(regex, text, from);
        count_time(0);
    } else {
        regex->slow->spent = true;
    }
    return groups;
}

/* ---- the interpreter ---- */

/* The steps of one search so far: the places that were looked at. */
struct work {
    size_t steps;
    size_t place; /* of the last callout */
};

/* Called before each item of the pattern: what a repeat has passed over counts as well. */
static int count_work(pcre2_callout_block *callout, void *context)
{
    struct work *work = context;
    size_t place = callout->current_position;

    work->steps += 1 + (place > work->place ? place - work->place : work->place - place);
    work->place = place;
    return work->steps > LIMIT_REGEX_WORK ? PCRE2_ERROR_MATCHLIMIT : 0;
}

static int interpret(const struct regex *regex, struct str text, size_t from)
{
    struct regex_slow *slow = regex->slow;
    struct work work = {.place = from};
    size_t offset;
    int fault;

    if (!slow->counted)
        slow->counted = compile_text(buffer_str(&slow->text), slow->options | PCRE2_AUTO_CALLOUT,
                                     &offset, &fault);
    if (!slow->counted)
        return PCRE2_ERROR_MATCHLIMIT; /* too large with its callouts */
    pcre2_set_callout(regex->context, count_work, &work);
    return pcre2_match(slow->counted, (PCRE2_SPTR)(text.data ? text.data : ""), text.len, from,
                       PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, regex->match, regex->context);
}

static int run(const struct regex *regex, struct str text, size_t from)
{
    int groups = PCRE2_ERROR_JIT_STACKLIMIT;

    if (regex->is_jit)
        groups = run_in_time(regex, text, from);
    /* JIT code runs on a small stack; the interpreter takes what it needs from the heap. */
    return groups == PCRE2_ERROR_JIT_STACKLIMIT ? interpret(regex, text, from) : groups;
}

enum regex_result regex_search(const struct regex *regex, struct str text, size_t from,
                               struct regex_match *match)
{
    int groups = run(regex, text, from);

    if (groups == PCRE2_ERROR_NOMATCH)
        return REGEX_NO;
    if (groups < 0)
        return REGEX_LIMIT;
    if (match)
        copy_match(match, regex, groups);
    return REGEX_YES;
}

size_t regex_groups(const struct regex *regex)
{
    uint32_t count = 0;

    pcre2_pattern_info(regex->code, PCRE2_INFO_CAPTURECOUNT, &count);
    return count;
}
