/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ingest_export: the raw CSV export(s) of one kind -> one canonical table.
 *
 * in   every file of --exports DIR that the mapping names for TABLE
 * out  the table (pipeline/tables.md), sorted by patient_id and date, bytewise; --quarantine: the rows that could
 *      not be used, each with its reason; --summary: the counts, as estimates; --deliveries: one row a file
 *
 *     ingest_export doses --mapping pipeline/mappings/generic.ini --exports sample-data/exports | head
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "base/output_file.h"
#include "ingest/ingest.h"
#include "ingest/ingest_gate.h"
#include "ingest/ingest_summary.h"
#include "settings/settings.h"
#include "table/input_tables.h"
#include "table/shards.h"

struct options {
    struct options_common common;
    struct settings_files config;
    const char *table, *mapping, *exports, *quarantine, *summary, *deliveries, *account, *cuts, *runs;
    int32_t as_of;
    enum calendar_kind as_of_kind;
    long memory_mb;
    bool schema;
};

enum key {
    KEY_MAPPING = OPTIONS_FIRST_KEY,
    KEY_EXPORTS,
    KEY_CONFIG,
    KEY_QUARANTINE,
    KEY_SUMMARY,
    KEY_DELIVERIES,
    KEY_ACCOUNT,
    KEY_AS_OF,
    KEY_MEMORY,
    KEY_CUTS,
    KEY_RUNS,
    KEY_SCHEMA
};

static const struct argp_option option_list[] = {
    {"mapping", KEY_MAPPING, "FILE", 0, "How the export's columns become ours (INI)", 1},
    {"exports", KEY_EXPORTS, "DIR", 0, "Directory of the export", 1},
    {"config", KEY_CONFIG, "FILE", 0, SETTINGS_FILES_HELP, 1},
    {"as-of", KEY_AS_OF, "DAY", 0, "Filter rows dated later: YYYY-MM-DD, or a relative day", 1},
    {"quarantine", KEY_QUARANTINE, "FILE", 0, "Write the rows that cannot be used, with file, line and reason", 2},
    {"summary", KEY_SUMMARY, "FILE", 0, "Write the counts in the form of estimates", 2},
    {"deliveries", KEY_DELIVERIES, "FILE", 0, "Write the months, rows and days of each file that was read", 2},
    {"account", KEY_ACCOUNT, "FILE", 0, "Write what became of each file, column and unusable value", 2},
    {"memory", KEY_MEMORY, "MIB", 0, "Room for rows and their texts: beyond it they are sorted on disk (default 160)",
     2},
    {"runs", KEY_RUNS, "DIR", 0, "Write the rows of each range of people, too: DIR/1, DIR/2 ... under the name of -o",
     3},
    {"cuts", KEY_CUTS, "FILE", 0, "With --runs: the ids at which ranges begin; patients makes it, the others read it",
     3},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the table's columns", 4},
    {0}};

static void parse_setting(struct options *options, int key, char *argument) {
    switch ((enum key)key) {
    case KEY_MAPPING: options->mapping = argument; return;
    case KEY_EXPORTS: options->exports = argument; return;
    case KEY_CONFIG: settings_files_add(&options->config, argument); return;
    case KEY_QUARANTINE: options->quarantine = argument; return;
    case KEY_SUMMARY: options->summary = argument; return;
    case KEY_DELIVERIES: options->deliveries = argument; return;
    case KEY_ACCOUNT: options->account = argument; return;
    case KEY_MEMORY: options->memory_mb = options_int("--memory", argument, 1, 1 << 20); return;
    case KEY_CUTS: options->cuts = argument; return;
    case KEY_RUNS: options->runs = argument; return;
    case KEY_SCHEMA: options->schema = true; return;
    case KEY_AS_OF:
        options->as_of = options_day("--as-of", argument);
        options->as_of_kind = calendar_kind_of(argument, strlen(argument));
        return;
    }
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    if (key == ARGP_KEY_INIT) {
        state->child_inputs[0] = &options->common;
    } else if (key == ARGP_KEY_ARG && state->arg_num == 0) {
        options->table = argument;
    } else if (key >= KEY_MAPPING && key <= KEY_SCHEMA) {
        parse_setting(options, key, argument);
    } else {
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "TABLE",
    .doc = "Read the raw CSV export(s) of one kind into one canonical table, sorted by patient and date.\v"
           "TABLE: patients, admissions, doses, visits, drug_tests, returns_to_use, adverse_events.\n\n"
           "Exit: 0 done; 1 done, but the table must not be used (rows, cells or codes that cannot be, files that "
           "repeat each other): every reason is said; 64 usage; 65 the export cannot be used; "
           "66 no such input; 78 the mapping is not understood.\n\nExamples:\n"
           "  ingest_export doses --mapping pipeline/mappings/generic.ini \\\n"
           "    --exports sample-data/exports | head -3\n"
           "  ingest_export patients --schema",
    .children = options_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.as_of = CALENDAR_NO_DAY, .memory_mb = 160};

    options_parse(&argp, argc, argv, &options);
    if (options.table == NULL)
        options_fail("which TABLE? (patients, admissions, doses, visits, drug_tests, returns_to_use, adverse_events)");
    if (input_tables_find(options.table) == NULL)
        options_fail("'%s' is no table (expected patients, admissions, doses, visits, drug_tests, returns_to_use, "
                     "adverse_events)",
                     options.table);
    if (!options.schema && (options.mapping == NULL || options.exports == NULL))
        options_fail("--mapping and --exports are needed");
    if ((options.runs != NULL) != (options.cuts != NULL) || (options.runs != NULL && options.common.output == NULL))
        options_fail("--runs, --cuts and -o go together");
    return options;
}

