/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sums over a range of people, on their way to be added to those of other ranges: what a stage with --sums writes and
 * the same stage with --join reads. A row is one sum: its name, what it is of (a site, a medication, a rule), and its
 * whole numbers with a blank between them, zeros at the end left out.
 */
#ifndef SWITCHBACK_TABLE_SUMS_TABLE_H
#define SWITCHBACK_TABLE_SUMS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/table_reader.h"
#include "table/table_writer.h"

/* ---- written ---- */

struct sums_writer {
    struct table_writer *table;
    struct text_buffer numbers;
    size_t n_zeros; /* behind the last number that is none */
};

struct sums_writer sums_writer_open(const char *path);
void sums_writer_begin(struct sums_writer *writer, const char *sum, const char *of, size_t length);
void sums_writer_number(struct sums_writer *writer, uint64_t number);
void sums_writer_end(struct sums_writer *writer);
void sums_writer_commit(struct sums_writer *writer);

/* ---- read ---- */

struct sums_reader {
    struct table_reader *table;
    const char *sum; /* of the row at hand, borrowed until the next */
    struct record_cell of;
    const char *rest; /* of its numbers */
};

/* Ends the program: 66, 65 (no table of sums). */
struct sums_reader sums_reader_open(const char *path);
bool sums_reader_next(struct sums_reader *reader);
/* The next number of the row; 0 behind the last. */
uint64_t sums_reader_number(struct sums_reader *reader);
/* Of sizes and 32-bit counts: added to what stands there. */
void sums_reader_add_sizes(struct sums_reader *reader, size_t *const sizes[], size_t n);
void sums_reader_add_counts(struct sums_reader *reader, uint32_t counts[], size_t n);
void sums_reader_close(struct sums_reader *reader);

#endif
