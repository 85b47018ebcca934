/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/mapping_targets.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/nearest_name.h"
#include "base/number.h"
#include "base/spelling.h"
#include "ingest/cell_rule.h"
#include "ingest/mapping_words.h"
#include "ingest/number_range.h"

/* The codes of a column as names; the caller frees them and the array. */
static char **list_codes(const struct column_spec *column, size_t *n) {
    char **names = memory_alloc(strlen(column->codes) + 1, sizeof *names);

    *n = 0;
    for (const char *code = column->codes; *code != '\0'; code += strspn(code, " ")) {
        size_t length = strcspn(code, " ");
        names[(*n)++] = memory_copy_text(code, length);
        code += length;
    }
    return names;
}

static void check_code(const struct mapping *mapping, const struct ini_entry *entry, const struct column_spec *column,
                       const char *text) {
    size_t n;
    char **names = list_codes(column, &n), *expected;
    bool is_code = false;

    for (size_t i = 0; i < n; i++)
        is_code = is_code || spelling_same(names[i], text);
    expected = memory_format("expected one of: %s", column->codes);
    if (!is_code)
        mapping_fail(mapping, entry, "'%s' is no code of %s (%s)", text, column->name,
                     nearest_name_hint((const char *const *)names, n, text, expected));
    free(expected);
    for (size_t i = 0; i < n; i++)
        free(names[i]);
    free(names);
}

static void check_number(const struct mapping *mapping, const struct ini_entry *entry, const struct column_spec *column,
                         const char *text) {
    double value;
    int32_t whole;
    bool is_whole = number_parse_int(text, strlen(text), &whole);

    if (!(column->type == COLUMN_INT ? is_whole : number_parse_double(text, strlen(text), &value)))
        mapping_fail(mapping, entry, "'%s' is no %s of %s", text,
                     column->type == COLUMN_INT ? "whole number" : "number", column->name);
    if (!number_range_allows(column->name, column->type == COLUMN_INT ? whole : value))
        mapping_fail(mapping, entry, "'%s' is outside the possible of %s", text, column->name);
}

static void check_day(const struct mapping *mapping, const struct ini_entry *entry, const struct column_spec *column,
                      const char *text) {
    struct calendar_format dates = mapping_dates(mapping, entry->section, column->name);
    int32_t day;

    if (!cell_rule_day(dates, (struct record_cell){.text = text, .length = (uint32_t)strlen(text)}, &day))
        mapping_fail(mapping, entry, "'%s' is no day of %s (expected the export's form of days: %s)", text,
                     column->name, dates.text);
}

static void check_text(const struct mapping *mapping, const struct ini_entry *entry, const struct column_spec *column,
                       const char *text) {
    switch (column->type) {
    case COLUMN_CODE:
    case COLUMN_CODE_LIST:
        if (column->codes != NULL)
            check_code(mapping, entry, column, text);
        return;
    case COLUMN_INT:
    case COLUMN_NUMBER: check_number(mapping, entry, column, text); return;
    case COLUMN_DAY:
    case COLUMN_DAY_LIST: check_day(mapping, entry, column, text); return;
    case COLUMN_ID:
    case COLUMN_TEXT:
    case COLUMN_MONTH: return;
    }
}

/* A constant of a list has its elements as the export would write them. */
static void check_elements(const struct mapping *mapping, const struct ini_entry *entry,
                           const struct column_spec *column) {
    char separator = mapping_separator(mapping, entry->section, column->name);

    for (const char *at = entry->value; *at != '\0';) {
        size_t length = (size_t)(strchrnul(at, separator) - at);
        char *element = memory_copy_text(at, length);
        if (length > 0)
            check_text(mapping, entry, column, element);
        free(element);
        at += length + (at[length] != '\0');
    }
}

void mapping_targets_check(const struct mapping *mapping, const struct ini_entry *entry,
                           const struct table_spec *table) {
    bool is_constant = mapping_words_is_kind(entry, "constant");
    const char *name = strchr(entry->key, '.');
    const struct column_spec *column;
    char *copy;
    int index;

    if (name == NULL || *entry->value == '\0' || (!is_constant && !mapping_words_is_kind(entry, "map")))
        return;
    copy = memory_copy_text(name + 1, strcspn(name + 1, "."));
    index = table_spec_find(table, copy);
    free(copy);
    if (index < 0) /* a carried column of patients: any text */
        return;
    column = &table->columns[index];
    if (is_constant && (column->type == COLUMN_CODE_LIST || column->type == COLUMN_DAY_LIST))
        check_elements(mapping, entry, column);
    else
        check_text(mapping, entry, column, entry->value);
}
