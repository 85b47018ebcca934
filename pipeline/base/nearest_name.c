/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest_name.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static size_t smallest(size_t a, size_t b, size_t c) {
    size_t least = a < b ? a : b;

    return least < c ? least : c;
}

size_t nearest_name_distance(const char *a, const char *b) {
    size_t n = strlen(b), result;
    size_t *row = memory_alloc(n + 1, sizeof *row);

    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 0; a[i] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < n; j++) {
            size_t change = diagonal + (tolower((unsigned char)a[i]) != tolower((unsigned char)b[j]));
            diagonal = row[j + 1];
            row[j + 1] = smallest(change, diagonal + 1, row[j] + 1);
        }
    }
    result = row[n];
    free(row);
    return result;
}

const char *nearest_name_find(const char *const names[], size_t n, const char *name) {
    size_t least = strlen(name) / 3 + 1;
    const char *nearest = NULL;

    for (size_t i = 0; i < n; i++) {
        size_t distance = nearest_name_distance(names[i], name);
        if (distance < least) {
            least = distance;
            nearest = names[i];
        }
    }
    return nearest;
}

char *nearest_name_hint(const char *const names[], size_t n, const char *name, const char *otherwise) {
    const char *nearest = nearest_name_find(names, n, name);

    return nearest == NULL ? memory_format("%s", otherwise) : memory_format("did you mean '%s'?", nearest);
}
