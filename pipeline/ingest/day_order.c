/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/day_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/number.h"
#include "table/input_tables.h"

enum { TEN_YEARS = 3653, ANY = 2 * CALENDAR_RELATIVE_LIMIT, OLDEST = 120 };

/* days[column] - days[base] lies from least to most; a year of birth is held against as-of. */
static const struct day_order {
    enum input_table table;
    size_t column, base;
    int32_t least, most;
} orders[] = {
    {INPUT_PATIENTS, PATIENTS_BIRTH_YEAR, PATIENTS_BIRTH_YEAR, 0, OLDEST},
    {INPUT_ADMISSIONS, ADMISSIONS_DISCHARGED, ADMISSIONS_ADMITTED, 0, ANY},
    {INPUT_ADMISSIONS, ADMISSIONS_REQUESTED, ADMISSIONS_ADMITTED, -TEN_YEARS, 0},
    {INPUT_ADMISSIONS, ADMISSIONS_PLANNED_END, ADMISSIONS_ADMITTED, 0, TEN_YEARS},
    {INPUT_RETURNS_TO_USE, RETURNS_REPORTED_ON, RETURNS_USED_ON, 0, TEN_YEARS},
    {INPUT_RETURNS_TO_USE, RETURNS_REFLECTED_ON, RETURNS_EVENT_ON, 0, TEN_YEARS},
    {INPUT_RETURNS_TO_USE, RETURNS_PLAN_DUE, RETURNS_EVENT_ON, 0, TEN_YEARS},
    {INPUT_RETURNS_TO_USE, RETURNS_PLAN_DONE, RETURNS_EVENT_ON, 0, TEN_YEARS},
};

enum { N_ORDERS = sizeof orders / sizeof orders[0] };

static bool is_table(const struct table_spec *table, enum input_table which) {
    return strcmp(table->name, input_tables[which].name) == 0;
}

bool day_order_needs_key(const struct table_spec *table) { return is_table(table, INPUT_ADMISSIONS); }

static bool is_possible(const struct day_order *order, int32_t base, const char *text, size_t length) {
    int32_t day;
    int64_t apart;

    if (length == 0 || !calendar_parse(calendar_kind_of(text, length), text, length, &day))
        return true;
    apart = (int64_t)day - base;
    return apart >= order->least && apart <= order->most;
}

/* Mostly every element can be, and the cell stays as it is. */
static bool are_possible(const struct day_order *order, int32_t base, const struct text_buffer *cell) {
    const char *end;

    for (const char *at = cell->text;; at = end + 1) {
        end = strchrnul(at, ';');
        if (!is_possible(order, base, at, (size_t)(end - at)))
            return false;
        if (*end == '\0')
            return true;
    }
}

/* A single day is a list of one; an element that cannot be keeps its place. */
static enum row_fault judge_elements(const struct day_order *order, int32_t base, struct text_buffer *cell) {
    char *copy = memory_copy_text(cell->text, cell->length), *rest = copy, *element;
    enum row_fault fault = ROW_FAULT_NONE;

    text_buffer_clear(cell);
    while ((element = strsep(&rest, ";")) != NULL) {
        size_t length = strlen(element);
        if (is_possible(order, base, element, length))
            text_buffer_append(cell, element, length);
        else
            fault = ROW_FAULT_IMPOSSIBLE_DAY;
        if (rest != NULL)
            text_buffer_append_char(cell, ';');
    }
    free(copy);
    return fault;
}

static enum row_fault judge_birth(int32_t as_of, struct text_buffer *cell) {
    int32_t born, year;

    if (as_of < CALENDAR_FIRST_DAY || as_of > CALENDAR_LAST_DAY || !number_parse_int(cell->text, cell->length, &born))
        return ROW_FAULT_NONE;
    year = calendar_date_from_day(as_of).year;
    if (born <= year && born >= year - OLDEST)
        return ROW_FAULT_NONE;
    text_buffer_clear(cell);
    return ROW_FAULT_IMPOSSIBLE_DAY;
}

const struct day_order *day_order_of(const struct table_spec *table, size_t column) {
    for (size_t i = 0; i < N_ORDERS; i++)
        if (orders[i].column == column && is_table(table, orders[i].table))
            return &orders[i];
    return NULL;
}

enum row_fault day_order_judge(const struct day_order *order, const int32_t days[], int32_t as_of,
                               struct text_buffer *cell) {
    if (order == NULL || cell->length == 0)
        return ROW_FAULT_NONE;
    if (order->table == INPUT_PATIENTS)
        return judge_birth(as_of, cell);
    if (days[order->base] == CALENDAR_NO_DAY || are_possible(order, days[order->base], cell))
        return ROW_FAULT_NONE;
    return judge_elements(order, days[order->base], cell);
}
