/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of cell_rule that converts a source's cells. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/spelling.h"
#include "ingest/cell_list.h"
#include "ingest/cell_rule.h"
#include "ingest/number_range.h"
#include "table/missing_cell.h"

/* The first of the mapping; NULL: none. */
static const struct raw_code *look_up(const struct raw_code *codes, size_t n, const char *raw) {
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcasecmp(codes[middle].raw, raw) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && strcasecmp(codes[low].raw, raw) == 0 ? &codes[low] : NULL;
}

static const char *find_code(const struct raw_code *codes, size_t n, const char *raw) {
    const struct raw_code *code = look_up(codes, n, raw);

    if (code != NULL)
        *code->met = true;
    else if (strcmp(raw, "(missing)") != 0)
        code = look_up(codes, n, "*");
    return code == NULL ? NULL : code->text;
}

static bool is_mapped(const struct cell_rule *rule, const char *raw) {
    return look_up(rule->codes, rule->n_codes, raw) != NULL;
}

/* A quoted cell can hold blanks alone. */
static bool is_blank(struct record_cell cell) { return strspn(cell.text, " \t") == cell.length; }

/* Most cells begin with no blank and are longer than NA: nothing is called for them. */
bool cell_rule_is_missing(const struct cell_rule *rule, struct record_cell cell) {
    if (cell.length == 0 || mapping_list_has(rule->missing, cell.text))
        return true;
    if (missing_cell_is_na(cell))
        return !is_mapped(rule, cell.text);
    return (cell.text[0] == ' ' || cell.text[0] == '\t') && is_blank(cell);
}

static bool is_relative(struct calendar_format dates) { return strcmp(dates.text, "days") == 0; }

bool cell_rule_day(struct calendar_format dates, struct record_cell cell, int32_t *day) {
    if (strcmp(dates.text, "%Y-%m-%d") == 0)
        return calendar_parse_iso(cell.text, cell.length, day);
    if (is_relative(dates))
        return calendar_parse(CALENDAR_RELATIVE, cell.text, cell.length, day);
    return calendar_parse_format(dates, cell.text, cell.length, day);
}

static bool is_day(struct calendar_format dates, int64_t day) {
    if (is_relative(dates))
        return day >= -CALENDAR_RELATIVE_LIMIT && day <= CALENDAR_RELATIVE_LIMIT;
    return day >= CALENDAR_FIRST_DAY && day <= CALENDAR_LAST_DAY;
}

static void append_day(struct calendar_format dates, int32_t day, struct text_buffer *out) {
    char text[CALENDAR_TEXT_SIZE];
    enum calendar_kind kind = is_relative(dates) ? CALENDAR_RELATIVE : CALENDAR_CIVIL;

    text_buffer_append(out, text, calendar_write(kind, day, text));
}

static enum row_fault convert_days_after(const struct cell_rule *rule, const struct record_cell *cells,
                                         struct text_buffer *out) {
    struct record_cell base = cells[rule->days_base];
    const char *code = rule->days_by >= 0 ? cells[rule->days_by].text : "*";
    const char *days_text = find_code(rule->days_codes, rule->n_days_codes, code);
    int32_t day, days;

    if (cell_rule_is_missing(rule, base))
        return ROW_FAULT_NONE;
    if (days_text == NULL)
        return rule->days_by >= 0 && missing_cell(cells[rule->days_by]) ? ROW_FAULT_NONE : ROW_FAULT_UNKNOWN_CODE;
    if (days_text[0] == '\0')
        return ROW_FAULT_NONE;
    if (!cell_rule_day(rule->dates, base, &day) || !number_parse_int(days_text, strlen(days_text), &days))
        return ROW_FAULT_BAD_DATE;
    if (!is_day(rule->dates, (int64_t)day + days))
        return ROW_FAULT_BAD_DATE;
    append_day(rule->dates, day + days, out);
    return ROW_FAULT_NONE;
}

enum { LONGEST_NUMBER = 64 };

