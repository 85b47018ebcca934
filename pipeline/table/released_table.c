/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/released_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "table/table_reader.h"

#define RELEASED_COLUMNS                                                                                               \
    {"analysis", COLUMN_TEXT, true, "", NULL, "the question the number answers"},                                      \
        {"rule", COLUMN_TEXT, false, "", NULL, "the episode rule, where one applies"},                                 \
        {"measure", COLUMN_TEXT, true, "", NULL, "what the number is"},                                                \
        {"group_by", COLUMN_TEXT, false, "", NULL, "grouping column"},                                                 \
        {"group", COLUMN_TEXT, false, "", NULL, "its value"},                                                          \
        {"subgroup", COLUMN_TEXT, false, "", NULL, "exit, event or code the number belongs to"},                       \
        {"time_days", COLUMN_NUMBER, false, "days", NULL, "a day of the configuration"},                               \
        {"period", COLUMN_TEXT, false, "", NULL, "month 2026-07, quarter 2026-Q3, half-year 2026-H2 or year 2026"},    \
        {"people_low", COLUMN_NUMBER, false, "people", NULL, "at least so many people: a class of 11"},                \
        {"people_high", COLUMN_NUMBER, false, "people", NULL, "at most so many"},                                      \
        {"estimate", COLUMN_NUMBER,                                                                                    \
         false,      "of the measure",                                                                                 \
         NULL,       "the middle of the range, of a share that rounding moves by 5 points at most"},                   \
        {"low", COLUMN_NUMBER, false, "of the measure", NULL, "the truth is at least this"},                           \
        {"high", COLUMN_NUMBER, false, "of the measure", NULL, "and at most this"},                                    \
        {"likely_low",                                                                                                 \
         COLUMN_NUMBER,                                                                                                \
         false,                                                                                                        \
         "of the measure",                                                                                             \
         NULL,                                                                                                         \
         "the same with chance added (95 %), as for 1/8, 1/4, 1/2 or 3/4 of the class: as many as were seen"},         \
        {"likely_high", COLUMN_NUMBER, false, "of the measure", NULL, "the same with chance added (95 %)"}, {          \
        "flag", COLUMN_CODE, false, "", "withheld too_few not_reached by_construction",                                \
            "why there is no number, or what it is not"                                                                \
    }

enum { N_RELEASED = 16, N_PRINTED = 18, N_TEXTS = 9, N_NUMBERS = 8 };

static const struct column_spec released_columns[] = {RELEASED_COLUMNS};
static const struct column_spec columns[] = {
    RELEASED_COLUMNS,
    {"released", COLUMN_TEXT, true, "", NULL, "the release that printed it first: 2026-10, day-500"},
    {"closed", COLUMN_CODE, true, "", "yes no",
     "yes: of a period, repeated as printed in every later release; no: of the whole time"},
};

#define KEY "analysis, rule, measure, group_by, group, subgroup, time_days, period"

const struct table_spec released_table_spec = {
    .name = "protected",
    .meaning = "What may leave the program: ranges that hold the truth, made of classes of 11.",
    .sort = "by question, then as the questions are listed",
    .key = KEY,
    TABLE_SPEC_COLUMNS(released_columns),
};

const struct table_spec printed_table_spec = {
    .name = "printed",
    .meaning = "What this release and, of closed periods, every earlier one printed.",
    .sort = "as protected.csv; behind it what only earlier releases printed",
    .key = KEY,
    TABLE_SPEC_COLUMNS(columns),
};

struct released_text {
    struct dictionary *words;
};

/* Texts are kept as their number in the dictionary until all rows are read, since its pool moves as it grows. */
struct numbered_row {
    uint32_t texts[N_TEXTS];
    double numbers[N_NUMBERS];
    bool closed;
};

