/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_SURVIVAL_SAMPLE_H
#define SWITCHBACK_STATS_SURVIVAL_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/status.h"

/*
 * Time-to-event rows, borrowed by every survival estimator, in any order.
 *
 * A row is at risk in (entry, exit]. With `entry` NULL everyone is at risk from the start, an
 * exit at time 0 included. Times are in any one unit; exact equality makes a tie (R's survfit
 * also joins times closer than 1.5e-8 relative).
 */
struct survival_sample {
    size_t n_rows;
    const double *entry;   /* NULL, or finite and below exit */
    const double *exit;    /* finite */
    const int32_t *event;  /* 0 censored, else the cause 1 .. n_causes */
    const int32_t *person; /* NULL when each row is another person, else 0 .. n_people - 1 */
    int32_t n_causes;      /* at least 1 */
    int32_t n_people;      /* ignored when person is NULL */
    const int32_t *count;  /* NULL, or how many rows alike each stands for: entry and person are NULL then; for
                              Kaplan-Meier, its mean and log-rank alone */
};

/* STATS_INVALID when a row breaks what is said above; its number goes to *row unless NULL. */
enum stats_status survival_sample_check(const struct survival_sample *sample, size_t *row);

/*
 * A sample split into groups, each sorted by exit and by entry. Borrows the sample, owns the
 * rest: 8 bytes a row, 4 more with delayed entry. Free with survival_split_free.
 */
struct survival_split {
    const struct survival_sample *sample;
    size_t n_groups;
    size_t *start;      /* n_groups + 1 offsets into by_exit and by_entry */
    uint32_t *by_exit;  /* rows, group by group, exit ascending */
    uint32_t *by_entry; /* the same by entry; NULL without entry */
    int32_t *person;    /* per row of the sample: the person, numbered anew from 0 in each group */
    int32_t *n_people;  /* people in each group */
};

/* One group of a split, borrowed. */
struct survival_group {
    const struct survival_sample *sample;
    const uint32_t *by_exit;
    const uint32_t *by_entry; /* NULL without entry */
    const int32_t *person;    /* by row of the sample; 0 .. n_people - 1 */
    size_t n_rows;
    int32_t n_people; /* with counts: their sum */
};

/* The rows that a row stands for. */
static inline size_t survival_sample_count(const struct survival_sample *sample, uint32_t row) {
    return sample->count == NULL ? 1 : (size_t)sample->count[row];
}

/*
 * `group`: per row 0 .. n_groups - 1, or -1 to leave the row out; NULL puts all rows in group 0.
 * O(rows) for whole days. STATS_INVALID: bad group code or more than 2^31 - 1 rows.
 */
enum stats_status survival_split_build(const struct survival_sample *sample, const int32_t *group, size_t n_groups,
                                       struct survival_split *out);
struct survival_group survival_split_group(const struct survival_split *split, size_t group);
void survival_split_free(struct survival_split *split);

/* True when some person has several rows among all groups; STATS_NO_MEMORY. */
enum stats_status survival_split_repeats(const struct survival_split *split, bool *repeats);

/* True when some person has several rows in the group. */
bool survival_group_repeats(const struct survival_group *group);

/* True when some row enters after time 0: an entry column full of zeros delays nobody. */
bool survival_sample_delayed(const struct survival_sample *sample);

#endif
