/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_store.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/scratch_file.h"
#include "ingest/row_sort.h"

enum { RUN_BUFFER_ROWS = 4096, LEAST_ROWS = 1024 };

struct run {
    off_t next, end; /* in the spill file, bytes */
    struct stored_row *buffer;
    size_t at, n;
};

struct row_store {
    const struct dictionary *patients, *rests;
    struct row_ranks ranks; /* of the last sort */
    struct row_list rows;
    struct row_spares spares;
    size_t n_rows, most_rows;
    struct row_sort *sort; /* of all rows, when none were spilled */
    const struct stored_row *sorted;
    size_t at, n_sorted;
    const char *path; /* beside which it spills */
    int spill;
    off_t spilled; /* bytes */
    struct run *runs;
    size_t n_runs, runs_capacity;
    uint32_t *heap; /* runs that have a row, the first row's on top */
    size_t n_heap;
};

struct row_store *row_store_alloc(const struct dictionary *patients, const struct dictionary *rests, size_t budget,
                                  const char *path) {
    struct row_store *store = memory_alloc(1, sizeof *store);

    store->patients = patients;
    store->rests = rests;
    store->path = path;
    row_store_set_budget(store, budget);
    return store;
}

void row_store_set_budget(struct row_store *store, size_t budget) {
    size_t most = row_sort_most(budget);

    store->most_rows = most < LEAST_ROWS ? LEAST_ROWS : most;
}

void row_store_free(struct row_store *store) {
    if (store == NULL)
        return;
    for (size_t i = 0; i < store->n_runs; i++)
        free(store->runs[i].buffer);
    if (store->n_runs > 0)
        close(store->spill);
    row_sort_end(store->sort);
    row_list_free(&store->rows);
    row_spares_free(&store->spares);
    row_ranks_free(&store->ranks);
    free(store->runs);
    free(store->heap);
    free(store);
}

static struct row_sort *sort_rows(struct row_store *store) {
    size_t n = store->n_rows;

    row_ranks_free(&store->ranks);
    store->ranks = row_ranks_of(store->patients, store->rests);
    store->n_rows = 0;
    return row_sort_begin(&store->rows, n, &store->spares, store->patients, &store->ranks);
}

static void spill_rows(struct row_store *store) {
    struct row_sort *sort = sort_rows(store);
    const struct stored_row *rows;
    struct run *run;
    size_t n;

    if (store->n_runs == 0)
        store->spill = scratch_file_open(store->path);
    store->runs = memory_grow(store->runs, &store->runs_capacity, store->n_runs + 1, sizeof *store->runs);
    run = &store->runs[store->n_runs++];
    *run = (struct run){.next = store->spilled};
    while ((rows = row_sort_next(sort, &n)) != NULL) {
        scratch_file_write(store->spill, store->path, rows, n * sizeof *rows, store->spilled);
        store->spilled += (off_t)(n * sizeof *rows);
    }
    run->end = store->spilled;
    row_sort_end(sort);
}

void row_store_add(struct row_store *store, struct stored_row row) {
    if (store->n_rows >= store->most_rows)
        spill_rows(store);
    row_list_add(&store->rows, &store->spares, row);
    store->n_rows++;
}

static void refill(struct row_store *store, struct run *run) {
    size_t bytes = (size_t)(run->end - run->next), most = RUN_BUFFER_ROWS * sizeof *run->buffer;

    bytes = bytes < most ? bytes : most;
    run->at = 0;
    run->n = bytes / sizeof *run->buffer;
    if (bytes == 0)
        return;
    if (run->buffer == NULL)
        run->buffer = memory_alloc(RUN_BUFFER_ROWS, sizeof *run->buffer);
    scratch_file_read(store->spill, store->path, run->buffer, bytes, run->next);
    run->next += (off_t)bytes;
}

static bool comes_before(const struct row_store *store, uint32_t left, uint32_t right) {
    const struct run *a = &store->runs[left], *b = &store->runs[right];

    return row_ranks_before(&store->ranks, &a->buffer[a->at], &b->buffer[b->at]);
}

/* The run at `at` sinks until no run below it comes before it: with many runs, a row costs their logarithm. */
static void sink(struct row_store *store, size_t at) {
    uint32_t *heap = store->heap, run = heap[at];

    for (size_t below; (below = 2 * at + 1) < store->n_heap; at = below) {
        if (below + 1 < store->n_heap && comes_before(store, heap[below + 1], heap[below]))
            below++;
        if (!comes_before(store, heap[below], run))
            break;
        heap[at] = heap[below];
    }
    heap[at] = run;
}

void row_store_sort(struct row_store *store) {
    if (store->n_runs == 0) {
        store->sort = sort_rows(store);
        return;
    }
    spill_rows(store);
    row_spares_free(&store->spares);
    store->heap = memory_alloc(store->n_runs, sizeof *store->heap);
    for (size_t i = 0; i < store->n_runs; i++) {
        refill(store, &store->runs[i]);
        store->heap[store->n_heap++] = (uint32_t)i;
    }
    for (size_t i = store->n_heap; i-- > 0;)
        sink(store, i);
}

enum { ROWS_AHEAD = 8 };

/* The texts of rows that will be given out soon: they lie about memory in the order in which they came. */
static void call_in(const struct row_store *store) {
    const struct stored_row *rows = store->sorted + store->at;
    size_t left = store->n_sorted - store->at;

    if (left > 2 * ROWS_AHEAD)
        dictionary_prefetch_entry(store->rests, rows[2 * ROWS_AHEAD].rest);
    if (left > ROWS_AHEAD)
        dictionary_prefetch_text(store->rests, rows[ROWS_AHEAD].rest);
}

static bool next_in_memory(struct row_store *store, struct stored_row *row) {
    if (store->at == store->n_sorted) {
        store->sorted = row_sort_next(store->sort, &store->n_sorted);
        store->at = 0;
        if (store->sorted == NULL) {
            store->n_sorted = 0;
            return false;
        }
    }
    call_in(store);
    *row = store->sorted[store->at++];
    return true;
}

bool row_store_next(struct row_store *store, struct stored_row *row) {
    struct run *first;

    if (store->n_runs == 0)
        return next_in_memory(store, row);
    if (store->n_heap == 0)
        return false;
    first = &store->runs[store->heap[0]];
    *row = first->buffer[first->at++];
    if (first->at == first->n)
        refill(store, first);
    if (first->n == 0)
        store->heap[0] = store->heap[--store->n_heap];
    if (store->n_heap > 0)
        sink(store, 0);
    return true;
}

size_t row_store_n_runs(const struct row_store *store) { return store->n_runs; }

const uint32_t *row_store_patients(const struct row_store *store) { return store->ranks.patients_in_order; }
