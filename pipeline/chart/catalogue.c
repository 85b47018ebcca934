/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/catalogue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "chart/curves.h"
#include "chart/exits.h"
#include "chart/months.h"
#include "chart/reflections.h"
#include "text/wording.h"

enum { MOST_CURVES = 24 };

static const double year_ticks[] = {0, 90, 180, 270, 365};
static const double month_ticks[] = {0, 7, 14, 30};

static const char staying[] = "Share of people still in care (Kaplan–Meier), with 95% confidence band";

static void free_curves(struct curves *curves) {
    for (size_t i = 0; i < curves->n_curves; i++)
        number_list_free(&curves->curves[i].rows);
}

/* Days of the grid of released curves; the first month has its own days. */
static double grid_of(const struct numbers *numbers, double x_max) {
    const long range[2] = {1, 365};
    double days =
        numbers->config == NULL ? 30 : (double)ini_file_int(numbers->config, "protection", "grid_days", range, 30);

    return numbers->class == REPORT_RELEASE && x_max > days ? days : 0;
}

static void add_curve(struct curves *curves, const struct numbers *numbers, const char *label,
                      const struct number_key *key, double start) {
    struct curve curve = {.label = label,
                          .rows = numbers_list(numbers, key, NUMBERS_ANY_TIME),
                          .start = start,
                          .grid = grid_of(numbers, curves->x_max)};

    if (curves->n_curves < MOST_CURVES && curve_length(&curve, curves->x_max) >= 2)
        curves->curves[curves->n_curves++] = curve;
    else
        number_list_free(&curve.rows);
}

/* One curve for each group of the key. */
static void add_groups(struct curves *curves, const struct numbers *numbers, struct number_key key, double start) {
    struct number_list all = numbers_list(numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME);

    for (size_t i = 0; i < all.n; i++) {
        if (i > 0 && strcmp(all.rows[i]->group, all.rows[i - 1]->group) == 0)
            continue;
        key.group = all.rows[i]->group;
        add_curve(curves, numbers, wording_group(numbers, key.group_by, key.group), &key, start);
    }
    number_list_free(&all);
}

static struct number_key retention_key(const struct numbers *numbers, const char *analysis, const char *group_by) {
    return (struct number_key){
        .analysis = analysis, .rule = numbers_rule(numbers), .measure = "survival", .group_by = group_by};
}

/* Where nobody can be followed past half a year the axis ends there. */
static void fit_axis(struct curves *curves) {
    static const double half_year_ticks[] = {0, 30, 60, 90, 120, 150, 180};
    double last = 0;

    for (size_t i = 0; i < curves->n_curves; i++) {
        size_t n = curve_length(&curves->curves[i], curves->x_max);
        last = n > 0 ? fmax(last, curves->curves[i].rows.rows[n - 1]->time_days) : last;
    }
    if (curves->x_max <= 180 || last > 180)
        return;
    curves->x_max = 180;
    curves->ticks = half_year_ticks;
    curves->n_ticks = sizeof half_year_ticks / sizeof half_year_ticks[0];
}

static struct canvas *finish(const struct numbers *numbers, struct curves *curves) {
    struct canvas *canvas;

    fit_axis(curves);
    canvas = curves_draw(numbers, curves);

    free_curves(curves);
    return canvas;
}

static struct canvas *draw_by_medication(const struct numbers *numbers) {
    struct curve drawn[MOST_CURVES];
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
                            .curves = drawn};

    all.time_days = 90;
    const struct estimate *row = numbers_find(numbers, &all);
    curves.finding = number_is_sayable(row)
                         ? word_pool_format(numbers->pool, "After 90 days, %s people are still in care",
                                            wording_of_100(numbers, row->estimate))
                         : "How long people stay in care";
    add_groups(&curves, numbers, retention_key(numbers, "retention_first", "medication"), 1);
    return finish(numbers, &curves);
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

static struct canvas *draw_by_site(const struct numbers *numbers) {
    struct curve drawn[MOST_CURVES];
    struct curves curves = {.name = "retention_by_site",
                            .followed = "Still followed",
                            .measure = staying,
                            .x_title = "Days since care began",
                            .note = "First episodes, by site. Not adjusted for who is treated where.",
                            .x_max = 365,
                            .mark = 90,
                            .ticks = year_ticks,
                            .n_ticks = 5,
                            .curves = drawn};

