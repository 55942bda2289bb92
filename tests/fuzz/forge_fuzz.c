/* The number of a forge, and the JSON of a request there. */
#include "fuzz.h"

#include "forge/request.h"

static void check(const struct request *request, const struct source *source)
{
    for (size_t i = 0; i < request->review_count; i++) {
        const struct review *review = &request->reviews[i];

        CHECK(review->span.source == source && review->span.end <= source->text.len);
        CHECK(review->commit.len <= 40);
        CHECK(utf8_invalid(review->login) < 0 && utf8_invalid(review->url) < 0);
        CHECK(review->standing != STANDING_APPROVES ||
              (review->state == REVIEW_APPROVED && review->submitted != INT64_MIN &&
               review->commit.len >= 7));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct source source;
    struct request request;
    struct error error = {0};
    const struct forge_api *forge = size ? forge_at(data[0] % 4) : NULL;

    if (!forge)
        return 0;
    source_init(&source, STR("-"), (struct str){(const char *)data + 1, size - 1}, &arena);
    if (request_read(&request, forge, &source, &arena, &error) == 0) {
        request_judge(&request, 1770681600);
        check(&request, &source);
    } else {
        CHECK(error.code == ERROR_USAGE && error.message[0]);
    }
    arena_release(&arena);
    return 0;
}
