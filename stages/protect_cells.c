/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * protect_cells: from exact numbers to the one table that may leave the program. Everything that a released report
 * says comes from this table; what it holds and why nothing can be taken back out of it: privacy/protect_table.h.
 *
 * In:  an estimates table (table/estimates_table.h); an analysis or a measure that is not in the catalogue
 *      (analysis/catalogue.h) ends the program with 65 and its row.
 * Out: an estimates table: the rows that can be told, in their order. n and at_risk are the middle of a class of 11,
 *      shares whole percents of classes, std_error and events of shares empty; flag withheld: the numbers are not
 *      told; unreliable: they rest on fewer than 30.
 *
 *     protect_cells --config switchback.ini estimates.csv > protected.csv
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/options.h"
#include "privacy/protect_table.h"
#include "settings/protection.h"
#include "settings/settings.h"
#include "table/estimates_table.h"
#include "table/released_table.h"

struct options {
    struct options_common common;
    struct settings_files config;
    const char *file;
    bool schema;
};

enum { KEY_CONFIG = OPTIONS_FIRST_KEY, KEY_SCHEMA, MOST_LANDMARKS = 3 + SETTINGS_MOST_LANDMARKS };

static const struct argp_option option_list[] = {
    {"config", KEY_CONFIG, "FILE", 0, SETTINGS_FILES_HELP, 0},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of what is released and of what is remembered", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_CONFIG: settings_files_add(&options->config, argument); return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    case ARGP_KEY_ARG:
        if (options->file != NULL)
            options_fail("unexpected argument '%s' (one FILE is read)", argument);
        options->file = argument;
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* Days 7 and 14 belong to the follow-up questions, 365 to all: they are told beside the grid. */
static size_t read_landmarks(const struct ini_file *config, double landmarks[MOST_LANDMARKS]) {
    landmarks[0] = 7;
    landmarks[1] = 14;
    landmarks[2] = 365;
    return 3 + settings_landmarks(config, landmarks + 3);
}

static struct protect_limits read_limits(const struct ini_file *config) {
    struct protection_settings settings = protection_read(config);

    return (struct protect_limits){.width = settings.class_width,
                                   .least = settings.withhold_below,
                                   .reliable = settings.unreliable_below,
                                   .grid_days = settings.grid_days};
}

static struct protect_row row_of(const struct estimate *estimate) {
    return (struct protect_row){.analysis = estimate->analysis,
                                .rule = estimate->rule,
                                .measure = estimate->measure,
                                .group_by = estimate->group_by,
                                .group = estimate->group,
                                .subgroup = estimate->subgroup,
                                .period = estimate->period,
                                .time_days = estimate->time_days,
                                .n = estimate->n,
                                .event_people = estimate->event_people,
                                .at_risk = estimate->at_risk,
                                .events = estimate->events,
                                .estimate = estimate->estimate,
                                .ci_low = estimate->ci_low,
                                .ci_high = estimate->ci_high,
                                .flag = estimate->flag};
}

static struct estimate estimate_of(const struct protect_row *row) {
    struct estimate estimate = estimate_empty();

    estimate.analysis = row->analysis;
    estimate.rule = row->rule;
    estimate.measure = row->measure;
    estimate.group_by = row->group_by;
    estimate.group = row->group;
    estimate.subgroup = row->subgroup;
    estimate.period = *row->coarse_period != '\0' ? row->coarse_period : row->period;
    estimate.time_days = row->time_days;
    estimate.n = row->n;
    estimate.event_people = row->event_people;
    estimate.at_risk = row->at_risk;
    estimate.events = row->events;
    estimate.estimate = row->estimate;
    estimate.ci_low = row->ci_low;
    estimate.ci_high = row->ci_high;
    estimate.flag = row->flag;
    return estimate;
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

static void write_rows(const char *path, const struct protect_row *rows, size_t n_rows) {
    struct table_writer *writer = estimates_table_open(path);

    for (size_t i = 0; i < n_rows; i++) {
        struct estimate estimate = estimate_of(&rows[i]);
        estimates_table_write(writer, &estimate);
    }
    table_writer_commit(writer);
}

static void note_rows(bool quiet, const struct protect_row *rows, size_t n_rows, size_t n_before) {
    size_t withheld = 0;

    for (size_t i = 0; i < n_rows; i++)
        withheld += rows[i].withheld;
    message_note(quiet, "%zu numbers: %zu released, %zu withheld, %zu left out", n_before, n_rows - withheld, withheld,
                 n_before - n_rows);
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE|-]",
    .doc = "Make the table of numbers that may leave the program: classes of counts, whole percents of them.",
    .children = options_children,
};

static void print_schema(const char *path) {
    struct output_file *output = output_file_open(path);

    table_spec_write(&released_table_spec, output);
    output_file_write(output, "\n", 1);
    table_spec_write(&printed_table_spec, output);
    output_file_commit(output);
}

int main(int argc, char **argv) {
    struct options options = {.file = NULL};
    double landmarks[MOST_LANDMARKS];

    options_parse(&argp, argc, argv, &options);
    if (options.schema) {
        print_schema(options.common.output);
        return 0;
    }
    struct ini_file *config = settings_file_read(&options.config);
    struct protect_settings settings = {read_limits(config), landmarks, read_landmarks(config, landmarks)};
    struct estimates *estimates = estimates_read(options.file);
    refuse_unknown(options.file, estimates);
    size_t n_rows = estimates->n_rows;
    struct protect_row *rows = memory_alloc(n_rows, sizeof *rows);
    for (size_t i = 0; i < n_rows; i++)
        rows[i] = row_of(&estimates->rows[i]);
    if (protect_table(rows, &n_rows, &settings) != PROTECT_OK)
        message_fail(EX_SOFTWARE, "out of memory");
    write_rows(options.common.output, rows, n_rows);
    note_rows(options.common.quiet, rows, n_rows, estimates->n_rows);
    free(rows);
    estimates_free(estimates);
    ini_file_free(config);
    return 0;
}
