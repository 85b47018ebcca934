/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/meant_days.h"

#include <string.h>

#include "draft/column_fit.h"

/* A day on which something was meant to be: ordered, scheduled, authorized, due. */
static bool is_of_intention(const struct draft_column *column) {
    static const char *const ideas[] = {"order", "schedule", "plan", "authorize", "due", "refill", "request"};

    for (size_t i = 0; i < sizeof ideas / sizeof ideas[0]; i++)
        if (header_words_have(&column->words, ideas[i]))
            return true;
    return false;
}

/* Of our days these alone are meant ones. */
static bool is_meant(const char *column) {
    static const char *const columns[] = {"requested", "planned_end", "plan_due"};

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (strcmp(column, columns[i]) == 0)
            return true;
    return false;
}

/* Another column of days of which nothing says that it is of something else; -1: there is none. */
static int find_other_day(const struct draft_group *group, const bool used[]) {
    for (size_t i = 0; i < group->n_columns; i++) {
        const struct draft_column *column = &group->columns[i];
        if (!used[i] && column->identifier == IDENTIFIER_NONE && column_fit_is_date(column) &&
            !is_of_intention(column) && !header_words_have(&column->words, "update"))
            return (int)i;
    }
    return -1;
}

void meant_days_doubt(struct table_choice *choice, const struct draft_group *group, const bool used[]) {
    const struct table_spec *spec = &input_tables[choice->table];
    int other = find_other_day(group, used);

    for (size_t i = 0; other >= 0 && i < spec->n_columns; i++) {
        struct column_choice *column = &choice->columns[i];
        if (spec->columns[i].type != COLUMN_DAY || column->header < 0 || is_meant(spec->columns[i].name) ||
            !is_of_intention(&group->columns[column->header]))
            continue;
        column->is_sure = false;
        column->rival = column->rival < 0 ? other : column->rival;
    }
}
