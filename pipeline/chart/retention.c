/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/retention.h"

#include "chart/curve_set.h"
#include "text/wording.h"

static const double year_ticks[] = {0, 90, 180, 270, 365};

static const char staying[] = "Share of people still in care (Kaplan–Meier), with 95% confidence band";

static struct number_key retention_key(const struct numbers *numbers, const char *analysis, const char *group_by) {
    return (struct number_key){
        .analysis = analysis, .rule = numbers_rule(numbers), .measure = "survival", .group_by = group_by};
}

struct canvas *retention_draw_by_medication(const struct numbers *numbers, const struct censored *censored) {
    struct curve drawn[CURVE_SET_MOST];
    struct number_key all = retention_key(numbers, "retention_first", "");
    struct curves curves = {.name = "retention_by_medication",
                            .followed = "Still followed",
                            .measure = staying,
                            .x_title = "Days since care began",
                            .note =
                                "First episodes, by medication on day 0. Who receives which medication is not chance: "
                                "this describes, it does not compare. Before an injection's 31 days are over nobody "
                                "can be seen to leave.",
                            .x_max = 365,
                            .mark = 90,
                            .ticks = year_ticks,
                            .n_ticks = 5,
                            .censored = censored,
                            .curves = drawn};

    all.time_days = 90;
    const struct estimate *row = numbers_find(numbers, &all);
    curves.finding = number_is_sayable(row)
                         ? word_pool_format(numbers->pool, "After 90 days, %s people are still in care",
                                            wording_of_100(numbers, row->estimate))
                         : "How long people stay in care";
    curve_set_add_groups(&curves, numbers, retention_key(numbers, "retention_first", "medication"), 1);
    return curve_set_draw(numbers, &curves);
}

/* Lowest and highest sayable 90-day share among the sites; false when fewer than two can be said. */
static bool site_extremes(const struct curves *curves, size_t extremes[2]) {
    size_t n = 0;

    for (size_t i = 0; i < curves->n_curves; i++) {
        const struct estimate *row = curve_at(&curves->curves[i], 90);
        if (!number_is_sayable(row))
            continue;
        if (n == 0 || row->estimate < curve_at(&curves->curves[extremes[0]], 90)->estimate)
            extremes[0] = i;
        if (n == 0 || row->estimate > curve_at(&curves->curves[extremes[1]], 90)->estimate)
            extremes[1] = i;
        n++;
    }
    return n > 1;
}

static const char *site_finding(const struct numbers *numbers, const struct curves *curves) {
    size_t extremes[2];
    const struct estimate *low, *high;

    if (!site_extremes(curves, extremes))
        return "How long people stay in care, by site";
    low = curve_at(&curves->curves[extremes[0]], 90);
    high = curve_at(&curves->curves[extremes[1]], 90);
    if (numbers_overlap(low, high))
        return "After 90 days the sites are similar";
    return word_pool_format(numbers->pool,
                            "After 90 days the sites differ: %s people are still in care at %s, %s at %s",
                            wording_of_100(numbers, low->estimate), curves->curves[extremes[0]].label,
                            wording_of_100(numbers, high->estimate), curves->curves[extremes[1]].label);
}

struct canvas *retention_draw_by_site(const struct numbers *numbers, const struct censored *censored) {
    struct curve drawn[CURVE_SET_MOST];
    struct curves curves = {.name = "retention_by_site",
                            .followed = "Still followed",
                            .measure = staying,
                            .x_title = "Days since care began",
                            .note = "First episodes, by site. Not adjusted for who is treated where.",
                            .x_max = 365,
                            .mark = 90,
                            .ticks = year_ticks,
                            .n_ticks = 5,
                            .censored = censored,
                            .curves = drawn};

    curve_set_add_groups(&curves, numbers, retention_key(numbers, "retention_first", "site"), 1);
    curves.finding = site_finding(numbers, &curves);
    return curve_set_draw(numbers, &curves);
}

struct canvas *retention_draw_after_return(const struct numbers *numbers, const struct censored *censored) {
    struct curve drawn[CURVE_SET_MOST];
    struct number_key first = retention_key(numbers, "retention_first", ""),
                      back = retention_key(numbers, "retention_returned", "");
    struct curves curves = {.name = "retention_after_return",
                            .followed = "Still followed",
                            .measure = staying,
                            .x_title = "Days since care began",
                            .note =
                                "Each on its own clock. Both are selected groups: those who began, and those who came "
                                "back after leaving.",
                            .x_max = 365,
                            .mark = 90,
                            .ticks = year_ticks,
                            .n_ticks = 5,
                            .censored = censored,
                            .curves = drawn};
    const struct estimate *a, *b;

    curve_set_add(&curves, numbers, "First time", &first, 1);
    curve_set_add(&curves, numbers, "After a return", &back, 1);
    if (curves.n_curves < 2) {
        curve_set_free(&curves);
        return NULL;
    }
    a = curve_at(&drawn[0], 90);
    b = curve_at(&drawn[1], 90);
    curves.finding = !number_is_sayable(a) || !number_is_sayable(b) ? "Those who came back, beside those who began"
                     : numbers_overlap(a, b)     ? "After 90 days, those who came back and those who began are similar"
                     : b->estimate > a->estimate ? "After 90 days, more of those who came back are still in care"
                                                 : "After 90 days, fewer of those who came back are still in care";
    return curve_set_draw(numbers, &curves);
}
