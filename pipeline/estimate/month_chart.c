/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/month_chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "sample/estimate_run.h"
#include "settings/month_words.h"
#include "stats/control_chart.h"

static _Noreturn void fail_at(const struct ini_entry *entry, const char *expected) {
    message_fail_at(EX_CONFIG, (struct message_place){.file = entry->file, .line = entry->line, .column = entry->key},
                    "'%s' is not usable (expected %s)", entry->value, expected);
}

static void read_rebases(struct month_chart_settings *settings, const struct ini_file *file) {
    struct month_words words = month_words_read(file, "rebase");

    for (size_t i = 0; i < words.n; i++)
        settings->rebases[settings->n_rebases++] =
            (struct month_rebase){.month = words.months[i].month, .reason = words.months[i].words};
}

struct month_chart_settings month_chart_read_settings(const struct ini_file *file, bool quiet) {
    const long range[2] = {2, 1000};
    const struct ini_entry *until = ini_file_entry(file, "months", "baseline_until");
    struct month_chart_settings settings = {.least_points = (size_t)ini_file_int(file, "months", "least_points", range),
                                            .baseline_until = -1,
                                            .quiet = quiet};

    if (until != NULL && *until->value != '\0' && !month_words_parse(until->value, &settings.baseline_until))
        fail_at(until, "a month YYYY-MM");
    read_rebases(&settings, file);
    return settings;
}

void month_chart_rebase(struct month_chart_settings *settings, int32_t month, const char *reason) {
    size_t at = settings->n_rebases;

    for (size_t i = 0; i < settings->n_rebases; i++)
        if (settings->rebases[i].month == month)
            return;
    if (at == MONTH_CHART_MOST_REBASES)
        return;
    for (; at > 0 && settings->rebases[at - 1].month > month; at--)
        settings->rebases[at] = settings->rebases[at - 1];
    settings->rebases[at] = (struct month_rebase){.month = month, .reason = reason};
    settings->n_rebases++;
}

static void write_month(struct table_writer *writer, struct estimate *row, int32_t month) {
    char period[CALENDAR_TEXT_SIZE];

    calendar_write_month(calendar_month_first_day(month), period);
    row->analysis = ANALYSIS_MONTHS;
    row->period = period;
    estimates_table_write(writer, row);
    row->period = "";
}

void month_chart_write_rebases(const struct month_chart_settings *settings, struct table_writer *writer,
                               int32_t first_month, size_t n_months) {
    for (size_t i = 0; i < settings->n_rebases; i++) {
        const struct month_rebase *rebase = &settings->rebases[i];
        struct estimate row = estimate_empty();
        if (rebase->month < first_month || rebase->month >= first_month + (int32_t)n_months)
            continue;
        row.measure = "rebase";
        row.subgroup = rebase->reason;
        row.estimate = 1;
        write_month(writer, &row, rebase->month);
    }
}

/* Writes MEASURE + suffix of one month. */
static void write_part(struct table_writer *writer, const struct month_chart_series *series, size_t month,
                       const char *suffix, double estimate) {
    struct estimate row = estimate_empty();
    char *measure = memory_format("%s_%s", series->measure, suffix);

    row.measure = measure;
    row.estimate = estimate;
    write_month(writer, &row, series->first_month + (int32_t)month);
    free(measure);
}

static void write_rules(struct table_writer *writer, const struct month_chart_series *series, size_t month,
                        uint32_t signals) {
    static const struct {
        enum control_rule rule;
        const char *name;
    } rules[] = {
        {CONTROL_OUTSIDE, "outside"}, {CONTROL_ONE_SIDE, "one_side"}, {CONTROL_TREND, "trend"}, {CONTROL_NEAR, "near"}};
    char *measure = memory_format("%s_signal", series->measure);

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        struct estimate row = estimate_empty();
        if ((signals & rules[i].rule) == 0)
            continue;
        row.measure = measure;
        row.subgroup = rules[i].name;
        row.estimate = 1;
        write_month(writer, &row, series->first_month + (int32_t)month);
    }
    free(measure);
}

