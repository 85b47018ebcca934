/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest_name.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static bool same_letter(char a, char b) { return tolower((unsigned char)a) == tolower((unsigned char)b); }

/* One line of the table of distances: of the first i letters of a and each number of b's first ones, from the two lines
 * before it. Two letters exchanged are found two lines and two columns back (Damerau 1964). */
static void fill_row(size_t *row, const size_t *before, const size_t *before_that, const char *a, size_t i,
                     const char *b) {
    row[0] = i;
    for (size_t j = 1; b[j - 1] != '\0'; j++) {
        row[j] = smaller(before[j - 1] + !same_letter(a[i - 1], b[j - 1]), smaller(before[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) && same_letter(a[i - 2], b[j - 1]))
            row[j] = smaller(row[j], before_that[j - 2] + 1);
    }
}

size_t nearest_name_distance(const char *a, const char *b) {
    size_t width = strlen(b) + 1, result;
    size_t *rows = memory_alloc(3 * width, sizeof *rows);
    size_t *row = rows, *before = rows + width, *before_that = before + width;

    for (size_t j = 0; j < width; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t *free_row = before_that;
        before_that = before;
        before = row;
        row = free_row;
        fill_row(row, before, before_that, a, i, b);
    }
    result = row[width - 1];
    free(rows);
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
