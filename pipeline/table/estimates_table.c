/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/estimates_table.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "table/table_reader.h"

/* The columns, each beside its field of struct estimate: the one place that binds them. */
enum column {
    ANALYSIS,
    RULE,
    MEASURE,
    GROUP_BY,
    GROUP,
    SUBGROUP,
    TIME_DAYS,
    PERIOD,
    PEOPLE,
    EVENT_PEOPLE,
    AT_RISK,
    EVENTS,
    ESTIMATE,
    STD_ERROR,
    CI_LOW,
    CI_HIGH,
    FLAG,
    N_COLUMNS
};

static const struct column_spec columns[] = {
    [ANALYSIS] = {"analysis", COLUMN_TEXT, true, "", NULL, "the question the number answers"},
    [RULE] = {"rule", COLUMN_TEXT, false, "", NULL, "the episode rule, where one applies"},
    [MEASURE] = {"measure", COLUMN_TEXT, true, "", NULL, "what the number is"},
    [GROUP_BY] = {"group_by", COLUMN_TEXT, false, "", NULL, "grouping columns, `;` between them"},
    [GROUP] = {"group", COLUMN_TEXT, false, "", NULL, "their values, `;` between them"},
    [SUBGROUP] = {"subgroup", COLUMN_TEXT, false, "", NULL, "exit, state, code or quantile the number belongs to"},
    [TIME_DAYS] = {"time_days", COLUMN_NUMBER, false, "days", NULL, "time since the clock began"},
    [PERIOD] = {"period", COLUMN_TEXT, false, "", NULL, "month YYYY-MM or other calendar period"},
    [PEOPLE] = {"n", COLUMN_NUMBER, false, "people", NULL, "people the number rests on"},
    [EVENT_PEOPLE] = {"event_people", COLUMN_NUMBER, false, "people", NULL, "people with the event up to time_days"},
    [AT_RISK] = {"at_risk", COLUMN_NUMBER, false, "rows", NULL, "still followed just before time_days"},
    [EVENTS] = {"events", COLUMN_NUMBER, false, "events", NULL, "events up to time_days"},
    [ESTIMATE] = {"estimate", COLUMN_NUMBER, false, "of the measure", NULL, "the number"},
    [STD_ERROR] = {"std_error", COLUMN_NUMBER, false, "of the measure", NULL, "its standard error, on the same scale"},
    [CI_LOW] = {"ci_low", COLUMN_NUMBER, false, "of the measure", NULL, "lower limit of the 95 % interval"},
    [CI_HIGH] = {"ci_high", COLUMN_NUMBER, false, "of the measure", NULL, "upper limit of the 95 % interval"},
    [FLAG] =
        {"flag", COLUMN_TEXT, false, "", NULL,
         "what the number is not, the first that applies: not_estimable, beyond_follow_up, not_reached (estimators), "
         "immature (a month, monitor_months), too_few (any stage), by_construction (estimate_retention), reference "
         "(fit_hazards)"},
};

static const size_t fields[N_COLUMNS] = {
    [ANALYSIS] = offsetof(struct estimate, analysis),
    [RULE] = offsetof(struct estimate, rule),
    [MEASURE] = offsetof(struct estimate, measure),
    [GROUP_BY] = offsetof(struct estimate, group_by),
    [GROUP] = offsetof(struct estimate, group),
    [SUBGROUP] = offsetof(struct estimate, subgroup),
    [TIME_DAYS] = offsetof(struct estimate, time_days),
    [PERIOD] = offsetof(struct estimate, period),
    [PEOPLE] = offsetof(struct estimate, n),
    [EVENT_PEOPLE] = offsetof(struct estimate, event_people),
    [AT_RISK] = offsetof(struct estimate, at_risk),
    [EVENTS] = offsetof(struct estimate, events),
    [ESTIMATE] = offsetof(struct estimate, estimate),
    [STD_ERROR] = offsetof(struct estimate, std_error),
    [CI_LOW] = offsetof(struct estimate, ci_low),
    [CI_HIGH] = offsetof(struct estimate, ci_high),
    [FLAG] = offsetof(struct estimate, flag),
};

