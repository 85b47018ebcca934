/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What feeds each column, section by section; which headers are left out; which columns hold nothing. */
#include <stdlib.h>
#include <string.h>

#include "table/input_tables.h"
#include "text/check_page.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* Texts with a comma between them. */
static void append(struct text_buffer *list, const char *text) {
    text_buffer_append_text(list, list->length > 0 ? ", " : "");
    text_buffer_append_text(list, text);
}

static bool is_of(const struct check_row *row, const char *table, const char *section, const char *what) {
    return strcmp(row->what, what) == 0 && strcmp(row->table, table) == 0 && strcmp(row->section, section) == 0;
}

static bool has(const struct check *check, const struct check_row *row) {
    for (const struct check_row *at = check->rows; at < row; at++)
        if (is_of(at, row->table, row->section, row->what) && strcmp(at->column, row->column) == 0 &&
            strcmp(at->text, row->text) == 0)
            return true;
    return false;
}

static const char *fed_words(const struct check *check, const struct check_row *row) {
    if (*row->text == '\0')
        return WORDS(check->report, "%s (set by the mapping)", row->column);
    return strcasecmp(row->text, row->column) == 0 ? row->column
                                                   : WORDS(check->report, "%s from %s", row->column, row->text);
}

static const char *header_words(const struct check *check, const struct check_row *row) {
    return *row->text != '\0' ? row->text : WORDS(check->report, "column %.0f (not shown)", row->line);
}

/* Columns, or headers, of one kind of row in a section. */
static void append_kind(const struct check *check, const char *table, const char *section, const char *what,
                        struct text_buffer *list) {
    for (size_t i = 0; i < check->n; i++) {
        const struct check_row *row = &check->rows[i];
        if (is_of(row, table, section, what) && !has(check, row))
            append(list, strcmp(what, "column") == 0 ? fed_words(check, row) : header_words(check, row));
    }
}

static bool is_fed(const struct check *check, const char *table, const char *section, const char *column) {
    for (size_t i = 0; i < check->n; i++)
        if (is_of(&check->rows[i], table, section, "column") && strcmp(check->rows[i].column, column) == 0)
            return true;
    return false;
}

static void append_unfed(const struct check *check, const char *table, const char *section, struct text_buffer *list) {
    const struct table_spec *spec = input_tables_find(table);

    for (size_t i = 0; i < spec->n_columns; i++)
        if (!spec->columns[i].required && !is_fed(check, table, section, spec->columns[i].name))
            append(list, spec->columns[i].name);
}

static void append_empty(const struct check *check, const char *table, struct text_buffer *list) {
    for (size_t i = 0; i < check->n; i++) {
        const struct check_row *row = &check->rows[i];
        if (strcmp(row->what, "cells") == 0 && strcmp(row->table, table) == 0 && row->rows > 0 && row->count < 1)
            append(list, row->column);
    }
}

static void append_sentence(struct text_buffer *words, const char *beginning, struct text_buffer *list) {
    if (list->length > 0) {
        text_buffer_append_text(words, beginning);
        text_buffer_append_text(words, list->text);
        text_buffer_append_text(words, ".");
    }
    text_buffer_free(list);
    *list = (struct text_buffer){0};
}

static void add_section(struct check *check, const char *table, const char *section) {
    static const struct {
        const char *what, *beginning;
    } kinds[] = {{"column", ""},
                 {"dropped", " Dropped by name: "},
                 {"ignored", " Ignored by name: "},
                 {"unused", " Not used (ignore = NAME says that it is known): "},
                 {"unmet", " Of the mapping's texts no row has: "}};
    struct text_buffer words = {0}, list = {0};

    text_buffer_append_text(&words, section);
    text_buffer_append_text(&words, ": ");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        append_kind(check, table, section, kinds[i].what, &list);
        append_sentence(&words, kinds[i].beginning, &list);
    }
    append_unfed(check, table, section, &list);
    append_sentence(&words, " Nothing for: ", &list);
    append_empty(check, table, &list);
    append_sentence(&words, " Empty in every row: ", &list);
    document_item(check->report->document, word_pool_keep(check->report->numbers.pool, words.text));
}

void check_columns_add(struct check *check) {
    document_section(check->report->document, "columns", "Columns");
    for (size_t i = 0; i < check->n; i++) {
        const struct check_row *row = &check->rows[i];
        bool is_first = strcmp(row->what, "file") == 0;
        for (size_t k = 0; k < i && is_first; k++)
            is_first = !is_of(&check->rows[k], row->table, row->section, "file");
        if (is_first)
            add_section(check, row->table, row->section);
    }
}

/* The values of one column, which stand together. Returns how many rows they are in the account. */
static size_t add_values(struct check *check, const struct check_row *first, size_t most) {
    const struct numbers *numbers = &check->report->numbers;
    struct text_buffer words = {0};
    size_t n = 0;

    text_buffer_append_text(&words, WORDS(check->report, "%s, %s, first in %s:%.0f: ", first->table, first->column,
                                          first->file, first->line));
    for (; n < most && strcmp(first[n].what, "value") == 0 && strcmp(first[n].table, first->table) == 0 &&
           strcmp(first[n].column, first->column) == 0;
         n++) {
        bool is_rest = *first[n].reason == '\0';
        const char *rows = wording_count(numbers, first[n].rows);
        text_buffer_append_text(&words, n > 0 ? "; " : "");
        text_buffer_append_text(&words, is_rest ? WORDS(check->report, "and %.0f more in %s rows", first[n].count, rows)
                                                : WORDS(check->report, "“%s” %s", first[n].text, rows));
    }
    text_buffer_append_text(&words, WORDS(check->report, " (%s)", first->reason));
    document_item(check->report->document, word_pool_keep(numbers->pool, words.text));
    return n;
}

void check_values_add(struct check *check) {
    document_section(check->report->document, "values", "Values that cannot be used, with their rows");
    for (size_t i = 0; check->show_values && i < check->n;)
        i += strcmp(check->rows[i].what, "value") == 0 ? add_values(check, &check->rows[i], check->n - i) : 1;
}
