/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows that have left memory together with their texts, when the texts themselves outgrew their room: sorted runs in
 * one scratch file, merged at the end. A row is a patient's id, a day and the rest as text; of a table with a key it
 * carries where it stands, too.
 *
 * The order is that of ingest/row_store.h: bytes of the patient, day, bytes of the rest.
 */
#ifndef SWITCHBACK_INGEST_TEXT_RUNS_H
#define SWITCHBACK_INGEST_TEXT_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest/key_rows.h"

struct text_runs;

/* Texts hold no NUL. */
struct text_row {
    const char *patient, *rest;
    uint32_t patient_length, rest_length;
    int32_t day;
    bool has_row;         /* false: the patient alone, of whom no row is there */
    struct key_row place; /* of a table with a key; its numbers mean nothing here */
};

/* Beside `path` (base/scratch_file.h). */
struct text_runs *text_runs_alloc(const char *path, bool has_places);
void text_runs_free(struct text_runs *runs);

/* Begins another run; its rows must be added in order. */
void text_runs_begin(struct text_runs *runs);
void text_runs_add(struct text_runs *runs, const struct text_row *row);

/* Ends the adding: the rows of all runs come in order from now on. */
void text_runs_merge(struct text_runs *runs);

/* The next row; its texts are valid until the next call. False at the end. */
bool text_runs_next(struct text_runs *runs, struct text_row *row);

/* Comparisons of rows so far: about two for each row and doubling of the runs. */
size_t text_runs_n_compared(const struct text_runs *runs);

#endif
