/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
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
    FILE *spill;
    struct run *runs;
    size_t n_runs, runs_capacity;
};

struct row_store *row_store_alloc(const struct dictionary *patients, const struct dictionary *rests, size_t budget,
                                  const char *path) {
    struct row_store *store = memory_alloc(1, sizeof *store);

    store->patients = patients;
    store->rests = rests;
    store->most_rows = row_sort_most(budget);
    if (store->most_rows < LEAST_ROWS)
        store->most_rows = LEAST_ROWS;
    store->path = path;
    return store;
}

void row_store_free(struct row_store *store) {
    if (store == NULL)
        return;
    for (size_t i = 0; i < store->n_runs; i++)
        free(store->runs[i].buffer);
    if (store->spill != NULL)
        fclose(store->spill);
    row_sort_end(store->sort);
    row_list_free(&store->rows);
    row_spares_free(&store->spares);
    row_ranks_free(&store->ranks);
    free(store->runs);
    free(store);
}

static _Noreturn void fail_spilling(void) {
    message_fail(EX_IOERR, "the sort file cannot be used: %s", strerror(errno));
}

static void open_spill(struct row_store *store) {
    store->spill = fdopen(scratch_file_open(store->path), "w+");
    if (store->spill == NULL)
        fail_spilling();
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

    if (store->spill == NULL)
        open_spill(store);
    store->runs = memory_grow(store->runs, &store->runs_capacity, store->n_runs + 1, sizeof *store->runs);
    run = &store->runs[store->n_runs++];
    *run = (struct run){.next = ftello(store->spill)};
    while ((rows = row_sort_next(sort, &n)) != NULL)
        if (fwrite(rows, sizeof *rows, n, store->spill) != n)
            fail_spilling();
    run->end = ftello(store->spill);
    row_sort_end(sort);
}

void row_store_add(struct row_store *store, struct stored_row row) {
    if (store->n_rows == store->most_rows)
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
    if (pread(fileno(store->spill), run->buffer, bytes, run->next) != (ssize_t)bytes)
        fail_spilling();
    run->next += (off_t)bytes;
}

void row_store_sort(struct row_store *store) {
    if (store->n_runs == 0) {
        store->sort = sort_rows(store);
        return;
    }
    spill_rows(store);
    if (fflush(store->spill) != 0)
        fail_spilling();
    row_spares_free(&store->spares);
    for (size_t i = 0; i < store->n_runs; i++)
        refill(store, &store->runs[i]);
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
    *row = store->sorted[store->at++];
    return true;
}

bool row_store_next(struct row_store *store, struct stored_row *row) {
    struct run *first = NULL;

    if (store->n_runs == 0)
        return next_in_memory(store, row);
    for (size_t i = 0; i < store->n_runs; i++) {
        struct run *run = &store->runs[i];
        if (run->n > 0 &&
            (first == NULL || row_ranks_before(&store->ranks, &run->buffer[run->at], &first->buffer[first->at])))
            first = run;
    }
    if (first == NULL)
        return false;
    *row = first->buffer[first->at++];
    if (first->at == first->n)
        refill(store, first);
    return true;
}

size_t row_store_n_runs(const struct row_store *store) { return store->n_runs; }
