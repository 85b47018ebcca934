/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do sites differ, and which stands out? The one place that decides it: sentence, table, note and headlines of the
 * charts of sites say what is said here, so that none marks what another denies.
 *
 * By how fast people leave, among people alike in the rest: up to nine sites by the test that all are alike and their
 * intervals (text/comparison.h); from ten on by the limits of a funnel, with the variance between sites where these
 * differ by more than chance (stats/funnel_limits.h). Where no model tells it, by the share in care after 90 days.
 */
#ifndef SWITCHBACK_TEXT_SITES_COMPARED_H
#define SWITCHBACK_TEXT_SITES_COMPARED_H

#include "text/comparison.h"

enum site_place { SITE_OUTSIDE, SITE_BETWEEN, SITE_INSIDE, SITE_PLACES };

struct sites_compared {
    enum comparison_result result; /* of all together */
    bool too_few;                  /* to compare any two */
    bool is_adjusted, is_funnel;
    size_t n, n_outside;       /* of a funnel: sites of which an event or more is expected; those that stand out */
    double between_variance;   /* of a funnel */
    struct comparison staying; /* where it is not adjusted */
};

struct sites_compared sites_compared_of(const struct numbers *numbers);

/* Of a funnel: where a site lies by its row of observed_expected_ratio. */
enum site_place sites_compared_place(const struct numbers *numbers, const struct sites_compared *sites,
                                     const struct estimate *row);

/* Where so many events lie beside those expected, between the limits of 95 and of 99.8 %. */
enum site_place sites_compared_place_of(double events, double expected, double between_variance);

/* Is a site in the funnel, of which so many are expected to leave? */
bool sites_compared_can_judge(double expected);

/* "sites differ by more than chance; people leave sooner than on average at Hill" of up to nine, which are named where
 * their range of 99.8 % leaves the average out and the test of all finds a difference; of more, "sites differ by more
 * than chance, and 1 of 11 stands out from the others: Hill 1"; NULL where there is one site. */
const char *sites_compared_words(const struct numbers *numbers);

#endif
