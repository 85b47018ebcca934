/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/fault_advice.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar_format.h"
#include "base/ini_line.h"
#include "base/memory.h"
#include "base/mending.h"
#include "base/number.h"
#include "base/text_buffer.h"
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

/* What may part the elements of a list. */
static const char separators[] = ",|/+&^";

enum { N_SEPARATORS = sizeof separators - 1 };

struct looks {
    const struct column_spec *spec; /* NULL: `recorded` */
    int column;
    enum row_fault fault;
    long n_of_list[N_SEPARATORS];               /* rows */
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

static bool is_list(const struct column_spec *spec) {
    return spec != NULL && (spec->type == COLUMN_CODE_LIST || spec->type == COLUMN_DAY_LIST);
}

/* A date in one of the formats: what parts the elements of a list is then no part of them. Not a relative day, which
 * any part of a date could be. */
static bool is_date(const char *text, size_t length) {
    char *copy = memory_copy_text(text, length);
    struct record_cell cell = {.text = copy, .length = (uint32_t)length};
    int32_t day;
    bool found = false;

    for (size_t i = 0; i + 1 < N_FORMATS && !found; i++)
        found = cell_rule_day((struct calendar_format){formats[i], CALENDAR_CENTURY}, cell, &day);
    free(copy);
    return found;
}

/* Is the text several elements, each a code of the column (or, of days, a date or nothing)? */
static bool is_list_of(const struct column_spec *spec, const char *text, char separator) {
    const char *at = text;

    if (strchr(text, separator) == NULL)
        return false;
    for (bool more = true; more;) {
        size_t length = strcspn(at, (const char[]){separator, '\0'}), blanks = strspn(at, " ");
        const char *part = at + (blanks < length ? blanks : length);
        size_t n = (size_t)(at + length - part);
        while (n > 0 && part[n - 1] == ' ')
            n--;
        if (spec->type == COLUMN_CODE_LIST ? n == 0 || !column_spec_allows(spec, part, n) : n > 0 && !is_date(part, n))
            return false;
        more = at[length] != '\0';
        at += length + more;
    }
    return true;
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
    for (size_t i = 0; is_list(looks->spec) && i < N_SEPARATORS; i++)
        looks->n_of_list[i] += is_list_of(looks->spec, value->text, separators[i]) ? value->rows : 0;
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

/* A line for each value, as it is to be written. */
struct lines {
    const struct column_spec *spec;
    const char *section;
    int column;
    enum row_fault fault;
    struct text_buffer text;
};

static void add_line(void *context, const struct rejected_value *value, long n_more) {
    struct lines *lines = context;
    char *quoted, *line;

    if (n_more > 0 || value->column != lines->column || value->fault != lines->fault)
        return;
    quoted = ini_line_quoted(value->text);
    line = mending_line(MENDING_MAPPING, lines->section, "map.%s.%s = CODE", lines->spec->name, quoted);
    text_buffer_append_text(&lines->text, "; ");
    text_buffer_append_text(&lines->text, line);
    free(quoted);
    free(line);
}

static char *advise_code(const struct looks *looks, const struct rejected_values *values, bool show_values,
                         const char *section) {
    struct lines lines = {.spec = looks->spec, .section = section, .column = looks->column, .fault = looks->fault};
    const char *codes = looks->spec->codes == NULL ? "any word" : looks->spec->codes;
    char *advice;

    if (show_values) {
        rejected_values_each(values, MENDING_MOST_LINES, add_line, &lines);
        advice = memory_format("; CODE is one of: %s%s", codes, lines.text.length == 0 ? "" : lines.text.text);
    } else {
        char *line = mending_line(MENDING_MAPPING, section, "map.%s.RAW = CODE", looks->spec->name);
        advice = memory_format(
            "; RAW is what stands there (switchback check --show-values lists it), CODE one of: %s; %s", codes, line);
        free(line);
    }
    text_buffer_free(&lines.text);
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

/* NULL: they are no lists with something else between their elements than the mapping says. */
static char *advise_list(const struct looks *looks, const char *section) {
    for (size_t i = 0; i < N_SEPARATORS; i++) {
        char *line, *advice;
        if (!are_most(looks->n_of_list[i], looks->n))
            continue;
        line = mending_line(MENDING_MAPPING, section, "separator.%s = %c", looks->spec->name, separators[i]);
        advice = memory_format("; they look like lists with '%c' between their elements; %s", separators[i], line);
        free(line);
        return advice;
    }
    return NULL;
}

char *fault_advice(const struct rejected_values *values, const struct table_spec *table, int column,
                   enum row_fault fault, long n_cells, const char *section, bool show_values) {
    const struct column_spec *spec = column < (int)table->n_columns ? &table->columns[column] : NULL;
    struct looks looks = {.spec = spec, .column = column, .fault = fault};
    char *of_list;

    rejected_values_each(values, SIZE_MAX, look, &looks);
    of_list = advise_list(&looks, section);
    if (of_list != NULL)
        return of_list;
    if (fault == ROW_FAULT_BAD_DATE)
        return advise_day(&looks, spec != NULL ? spec->name : "recorded", n_cells, section);
    if (fault == ROW_FAULT_BAD_NUMBER)
        return advise_number(&looks, section);
    if (fault == ROW_FAULT_UNKNOWN_CODE && spec != NULL)
        return advise_code(&looks, values, show_values, section);
    return memory_format("%s", "");
}

char *fault_advice_encoding(const char *section) {
    char *line = mending_line(MENDING_MAPPING, section, "encoding = windows-1252");
    char *advice = memory_format("; save it as \"CSV UTF-8\", or say what wrote it; %s", line);

    free(line);
    return advice;
}
