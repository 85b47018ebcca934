/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of source share: a file is bound to its section, then its records are converted. */
#ifndef SWITCHBACK_INGEST_SOURCE_PARTS_H
#define SWITCHBACK_INGEST_SOURCE_PARTS_H

#include "base/text_buffer.h"
#include "ingest/cell_key.h"
#include "ingest/day_order.h"
#include "ingest/row_filter.h"
#include "ingest/source.h"

/* The conversion of one combination of cells. */
struct conversion {
    uint32_t rest, rest_hash;
    int32_t day;     /* of a table whose key date is derived from other columns */
    uint32_t n_rows; /* accepted */
    uint32_t filled; /* a bit a column of the table: its cell holds something */
    medication_number medication;
    uint32_t faults_at; /* of cells that are missing since they cannot be used: in source->faults */
    uint8_t n_faults, outcome, fault;
    int8_t column;
    bool is_to_come; /* converted_row */
};

enum {
    SOURCE_MOST_COLUMNS = 32,           /* bits of filled */
    SOURCE_MOST_COMBINATIONS = 1 << 13, /* then they are counted and forgotten */
};

#define SOURCE_NO_COLUMN SIZE_MAX

struct cell_fault {
    int column;
    enum row_fault fault;
    long line;  /* of the first row taken with it */
    char *text; /* what stands there; NULL: of no single cell */
};

struct source {
    const struct table_spec *table;
    const char *path;     /* for messages */
    struct header header; /* borrowed names */
    struct cell_rule *rules, recorded;
    const struct day_order *orders[SOURCE_MOST_COLUMNS]; /* by column */
    struct dictionary *clean[SOURCE_MOST_COLUMNS];       /* by column of open text: texts that hide no identifier */
    bool is_counted[SOURCE_MOST_COLUMNS];                /* by column: a list whose elements have days */
    bool is_bare[SOURCE_MOST_COLUMNS];                   /* by column: its texts never need quotes */
    size_t medication, status; /* the columns of doses and visits; SOURCE_NO_COLUMN: another table */
    bool has_recorded;         /* order = recorded */
    struct row_filter filters[ROW_FILTER_MOST];
    size_t n_filters;
    char **dropped, **ignored;
    bool *used;          /* by header index */
    struct cell_key key; /* of the cells that make the combination */
    bool is_derived;     /* the key date comes from other columns (returns_to_use) */
    struct dictionary *combinations;
    long n_asked;   /* combinations looked for since they were forgotten last */
    bool is_varied; /* hardly any comes twice: none is looked for */
    struct source_sums sums;
    uint32_t placed; /* a bit a column of the table: the place of its first fault is one of this file */
    struct conversion *conversions;
    size_t n_conversions, conversions_capacity;
    struct cell_fault *faults;
    size_t n_faults, faults_capacity;
    long line;                    /* of the record at hand */
    int32_t key_day;              /* its key date, where it is no derived one */
    struct text_buffer last_date; /* rows mostly come in the order of dates */
    int32_t last_day;
    struct text_buffer rest, cell; /* of the row at hand: all of its cells, and one */
};

/* The first column behind patient_id and the key date. */
size_t source_first_rest_column(const struct source *source);

/* The number of the conversion of these cells, which is made when they are new. */
uint32_t source_find_conversion(struct source *source, const struct record_cell *cells, const struct row_texts *texts);

/* Open text (a site, a substance, a reason, a carried group) is where an identifier could hide. */
bool source_is_open(const struct column_spec *column);
bool source_hides_identifier(const struct column_spec *column, const char *text, size_t length);

/* The day in canonical text; CALENDAR_NO_DAY when it is empty. */
int32_t source_day_of_text(const struct text_buffer *text);

/* Forgets the combinations met so far. */
void source_forget(struct source *source);

/* Forgets them once they are so many that the room is better used for others; what was taken is counted before. */
void source_bound_combinations(struct source *source);

#endif