/* The table's spec, with the columns of [groups] carry behind those of patients. */
struct extended_spec {
    struct table_spec spec;
    char **carried;
    struct column_spec *columns;
};

static void refuse_own_columns(const struct table_spec *spec, const struct ini_file *config, char *const *carried) {
    for (size_t i = 0; carried[i] != NULL; i++)
        for (size_t k = 0; k < spec->n_columns; k++)
            if (strcasecmp(spec->columns[k].name, carried[i]) == 0)
                message_fail_at(EX_CONFIG, ini_file_place(ini_file_entry(config, "groups", "carry")),
                                "[groups] carry: '%s' is a column of patients already (leave it out)", carried[i]);
}

static struct extended_spec extend_spec(const struct table_spec *spec, const struct ini_file *config) {
    struct extended_spec extended = {.spec = *spec};
    size_t n = 0, n_columns = spec->n_columns;

    if (strcmp(spec->name, "patients") != 0)
        return extended;
    extended.carried = settings_carried(config);
    refuse_own_columns(spec, config, extended.carried);
    while (extended.carried[n] != NULL)
        n++;
    extended.columns = memory_alloc(n_columns + n, sizeof *extended.columns);
    memcpy(extended.columns, spec->columns, n_columns * sizeof *extended.columns);
    for (size_t i = 0; i < n; i++)
        extended.columns[n_columns + i] = (struct column_spec){
            .name = extended.carried[i], .type = COLUMN_TEXT, .unit = "", .meaning = "carried along as a grouping"};
    extended.spec.columns = extended.columns;
    extended.spec.n_columns = n_columns + n;
    return extended;
}

static void free_extended_spec(struct extended_spec *extended) {
    options_list_free(extended->carried);
    free(extended->columns);
}

static void describe(const struct options *options) {
    struct output_file *output = output_file_open(options->common.output);

    table_spec_write(input_tables_find(options->table), output);
    output_file_commit(output);
}

static double read_dose_jump(const struct ini_file *config) {
    const double range[2] = {1.1, 1e6};

    return ini_file_double(config, "quality", "dose_jump", range);
}

/* Only doses are of a medication that the configuration must know. */
static struct medications *open_medications(const struct table_spec *table, const struct ini_file *config) {
    return strcmp(table->name, input_tables[INPUT_DOSES].name) == 0 ? medications_open(config) : NULL;
}

/* Ranges hold about as many people: where they begin is found in patients, and told to the other tables. */
static void write_runs(const struct options *options, const struct table_spec *table) {
    struct shards shards = shards_find(options->runs);

    if (strcmp(table->name, input_tables[INPUT_PATIENTS].name) == 0)
        shards_write_cuts(options->common.output, options->cuts, shards.n);
    shards_cut(&shards, options->cuts, options->common.output);
}

static int ingest(const struct options *options, const struct ini_file *config, const struct table_spec *table,
                  const struct mapping *mapping) {
    struct ingest_request request = {.table = table,
                                     .mapping = mapping,
                                     .exports = options->exports,
                                     .output = options->common.output,
                                     .quarantine = options->quarantine,
                                     .deliveries = options->deliveries,
                                     .account = options->account,
                                     .medications = open_medications(table, config),
                                     .as_of = options->as_of,
                                     .as_of_kind = options->as_of_kind,
                                     .dose_jump = read_dose_jump(config),
                                     .budget = (size_t)options->memory_mb << 20,
                                     .quiet = options->common.quiet,
                                     .show_values = options->common.show_values};
    struct ingest_limits limits = ingest_limits_read(config);
    struct ingest_result result = ingest_run(&request);
    int code = ingest_gate(&request, &limits, &result);

    if (options->runs != NULL)
        write_runs(options, table);
    if (options->summary != NULL)
        ingest_summary_write(options->summary, &request, &result);
    ingest_result_free(&result);
    medications_free(request.medications);
    return code;
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);

    if (options.schema) {
        describe(&options);
        return 0;
    }
    struct ini_file *config = settings_file_read(&options.config);
    struct extended_spec table = extend_spec(input_tables_find(options.table), config);
    struct mapping *mapping = mapping_read(options.mapping);
    int code = ingest(&options, config, &table.spec, mapping);
    mapping_free(mapping);
    free_extended_spec(&table);
    ini_file_free(config);
    return code;
}
