/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * find_q_values: estimates tables, and beside each p of a test its q: all tests of all tables are one family.
 *
 * in   FILE ...: estimates tables; the tests are the rows whose measure ends in _p
 * out  estimates: every row as it is, and behind each such row with a number the one of the same key with _q for _p
 *
 *     find_q_values estimates/staying.csv estimates/coming_back.csv
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "stats/benjamini_hochberg.h"
#include "table/estimates_keys.h"

struct options {
    struct options_common common;
    const char **files;
    size_t n_files, capacity;
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case ARGP_KEY_ARG:
        options->files = memory_grow(options->files, &options->capacity, options->n_files + 1, sizeof *options->files);
        options->files[options->n_files++] = argument;
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .parser = parse_option,
    .args_doc = "FILE...",
    .doc =
        "q-values (Benjamini and Hochberg) of all tests in estimates tables, as one family: the smallest false "
        "discovery rate at which each would count as found.\v"
        "The tests are the rows whose measure ends in _p; a row without a number is no test. All rows are written "
        "as they are, in the order of the files, and behind each test one whose measure ends in _q. A test is counted "
        "once: two rows of one key, as of a table that is given twice, are refused.\n\n"
        "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such input.\n\nExamples:\n"
        "  find_q_values estimates/for_whom.csv\n"
        "  find_q_values estimates/retention_first.csv estimates/exits_first.csv \\\n"
        "    -o tested.csv",
    .children = options_children};

static bool is_test(const struct estimate *row) {
    size_t length = strlen(row->measure);

    return length > 2 && strcmp(row->measure + length - 2, "_p") == 0 && !isnan(row->estimate);
}

/* The p of every row of the tables, NaN where there is none; the caller frees. */
static double *collect_tests(struct estimates *const tables[], size_t n_tables, size_t *n) {
    double *p = NULL;
    size_t capacity = 0;

    *n = 0;
    for (size_t t = 0; t < n_tables; t++)
        for (size_t i = 0; i < tables[t]->n_rows; i++) {
            p = memory_grow(p, &capacity, *n + 1, sizeof *p);
            p[(*n)++] = is_test(&tables[t]->rows[i]) ? tables[t]->rows[i].estimate : nan("");
        }
    return p;
}

static void write_row(struct table_writer *writer, const struct estimate *row, double q) {
    struct estimate found = *row;
    char *measure;

    estimates_table_write(writer, row);
    if (isnan(q))
        return;
    measure = memory_copy_text(row->measure, strlen(row->measure));
    measure[strlen(measure) - 1] = 'q';
    found.measure = measure;
    found.estimate = q;
    estimates_table_write(writer, &found);
    free(measure);
}

static void write_tables(const char *path, struct estimates *const tables[], size_t n_tables, const double *q) {
    struct table_writer *writer = estimates_table_open(path);
    size_t row = 0;

    for (size_t t = 0; t < n_tables; t++)
        for (size_t i = 0; i < tables[t]->n_rows; i++)
            write_row(writer, &tables[t]->rows[i], q[row++]);
    table_writer_commit(writer);
}

int main(int argc, char **argv) {
    struct options options = {0};
    struct estimates **tables;
    double *q;
    size_t n;

    options_parse(&argp, argc, argv, &options);
    if (options.n_files == 0)
        options_fail("a FILE is needed");
    tables = memory_alloc(options.n_files, sizeof(struct estimates *));
    for (size_t t = 0; t < options.n_files; t++)
        tables[t] = estimates_read(options.files[t]);
    estimates_keys_refuse_repeated(tables, options.files, options.n_files);
    q = collect_tests(tables, options.n_files, &n);
    if (benjamini_hochberg(q, n, q) != STATS_OK)
        message_fail(EX_DATAERR, "a p that is no probability");
    write_tables(options.common.output, tables, options.n_files, q);
    for (size_t t = 0; t < options.n_files; t++)
        estimates_free(tables[t]);
    free(tables);
    free(q);
    free(options.files);
    return 0;
}
