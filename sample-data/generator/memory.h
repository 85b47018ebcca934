/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory or a message and exit 70: a development tool has nothing better to do. */
#ifndef GENERATOR_MEMORY_H
#define GENERATOR_MEMORY_H

#include <stddef.h>

/* Room for one more element: returns items, moved and its capacity doubled when n_items fills it. */
void *memory_grow(void *items, size_t n_items, size_t *capacity, size_t item_bytes);

/* n_items of zeros; n_items above 0. */
void *memory_zeros(size_t n_items, size_t item_bytes);

char *memory_copy_text(const char *text);

#endif
