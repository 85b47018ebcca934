/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/estimates_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "table/table_reader.h"

static const struct column_spec columns[] = {
    {"analysis", COLUMN_TEXT, true, "", NULL, "the question the number answers"},
    {"rule", COLUMN_TEXT, false, "", NULL, "the episode rule, where one applies"},
    {"measure", COLUMN_TEXT, true, "", NULL, "what the number is"},
    {"group_by", COLUMN_TEXT, false, "", NULL, "grouping columns, `;` between them"},
    {"group", COLUMN_TEXT, false, "", NULL, "their values, `;` between them"},
    {"subgroup", COLUMN_TEXT, false, "", NULL, "exit, state, code or quantile the number belongs to"},
    {"time_days", COLUMN_NUMBER, false, "days", NULL, "time since the clock began"},
    {"period", COLUMN_TEXT, false, "", NULL, "month YYYY-MM or other calendar period"},
    {"n", COLUMN_NUMBER, false, "people", NULL, "people the number rests on"},
    {"event_people", COLUMN_NUMBER, false, "people", NULL, "people with the event up to time_days"},
    {"at_risk", COLUMN_NUMBER, false, "rows", NULL, "still followed just before time_days"},
    {"events", COLUMN_NUMBER, false, "events", NULL, "events up to time_days"},
    {"estimate", COLUMN_NUMBER, false, "of the measure", NULL, "the number"},
    {"std_error", COLUMN_NUMBER, false, "of the measure", NULL, "its standard error, on the same scale"},
    {"ci_low", COLUMN_NUMBER, false, "of the measure", NULL, "lower limit of the 95 % interval"},
    {"ci_high", COLUMN_NUMBER, false, "of the measure", NULL, "upper limit of the 95 % interval"},
    {"flag", COLUMN_TEXT, false, "", NULL,
     "what the number is not, the first that applies: not_estimable, beyond_follow_up, not_reached (estimators), "
     "immature (a month, monitor_months), too_few (any stage), by_construction (estimate_retention), reference "
     "(fit_hazards); withheld, unreliable (protect_cells)"},
};

const struct table_spec estimates_table_spec = {
    .name = "estimates",
    .meaning = "One schema for every number: one row is one number with its uncertainty and denominators.",
    .sort = "by stage, then as the stage gives them",
    .key = "analysis, rule, measure, group_by, group, subgroup, time_days, period",
    TABLE_SPEC_COLUMNS(columns),
};

enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

struct estimates_text {
    struct dictionary *words;
};

struct estimate estimate_empty(void) {
    const double none = (double)NAN;

    return (struct estimate){.analysis = "",
                             .rule = "",
                             .measure = "",
                             .group_by = "",
                             .group = "",
                             .subgroup = "",
                             .time_days = none,
                             .period = "",
                             .n = none,
                             .event_people = none,
                             .at_risk = none,
                             .events = none,
                             .estimate = none,
                             .std_error = none,
                             .ci_low = none,
                             .ci_high = none,
                             .flag = ""};
}

struct table_writer *estimates_table_open(const char *path) {
    return table_writer_open(path, &estimates_table_spec, NULL, 0);
}

static void write_text(struct table_writer *writer, const char *text) {
    table_writer_text(writer, text == NULL ? "" : text);
}

void estimates_table_write(struct table_writer *writer, const struct estimate *estimate) {
    const double numbers[] = {estimate->n,        estimate->event_people, estimate->at_risk, estimate->events,
                              estimate->estimate, estimate->std_error,    estimate->ci_low,  estimate->ci_high};

    write_text(writer, estimate->analysis);
    write_text(writer, estimate->rule);
    write_text(writer, estimate->measure);
    write_text(writer, estimate->group_by);
    write_text(writer, estimate->group);
    write_text(writer, estimate->subgroup);
    table_writer_double(writer, estimate->time_days);
    write_text(writer, estimate->period);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        table_writer_double(writer, numbers[i]);
    write_text(writer, estimate->flag);
    table_writer_end_row(writer);
}

/* Texts are kept as their number in the dictionary until all rows are read, since its pool moves as it grows. */
struct numbered_row {
    uint32_t texts[8];
    double numbers[9];
};