const struct table_spec estimates_table_spec = {
    .name = "estimates",
    .meaning = "One schema for every number: one row is one number with its uncertainty and denominators.",
    .sort = "by stage, then as the stage gives them",
    .key = "analysis, rule, measure, group_by, group, subgroup, time_days, period",
    TABLE_SPEC_COLUMNS(columns),
};

static bool is_text(enum column column) { return columns[column].type == COLUMN_TEXT; }

static void *field_of(struct estimate *row, enum column column) { return (char *)row + fields[column]; }

static const char **text_of(struct estimate *row, enum column column) { return field_of(row, column); }
static double *number_of(struct estimate *row, enum column column) { return field_of(row, column); }

struct estimates_text {
    struct dictionary *words;
};

struct estimate estimate_empty(void) {
    struct estimate row;

    for (enum column column = ANALYSIS; column < N_COLUMNS; column++)
        if (is_text(column))
            *text_of(&row, column) = "";
        else
            *number_of(&row, column) = (double)NAN;
    return row;
}

struct table_writer *estimates_table_open(const char *path) {
    return table_writer_open(path, &estimates_table_spec, NULL, 0);
}

void estimates_table_write(struct table_writer *writer, const struct estimate *estimate) {
    struct estimate row = *estimate;

    for (enum column column = ANALYSIS; column < N_COLUMNS; column++) {
        const char *text = is_text(column) ? *text_of(&row, column) : NULL;
        if (is_text(column))
            table_writer_text(writer, text == NULL ? "" : text);
        else
            table_writer_double(writer, *number_of(&row, column));
    }
    table_writer_end_row(writer);
}

/* Texts are kept as their number in the dictionary until all rows are read, since its pool moves as it grows. */
union cell {
    uint32_t text;
    double number;
};

struct cells {
    union cell of[N_COLUMNS];
};

static struct cells read_row(const struct table_reader *reader, const int at[N_COLUMNS], struct dictionary *words) {
    struct cells row;

    for (enum column column = ANALYSIS; column < N_COLUMNS; column++) {
        struct record_cell cell = table_reader_cell(reader, at[column]);
        if (is_text(column))
            row.of[column].text = dictionary_add(words, cell.text, cell.length);
        else
            row.of[column].number = table_reader_double(reader, at[column]);
    }
    return row;
}

static struct estimate estimate_of(const struct cells *cells, const struct dictionary *words) {
    struct estimate row;

    for (enum column column = ANALYSIS; column < N_COLUMNS; column++)
        if (is_text(column))
            *text_of(&row, column) = dictionary_text(words, cells->of[column].text);
        else
            *number_of(&row, column) = cells->of[column].number;
    return row;
}

struct estimates *estimates_read(const char *path) {
    struct estimates *estimates = memory_alloc(1, sizeof *estimates);
    struct table_reader *reader = table_reader_open(path, false);
    struct cells *rows = NULL;
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
    free(estimates->by_key);
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
        /* Rows of one file share their texts */
        int order = pairs[i][0] == pairs[i][1] ? 0 : strcmp(pairs[i][0], pairs[i][1]);
        if (order != 0)
            return order;
    }
    return compare_numbers(left->time_days, right->time_days);
}

static int compare_places(const void *left, const void *right) {
    return estimate_compare_keys(*(const struct estimate *const *)left, *(const struct estimate *const *)right);
}

void estimates_index(struct estimates *estimates) {
    estimates->by_key = memory_alloc(estimates->n_rows + 1, sizeof(void *));
    for (size_t i = 0; i < estimates->n_rows; i++)
        estimates->by_key[i] = &estimates->rows[i];
    qsort(estimates->by_key, estimates->n_rows, sizeof(void *), compare_places);
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
