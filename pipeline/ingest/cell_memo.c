/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/cell_memo.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"

enum { MOST_TEXTS = 4096, LONGEST_TEXT = 256 };

struct result {
    size_t at; /* in the pool; SAME: it is the text itself, which the caller has at hand */
    uint32_t length;
    enum row_fault fault;
};

#define SAME SIZE_MAX

struct cell_memo {
    struct dictionary *texts;
    struct result *results; /* by number of the text */
    size_t capacity;
    struct text_buffer pool;
    size_t n_recalled; /* since everything was forgotten */
    bool is_idle;
};

struct cell_memo *cell_memo_alloc(void) {
    struct cell_memo *memo = memory_alloc(1, sizeof *memo);

    memo->texts = dictionary_alloc();
    return memo;
}

void cell_memo_free(struct cell_memo *memo) {
    if (memo == NULL)
        return;
    dictionary_free(memo->texts);
    text_buffer_free(&memo->pool);
    free(memo->results);
    free(memo);
}

bool cell_memo_recall(struct cell_memo *memo, const char *text, size_t length, struct text_buffer *out,
                      enum row_fault *fault) {
    uint32_t number;

    if (memo->is_idle || length > LONGEST_TEXT)
        return false;
    number = dictionary_find(memo->texts, text, length);
    if (number == DICTIONARY_NONE)
        return false;
    const struct result *result = &memo->results[number];
    if (result->length > 0)
        text_buffer_append(out, result->at == SAME ? text : memo->pool.text + result->at, result->length);
    *fault = result->fault;
    memo->n_recalled++;
    return true;
}

static void forget(struct cell_memo *memo) {
    memo->is_idle = memo->n_recalled < MOST_TEXTS;
    memo->n_recalled = 0;
    dictionary_clear(memo->texts);
    text_buffer_clear(&memo->pool);
}

void cell_memo_keep(struct cell_memo *memo, const char *text, size_t length, const struct text_buffer *out,
                    size_t before, enum row_fault fault) {
    size_t result_length = out->length - before;
    uint32_t number;

    if (memo->is_idle || length > LONGEST_TEXT || result_length > LONGEST_TEXT)
        return;
    if (dictionary_count(memo->texts) == MOST_TEXTS)
        forget(memo);
    number = dictionary_add(memo->texts, text, length);
    memo->results = memory_grow(memo->results, &memo->capacity, number + 1, sizeof *memo->results);
    memo->results[number] = (struct result){.at = memo->pool.length, .length = (uint32_t)result_length, .fault = fault};
    if (result_length == 0)
        return;
    if (result_length == length && memcmp(out->text + before, text, length) == 0)
        memo->results[number].at = SAME;
    else
        text_buffer_append(&memo->pool, out->text + before, result_length);
}
