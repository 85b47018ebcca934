/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/sites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "chart/forest.h"
#include "chart/funnel.h"
#include "text/sites_compared.h"
#include "text/wording.h"

enum { MOST_SITES = 9 };

/* A range of two powers of ten, as of a model with more groups than it has people for, says nothing. */
static const double WIDEST = 100;

static struct number_list list_of(const struct numbers *numbers, const char *measure) {
    return numbers_list(
        numbers,
        &(struct number_key){
            .analysis = ANALYSIS_LEAVING_ADJUSTED, .rule = numbers_rule(numbers), .measure = measure, .group = "site"},
        NUMBERS_ANY_SUBGROUP);
}

static bool says_something(const struct estimate *row) {
    return number_is_shown(row) && !estimate_has_flag(row, "too_few") &&
           row->ci_high <= WIDEST * row->ci_low; /* NaN: false */
}

static size_t keep_said(struct number_list *list) {
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++)
        if (says_something(list->rows[i]))
            list->rows[n++] = list->rows[i];
    return list->n = n;
}

static const char *site_name(const struct numbers *numbers, const struct estimate *row) {
    return wording_group(numbers, "site", row->subgroup);
}

/* What the section says. */
static const char *finding_of(const struct numbers *numbers) {
    const char *words = sites_compared_words(numbers);

    return words == NULL ? "How fast people leave at each site, among people alike in the rest"
                         : word_pool_format(numbers->pool, "How fast people leave, by site: %s", words);
}

/* ---- a forest ---- */

static struct forest_panel axis_of(const struct number_list *list) {
    static const double ratios[] = {0.25, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 4};
    static const char *const labels[] = {"¼", "½", "⅔", "0.8", "1", "1.25", "1.5", "2", "4"};
    double widest = log(1.5);
    struct forest_panel axis = {.n_ticks = 0};

    for (size_t i = 0; i < list->n; i++)
        widest = fmax(widest, fmin(log(5), fmax(fabs(log(list->rows[i]->ci_low)), fabs(log(list->rows[i]->ci_high)))));
    axis.min = -widest * 1.03;
    axis.max = widest * 1.03;
    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++) {
        bool fine = fabs(log(ratios[i])) < log(1.4) && fabs(log(ratios[i])) > 0;
        if (log(ratios[i]) < axis.min || log(ratios[i]) > axis.max || (fine && widest > log(2.6)))
            continue;
        axis.ticks[axis.n_ticks] = log(ratios[i]);
        axis.labels[axis.n_ticks++] = labels[i];
    }
    return axis;
}

static struct canvas *draw_forest(const struct chart_source *source, struct number_list *list) {
    const struct numbers *numbers = source->numbers;
    struct forest_cell cells[MOST_SITES];
    const char *names[MOST_SITES], *values[MOST_SITES];
    struct forest_panel axis = axis_of(list);
    struct forest forest = {
        .name = "sites",
        .width = source->width,
        .finding = finding_of(numbers),
        .measure = "Rate of leaving beside the program’s average (1), with 95% interval; left of the "
                   "line people stay longer",
        .note = "Cox model of first episodes, with medication, age and sex. No ranking: what is not "
                "recorded is not alike.",
        .panels = &axis,
        .n_panels = 1,
        .names = names,
        .values = values,
        .n_rows = list->n < MOST_SITES ? list->n : MOST_SITES,
        .cells = cells};

    for (size_t i = 0; i < forest.n_rows; i++) {
        const struct estimate *row = list->rows[i];
        cells[i] = (struct forest_cell){log(row->estimate), log(row->ci_low), log(row->ci_high), false, NULL};
        names[i] = site_name(numbers, row);
        values[i] = word_pool_format(numbers->pool, "%.2f (%.2f–%.2f)", row->estimate, row->ci_low, row->ci_high);
    }
    return forest_draw(numbers->pool, &forest);
}

/* ---- a funnel ---- */

static struct canvas *draw_funnel(const struct chart_source *source, struct number_list *list) {
    const struct numbers *numbers = source->numbers;
    struct number_list expected = list_of(numbers, "expected_events");
    struct sites_compared sites = sites_compared_of(numbers);
    struct funnel_point *points = calloc(list->n + 1, sizeof *points);
    struct canvas *canvas = NULL;
    size_t n = 0;

    for (size_t i = 0; points != NULL && i < list->n; i++)
        for (size_t k = 0; k < expected.n; k++)
            if (strcmp(expected.rows[k]->subgroup, list->rows[i]->subgroup) == 0 &&
                sites_compared_can_judge(expected.rows[k]->estimate))
                points[n++] = (struct funnel_point){expected.rows[k]->estimate, list->rows[i]->events,
                                                    site_name(numbers, list->rows[i])};
    if (n > 1)
        canvas = funnel_draw(
            numbers,
            &(struct funnel){
                .name = "sites",
                .finding = finding_of(numbers),
                .width = source->width,
                .points = points,
                .n = n,
                .between_variance = sites.between_variance,
                .x_title = "People expected to leave",
                .measure =
                    sites.between_variance > 0
                        ? "Each dot a site: people who left, divided by those expected. Sites differ by more than "
                          "chance: of 100 that differ so, 95 lie between the dashed lines, 99.8 between the solid ones"
                        : "Each dot a site: people who left, divided by those expected. Of 100 sites that are alike 95 "
                          "lie between the dashed lines, 99.8 between the solid ones",
                .note =
                    "Expected: from a Cox model of first episodes with medication, age and sex. No ranking; "
                    "sites of which fewer than one person was expected to leave are not drawn. Not all dots have room "
                    "for a name: the table holds every site."});
    free(points);
    number_list_free(&expected);
    return canvas;
}

struct canvas *sites_draw(const struct chart_source *source) {
    struct number_list list = list_of(source->numbers, "ratio_to_average"),
                       many = list_of(source->numbers, "observed_expected_ratio");
    struct canvas *canvas = NULL;

    if (keep_said(&list) > 1)
        canvas = draw_forest(source, &list);
    else if (many.n > 1)
        canvas = draw_funnel(source, &many);
    number_list_free(&list);
    number_list_free(&many);
    return canvas;
}
