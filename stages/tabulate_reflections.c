/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tabulate_reflections: what people and the program said after returns to use and early warnings.
 *
 * in   returns_to_use.csv (pipeline/tables.md); --patients patients.csv for sites; --episodes default_rule.csv for who
 *      was in care (the configuration's default rule); --as-of for what was due
 * out  estimates of analysis `reflections`, for everyone and by site: reflections_recorded, recognised_before_use,
 * share (group_by field; code in subgroup), not_asked, plan_change_done, _on_time, _late, plan_changes_overdue,
 *      _left_undone. n counts people, at_risk the trials (reflections, changes), events those with what the measure
 *      names. Intervals: Wilson with the effective number of trials, clustered by person (stats/proportion.h).
 *
 *     tabulate_reflections --config pipeline/switchback.ini --as-of 2026-10-31 work/tables/returns_to_use.csv
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "estimate/plan_rows.h"
#include "estimate/reflection_rows.h"
#include "person/reflection_input.h"
#include "settings/chain_options.h"
#include "settings/not_held.h"
#include "settings/settings.h"

struct options {
    struct chain_options chain;
    const char *patients, *episodes;
};

enum key { KEY_PATIENTS = OPTIONS_FIRST_KEY, KEY_EPISODES };

static const struct argp_option option_list[] = {
    {"patients", KEY_PATIENTS, "FILE", 0, "patients.csv: everything by site too", 1},
    {"episodes", KEY_EPISODES, "FILE", 0, "episodes.csv: who was in care", 1},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case KEY_PATIENTS: options->patients = argument; return 0;
    case KEY_EPISODES: options->episodes = argument; return 0;
    default: return chain_options_take_file(key, argument, state);
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc = "What was said after returns to use and early warnings: how many have a reflection, how early they were "
           "recognised, the share of each trigger, missed sign, lacking support and plan change, and whether what was "
           "planned was done.\v"
           "FILE: returns_to_use.csv; - or none is standard input. Without --as-of nothing is told of what was "
           "due. With --episodes, what was not done is told apart by who has left.\n\n"
           "Exit: 0 done; 64 usage; 65 the data cannot be used; 66 no such input; 78 the configuration is not "
           "understood.\n\nExamples:\n"
           "  tabulate_reflections --config pipeline/switchback.ini \\\n"
           "    tests/golden/tabulate_reflections/sample/returns_to_use.csv | head\n"
           "  tabulate_reflections --config pipeline/switchback.ini \\\n"
           "    --as-of 2026-10-31 --patients work/tables/patients.csv \\\n"
           "    --episodes work/spells/default_rule.csv work/tables/returns_to_use.csv",
    .children = chain_facts_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.chain = chain_options_none};

    options_parse(&argp, argc, argv, &options);
    return options;
}

static void write_scope(const struct reflection_scope *scope) {
    reflection_rows_write_recorded(scope);
    reflection_rows_write_recognised(scope);
    reflection_rows_write_shares(scope);
    if (scope->as_of != CALENDAR_NO_DAY && scope->tells_plans)
        plan_rows_write(scope);
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

    struct reflection_input input = reflection_input_read(&options.chain, options.patients, options.episodes,
                                                          settings->rules[settings->default_rule].name, warning_days);
    struct reflection_scope scope = {.table = input.table,
                                     .has_episodes = input.episodes != NULL,
                                     .writer = estimates_table_open(options.chain.common.output),
                                     .rows = {NULL, input.table->n_rows},
                                     .changes = {NULL, input.table->n_changes},
                                     .tally = share_tally_alloc(),
                                     .as_of = options.chain.as_of,
                                     .tells_plans = !not_held(settings->file, "returns_to_use.plan_due") &&
                                                    !not_held(settings->file, "returns_to_use.plan_done")};
    reflection_input_drop_people(&input);
    message_note(options.chain.common.quiet || options.chain.as_of != CALENDAR_NO_DAY,
                 "without --as-of nothing is told of what was due");
    if (!not_held(settings->file, "returns_to_use"))
        write_scopes(input.sites, scope);
    table_writer_commit(scope.writer);
    share_tally_free(scope.tally);
    reflection_input_free(&input);
    settings_free(settings);
    return 0;
}