    add_groups(&curves, numbers, retention_key(numbers, "retention_first", "site"), 1);
    curves.finding = site_finding(numbers, &curves);
    return finish(numbers, &curves);
}

static struct canvas *draw_after_return(const struct numbers *numbers) {
    struct curve drawn[MOST_CURVES];
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
                            .curves = drawn};
    const struct estimate *a, *b;

    add_curve(&curves, numbers, "First time", &first, 1);
    add_curve(&curves, numbers, "After a return", &back, 1);
    if (curves.n_curves < 2) {
        free_curves(&curves);
        return NULL;
    }
    a = curve_at(&drawn[0], 90);
    b = curve_at(&drawn[1], 90);
    curves.finding = !number_is_sayable(a) || !number_is_sayable(b) ? "Those who came back, beside those who began"
                     : numbers_overlap(a, b)     ? "After 90 days, those who came back and those who began are similar"
                     : b->estimate > a->estimate ? "After 90 days, more of those who came back are still in care"
                                                 : "After 90 days, fewer of those who came back are still in care";
    return finish(numbers, &curves);
}

static const char *share_finding(const struct numbers *numbers, const struct curve *curve, double day,
                                 const char *format, const char *otherwise) {
    const struct estimate *row = curve_at(curve, day);

    return number_is_sayable(row)
               ? word_pool_format(numbers->pool, "%s %s", wording_of_100(numbers, row->estimate), format)
               : otherwise;
}

static struct canvas *draw_after_use(const struct numbers *numbers) {
    struct curve drawn[MOST_CURVES];
    struct number_key key = {.analysis = "after_return_to_use",
                             .rule = numbers_rule(numbers),
                             .measure = "cumulative_incidence",
                             .subgroup = "re_engaged"};
    struct curves curves = {
        .name = "after_return_to_use",
        .followed = "Events open",
        .x_title = "Days since the return to use",
        .measure = "What came first after a return to use while in care (Aalen–Johansen)",
        .one_clock = true,
        .note = "Seen again: an attended counseling or medical appointment on a later day. Collecting a "
                "dose does not count. Events open: neither has happened yet; one person can have several.",
        .x_max = 30,
        .mark = 7,
        .ticks = month_ticks,
        .n_ticks = 4,
        .curves = drawn};

    add_curve(&curves, numbers, "Seen again", &key, 0);
    key.subgroup = "left";
    add_curve(&curves, numbers, "Left first", &key, 0);
    if (curves.n_curves > 0)
        curves.finding = share_finding(numbers, &drawn[0], 7, "returns to use are followed by a visit within 7 days",
                                       "After a return to use");
    return finish(numbers, &curves);
}

static struct canvas *draw_came_back(const struct numbers *numbers) {
    struct curve drawn[MOST_CURVES];
    struct number_key key = {.analysis = "return_after_leaving",
                             .rule = numbers_return_rule(numbers),
                             .measure = "cumulative_incidence",
                             .subgroup = "returned"};
    struct curves curves = {
        .name = "returned_to_care",
        .followed = "Leavings open",
        .one_clock = true,
        .x_title = "Days since care ended",
        .measure = "Share of leavings after which the person came back (Aalen–Johansen), with 95% band",
        .note = "Leaving is told by the rule with the shortest gap, so a return can be seen from the "
                "eighth day on. Death and transfer compete. Leavings open: nobody is back yet; one "
                "person can have several.",
        .x_max = 365,
        .mark = 90,
        .ticks = year_ticks,
        .n_ticks = 5,
        .curves = drawn};

    add_curve(&curves, numbers, "Came back", &key, 0);
    if (curves.n_curves > 0)
        curves.finding = share_finding(numbers, &drawn[0], 365,
                                       "leavings are followed by a return to care within a year", "Who came back");
    return finish(numbers, &curves);
}

size_t catalogue_draw(const struct numbers *numbers, struct canvas *canvases[CATALOGUE_MOST]) {
    struct canvas *(*const curves[])(const struct numbers *) = {draw_by_medication, draw_by_site,   draw_after_return,
                                                                exits_draw,         draw_after_use, draw_came_back};
    struct canvas *drawn;
    size_t n = 0;

    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++)
        /* cppcheck-suppress uninitvar ; an initialized array of functions */
        if ((drawn = curves[i](numbers)) != NULL)
            canvases[n++] = drawn;
    n += reflections_draw(numbers, canvases + n);
    if ((drawn = months_draw(numbers)) != NULL)
        canvases[n++] = drawn;
    return n;
}
