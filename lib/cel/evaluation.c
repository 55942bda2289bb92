/* Activations: variables, limits, and the evaluation of a program. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/memory.h"
#include "cel/node.h"
#include "cel/regex_cache.h"
#include "cel/timezone.h"

enum { FEW_LOCALS = 8 };

void cel_evaluation_init(struct cel_evaluation *evaluation,
                         const struct cel_environment *environment, struct arena *arena)
{
    *evaluation = (struct cel_evaluation){
        .arena = arena, .slot_count = cel_slot_count(environment), .cost_limit = LIMIT_CEL_COST};
    evaluation->variables = memory_zalloc(evaluation->slot_count, sizeof *evaluation->variables);
    evaluation->bound = memory_zalloc(evaluation->slot_count, sizeof *evaluation->bound);
}

void cel_evaluation_release(struct cel_evaluation *evaluation)
{
    cel_regex_cache_free(evaluation->regexes);
    cel_timezone_cache_free(evaluation->timezones);
    free(evaluation->variables);
    free(evaluation->bound);
    *evaluation = (struct cel_evaluation){0};
}

void cel_bind(struct cel_evaluation *evaluation, unsigned slot, struct cel_value value)
{
    evaluation->variables[slot] = value;
    evaluation->bound[slot] = true;
}

void cel_unbind(struct cel_evaluation *evaluation, unsigned slot)
{
    evaluation->bound[slot] = false;
}

static void stop(struct cel_evaluation *evaluation, enum cel_fault_kind kind, const char *message)
{
    struct cel_fault *fault = ARENA_NEW(evaluation->arena, struct cel_fault);

    fault->kind = kind;
    fault->message = str_of(message);
    evaluation->stop = fault;
}

bool cel_spend(struct cel_evaluation *evaluation, uint64_t cost)
{
    if (__builtin_add_overflow(evaluation->cost, cost, &evaluation->cost))
        evaluation->cost = UINT64_MAX;
    if (evaluation->cost <= evaluation->cost_limit)
        return true;
    if (!evaluation->stop)
        stop(evaluation, CEL_FAULT_COST, "the expression costs more to evaluate than the limit");
    return false;
}

void cel_evaluate_to(struct cel_value *out, const struct cel_program *program,
                     struct cel_evaluation *evaluation)
{
    struct cel_value few[FEW_LOCALS];
    struct cel_value *outer = evaluation->locals;
    const struct cel_value *value;

    /* A function may evaluate another program: only the outermost starts to count anew. */
    if (evaluation->running++ == 0) {
        evaluation->cost = 0;
        evaluation->stop = NULL;
    }
    evaluation->locals =
        program->local_count <= FEW_LOCALS
            ? few
            : arena_alloc_array(evaluation->arena, program->local_count, sizeof *few);
    value = program->root->evaluate(program->root, evaluation, out);
    if (value != out)
        *out = *value;
    if (evaluation->stop)
        *out = cel_node_locate(program->root, evaluation,
                               (struct cel_value){.tag = CEL_ERROR, .fault = evaluation->stop});
    evaluation->locals = outer;
    evaluation->running--;
}

struct cel_value cel_evaluate(const struct cel_program *program, struct cel_evaluation *evaluation)
{
    struct cel_value result;

    cel_evaluate_to(&result, program, evaluation);
    return result;
}
