/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tabulate_reflections: what people and the program said after returns to use and early warnings.
 *
 * in   returns_to_use.csv (pipeline/tables.md); --patients patients.csv for sites; --episodes episodes.csv for who was
 * in care (the configuration's default rule); --as-of for what needs follow-up out  estimates of analysis
 * `reflections`, for everyone and by site: reflections_recorded, recognised_before_use, share (group_by field; code in
 * subgroup), not_asked, warnings_then_use, warnings_then_left, plan_change_done, plan_change_median_days. n counts
 * people, at_risk the trials (reflections, warnings, changes), events those with what the measure names. Intervals:
 * Wilson with the effective number of trials, clustered by person (stats/proportion.h).
 *
 *     tabulate_reflections --config pipeline/switchback.ini --as-of 2026-10-31 work/tables/returns_to_use.csv
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "estimate/reflection_rows.h"
#include "estimate/warning_rows.h"
#include "person/patient_sites.h"
#include "person/rule_episodes.h"
#include "settings/chain_options.h"
#include "settings/not_held.h"
#include "settings/settings.h"

enum { LANDMARK_DAYS = 14 };

struct options {
    struct chain_options chain;
    const char *patients, *episodes;
    int32_t landmark_days;
};

enum key { KEY_PATIENTS = OPTIONS_FIRST_KEY, KEY_EPISODES, KEY_LANDMARK };

static const struct argp_option option_list[] = {
    {"patients", KEY_PATIENTS, "FILE", 0, "patients.csv: everything by site too", 1},
    {"episodes", KEY_EPISODES, "FILE", 0, "episodes.csv: who was in care", 1},
    {"landmark", KEY_LANDMARK, "DAYS", 0,
     "Warnings with and without a plan change are told apart so many days after the warning (14)", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case KEY_PATIENTS: options->patients = argument; return 0;
    case KEY_EPISODES: options->episodes = argument; return 0;
    case KEY_LANDMARK: options->landmark_days = options_int("--landmark", argument, 0, 365); return 0;
    default: return chain_options_take_file(key, argument, state);
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc = "What was said after returns to use and early warnings: how many have a reflection, how early they were "
           "recognised, the share of each trigger, missed sign, lacking support and plan change, what became of "
           "warnings, and whether what was planned was done.\v"
           "FILE: returns_to_use.csv; - or none is standard input. Without --as-of nothing that needs follow-up is "
           "told. With --episodes, warnings count of people in care only, and leaving care competes with use.\n\n"
           "Exit: 0 done; 64 usage; 65 the data cannot be used; 66 no such input; 78 the configuration is not "
           "understood.\n\nExamples:\n"
           "  tabulate_reflections --config pipeline/switchback.ini \\\n"
           "    tests/golden/tabulate_reflections/sample/returns_to_use.csv | head\n"
           "  tabulate_reflections --config pipeline/switchback.ini \\\n"
           "    --as-of 2026-10-31 --patients work/tables/patients.csv \\\n"
           "    --episodes work/spells/episodes.csv work/tables/returns_to_use.csv",
    .children = chain_facts_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.chain = chain_options_none, .landmark_days = LANDMARK_DAYS};

    options_parse(&argp, argc, argv, &options);
    return options;
}

/* What was read, with people numbered in bytewise order. */
struct input {
    struct reflection_table *table;
    struct rule_episodes *episodes; /* NULL: not given */
    struct dictionary *people, *sites;
};

static void renumber(struct rule_episodes *episodes, const uint32_t *rank) {
    for (size_t i = 0; i < episodes->n; i++)
        episodes->rows[i].person = (int32_t)rank[episodes->rows[i].person];
    listed_episode_sort(episodes->rows, episodes->n);
}

/* The episode of each event is looked for once, since many tables are made of them; both are in order of person and
 * day. */
static void find_episodes(struct reflection_table *table, const struct rule_episodes *episodes) {
    size_t next = 0;

    for (size_t i = 0; i < table->n_rows; i++) {
        struct reflection *row = &table->rows[i];
        next = listed_episode_pass(episodes->rows, episodes->n, next, row->person, row->event_on);
        row->episode = next > 0 && episodes->rows[next - 1].person == row->person ? &episodes->rows[next - 1] : NULL;
    }
}

static void check_days(const struct options *options, const struct input *input) {
    const char *path = options->chain.file == NULL ? "-" : options->chain.file;

    if (input->table->n_rows == 0)
        return;
    if (options->chain.as_of != CALENDAR_NO_DAY && input->table->days != options->chain.days)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path},
                        "its days are not of the kind of --as-of (expected both dates, or both relative days)");
    for (size_t i = 0; i < input->table->n_rows && options->chain.as_of != CALENDAR_NO_DAY; i++)
        if (input->table->rows[i].event_on > options->chain.as_of)
            message_fail_at(EX_DATAERR, (struct message_place){.file = path},
                            "an event lies after --as-of (expected the day that ingest_export was given)");
    if (input->episodes != NULL && input->episodes->n > 0 && input->episodes->days != input->table->days)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path},
                        "its days are not of the kind of --episodes (expected both dates, or both relative days)");
}

