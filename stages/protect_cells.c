/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * protect_cells: from exact numbers to the one table that may leave the program: release(classify(estimates)).
 * Everything that a release says comes from this table; what it holds and why nothing can be taken back out of it:
 * privacy/classify.h, privacy/release.h.
 *
 * In:  an estimates table (table/estimates_table.h); an analysis or a measure that is not in the catalogue
 *      (analysis/catalogue.h) ends the program with 65 and its row. --printed: the printed.csv of the release before
 * this one. Out: the released table (table/released_table.h); --printed-out: the printed.csv of this release;
 * --guarded-out: the released table for spreadsheets.
 *
 *     protect_cells --config switchback.ini --as-of 2026-10-31 --printed reports/latest-release/release/printed.csv \
 *         --printed-out printed.csv -o protected.csv estimates.csv
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "care/person.h"
#include "person/reflection_table.h"
#include "privacy/classify.h"
#include "privacy/release.h"
#include "settings/protection.h"
#include "settings/settings.h"
#include "table/estimates_table.h"
#include "table/released_table.h"

struct options {
    struct options_common common;
    struct settings_files config;
    const char *file, *printed, *printed_out, *guarded_out;
    int32_t as_of;
    enum calendar_kind days;
    bool schema;
};

enum { KEY_CONFIG = OPTIONS_FIRST_KEY, KEY_AS_OF, KEY_PRINTED, KEY_PRINTED_OUT, KEY_GUARDED_OUT, KEY_SCHEMA };

