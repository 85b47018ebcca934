/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_episodes: the canonical tables -> treatment episodes of every person under every named rule.
 *
 * in   --tables DIR: patients, admissions, doses, visits, adverse_events (.csv, sorted by patient_id)
 * out  episodes.csv: one row per episode and rule, times in whole days (pipeline/tables.md); --default-rule: those of
 *      the rule of every headline; --other-rules: a few columns of all others; --stretches: of medication, for
 *      interruptions; --starts: what came of requests and first days; --summary: what was found, as estimates
 *
 *     build_episodes --tables work/tables --config pipeline/switchback.ini --as-of 2026-10-31 -o episodes.csv
 */
#include <string.h>

#include "base/message.h"
#include "base/options.h"
#include "base/parallel.h"
#include "estimate/episode_summary.h"
#include "person/episode_sums.h"
#include "person/recording_lag.h"
#include "person/supply_counts.h"
#include "person/table_window.h"
#include "person/whole.h"
#include "settings/chain_options.h"
#include "table/estimates_table.h"
#include "table/spell_tables.h"

struct options {
    struct chain_options chain;
    const char *by_default, *other_rules, *stretches, *exposures, *starts, *summary, *sums, *join;
    int32_t window_start;
    bool gate, schema;
};

enum key {
    KEY_DEFAULT_RULE = OPTIONS_FIRST_KEY,
    KEY_OTHER_RULES,
    KEY_STRETCHES,
    KEY_EXPOSURES,
    KEY_STARTS,
    KEY_SUMMARY,
    KEY_WINDOW_START,
    KEY_GATE,
    KEY_SUMS,
    KEY_JOIN,
    KEY_SCHEMA
};

static const struct argp_option option_list[] = {
    {"window-start", KEY_WINDOW_START, "DATE", 0,
     "Day on which the data begin (default: from the tables' summaries, where they are; else the first row)", 1},
    {"default-rule", KEY_DEFAULT_RULE, "FILE", 0, "Write the default rule's episodes by themselves", 2},
    {"other-rules", KEY_OTHER_RULES, "FILE", 0, "Write what is read of the episodes of all other rules", 2},
    {"stretches", KEY_STRETCHES, "FILE", 0,
     "Write the stretches of medication under the default rule, and which of them an interruption ended", 2},
    {"exposures", KEY_EXPOSURES, "FILE", 0, "Write each person's days by the time since the last covered one", 2},
    {"starts", KEY_STARTS, "FILE", 0,
     "Write what came of requests for care and of the first days of it, under the default rule", 2},
    {"summary", KEY_SUMMARY, "FILE", 0, "Write what was found in the form of estimates", 2},
    {"gate", KEY_GATE, NULL, 0,
     "End with 1 where too many supplies of a medication tell no possible length and [accept] does not take them", 2},
    {"sums", KEY_SUMS, "FILE", 0,
     "The tables are a range of people: write what --summary and --gate need of it, to be joined", 3},
    {"join", KEY_JOIN, "DIR", 0, "Join what the ranges DIR/1, DIR/2 ... have under the names given here", 3},
    {"schema", KEY_SCHEMA, NULL, 0,
     "Print the columns of episodes.csv, --other-rules, --stretches, --exposures and --starts", 4},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->chain; return 0;
    case KEY_DEFAULT_RULE: options->by_default = argument; return 0;
    case KEY_OTHER_RULES: options->other_rules = argument; return 0;
    case KEY_STRETCHES: options->stretches = argument; return 0;
    case KEY_EXPOSURES: options->exposures = argument; return 0;
    case KEY_STARTS: options->starts = argument; return 0;
    case KEY_SUMMARY: options->summary = argument; return 0;
    case KEY_WINDOW_START: options->window_start = options_day("--window-start", argument); return 0;
    case KEY_GATE: options->gate = true; return 0;
    case KEY_SUMS: options->sums = argument; return 0;
    case KEY_JOIN: options->join = argument; return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "Build treatment episodes under every named rule from the canonical tables.\v"
           "Everyone is censored gap days before the end of observation: only then is a leaving decided.\n\n"
           "With --default-rule or --other-rules and without -o the table of all rules is not written.\n\n"
           "Exit: 0 done; 1 done, but --gate found what must be asked; 64 usage; 65 a table cannot be used (not "
           "sorted, wrong values); 66 no such input; "
           "78 the configuration is not understood.\n\nExamples:\n"
           "  build_episodes --tables work/tables --as-of 2026-10-31 | head -3\n"
           "  build_episodes --schema",
    .children = chain_people_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.chain = chain_options_none, .window_start = CALENDAR_NO_DAY};

    options_parse(&argp, argc, argv, &options);
    if (!options.schema && (options.chain.tables == NULL))
        options_fail("--tables is needed");
    options_refuse_behind("--window-start", options.window_start, options.chain.as_of);
    if (options.join != NULL && options.sums == NULL)
        options_fail("--join: --sums is needed, the name that the sums of every range have below it");
    return options;
}

