/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How one canonical column is made from a source's cells: the mapping's words, bound to a header.
 */
#ifndef SWITCHBACK_INGEST_CELL_RULE_H
#define SWITCHBACK_INGEST_CELL_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/text_buffer.h"
#include "ingest/cell_memo.h"
#include "ingest/mapping.h"
#include "ingest/row_fault.h"
#include "table/column_spec.h"
#include "table/header.h"
#include "table/record_reader.h"

struct raw_code {
    const char *raw, *text; /* borrowed from the mapping */
    bool *met;              /* of its entry: a row has it */
    size_t place;           /* in the mapping */
};

struct cell_rule {
    const struct column_spec *column;
    int source;                   /* index in the header, -1: none */
    const char *constant;         /* NULL: none */
    struct calendar_format dates; /* "days": relative ones */
    char **missing;               /* words that mean missing */
    char decimal;                 /* of a number: point or comma */
    int32_t plus;                 /* added to a number that the cell holds */
    char separator;               /* of a list */
    struct raw_code *codes;       /* map.NAME.RAW, in the order of RAW but for case, then of the mapping */
    size_t n_codes;
    int days_base, days_by; /* days_after: indexes in the header, -1: none */
    int since;              /* days_since: index in the header, -1: none */
    bool year_of_date;      /* a year of birth that stands there as a date */
    bool keeps_empty;       /* an empty cell is an empty cell, and no fault */
    struct raw_code *days_codes;
    size_t n_days_codes;
    struct cell_memo *memo, *elements; /* of its cells; of the elements of its lists */
};

/* Binds; ends the program with 65 when a HEADER that the mapping names is not there. A column without a source
 * gives empty cells. */
struct cell_rule cell_rule_bind(const struct mapping *mapping, const char *section, const struct column_spec *column,
                                const struct header *header, const char *path);
void cell_rule_free(struct cell_rule *rule);

/* Marks the source cells the rule reads. */
void cell_rule_mark(const struct cell_rule *rule, bool used[]);

/* Is this cell missing under the rule? Blanks and NA are, whatever the mapping says (but a map.NAME.NA). */
bool cell_rule_is_missing(const struct cell_rule *rule, struct record_cell cell);

/* Appends the canonical text (nothing for a missing cell). On a fault `out` is as it was; of a list it has the elements
 * that can be used. */
enum row_fault cell_rule_convert(const struct cell_rule *rule, const struct record_cell *cells,
                                 struct text_buffer *out);

/* The day of a cell in the date format: false when it is none. */
bool cell_rule_day(struct calendar_format dates, struct record_cell cell, int32_t *day);

#endif
