/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One file of an export, bound to its section of the mapping: how each of its records becomes a row of the table.
 *
 * Converting is done once per distinct combination of the cells that are neither patient nor date: clinical
 * tables repeat themselves, so almost every row is a look-up. Where they do not (each row has days of its own, say)
 * combinations are forgotten as they come: the room is bounded.
 */
#ifndef SWITCHBACK_INGEST_SOURCE_H
#define SWITCHBACK_INGEST_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "ingest/cell_rule.h"
#include "ingest/id_merges.h"
#include "ingest/mapping.h"
#include "ingest/medications.h"
#include "ingest/rejected_values.h"
#include "table/column_spec.h"
#include "table/header.h"

/* What became of a record. */
enum row_outcome { ROW_ACCEPTED, ROW_FILTERED, ROW_QUARANTINED };

struct converted_row {
    enum row_outcome outcome;
    enum row_fault fault; /* when quarantined */
    int column;           /* index in the table's spec the fault belongs to; n_columns: `recorded`; -1: the whole row */
    int source;           /* index in the file's header, -1: none */
    uint32_t patient;     /* number in `patients` */
    bool is_merged;       /* the row stands under an id that was merged into this one */
    int32_t day;          /* key date; CALENDAR_NO_DAY where the table has none */
    uint32_t rest;        /* number in `rests`: the other columns as CSV */
    int32_t recorded;     /* order = recorded: when the row was written; else CALENDAR_NO_DAY */
    uint64_t hash;        /* alike for rows that are alike, whatever file they stand in */
    uint32_t combination; /* of its source, for source_take */
    bool is_to_come;      /* an appointment that is scheduled: it may lie behind as-of */
};

/* The cells of a column in the rows accepted. */
struct column_cells {
    bool is_fed;                    /* by a header of some file, and no part of the key */
    long n_used;                    /* that hold something */
    long n_faults[ROW_FAULT_COUNT]; /* missing, since they cannot be used, by the reason */
    char *file;                     /* where one of these stands; freed by column_cells_free */
    long line;
    bool has_offsets;    /* its days are read in a format with an offset from UTC (%z), which does not move them */
    const char *section; /* of the mapping that the file is of; borrowed from it */
};

void column_cells_free(struct column_cells *cells, size_t n);

/* The dictionaries of a table: shared by all its files. Begin with two empty dictionaries; row_texts_free. */
struct row_texts {
    struct dictionary *patients; /* patient ids, verbatim */
    bool *is_identifier;         /* by patient number: the id looks like a direct identifier */
    size_t is_identifier_capacity;
    struct dictionary *rests;        /* all columns behind patient_id (and the key date), as CSV text */
    struct medications *medications; /* of doses; NULL: every text is taken; borrowed */
    struct id_merges *merges;        /* NULL: none; borrowed */
    int32_t as_of;                   /* CALENDAR_NO_DAY: not known */
};

void row_texts_free(struct row_texts *texts);

/* What the rows taken hold, added up over the files of a table; borrowed. */
struct source_sums {
    struct column_cells *cells;      /* by column of the table */
    struct medications *medications; /* of doses, NULL otherwise */
    struct rejected_values *values;
};

struct source;

/* Binds a header to the section. Ends the program with 65 when a required column is missing (with candidates). */
struct source *source_bind(const struct mapping *mapping, const char *section, const struct table_spec *table,
                           const struct header *header, const char *path, const struct source_sums *sums);
void source_free(struct source *source);

/* Only a cell that the row needs sets it aside: an optional one that cannot be used is missing, and counted. */
void source_convert(struct source *source, const struct record *record, struct row_texts *texts,
                    struct converted_row *row);

/* The row counts: it is accepted and not filtered by its day. */
void source_take(struct source *source, const struct converted_row *row);

/* Adds what the rows taken hold to the sums. The numbers of rests are forgotten: the dictionary may be emptied. */
void source_count(struct source *source);

/* Calls in what the next record's patient is looked up by, anywhere in a large table, if its line is like this one's:
 * the id first, and as long. `ahead`: the n bytes behind the record. */
void source_expect(const struct source *source, const struct record *record, const char *ahead, size_t n,
                   const struct row_texts *texts);

/* The header's index that feeds a column of the table, -1: none (a constant, or empty). */
int source_column(const struct source *source, size_t column);

/* Has the column any cells: of a header, a constant, a day after another? */
bool source_is_fed(const struct source *source, size_t column);

/* Is the header's column used by the mapping; is it used, dropped or ignored? (Else: an extra column, worth one
 * warning.) */
bool source_is_used(const struct source *source, size_t index);
bool source_is_known(const struct source *source, size_t index);
bool source_is_dropped(const struct source *source, size_t index);

/* Does the table have a key date in its second column? */
bool source_table_is_dated(const struct table_spec *table);

#endif