static struct input read_input(const struct options *options, const char *rule) {
    bool show_values = options->chain.common.show_values;
    struct input input = {.people = dictionary_alloc(), .sites = dictionary_alloc()};
    uint32_t *sites = NULL, *rank;
    struct whole *whole = options->chain.facts == NULL ? NULL : whole_read(options->chain.facts);

    input.table = reflection_table_read(options->chain.file, input.people, show_values);
    if (options->episodes != NULL)
        input.episodes = rule_episodes_read(options->episodes, rule, input.people, show_values);
    check_days(options, &input);
    if (options->patients != NULL)
        sites = patient_sites_read(options->patients, input.people, input.sites, whole, show_values);
    rank = dictionary_ranks(input.people);
    reflection_table_arrange(input.table, rank, sites);
    if (input.episodes != NULL) {
        renumber(input.episodes, rank);
        find_episodes(input.table, input.episodes);
    }
    whole_free(whole);
    free(rank);
    free(sites);
    return input;
}

static void free_input(struct input *input) {
    reflection_table_free(input->table);
    rule_episodes_free(input->episodes);
    dictionary_free(input->people);
    dictionary_free(input->sites);
}

static void write_scope(const struct reflection_scope *scope) {
    reflection_rows_write_recorded(scope);
    reflection_rows_write_recognised(scope);
    reflection_rows_write_shares(scope);
    if (scope->as_of == CALENDAR_NO_DAY)
        return;
    warning_rows_write(scope);
    warning_rows_write_plan_changes(scope);
}

/* Everyone, then each site in bytewise order. */
static void write_scopes(const struct dictionary *sites, struct reflection_scope scope) {
    size_t n_sites = dictionary_count(sites);
    uint32_t *in_order = dictionary_order(sites);
    struct reflection_sites by_site = reflection_sites_make(scope.table, n_sites);

    write_scope(&scope);
    for (size_t i = 0; i < n_sites; i++) {
        reflection_scope_turn(&scope, &by_site, in_order[i], dictionary_text(sites, in_order[i]));
        write_scope(&scope);
    }
    reflection_sites_free(&by_site);
    free(in_order);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct settings *settings = settings_read(&options.chain.config);
    const long range[2] = {1, 366};
    int32_t warning_days = (int32_t)ini_file_int(settings->file, "returns_to_use", "warning_days", range);

    if (options.landmark_days >= warning_days)
        options_fail("--landmark: %d is not before the end of the window ([returns_to_use] warning_days = %d)",
                     options.landmark_days, warning_days);
    struct input input = read_input(&options, settings->rules[settings->default_rule].name);
    struct reflection_scope scope = {.table = input.table,
                                     .has_episodes = input.episodes != NULL,
                                     .writer = estimates_table_open(options.chain.common.output),
                                     .rows = {NULL, input.table->n_rows},
                                     .changes = {NULL, input.table->n_changes},
                                     .tally = share_tally_alloc(),
                                     .as_of = options.chain.as_of,
                                     .warning_days = warning_days,
                                     .landmark_days = options.landmark_days};
    message_note(options.chain.common.quiet || options.chain.as_of != CALENDAR_NO_DAY,
                 "without --as-of nothing is told of what became of warnings and plan changes");
    if (!not_held(settings->file, "returns_to_use"))
        write_scopes(input.sites, scope);
    table_writer_commit(scope.writer);
    share_tally_free(scope.tally);
    free_input(&input);
    settings_free(settings);
    return 0;
}
