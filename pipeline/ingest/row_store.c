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

enum { RUN_BUFFER_ROWS = 4096, INSERTION_SORT_ROWS = 48 };

struct run {
    off_t next, end; /* in the spill file, bytes */
    struct stored_row *buffer;
    size_t at, n;
};

struct row_store {
    const struct dictionary *patients, *rests;
    const uint32_t *patient_ranks, *rest_ranks; /* of the last sort */
    struct stored_row *rows;
    size_t n_rows, capacity, most_rows, at;
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
    store->most_rows = budget / (2 * sizeof *store->rows); /* sorting scatters into a second array */
    if (store->most_rows < 1024)
        store->most_rows = 1024;
    store->path = path;
    return store;
}

static void drop_ranks(struct row_store *store) {
    free((void *)(uintptr_t)store->patient_ranks);
    free((void *)(uintptr_t)store->rest_ranks);
    store->patient_ranks = NULL;
    store->rest_ranks = NULL;
}

void row_store_free(struct row_store *store) {
    if (store == NULL)
        return;
    for (size_t i = 0; i < store->n_runs; i++)
        free(store->runs[i].buffer);
    if (store->spill != NULL)
        fclose(store->spill);
    drop_ranks(store);
    free(store->runs);
    free(store->rows);
    free(store);
}

static int compare_within_patient(const void *left, const void *right, void *context) {
    const struct row_store *store = context;
    const struct stored_row *a = left, *b = right;

    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->rest == b->rest)
        return 0;
    return store->rest_ranks[a->rest] < store->rest_ranks[b->rest] ? -1 : 1;
}

/* Exports are mostly in date order already: insertion is then one pass. Long unordered groups go to qsort. */
static void sort_patient(struct row_store *store, struct stored_row *rows, size_t n) {
    size_t moves = 0;

    for (size_t i = 1; i < n; i++) {
        struct stored_row row = rows[i];
        size_t j = i;
        while (j > 0 && compare_within_patient(&rows[j - 1], &row, store) > 0) {
            rows[j] = rows[j - 1];
            j--;
            moves++;
        }
        rows[j] = row;
        if (moves > n * INSERTION_SORT_ROWS) {
            qsort_r(rows, n, sizeof *rows, compare_within_patient, store);
            return;
        }
    }
}

/* Count and scatter by the patient's rank, then each patient's few rows. */
static void sort_rows(struct row_store *store) {
    size_t n_patients = dictionary_count(store->patients);
    size_t *starts = memory_alloc(n_patients + 1, sizeof *starts);
    struct stored_row *sorted = memory_alloc(store->n_rows, sizeof *sorted);

    drop_ranks(store);
    store->patient_ranks = dictionary_ranks(store->patients);
    store->rest_ranks = dictionary_ranks(store->rests);
    for (size_t i = 0; i < store->n_rows; i++)
        starts[store->patient_ranks[store->rows[i].patient] + 1]++;
    for (size_t p = 0; p < n_patients; p++)
        starts[p + 1] += starts[p];
    for (size_t i = 0; i < store->n_rows; i++)
        sorted[starts[store->patient_ranks[store->rows[i].patient]]++] = store->rows[i];
    free(store->rows);
    store->rows = sorted;
    store->capacity = store->n_rows;
    for (size_t p = 0, start = 0; p < n_patients; start = starts[p++]) /* starts[p] is now the end of p */
        sort_patient(store, store->rows + start, starts[p] - start);
    free(starts);
}

static _Noreturn void fail_spilling(void) {
    message_fail(EX_IOERR, "the sort file cannot be used: %s", strerror(errno));
}

static void open_spill(struct row_store *store) {
    store->spill = fdopen(scratch_file_open(store->path), "w+");
    if (store->spill == NULL)
        fail_spilling();
}

static void spill_rows(struct row_store *store) {
    struct run *run;

    if (store->spill == NULL)
        open_spill(store);
    sort_rows(store);
    store->runs = memory_grow(store->runs, &store->runs_capacity, store->n_runs + 1, sizeof *store->runs);
    run = &store->runs[store->n_runs++];
    *run = (struct run){.next = ftello(store->spill)};
    if (fwrite(store->rows, sizeof *store->rows, store->n_rows, store->spill) != store->n_rows)
        fail_spilling();
    run->end = ftello(store->spill);
    store->n_rows = 0;
}

void row_store_add(struct row_store *store, struct stored_row row) {
    if (store->n_rows == store->most_rows)
        spill_rows(store);
    store->rows = memory_grow(store->rows, &store->capacity, store->n_rows + 1, sizeof *store->rows);
    store->rows[store->n_rows++] = row;
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
        sort_rows(store);
        return;
    }
    spill_rows(store);
    if (fflush(store->spill) != 0)
        fail_spilling();
    free(store->rows);
    store->rows = NULL;
    for (size_t i = 0; i < store->n_runs; i++)
        refill(store, &store->runs[i]);
}

static bool is_before(const struct row_store *store, const struct stored_row *a, const struct stored_row *b) {
    uint32_t a_rank = store->patient_ranks[a->patient], b_rank = store->patient_ranks[b->patient];

    if (a_rank != b_rank)
        return a_rank < b_rank;
    return compare_within_patient(a, b, (void *)(uintptr_t)store) < 0;
}

bool row_store_next(struct row_store *store, struct stored_row *row) {
    struct run *first = NULL;

    if (store->n_runs == 0) {
        if (store->at == store->n_rows)
            return false;
        *row = store->rows[store->at++];
        return true;
    }
    for (size_t i = 0; i < store->n_runs; i++) {
        struct run *run = &store->runs[i];
        if (run->n > 0 && (first == NULL || is_before(store, &run->buffer[run->at], &first->buffer[first->at])))
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
