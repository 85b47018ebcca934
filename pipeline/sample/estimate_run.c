/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/estimate_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

void estimate_run_check(enum stats_status status) {
    if (status != STATS_OK)
        message_fail(EX_SOFTWARE, "%s", status_text(status));
}

struct estimate_run estimate_run_open(const struct sample_options *options) {
    struct estimate_run run = {.options = options};

    run.samples = sample_read(options);
    run.writer = estimates_table_open(options->common.output);
    return run;
}

void estimate_run_close(struct estimate_run *run) {
    table_writer_commit(run->writer);
    sample_free(run->samples, run->options->n_by);
}

bool estimate_run_next_grouping(struct estimate_run *run) {
    if (run->n_groupings == run->options->n_by)
        return false;
    run->curve_until = sample_curve_until(&run->options->curve, run->n_groupings);
    run->sample = &run->samples[run->n_groupings++];
    run->noted = STATS_OK;
    run->n_rules = 0;
    return true;
}

static void set_rule(struct estimate_run *run, size_t rule) {
    const struct sample *sample = run->sample;
    size_t start = sample->rule_start[rule], n_codes = sample->codes.n;

    run->rows = (struct survival_sample){
        .n_rows = sample->rule_start[rule + 1] - start,
        .entry = sample->entry == NULL ? NULL : sample->entry + start,
        .exit = sample->time + start,
        .event = sample->event + start,
        .person = sample->person == NULL ? NULL : sample->person + start,
        .count = sample->count == NULL ? NULL : sample->count + start,
        .n_causes = n_codes > 0 ? (int32_t)n_codes : 1,
        .n_people = sample->n_people,
    };
    run->group = sample->group == NULL ? NULL : sample->group + start;
    run->stratum = sample->stratum == NULL ? NULL : sample->stratum + start;
    run->row = estimate_empty();
    run->row.analysis = run->options->analysis;
    run->row.rule = sample->rules.text[rule];
    run->row.group_by = sample->group_by;
}

bool estimate_run_next_rule(struct estimate_run *run) {
    if (run->n_rules == run->sample->rules.n)
        return false;
    set_rule(run, run->n_rules++);
    run->n_groups = 0;
    return true;
}

bool estimate_run_next_group(struct estimate_run *run, const struct survival_split *split,
                             struct survival_group *group) {
    while (run->n_groups < split->n_groups) {
        run->row.group = run->sample->groups.text[run->n_groups];
        *group = survival_split_group(split, run->n_groups++);
        if (group->n_rows > 0)
            return true;
    }
    return false;
}

bool estimate_run_wants(const struct estimate_run *run, double time) {
    for (size_t i = 0; i < run->options->n_at; i++)
        if (!(run->options->at[i] < time) && !(run->options->at[i] > time))
            return true;
    return run->curve_until > 0 && time <= run->curve_until;
}

void estimate_run_count(struct estimate_run *run, const struct survival_group *group, const struct risk_sets *counts) {
    const struct risk_set *last = &counts->sets[counts->n_sets - 1];

    run->row.n = group->n_people;
    run->row.events = last->total_events;
    run->row.event_people = last->event_people;
}

/* A person's rows stand together. Rows with counts have no person. */
void estimate_run_count_rows(const struct estimate_run *run, const bool *has, int32_t cause, struct estimate *row) {
    const struct survival_sample *rows = &run->rows;
    int32_t seen = -1, seen_event = -1;

    row->n = row->events = row->event_people = 0;
    for (size_t i = 0; i < rows->n_rows; i++) {
        int32_t person = rows->person != NULL ? rows->person[i] : (int32_t)i;
        double count = (double)survival_sample_count(rows, (uint32_t)i);
        if (has != NULL && !has[i])
            continue;
        row->n += person != seen ? count : 0;
        seen = person;
        if (rows->event[i] == 0 || (cause > 0 && rows->event[i] != cause))
            continue;
        row->events += count;
        row->event_people += person != seen_event ? count : 0;
        seen_event = person;
    }
}

void estimate_run_count_all(struct estimate_run *run, int32_t cause) {
    estimate_run_count_rows(run, NULL, cause, &run->row);
    run->row.group = "";
}

void estimate_run_set_interval(struct estimate *row, const struct interval *interval) {
    row->estimate = interval->estimate;
    row->std_error = interval->std_error;
    row->ci_low = interval->ci_low;
    row->ci_high = interval->ci_high;
}

/* A reference is no estimate: nobody's number is in it. */
void estimate_run_write(const struct estimate_run *run, struct estimate *row, const char *flag) {
    bool few = row->n < ESTIMATE_FEW_PEOPLE && strcmp(flag, "reference") != 0;

    row->flag = estimate_first_flag(flag, few ? "too_few" : "");
    estimates_table_write(run->writer, row);
    row->flag = "";
}

void estimate_run_note(const struct estimate_run *run, const char *what, const char *value, enum stats_status status) {
    bool shown = run->options->common.show_values;
    const char *rule = shown ? run->row.rule : "", *label = shown ? value : "";

    message_note(run->options->common.quiet, "%s%s%s%s%s: %s", what, *label != '\0' ? " " : "", label,
                 *rule != '\0' ? " under " : "", rule, status_text(status));
}

/* Said once when the kind of data is why. */
static void note_no_test(struct estimate_run *run, const char *measure, const char *subgroup,
                         enum stats_status status) {
    char *what = memory_format("no %s", measure);

    if (status == STATS_NOT_ESTIMABLE || status != run->noted)
        estimate_run_note(run, what, status == STATS_NOT_ESTIMABLE ? subgroup : "", status);
    run->noted = status;
    free(what);
}

void estimate_run_write_test(struct estimate_run *run, const char *measure, const char *subgroup,
                             enum stats_status status, const struct chi_square_test *test) {
    static const char *const suffixes[] = {"", "_df", "_p"};

    if (status == STATS_NOT_ESTIMABLE || status == STATS_SEVERAL_PER_PERSON || status == STATS_DELAYED_ENTRY) {
        note_no_test(run, measure, subgroup, status);
        return;
    }
    estimate_run_check(status);
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        const double values[] = {test->statistic, test->df, test->p_value};
        char *name = memory_format("%s%s", measure, suffixes[i]);
        struct estimate row = run->row;
        row.measure = name;
        row.subgroup = subgroup;
        row.estimate = values[i];
        estimate_run_write(run, &row, "");
        free(name);
    }
}

void estimate_run_split(const struct estimate_run *run, struct survival_split *split) {
    estimate_run_check(survival_split_build(&run->rows, run->group, run->sample->groups.n, split));
}

void estimate_run_split_strata(const struct estimate_run *run, struct survival_split *split) {
    size_t n_groups = run->sample->groups.n;
    int32_t *code = memory_alloc(run->rows.n_rows, sizeof *code);

    for (size_t i = 0; i < run->rows.n_rows; i++)
        code[i] =
            (run->stratum == NULL ? 0 : run->stratum[i] * (int32_t)n_groups) + (run->group == NULL ? 0 : run->group[i]);
    estimate_run_check(survival_split_build(&run->rows, code, run->sample->strata.n * n_groups, split));
    free(code);
}
