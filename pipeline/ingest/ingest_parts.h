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
#include "table/record_reader.h"

struct ingest {
    const struct ingest_request *request;
    struct ingest_result *result;
    struct export_files files;
    struct row_texts texts;
    struct row_store *store;
    struct key_rows *keys; /* of a table with a key, NULL otherwise */
    struct split_files *split_files;
    struct row_overlap *overlap;   /* of a table without one of several files, NULL otherwise */
    struct delivery *deliveries;   /* by file */
    medication_number *unknown;    /* by rest: the medication is unknown; NULL: none is */
    struct table_account *account; /* NULL: not asked for */
    struct rejected_values *values;
    struct file_days days; /* of the file at hand, rows dated after as_of too */
    struct far_days far;
    struct day_range range;
    struct last_month month; /* no counts: not asked for */
    uint32_t patient;        /* of the row written last, and its cell */
    struct text_buffer patient_cell;
};

/* Every file of the export into the row store. */
void ingest_read_files(struct ingest *ingest);

/* The rows in order into the table; of rows of one key the one that holds, of those that contradict each other none. */
void ingest_write_rows(struct ingest *ingest);

/* Sets a row aside. */
void ingest_quarantine(struct ingest *ingest, const struct export_file *file, const struct record *record,
                       const struct converted_row *row);

#endif
