/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * print_json: any of our tables as JSON Lines, one object a row, typed by the table's columns (pipeline/tables.md).
 *
 * in   FILE: a CSV with the columns of one of our tables; --schema names which, where more than one has them
 * out  a line a row: ids, texts, codes and days are text, numbers stand as they are written, lists are arrays, an empty
 *      cell is null
 *
 *     print_json reports/latest/internal/data/estimates.csv | jq -r 'select(.analysis == "months") | .period'
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_text.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/options.h"
#include "base/output_file.h"
#include "contract/our_tables.h"
#include "table/table_reader.h"

struct options {
    struct options_common common;
    const char *schema, *file;
};

enum key { KEY_SCHEMA = OPTIONS_FIRST_KEY };

static const struct argp_option option_list[] = {
    {"schema", KEY_SCHEMA, "NAME", 0,
     "The table it is, by its name in tables.md (default: the one that has its columns)", 1},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_SCHEMA: options->schema = argument; return 0;
    case ARGP_KEY_ARG: options->file = options_operand("FILE", options->file, argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc = "Any of our tables as JSON Lines: one object a row, typed by the table's columns.\v"
           "FILE: - or none is standard input. Ids, texts, codes and days are text, numbers stand as they are written, "
           "lists are arrays, an empty cell or element is null.\n\n"
           "Exit: 0 done; 64 usage, or no table has these columns; 65 the data cannot be used; 66 no such input.\n\n"
           "Examples:\n"
           "  print_json reports/latest/internal/data/estimates.csv\n"
           "  print_json --schema doses work/tables/doses.csv | jq .medication",
    .children = options_children};

static const struct table_spec *find_table(const struct options *options, const struct table_reader *reader) {
    const struct table_spec *found, *other;

    if (options->schema != NULL)
        return our_tables_named("--schema", options->schema);
    found = our_tables_with(table_reader_header(reader), options->file, &other);
    if (other != NULL)
        options_fail("both %s and %s have these columns: which is it? (--schema)", found->name, other->name);
    if (found == NULL)
        options_fail("no table of ours has these columns (--schema NAME says which it is; pipeline/tables.md has all "
                     "there are)");
    return found;
}

/* "12", "-0.5", "1e-07": what JSON takes for a number, which is less than number_parse_double does (+5, .5, 5., 007).
 */
static bool is_json_number(const char *text) {
    const char *digits = text + (*text == '-');
    double value;

    if (!number_parse_double(text, strlen(text), &value) || !isdigit((unsigned char)*digits))
        return false;
    if (digits[0] == '0' && isdigit((unsigned char)digits[1]))
        return false;
    const char *point = strchr(digits, '.');
    return point == NULL || isdigit((unsigned char)point[1]);
}

static void write_list(struct output_file *output, const char *text) {
    char *copy = memory_copy_text(text, strlen(text)), *rest = copy, *element;
    bool first = true;

    output_file_write_char(output, '[');
    while ((element = strsep(&rest, ";")) != NULL) {
        if (!first)
            output_file_write_char(output, ',');
        first = false;
        if (*element == '\0')
            output_file_write_text(output, "null");
        else
            json_text_write(output, element);
    }
    output_file_write_char(output, ']');
    free(copy);
}

/* A column that is not the table's own (a grouping that was carried along) is text. */
static void write_cell(struct output_file *output, const struct table_reader *reader, int column,
                       const struct column_spec *spec) {
    struct record_cell cell = table_reader_cell(reader, column);
    enum column_type type = spec == NULL ? COLUMN_TEXT : spec->type;

    if (cell.length == 0) {
        output_file_write_text(output, "null");
    } else if (type == COLUMN_INT || type == COLUMN_NUMBER) {
        if (!is_json_number(cell.text))
            table_reader_fail(reader, column, "no number (expected one as our tables write it)");
        output_file_write_text(output, cell.text);
    } else if (type == COLUMN_CODE_LIST || type == COLUMN_DAY_LIST) {
        write_list(output, cell.text);
    } else {
        json_text_write(output, cell.text);
    }
}

static void write_rows(struct table_reader *reader, const struct table_spec *spec, struct output_file *output) {
    const struct header *header = table_reader_header(reader);
    const struct column_spec **columns = memory_alloc(header->n, sizeof *columns);

    our_tables_columns(header, spec, columns);
    while (table_reader_next(reader)) {
        for (size_t i = 0; i < header->n; i++) {
            output_file_write_char(output, i == 0 ? '{' : ',');
            json_text_write(output, columns[i] == NULL ? header->names[i] : columns[i]->name);
            output_file_write_char(output, ':');
            write_cell(output, reader, (int)i, columns[i]);
        }
        output_file_write_text(output, "}\n");
    }
    free(columns);
}

int main(int argc, char **argv) {
    struct options options = {0};
    struct table_reader *reader;
    struct output_file *output;

    options_parse(&argp, argc, argv, &options);
    reader = table_reader_open(options.file, options.common.show_values);
    const struct table_spec *spec = find_table(&options, reader);
    if (options.schema != NULL)
        for (size_t i = 0; i < spec->n_columns; i++)
            if (spec->columns[i].required)
                table_reader_require(reader, spec->columns[i].name);
    output = output_file_open(options.common.output);
    write_rows(reader, spec, output);
    output_file_commit(output);
    table_reader_close(reader);
    return 0;
}
