/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of people to act on (table/people_list.h) as tables of a page: its rows in the order of urgency, with the
 * columns of which any row tells.
 */
#ifndef SWITCHBACK_TEXT_NAMED_LIST_H
#define SWITCHBACK_TEXT_NAMED_LIST_H

#include "table/people_list.h"
#include "text/report.h"

struct listed_person {
    long days;
    bool is_first;                     /* survived an overdose in the last 12 months; on the list of those who did in
                                          the last 30 days: has not been seen since */
    bool has_next;                     /* a next visit is scheduled; of the dead it does not matter */
    const char *cells[LISTED_COLUMNS]; /* as recorded */
};

struct named_list {
    enum people_list list;
    struct listed_person *people;
    size_t n, capacity;
};

/* The columns of one table, with what stands over them; header NULL ends them. */
struct named_column {
    enum people_list_column column;
    const char *header;
    bool only_if_told;            /* shown where any row of the list tells it, or what stands with it */
    enum people_list_column with; /* stands behind it, after a comma, where it is told; LISTED_COLUMNS: nothing does */
};

/* The rows of the file at `path`: who is_first, then who has no next visit, then the fewest days, or the most; of as
 * many, by identifier. The caller frees. */
struct named_list named_list_read(const struct report *report, const char *path, enum people_list list,
                                  bool longest_first);
void named_list_free(struct named_list *named);

/* How many are first: the beginning of the list. */
size_t named_list_n_first(const struct named_list *named);

/* Is that person on it? Looks at every row. */
bool named_list_has(const struct named_list *named, const char *patient_id);

/* A table of those of one band (NULL: of all): of the first 200, and what becomes of the others is said. */
void named_list_add(struct report *report, const struct named_list *named, const char *band, const char *caption,
                    const struct named_column columns[]);

#endif
