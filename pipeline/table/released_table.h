/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a release tells, and what it remembers of what was told.
 *
 * protected.csv (released_table_spec) is the one table that everything of the release class reads. Its key is that of
 * the estimates table. A number is a range that holds the truth for certain (low, high) and, of shares and medians, a
 * wider one with chance (likely_low, likely_high); estimate is the middle where rounding moves it by 5 points at most.
 *
 * printed.csv (printed_table_spec) is protected.csv and, behind it, every number of a closed period that an earlier
 * release printed, with two more columns: released, the name of the release that printed it first (2026-10, day-500),
 * and closed: yes for a number of a period (month, quarter, half-year, year, cohort), no for one of the whole time.
 * protect_cells --printed FILE takes the rows that are closed and repeats them as they stand; the others it leaves.
 *
 * flag says why there is no number, or what it is not; the first that applies of
 *   withheld   it would tell a count of 1 to 10 too closely (privacy/interval_check.h)
 *   too_few    people, or too few followed, for a range of 30 points at most
 *   not_reached  a median that the curve does not come to
 *   by_construction  one injection or implant covers that day, so that nobody leaves before it but by a death or after
 *              a shorter supply; fewer than 12 had. The range says no more
 */
#ifndef SWITCHBACK_TABLE_RELEASED_TABLE_H
#define SWITCHBACK_TABLE_RELEASED_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "table/column_spec.h"
#include "table/table_writer.h"

struct released {
    const char *analysis, *rule, *measure, *group_by, *group, *subgroup, *period; /* never NULL */
    double time_days;                                                             /* NaN: none */
    double people_low, people_high;                                               /* a class; NaN: not told */
    double estimate, low, high, likely_low, likely_high;                          /* NaN: not told */
    const char *flag;
    const char *released; /* printed.csv; "" else */
    bool closed;
};

extern const struct table_spec released_table_spec, printed_table_spec;

struct released_rows {
    struct released *rows; /* in the order of the file */
    size_t n;
    struct released_text *text; /* owns every string of the rows */
};

/* with_printed: printed.csv. Ends the program: 66, 65. Free with released_rows_free. */
struct released_rows *released_rows_read(const char *path, bool with_printed);
void released_rows_free(struct released_rows *rows);

/* path NULL or "-": standard output. guarded: for spreadsheets (table/table_writer.h). */
void released_rows_write(const char *path, const struct released *rows, size_t n, bool with_printed, bool guarded);

#endif
