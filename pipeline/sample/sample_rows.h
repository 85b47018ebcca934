/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of sample_reader that holds rows while they are read: a column of numbers for each thing in use, and none
 * for what is not. Columns grow in place (the kernel moves their pages), so a row costs what its numbers take: 12 bytes
 * for time and event, 8 more for an entry, 4 for each of person, group, stratum, rule, line and count.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_ROWS_H
#define SWITCHBACK_SAMPLE_SAMPLE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sample_rows {
    size_t n, capacity;
    double *time, *entry; /* every column but time and event: NULL when not kept */
    int32_t *event, *person, *group, *stratum, *rule;
    int32_t *line;  /* of the file; 0: beyond 2^31 - 1 */
    int32_t *count; /* of rows alike, kept once (sample_tally) */
};

struct sample_kept {
    bool entry, person, group, stratum, rule, line, count;
};

/* No rows yet. Free with sample_rows_free what was not taken over. */
struct sample_rows sample_rows_open(struct sample_kept kept);
void sample_rows_free(struct sample_rows *rows);

/* Makes room for one row more. */
void sample_rows_grow(struct sample_rows *rows);

/* Rows as often as they count, side by side, and no column of counts. Only for rows with nothing but time, event,
 * group, stratum and rule. */
void sample_rows_repeat(struct sample_rows *rows);

/* code[i] becomes number[code[i]]; a column of NULL stays. */
void sample_rows_renumber(int32_t *code, size_t n, const uint32_t *number);

/* The column in another order, row order[i] at i, which replaces the one given; NULL stays NULL. */
double *sample_rows_gather(double *column, const uint32_t *order, size_t n);
int32_t *sample_rows_gather_codes(int32_t *column, const uint32_t *order, size_t n);

#endif
