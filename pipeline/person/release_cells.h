/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a release knew of people, without a row of anybody: sums by which the next one sees how many records changed.
 *
 * Every row that is dated up to the release's day adds 16 bits of a hash of itself to one of n cells, which the
 * person's id chooses. Of people whose rows are the same the cell is the same, so the cells that differ are at most as
 * many as the people whose rows do, and fewer where two share one: a count of them errs only towards too few. There
 * are fewer than two cells a person (but 64 at least) and few bits in each, so that the file can confirm neither that
 * somebody is in it nor what a row of theirs says.
 *
 * The file is a CSV of what,value: as_of and left_up_to (days), made_of (a text that must be the same for two files to
 * be compared), then each cell.
 */
#ifndef SWITCHBACK_PERSON_RELEASE_CELLS_H
#define SWITCHBACK_PERSON_RELEASE_CELLS_H

#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "table/table_reader.h"

struct release_cells {
    int32_t as_of;      /* rows up to this day are in the sums */
    int32_t left_up_to; /* who had left was known up to this day */
    char *made_of;
    uint16_t *sums;
    size_t n; /* a power of two */
};

struct release_cells release_cells_alloc(size_t n_people, int32_t as_of, const char *made_of);
void release_cells_free(struct release_cells *cells);

/* The cell of a person. */
size_t release_cells_place(const struct release_cells *cells, const char *patient_id, size_t length);

/* A hash of the row at hand of an input table (an index of input_tables) as it was known on a day: days behind it are
 * taken as empty, and so is what such a day brought (the reason of a discharge, what a reflection found). Columns as of
 * table_reader_match. */
uint64_t release_cells_hash(struct table_reader *reader, int table, const int columns[], int32_t as_of);
void release_cells_add(struct release_cells *cells, struct record_cell id, uint64_t hash);

void release_cells_write(const struct release_cells *cells, enum calendar_kind days, const char *path);

/* Ends the program: 66, 65. */
struct release_cells release_cells_read(const char *path);

#endif