static struct numbered_row read_row(const struct table_reader *reader, const int at[N_COLUMNS],
                                    struct dictionary *words) {
    static const int texts[] = {0, 1, 2, 3, 4, 5, 7, 16}, numbers[] = {6, 8, 9, 10, 11, 12, 13, 14, 15};
    struct numbered_row row;

    for (size_t i = 0; i < 8; i++) {
        struct record_cell cell = table_reader_cell(reader, at[texts[i]]);
        row.texts[i] = dictionary_add(words, cell.text, cell.length);
    }
    for (size_t i = 0; i < 9; i++)
        row.numbers[i] = table_reader_double(reader, at[numbers[i]]);
    return row;
}

static struct estimate estimate_of(const struct numbered_row *row, const struct dictionary *words) {
    const char *texts[8];
    const double *numbers = row->numbers;

    for (size_t i = 0; i < 8; i++)
        texts[i] = dictionary_text(words, row->texts[i]);
    return (struct estimate){.analysis = texts[0],
                             .rule = texts[1],
                             .measure = texts[2],
                             .group_by = texts[3],
                             .group = texts[4],
                             .subgroup = texts[5],
                             .period = texts[6],
                             .flag = texts[7],
                             .time_days = numbers[0],
                             .n = numbers[1],
                             .event_people = numbers[2],
                             .at_risk = numbers[3],
                             .events = numbers[4],
                             .estimate = numbers[5],
                             .std_error = numbers[6],
                             .ci_low = numbers[7],
                             .ci_high = numbers[8]};
}

struct estimates *estimates_read(const char *path) {
    struct estimates *estimates = memory_alloc(1, sizeof *estimates);
    struct table_reader *reader = table_reader_open(path, false);
    struct numbered_row *rows = NULL;
    size_t n_rows = 0, capacity = 0;
    int at[N_COLUMNS];

    for (size_t i = 0; i < N_COLUMNS; i++)
        at[i] = (int)table_reader_require(reader, columns[i].name);
    estimates->text = memory_alloc(1, sizeof *estimates->text);
    estimates->text->words = dictionary_alloc();
    while (table_reader_next(reader)) {
        rows = memory_grow(rows, &capacity, n_rows + 1, sizeof *rows);
        rows[n_rows++] = read_row(reader, at, estimates->text->words);
    }
    estimates->n_rows = n_rows;
    estimates->rows = memory_alloc(n_rows, sizeof *estimates->rows);
    for (size_t i = 0; i < n_rows; i++)
        estimates->rows[i] = estimate_of(&rows[i], estimates->text->words);
    free(rows);
    table_reader_close(reader);
    return estimates;
}

void estimates_free(struct estimates *estimates) {
    if (estimates == NULL)
        return;
    dictionary_free(estimates->text->words);
    free(estimates->text);
    free(estimates->rows);
    free(estimates);
}

static int compare_numbers(double left, double right) {
    if (isnan(left) || isnan(right))
        return (isnan(right) != 0) - (isnan(left) != 0);
    return (left > right) - (left < right);
}

int estimate_compare_keys(const struct estimate *left, const struct estimate *right) {
    const char *const pairs[][2] = {{left->analysis, right->analysis}, {left->rule, right->rule},
                                    {left->measure, right->measure},   {left->group_by, right->group_by},
                                    {left->group, right->group},       {left->subgroup, right->subgroup},
                                    {left->period, right->period}};

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        int order = strcmp(pairs[i][0], pairs[i][1]);
        if (order != 0)
            return order;
    }
    return compare_numbers(left->time_days, right->time_days);
}

const char *estimate_first_flag(const char *one, const char *other) {
    static const char *const order[] = {"not_estimable", "beyond_follow_up", "not_reached", "immature",
                                        "too_few",       "by_construction",  "reference"};

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (strcmp(one, order[i]) == 0 || strcmp(other, order[i]) == 0)
            return order[i];
    return "";
}

bool estimate_has_flag(const struct estimate *estimate, const char *flag) {
    size_t length = strlen(flag);

    for (const char *at = estimate->flag; at != NULL && *at != '\0';) {
        size_t n = strcspn(at, ";");
        if (n == length && memcmp(at, flag, n) == 0)
            return true;
        at += n + (at[n] == ';');
    }
    return false;
}
