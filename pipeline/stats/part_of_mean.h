/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_PART_OF_MEAN_H
#define SWITCHBACK_STATS_PART_OF_MEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/interval.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * A group beside the mean of all, which it is a part of: shares with an event by a time, and their difference.
 *
 *   share of a group   F(t) = sum_{t_j <= t} S(t_j-) d_kj / n_j, Aalen-Johansen (cause 0: every event, 1 -
 * Kaplan-Meier) mean               the same of all rows; or, of strata (sites), of all rows with the weight w_s = n_gs
 * / n_s of the row's stratum, n_s its rows, n_gs those of the group among them: all people, as they would be if they
 * lay over the strata as the group does difference         D = F_group - F_mean
 *
 * Variance: infinitesimal jackknife. Row i moves F, by the derivative of F for its weight, by
 *     psi_i = sum_{t_j <= t} S(t_j-) (dN_ik - Y_ij h_kj) / n_j - (F(t) - F(t_j)) / (1 - h_j) (dN_i - Y_ij h_j) / n_j,
 * h = d / n. It moves the group's share by psi_i if it is in the group, the mean by w_s psi_i + dw_s,i Psi_s: its
 * own part, and that w_s changes with it, dw_s,i = (1 in the group, 0 else, - w_s) / n_s, Psi_s the sum of psi over the
 * stratum (0 without strata). With it the share of a stratum that the group has more of is no error of the difference.
 * Influences are summed within person. That somebody is in both shares is in the sum of products C of both.
 *
 * Limits of D: from the limits of both shares (complementary log-log, exact where a share is 0 or 1,
 * of the people at risk, or when the last of them went: stats/confidence.h), l and u, and their correlation r = C /
 * sqrt(V_group V_mean), low  = D - sqrt((F_g - l_g)^2 - 2 r (F_g - l_g) (u_m - F_m) + (u_m - F_m)^2), high alike. A
 * share of 0 has no error but has a limit: then r = sqrt(sum_s n_gs^2 / (n_g n_s)), what it is where all are alike.
 * (With D -+ z sqrt(V) a group of 30 without an event differed from a mean of 8 % in each of 1,000 samples.)
 * p: two-sided normal, with the error that the limit on the side of 0 has; p < 0.05 just where the limits leave 0 out.
 *
 * Source: Aalen & Johansen 1978 (see aalen_johansen.h); limits: Zou & Donner, Statistics in Medicine 2008, 27:1693,
 * eq. 5; direct standardisation: Breslow & Day, Statistical Methods in Cancer Research II, IARC 1987, sec. 2.2.
 * Checked against: R survival 3.5-3 survfit(..., weights =, influence = TRUE) and the formulas above:
 * 1e-8 relative (tests/reference/for_whom.R).
 */
struct part_of_mean_request {
    const struct survival_sample *rows; /* without counts */
    const int32_t *group;               /* per row 0 .. n_groups - 1 */
    size_t n_groups;
    const int32_t *stratum; /* per row 0 .. n_strata - 1; NULL: no standardisation */
    size_t n_strata;
    int32_t cause; /* 0: of any */
    double time;
    double level;
};

struct part_of_mean {
    struct interval group, mean, difference;
    double p_value;
    double at_risk;      /* people of the group followed just before `time` */
    double largest_step; /* how far one person's event moved the group's curve at most */
};

/* What is found once for all groups. Borrows what the request points to. */
struct part_of_mean_sample;

/* *out is to be freed with part_of_mean_close. STATS_EMPTY: no rows. STATS_INVALID, STATS_NO_MEMORY. */
enum stats_status part_of_mean_open(const struct part_of_mean_request *request, struct part_of_mean_sample **out);
void part_of_mean_close(struct part_of_mean_sample *sample);

/*
 * A group beside all, or (within, if there are strata) beside all people of its strata. The first takes time by the
 * rows of the group, the second by those of its strata: their weights are the group's own. STATS_EMPTY: nobody in the
 * group. STATS_BEYOND_FOLLOW_UP: the group, or the others, are not followed to `time`. STATS_NOT_ESTIMABLE: with the
 * group's strata there is nobody else. STATS_NO_MEMORY.
 */
enum stats_status part_of_mean_compare(struct part_of_mean_sample *sample, int32_t group, bool within,
                                       struct part_of_mean *out);

#endif
