/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/month_series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "text/comparison.h"
#include "text/wording.h"

/* ---- values ---- */

static struct number_list list_of(const struct numbers *numbers, const char *analysis, const char *measure) {
    struct number_list list =
        numbers_list(numbers, &(struct number_key){.analysis = analysis, .measure = measure}, NUMBERS_ANY_PERIOD);
    size_t n = 0;

    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]) && !isnan(month_marks_month(list.rows[i]->period)))
            list.rows[n++] = list.rows[i];
    list.n = n;
    return list;
}

static double part_of(const struct numbers *numbers, const struct month_series *series, size_t i, const char *suffix) {
    return numbers_value(
        numbers, &(struct number_key){.analysis = ANALYSIS_MONTHS,
                                      .measure = word_pool_format(numbers->pool, "%s_%s", series->judged, suffix),
                                      .period = series->periods[i]});
}

static void add_limits(const struct numbers *numbers, struct month_series *series) {
    for (size_t i = 0; i < series->n; i++) {
        struct control_point *point = &series->points[i];
        point->center = series->marks.months[i].center;
        point->low = part_of(numbers, series, i, "lower_limit");
        point->high = part_of(numbers, series, i, "upper_limit");
        point->is_outside = series->marks.months[i].is_outside;
        point->in_run = series->marks.months[i].in_run;
        series->has_limits = series->has_limits || !isnan(point->center);
    }
}

static struct month_series series_of(const struct month_measure *measure, const struct number_list *list, double step) {
    struct month_series series = {.measure = measure, .n = list->n, .step = step};

    series.points = memory_alloc(list->n + 1, sizeof *series.points);
    series.periods = memory_alloc(list->n + 1, sizeof *series.periods);
    for (size_t i = 0; i < list->n; i++) {
        series.periods[i] = list->rows[i]->period;
        series.points[i] = (struct control_point){.x = month_marks_month(list->rows[i]->period),
                                                  .value = list->rows[i]->estimate,
                                                  .center = (double)NAN,
                                                  .low = (double)NAN,
                                                  .high = (double)NAN};
    }
    return series;
}

/* ---- marks ---- */

static enum month_rule rule_of(const struct month_series *series, size_t i) {
    return series->marks.n == 0 ? MONTH_USUAL : series->marks.months[i].rule;
}

static const char *value_words(const struct numbers *numbers, const struct month_series *series, double value) {
    return series->measure->is_share ? wording_percent(numbers, value)
           : series->is_rate         ? word_pool_format(numbers->pool, "%.1f", value)
                                     : wording_count(numbers, round(value));
}

static const char *run_words(const struct numbers *numbers, const struct month_series *series, size_t end) {
    bool up = month_marks_direction(&series->marks, end) > 0;

    if (rule_of(series, end) == MONTH_NEAR)
        return up ? "2 of 3 high" : "2 of 3 low";
    return word_pool_format(numbers->pool, "%zu %s", end - month_marks_run_start(&series->marks, end) + 1,
                            rule_of(series, end) == MONTH_TREND ? (up ? "rising" : "falling")
                                                                : (up ? "above" : "below"));
}

static const char *month_words(const struct numbers *numbers, const struct month_series *series, size_t i) {
    return word_pool_format(numbers->pool, "%.3s", wording_month(numbers, series->periods[i]));
}

static void add_labels(const struct numbers *numbers, struct month_series *series) {
    for (size_t i = 0; i < series->n; i++) {
        if (series->points[i].is_outside)
            series->points[i].label = word_pool_format(numbers->pool, "%s %s", month_words(numbers, series, i),
                                                       value_words(numbers, series, series->points[i].value));
        if (month_marks_ends_run(&series->marks, i))
            series->points[i].run = run_words(numbers, series, i);
    }
}

struct month_series month_series_of(const struct numbers *numbers, const struct month_measure *measure) {
    struct number_list months = list_of(numbers, ANALYSIS_MONTHS, measure->measure),
                       quarters = list_of(numbers, ANALYSIS_QUARTERS, measure->measure);
    bool large = measure->more == NULL || number_list_is_of_many(&months, measure->is_share);
    const char *judged = large ? comparison_judged(numbers, measure->measure) : measure->measure;
    bool is_rate = judged != measure->measure;
    struct number_list rates = is_rate ? list_of(numbers, ANALYSIS_MONTHS, judged) : (struct number_list){NULL, 0};
    struct month_series series = series_of(measure, is_rate ? &rates : large ? &months : &quarters, large ? 1 : 3);

    series.judged = judged;
    series.is_rate = is_rate;
    if (large) {
        series.marks = month_marks_of(numbers, measure->measure, measure->is_share);
        add_limits(numbers, &series);
        add_labels(numbers, &series);
    }
    number_list_free(&rates);
    number_list_free(&months);
    number_list_free(&quarters);
    return series;
}

void month_series_free(struct month_series *series) {
    free(series->points);
    month_marks_free(&series->marks);
    free(series->periods);
}

/* ---- words ---- */