/* The number in our own form: with a point, and neither point nor comma between thousands. */
static bool with_point(struct record_cell cell, char text[LONGEST_NUMBER]) {
    char *comma;

    if (cell.length >= LONGEST_NUMBER || memchr(cell.text, '.', cell.length) != NULL)
        return false;
    memcpy(text, cell.text, cell.length + 1);
    comma = strchr(text, ',');
    if (comma != NULL)
        *comma = '.';
    return true;
}

/* `is_raw`: as it stands in the export, so in its form and before what is added. */
static enum row_fault convert_number(const struct cell_rule *rule, struct record_cell cell, bool is_raw,
                                     struct text_buffer *out) {
    double value;
    int32_t whole;
    char pointed[LONGEST_NUMBER], text[NUMBER_TEXT_SIZE];

    if (is_raw && rule->decimal == ',') {
        if (!with_point(cell, pointed))
            return ROW_FAULT_BAD_NUMBER;
        cell.text = pointed;
    }
    if (rule->column->type == COLUMN_INT ? !number_parse_int(cell.text, cell.length, &whole)
                                         : !number_parse_double(cell.text, cell.length, &value))
        return ROW_FAULT_BAD_NUMBER;
    if (rule->column->type == COLUMN_INT)
        value = whole;
    value += is_raw ? rule->plus : 0;
    if (!number_range_allows(rule->column->name, value))
        return ROW_FAULT_OUT_OF_RANGE;
    value = number_range_class(rule->column->name, value);
    text_buffer_append(out, text, number_format_double(value, text));
    return ROW_FAULT_NONE;
}

/* A number that stands in the export as a day, or between two of them. */
static enum row_fault convert_day_to_number(const struct cell_rule *rule, const struct record_cell *cells,
                                            struct text_buffer *out) {
    char text[NUMBER_TEXT_SIZE];
    int32_t day, since;
    double value;

    if (!cell_rule_day(rule->dates, cells[rule->source], &day))
        return ROW_FAULT_BAD_DATE;
    if (rule->year_of_date) {
        value = calendar_date_from_day(day).year;
    } else {
        if (cell_rule_is_missing(rule, cells[rule->since]))
            return ROW_FAULT_NONE;
        if (!cell_rule_day(rule->dates, cells[rule->since], &since))
            return ROW_FAULT_BAD_DATE;
        if (day == since)
            return ROW_FAULT_NONE;
        value = (double)day - since;
    }
    if (!number_range_allows(rule->column->name, value))
        return ROW_FAULT_OUT_OF_RANGE;
    text_buffer_append(out, text, number_format_double(value, text));
    return ROW_FAULT_NONE;
}

static struct record_cell text_cell(const char *text) {
    return (struct record_cell){.text = text, .length = (uint32_t)strlen(text)};
}

static struct record_cell map_cell(const struct cell_rule *rule, struct record_cell cell) {
    const char *mapped = find_code(rule->codes, rule->n_codes, cell.text);

    return mapped != NULL ? text_cell(mapped) : cell;
}

/* The code that the text is but for case, blanks and punctuation: "Low mood" is low_mood. */
static bool append_folded_code(const struct cell_rule *rule, struct record_cell cell, struct text_buffer *out) {
    for (const char *code = rule->column->codes; *code != '\0'; code += strspn(code, " ")) {
        size_t length = strcspn(code, " ");
        char *name = memory_copy_text(code, length);
        bool is_same = spelling_same(name, cell.text);
        free(name);
        if (is_same) {
            text_buffer_append(out, code, length);
            return true;
        }
        code += length;
    }
    return false;
}

static enum row_fault append_code(const struct cell_rule *rule, struct record_cell cell, struct text_buffer *out) {
    if (column_spec_allows(rule->column, cell.text, cell.length)) {
        text_buffer_append(out, cell.text, cell.length);
        return ROW_FAULT_NONE;
    }
    return append_folded_code(rule, cell, out) ? ROW_FAULT_NONE : ROW_FAULT_UNKNOWN_CODE;
}

