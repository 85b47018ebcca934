/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/sites_compared.h"

#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "stats/distribution.h"
#include "stats/funnel_limits.h"
#include "text/wording.h"

static const double INNER = 0.95, OUTER = 0.998, LEVEL = 0.05;

/* A range of two powers of ten, as of a model with more groups than it has people for, says nothing. */
static const double WIDEST = 100;

enum { MOST_TOLD = 6, MOST_FEW = 9 };

static struct number_key key_of(const struct numbers *numbers, const char *measure, const char *site) {
    return (struct number_key){.analysis = ANALYSIS_LEAVING_ADJUSTED,
                               .rule = numbers_rule(numbers),
                               .measure = measure,
                               .group = "site",
                               .subgroup = site};
}

static struct number_list list_of(const struct numbers *numbers, const char *measure) {
    const struct number_key key = key_of(numbers, measure, NULL);

    return numbers_list(numbers, &key, NUMBERS_ANY_SUBGROUP);
}

static double value_of(const struct numbers *numbers, const char *measure, const char *site) {
    const struct number_key key = key_of(numbers, measure, site);

    return numbers_value(numbers, &key);
}

enum site_place sites_compared_place_of(double events, double expected, double between_variance) {
    return !funnel_limits_hold(events, expected, between_variance, OUTER)   ? SITE_OUTSIDE
           : !funnel_limits_hold(events, expected, between_variance, INNER) ? SITE_BETWEEN
                                                                            : SITE_INSIDE;
}

bool sites_compared_can_judge(double expected) { return funnel_limits_can_judge(expected); }

enum site_place sites_compared_place(const struct numbers *numbers, const struct sites_compared *sites,
                                     const struct estimate *row) {
    double expected = value_of(numbers, "expected_events", row->subgroup);

    return funnel_limits_can_judge(expected) ? sites_compared_place_of(row->events, expected, sites->between_variance)
                                             : SITE_INSIDE;
}

static bool is_told_of_few(const struct estimate *row) {
    return number_is_shown(row) && !estimate_has_flag(row, "too_few") &&
           row->ci_high <= WIDEST * row->ci_low; /* NaN: false */
}

/* Up to nine sites, all of them in the model. */
static bool compare_few(const struct numbers *numbers, struct sites_compared *sites) {
    struct number_list list = list_of(numbers, "ratio_to_average");
    double p = value_of(numbers, "alike_test_p", NULL);
    struct comparison comparison;
    size_t n = 0;

    for (size_t i = 0; i < list.n; i++)
        if (is_told_of_few(list.rows[i]))
            list.rows[n++] = list.rows[i];
    sites->is_adjusted = n > 1 && !isnan(p);
    if (sites->is_adjusted) {
        comparison = comparison_of_rows(list.rows, n, p);
        sites->n = n;
        sites->result = comparison.result;
        sites->too_few = comparison.n_sayable < 2;
    }
    number_list_free(&list);
    return sites->is_adjusted;
}

static bool compare_many(const struct numbers *numbers, struct sites_compared *sites) {
    struct number_list list = list_of(numbers, "observed_expected_ratio");
    double p = value_of(numbers, "alike_test_p", NULL), variance = value_of(numbers, "between_variance", NULL);

    sites->is_adjusted = sites->is_funnel = list.n > 1;
    sites->between_variance = variance > 0 ? variance : 0; /* NaN: too few of which an event is expected */
    for (size_t i = 0; i < list.n; i++) {
        sites->n += funnel_limits_can_judge(value_of(numbers, "expected_events", list.rows[i]->subgroup));
        sites->n_outside += sites_compared_place(numbers, sites, list.rows[i]) == SITE_OUTSIDE;
    }
    sites->result = p < LEVEL || sites->n_outside > 0 ? COMPARISON_DIFFER
                    : isnan(p)                        ? COMPARISON_UNKNOWN
                                                      : COMPARISON_SIMILAR;
    number_list_free(&list);
    return sites->is_funnel;
}

/* Nothing is held against it: as sites stand. */
static void compare_staying(const struct numbers *numbers, struct sites_compared *sites) {
    const struct number_key key = {.analysis = ANALYSIS_RETENTION_FIRST,
                                   .rule = numbers_rule(numbers),
                                   .measure = "survival",
                                   .group_by = "site",
                                   .time_days = 90};

    sites->staying = comparison_of_groups(numbers, &key);
    sites->n = sites->staying.n_groups;
    sites->result = sites->staying.result;
}