static struct numbered_row read_row(struct table_reader *reader, const int at[N_PRINTED], size_t n_columns,
                                    struct dictionary *words) {
    static const int texts[N_TEXTS] = {0, 1, 2, 3, 4, 5, 7, 15, 16};
    static const int numbers[N_NUMBERS] = {6, 8, 9, 10, 11, 12, 13, 14};
    struct numbered_row row = {.closed = false};

    for (size_t i = 0; i < N_TEXTS; i++) {
        struct record_cell cell = {.text = ""};
        if (texts[i] < (int)n_columns)
            cell = table_reader_cell(reader, at[texts[i]]);
        row.texts[i] = dictionary_add(words, cell.text, cell.length);
    }
    for (size_t i = 0; i < N_NUMBERS; i++)
        row.numbers[i] = table_reader_double(reader, at[numbers[i]]);
    for (size_t i = N_RELEASED - 1; i < n_columns; i++) {
        struct record_cell cell = table_reader_cell(reader, at[i]);
        if (cell.length > 0 && !column_spec_allows(&columns[i], cell.text, cell.length))
            table_reader_fail(reader, at[i], "not usable (expected one of %s)", columns[i].codes);
    }
    row.closed = n_columns == N_PRINTED && strcmp(table_reader_cell(reader, at[N_PRINTED - 1]).text, "yes") == 0;
    return row;
}

static struct released released_of(const struct numbered_row *row, const struct dictionary *words) {
    const char *texts[N_TEXTS];
    const double *numbers = row->numbers;

    for (size_t i = 0; i < N_TEXTS; i++)
        texts[i] = dictionary_text(words, row->texts[i]);
    return (struct released){.analysis = texts[0],
                             .rule = texts[1],
                             .measure = texts[2],
                             .group_by = texts[3],
                             .group = texts[4],
                             .subgroup = texts[5],
                             .period = texts[6],
                             .flag = texts[7],
                             .released = texts[8],
                             .time_days = numbers[0],
                             .people_low = numbers[1],
                             .people_high = numbers[2],
                             .estimate = numbers[3],
                             .low = numbers[4],
                             .high = numbers[5],
                             .likely_low = numbers[6],
                             .likely_high = numbers[7],
                             .closed = row->closed};
}

struct released_rows *released_rows_read(const char *path, bool with_printed) {
    struct released_rows *released = memory_alloc(1, sizeof *released);
    struct table_reader *reader = table_reader_open(path, false);
    struct numbered_row *rows = NULL;
    size_t n_rows = 0, capacity = 0, n_columns = with_printed ? N_PRINTED : N_RELEASED;
    int at[N_PRINTED];

    for (size_t i = 0; i < n_columns; i++)
        at[i] = (int)table_reader_require(reader, columns[i].name);
    released->text = memory_alloc(1, sizeof *released->text);
    released->text->words = dictionary_alloc();
    while (table_reader_next(reader)) {
        rows = memory_grow(rows, &capacity, n_rows + 1, sizeof *rows);
        rows[n_rows++] = read_row(reader, at, n_columns, released->text->words);
    }
    released->n = n_rows;
    released->rows = memory_alloc(n_rows, sizeof *released->rows);
    for (size_t i = 0; i < n_rows; i++)
        released->rows[i] = released_of(&rows[i], released->text->words);
    free(rows);
    table_reader_close(reader);
    return released;
}

void released_rows_free(struct released_rows *rows) {
    if (rows == NULL)
        return;
    dictionary_free(rows->text->words);
    free(rows->text);
    free(rows->rows);
    free(rows);
}

static void write_row(struct table_writer *writer, const struct released *row) {
    const char *const keys[] = {row->analysis, row->rule, row->measure, row->group_by, row->group, row->subgroup};
    const double numbers[] = {row->people_low, row->people_high, row->estimate,   row->low,
                              row->high,       row->likely_low,  row->likely_high};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        table_writer_text(writer, keys[i]);
    table_writer_double(writer, row->time_days);
    table_writer_text(writer, row->period);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        table_writer_double(writer, numbers[i]);
    table_writer_text(writer, row->flag);
}

void released_rows_write(const char *path, const struct released *rows, size_t n, bool with_printed, bool guarded) {
    struct table_writer *writer =
        table_writer_open(path, with_printed ? &printed_table_spec : &released_table_spec, NULL, 0);

    if (guarded)
        table_writer_guard(writer);
    for (size_t i = 0; i < n; i++) {
        write_row(writer, &rows[i]);
        if (with_printed) {
            table_writer_text(writer, rows[i].released);
            table_writer_text(writer, rows[i].closed ? "yes" : "no");
        }
        table_writer_end_row(writer);
    }
    table_writer_commit(writer);
}
