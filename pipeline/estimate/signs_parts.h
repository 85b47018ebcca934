/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of estimate/signs share: people as they are kept, windows counted, contrasts added up.
 */
#ifndef SWITCHBACK_ESTIMATE_SIGNS_PARTS_H
#define SWITCHBACK_ESTIMATE_SIGNS_PARTS_H

#include "estimate/share_tally.h"
#include "estimate/signs.h"
#include "estimate/signs_due.h"
#include "stats/mantel_haenszel.h"

/* The case window up to the day before, or up to CARE_CONTRAST_LATE_DAYS before. */
enum sign_window { SIGN_WINDOW_WHOLE, SIGN_WINDOW_LATE, SIGN_WINDOWS };

/* What was due and what of it was missed. */
struct signs_count {
    uint32_t due[CARE_SIGN_COUNT], missed[CARE_SIGN_COUNT];
};

/* One stay of a person, with the first byte of what was due in it. */
struct signs_stay {
    struct care_stay stay;
    uint32_t person;
    size_t first_due;
};

/* What mantel_haenszel_table counts, of one person. */
struct signs_table {
    uint32_t missed, kept, other_missed, other_kept;
};

/* The first return to use of a person that has a contrast. */
struct signs_case {
    uint32_t person;
    int32_t since; /* day 0 */
    bool found_by_test;
    struct signs_table tables[SIGN_WINDOWS][CARE_SIGN_COUNT];
};

/* A time since day 0 on which cases lie: how many tell of a sign, and how many others do. */
struct signs_moment {
    int32_t since;
    double cases[SIGN_WINDOWS][CARE_SIGN_COUNT], others[SIGN_WINDOWS][CARE_SIGN_COUNT];
};

struct signs {
    struct signs_stay *stays;
    size_t n_stays, stays_capacity;
    struct signs_due due;
    int32_t *uses; /* of one person behind those of the one before */
    bool *found_by_test;
    size_t n_uses, uses_capacity, found_capacity;
    size_t *use_starts; /* by person, and one more */
    size_t n_people, use_starts_capacity;
    bool is_held[CARE_SIGN_COUNT]; /* something was missed in the export */

    struct signs_case *cases;
    size_t n_cases, cases_capacity;
    struct signs_moment *moments; /* by `since` */
    size_t n_moments;
    struct share_tally *windows[CARE_SIGN_COUNT], *after_sign[CARE_SIGN_COUNT], *after_none[CARE_SIGN_COUNT];

    struct signs_count *before; /* of the stay at hand: on days before day i of it */
    bool *is_window;            /* by day of it (care/contrast.h) */
    size_t before_capacity, window_capacity;
};

/* Of one window and all signs: sums by person, and the weighted counts of the others. */
struct signs_sums {
    struct mantel_haenszel_sums *own[CARE_SIGN_COUNT], *others[CARE_SIGN_COUNT]; /* [person] */
    struct mantel_haenszel_table weighted[CARE_SIGN_COUNT];
};

struct care_days signs_uses(const struct signs *signs, size_t person);

/* Counts what the stay holds: what follows is then of it. */
void signs_open_stay(struct signs *signs, const struct signs_stay *stay);
struct signs_count signs_count(const struct signs *signs, const struct signs_stay *stay,
                               struct care_window_days window);
void signs_tables(const struct signs *signs, const struct signs_stay *stay, const struct care_contrast *contrast,
                  struct signs_table tables[SIGN_WINDOWS][CARE_SIGN_COUNT]);

bool signs_tells(const struct signs_table *table);
struct mantel_haenszel_table signs_stratum(const struct signs_table *table);

/* Fills cases, moments and the tallies of windows. */
void signs_find(struct signs *signs);

/* Is the case compared for the sign: does it tell, is there anybody to compare with, was it not found by a test? */
bool signs_is_compared(const struct signs *signs, const struct signs_case *one, enum sign_window window,
                       enum care_sign sign);

void signs_add_up(struct signs *signs, struct signs_sums sums[SIGN_WINDOWS]);
void signs_sums_free(struct signs_sums *sums);

#endif
