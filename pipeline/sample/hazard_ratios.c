/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/hazard_ratios.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/cox_expected.h"
#include "stats/funnel_limits.h"
#include "stats/rate.h"

static const double level_of_limits = 0.95;

struct level_counts {
    double people, events, event_people, expected;
    int32_t seen, seen_event; /* the last person counted, + 1 */
};

/* By row of the rule; the caller frees. */
static double *expect_rows(const struct estimate_run *run, const struct hazard_model *model) {
    double *expected = memory_alloc(run->rows.n_rows, sizeof *expected);
    const struct survival_split *strata = model->fitted ? cox_fit_strata(&model->fit, &model->strata) : &model->strata;

    estimate_run_check(cox_expected(strata, model->fitted ? model->fit.risk : NULL, model->ties, expected));
    return expected;
}

/* A person's rows stand together. */
static void count_row(struct level_counts *counts, int32_t person, bool event, double expected) {
    counts->people += counts->seen != person + 1;
    counts->seen = person + 1;
    counts->expected += expected;
    if (!event)
        return;
    counts->events += 1;
    counts->event_people += counts->seen_event != person + 1;
    counts->seen_event = person + 1;
}

static struct level_counts *count_levels(const struct estimate_run *run, const struct hazard_model *model,
                                         size_t n_levels) {
    const struct survival_sample *rows = &run->rows;
    struct level_counts *counts = memory_alloc(n_levels, sizeof *counts);
    double *expected = expect_rows(run, model);

    for (size_t i = 0; i < rows->n_rows; i++)
        count_row(&counts[hazard_model_level(model, i, model->apart)],
                  rows->person != NULL ? rows->person[i] : (int32_t)i, rows->event[i] > 0, expected[i]);
    free(expected);
    return counts;
}

static void write_level(const struct estimate_run *run, struct estimate row, const struct level_counts *counts) {
    struct interval ratio;

    row.n = counts->people;
    row.events = counts->events;
    row.event_people = counts->event_people;
    row.measure = "expected_events";
    row.estimate = counts->expected;
    estimate_run_write(run, &row, "");
    row.measure = "observed_expected_ratio";
    row.estimate = nan("");
    if (counts->expected > 0) {
        estimate_run_check(rate_exact(counts->events, counts->expected, level_of_limits, &ratio));
        estimate_run_set_interval(&row, &ratio);
    }
    estimate_run_write(run, &row, counts->expected > 0 ? "" : "not_estimable");
}

/* How far the levels lie apart, where they are many: for the limits of a funnel. */
static void write_spread(struct estimate_run *run, struct estimate row, const struct level_counts *counts,
                         size_t n_levels) {
    double *observed = memory_alloc(n_levels + 1, sizeof *observed),
           *expected = memory_alloc(n_levels + 1, sizeof *expected);
    struct funnel_spread spread;

    for (size_t level = 0; level < n_levels; level++) {
        observed[level] = counts[level].events;
        expected[level] = counts[level].expected;
    }
    if (funnel_limits_spread(observed, expected, n_levels, &spread) == STATS_OK) {
        row.subgroup = "";
        row.measure = "dispersion";
        row.estimate = spread.dispersion;
        estimate_run_write(run, &row, "");
        row.measure = "between_variance";
        row.estimate = spread.between_variance;
        estimate_run_write(run, &row, "");
        run->row.group = row.group;
        estimate_run_write_test(run, "alike_test", "", STATS_OK, &spread.alike);
    }
    free(observed);
    free(expected);
}

void hazard_ratios_write(struct estimate_run *run, const struct hazard_model *model) {
    const struct sample_labels *levels = &run->sample->levels[model->apart - model->n_numbers];
    struct level_counts *counts = count_levels(run, model, levels->n);
    struct estimate row = run->row;

    row.group = model->parts[model->apart].name;
    for (size_t level = 0; level < levels->n; level++) {
        row.subgroup = levels->text[level];
        if (counts[level].people > 0)
            write_level(run, row, &counts[level]);
    }
    write_spread(run, row, counts, levels->n);
    free(counts);
}
