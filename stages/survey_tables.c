/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_tables: the canonical tables -> facts about the whole, measured once: what is missing, where tables end, who
 * is in one table alone, how things are spelt. Later stages take the facts and measure nothing of the whole themselves.
 *
 * in   --tables DIR: patients, admissions, doses, visits, drug_tests, returns_to_use, adverse_events (.csv, sorted by
 *      patient_id); --deliveries: the files they came in, of ingest_export; --join: the sums of all ranges of people
 * out  facts.csv (pipeline/tables.md); --summary: what page one says, as estimates; --sums: what a range of people adds
 *      to those of the others, and nothing else
 *
 *     survey_tables --tables work/tables --as-of 2026-10-31 -o facts.csv
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "base/parallel.h"
#include "person/survey_findings.h"
#include "person/survey_summary.h"
#include "person/survey_sums.h"
#include "person/table_window.h"
#include "settings/chain_options.h"
#include "table/table_reader.h"

enum { MOST_DELIVERIES = 16 };

struct options {
    struct chain_options chain;
    const char *summary, *sums, *join, *deliveries[MOST_DELIVERIES];
    size_t n_deliveries;
    bool no_gate, schema;
};

enum key { KEY_DELIVERIES = OPTIONS_FIRST_KEY, KEY_SUMMARY, KEY_NO_GATE, KEY_SUMS, KEY_JOIN, KEY_SCHEMA };

static const struct argp_option option_list[] = {
    {"deliveries", KEY_DELIVERIES, "FILE", 0, "The files of a table, of ingest_export (may be given again)", 1},
    {"summary", KEY_SUMMARY, "FILE", 0, "Write what page one says in the form of estimates", 2},
    {"no-gate", KEY_NO_GATE, NULL, 0, "End with 0 whatever is missing, and say nothing of it", 2},
    {"sums", KEY_SUMS, "FILE", 0, "The tables are a range of people: write its sums alone, to be joined", 3},
    {"join", KEY_JOIN, "DIR", 0, "Join the --sums of the ranges DIR/1, DIR/2 ... in place of reading all tables", 3},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of facts.csv", 4},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->chain; return 0;
    case KEY_DELIVERIES:
        if (options->n_deliveries == MOST_DELIVERIES)
            options_fail("--deliveries: more than %d files (expected one for each table)", MOST_DELIVERIES);
        options->deliveries[options->n_deliveries++] = argument;
        return 0;
    case KEY_SUMMARY: options->summary = argument; return 0;
    case KEY_NO_GATE: options->no_gate = true; return 0;
    case KEY_SUMS: options->sums = argument; return 0;
    case KEY_JOIN: options->join = argument; return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "Facts about the whole of an export, from the canonical tables.\v"
           "Whether a table arrived whole is judged on people: of those with a row before and after, how many have "
           "none between? What is missing ends the program with 1 until [accept] in the configuration takes it by "
           "name and reason; the message holds the line.\n\n"
           "Exit: 0 done; 1 something is missing or not understood, and the facts are written; 64 usage; 65 a table "
           "cannot be used (not sorted, wrong values); 66 no such input; 78 the configuration is not understood.\n\n"
           "Examples:\n"
           "  survey_tables --tables work/tables --as-of 2026-10-31 -o facts.csv\n"
           "  survey_tables --schema",
    .children = chain_tables_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.chain = chain_options_none};

    options_parse(&argp, argc, argv, &options);
    if (!options.schema && options.chain.tables == NULL)
        options_fail("--tables is needed");
    if (options.join != NULL && options.sums == NULL)
        options_fail("--join: --sums is needed, the name that the sums of every range have below it");
    return options;
}

struct deliveries {
    struct survey_delivery *rows;
    size_t n, capacity;
};

