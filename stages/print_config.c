/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * print_config: the configuration as it holds: the built-in one with the user's files laid over it.
 *
 * in   the files of --config, in their order; --mapping, for its profile and what its exports are without
 * out  an INI file with every section and key; --make: what chain.mk needs of it; --facts: what reports print of it
 *
 *     print_config --config shared.ini --config north.ini
 */
#include <stdlib.h>
#include <string.h>

#include "base/options.h"
#include "base/output_file.h"
#include "base/text_buffer.h"
#include "ingest/export_files.h"
#include "ingest/held_columns.h"
#include "ingest/mapping.h"
#include "settings/definitions.h"
#include "settings/settings_print.h"
#include "table/input_tables.h"

struct options {
    struct options_common common;
    struct settings_files config;
    const char *mapping, *exports, *make, *facts;
    enum settings_form form;
    bool entries, definitions;
};

enum key {
    KEY_CONFIG = OPTIONS_FIRST_KEY,
    KEY_MAPPING,
    KEY_EXPORTS,
    KEY_MAKE,
    KEY_FACTS,
    KEY_PLAIN,
    KEY_RELEASED,
    KEY_ENTRIES,
    KEY_DEFINITIONS
};

static const struct argp_option option_list[] = {
    {"config", KEY_CONFIG, "FILE", 0, SETTINGS_FILES_HELP, 1},
    {"mapping", KEY_MAPPING, "FILE", 0,
     "How the export's columns become ours: its profile holds in --facts, what it is without in all", 1},
    {"exports", KEY_EXPORTS, "DIR", 0, "With --mapping: tables and columns of which it has none are [tables] missing",
     1},
    {"plain", KEY_PLAIN, NULL, 0, "Without the lines that say from where an entry is", 2},
    {"released", KEY_RELEASED, NULL, 0, "The same, without what no release prints: reasons, days of sites, rebases", 2},
    {"entries", KEY_ENTRIES, NULL, 0, "Print the entries of --mapping instead, without its comments", 2},
    {"make", KEY_MAKE, "FILE", 0, "Write the variables that chain.mk needs", 2},
    {"facts", KEY_FACTS, "FILE", 0, "Write what reports print, key and value with a tab between them", 2},
    {"definitions", KEY_DEFINITIONS, NULL, 0, "Print the number of the definitions, and nothing else", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_CONFIG: settings_files_add(&options->config, argument); return 0;
    case KEY_MAPPING: options->mapping = argument; return 0;
    case KEY_EXPORTS: options->exports = argument; return 0;
    case KEY_MAKE: options->make = argument; return 0;
    case KEY_FACTS: options->facts = argument; return 0;
    case KEY_PLAIN: options->form = SETTINGS_PLAIN; return 0;
    case KEY_RELEASED: options->form = SETTINGS_RELEASED; return 0;
    case KEY_ENTRIES: options->entries = true; return 0;
    case KEY_DEFINITIONS: options->definitions = true; return 0;
    case ARGP_KEY_ARG: options_fail("unexpected argument '%s' (files are given by --config)", argument);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "The configuration as it holds: every section and key, the built-in ones with what the files change.\v"
           "A line `;@ 12 north.ini` says that the next entry stands in line 12 of north.ini.\n\n"
           "Exit: 0 done; 64 usage; 66 no such file; 78 a file is not understood.\n\nExamples:\n"
           "  print_config\n"
           "  print_config --plain --config shared.ini --config north.ini",
    .children = options_children};

static void write_make(const struct options *options, const struct settings *settings) {
    struct output_file *output;

    if (options->make == NULL)
        return;
    output = output_file_open(options->make);
    settings_print_make(settings, output);
    output_file_commit(output);
}

/* Does the export tell days of each person's own, and no dates? */
static bool is_relative(const struct mapping *mapping) {
    const char *dates = ini_file_value(mapping->file, "export", "dates");

    return dates != NULL && strcmp(dates, "days") == 0;
}

/* What the export holds is what its mapping says: nobody is promised another profile. */
static void refuse_safer_profile(const struct settings *settings, const struct mapping *mapping, const char *profile) {
    const struct ini_entry *asked = ini_file_entry(settings->file, "report", "profile");

    if (mapping != NULL && strcmp(asked->value, "safe-harbor") == 0 &&
        (profile == NULL || strcmp(profile, asked->value) != 0))
        message_fail_at(EX_CONFIG, ini_file_place(asked),
                        "[report] profile: safe-harbor, and the mapping says %s: days stay dates (have the export "
                        "written in days, and write profile = safe-harbor into [export] of the mapping)",
                        profile == NULL ? "nothing of it" : profile);
}

static void write_facts(const struct options *options, const struct settings *settings, const struct mapping *mapping) {
    const char *profile = mapping == NULL ? NULL : ini_file_value(mapping->file, "export", "profile");

    refuse_safer_profile(settings, mapping, profile);
    if (options->facts != NULL) {
        struct output_file *output = output_file_open(options->facts);
        settings_print_facts(settings, profile, output);
        output_file_printf(output, "days\t%s\n", mapping != NULL && is_relative(mapping) ? "relative" : "dates");
        output_file_commit(output);
    }
}

static void add_missing(struct text_buffer *list, const char *table, const char *column) {
    text_buffer_append_text(list, list->length > 0 ? ", " : "");
    text_buffer_append_text(list, table);
    if (column != NULL) {
        text_buffer_append_text(list, ".");
        text_buffer_append_text(list, column);
    }
}

/* Columns whose absence changes what is told. `beside`: where that one is there, else more is missing than this one;
 * `instead`: where there is none either, of a table of which any file need not be there. NULL: in any case. */
struct told_column {
    const char *table, *column, *beside, *instead_table, *instead;
};

static bool is_lacking(const struct told_column *told, const struct mapping *mapping, const char *exports) {
    if (!held_columns_lack(mapping, exports, told->table, told->column) ||
        (told->beside != NULL && held_columns_lack(mapping, exports, told->table, told->beside)))
        return false;
    return told->instead == NULL || !export_files_any(mapping, told->instead_table, exports) ||
           held_columns_lack(mapping, exports, told->instead_table, told->instead);
}

static void list_missing_columns(struct text_buffer *list, const struct mapping *mapping, const char *exports) {
    static const struct told_column columns[] = {{"patients", "site", NULL, "admissions", "site"},
                                                 {"patients", "birth_year", NULL, "patients", "age"},
                                                 {"patients", "sex", NULL, NULL, NULL},
                                                 {"patients", "race_ethnicity", NULL, NULL, NULL},
                                                 {"admissions", "discharged", NULL, NULL, NULL},
                                                 {"admissions", "reason", "discharged", NULL, NULL},
                                                 {"admissions", "requested", NULL, NULL, NULL},
                                                 {"admissions", "planned_end", NULL, "admissions", "planned_days"},
                                                 {"doses", "dose_mg", NULL, NULL, NULL},
                                                 {"visits", "service", NULL, NULL, NULL},
                                                 {"visits", "reason", NULL, NULL, NULL},
                                                 {"returns_to_use", "used_on", NULL, NULL, NULL},
                                                 {"returns_to_use", "reported_on", "used_on", NULL, NULL},
                                                 {"returns_to_use", "stage", "used_on", NULL, NULL},
                                                 {"returns_to_use", "triggers", "used_on", NULL, NULL},
                                                 {"returns_to_use", "missed_signs", "used_on", NULL, NULL},
                                                 {"returns_to_use", "lacking_supports", "used_on", NULL, NULL},
                                                 {"returns_to_use", "reflected_on", "plan_changes", NULL, NULL},
                                                 {"returns_to_use", "plan_changes", "plan_due", NULL, NULL},
                                                 {"returns_to_use", "plan_due", "plan_changes", NULL, NULL},
                                                 {"returns_to_use", "plan_done", "plan_changes", NULL, NULL},
                                                 {"adverse_events", "fatal", NULL, NULL, NULL}};

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (is_lacking(&columns[i], mapping, exports))
            add_missing(list, columns[i].table, columns[i].column);
}

/* Admissions without any row; visits, drug tests, returns to use and adverse events without any file (one of a header
 * alone says that nothing happened); columns. Without doses care is told by visits, and page one says so. */
static struct text_buffer list_missing(const struct mapping *mapping, const char *exports) {
    struct text_buffer list = {0};

    text_buffer_append_text(&list, "");
    if (mapping == NULL || exports == NULL)
        return list;
    if (!held_columns_any_row(mapping, exports, input_tables[INPUT_ADMISSIONS].name))
        add_missing(&list, input_tables[INPUT_ADMISSIONS].name, NULL);
    for (size_t i = INPUT_VISITS; i < INPUT_TABLE_COUNT; i++)
        if (!export_files_any(mapping, input_tables[i].name, exports))
            add_missing(&list, input_tables[i].name, NULL);
    list_missing_columns(&list, mapping, exports);
    return list;
}

static void write_entries(const struct ini_file *file, struct output_file *output) {
    for (size_t i = 0; i < file->n_entries; i++)
        output_file_printf(output, "[%s] %s = %s\n", file->entries[i].section, file->entries[i].key,
                           file->entries[i].value);
}

static void write_ini(const struct options *options, const struct mapping *mapping) {
    struct ini_file *merged = settings_file_merge(&options->config);
    struct output_file *output = output_file_open(options->common.output);

    if (options->definitions)
        output_file_printf(output, "%d\n", SETTINGS_DEFINITIONS);
    else if (options->entries)
        write_entries(mapping->file, output);
    else
        settings_print_ini(merged, options->form, output);
    output_file_commit(output);
    ini_file_free(merged);
}

int main(int argc, char **argv) {
    struct options options = {.form = SETTINGS_WITH_ORIGINS};

    options_parse(&argp, argc, argv, &options);
    if (options.entries && options.mapping == NULL)
        options_fail("--entries: of which --mapping?");
    struct mapping *mapping = options.mapping == NULL ? NULL : mapping_read(options.mapping);
    options.config.without = mapping == NULL ? NULL : mapping_without(mapping);
    struct text_buffer missing = list_missing(mapping, options.exports);
    if (options.exports != NULL)
        options.config.missing = missing.text;
    struct settings *settings = settings_read(&options.config);
    write_make(&options, settings);
    write_facts(&options, settings, mapping);
    write_ini(&options, mapping);
    settings_free(settings);
    text_buffer_free(&missing);
    mapping_free(mapping);
    return 0;
}