/* Months [from, to) of a series. */
struct section {
    size_t from, to, n_baseline;
};

struct marks {
    double expected, found, judged;
};

static void write_section(struct table_writer *writer, const struct month_chart_series *series,
                          const struct control_chart *chart, const struct section *section, struct marks *marks) {
    size_t n = section->to - section->from, n_values = 0;
    uint32_t *signals = memory_alloc(n, sizeof *signals);

    control_chart_judge(chart, series->value + section->from, n, signals);
    for (size_t i = 0; i < n; i++) {
        size_t month = section->from + i;
        if (isnan(series->value[month]))
            continue;
        n_values++;
        write_part(writer, series, month, "center", chart->center);
        write_part(writer, series, month, "lower_limit", fmax(chart->lower, 0));
        write_part(writer, series, month, "upper_limit", fmin(chart->upper, series->most));
        write_part(writer, series, month, "signal", signals[i] != 0);
        write_rules(writer, series, month, signals[i]);
        marks->found += signals[i] != 0;
    }
    marks->judged += (double)n_values;
    marks->expected += control_chart_expected_signals(n_values);
    free(signals);
}

static void note_no_limits(const struct month_chart_settings *settings, const struct month_chart_series *series,
                           const struct section *section) {
    char period[CALENDAR_TEXT_SIZE];

    calendar_write_month(calendar_month_first_day(series->first_month + (int32_t)section->from), period);
    message_note(settings->quiet, "%s: no control limits from %s on (fewer than %zu months to set them by)",
                 series->measure, period, settings->least_points);
}

static struct section section_after(const struct month_chart_settings *settings,
                                    const struct month_chart_series *series, size_t from) {
    struct section section = {.from = from, .to = series->n_months};
    int32_t until = settings->baseline_until - series->first_month;

    for (size_t i = settings->n_rebases; i-- > 0;) {
        int32_t month = settings->rebases[i].month - series->first_month;
        if (month > (int32_t)from && month < (int32_t)section.to)
            section.to = (size_t)month;
    }
    section.n_baseline = section.to - from;
    if (settings->baseline_until >= 0 && until >= (int32_t)from && until < (int32_t)section.to)
        section.n_baseline = (size_t)until - from + 1;
    return section;
}

static void write_expected(struct table_writer *writer, const char *series_measure, const struct marks *marks) {
    struct estimate row = estimate_empty();
    char *measure = memory_format("%s_expected_signals", series_measure);

    row.analysis = ANALYSIS_MONTHS;
    row.measure = measure;
    row.at_risk = marks->judged;
    row.events = marks->found;
    row.estimate = marks->expected;
    estimates_table_write(writer, &row);
    free(measure);
}

/* Of so few in a month, or of cohorts so small, single months say nothing. */
static bool is_small(const struct month_chart_series *series) {
    double least = series->most <= 1 ? MONTH_CHART_LEAST_COHORT : MONTH_CHART_LEAST_MEAN, n = 0;

    for (size_t i = 0; i < series->n_months; i++)
        n += !isnan(series->value[i]);
    return series->people < MONTH_CHART_LEAST_PEOPLE || series->people < least * n;
}

void month_chart_write(const struct month_chart_settings *settings, struct table_writer *writer,
                       const struct month_chart_series *series) {
    struct marks marks = {0, 0, 0};
    struct section section;

    if (is_small(series)) {
        message_note(settings->quiet, "%s: no control limits (too few people in a month)", series->measure);
        return;
    }
    for (size_t from = 0; from < series->n_months; from = section.to) {
        struct control_chart chart;
        section = section_after(settings, series, from);
        enum stats_status status = control_chart_build(series->value + from, section.to - from, section.n_baseline,
                                                       settings->least_points, &chart);
        if (status == STATS_EMPTY || status == STATS_NOT_ESTIMABLE) {
            note_no_limits(settings, series, &section);
            continue;
        }
        estimate_run_check(status);
        write_section(writer, series, &chart, &section, &marks);
    }
    if (marks.judged > 0)
        write_expected(writer, series->measure, &marks);
}
