/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_followup: each return to use and each leaving -> what happened next, and when.
 *
 * in   --tables DIR: patients, admissions, visits, returns_to_use, adverse_events; --episodes: episodes.csv
 * out  followup.csv: one row per question and event, times in whole days (pipeline/tables.md); --states: where each
 *      person was over time; --after-use: after returns to use; --summary: counts, as estimates
 *
 *     build_followup --tables work/tables --episodes work/spells/default_rule.csv --config pipeline/switchback.ini \
 *         --as-of 2026-10-31 -o followup.csv
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/message.h"
#include "base/options.h"
#include "base/parallel.h"
#include "person/episode_sums.h"
#include "person/whole.h"
#include "settings/chain_options.h"
#include "table/estimates_table.h"
#include "table/spell_tables.h"

struct options {
    struct chain_options chain;
    const char *episodes, *states, *after_use, *summary, *sums, *join;
    bool schema;
};

enum key { KEY_EPISODES = OPTIONS_FIRST_KEY, KEY_STATES, KEY_AFTER_USE, KEY_SUMMARY, KEY_SUMS, KEY_JOIN, KEY_SCHEMA };

static const struct argp_option option_list[] = {
    {"episodes", KEY_EPISODES, "FILE", 0, "episodes.csv, as build_episodes writes it", 1},
    {"states", KEY_STATES, "FILE", 0, "Write where each person was over time, for estimate_states", 2},
    {"after-use", KEY_AFTER_USE, "FILE", 0, "Write where people were in the 90 days after a return to use, the same",
     2},
    {"summary", KEY_SUMMARY, "FILE", 0, "Write the counts in the form of estimates", 2},
    {"sums", KEY_SUMS, "FILE", 0, "The tables are a range of people: write what --summary needs of it, to be joined",
     3},
    {"join", KEY_JOIN, "DIR", 0, "Join what the ranges DIR/1, DIR/2 ... have under the names given here", 3},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of followup.csv of --states and --after-use", 4},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->chain; return 0;
    case KEY_EPISODES: options->episodes = argument; return 0;
    case KEY_STATES: options->states = argument; return 0;
    case KEY_AFTER_USE: options->after_use = argument; return 0;
    case KEY_SUMMARY: options->summary = argument; return 0;
    case KEY_SUMS: options->sums = argument; return 0;
    case KEY_JOIN: options->join = argument; return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "What happened after each return to use while in care, and after each leaving.\v"
           "Questions: after_return_to_use (re-engaged, left, transferred, death), return_after_leaving and "
           "ever_returned (returned, transferred, death). Leaving is told by the default rule.\n\n"
           "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such input; 78 the configuration is not "
           "understood.\n\nExamples:\n"
           "  build_followup --tables work/tables \\\n"
           "    --episodes work/spells/default_rule.csv --as-of 2026-10-31 | head -3\n"
           "  build_followup --schema",
    .children = chain_people_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.chain = chain_options_none};

    options_parse(&argp, argc, argv, &options);
    if (!options.schema && (options.chain.tables == NULL || options.episodes == NULL))
        options_fail("--tables and --episodes are needed");
    if (options.join != NULL && (options.sums == NULL || options.chain.common.output == NULL))
        options_fail("--join: -o and --sums are needed, the names that files of every range have below it");
    return options;
}

static void write_number(struct table_writer *writer, const char *measure, size_t value) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_DATA_QUALITY;
    row.measure = measure;
    row.estimate = (double)value;
    row.events = (double)value;
    estimates_table_write(writer, &row);
}

static void write_summary(const char *path, const struct followup_findings *findings) {
    struct table_writer *writer = estimates_table_open(path);

    write_number(writer, "returns_to_use", findings->events);
    write_number(writer, "returns_to_use_in_care", findings->events_in_care);
    write_number(writer, "returns_to_use_joined", findings->joined);
    write_number(writer, "returns_to_use_unobserved", findings->unobserved);
    write_number(writer, "early_warnings", findings->warnings);
    write_number(writer, "leavings", findings->leavings);
    table_writer_commit(writer);
}

/* The files that were asked for, from those of all ranges. */
static struct followup_findings join_shards(const struct options *options, const struct followup_request *request) {
    const struct shards shards = shards_find(options->join);
    const char *const paths[] = {request->followup, request->states, request->after_use};

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        if (paths[i] != NULL)
            shards_join(&shards, paths[i]);
    return followup_sums_read(&shards, options->sums);
}

static void tell(const struct options *options, const struct followup_findings *findings) {
    if (options->sums != NULL && options->join == NULL)
        followup_sums_write(findings, options->sums);
    else if (options->summary != NULL)
        write_summary(options->summary, findings);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);

    if (options.schema) {
        struct output_file *output = output_file_open(options.chain.common.output);
        table_spec_write(&spell_followup, output);
        output_file_write_char(output, '\n');
        table_spec_write(&spell_states, output);
        output_file_write_char(output, '\n');
        table_spec_write(&spell_after_use, output);
        output_file_commit(output);
        return 0;
    }
    struct settings *settings = settings_read(&options.chain.config);
    struct whole *whole = options.chain.facts == NULL ? NULL : whole_read(options.chain.facts);
    const struct followup_request request = {.tables = options.chain.tables,
                                             .episodes = options.episodes,
                                             .followup = options.chain.common.output,
                                             .states = options.states,
                                             .after_use = options.after_use,
                                             .settings = settings,
                                             .whole = whole,
                                             .as_of = options.chain.as_of,
                                             .jobs = (size_t)options.chain.jobs,
                                             .show_values = options.chain.common.show_values};
    struct followup_findings findings =
        options.join != NULL ? join_shards(&options, &request) : followup_build(&request);
    tell(&options, &findings);
    whole_free(whole);
    settings_free(settings);
    return 0;
}