static const struct argp_option option_list[] = {
    {"config", KEY_CONFIG, "FILE", 0, SETTINGS_FILES_HELP, 0},
    {"as-of", KEY_AS_OF, "DAY", 0, "The day of the report (YYYY-MM-DD, or a relative day)", 0},
    {"printed", KEY_PRINTED, "FILE", 0, "What earlier releases printed: numbers of closed periods are repeated", 0},
    {"printed-out", KEY_PRINTED_OUT, "FILE", 0, "Where to write what this and earlier releases printed", 0},
    {"guarded-out", KEY_GUARDED_OUT, "FILE", 0,
     "Where to write the released table for spreadsheets: a text that would be a formula gets an apostrophe", 0},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of what is released and of what is remembered", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_CONFIG: settings_files_add(&options->config, argument); return 0;
    case KEY_AS_OF:
        options->as_of = options_day("--as-of", argument);
        options->days = calendar_kind_of(argument, strlen(argument));
        return 0;
    case KEY_PRINTED: options->printed = argument; return 0;
    case KEY_PRINTED_OUT: options->printed_out = argument; return 0;
    case KEY_GUARDED_OUT: options->guarded_out = argument; return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    case ARGP_KEY_ARG: options->file = options_operand("FILE", options->file, argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static void add_name(struct release_names *names, const char *name) {
    if (names->n < RELEASE_MOST_NAMES)
        names->names[names->n++] = name;
}

/* A question that was not asked is no answer. */
static void add_fields(struct release_lists *lists, struct reflection_codes codes[REFLECTION_FIELD_COUNT]) {
    for (int field = 0; field < REFLECTION_FIELD_COUNT; field++) {
        struct release_field *added = &lists->fields[lists->n_fields++];
        codes[field] = reflection_codes_of((enum reflection_field)field);
        added->name = codes[field].field;
        for (size_t i = 0; i < codes[field].n; i++)
            if (strcmp(codes[field].names[i], "not_asked") != 0)
                add_name(&added->codes, codes[field].names[i]);
    }
}

/* What is no data: the configuration, and codes that are the same in every program. */
static struct release_lists read_lists(const struct settings *settings, const struct protection_sites *sites,
                                       struct reflection_codes codes[REFLECTION_FIELD_COUNT]) {
    const struct ini_file *config = settings->file;
    struct protection_settings protection = protection_read(config);
    struct release_lists lists = {.default_rule = ini_file_value(config, "report", "default_rule"),
                                  .width = protection.class_width,
                                  .grid_days = protection.grid_days,
                                  .last_month = -1};

    lists.n_landmarks = settings_landmarks(config, lists.landmarks);
    for (size_t i = 0; i < settings->n_rules; i++)
        add_name(&lists.rules, settings->rules[i].name);
    for (size_t i = 0; i < settings->n_medications; i++) {
        lists.lasting_days[i] = settings_lasting_days(settings, &settings->medications[i]);
        add_name(&lists.medications, settings->medications[i].name);
    }
    add_name(&lists.medications, "none");
    for (size_t i = 0; i < sites->n; i++)
        add_name(&lists.sites, sites->names[i]);
    for (int exit = 0; exit < CARE_EXIT_COUNT; exit++)
        if (exit != CARE_EXIT_NONE && exit != CARE_EXIT_LINKED)
            add_name(&lists.exits, care_exit_name((enum care_exit)exit));
    add_fields(&lists, codes);
    return lists;
}

static struct exact_row *copy_exact(const struct estimates *estimates) {
    struct exact_row *rows = memory_alloc(estimates->n_rows + 1, sizeof *rows);

    for (size_t i = 0; i < estimates->n_rows; i++) {
        const struct estimate *row = &estimates->rows[i];
        rows[i] = (struct exact_row){.key = {row->analysis, row->rule, row->measure, row->group_by, row->group,
                                             row->subgroup, row->period, row->time_days},
                                     .n = row->n,
                                     .event_people = row->event_people,
                                     .at_risk = row->at_risk,
                                     .estimate = row->estimate,
                                     .std_error = row->std_error};
    }
    return rows;
}

/* What a row of the release and a row of its table call alike. */
#define SAME_NUMBERS(row)                                                                                              \
    .people_low = (row)->people_low, .people_high = (row)->people_high, .estimate = (row)->estimate,                   \
    .low = (row)->low, .high = (row)->high, .likely_low = (row)->likely_low, .likely_high = (row)->likely_high,        \
    .flag = (row)->flag

/* Numbers of closed periods that earlier releases printed. */
static struct release_row *copy_printed(const struct released_rows *printed, size_t *n) {
    struct release_row *rows = memory_alloc(printed == NULL ? 1 : printed->n + 1, sizeof *rows);

    *n = 0;
    for (size_t i = 0; printed != NULL && i < printed->n; i++) {
        const struct released *row = &printed->rows[i];
        if (row->closed)
            rows[(*n)++] = (struct release_row){.key = {row->analysis, row->rule, row->measure, row->group_by,
                                                        row->group, row->subgroup, row->period, row->time_days},
                                                SAME_NUMBERS(row),
                                                .printed = row->released};
    }
    return rows;
}

static struct released *copy_released(const struct release_rows *rows, const char *name) {
    struct released *released = memory_alloc(rows->n + 1, sizeof *released);

    for (size_t i = 0; i < rows->n; i++) {
        const struct release_row *row = &rows->rows[i];
        released[i] = (struct released){.analysis = row->key.analysis,
                                        .rule = row->key.rule,
                                        .measure = row->key.measure,
                                        .group_by = row->key.group_by,
                                        .group = row->key.group,
                                        .subgroup = row->key.subgroup,
                                        .period = row->key.period,
                                        .time_days = row->key.time_days,
                                        SAME_NUMBERS(row),
                                        .released = *row->printed == '\0' ? name : row->printed,
                                        .closed = *row->key.period != '\0'};
    }
    return released;
}

static void note_rows(bool quiet, const struct release_rows *rows) {
    size_t ranges = 0, withheld = 0;

    for (size_t i = 0; i < rows->n; i++) {
        ranges += *rows->rows[i].flag == '\0' || !isnan(rows->rows[i].low);
        withheld += strcmp(rows->rows[i].flag, "withheld") == 0;
    }
    message_note(quiet, "%zu numbers: %zu released, %zu withheld, %zu of too few", rows->n, ranges, withheld,
                 rows->n - ranges - withheld);
}

/* What is not in the catalogue has no rule by which it could be told. */
static void refuse_unknown(const char *path, const struct estimates *estimates) {
    const char *file = path == NULL || strcmp(path, "-") == 0 ? "stdin" : path;

    for (size_t i = 0; i < estimates->n_rows; i++) {
        const struct analysis *analysis = catalogue_find(estimates->rows[i].analysis);
        if (analysis == NULL)
            message_fail(EX_DATAERR, "%s row %zu: its analysis is not in the catalogue (expected one of tables.md)",
                         file, i + 1);
        if (catalogue_find_measure(analysis, estimates->rows[i].measure) == NULL)
            message_fail(EX_DATAERR, "%s row %zu: %s has no such measure in the catalogue (expected one of tables.md)",
                         file, i + 1, analysis->name);
    }
}

/* 2026-10, or day-500. */
static void name_release(const struct options *options, char name[CALENDAR_TEXT_SIZE + 4]) {
    memcpy(name, "day-", 4);
    if (options->days == CALENDAR_RELATIVE)
        calendar_write(CALENDAR_RELATIVE, options->as_of, name + 4);
    else
        calendar_write_month(options->as_of, name);
}

/* printed.csv is published too. Only numbers of periods are read back from it, and those have no text of the data. */
static void write_all(const struct options *options, const struct released *rows, size_t n) {
    released_rows_write(options->common.output, rows, n, false, false);
    if (options->guarded_out != NULL)
        released_rows_write(options->guarded_out, rows, n, false, true);
    if (options->printed_out != NULL)
        released_rows_write(options->printed_out, rows, n, true, true);
}

static void protect(const struct options *options, const struct release_lists *lists) {
    struct estimates *estimates = estimates_read(options->file);
    struct released_rows *before = options->printed == NULL ? NULL : released_rows_read(options->printed, true);
    struct exact_row *exact = copy_exact(estimates);
    size_t n_printed;
    struct release_row *printed = copy_printed(before, &n_printed);
    struct release_settings settings = {lists->width, lists->grid_days, lists->default_rule};
    struct class_table classes;
    struct release_rows rows = {0};
    struct released *released;
    char name[CALENDAR_TEXT_SIZE + 4];

    refuse_unknown(options->file, estimates);
    if (classify(exact, estimates->n_rows, lists, &classes) != PROTECT_OK ||
        release_make(&classes, &settings, printed, n_printed, &rows) != PROTECT_OK)
        message_fail(EX_SOFTWARE, "out of memory");
    name_release(options, name);
    released = copy_released(&rows, name);
    write_all(options, released, rows.n);
    note_rows(options->common.quiet, &rows);
    free(released);
    free(rows.rows);
    class_table_free(&classes);
    free(printed);
    free(exact);
    released_rows_free(before);
    estimates_free(estimates);
}

static void print_schema(const char *path) {
    struct output_file *output = output_file_open(path);

    table_spec_write(&released_table_spec, output);
    output_file_write(output, "\n", 1);
    table_spec_write(&printed_table_spec, output);
    output_file_commit(output);
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE|-]",
    .doc =
        "Make the table of numbers that may leave the program: classes of counts, and ranges that hold the truth.\v"
        "Exit: 0 done; 64 usage; 65 a table cannot be used, or has a number that is not in the catalogue; 66 no such "
        "input; 78 the configuration is not understood.\n\nExamples:\n"
        "  protect_cells --as-of 2026-10-31 -o protected.csv estimates.csv\n"
        "  protect_cells --schema",
    .children = options_children,
};

int main(int argc, char **argv) {
    struct options options = {.as_of = CALENDAR_NO_DAY};
    struct reflection_codes codes[REFLECTION_FIELD_COUNT];
    struct release_lists lists;

    options_parse(&argp, argc, argv, &options);
    if (options.schema) {
        print_schema(options.common.output);
        return 0;
    }
    if (options.as_of == CALENDAR_NO_DAY)
        options_fail("--as-of is needed");
    struct settings *settings = settings_read(&options.config);
    struct protection_sites sites = protection_read_sites(settings->file);
    lists = read_lists(settings, &sites, codes);
    if (options.days == CALENDAR_CIVIL)
        lists.last_month = calendar_month_index(options.as_of);
    protect(&options, &lists);
    for (int field = 0; field < REFLECTION_FIELD_COUNT; field++)
        options_list_free(codes[field].names);
    protection_sites_free(&sites);
    settings_free(settings);
    return 0;
}
