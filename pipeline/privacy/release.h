/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the class table to the released numbers: a function of classes, the configuration and what was printed, of
 * nothing else.
 *
 *   shares    a range that holds the truth, and one with chance (release_range.h); flag by_construction where one
 *             supply of the medication lasts beyond that day and class 0 had left by then
 *   counts    their class; of periods by month where every month not yet printed has 23 or more (people, and events of
 *             people), else by quarter, half-year, year: one level a series, never finer than one printed before
 *   medians   between the last day whose whole range is above one half and the first whose whole range is below
 *   printed   a number of a period that an earlier release printed is repeated as it stands, and no other span that
 *             holds a part of it is told
 *   small     a program in which 55 people or fewer ever started: their class, and who is in care. No share
 *
 * checked against: tests/unit/privacy/release_test.c, by hand.
 */
#ifndef SWITCHBACK_PRIVACY_RELEASE_H
#define SWITCHBACK_PRIVACY_RELEASE_H

#include "privacy/class_table.h"

struct release_settings {
    double width, grid_days;
    const char *default_rule;
};

/* What is told; NaN: nothing. */
struct release_row {
    struct class_key key;
    double people_low, people_high, estimate, low, high, likely_low, likely_high;
    const char *flag;    /* "", withheld, too_few, not_reached, by_construction */
    const char *printed; /* the release that printed it first; "": this one */
};

struct release_rows {
    struct release_row *rows;
    size_t n, capacity;
};

/* Last step of protection; sets withheld and left_out of the table's rows. printed: rows of closed periods. The result
 * borrows all texts; free its rows. */
enum protect_status release_make(struct class_table *table, const struct release_settings *settings,
                                 const struct release_row *printed, size_t n_printed, struct release_rows *result);

#endif
