/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/use_outcomes.h"

#include <string.h>

#include "base/memory.h"
#include "base/sorting.h"
#include "table/table_reader.h"

enum { QUESTION, RULE, PATIENT, ORIGIN, TIME, EVENT, COLUMNS };

static int compare_outcomes(const void *left, const void *right) {
    const struct month_outcome *a = left, *b = right;

    if (a->person != b->person)
        return (a->person > b->person) - (a->person < b->person);
    return (a->day > b->day) - (a->day < b->day);
}

static bool is_text(const struct table_reader *reader, int at, const char *text) {
    return strcmp(table_reader_cell(reader, at).text, text) == 0;
}

static struct month_outcome read_outcome(struct table_reader *reader, const int at[COLUMNS],
                                         struct dictionary *people) {
    struct record_cell patient = table_reader_cell(reader, at[PATIENT]);

    return (struct month_outcome){.person = (int32_t)dictionary_add_near(people, patient.text, patient.length),
                                  .day = table_reader_day(reader, at[ORIGIN]),
                                  .time = table_reader_int(reader, at[TIME], 0),
                                  .reached = is_text(reader, at[EVENT], "re_engaged"),
                                  .censored = is_text(reader, at[EVENT], "")};
}

struct use_outcomes use_outcomes_read(const char *path, const char *rule, struct dictionary *people, bool show_values) {
    static const char *const names[COLUMNS] = {"question", "rule", "patient_id", "origin", "time_days", "event"};
    struct table_reader *reader = table_reader_open(path, show_values);
    struct use_outcomes outcomes = {NULL, 0};
    size_t capacity = 0;
    int at[COLUMNS];

    for (int column = 0; column < COLUMNS; column++)
        at[column] = (int)table_reader_require(reader, names[column]);
    while (table_reader_next(reader)) {
        if (!is_text(reader, at[QUESTION], "after_return_to_use") || !is_text(reader, at[RULE], rule))
            continue;
        outcomes.rows = memory_grow(outcomes.rows, &capacity, outcomes.n + 1, sizeof *outcomes.rows);
        outcomes.rows[outcomes.n++] = read_outcome(reader, at, people);
    }
    table_reader_close(reader);
    sorting_ensure(outcomes.rows, outcomes.n, sizeof *outcomes.rows, compare_outcomes);
    return outcomes;
}
