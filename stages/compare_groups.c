/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare_groups: each group's share with an event by a time, beside the mean of all, which it is a part of; crude, and
 * within strata (sites). From any tidy CSV of times.
 *
 * in   one row a spell: time, event, and when named entry, person, groups, strata, day; any order
 * out  estimates: people, group_share, mean, difference, difference_p, and within strata mean_within,
 * difference_within, difference_within_p of each group; sorted by rule and group, bytewise. find_q_values makes one
 * family of them
 *
 *     compare_groups --time time_days --event event --without --by sex --by age_band --strata site --at 90 episodes.csv
 */
#include <stdlib.h>

#include "base/calendar.h"
#include "sample/estimate_run.h"
#include "sample/group_rows.h"

struct options {
    struct sample_options sample;
    struct group_rows_request wanted;
    struct sample_list apart;
    double *windows;
    const char *cause;
};

enum key { KEY_CAUSE = OPTIONS_FIRST_KEY, KEY_WITHOUT, KEY_DAY, KEY_UNTIL, KEY_WINDOWS, KEY_LEAST, KEY_APART };

static const struct argp_option option_list[] = {
    {"cause", KEY_CAUSE, "CODE", 0, "The event that is told; the others compete (default: all are one event)", 2},
    {"without", KEY_WITHOUT, NULL, 0, "Tell the share without the event: who stays", 2},
    {"day", KEY_DAY, "COL", 0, "Date on which a row begins, for --windows", 2},
    {"until", KEY_UNTIL, "DAY", 0, "Last day of the windows (default: the last --day)", 2},
    {"windows", KEY_WINDOWS, "DAYS[,DAYS]", 0, "Tell a group by the shortest of these with enough people (--day)", 2},
    {"least", KEY_LEAST, "N", 0, "Fewer people are too few to say, and not tested (30)", 2},
    {"apart", KEY_APART, "VALUE[,VALUE]", 0,
     "Groups that are counted and not compared (unknown,other,na,not recorded,not known); empty is one", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->sample; return 0;
    case KEY_CAUSE: options->cause = argument; return 0;
    case KEY_WITHOUT: options->wanted.without = true; return 0;
    case KEY_DAY: sample_options_set_list(&options->sample.covariates, "--day", argument); return 0;
    case KEY_UNTIL: options->wanted.until = options_day("--until", argument); return 0;
    case KEY_WINDOWS:
        free(options->windows);
        options->windows = sample_options_numbers("--windows", argument, 1, 36525, &options->wanted.n_windows);
        return 0;
    case KEY_LEAST: options->wanted.least = options_int("--least", argument, 1, 1000000); return 0;
    case KEY_APART: sample_options_set_list(&options->apart, "--apart", argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc =
        "Groups beside the mean of all: shares by the first --at (Kaplan-Meier, or Aalen-Johansen of --cause), crude "
        "and within --strata, from any CSV.\v" SAMPLE_OPTIONS_FILE "Default: --at 90. Errors are robust by person.\n\n"
        "Columns taken when none is named: time_days, event, and if they are there entry_days, patient_id, rule. An "
        "empty group or stratum is one like others.\n"
        "difference: from the share of all people, which the group is a part of; its limits know it. "
        "difference_within: from the share of all people, weighted as the group lies over the strata. Relative days "
        "have no windows: all rows are told.\n"
        "too_few: fewer than --least people, or one person moves the curve by more than 1/11. That is not the same "
        "as no difference: such groups have no p." SAMPLE_OPTIONS_EXIT
        "  compare_groups --by medication tests/reference/data/spells.csv\n"
        "  compare_groups --time time --event status --event-value 2 --without \\\n"
        "    --by sex --strata inst --at 365 \\\n"
        "    tests/reference/data/lung.csv",
    .children = sample_options_children};

static struct options read_options(int argc, char **argv) {
    struct sample_defaults defaults = sample_of_spells;
    struct options options = {.wanted = {.until = CALENDAR_NO_DAY, .least = 30}};

    options_parse(&argp, argc, argv, &options);
    if (options.sample.covariates.n > 1)
        options_fail("--day: one column is expected");
    if ((options.wanted.n_windows > 0) != (options.sample.covariates.n > 0))
        options_fail("--day and --windows go together");
    if (options.apart.items == NULL)
        sample_options_set_list(&options.apart, "--apart", "unknown,other,na,not recorded,not known");
    defaults.event_is_code = options.sample.event_value == NULL;
    defaults.at = "90";
    sample_options_complete(&options.sample, &defaults);
    options.sample.covariates_are_days = options.sample.keeps_missing_groups = true;
    options.wanted.windows = options.windows;
    options.wanted.event_name = options.cause != NULL ? options.cause : "";
    return options;
}

/* A code that nobody has is no event of anybody: the number behind all codes. */
static int32_t find_event(const struct sample *sample, const char *cause) {
    int32_t found = cause == NULL ? -1 : sample_labels_find(&sample->codes, cause);

    return cause == NULL ? 0 : found < 0 ? (int32_t)sample->codes.n + 1 : found + 1;
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct estimate_run run = estimate_run_open(&options.sample);

    options.wanted.apart = &options.apart;
    while (estimate_run_next_grouping(&run)) {
        options.wanted.event = find_event(run.sample, options.cause);
        while (estimate_run_next_rule(&run))
            group_rows_write(&run, &options.wanted);
    }
    estimate_run_close(&run);
    sample_options_free(&options.sample);
    options_list_free(options.apart.items);
    free(options.windows);
    return 0;
}
