/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * estimate_states: where everyone is over time, and the days to expect in each state.
 *
 * in   one row a stretch: person, start, stop, state entered at stop (empty or 0: none); a person's rows do not overlap
 * out  estimates: occupation of each state at each --at (with --curve at each change), mean_days in each up to each
 *      --tau, mean_days_between that and the one before; the state in subgroup, events: stays in it, event_people:
 *      people ever in it; sorted by rule and group, bytewise
 *
 *     estimate_states --by medication spells/states.csv
 */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "sample/estimate_run.h"
#include "stats/multistate.h"

struct options {
    struct sample_options sample;
    const char *initial, *cluster;
    double *taus; /* ascending */
    size_t n_taus;
};

enum key { KEY_INITIAL = OPTIONS_FIRST_KEY, KEY_TAU, KEY_CLUSTER };

static const double level = 0.95;

static const struct argp_option option_list[] = {
    {"initial", KEY_INITIAL, "NAME", 0, "State in which everyone begins (default: in_care)", 2},
    {"cluster", KEY_CLUSTER, "COL", 0, "Errors by it, where --id tells several paths of one person apart", 2},
    {"tau", KEY_TAU, "DAYS[,DAYS]", 0, "Mean days in each state up to DAYS, and between these (default: the last --at)",
     2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->sample; return 0;
    case KEY_INITIAL: options->initial = argument; return 0;
    case KEY_CLUSTER:
        options->cluster = argument;
        sample_options_set_list(&options->sample.factors, "--cluster", argument);
        return 0;
    case KEY_TAU:
        free(options->taus);
        options->taus = sample_options_numbers("--tau", argument, 1e-9, 1e9, &options->n_taus);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc =
        "Where everyone is over time: state occupation and mean days per state (multistate Aalen-Johansen), from any "
        "CSV.\v" SAMPLE_OPTIONS_FILE SAMPLE_OPTIONS_TIMES " Errors are robust by person.\n\n"
        "Columns taken when none is named: start, stop, event (the state entered at stop; empty or 0: none), "
        "patient_id, and rule if it is there. Rows of a person must not overlap.\n"
        "mean_days_between: of --tau 365,730 the days after 365 up to 730, of everyone, whatever state they were in on "
        "day 365. too_few: fewer than 11 people, or fewer still followed at the time." SAMPLE_OPTIONS_EXIT
        "  estimate_states --at 30,90 tests/reference/data/states.csv\n"
        "  estimate_states --id id --start start --stop stop --event event \\\n"
        "    --initial mgus --at 60,120,240 tests/reference/data/mgus2_states.csv",
    .children = sample_stretches_children};

static struct options read_options(int argc, char **argv) {
    struct sample_defaults defaults = sample_of_stretches;
    struct options options = {.initial = "in_care"};

    options_parse(&argp, argc, argv, &options);
    defaults.event_is_code = true;
    sample_options_complete(&options.sample, &defaults);
    if (options.taus == NULL) {
        options.taus = memory_alloc(1, sizeof *options.taus);
        options.taus[options.n_taus++] = options.sample.at[options.sample.n_at - 1];
    }
    return options;
}

/* States are the codes seen and, when nobody enters it, the initial one behind them. */
struct states {
    size_t n;
    int32_t initial;
    const char **names;
    struct interval *intervals;
    struct multistate_count *counts;
};

static struct states make_states(const struct sample *sample, const char *initial) {
    struct states states = {.n = sample->codes.n, .initial = sample_labels_find(&sample->codes, initial)};

    if (states.initial < 0)
        states.initial = (int32_t)states.n++;
    states.names = memory_alloc(states.n, sizeof *states.names);
    for (size_t i = 0; i < sample->codes.n; i++)
        states.names[i] = sample->codes.text[i];
    states.names[states.initial] = initial;
    states.intervals = memory_alloc(states.n, sizeof *states.intervals);
    states.counts = memory_alloc(states.n, sizeof *states.counts);
    return states;
}

static void free_states(struct states *states) {
    free(states->names);
    free(states->intervals);
    free(states->counts);
}

/* What is told of every state. */
struct target {
    const char *measure;
    double from, time; /* `from`: of a mean; NaN: of the share at `time` */
};

static enum stats_status estimate_target(const struct multistate *multistate, struct target target,
                                         const struct states *states) {
    return isnan(target.from) ? multistate_occupation(multistate, target.time, level, states->intervals)
                              : multistate_mean(multistate, target.from, target.time, level, states->intervals);
}

/* A mean up to a time that few are followed to rests, at its end, on them. */
static void write_states(const struct estimate_run *run, const struct multistate *multistate,
                         const struct states *states, struct target target) {
    enum stats_status status = estimate_target(multistate, target, states);
    double followed = multistate_people_at_risk(multistate, target.time);

    if (status != STATS_BEYOND_FOLLOW_UP)
        estimate_run_check(status);
    estimate_run_check(multistate_count(multistate, target.time, states->counts));
    for (size_t s = 0; s < states->n; s++) {
        struct estimate row = run->row;
        row.measure = target.measure;
        row.subgroup = states->names[s];
        row.time_days = target.time;
        row.at_risk = followed;
        row.events = states->counts[s].events;
        row.event_people = states->counts[s].event_people;
        if (status == STATS_OK)
            estimate_run_set_interval(&row, &states->intervals[s]);
        estimate_run_write(run, &row,
                           status != STATS_OK                                      ? "beyond_follow_up"
                           : !isnan(target.from) && followed < ESTIMATE_FEW_PEOPLE ? "too_few"
                                                                                   : "");
    }
}

/* At each time asked for and, for a curve, each change of state, in the order of time. */
static void write_shares(struct estimate_run *run, const struct options *options, const struct multistate *multistate,
                         const struct states *states) {
    size_t n_at = options->sample.n_at, n_changes = 0, at = 0, change = 0;

    while (run->curve_until > 0 && n_changes < multistate->n_times && multistate->times[n_changes] <= run->curve_until)
        n_changes++;
    while (at < n_at || change < n_changes) {
        double next = at < n_at ? options->sample.at[at] : HUGE_VAL;
        double time = change < n_changes && multistate->times[change] < next ? multistate->times[change] : next;
        write_states(run, multistate, states, (struct target){"occupation", nan(""), time});
        while (at < n_at && !(options->sample.at[at] > time))
            at++;
        while (change < n_changes && !(multistate->times[change] > time))
            change++;
    }
}

static void write_group(struct estimate_run *run, const struct options *options, const struct multistate *multistate,
                        const struct states *states) {
    const double *taus = options->taus;

    write_shares(run, options, multistate, states);
    for (size_t i = 0; i < options->n_taus; i++) {
        write_states(run, multistate, states, (struct target){"mean_days", 0, taus[i]});
        if (i > 0)
            write_states(run, multistate, states, (struct target){"mean_days_between", taus[i - 1], taus[i]});
    }
}

static void follow_people(const struct estimate_run *run, const struct states *states, int32_t *from) {
    struct survival_split all;
    struct survival_group group;

    estimate_run_check(survival_split_build(&run->rows, NULL, 1, &all));
    group = survival_split_group(&all, 0);
    estimate_run_check(multistate_follow(&group, states->initial, from));
    survival_split_free(&all);
}

/* Once the paths are followed, whose they are. */
static int32_t *take_clusters(struct estimate_run *run) {
    size_t start = (size_t)(run->rows.exit - run->sample->time);
    int32_t *cluster = memory_alloc(run->rows.n_rows, sizeof *cluster);

    for (size_t i = 0; i < run->rows.n_rows; i++)
        cluster[i] = (int32_t)sample_cells_get(&run->sample->extra, start + i, 0);
    run->rows.person = cluster;
    run->rows.n_people = (int32_t)run->sample->levels[0].n;
    return cluster;
}

static void write_rule(struct estimate_run *run, const struct options *options, const struct states *states) {
    int32_t *from = memory_alloc(run->rows.n_rows, sizeof *from), *cluster = NULL;
    struct survival_split split;
    struct survival_group group;

    run->rows.n_causes = (int32_t)states->n;
    follow_people(run, states, from);
    if (options->cluster != NULL)
        cluster = take_clusters(run);
    estimate_run_split(run, &split);
    while (estimate_run_next_group(run, &split, &group)) {
        struct multistate multistate;
        run->row.n = group.n_people;
        estimate_run_check(multistate_estimate(&group, from, states->initial, &multistate));
        write_group(run, options, &multistate, states);
        multistate_free(&multistate);
    }
    survival_split_free(&split);
    free(from);
    free(cluster);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct estimate_run run = estimate_run_open(&options.sample);

    while (estimate_run_next_grouping(&run)) {
        struct states states = make_states(run.sample, options.initial);
        while (estimate_run_next_rule(&run))
            write_rule(&run, &options, &states);
        free_states(&states);
    }
    estimate_run_close(&run);
    sample_options_free(&options.sample);
    free(options.taus);
    return 0;
}
