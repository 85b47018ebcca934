/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows on their way to being sorted: millions of them in little memory.
 *
 * A row is (patient, day, rest), where patient and rest are numbers of texts in two dictionaries: what is not
 * patient or day repeats a lot in clinical tables, so 12 bytes hold a row. Rows come out ordered by the bytes
 * of the patient's text, then day, then the bytes of the rest, whatever order they went in.
 * When the rows outgrow the budget, sorted runs are written to an unlinked file (mode 0600) and merged at the end.
 * Orders of the dictionaries only ever refine as texts are added, so runs sorted early stay sorted.
 */
#ifndef SWITCHBACK_INGEST_ROW_STORE_H
#define SWITCHBACK_INGEST_ROW_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "ingest/row_blocks.h"

struct row_store;

/* `budget` bytes for rows; runs spill into a file beside `path` (NULL: the directory for temporary files). */
struct row_store *row_store_alloc(const struct dictionary *patients, const struct dictionary *rests, size_t budget,
                                  const char *path);
void row_store_free(struct row_store *store);

/* From the next row on. */
void row_store_set_budget(struct row_store *store, size_t budget);

void row_store_add(struct row_store *store, struct stored_row row);

/* Ends the adding. */
void row_store_sort(struct row_store *store);

/* The next row in order; false at the end. */
bool row_store_next(struct row_store *store, struct stored_row *row);

/* The numbers of all patients in order, those without a row, too; once sorted. */
const uint32_t *row_store_patients(const struct row_store *store);

/* Runs written to disk: 0 when everything stayed in memory. */
size_t row_store_n_runs(const struct row_store *store);

#endif
