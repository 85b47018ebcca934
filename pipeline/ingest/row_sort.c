/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { BUCKET_ROWS = 32768, INSERTION_SORT_ROWS = 48 };

struct bucket {
    struct row_list rows; /* their patients by rank */
    size_t n;
};

struct row_sort {
    const struct dictionary *patients;
    const struct row_ranks *ranks;
    struct row_spares *spares;
    struct bucket *buckets;
    size_t n_buckets, at;
    unsigned shift; /* a patient's rank, shifted so, is the bucket */
    size_t *starts; /* of the patients of a bucket */
    struct stored_row *sorted;
    size_t capacity;
};

struct row_ranks row_ranks_of(const struct dictionary *patients, const struct dictionary *rests) {
    size_t n = dictionary_count(patients);
    struct row_ranks ranks = {.patients = memory_alloc(n, sizeof *ranks.patients),
                              .rests = rests,
                              .patients_in_order = dictionary_order(patients)};

    for (size_t i = 0; i < n; i++)
        ranks.patients[ranks.patients_in_order[i]] = (uint32_t)i;
    return ranks;
}

void row_ranks_free(struct row_ranks *ranks) {
    free(ranks->patients);
    free(ranks->patients_in_order);
    *ranks = (struct row_ranks){0};
}

static int compare_within_patient(const void *left, const void *right, void *context) {
    const struct stored_row *a = left, *b = right;

    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->rest == b->rest ? 0 : dictionary_compare(context, a->rest, b->rest);
}

bool row_ranks_before(const struct row_ranks *ranks, const struct stored_row *a, const struct stored_row *b) {
    uint32_t a_rank = ranks->patients[a->patient], b_rank = ranks->patients[b->patient];

    if (a_rank != b_rank)
        return a_rank < b_rank;
    return compare_within_patient(a, b, (void *)(uintptr_t)ranks->rests) < 0;
}

/* All rows once, and a third for the blocks that are half full and for the bucket that is sorted. A patient who has
 * most rows of the table is a bucket of that size: twice the rows are then half as much again as the budget. */
size_t row_sort_most(size_t budget) {
    size_t half = sizeof(struct row_block) / 2;

    return budget <= half ? 0 : (budget - half) / 4 * 3 / sizeof(struct stored_row);
}

/* A bucket holds a power of two of patients, about as many as have BUCKET_ROWS rows between them. */
static unsigned choose_shift(size_t n_rows, size_t n_patients) {
    size_t n = n_rows <= BUCKET_ROWS ? n_patients : n_patients * BUCKET_ROWS / n_rows;
    unsigned shift = 0;

    while (n >> shift > 1)
        shift++;
    return shift;
}

static void deal(struct row_sort *sort, struct row_list *rows) {
    struct row_block *block;
    size_t n;

    while ((block = row_list_take(rows, &n)) != NULL) {
        for (size_t i = 0; i < n; i++) {
            struct stored_row row = block->rows[i];
            row.patient = sort->ranks->patients[row.patient];
            struct bucket *bucket = &sort->buckets[row.patient >> sort->shift];
            row_list_add(&bucket->rows, sort->spares, row);
            bucket->n++;
        }
        row_spares_give(sort->spares, block);
    }
}

struct row_sort *row_sort_begin(struct row_list *rows, size_t n, struct row_spares *spares,
                                const struct dictionary *patients, const struct row_ranks *ranks) {
    struct row_sort *sort = memory_alloc(1, sizeof *sort);
    size_t n_patients = dictionary_count(patients);

    sort->patients = patients;
    sort->ranks = ranks;
    sort->spares = spares;
    sort->shift = choose_shift(n, n_patients);
    sort->n_buckets = n_patients == 0 ? 0 : ((n_patients - 1) >> sort->shift) + 1;
    sort->buckets = memory_alloc(sort->n_buckets, sizeof *sort->buckets);
    sort->starts = memory_alloc(((size_t)1 << sort->shift) + 1, sizeof *sort->starts);
    deal(sort, rows);
    return sort;
}

