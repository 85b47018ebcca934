/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * describe_tables: files of ours as a Data Package, which says to any tool what each column is
 * (contract/data_package.h).
 *
 * in   FILE ...: CSV files with the columns of our tables (pipeline/tables.md), by paths below --directory; only their
 *      headers are read
 * out  datapackage.json, which is to stand in --directory
 *
 *     describe_tables --directory reports/latest/internal --name ours data/estimates.csv data/facts.csv
 */
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/output_file.h"
#include "contract/data_package.h"
#include "contract/our_tables.h"
#include "table/table_reader.h"
#include "text/facts.h"

struct options {
    struct options_common common;
    const char *directory, *name, *title, *as_of;
    bool schema;
    char **files; /* of argv */
    size_t n_files;
};

enum { KEY_DIRECTORY = OPTIONS_FIRST_KEY, KEY_NAME, KEY_TITLE, KEY_AS_OF, KEY_SCHEMA };

static const struct argp_option option_list[] = {
    {"directory", KEY_DIRECTORY, "DIR", 0, "Where the package is to stand: FILES are below it (default: here)", 1},
    {"name", KEY_NAME, "NAME", 0, "The package's name: small letters, digits, . _ - (default: switchback)", 1},
    {"title", KEY_TITLE, "TEXT", 0, "Its title (default: the name)", 1},
    {"as-of", KEY_AS_OF, "DAY", 0, "Days are of this kind: YYYY-MM-DD (default) or relative", 1},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of a report's facts.csv", 1},
    {0}};

static void check_options(struct options *options) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";

    if (options->name == NULL)
        options->name = "switchback";
    if (options->name[0] == '\0' || options->name[strspn(options->name, allowed)] != '\0')
        options_fail("--name: '%s' is not usable (expected small letters, digits, . _ -)", options->name);
    if (options->title == NULL)
        options->title = options->name;
    if (options->as_of != NULL)
        options_day("--as-of", options->as_of);
    if (options->n_files == 0 && !options->schema)
        options_fail("no FILE is named");
    for (size_t i = 0; i < options->n_files; i++)
        if (options->files[i][0] == '/' || strstr(options->files[i], "..") != NULL)
            options_fail("'%s' is not usable (expected a path below --directory)", options->files[i]);
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_DIRECTORY: options->directory = argument; return 0;
    case KEY_NAME: options->name = argument; return 0;
    case KEY_TITLE: options->title = argument; return 0;
    case KEY_AS_OF: options->as_of = argument; return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    case ARGP_KEY_ARGS:
        options->files = state->argv + state->next;
        options->n_files = (size_t)(state->argc - state->next);
        return 0;
    case ARGP_KEY_END: check_options(options); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "FILE ...",
    .doc =
        "Tables of ours as a Data Package: names each file and types its columns, for any tool that reads such.\v"
        "Each FILE has the columns of one of our tables (pipeline/tables.md); its header alone is read.\n\n"
        "Exit: 0 done; 64 usage; 65 a file is no table of ours; 66 no such input; 73, 74 output cannot be written.\n\n"
        "Examples:\n"
        "  describe_tables --directory reports/latest/release data/estimates.csv\n"
        "  describe_tables --directory work --as-of 500 spells/states.csv",
    .children = options_children};

/* The table that the open file is; ends the program where it is none, or one of two. */
static const struct table_spec *table_of(const struct table_reader *reader, const char *path) {
    const struct table_spec *other, *found = our_tables_with(table_reader_header(reader), path, &other);

    if (found == NULL)
        table_reader_fail(reader, -1, "no table of ours has these columns (pipeline/tables.md has all there are)");
    if (other != NULL)
        table_reader_fail(reader, -1, "both %s and %s have these columns", found->name, other->name);
    return found;
}

static void describe(const struct options *options) {
    struct packaged_file *files = memory_alloc(options->n_files, sizeof *files);
    struct table_reader **readers = memory_alloc(options->n_files, sizeof(struct table_reader *));
    struct output_file *output;

    for (size_t i = 0; i < options->n_files; i++) {
        char *path = memory_format("%s/%s", options->directory == NULL ? "." : options->directory, options->files[i]);
        readers[i] = table_reader_open(path, options->common.show_values);
        files[i] =
            (struct packaged_file){options->files[i], table_reader_header(readers[i]), table_of(readers[i], path)};
        free(path);
    }
    output = output_file_open(options->common.output);
    data_package_write(&(struct data_package){options->name, options->title,
                                              options->as_of == NULL
                                                  ? CALENDAR_CIVIL
                                                  : calendar_kind_of(options->as_of, strlen(options->as_of)),
                                              files, options->n_files},
                       output);
    output_file_commit(output);
    for (size_t i = 0; i < options->n_files; i++)
        table_reader_close(readers[i]);
    free(readers);
    free(files);
}

int main(int argc, char **argv) {
    struct options options = {0};

    options_parse(&argp, argc, argv, &options);
    if (!options.schema) {
        describe(&options);
        return 0;
    }
    struct output_file *output = output_file_open(options.common.output);
    table_spec_write(&report_facts_spec, output);
    output_file_commit(output);
    return 0;
}