struct sites_compared sites_compared_of(const struct numbers *numbers) {
    struct sites_compared sites = {.result = COMPARISON_UNKNOWN};

    if (!compare_few(numbers, &sites) && !compare_many(numbers, &sites))
        compare_staying(numbers, &sites);
    return sites;
}

/* "Hill 1 and Hill 6"; of many, none. */
static const char *outside_names(const struct numbers *numbers, const struct sites_compared *sites) {
    struct number_list list = list_of(numbers, "observed_expected_ratio");
    const char *names[MOST_TOLD];
    size_t n = 0;

    for (size_t i = 0; i < list.n && sites->n_outside <= MOST_TOLD; i++)
        if (sites_compared_place(numbers, sites, list.rows[i]) == SITE_OUTSIDE)
            names[n++] = wording_group(numbers, "site", list.rows[i]->subgroup);
    number_list_free(&list);
    return n == 0 ? "" : word_pool_format(numbers->pool, ": %s", wording_list(numbers, names, n));
}

static const char *funnel_words(const struct numbers *numbers, const struct sites_compared *sites) {
    bool differ = sites->between_variance > 0;

    if (sites->n_outside == 0)
        return sites->result == COMPARISON_DIFFER
                   ? "sites differ by more than chance, but none stands out from the others"
                   : "no site differs from the others by more than chance";
    return word_pool_format(numbers->pool, "%s%zu of %zu %s out from %s%s",
                            differ ? "sites differ by more than chance, and " : "", sites->n_outside, sites->n,
                            sites->n_outside == 1 ? "stands" : "stand", differ ? "the others" : "what chance makes",
                            outside_names(numbers, sites));
}

/* Does the range of 99.8 %, as of a funnel, leave the average out? */
static bool is_beside_average(const struct estimate *row, bool sooner) {
    double inner = distribution_normal_quantile(0.5 + INNER / 2), outer = distribution_normal_quantile(0.5 + OUTER / 2);
    double reach = outer / inner * (log(row->ci_high) - log(row->ci_low)) / 2;

    return is_told_of_few(row) && (sooner ? log(row->estimate) > reach : log(row->estimate) < -reach);
}

/* Of up to nine: who lies on that side of the average. " at Hill and River"; NULL: nobody. */
static const char *names_beside_average(const struct numbers *numbers, bool sooner) {
    struct number_list list = list_of(numbers, "ratio_to_average");
    const char *names[MOST_FEW];
    size_t n = 0;

    for (size_t i = 0; i < list.n && n < MOST_FEW; i++)
        if (is_beside_average(list.rows[i], sooner))
            names[n++] = wording_group(numbers, "site", list.rows[i]->subgroup);
    number_list_free(&list);
    return n == 0 ? NULL : word_pool_format(numbers->pool, " at %s", wording_list(numbers, names, n));
}

static const char *few_differ_words(const struct numbers *numbers) {
    const char *sooner = names_beside_average(numbers, true), *later = names_beside_average(numbers, false);

    if (sooner == NULL && later == NULL)
        return "sites differ by more than chance";
    return word_pool_format(numbers->pool, "sites differ by more than chance; people leave%s%s%s%s%s",
                            sooner == NULL ? "" : " sooner than on average", sooner == NULL ? "" : sooner,
                            sooner != NULL && later != NULL ? ", and" : "",
                            later == NULL    ? ""
                            : sooner != NULL ? " later"
                                             : " later than on average",
                            later == NULL ? "" : later);
}

const char *sites_compared_words(const struct numbers *numbers) {
    struct sites_compared sites = sites_compared_of(numbers);

    if (sites.is_funnel)
        return funnel_words(numbers, &sites);
    if (!sites.is_adjusted)
        return comparison_words(numbers, &sites.staying, "sites");
    if (sites.too_few)
        return "there are too few people to compare sites";
    switch (sites.result) {
    case COMPARISON_SIMILAR: return "there is no clear difference between sites";
    case COMPARISON_DIFFER: return few_differ_words(numbers);
    case COMPARISON_UNKNOWN: break;
    }
    return "whether sites differ cannot be told";
}
