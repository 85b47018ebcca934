/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * account_files: what becomes of every file of an export, before any is read.
 *
 * in   the names of --exports DIR, the mapping's patterns, and what the configuration accepts by name
 * out  one row a file and section; --summary: tables without a file and files left out by name, as estimates
 *
 *     account_files --mapping pipeline/mappings/generic.ini --exports sample-data/exports
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "ingest/export_account.h"
#include "ingest/export_kind.h"
#include "ingest/file_name.h"
#include "settings/accept.h"
#include "settings/not_held.h"
#include "settings/settings_file.h"
#include "table/estimates_table.h"

struct options {
    struct options_common common;
    struct settings_files config;
    const char *mapping, *exports, *summary;
};

enum key { KEY_MAPPING = OPTIONS_FIRST_KEY, KEY_EXPORTS, KEY_CONFIG, KEY_SUMMARY };

static const struct argp_option option_list[] = {
    {"mapping", KEY_MAPPING, "FILE", 0, "How the export's columns become ours (INI)", 1},
    {"exports", KEY_EXPORTS, "DIR", 0, "Directory of the export", 1},
    {"config", KEY_CONFIG, "FILE", 0, SETTINGS_FILES_HELP, 1},
    {"summary", KEY_SUMMARY, "FILE", 0, "Write what is said on page one, in the form of estimates", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_MAPPING: options->mapping = argument; return 0;
    case KEY_EXPORTS: options->exports = argument; return 0;
    case KEY_CONFIG: settings_files_add(&options->config, argument); return 0;
    case KEY_SUMMARY: options->summary = argument; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "What becomes of every file of an export: read for a table, left out by name, or a reason to stop.\v"
           "It stops where a table that is needed has no file (patients, and doses or visits), where no pattern of the "
           "mapping takes a file, where a file is not yet whole by its name, where what has a table's name is a "
           "directory, a pipe, a workbook or compressed, and where a month is missing among files that carry one in "
           "their names. Each reason comes with the line that answers it.\n\n"
           "Exit: 0 done; 1 the export is not whole, or not all of it is used; 64 usage; 65 what has a table's name is "
           "none; 66 no such input; 78 configuration.\n\nExamples:\n"
           "  account_files --mapping pipeline/mappings/generic.ini \\\n"
           "    --exports sample-data/exports | head -3\n"
           "  account_files --mapping my.ini --exports exports --config our.ini \\\n"
           "    -o files.csv",
    .children = options_children};

static const struct column_spec columns[] = {
    {"file", COLUMN_TEXT, true, "", NULL, "name within the export"},
    {"table", COLUMN_TEXT, false, "", NULL, "table that takes it; empty: none does"},
    {"section", COLUMN_TEXT, false, "", NULL, "of the mapping"},
    {"month", COLUMN_MONTH, false, "", NULL, "month that the name carries; empty: none"},
    {"use", COLUMN_CODE, true, "", "read repeated superseded accepted stops", "what becomes of it"},
};

static const struct table_spec files_spec = {"files", "The files of an export.", "table, section, file",
                                             "section, file", TABLE_SPEC_COLUMNS(columns)};

static void write_file(struct table_writer *writer, const struct accounted_file *file) {
    char month[CALENDAR_TEXT_SIZE] = "";
    struct file_month found;
    char *shown = file_name_shown(file->name);

    if (file_name_month(file->name, &found))
        calendar_write_month(calendar_month_first_day(found.month), month);
    table_writer_text(writer, shown);
    free(shown);
    table_writer_text(writer, file->table);
    table_writer_text(writer, file->section);
    table_writer_text(writer, month);
    table_writer_text(writer, export_account_use(file->use));
    table_writer_end_row(writer);
}

static void write_table(const char *path, const struct export_account *account) {
    struct table_writer *writer = table_writer_open(path, &files_spec, NULL, 0);

    for (size_t i = 0; i < account->n; i++)
        write_file(writer, &account->files[i]);
    table_writer_commit(writer);
}

static void write_finding(struct table_writer *writer, struct estimate row) {
    struct estimate finding = estimate_empty();

    finding.analysis = ANALYSIS_DATA_QUALITY;
    finding.measure = row.measure;
    finding.group_by = row.group_by;
    finding.group = row.group;
    finding.subgroup = row.subgroup;
    finding.events = finding.estimate = 1;
    estimates_table_write(writer, &finding);
}

/* A table that this kind of export does not hold is none that did not come. */
static bool is_missing(const struct export_account *account, const struct settings *settings, size_t table) {
    return !account->has_file[table] && !not_held_by_kind(settings->file, input_tables[table].name);
}

static void write_accepted(struct table_writer *writer, const struct export_account *account,
                           const struct ini_file *config) {
    for (size_t i = 0; i < config->n_entries; i++)
        if (export_account_is_unmet(account, &config->entries[i]))
            write_finding(writer, (struct estimate){.measure = "accept_unmet",
                                                    .group_by = "accept",
                                                    .group = config->entries[i].key,
                                                    .subgroup = ""});
    for (size_t i = 0; i < account->n; i++) {
        const struct accounted_file *file = &account->files[i];
        char *key = accept_key("file", file->name);
        if (file->use == FILE_ACCEPTED)
            write_finding(writer,
                          (struct estimate){
                              .measure = "accept_used", .group_by = "accept", .group = key, .subgroup = file->reason});
        free(key);
    }
}

static void write_summary(const char *path, const struct export_account *account, const struct mapping *mapping,
                          const struct settings *settings) {
    struct table_writer *writer = estimates_table_open(path);

    export_kind_write(mapping, settings, account, writer);
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        if (is_missing(account, settings, i))
            write_finding(writer, (struct estimate){.measure = "table_without_file",
                                                    .group_by = "table",
                                                    .group = input_tables[i].name,
                                                    .subgroup = ""});
    write_accepted(writer, account, settings->file);
    table_writer_commit(writer);
}

int main(int argc, char **argv) {
    struct options options = {0};
    struct settings *settings;
    struct mapping *mapping;
    struct export_account account;
    int code;

    options_parse(&argp, argc, argv, &options);
    if (options.mapping == NULL || options.exports == NULL)
        options_fail("--mapping and --exports are needed");
    mapping = mapping_read(options.mapping);
    if (mapping_without(mapping) != NULL)
        options.config.without = mapping_without(mapping);
    settings = settings_read(&options.config);
    account = export_account_make(mapping, options.exports, settings);
    write_table(options.common.output, &account);
    if (options.summary != NULL)
        write_summary(options.summary, &account, mapping, settings);
    code = account.code;
    export_account_free(&account);
    mapping_free(mapping);
    settings_free(settings);
    return code;
}