static void say_findings(const struct episode_build *build, bool quiet) {
    size_t n_after = build->findings.care_after_death, n_unnamed = build->findings.unnamed;

    if (build->n_unknown > 0)
        message_note(quiet, "%zu row%s of people who are not in patients passed over", build->n_unknown,
                     build->n_unknown == 1 ? "" : "s");
    if (n_unnamed > 0)
        message_note(quiet, "%zu %s of medications that [medications] does not name (spelt otherwise?)", n_unnamed,
                     n_unnamed == 1 ? "dose is" : "doses are");
    if (n_after > 0)
        message_note(quiet, "%zu %s care recorded after the recorded death, which ends cover all the same", n_after,
                     n_after == 1 ? "person has" : "people have");
}

/* The day on which the data begin: given, a fact, as ingest_export found it, or that of the first row. */
static int32_t find_window(const struct options *options, const struct whole *whole, bool *is_first_row) {
    int32_t day = options->window_start;

    *is_first_row = false;
    if (day == CALENDAR_NO_DAY)
        day = whole != NULL ? whole_window_start(whole) : table_window_start(options->chain.tables);
    if (day == CALENDAR_NO_DAY && whole == NULL) {
        day = table_first_row(options->chain.tables);
        *is_first_row = day != CALENDAR_NO_DAY;
    }
    return day;
}

static void say_window(int32_t day, bool quiet) {
    char text[CALENDAR_TEXT_SIZE];

    calendar_write(CALENDAR_CIVIL, day, text);
    message_note(quiet, "the data are taken to begin with their first row, %s (else: --window-start)", text);
}

static void write_schema(const char *path) {
    struct output_file *output = output_file_open(path);

    table_spec_write(&spell_episodes, output);
    output_file_write_char(output, '\n');
    table_spec_write(&spell_other_rules, output);
    output_file_write_char(output, '\n');
    table_spec_write(&spell_stretches, output);
    output_file_write_char(output, '\n');
    table_spec_write(&spell_exposures, output);
    output_file_write_char(output, '\n');
    table_spec_write(&spell_starts, output);
    output_file_commit(output);
}

static struct settings *find_settings(const struct options *options, const struct whole *whole, bool *is_first_row) {
    struct settings *settings = settings_read(&options->chain.config);

    settings->care.window_start = find_window(options, whole, is_first_row);
    if (!table_tells_contacts(options->chain.tables))
        settings->care.silent_days = INT32_MAX;
    return settings;
}

static struct recording_lag find_lag(const struct episode_request *request) {
    struct recording_lag lag;

    return request->whole != NULL && whole_recording_lag(request->whole, &lag) ? lag : recording_lag_measure(request);
}

/* The files that were asked for, from those of all ranges. */
static struct episode_build join_shards(const struct options *options, const struct episode_request *request) {
    const struct shards shards = shards_find(options->join);
    const char *const paths[] = {request->wants_all ? request->episodes : NULL,
                                 request->by_default,
                                 request->other_rules,
                                 request->stretches,
                                 request->exposures,
                                 request->starts};

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        if (paths[i] != NULL)
            shards_join(&shards, paths[i]);
    return episode_sums_read(request->settings, &shards, options->sums);
}

/* What is judged of everybody at once is not judged of a range. Returns the exit code. */
static int tell(const struct options *options, const struct episode_request *request, const struct episode_build *build,
                const struct recording_lag *lag, bool is_first_row) {
    if (options->sums != NULL && options->join == NULL) {
        episode_sums_write(build, request->settings, options->sums);
        return 0;
    }
    if (!episode_summary_has_episodes(&build->findings, request->settings))
        message_note(options->chain.common.quiet, "%s: nobody has a single covered day", options->chain.tables);
    if (is_first_row)
        say_window(request->settings->care.window_start, options->chain.common.quiet);
    say_findings(build, options->chain.common.quiet);
    if (request->whole == NULL)
        message_note(options->chain.common.quiet,
                     "without --facts the tables are taken as complete to the end of observation");
    if (options->summary != NULL)
        episode_summary_write(options->summary, request, build, lag);
    return options->gate && supply_counts_stop(&build->supplies, request->settings) ? EXIT_GATE_FAILED : 0;
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);

    if (options.schema) {
        write_schema(options.chain.common.output);
        return 0;
    }
    bool is_first_row;
    struct whole *whole = options.chain.facts == NULL ? NULL : whole_read(options.chain.facts);
    struct settings *settings = find_settings(&options, whole, &is_first_row);
    struct episode_request request = {.tables = options.chain.tables,
                                      .wants_all = options.chain.common.output != NULL ||
                                                   (options.by_default == NULL && options.other_rules == NULL),
                                      .episodes = options.chain.common.output,
                                      .by_default = options.by_default,
                                      .other_rules = options.other_rules,
                                      .stretches = options.stretches,
                                      .exposures = options.exposures,
                                      .starts = options.starts,
                                      .settings = settings,
                                      .whole = whole,
                                      .as_of = options.chain.as_of,
                                      .as_of_kind = options.chain.days,
                                      .jobs = (size_t)options.chain.jobs,
                                      .show_values = options.chain.common.show_values};
    struct recording_lag lag = find_lag(&request);
    settings->care.discharge_lag_days = lag.days;
    struct episode_build build = options.join != NULL ? join_shards(&options, &request) : episode_build(&request);
    int code = tell(&options, &request, &build, &lag, is_first_row);
    whole_free(whole);
    settings_free(settings);
    return code;
}
