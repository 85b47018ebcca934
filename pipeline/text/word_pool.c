/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/word_pool.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

struct word_pool {
    char **texts;
    size_t n, capacity;
};

struct word_pool *word_pool_alloc(void) {
    return memory_alloc(1, sizeof(struct word_pool));
}

void word_pool_free(struct word_pool *pool) {
    if (pool == NULL)
        return;
    for (size_t i = 0; i < pool->n; i++)
        free(pool->texts[i]);
    free(pool->texts);
    free(pool);
}

const char *word_pool_keep(struct word_pool *pool, char *text) {
    pool->texts = memory_grow(pool->texts, &pool->capacity, pool->n + 1, sizeof *pool->texts);
    pool->texts[pool->n++] = text;
    return text;
}

const char *word_pool_format(struct word_pool *pool, const char *format, ...) {
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = memory_format_list(format, arguments);
    va_end(arguments);
    return word_pool_keep(pool, text);
}
