/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * estimate_incidence: how people leave, by Aalen-Johansen, from any tidy CSV of times and exit codes.
 *
 * in   one row a spell: time, exit code (empty or 0: censored), and when named entry, person, groups, strata
 * out  estimates: cumulative_incidence of each cause at each --at (with --curve at each exit), quantile_days,
 *      gray_test (+ _df, _p) between groups; the cause in subgroup; sorted by rule, group and cause, bytewise
 *
 *     estimate_incidence --by medication spells/episodes.csv
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "sample/curve_people.h"
#include "sample/estimate_run.h"
#include "stats/aalen_johansen.h"
#include "stats/gray_test.h"

struct options {
    struct sample_options sample;
    char **causes; /* NULL: every code seen */
};

enum key { KEY_CAUSE = OPTIONS_FIRST_KEY };

static const struct argp_option option_list[] = {
    {"cause", KEY_CAUSE, "V[,V]", 0, "Codes to estimate, the others compete (default: every code seen)", 2}, {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->sample; return 0;
    case KEY_CAUSE:
        options_list_free(options->causes);
        options->causes = options_list("--cause", argument, ',', NULL);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc = "How people leave: cumulative incidence of each exit while the others compete (Aalen-Johansen), and Gray's "
           "test, from any CSV.\v" SAMPLE_OPTIONS_FILE SAMPLE_OPTIONS_TIMES "\n\n"
           "Columns taken when none is named: time_days, exit (empty or 0: censored), and if they are there "
           "entry_days, patient_id, rule.\n"
           "Gray's test needs one row per person and no delayed entry; else it is left out, and a note says so.\n"
           "too_few, and whose curves they are, as estimate_retention has it." SAMPLE_OPTIONS_EXIT
           "  estimate_incidence --by medication tests/reference/data/spells.csv\n"
           "  estimate_incidence --time months --event exit --by sex --at 60,120,240 \\\n"
           "    tests/reference/data/mgus2.csv",
    .children = sample_curves_children};

static struct options read_options(int argc, char **argv) {
    struct sample_defaults defaults = sample_of_spells;
    struct options options = {0};

    options_parse(&argp, argc, argv, &options);
    defaults.event = "exit";
    defaults.event_is_code = true;
    sample_options_complete(&options.sample, &defaults);
    return options;
}

/* wanted[k]: is code k among --cause? A code that no row has is a note: the data may be right. */
static bool *choose_causes(const struct options *options, const struct sample *sample) {
    bool *wanted = memory_alloc(sample->codes.n, sizeof *wanted);

    if (sample->n_rows > 0 && sample->codes.n == 0)
        message_note(options->sample.common.quiet, "no row used has an exit code");
    for (size_t k = 0; k < sample->codes.n; k++)
        wanted[k] = options->causes == NULL;
    for (char **cause = options->causes; cause != NULL && *cause != NULL; cause++) {
        int32_t code = sample_labels_find(&sample->codes, *cause);
        if (code >= 0)
            wanted[code] = true;
        else
            message_note(options->sample.common.quiet, "--cause: no row used has the code '%s'", *cause);
    }
    return wanted;
}

static const char *choose_flag(const struct curve_people *people, double time) {
    return curve_people_are_few(people, time) ? "too_few" : "";
}

static void write_incidence(const struct estimate_run *run, const struct aalen_johansen *incidence, size_t cause,
                            const struct curve_people *people) {
    size_t n_causes = (size_t)incidence->n_causes;
    double events = 0;

    for (size_t i = 0; i < incidence->n_points; i++) {
        const struct risk_set *set = &incidence->counts.sets[i];
        struct estimate row = run->row;
        events += incidence->counts.cause_events[i * n_causes + cause];
        if (!estimate_run_wants(run, set->time))
            continue;
        row.measure = "cumulative_incidence";
        row.subgroup = run->sample->codes.text[cause];
        row.time_days = set->time;
        row.at_risk = set->at_risk;
        row.events = events;
        row.event_people = incidence->counts.cause_event_people[i * n_causes + cause];
        estimate_run_set_interval(&row, &incidence->causes[cause][i]);
        estimate_run_write(run, &row, isnan(row.estimate) ? "beyond_follow_up" : choose_flag(people, set->time));
    }
}

static void write_quantile(const struct estimate_run *run, const struct aalen_johansen *incidence, size_t cause,
                           double p, const struct curve_people *people) {
    char number[NUMBER_TEXT_SIZE], *subgroup;
    struct estimate row = run->row;
    struct interval quantile;
    enum stats_status status = aalen_johansen_quantile(incidence, (int32_t)cause + 1, p, &quantile);

    number_format_double(p, number);
    subgroup = memory_format("%s;%s", run->sample->codes.text[cause], number);
    row.measure = "quantile_days";
    row.subgroup = subgroup;
    estimate_run_set_interval(&row, &quantile);
    estimate_run_write(run, &row, status == STATS_NOT_REACHED ? "not_reached" : choose_flag(people, quantile.estimate));
    free(subgroup);
}

static struct aalen_johansen estimate_curves(const struct options *options, const struct survival_group *group) {
    const struct confidence confidence = {options->sample.confidence, 0.95};
    struct aalen_johansen incidence;

    estimate_run_check(
        aalen_johansen_estimate(group, options->sample.at, options->sample.n_at, &confidence, &incidence));
    return incidence;
}

static void write_group(struct estimate_run *run, const struct options *options, const struct survival_group *group,
                        const bool *wanted) {
    struct aalen_johansen incidence = estimate_curves(options, group);
    struct curve_people people = curve_people_choose(run, group, &incidence.counts);

    if (people.left_out > 0) {
        aalen_johansen_free(&incidence);
        incidence = estimate_curves(options, &people.group);
    }
    estimate_run_count(run, &people.group, &incidence.counts);
    for (size_t k = 0; k < run->sample->codes.n; k++) {
        if (!wanted[k])
            continue;
        write_incidence(run, &incidence, k, &people);
        for (size_t i = 0; i < options->sample.n_quantiles; i++)
            write_quantile(run, &incidence, k, options->sample.quantiles[i], &people);
    }
    curve_people_free(&people);
    aalen_johansen_free(&incidence);
}

static void write_gray_tests(struct estimate_run *run, const bool *wanted) {
    struct survival_split split;

    estimate_run_split_strata(run, &split);
    for (size_t k = 0; k < run->sample->codes.n; k++) {
        struct chi_square_test test;
        enum stats_status status;
        if (!wanted[k])
            continue;
        estimate_run_count_all(run, (int32_t)k + 1);
        status = gray_test(&split, run->sample->strata.n, run->sample->groups.n, (int32_t)k + 1, &test);
        estimate_run_write_test(run, "gray_test", run->sample->codes.text[k], status, &test);
    }
    survival_split_free(&split);
}

static void write_rule(struct estimate_run *run, const struct options *options, const bool *wanted) {
    struct survival_split split;
    struct survival_group group;

    estimate_run_split(run, &split);
    while (estimate_run_next_group(run, &split, &group))
        write_group(run, options, &group, wanted);
    if (split.n_groups > 1)
        write_gray_tests(run, wanted);
    survival_split_free(&split);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct estimate_run run = estimate_run_open(&options.sample);

    while (estimate_run_next_grouping(&run)) {
        bool *wanted = choose_causes(&options, run.sample);
        while (estimate_run_next_rule(&run))
            write_rule(&run, &options, wanted);
        free(wanted);
    }
    estimate_run_close(&run);
    options_list_free(options.causes);
    sample_options_free(&options.sample);
    return 0;
}
