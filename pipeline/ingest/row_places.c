/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_places.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

struct row_places {
    struct row_place *places;
    size_t n, capacity;
    bool sorted;
};

struct row_places *row_places_alloc(void) {
    return memory_alloc(1, sizeof(struct row_places));
}

void row_places_free(struct row_places *places) {
    if (places == NULL)
        return;
    free(places->places);
    free(places);
}

void row_places_add(struct row_places *places, const struct row_place *place) {
    places->places = memory_grow(places->places, &places->capacity, places->n + 1, sizeof *places->places);
    places->places[places->n++] = *place;
}

static int compare_keys(const struct row_place *a, const struct row_place *b) {
    if (a->patient != b->patient)
        return a->patient < b->patient ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

static int compare_places(const void *left, const void *right) {
    const struct row_place *a = left, *b = right;
    int order = compare_keys(a, b);

    if (order != 0)
        return order;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

size_t row_places_find(struct row_places *places, uint32_t patient, int32_t day, const struct row_place **first) {
    const struct row_place key = {.patient = patient, .day = day};
    size_t low = 0, high = places->n, end;

    if (!places->sorted) /* conflicts are rare: nothing is sorted for clean tables */
        qsort(places->places, places->n, sizeof *places->places, compare_places);
    places->sorted = true;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(&places->places[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < places->n && compare_keys(&places->places[end], &key) == 0; end++)
        continue;
    *first = &places->places[low];
    return end - low;
}
