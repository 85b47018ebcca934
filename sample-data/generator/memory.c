/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_SOFTWARE = 70, FIRST_CAPACITY = 64 };

static void *checked(void *memory) {
    if (memory == NULL) {
        fputs("generate_sample: out of memory\n", stderr);
        exit(EXIT_SOFTWARE);
    }
    return memory;
}

void *memory_grow(void *items, size_t n_items, size_t *capacity, size_t item_bytes) {
    if (n_items < *capacity) {
        return items;
    }
    *capacity = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
    return checked(realloc(items, *capacity * item_bytes));
}

void *memory_zeros(size_t n_items, size_t item_bytes) { return checked(calloc(n_items, item_bytes)); }

char *memory_copy_text(const char *text) { return checked(strdup(text)); }