static enum row_fault append_day_cell(const struct cell_rule *rule, struct record_cell cell, struct text_buffer *out) {
    int32_t day;

    if (!cell_rule_day(rule->dates, cell, &day))
        return ROW_FAULT_BAD_DATE;
    append_day(rule->dates, day, out);
    return ROW_FAULT_NONE;
}

/* An element of a list. */
static enum row_fault convert_element(const struct cell_rule *rule, struct record_cell element,
                                      struct text_buffer *out) {
    struct record_cell cell = map_cell(rule, element);

    if (cell_rule_is_missing(rule, cell))
        return ROW_FAULT_NONE;
    return rule->column->type == COLUMN_DAY_LIST ? append_day_cell(rule, cell, out) : append_code(rule, cell, out);
}

static enum row_fault convert_cell(const struct cell_rule *rule, struct record_cell cell, bool is_raw,
                                   struct text_buffer *out) {
    switch (rule->column->type) {
    case COLUMN_DAY: return append_day_cell(rule, cell, out);
    case COLUMN_INT:
    case COLUMN_NUMBER: return convert_number(rule, cell, is_raw, out);
    case COLUMN_CODE_LIST:
    case COLUMN_DAY_LIST: return cell_list_convert(rule, cell, convert_element, out);
    case COLUMN_ID:
    case COLUMN_TEXT:
    case COLUMN_MONTH:
    case COLUMN_CODE: return append_code(rule, cell, out);
    }
    return ROW_FAULT_NONE;
}

static bool is_list(const struct column_spec *column) {
    return column->type == COLUMN_CODE_LIST || column->type == COLUMN_DAY_LIST;
}

static enum row_fault convert(const struct cell_rule *rule, const struct record_cell *cells, struct text_buffer *out) {
    size_t before = out->length;
    struct record_cell cell = rule->source >= 0 ? cells[rule->source] : text_cell("");
    enum row_fault fault = ROW_FAULT_NONE;
    const char *mapped = NULL;

    if (rule->constant != NULL)
        cell = text_cell(rule->constant);
    if (!cell_rule_is_missing(rule, cell)) {
        cell = is_list(rule->column) ? cell : map_cell(rule, cell);
    } else {
        mapped = find_code(rule->codes, rule->n_codes, "(missing)");
        cell = text_cell(mapped != NULL && rule->source >= 0 ? mapped : "");
    }
    if (rule->days_base >= 0 && cell.length == 0)
        fault = convert_days_after(rule, cells, out);
    else if (cell.length > 0 && (rule->since >= 0 || rule->year_of_date) && rule->source >= 0)
        fault = convert_day_to_number(rule, cells, out);
    else if (cell.length > 0)
        fault = convert_cell(rule, cell, rule->source >= 0 && cell.text == cells[rule->source].text, out);
    if (fault != ROW_FAULT_NONE && !is_list(rule->column))
        out->length = before;
    else if (fault == ROW_FAULT_NONE && out->length == before && rule->column->required)
        fault = ROW_FAULT_MISSING_VALUE;
    return fault;
}

/* Of one cell alone: of a constant no cell. */
static bool is_of_one_cell(const struct cell_rule *rule) { return rule->days_base < 0 && rule->since < 0; }

enum row_fault cell_rule_convert(const struct cell_rule *rule, const struct record_cell *cells,
                                 struct text_buffer *out) {
    struct record_cell cell = rule->source >= 0 ? cells[rule->source] : text_cell("");
    size_t before = out->length;
    enum row_fault fault;

    if (rule->keeps_empty && cell.length == 0)
        return ROW_FAULT_NONE;
    if (!is_of_one_cell(rule))
        return convert(rule, cells, out);
    if (cell_memo_recall(rule->memo, cell.text, cell.length, out, &fault))
        return fault;
    fault = convert(rule, cells, out);
    cell_memo_keep(rule->memo, cell.text, cell.length, out, before, fault);
    return fault;
}
