/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/sample_people.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A person's rows usually stand together: the last one is tried first. */
uint32_t sample_ids_find(struct sample_ids *ids, struct record_cell cell) {
    if (ids->last == DICTIONARY_NONE || dictionary_length(ids->ids, ids->last) != cell.length ||
        memcmp(dictionary_text(ids->ids, ids->last), cell.text, cell.length) != 0)
        ids->last = dictionary_add(ids->ids, cell.text, cell.length);
    return ids->last;
}

void sample_people_free(struct sample_people *people) {
    free(people->own);
    free(people->known);
}

int32_t sample_people_number(struct sample_people *people, uint32_t known) {
    size_t before = people->own_capacity;

    people->own = memory_grow(people->own, &people->own_capacity, (size_t)known + 1, sizeof *people->own);
    if (people->own_capacity > before)
        memset(people->own + before, 0, (people->own_capacity - before) * sizeof *people->own);
    if (people->own[known] == 0) {
        people->known = memory_grow(people->known, &people->known_capacity, people->n + 1, sizeof *people->known);
        people->known[people->n++] = known;
        people->own[known] = (uint32_t)people->n;
    }
    return (int32_t)people->own[known] - 1;
}

static bool is_ascending(const struct sample_people *people, const uint32_t *rank) {
    for (size_t i = 1; i < people->n; i++)
        if (rank[people->known[i - 1]] > rank[people->known[i]])
            return false;
    return true;
}

/* Of a sorted file they are in order already. */
void sample_people_sort(const struct sample_people *people, const uint32_t *rank, size_t n_known,
                        struct sample_row *rows, size_t n_rows) {
    uint32_t *own_of_rank, next = 0;

    if (is_ascending(people, rank))
        return;
    own_of_rank = memory_alloc(n_known, sizeof *own_of_rank);
    for (size_t i = 0; i < people->n; i++)
        own_of_rank[rank[people->known[i]]] = 1;
    for (size_t i = 0; i < n_known; i++)
        if (own_of_rank[i] != 0)
            own_of_rank[i] = next++;
    for (size_t i = 0; i < n_rows; i++)
        rows[i].person = (int32_t)own_of_rank[rank[people->known[rows[i].person]]];
    free(own_of_rank);
}
