/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the two halves of ingest_run share: rows are read, then written in order.
 */
#ifndef SWITCHBACK_INGEST_INGEST_PARTS_H
#define SWITCHBACK_INGEST_INGEST_PARTS_H

#include "base/text_buffer.h"
#include "ingest/day_range.h"
#include "ingest/deliveries.h"
#include "ingest/export_files.h"
#include "ingest/far_days.h"
#include "ingest/file_days.h"
#include "ingest/ingest.h"
#include "ingest/key_rows.h"
#include "ingest/last_month.h"
#include "ingest/row_overlap.h"
#include "ingest/row_store.h"
#include "ingest/source.h"
#include "ingest/source_split.h"
#include "ingest/table_account.h"
#include "ingest/text_runs.h"
#include "table/record_reader.h"

struct ingest {
    const struct ingest_request *request;
    struct ingest_result *result;
    struct export_files files;
    struct row_texts texts;
    struct row_store *store;
    struct text_runs *runs; /* of rows whose texts have left memory, too; NULL: none have */
    struct key_rows *keys;  /* of a table with a key, NULL otherwise */
    struct split_files *split_files;
    struct row_overlap *overlap; /* of a table without one of several files, NULL otherwise */
    struct delivery *deliveries; /* by file */
    bool has_overdoses;          /* the table tells of them */
    bool has_unknown;            /* some medication is */
    medication_number *unknown;  /* by rest: which it is; of the first n_unknown */
    size_t n_unknown, unknown_capacity;
    struct table_account *account; /* NULL: not asked for */
    struct rejected_values *values;
    struct file_days days; /* of the file at hand, rows dated after as_of too */
    struct far_days far;
    struct day_range range;
    struct last_month month;    /* no counts: not asked for */
    struct dictionary **digits; /* by column: the values that left memory; NULL: none are looked at */
    uint32_t patient;           /* of the row written last, and its cell */
    struct text_buffer patient_cell;
    uint32_t n_patients; /* met in text runs, and the last two: the row at hand and the one before */
    struct text_buffer met[2];
};

/* Memory is looked at once in so many rows. */
enum { INGEST_ROWS_BETWEEN_LOOKS = 16 };

/* Rows leave memory when they and their texts have outgrown the budget: all of them with their texts, when it is these
 * that grow, and their numbers are free for others. */
void ingest_make_room(struct ingest *ingest, struct source *source);

/* What the texts tell (ingest_values.c): of the rests before they are forgotten, of each patient once, of a row that is
 * written; judged at the end. */
void ingest_values_begin(struct ingest *ingest);
void ingest_values_end(struct ingest *ingest);
void ingest_values_collect(struct ingest *ingest);
void ingest_values_meet(struct ingest *ingest, const char *patient, size_t length);
void ingest_values_write(struct ingest *ingest, const struct stored_row *row);
void ingest_values_judge(struct ingest *ingest);

/* Ends the adding of rows. */
void ingest_sort_rows(struct ingest *ingest);

/* The next row in order, false at the end; and the texts of rows that came last. */
bool ingest_next_row(struct ingest *ingest, struct stored_row *row);
const struct text_buffer *ingest_met_patient(const struct ingest *ingest, uint32_t patient);

/* The row, which is to be written next, once the texts of all before it are forgotten where they are many. */
struct stored_row ingest_forget_rows(struct ingest *ingest, struct stored_row row);

/* Every file of the export into the row store. */
void ingest_read_files(struct ingest *ingest);

/* The rows in order into the table; of rows of one key the one that holds, of those that contradict each other none. */
void ingest_write_rows(struct ingest *ingest);

/* Sets a row aside. */
void ingest_quarantine(struct ingest *ingest, const struct export_file *file, const struct record *record,
                       const struct converted_row *row);

#endif
