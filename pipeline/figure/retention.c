/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/retention.h"

#include <math.h>

#include "analysis/catalogue.h"
#include "chart/curve_set.h"
#include "settings/not_held.h"
#include "text/comparison.h"
#include "text/sites_compared.h"
#include "text/wording.h"

static const double year_ticks[] = {0, 90, 180, 270, 365};

static struct number_key retention_key(const struct numbers *numbers, const char *analysis, const char *group_by) {
    return (struct number_key){
        .analysis = analysis, .rule = numbers_rule(numbers), .measure = "survival", .group_by = group_by};
}

/* A chart of a year in care. */
static struct curves year_of(const struct chart_source *source, const char *name, const char *note,
                             struct curve drawn[CURVE_SET_MOST]) {
    return (struct curves){.name = name,
                           .followed = "Still followed",
                           .measure = "Share still in care, first episodes in the data (Kaplan–Meier, 95% band)",
                           .x_title = "Days since care began",
                           .note = note,
                           .x_max = 365,
                           .mark = 90,
                           .ticks = year_ticks,
                           .n_ticks = 5,
                           .everybody = "All people",
                           .width = source->width,
                           .censored = source->censored,
                           .curves = drawn};
}

/* Where nothing is known of medications, or of none enough: everyone. */
static void add_medications(struct curves *curves, const struct numbers *numbers) {
    struct number_key all = retention_key(numbers, ANALYSIS_RETENTION_FIRST, "");

    if (!not_held(numbers->config, "doses")) {
        curve_set_add_groups(curves, numbers, retention_key(numbers, ANALYSIS_RETENTION_FIRST, "medication"), 1);
        return;
    }
    curves->note = not_held(numbers->config, "open_stays")
                       ? "Stays that have ended, by recorded admissions and discharges."
                       : "First episodes, by recorded admissions and discharges.";
    curve_set_add(curves, numbers, curves->everybody, &all, 1);
}

struct canvas *retention_draw_by_medication(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    struct curve drawn[CURVE_SET_MOST];
    struct number_key all = retention_key(numbers, ANALYSIS_RETENTION_FIRST, "");
    struct curves curves = year_of(
        source, "retention_by_medication",
        "First episodes, by medication on day 0. Who receives which medication is not chance: this describes, it "
        "does not compare. Before an injection's 31 days are over nobody can be seen to leave.",
        drawn);

    all.time_days = 90;
    const struct estimate *row = numbers_find(numbers, &all);
    curves.finding =
        number_is_sayable(row)
            ? wording_begun(numbers, word_pool_format(numbers->pool,
                                                      not_held(numbers->config, "open_stays")
                                                          ? "%s stays that have ended went on for more than 90 days"
                                                          : "After 90 days, %s people are still in care",
                                                      wording_of_100_before(numbers, row->estimate)))
            : "How long people stay in care";
    add_medications(&curves, numbers);
    return curve_set_draw(numbers, &curves);
}

/* What the section of sites says. */
static const char *site_finding(const struct numbers *numbers) {
    const char *words = sites_compared_words(numbers);

    return words == NULL ? "How long people stay in care, by site"
                         : word_pool_format(numbers->pool, "How long people stay, by site: %s", words);
}

struct canvas *retention_draw_by_site(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    struct curve drawn[CURVE_SET_MOST];
    struct curves curves =
        year_of(source, "retention_by_site", "First episodes, by site. Not adjusted for who is treated where.", drawn);
    struct number_key key = retention_key(numbers, ANALYSIS_RETENTION_FIRST, "site");

    size_t n = curve_set_add_groups(&curves, numbers, key, 1);

    if (n == 0 || (n == 1 && curves.short_ones == NULL)) { /* none, or the only site there is */
        curve_set_free(&curves);
        return NULL;
    }
    curves.finding = site_finding(numbers);
    return curve_set_draw(numbers, &curves);
}

/* The same person can be in both; the intervals are then a little too wide for their difference. */
static const char *returned_finding(const struct estimate *began, const struct estimate *came_back) {
    const struct estimate *const rows[] = {began, came_back};
    struct comparison both = comparison_of_rows(rows, 2, (double)NAN);

    if (both.result == COMPARISON_UNKNOWN)
        return "Those who came back, beside those who began";
    if (both.result == COMPARISON_SIMILAR)
        return "First time or after a return: no clear difference after 90 days";
    return both.highest == came_back ? "After 90 days, more of those who came back are still in care"
                                     : "After 90 days, fewer of those who came back are still in care";
}

struct canvas *retention_draw_after_return(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    struct curve drawn[CURVE_SET_MOST];
    struct number_key first = retention_key(numbers, ANALYSIS_RETENTION_FIRST, ""),
                      back = retention_key(numbers, ANALYSIS_RETENTION_RETURNED, "");
    struct curves curves = year_of(source, "retention_after_return",
                                   "Each on its own clock. Both are selected groups: those who began, and those who "
                                   "came back after leaving.",
                                   drawn);

    curve_set_add(&curves, numbers, "First time", &first, 1);
    curve_set_add(&curves, numbers, "After a return", &back, 1);
    if (curves.n_curves < 2) {
        curve_set_free(&curves);
        return NULL;
    }
    curves.finding = returned_finding(curve_at(&drawn[0], 90), curve_at(&drawn[1], 90));
    return curve_set_draw(numbers, &curves);
}
