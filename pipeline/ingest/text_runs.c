/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/text_runs.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/scratch_file.h"
#include "base/text_buffer.h"

enum { WRITTEN_AT_ONCE = 1 << 18, READ_AT_ONCE = 1 << 16 };

#define SAME_PATIENT UINT32_MAX

/* How a row begins on disk; its place (of a table with a key) and its texts follow. */
struct row_head {
    uint32_t patient_length; /* SAME_PATIENT: as of the row before */
    uint32_t rest_length;
    int32_t day;
    uint32_t has_row;
};

struct run {
    off_t next, end; /* in the file */
    char *buffer;
    size_t at, n, capacity;
    struct text_row row; /* at hand */
    struct text_buffer patient;
};

struct text_runs {
    int file;
    const char *path;
    bool has_places;
    struct run *runs;
    size_t n_runs, capacity;
    struct text_buffer written, patient; /* not yet in the file; of the row added last */
    off_t end;
    uint32_t *heap; /* runs that have a row, the first row's on top */
    size_t n_heap;
    bool is_taken; /* the top's row was given out */
    size_t n_compared;
};

struct text_runs *text_runs_alloc(const char *path, bool has_places) {
    struct text_runs *runs = memory_alloc(1, sizeof *runs);

    runs->path = path;
    runs->file = scratch_file_open(path);
    runs->has_places = has_places;
    return runs;
}

void text_runs_free(struct text_runs *runs) {
    if (runs == NULL)
        return;
    for (size_t i = 0; i < runs->n_runs; i++) {
        free(runs->runs[i].buffer);
        text_buffer_free(&runs->runs[i].patient);
    }
    close(runs->file);
    text_buffer_free(&runs->written);
    text_buffer_free(&runs->patient);
    free(runs->runs);
    free(runs->heap);
    free(runs);
}

static void flush(struct text_runs *runs) {
    scratch_file_write(runs->file, runs->path, runs->written.text, runs->written.length, runs->end);
    runs->end += (off_t)runs->written.length;
    text_buffer_clear(&runs->written);
    if (runs->n_runs > 0)
        runs->runs[runs->n_runs - 1].end = runs->end;
}

void text_runs_begin(struct text_runs *runs) {
    flush(runs);
    text_buffer_clear(&runs->patient);
    runs->runs = memory_grow(runs->runs, &runs->capacity, runs->n_runs + 1, sizeof *runs->runs);
    runs->runs[runs->n_runs++] = (struct run){.next = runs->end, .end = runs->end};
}

static bool is_same_patient(const struct text_buffer *patient, const struct text_row *row) {
    return patient->length == row->patient_length && memcmp(patient->text, row->patient, row->patient_length) == 0;
}

void text_runs_add(struct text_runs *runs, const struct text_row *row) {
    struct row_head head = {row->patient_length, row->rest_length, row->day, row->has_row};
    bool is_same = is_same_patient(&runs->patient, row);

    if (is_same)
        head.patient_length = SAME_PATIENT;
    text_buffer_append(&runs->written, (const char *)&head, sizeof head);
    if (runs->has_places)
        text_buffer_append(&runs->written, (const char *)&row->place, sizeof row->place);
    if (!is_same) {
        text_buffer_append(&runs->written, row->patient, row->patient_length);
        text_buffer_clear(&runs->patient);
        text_buffer_append(&runs->patient, row->patient, row->patient_length);
    }
    text_buffer_append(&runs->written, row->rest, row->rest_length);
    if (runs->written.length >= WRITTEN_AT_ONCE)
        flush(runs);
}