static const char *short_month(const struct numbers *numbers, const struct month_series *series, size_t i) {
    return word_pool_format(numbers->pool, "%s %.4s", month_words(numbers, series, i), series->periods[i]);
}

/* The year stands once: "Sep to Oct 2026". */
static const char *first_month(const struct numbers *numbers, const struct month_series *series, size_t first,
                               size_t last) {
    return strncmp(series->periods[first], series->periods[last], 4) == 0 ? month_words(numbers, series, first)
                                                                          : short_month(numbers, series, first);
}

/* The last marked point within a year of the last one; n: none. */
static size_t last_marked(const struct month_series *series) {
    for (size_t i = series->n; i-- > 0 && series->points[i].x > series->points[series->n - 1].x - 12;)
        if (series->points[i].is_outside || series->points[i].in_run)
            return i;
    return series->n;
}

static const char *marked_words(const struct numbers *numbers, const struct month_series *series, size_t i) {
    bool up = month_marks_direction(&series->marks, i) > 0;
    size_t start;

    if (!series->points[i].in_run)
        return word_pool_format(numbers->pool, "%s: %s than usual", short_month(numbers, series, i),
                                up ? "higher" : "lower");
    start = month_marks_run_start(&series->marks, i);
    if (rule_of(series, i) == MONTH_NEAR)
        return word_pool_format(numbers->pool, "%s to %s: 2 of 3 near the %s limit",
                                first_month(numbers, series, start, i), short_month(numbers, series, i),
                                up ? "upper" : "lower");
    return word_pool_format(numbers->pool, "%s to %s: %zu months %s", first_month(numbers, series, start, i),
                            short_month(numbers, series, i), i - start + 1,
                            rule_of(series, i) == MONTH_TREND ? (up ? "rising" : "falling")
                                                              : (up ? "above the mean" : "below the mean"));
}

static const char *year_before(const struct numbers *numbers, const struct month_series *series) {
    const struct control_point *last = &series->points[series->n - 1];

    for (size_t i = 0; i < series->n; i++)
        if (fabs(series->points[i].x - last->x + 12) < 0.5)
            return word_pool_format(numbers->pool, "%s, a year before %s", value_words(numbers, series, last->value),
                                    value_words(numbers, series, series->points[i].value));
    return "";
}

/* Limits that were set anew and are not known yet: what stood before. */
static const char *limits_before(const struct numbers *numbers, const struct month_series *series) {
    const struct control_point *before = NULL;

    for (size_t i = 0; i < series->n; i++)
        if (!isnan(series->points[i].center))
            before = &series->points[i];
    if (before == NULL)
        return "No limits yet for the last months";
    return word_pool_format(numbers->pool, "No limits yet (before: mean %s, %s to %s)",
                            value_words(numbers, series, before->center), value_words(numbers, series, before->low),
                            value_words(numbers, series, before->high));
}

const char *month_series_state(const struct numbers *numbers, const struct month_series *series) {
    size_t marked;

    if (series->measure->more == NULL)
        return year_before(numbers, series);
    if (series->step > 1)
        return "By quarter: too few for single months";
    if (!series->has_limits)
        return "Too few months for limits";
    if (isnan(series->points[series->n - 1].center))
        return limits_before(numbers, series);
    marked = last_marked(series);
    return marked < series->n ? marked_words(numbers, series, marked) : "Within the usual variation";
}

void month_series_draw(struct canvas *canvas, const struct numbers *numbers, const struct month_series *series,
                       struct control_panel panel, const struct control_place *place) {
    size_t last = series->n - 1;
    const struct control_point *end = &series->points[last];

    panel.title = series->is_rate ? series->measure->rate_title : series->measure->title;
    panel.state = month_series_state(numbers, series);
    panel.points = series->points;
    panel.n = series->n;
    panel.step = series->step;
    panel.is_share = series->measure->is_share;
    panel.last = word_pool_format(numbers->pool, "%s %s",
                                  series->step > 1 ? series->periods[last] + 5 : month_words(numbers, series, last),
                                  value_words(numbers, series, series->points[last].value));
    if (!isnan(end->center)) {
        panel.mean = word_pool_format(numbers->pool, "mean %s", value_words(numbers, series, end->center));
        panel.low = end->low > 0 ? value_words(numbers, series, end->low) : NULL; /* nothing lies below nothing */
        panel.high = value_words(numbers, series, end->high);
    }
    control_draw(canvas, numbers->pool, &panel, place);
}

/* ---- notes ---- */

size_t month_notes_list(const struct numbers *numbers, double first, double last,
                        struct control_note notes[PROGRAM_CHANGES_MOST]) {
    struct program_change changes[PROGRAM_CHANGES_MOST];
    size_t n = 0;

    for (size_t i = 0, n_changes = program_changes_list(numbers, changes); i < n_changes; i++) {
        double at = month_marks_month(changes[i].period) - 0.5;
        if (at > first && at < last)
            notes[n++] = (struct control_note){at, changes[i].words};
    }
    return n;
}
