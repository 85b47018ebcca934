/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/cell_rule.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "ingest/number_range.h"

static bool is_listed(const struct mapping *mapping, const char *section, const char *kind, const char *name) {
    char **names = mapping_list(mapping_value(mapping, section, kind, NULL));
    bool found = mapping_list_has(names, name);

    mapping_list_free(names);
    return found;
}

/* The header that the mapping names for a column. */
static int find_source(const struct mapping *mapping, const char *section, const struct header *header,
                       const char *name, const char *column, const char *path) {
    int source = header_find(header, name);

    if (is_listed(mapping, section, "drop", name))
        mapping_fail(mapping, ini_file_entry(mapping->file, section, "drop"),
                     "'%s' is also mapped (a dropped column is never looked at)", name);
    if (source < 0)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path, .line = 1, .column = column},
                        "the mapping's header '%s' is not there%s", name, header_hint(header, name));
    return source;
}

/* The header of the column's own name, unless the mapping puts it aside. */
static int find_namesake(const struct mapping *mapping, const char *section, const struct header *header,
                         const char *name) {
    bool is_aside = is_listed(mapping, section, "drop", name) || is_listed(mapping, section, "ignore", name);

    return is_aside ? -1 : header_find(header, name);
}

/* All keys `prefix.SOMETHING` of the section as pairs SOMETHING, value. */
static struct raw_code *collect_codes(const struct mapping *mapping, const char *section, const char *prefix,
                                      size_t *n) {
    struct raw_code *codes = memory_alloc(mapping->file->n_entries, sizeof *codes);
    size_t length = strlen(prefix);

    *n = 0;
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        if (strcmp(entry->section, section) == 0 && strncmp(entry->key, prefix, length) == 0 &&
            entry->key[length] == '.')
            codes[(*n)++] = (struct raw_code){.raw = entry->key + length + 1, .text = entry->value};
    }
    return codes;
}

static const char *dates_of(const struct mapping *mapping, const char *section, const char *column) {
    const char *dates = mapping_default(mapping, section, "dates", column);

    return dates != NULL ? dates : "%Y-%m-%d";
}

static void bind_days_after(struct cell_rule *rule, const struct mapping *mapping, const char *section,
                            const struct header *header, const char *path) {
    const char *name = rule->column->name;
    const char *base = mapping_value(mapping, section, "days_after", name);
    char *prefix = memory_format("days_after.%s", name), *by_key = memory_format("%s.by", name);
    const char *by = mapping_value(mapping, section, "days_after", by_key);

    rule->days_base = base != NULL ? find_source(mapping, section, header, base, name, path) : -1;
    rule->days_by = by != NULL ? find_source(mapping, section, header, by, name, path) : -1;
    rule->days_base_dates = dates_of(mapping, section, name);
    rule->days_codes = collect_codes(mapping, section, prefix, &rule->n_days_codes);
    free(prefix);
    free(by_key);
}

struct cell_rule cell_rule_bind(const struct mapping *mapping, const char *section, const struct column_spec *column,
                                const struct header *header, const char *path) {
    const char *source = mapping_value(mapping, section, "column", column->name);
    const char *separator = mapping_value(mapping, section, "separator", column->name);
    char *prefix = memory_format("map.%s", column->name);
    struct cell_rule rule = {.column = column};

    rule.constant = mapping_value(mapping, section, "constant", column->name);
    rule.source = source != NULL ? find_source(mapping, section, header, source, column->name, path)
                                 : find_namesake(mapping, section, header, column->name);
    if (rule.constant != NULL)
        rule.source = -1;
    rule.dates = dates_of(mapping, section, column->name);
    rule.missing = mapping_list(mapping_default(mapping, section, "missing", column->name));
    rule.separator = separator != NULL && separator[0] != '\0' ? separator[0] : ';';
    rule.codes = collect_codes(mapping, section, prefix, &rule.n_codes);
    bind_days_after(&rule, mapping, section, header, path);
    free(prefix);
    return rule;
}

void cell_rule_free(struct cell_rule *rule) {
    mapping_list_free(rule->missing);
    free(rule->codes);
    free(rule->days_codes);
    *rule = (struct cell_rule){0};
}

void cell_rule_mark(const struct cell_rule *rule, bool used[]) {
    const int sources[] = {rule->source, rule->days_base, rule->days_by};

    for (size_t i = 0; i < 3; i++)
        if (sources[i] >= 0)
            used[sources[i]] = true;
}

bool cell_rule_is_missing(const struct cell_rule *rule, struct record_cell cell) {
    return cell.length == 0 || mapping_list_has(rule->missing, cell.text);
}

static const char *find_code(const struct raw_code *codes, size_t n, const char *raw) {
    const char *otherwise = NULL;

    for (size_t i = 0; i < n; i++) {
        if (strcasecmp(codes[i].raw, raw) == 0)
            return codes[i].text;
        if (strcmp(codes[i].raw, "*") == 0 && strcmp(raw, "(missing)") != 0)
            otherwise = codes[i].text;
    }
    return otherwise;
}

