/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/fault_advice.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar_format.h"
#include "base/memory.h"
#include "base/mending.h"
#include "base/number.h"
#include "ingest/cell_rule.h"

/* Formats that exports have, from the most usual on; a month before a day first, as here. */
static const char *const formats[] = {"%Y-%m-%d",
                                      "%m/%d/%Y",
                                      "%d/%m/%Y",
                                      "%m/%d/%y",
                                      "%d/%m/%y",
                                      "%d.%m.%Y",
                                      "%Y/%m/%d",
                                      "%Y%m%d",
                                      "%m-%d-%Y",
                                      "%d-%m-%Y",
                                      "%d-%b-%Y",
                                      "%d-%b-%y",
                                      "%d %b %Y",
                                      "%Y-%m-%d %H:%M",
                                      "%Y-%m-%d %H:%M:%S%f",
                                      "%Y-%m-%dT%H:%M:%S%f%z",
                                      "%m/%d/%Y %H:%M",
                                      "%m/%d/%Y %I:%M %p",
                                      "%m/%d/%Y %I:%M:%S %p",
                                      "days"};

enum { N_FORMATS = sizeof formats / sizeof formats[0] };

/* Days as spreadsheets count them: 1954 to 2064. */
enum { FIRST_SERIAL = 20000, LAST_SERIAL = 60000 };

struct looks {
    int column;
    enum row_fault fault;
    long n, n_serial, n_comma, n_of[N_FORMATS]; /* rows */
};

static bool is_serial(struct record_cell cell) {
    int32_t number;

    return cell.length == 5 && number_parse_int(cell.text, cell.length, &number) && number >= FIRST_SERIAL &&
           number <= LAST_SERIAL;
}

/* 1234,5 */
static bool has_decimal_comma(const char *text) {
    size_t whole = strspn(text, "-0123456789");

    return whole > 0 && text[whole] == ',' && text[whole + 1] != '\0' &&
           text[whole + 1 + strspn(text + whole + 1, "0123456789")] == '\0';
}

static void look(void *context, const struct rejected_value *value, long n_more) {
    struct looks *looks = context;
    struct record_cell cell = {.text = value->text};
    int32_t day;

    if (n_more > 0 || value->column != looks->column || value->fault != looks->fault)
        return;
    cell.length = (uint32_t)strlen(value->text);
    looks->n += value->rows;
    looks->n_serial += is_serial(cell) ? value->rows : 0;
    looks->n_comma += has_decimal_comma(value->text) ? value->rows : 0;
    for (size_t i = 0; i < N_FORMATS; i++)
        looks->n_of[i] +=
            cell_rule_day((struct calendar_format){formats[i], CALENDAR_CENTURY}, cell, &day) ? value->rows : 0;
}

/* Most of them: some may be broken in any format. */
static bool are_most(long part, long all) { return all > 0 && 10 * part >= 9 * all; }

/* Formats that read most of the cells, as many as the best does. */
static size_t find_formats(const struct looks *looks, size_t found[N_FORMATS]) {
    long best = 0;
    size_t n = 0;

    for (size_t i = 0; i < N_FORMATS; i++)
        best = looks->n_of[i] > best ? looks->n_of[i] : best;
    for (size_t i = 0; i < N_FORMATS && are_most(best, looks->n); i++)
        if (looks->n_of[i] == best)
            found[n++] = i;
    return n;
}

static char *advise_day(const struct looks *looks, const char *column, long n_cells, const char *section) {
    size_t found[N_FORMATS], n = find_formats(looks, found);
    char *line, *advice;

    if (are_most(looks->n_serial, looks->n))
        return memory_format("; they look like the numbers by which a spreadsheet counts days (45000 is 2023-03-15): "
                             "export the column as dates, YYYY-MM-DD");
    if (n == 0)
        return memory_format("%s", "");
    line = are_most(looks->n, n_cells)
               ? mending_line(MENDING_MAPPING, section, "dates = %s", formats[found[0]])
               : mending_line(MENDING_MAPPING, section, "dates.%s = %s", column, formats[found[0]]);
    advice = n == 1 ? memory_format("; they look like %s; %s", formats[found[0]], line)
                    : memory_format("; they look like %s or %s, and do not tell which; %s", formats[found[0]],
                                    formats[found[1]], line);
    free(line);
    return advice;
}

static char *advise_code(const struct column_spec *column, const char *section) {
    char *line = mending_line(MENDING_MAPPING, section, "map.%s.RAW = CODE", column->name);
    char *advice =
        memory_format("; RAW is what stands there (switchback check --show-values lists it), CODE one of: %s; %s",
                      column->codes == NULL ? "any word" : column->codes, line);

    free(line);
    return advice;
}

static char *advise_number(const struct looks *looks, const char *section) {
    char *line, *advice;

    if (!are_most(looks->n_comma, looks->n))
        return memory_format("%s", "");
    line = mending_line(MENDING_MAPPING, section, "decimal = ,");
    advice = memory_format("; they have a decimal comma; %s", line);
    free(line);
    return advice;
}

char *fault_advice(const struct rejected_values *values, const struct table_spec *table, int column,
                   enum row_fault fault, long n_cells, const char *section) {
    struct looks looks = {.column = column, .fault = fault};
    const char *name = column < (int)table->n_columns ? table->columns[column].name : "recorded";

    rejected_values_each(values, SIZE_MAX, look, &looks);
    if (fault == ROW_FAULT_BAD_DATE)
        return advise_day(&looks, name, n_cells, section);
    if (fault == ROW_FAULT_BAD_NUMBER)
        return advise_number(&looks, section);
    if (fault == ROW_FAULT_UNKNOWN_CODE && column < (int)table->n_columns)
        return advise_code(&table->columns[column], section);
    return memory_format("%s", "");
}
