/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holes and ends of one table, from the sums of care/completeness.h of all its sites.
 *
 * A run of blocks at a site is a hole when at least half of the people with a row on both sides of it have none in it,
 * and so many or more would by chance have a probability under 1e-6: the upper tail of a binomial whose share is the
 * table's own of such gaps, (missing + 1) / (people + 2), over the runs of that length at all sites and all times but
 * the run itself, its neighbours and what overlaps them, and of runs within the last 30 days, whose rows still come,
 * one in ten at least. Where shares of such runs differ more than those of independent people would (people who come by
 * one calendar), so much fewer are they counted as; of sites put together, as the shares of all sites put together
 * differ, where these differ more: a calendar is not seen at sites of a few people. Of a table with more than 20,000
 * runs (three years at more than 12 sites) 20,000 times 1e-6 is shared by all: at 200 sites half of all programs would
 * else be stopped by chance. A run where even an empty block could not reach it is not judged at its site: the sites of
 * which this is so are put together, and, where no site has a single row in the run, all sites. A site that can be
 * judged nowhere, neither alone nor together, is said.
 *
 * A table has ended at a site when, of the people with a row in each of its last two blocks (of any scale) whom no
 * record explains, at least 3, none has a row up to as-of (this is so by what "last" means), and so many vanished by
 * chance would have a probability under 1e-3: the table's own share of (row, row, none in the next block).
 *
 * Tried on generated programs, see tests/simulations: 0 holes in 240 clean ones.
 *
 * source: statistics part 1, "Completeness" and "The end of a table at a site".
 */
#ifndef SWITCHBACK_CARE_COMPLETENESS_JUDGE_H
#define SWITCHBACK_CARE_COMPLETENESS_JUDGE_H

#include "care/completeness.h"

struct completeness_verdict {
    bool is_judged;                           /* could an empty run have been found, at this site or with others? */
    uint64_t missing[COMPLETENESS_DAY_WORDS]; /* bit i: the day i before as-of is in a hole */
    int32_t last_day;                         /* of any row; CALENDAR_NO_DAY: no row within the grid */
    bool has_ended;                           /* at last_day */
    uint32_t end_people;                      /* who were seen in the last two blocks and never again */
};

/* One verdict a site. `sites` are of one table. false: no memory. */
bool completeness_judge(const struct completeness_grid *grid, struct completeness_counts *const sites[], size_t n_sites,
                        struct completeness_verdict verdicts[]);

/* Days that are known to be missing otherwise: a file that never came. Days outside the grid are passed over. */
void completeness_mark(const struct completeness_grid *grid, struct completeness_verdict *verdict, int32_t first,
                       int32_t last);

/* Is there a row of the site on one of the days? */
bool completeness_has_row(const struct completeness_grid *grid, const struct completeness_counts *counts, int32_t first,
                          int32_t last);

/* The next hole on or before the day, going back from as-of: its first and last day. Start with grid->as_of; then the
 * day before the first. false: no more. */
bool completeness_next_hole(const struct completeness_grid *grid, const struct completeness_verdict *verdict,
                            int32_t from, int32_t *first, int32_t *last);

/* Of a calendar month: people with a row in the months on both sides of it, those of them without one in it, and the
 * probability that all would be without one by chance. Fills [site x the grid's months + month]; false: no memory. */
struct completeness_month {
    uint32_t people, missing;
    double if_empty;
};
bool completeness_months(const struct completeness_grid *grid, struct completeness_counts *const sites[],
                         size_t n_sites, struct completeness_month months[]);

/* P(X >= k) of a binomial. */
double completeness_upper_tail(uint32_t n, uint32_t k, double share);

#endif
