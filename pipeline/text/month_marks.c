/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/month_marks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "text/comparison.h"
#include "text/wording.h"

double month_marks_month(const char *period) {
    int year, part;

    if (sscanf(period, "%4d-Q%1d", &year, &part) == 2)
        return year * 12 + 3 * part - 2;
    return sscanf(period, "%4d-%2d", &year, &part) == 2 ? year * 12 + part - 1 : (double)NAN;
}

static bool has_rule(const struct numbers *numbers, const char *measure, const char *period, const char *rule) {
    return numbers_value(numbers, &(struct number_key){.analysis = ANALYSIS_MONTHS,
                                                       .measure = word_pool_format(numbers->pool, "%s_signal", measure),
                                                       .subgroup = rule,
                                                       .period = period}) > 0.5;
}

static struct marked_month month_of(const struct numbers *numbers, const char *measure, const struct estimate *row) {
    const struct number_key center = {.analysis = ANALYSIS_MONTHS,
                                      .measure = word_pool_format(numbers->pool, "%s_center", measure),
                                      .period = row->period};
    struct marked_month month = {.period = row->period,
                                 .month = month_marks_month(row->period),
                                 .value = row->estimate,
                                 .center = numbers_value(numbers, &center),
                                 .is_outside = has_rule(numbers, measure, row->period, "outside")};

    month.rule = has_rule(numbers, measure, row->period, "one_side") ? MONTH_ROW
                 : has_rule(numbers, measure, row->period, "trend")  ? MONTH_TREND
                 : month.is_outside                                  ? MONTH_OUTSIDE
                 : has_rule(numbers, measure, row->period, "near")   ? MONTH_NEAR
                                                                     : MONTH_USUAL;
    return month;
}

int month_marks_direction(const struct month_marks *marks, size_t i) {
    const struct marked_month *months = marks->months;

    if (months[i].rule == MONTH_TREND && i > 0)
        return months[i].value > months[i - 1].value ? 1 : -1;
    return months[i].value > months[i].center ? 1 : -1;
}

static bool belongs(const struct month_marks *marks, size_t end, size_t i) {
    const struct marked_month *months = marks->months;
    double sign = month_marks_direction(marks, end);

    if (months[i + 1].month - months[i].month > 1.1 || fabs(months[i].center - months[end].center) > 1e-9)
        return false;
    return months[end].rule == MONTH_TREND ? sign * (months[i + 1].value - months[i].value) > 0
                                           : sign * (months[i].value - months[i].center) > 0;
}

size_t month_marks_run_start(const struct month_marks *marks, size_t end) {
    size_t start = end;

    if (marks->months[end].rule == MONTH_NEAR) {
        while (start > 0 && marks->months[start - 1].rule == MONTH_NEAR)
            start--;
        return start < 2 ? 0 : start - 2; /* what marks it are three months */
    }
    while (start > 0 && belongs(marks, end, start - 1))
        start--;
    return start;
}

static bool is_run(const struct marked_month *month) {
    return month->rule == MONTH_ROW || month->rule == MONTH_TREND || month->rule == MONTH_NEAR;
}

bool month_marks_ends_run(const struct month_marks *marks, size_t i) {
    return is_run(&marks->months[i]) && (i + 1 == marks->n || marks->months[i + 1].rule != marks->months[i].rule ||
                                         month_marks_run_start(marks, i + 1) != month_marks_run_start(marks, i));
}

struct month_marks month_marks_of(const struct numbers *numbers, const char *measure, bool is_share) {
    struct number_list list = numbers_list(
        numbers, &(struct number_key){.analysis = ANALYSIS_MONTHS, .measure = measure}, NUMBERS_ANY_PERIOD);
    const char *judged = comparison_judged(numbers, measure);
    struct month_marks marks = {memory_alloc(list.n + 1, sizeof *marks.months), 0};

    for (size_t i = 0; number_list_is_of_many(&list, is_share) && i < list.n; i++) {
        const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = judged, .period = list.rows[i]->period};
        const struct estimate *row = numbers_find(numbers, &key);
        if (number_is_shown(row) && !isnan(month_marks_month(row->period)))
            marks.months[marks.n++] = month_of(numbers, judged, row);
    }
    for (size_t i = 0; i < marks.n; i++)
        for (size_t k = month_marks_ends_run(&marks, i) ? month_marks_run_start(&marks, i) : i + 1; k <= i; k++)
            marks.months[k].in_run = true;
    number_list_free(&list);
    return marks;
}

void month_marks_free(struct month_marks *marks) { free(marks->months); }

bool month_marks_has(const struct month_marks *marks, const char *period) {
    for (size_t i = 0; i < marks->n; i++)
        if (strcmp(marks->months[i].period, period) == 0)
            return marks->months[i].in_run || marks->months[i].is_outside;
    return false;
}
