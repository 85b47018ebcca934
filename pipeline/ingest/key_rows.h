/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a table with a key: of those with one key the row of the latest file holds (open in May's file, closed in
 * June's), or with order = recorded the one recorded last; in one file that of the id that remained. Two different rows
 * of one key in the latest file contradict each other, and nobody can say which is right.
 *
 * Each different row is kept once, with where it stood last, so that an export of everything, month after month, takes
 * no more room than one of them.
 */
#ifndef SWITCHBACK_INGEST_KEY_ROWS_H
#define SWITCHBACK_INGEST_KEY_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "table/column_spec.h"

/* patient and rest: numbers in the dictionaries of the table. */
struct key_row {
    uint32_t patient;
    int32_t day;
    uint32_t rest;
    int32_t recorded; /* CALENDAR_NO_DAY: the file alone says which is later */
    bool is_merged;   /* stands under an id that was merged into the patient's: it is the earlier of two in one file */
    uint32_t rank;    /* of the file's name: the latest is the highest */
    uint32_t file;
    long line;
    int64_t byte;
};

struct key_rows;

/* rests: what the columns of the key behind patient and day are looked up in. */
struct key_rows *key_rows_alloc(const struct table_spec *table, const struct dictionary *rests);
void key_rows_free(struct key_rows *rows);

/* Forgets every row; the numbers of the dictionaries are then free for others. */
void key_rows_clear(struct key_rows *rows);

/* Memory that the rows take, about. */
size_t key_rows_bytes(const struct key_rows *rows);

/* false: the row is there already; it then stands where it does latest. */
bool key_rows_add(struct key_rows *rows, const struct key_row *row);

/* The row with these three. */
const struct key_row *key_rows_find(const struct key_rows *rows, uint32_t patient, int32_t day, uint32_t rest);

/* What becomes of rows of one patient and day, all different. */
enum key_verdict { KEY_HOLDS, KEY_REPLACED, KEY_CONTRADICTED };

/* One verdict a row, of `n` rests; in the order given. */
void key_rows_judge(struct key_rows *rows, const struct key_row *const of_day[], size_t n, enum key_verdict verdicts[]);

#endif
