/*
 * The Common Expression Language (cel-spec, langdef.md) for JSON-typed data:
 * an expression is compiled once (parsed, checked, folded) and evaluated many times.
 *
 *     struct cel_environment *environment = cel_environment_new(&arena, NULL);
 *     unsigned self = cel_declare(environment, STR("self"), risk_type, STR("the risk"));
 *     struct cel_program *program = cel_compile(environment, &text, NULL, &arena, &sink);
 *
 *     cel_evaluation_init(&evaluation, environment, &scratch);
 *     cel_bind(&evaluation, self, cel_of_document(&scratch, value, risk_type, &value->span));
 *     result = cel_evaluate(program, &evaluation);
 *     cel_evaluation_release(&evaluation);
 *
 * This is the folder's only header for others, with what it includes; every symbol begins
 * with cel_. It stands on lib/base, lib/regex and lib/value alone: what a caller knows comes in
 * as declarations, functions and the values of lazy variables (cel_evaluation.resolve).
 */
#ifndef CEL_CEL_H
#define CEL_CEL_H

#include "cel/cel_value.h"
#include "cel/environment.h"
#include "cel/type.h"
#include "value/diagnostic.h"

/* An expression and where it stands. */
struct cel_text {
    struct str text;  /* the expression; borrowed as long as the program lives */
    struct span span; /* its place in a source */
    /*
     * The offset in the source of byte OFFSET of the text. NULL: the span's
     * bytes are the text, or (other length) diagnostics mark the whole span.
     */
    uint32_t (*locate)(void *context, uint32_t offset);
    void *context;
};

struct cel_program;

struct cel_options {
    bool unchecked;                          /* no type checker: everything is dyn */
    bool no_macros;                          /* `all` and others are ordinary functions */
    const struct cel_type *expected;         /* the result must be assignable to it, or NULL */
    const struct cel_program *const *guards; /* conditions that hold when this is evaluated */
    size_t guard_count;
};

/*
 * Compile TEXT into ARENA. What is wrong goes to SINK (codes "cel-syntax",
 * "cel-type", "cel-name", "cel-field", "cel-optional", "cel-enum", "cel-regex",
 * "cel-limit") at its span in the source, and the result is NULL. OPTIONS may
 * be NULL. A program holds compiled regular expressions: cel_program_release it.
 */
struct cel_program *cel_compile(const struct cel_environment *environment,
                                const struct cel_text *text, const struct cel_options *options,
                                struct arena *arena, struct sink *sink);
/* Free what is not in the arena; PROGRAM may be NULL. */
void cel_program_release(struct cel_program *program);

/* The type that the checker found. */
const struct cel_type *cel_program_type(const struct cel_program *program);
/* Does the program read the variable in SLOT? */
bool cel_program_reads(const struct cel_program *program, unsigned slot);

/*
 * The length of the expression at the start of TEXT that ends before the first
 * '}' that it does not itself open, or -1 if there is no such brace: for
 * messages that embed expressions in braces.
 */
ptrdiff_t cel_embedded_length(struct str text);

/*
 * One activation: variables and limits. Used for any number of programs of
 * its environment or the parents of it.
 */
struct cel_evaluation {
    struct arena *arena;         /* holds whatever evaluation makes; the caller resets it */
    struct cel_value *variables; /* by slot */
    bool *bound;                 /* by slot: has it a value? */
    unsigned slot_count;
    /*
     * The value of a variable that is not bound, asked for when an expression reads
     * it and then kept until cel_unbind. NULL, or the tag CEL_ERROR: it is an error.
     */
    struct cel_value (*resolve)(struct cel_evaluation *evaluation, void *context, unsigned slot);
    void *resolve_context;
    uint64_t cost;       /* spent so far in this evaluation; see cel_evaluate */
    uint64_t cost_limit; /* LIMIT_CEL_COST at first */
    /* Private to lib/cel. */
    struct cel_value *locals;         /* comprehension variables */
    const struct cel_fault *stop;     /* the limit that ended the evaluation, or NULL */
    struct regex_cache *regexes;      /* of patterns that are not constant */
    struct timezone_cache *timezones; /* zones that were asked for */
    unsigned depth;                   /* of containers being compared or written */
    unsigned running;                 /* evaluations inside each other */
};

void cel_evaluation_init(struct cel_evaluation *evaluation,
                         const struct cel_environment *environment, struct arena *arena);
void cel_evaluation_release(struct cel_evaluation *evaluation);
void cel_bind(struct cel_evaluation *evaluation, unsigned slot, struct cel_value value);
void cel_unbind(struct cel_evaluation *evaluation, unsigned slot);

/*
 * Evaluate PROGRAM. The result may be an error or an unknown. Cost, in the
 * manner of Kubernetes: every variable, field, index and operator costs 1,
 * every call 1, and what walks strings or lists a tenth of their size more
 * (matches: that times a quarter of the pattern's). An evaluation that exceeds the limit
 * ends with a CEL_FAULT_COST error, which nothing absorbs.
 */
struct cel_value cel_evaluate(const struct cel_program *program, struct cel_evaluation *evaluation);

/* The same into *OUT, which saves a copy. */
void cel_evaluate_to(struct cel_value *out, const struct cel_program *program,
                     struct cel_evaluation *evaluation);

/* An error of a function: the message is formatted into the evaluation's arena. */
struct cel_value cel_fail(const struct cel_call *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Spend COST in a function that walks its arguments; false if the limit is exceeded. */
bool cel_spend(struct cel_evaluation *evaluation, uint64_t cost);

#endif