void row_sort_end(struct row_sort *sort) {
    if (sort == NULL)
        return;
    for (size_t i = sort->at; i < sort->n_buckets; i++)
        row_list_free(&sort->buckets[i].rows);
    free(sort->buckets);
    free(sort->starts);
    free(sort->sorted);
    free(sort);
}

/* Exports are mostly in date order already: insertion is then one pass. Long unordered groups go to qsort. */
static void sort_patient(const struct row_sort *sort, struct stored_row *rows, size_t n) {
    void *rests = (void *)(uintptr_t)sort->ranks->rests;
    size_t moves = 0;

    for (size_t i = 1; i < n; i++) {
        struct stored_row row = rows[i];
        size_t j = i;
        while (j > 0 && compare_within_patient(&rows[j - 1], &row, rests) > 0) {
            rows[j] = rows[j - 1];
            j--;
            moves++;
        }
        rows[j] = row;
        if (moves > n * INSERTION_SORT_ROWS) {
            qsort_r(rows, n, sizeof *rows, compare_within_patient, rests);
            return;
        }
    }
}

/* Counts the rows of each patient of a bucket: starts[p] is where those of p begin. */
static void count_rows(struct row_sort *sort, const struct row_list *rows, size_t n_patients) {
    uint32_t mask = (uint32_t)((1u << sort->shift) - 1);

    memset(sort->starts, 0, (n_patients + 1) * sizeof *sort->starts);
    for (const struct row_block *block = rows->first; block != NULL; block = block->next) {
        size_t n = block == rows->last ? (size_t)(rows->at - block->rows) : ROW_BLOCK_ROWS;
        for (size_t i = 0; i < n; i++)
            sort->starts[(block->rows[i].patient & mask) + 1]++;
    }
    for (size_t p = 0; p < n_patients; p++)
        sort->starts[p + 1] += sort->starts[p];
}

/* Each row to its patient, whose number it gets back. */
static void scatter(struct row_sort *sort, struct row_list *rows) {
    const uint32_t *in_order = sort->ranks->patients_in_order;
    uint32_t mask = (uint32_t)((1u << sort->shift) - 1);
    struct row_block *block;
    size_t n;

    while ((block = row_list_take(rows, &n)) != NULL) {
        for (size_t i = 0; i < n; i++) {
            struct stored_row row = block->rows[i];
            size_t *start = &sort->starts[row.patient & mask];
            row.patient = in_order[row.patient];
            sort->sorted[(*start)++] = row;
        }
        row_spares_give(sort->spares, block);
    }
}

static void sort_bucket(struct row_sort *sort, struct bucket *bucket) {
    size_t first = sort->at << sort->shift, n_known = dictionary_count(sort->patients) - first;
    size_t n_patients = n_known < (size_t)1 << sort->shift ? n_known : (size_t)1 << sort->shift, start = 0;

    dictionary_prefetch_texts(sort->patients, sort->ranks->patients_in_order + first, n_patients);
    sort->sorted = memory_grow(sort->sorted, &sort->capacity, bucket->n, sizeof *sort->sorted);
    count_rows(sort, &bucket->rows, n_patients);
    scatter(sort, &bucket->rows);
    for (size_t p = 0; p < n_patients; start = sort->starts[p++]) /* starts[p] is now the end of p */
        sort_patient(sort, sort->sorted + start, sort->starts[p] - start);
}

const struct stored_row *row_sort_next(struct row_sort *sort, size_t *n) {
    while (sort->at < sort->n_buckets && sort->buckets[sort->at].n == 0)
        sort->at++;
    if (sort->at == sort->n_buckets)
        return NULL;
    sort_bucket(sort, &sort->buckets[sort->at]);
    *n = sort->buckets[sort->at++].n;
    return sort->sorted;
}
