/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In which format a column writes its days: every cell is tried against each of some 30 dates and, apart from it, of
 * some 15 times of day (base/calendar_format.h); the pair that most cells are in is the column's.
 *
 * 03/04/2024 is a day in March and in April: where no cell decides, both readings are given. Pure; bounded.
 */
#ifndef SWITCHBACK_DRAFT_DAY_FORMAT_H
#define SWITCHBACK_DRAFT_DAY_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

enum { DAY_FORMAT_DATES = 30, DAY_FORMAT_TIMES = 15, DAY_FORMAT_SIZE = 48 };

struct day_tally {
    long n; /* cells */
    long dates[DAY_FORMAT_DATES], times[DAY_FORMAT_TIMES];
};

/* Any cell that is not missing. */
void day_tally_add(struct day_tally *tally, const char *text, size_t length);

struct day_format {
    char text[DAY_FORMAT_SIZE];  /* "" where hardly any cell is a date */
    char other[DAY_FORMAT_SIZE]; /* the other reading where nothing decides; "" where the cells do */
    double share;                /* of the cells that are in it */
};

struct day_format day_tally_format(const struct day_tally *tally);

/* Is the text a date of one of the formats, a real one? */
bool day_format_is_date(const char *text, size_t length);

#endif
