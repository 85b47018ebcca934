/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_PART_OF_MEAN_ROWS_H
#define SWITCHBACK_STATS_PART_OF_MEAN_ROWS_H

#include "stats/part_of_mean.h"

/*
 * The rows of groups and of those beside them, each in the orders that are wanted, sorted once for all groups. Sums are
 * taken in one order, by row and then by person, whatever is left out: they are the same to the last bit.
 */

/* Rows of a stratum: of all, of the group; the sum of the mean's influences; the weight of a row, and how it moves with
 * one more row, of the others or (1) of the group. */
struct stratum {
    double n, n_group, influence, weight, shift[2];
    bool is_beside;
};

struct part_of_mean_rows {
    struct survival_split split, groups; /* all in one; by group */
    struct survival_group all;
    uint32_t *members;            /* rows by group, person and row; those of a group begin at groups.start */
    struct stratum *strata;       /* n_strata of the request */
    struct stratum whole;         /* the only one where none are asked for */
    struct survival_group beside; /* rows of the strata that the group has, */
    uint32_t *by_exit, *by_entry; /* in these orders, */
    uint32_t *ascending;          /* and in their own */
    double counted_at, counted;   /* of them at risk at that time; NaN: not counted */
    unsigned char *seen;          /* per person: room */
};

enum stats_status part_of_mean_rows_open(const struct part_of_mean_request *request, struct part_of_mean_rows *rows);
void part_of_mean_rows_close(struct part_of_mean_rows *rows);

/* Counts the group in the strata. STATS_EMPTY: nobody is in it; STATS_NOT_ESTIMABLE: nobody else is in its strata. */
enum stats_status part_of_mean_rows_turn(const struct part_of_mean_request *request, int32_t group, bool within,
                                         struct part_of_mean_rows *rows);

/* Takes the rows of its strata to be `beside`, unless they are. */
void part_of_mean_rows_select(const struct part_of_mean_request *request, bool within, struct part_of_mean_rows *rows);

static inline struct stratum *part_of_mean_stratum(const struct part_of_mean_request *request,
                                                   struct part_of_mean_rows *rows, bool within, uint32_t row) {
    return within ? &rows->strata[request->stratum[row]] : &rows->whole;
}

/* People with a row at risk just before the time: of the group; of those beside it. */
double part_of_mean_rows_count_group(const struct part_of_mean_rows *rows, int32_t group, double time);
double part_of_mean_rows_count_beside(struct part_of_mean_rows *rows, double time);

/* Of the shares of the group and of those beside it, where they are alike in all strata. */
double part_of_mean_rows_correlation(const struct part_of_mean_request *request, const struct part_of_mean_rows *rows,
                                     bool within);

#endif
