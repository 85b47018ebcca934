/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * collect_estimates: puts estimates tables one behind the other and makes sure that every number has a key of its
 * own.
 *
 * In:  estimates tables (table/estimates_table.h), any order.
 * Out: one estimates table, rows in the order given.
 *
 *     collect_estimates -o estimates.csv retention.csv incidence.csv
 *     collect_estimates --question retention_first
 */
#include <stdbool.h>
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "base/options.h"
#include "table/estimates_keys.h"

struct options {
    struct options_common common;
    char **paths;
    size_t n_paths;
    bool guarded, schema;
    const char *question; /* the analysis of which it is asked; NULL: none */
};

enum { KEY_GUARDED = OPTIONS_FIRST_KEY, KEY_SCHEMA, KEY_QUESTION };

static const struct argp_option option_list[] = {
    {"guarded", KEY_GUARDED, NULL, 0, "For spreadsheets: a text that would be a formula gets an apostrophe", 0},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of an estimates table, and the catalogue of analyses", 0},
    {"question", KEY_QUESTION, "ANALYSIS", 0, "Print the question, in words, that the analysis answers", 0},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_GUARDED: options->guarded = true; return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    case KEY_QUESTION: options->question = argument; return 0;
    case ARGP_KEY_ARGS:
        options->paths = state->argv + state->next;
        options->n_paths = (size_t)(state->argc - state->next);
        return 0;
    case ARGP_KEY_NO_ARGS:
        if (options->schema || options->question != NULL)
            return 0;
        options_fail("no estimates table given (expected FILE ...)");
    default: return ARGP_ERR_UNKNOWN;
    }
}

static void write_all(const struct options *options, struct estimates *const tables[]) {
    struct table_writer *writer = estimates_table_open(options->common.output);

    if (options->guarded)
        table_writer_guard(writer);
    for (size_t t = 0; t < options->n_paths; t++)
        for (size_t row = 0; row < tables[t]->n_rows; row++)
            estimates_table_write(writer, &tables[t]->rows[row]);
    table_writer_commit(writer);
}

static void write_sums(struct output_file *output, const struct analysis_sums *sums) {
    if (sums->survival != NULL)
        output_file_printf(output, "Its subgroups and the survival of `%s` make up all. ", sums->survival);
    if (sums->overlapping != NULL)
        output_file_printf(output, "Each `%s` has all of them; the codes of `%s` make up all. ", sums->overlapping,
                           sums->one_code);
}

static void write_analysis(struct output_file *output, const struct analysis *analysis) {
    output_file_printf(output, "\n## %s\n\n%s Counted: %s. ", analysis->name, analysis->question, analysis->counted);
    write_sums(output, &analysis->sums);
    output_file_write_text(output, "\n\n| measure | unit | kind | released |\n|---|---|---|---|\n");
    for (const struct analysis_measure *measure = analysis->measures; measure->name != NULL; measure++)
        output_file_printf(output, "| %s | %s | %s | %s |\n", measure->name, measure->unit,
                           catalogue_kind_words(measure->kind), catalogue_release_words(measure->release));
}

static void print_schema(const char *path) {
    struct output_file *output = output_file_open(path);

    table_spec_write(&estimates_table_spec, output);
    output_file_write_text(output,
                           "\n# The catalogue of analyses\n\nA name or a measure that is not in it does not leave the "
                           "program: protect_cells refuses it.\n");
    for (size_t i = 0; i < catalogue_length; i++)
        write_analysis(output, &catalogue[i]);
    output_file_commit(output);
}

static void print_question(const char *path, const char *name) {
    const struct analysis *analysis = catalogue_find(name);
    struct output_file *output;

    if (analysis == NULL)
        options_fail("--question: '%s' is no analysis of the catalogue", name);
    output = output_file_open(path);
    output_file_printf(output, "%s\n", analysis->question);
    output_file_commit(output);
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "FILE ...",
    .doc = "Concatenate estimates tables; every number must have a key of its own.\v"
           "Exit: 0 done; 64 usage; 65 a table cannot be used, or two numbers have one key; 66 no such "
           "input.\n\nExamples:\n"
           "  collect_estimates estimates/retention_first.csv estimates/exits_first.csv\n"
           "  collect_estimates --schema",
    .children = options_children,
};

int main(int argc, char **argv) {
    struct options options = {.n_paths = 0};
    struct estimates **tables;

    options_parse(&argp, argc, argv, &options);
    if (options.schema || options.question != NULL) {
        if (options.schema)
            print_schema(options.common.output);
        else
            print_question(options.common.output, options.question);
        return 0;
    }
    tables = memory_alloc(options.n_paths, sizeof *tables);
    for (size_t t = 0; t < options.n_paths; t++)
        tables[t] = estimates_read(options.paths[t]);
    estimates_keys_refuse_repeated(tables, (const char *const *)options.paths, options.n_paths);
    write_all(&options, tables);
    for (size_t t = 0; t < options.n_paths; t++)
        estimates_free(tables[t]);
    free(tables);
    return 0;
}