static void read_delivery(const struct table_reader *reader, const int at[], struct deliveries *deliveries,
                          const int32_t days[2]) {
    struct record_cell table = table_reader_cell(reader, at[0]), month = table_reader_cell(reader, at[1]);

    deliveries->rows =
        memory_grow(deliveries->rows, &deliveries->capacity, deliveries->n + 1, sizeof *deliveries->rows);
    deliveries->rows[deliveries->n++] = (struct survey_delivery){.table = memory_copy_text(table.text, table.length),
                                                                 .month = memory_copy_text(month.text, month.length),
                                                                 .rows = table_reader_double(reader, at[2]),
                                                                 .first_day = days[0],
                                                                 .last_day = days[1]};
}

static void read_deliveries(const char *path, struct deliveries *deliveries) {
    struct table_reader *reader = table_reader_open(path, false);
    const int at[] = {(int)table_reader_require(reader, "table"), (int)table_reader_require(reader, "month"),
                      (int)table_reader_require(reader, "rows"), table_reader_find(reader, "first_day"),
                      table_reader_find(reader, "last_day")};

    while (table_reader_next(reader))
        read_delivery(reader, at, deliveries,
                      (const int32_t[]){table_reader_day(reader, at[3]), table_reader_day(reader, at[4])});
    table_reader_close(reader);
}

static void free_deliveries(struct deliveries *deliveries) {
    for (size_t i = 0; i < deliveries->n; i++) {
        free((char *)(uintptr_t)deliveries->rows[i].table);
        free((char *)(uintptr_t)deliveries->rows[i].month);
    }
    free(deliveries->rows);
}

static struct recording_lag measure_lag(const struct options *options, const struct settings *settings) {
    struct episode_request request = {.tables = options->chain.tables,
                                      .settings = settings,
                                      .as_of = options->chain.as_of,
                                      .as_of_kind = options->chain.days,
                                      .jobs = (size_t)options->chain.jobs,
                                      .show_values = options->chain.common.show_values};

    return recording_lag_measure(&request);
}

/* One message a line. */
static void say_stops(const char *text) {
    for (size_t length; *text != '\0'; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        message_say("%.*s", (int)length, text);
    }
}

static void write_sums(const struct survey_request *request, const char *path) {
    struct survey *survey = survey_read(request);

    survey_sums_write(survey, path);
    survey_free(survey);
}

static struct survey *read_survey(const struct survey_request *request, const struct options *options) {
    struct shards shards;

    if (options->join == NULL)
        return survey_read(request);
    shards = shards_find(options->join);
    return survey_sums_read(request, &shards, options->sums);
}

/* Returns the exit code. */
static int run(const struct options *options) {
    struct settings *settings = settings_read(&options->chain.config);
    struct survey_request request = {.tables = options->chain.tables,
                                     .settings = settings,
                                     .as_of = options->chain.as_of,
                                     .as_of_kind = options->chain.days,
                                     .first_day = table_window_start(options->chain.tables),
                                     .jobs = (size_t)options->chain.jobs,
                                     .show_values = options->chain.common.show_values};
    struct deliveries deliveries = {0};
    size_t n_stops;

    if (options->sums != NULL && options->join == NULL) {
        write_sums(&request, options->sums);
        settings_free(settings);
        return 0;
    }
    struct recording_lag lag = measure_lag(options, settings);
    struct survey *survey = read_survey(&request, options);
    for (size_t i = 0; i < options->n_deliveries; i++)
        read_deliveries(options->deliveries[i], &deliveries);
    struct survey_findings findings = survey_judge(survey, &request, deliveries.rows, deliveries.n, &lag);
    fact_rows_write(&findings.facts, survey->days, options->chain.common.output);
    if (options->summary != NULL)
        survey_summary_write(&findings, options->summary);
    n_stops = options->no_gate ? 0 : findings.n_stops;
    if (n_stops > 0)
        say_stops(findings.stops.text);
    survey_findings_free(&findings);
    free_deliveries(&deliveries);
    survey_free(survey);
    settings_free(settings);
    return n_stops > 0 ? EXIT_GATE_FAILED : 0;
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);

    if (options.schema) {
        struct output_file *output = output_file_open(options.chain.common.output);
        table_spec_write(&facts_table_spec, output);
        output_file_commit(output);
        return 0;
    }
    return run(&options);
}