/* So many bytes of the run are in its buffer from `at` on; false: the run has ended. */
static bool load(const struct text_runs *runs, struct run *run, size_t needed) {
    size_t left = run->n - run->at, more = (size_t)(run->end - run->next);

    if (left >= needed)
        return true;
    if (left + more == 0)
        return false;
    assert(left + more >= needed);
    if (left > 0)
        memmove(run->buffer, run->buffer + run->at, left);
    run->buffer = memory_grow(run->buffer, &run->capacity, needed > READ_AT_ONCE ? needed : (size_t)READ_AT_ONCE, 1);
    more = more < run->capacity - left ? more : run->capacity - left;
    scratch_file_read(runs->file, runs->path, run->buffer + left, more, run->next);
    run->next += (off_t)more;
    run->at = 0;
    run->n = left + more;
    return true;
}

/* The next row of the run becomes the one at hand; false: there is none. */
static bool advance(const struct text_runs *runs, struct run *run) {
    size_t fixed = sizeof(struct row_head) + (runs->has_places ? sizeof(struct key_row) : 0), patient_length;
    struct row_head head;

    if (!load(runs, run, fixed))
        return false;
    memcpy(&head, run->buffer + run->at, sizeof head);
    patient_length = head.patient_length == SAME_PATIENT ? 0 : head.patient_length;
    load(runs, run, fixed + patient_length + head.rest_length);
    if (runs->has_places)
        memcpy(&run->row.place, run->buffer + run->at + sizeof head, sizeof run->row.place);
    run->at += fixed;
    if (head.patient_length != SAME_PATIENT) {
        text_buffer_clear(&run->patient);
        text_buffer_append(&run->patient, run->buffer + run->at, patient_length);
        run->at += patient_length;
    }
    run->row.patient = run->patient.text;
    run->row.patient_length = (uint32_t)run->patient.length;
    run->row.rest = run->buffer + run->at;
    run->row.rest_length = head.rest_length;
    run->row.day = head.day;
    run->row.has_row = head.has_row != 0;
    run->at += head.rest_length;
    return true;
}

static int compare_texts(const char *a, uint32_t a_length, const char *b, uint32_t b_length) {
    int order = memcmp(a, b, a_length < b_length ? a_length : b_length);

    return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

static bool comes_before(struct text_runs *runs, uint32_t left, uint32_t right) {
    const struct text_row *a = &runs->runs[left].row, *b = &runs->runs[right].row;
    int order = compare_texts(a->patient, a->patient_length, b->patient, b->patient_length);

    runs->n_compared++;
    if (order == 0)
        order = (a->day > b->day) - (a->day < b->day);
    if (order == 0)
        order = compare_texts(a->rest, a->rest_length, b->rest, b->rest_length);
    return order != 0 ? order < 0 : left < right;
}

/* The run at `at` sinks until no run below it comes before it. */
static void sink(struct text_runs *runs, size_t at) {
    uint32_t *heap = runs->heap, run = heap[at];

    for (size_t below; (below = 2 * at + 1) < runs->n_heap; at = below) {
        if (below + 1 < runs->n_heap && comes_before(runs, heap[below + 1], heap[below]))
            below++;
        if (!comes_before(runs, heap[below], run))
            break;
        heap[at] = heap[below];
    }
    heap[at] = run;
}

void text_runs_merge(struct text_runs *runs) {
    flush(runs);
    text_buffer_free(&runs->written);
    runs->heap = memory_alloc(runs->n_runs, sizeof *runs->heap);
    for (size_t i = 0; i < runs->n_runs; i++)
        if (advance(runs, &runs->runs[i]))
            runs->heap[runs->n_heap++] = (uint32_t)i;
    for (size_t i = runs->n_heap; i-- > 0;)
        sink(runs, i);
}

bool text_runs_next(struct text_runs *runs, struct text_row *row) {
    if (runs->is_taken) {
        if (!advance(runs, &runs->runs[runs->heap[0]]))
            runs->heap[0] = runs->heap[--runs->n_heap];
        if (runs->n_heap > 0)
            sink(runs, 0);
    }
    runs->is_taken = runs->n_heap > 0;
    if (runs->n_heap > 0)
        *row = runs->runs[runs->heap[0]].row;
    return runs->n_heap > 0;
}

size_t text_runs_n_compared(const struct text_runs *runs) { return runs->n_compared; }
