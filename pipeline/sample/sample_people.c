/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_people.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sample/sample_rows.h"

/* A person's rows usually stand together: the last one is tried first. */
static bool is_last(const struct sample_ids *ids, struct record_cell cell) {
    const char *last;
    size_t length;

    if (ids->n == 0)
        return false;
    last = ids->ids == NULL ? ids->ascending + ids->last_at : dictionary_text(ids->ids, ids->last);
    length = ids->ids == NULL ? ids->used - ids->last_at - 1 : dictionary_length(ids->ids, ids->last);
    return length == cell.length && memcmp(last, cell.text, length) == 0;
}

static bool ascends(const struct sample_ids *ids, struct record_cell cell) {
    return memchr(cell.text, '\0', cell.length) == NULL &&
           (ids->n == 0 || strcmp(ids->ascending + ids->last_at, cell.text) < 0);
}

static uint32_t append(struct sample_ids *ids, struct record_cell cell) {
    ids->ascending = memory_grow(ids->ascending, &ids->capacity, ids->used + cell.length + 1, 1);
    memcpy(ids->ascending + ids->used, cell.text, cell.length + 1);
    ids->last_at = ids->used;
    ids->used += cell.length + 1;
    return (uint32_t)ids->n++;
}

static void fill_dictionary(struct sample_ids *ids) {
    ids->ids = dictionary_alloc();
    for (size_t at = 0; at < ids->used;) {
        size_t length = strlen(ids->ascending + at);
        dictionary_add(ids->ids, ids->ascending + at, length);
        at += length + 1;
    }
    free(ids->ascending);
    ids->ascending = NULL;
}

uint32_t sample_ids_find(struct sample_ids *ids, struct record_cell cell) {
    if (is_last(ids, cell))
        return ids->last;
    if (ids->ids == NULL && ascends(ids, cell))
        return ids->last = append(ids, cell);
    if (ids->ids == NULL)
        fill_dictionary(ids);
    ids->last = dictionary_add(ids->ids, cell.text, cell.length);
    ids->n = dictionary_count(ids->ids);
    return ids->last;
}

uint32_t *sample_ids_rank(const struct sample_ids *ids) { return ids->ids == NULL ? NULL : dictionary_ranks(ids->ids); }

const char *sample_ids_text(const struct sample_ids *ids, uint32_t number) {
    const char *text = ids->ascending;

    if (ids->ids != NULL)
        return dictionary_text(ids->ids, number);
    for (; number > 0; number--)
        text += strlen(text) + 1;
    return text;
}

void sample_ids_free(struct sample_ids *ids) {
    free(ids->ascending);
    dictionary_free(ids->ids);
    *ids = (struct sample_ids){0};
}

void sample_people_free(struct sample_people *people) {
    free(people->own);
    free(people->known);
}

int32_t sample_people_number(struct sample_people *people, uint32_t known) {
    size_t before = people->own_capacity;

    if (people->is_everyone) {
        people->n = known < people->n ? people->n : (size_t)known + 1;
        return (int32_t)known;
    }
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

/* number[own] = place among the grouping's people in the order of ids. The caller frees. */
static uint32_t *place_people(const struct sample_people *people, const uint32_t *rank, size_t n_known) {
    uint32_t *of_rank = memory_alloc(n_known, sizeof *of_rank), *number = memory_alloc(people->n, sizeof *number);
    uint32_t next = 0;

    for (size_t i = 0; i < people->n; i++)
        of_rank[rank == NULL ? people->known[i] : rank[people->known[i]]] = 1;
    for (size_t i = 0; i < n_known; i++)
        if (of_rank[i] != 0)
            of_rank[i] = next++;
    for (size_t i = 0; i < people->n; i++)
        number[i] = of_rank[rank == NULL ? people->known[i] : rank[people->known[i]]];
    free(of_rank);
    return number;
}

void sample_people_sort(const struct sample_people *people, const uint32_t *rank, size_t n_known, int32_t *person,
                        size_t n_rows) {
    uint32_t *number;

    if (people->is_everyone) {
        if (rank != NULL)
            sample_rows_renumber(person, n_rows, rank);
        return;
    }
    number = place_people(people, rank, n_known);
    sample_rows_renumber(person, n_rows, number);
    free(number);
}

/* The place at which a number stands among n. */
static uint32_t find_number(const uint32_t *numbers, size_t n, int32_t number) {
    uint32_t at = 0;

    while (at < n && numbers[at] != (uint32_t)number)
        at++;
    return at;
}

uint32_t sample_people_known(const struct sample_people *people, const uint32_t *rank, size_t n_known, int32_t person) {
    uint32_t *number, own;

    if (people->is_everyone)
        return rank == NULL ? (uint32_t)person : find_number(rank, n_known, person);
    number = place_people(people, rank, n_known);
    own = find_number(number, people->n, person);
    free(number);
    return people->known[own];
}