bool cell_rule_day(const char *dates, struct record_cell cell, int32_t *day) {
    if (strcmp(dates, "days") == 0)
        return calendar_parse(CALENDAR_RELATIVE, cell.text, cell.length, day);
    if (strcmp(dates, "%Y-%m-%d") == 0)
        return calendar_parse_iso(cell.text, cell.length, day);
    return calendar_parse_format(dates, cell.text, cell.length, day);
}

static bool is_day(const char *dates, int64_t day) {
    if (strcmp(dates, "days") == 0)
        return day >= -CALENDAR_RELATIVE_LIMIT && day <= CALENDAR_RELATIVE_LIMIT;
    return day >= CALENDAR_FIRST_DAY && day <= CALENDAR_LAST_DAY;
}

static void append_day(const char *dates, int32_t day, struct text_buffer *out) {
    char text[CALENDAR_TEXT_SIZE];
    enum calendar_kind kind = strcmp(dates, "days") == 0 ? CALENDAR_RELATIVE : CALENDAR_CIVIL;

    text_buffer_append(out, text, calendar_write(kind, day, text));
}

static enum row_fault convert_days_after(const struct cell_rule *rule, const struct record_cell *cells,
                                         struct text_buffer *out) {
    struct record_cell base = cells[rule->days_base];
    const char *code = rule->days_by >= 0 ? cells[rule->days_by].text : "*";
    const char *days_text = find_code(rule->days_codes, rule->n_days_codes, code);
    int32_t day, days;

    if (cell_rule_is_missing(rule, base) || days_text == NULL)
        return ROW_FAULT_NONE;
    if (!cell_rule_day(rule->days_base_dates, base, &day) || !number_parse_int(days_text, strlen(days_text), &days))
        return ROW_FAULT_BAD_DATE;
    if (!is_day(rule->days_base_dates, (int64_t)day + days))
        return ROW_FAULT_BAD_DATE;
    append_day(rule->days_base_dates, day + days, out);
    return ROW_FAULT_NONE;
}

static enum row_fault convert_number(const struct cell_rule *rule, struct record_cell cell, struct text_buffer *out) {
    double value;
    int32_t whole;
    char text[NUMBER_TEXT_SIZE];

    if (rule->column->type == COLUMN_INT ? !number_parse_int(cell.text, cell.length, &whole)
                                         : !number_parse_double(cell.text, cell.length, &value))
        return ROW_FAULT_BAD_NUMBER;
    if (rule->column->type == COLUMN_INT)
        value = whole;
    if (!number_range_allows(rule->column->name, value))
        return ROW_FAULT_OUT_OF_RANGE;
    value = number_range_class(rule->column->name, value);
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

static enum row_fault append_code(const struct cell_rule *rule, struct record_cell cell, struct text_buffer *out) {
    if (!column_spec_allows(rule->column, cell.text, cell.length))
        return ROW_FAULT_UNKNOWN_CODE;
    text_buffer_append(out, cell.text, cell.length);
    return ROW_FAULT_NONE;
}

static enum row_fault append_day_cell(const struct cell_rule *rule, struct record_cell cell, struct text_buffer *out) {
    int32_t day;

    if (!cell_rule_day(rule->dates, cell, &day))
        return ROW_FAULT_BAD_DATE;
    append_day(rule->dates, day, out);
    return ROW_FAULT_NONE;
}

/* Each element on its own. Codes mapped to nothing are dropped; days keep their place, since they stand in the
 * order of another list. */
static enum row_fault convert_list(const struct cell_rule *rule, struct record_cell cell, struct text_buffer *out) {
    bool is_days = rule->column->type == COLUMN_DAY_LIST, first = true;
    const char *at = cell.text;
    enum row_fault fault = ROW_FAULT_NONE;

    while (fault == ROW_FAULT_NONE) {
        size_t length = (size_t)(strchrnul(at, rule->separator) - at), before = out->length;
        char *element = memory_copy_text(at, length);
        struct record_cell part = map_cell(rule, (struct record_cell){.text = element, .length = (uint32_t)length});
        if (!first)
            text_buffer_append_char(out, ';');
        if (!cell_rule_is_missing(rule, part))
            fault = is_days ? append_day_cell(rule, part, out) : append_code(rule, part, out);
        if (!is_days && out->length == before + !first)
            out->length = before;
        else
            first = false;
        free(element);
        if (at[length] == '\0')
            break;
        at += length + 1;
    }
    return fault;
}

static enum row_fault convert_cell(const struct cell_rule *rule, struct record_cell cell, struct text_buffer *out) {
    switch (rule->column->type) {
    case COLUMN_DAY: return append_day_cell(rule, cell, out);
    case COLUMN_INT:
    case COLUMN_NUMBER: return convert_number(rule, cell, out);
    case COLUMN_CODE_LIST:
    case COLUMN_DAY_LIST: return convert_list(rule, cell, out);
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

enum row_fault cell_rule_convert(const struct cell_rule *rule, const struct record_cell *cells,
                                 struct text_buffer *out) {
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
    else if (cell.length > 0)
        fault = convert_cell(rule, cell, out);
    if (fault != ROW_FAULT_NONE)
        out->length = before;
    else if (out->length == before && rule->column->required)
        fault = ROW_FAULT_MISSING_VALUE;
    return fault;
}
