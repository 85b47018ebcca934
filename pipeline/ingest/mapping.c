/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/mapping.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/calendar_format.h"
#include "base/ini_line.h"
#include "base/memory.h"
#include "base/message.h"
#include "ingest/mapping_check.h"
#include "ingest/mapping_use.h"
#include "ingest/mapping_words.h"
#include "table/header.h"
#include "table/input_tables.h"

_Noreturn void mapping_fail(const struct mapping *mapping, const struct ini_entry *entry, const char *format, ...) {
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = memory_format_list(format, arguments);
    va_end(arguments);
    message_fail_at(EX_CONFIG, (struct message_place){.file = mapping->file->path, .line = entry->line}, "[%s] %s: %s",
                    entry->section, entry->key, text);
}

const struct table_spec *mapping_table(const char *section) {
    char *name = memory_copy_text(section, strcspn(section, "."));
    const struct table_spec *spec = input_tables_find(name);

    free(name);
    return spec;
}

static bool is_list(const char *key) {
    static const char *const kinds[] = {"files", "missing", "drop", "ignore", "keep", "omit"};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strncmp(key, kinds[i], strlen(kinds[i])) == 0 && strchr(".", key[strlen(kinds[i])]) != NULL)
            return true;
    return false;
}

/* A list of one quoted element is a list all the same: mapping_list takes quotes off. */
static void keep_quotes_of_lists(struct ini_file *file) {
    for (size_t i = 0; i < file->n_entries; i++) {
        struct ini_entry *entry = &file->entries[i];
        if (!is_list(entry->key))
            continue;
        free((void *)(uintptr_t)entry->value);
        entry->value = memory_copy_text(entry->written, strlen(entry->written));
    }
}

struct mapping *mapping_read(const char *path) {
    struct mapping *mapping = memory_alloc(1, sizeof *mapping);
    const char *profile;

    mapping->file = ini_file_read(path);
    keep_quotes_of_lists(mapping->file);
    profile = ini_file_value(mapping->file, "export", "profile");
    mapping->safe_harbor = profile != NULL && strcmp(profile, "safe-harbor") == 0;
    mapping_check_keys(mapping);
    mapping->use = mapping_use_alloc(mapping->file);
    return mapping;
}

void mapping_free(struct mapping *mapping) {
    if (mapping == NULL)
        return;
    mapping_use_free(mapping->use);
    ini_file_free(mapping->file);
    free(mapping);
}

const struct ini_entry *mapping_without(const struct mapping *mapping) {
    return ini_file_entry(mapping->file, "export", "without");
}

static bool is_among(const char *const names[], size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

const char **mapping_sections(const struct mapping *mapping, const char *table, size_t *n) {
    const char **sections = memory_alloc(mapping->file->n_entries, sizeof *sections);
    size_t length = strlen(table);

    *n = 0;
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const char *section = mapping->file->entries[i].section;
        if (strncmp(section, table, length) != 0 || (section[length] != '\0' && section[length] != '.'))
            continue;
        if (!is_among(sections, *n, section))
            sections[(*n)++] = section;
    }
    return sections;
}

const char *mapping_value(const struct mapping *mapping, const char *section, const char *kind, const char *name) {
    char *key = name == NULL ? memory_format("%s", kind) : memory_format("%s.%s", kind, name);
    const char *value = ini_file_value(mapping->file, section, key);

    free(key);
    return value;
}

const char *mapping_default(const struct mapping *mapping, const char *section, const char *kind, const char *name) {
    const char *value = mapping_value(mapping, section, kind, name);

    if (value == NULL)
        value = mapping_value(mapping, section, kind, NULL);
    return value != NULL ? value : mapping_value(mapping, "export", kind, NULL);
}

char mapping_delimiter(const struct mapping *mapping, const char *section) {
    return mapping_delimiter_named(mapping_default(mapping, section, "delimiter", NULL));
}

struct calendar_format mapping_dates(const struct mapping *mapping, const char *section, const char *column) {
    const char *dates = mapping_default(mapping, section, "dates", column);
    const char *century = mapping_value(mapping, "export", "century", NULL);

    return (struct calendar_format){.text = dates != NULL ? dates : "%Y-%m-%d",
                                    .century = century != NULL ? atoi(century) : CALENDAR_CENTURY};
}

char mapping_decimal(const struct mapping *mapping, const char *section, const char *column) {
    const char *decimal = mapping_default(mapping, section, "decimal", column);

    return decimal != NULL ? *decimal : '.';
}

char mapping_separator(const struct mapping *mapping, const char *section, const char *column) {
    const char *separator = mapping_value(mapping, section, "separator", column);

    return separator != NULL && *separator != '\0' ? *separator : ';';
}

int32_t mapping_plus(const struct mapping *mapping, const char *section, const char *column) {
    const char *plus = mapping_value(mapping, section, "plus", column);

    return plus != NULL ? atoi(plus) : 0;
}

static bool takes(const struct mapping *mapping, const char *section, const char *what) {
    const char *value = mapping_value(mapping, section, "take", NULL);

    return value != NULL && strcmp(value, what) == 0;
}

bool mapping_takes_latest(const struct mapping *mapping, const char *section) {
    return takes(mapping, section, "latest");
}

bool mapping_takes_distinct(const struct mapping *mapping, const char *section) {
    return takes(mapping, section, "distinct");
}

bool mapping_orders_by_recorded(const struct mapping *mapping, const char *table) {
    size_t n, n_recorded = 0;
    const char **sections = mapping_sections(mapping, table, &n);

    for (size_t i = 0; i < n; i++) {
        const struct ini_entry *entry = ini_file_entry(mapping->file, sections[i], "order");
        bool is_recorded = entry != NULL && strcmp(entry->value, "recorded") == 0;
        if (i > 0 && is_recorded != (n_recorded > 0))
            message_fail_at(EX_CONFIG, (struct message_place){.file = mapping->file->path},
                            "[%s] and [%s]: one table has one order (expected order = recorded in both, or in none)",
                            sections[0], sections[i]);
        n_recorded += is_recorded;
    }
    free(sections);
    return n_recorded > 0;
}

const char *mapping_merge_ids(const struct mapping *mapping) {
    return mapping_value(mapping, "export", "merge_ids", NULL);
}

bool mapping_tells_what_it_is(const struct mapping *mapping, const char *section, const char *header) {
    const struct table_spec *table = mapping_table(section);

    for (size_t i = 0; table != NULL && i < table->n_columns; i++) {
        const char *source = mapping_value(mapping, section, "column", table->columns[i].name);
        const char *base = mapping_value(mapping, section, "days_after", table->columns[i].name);
        if (column_spec_is_ours(&table->columns[i]) &&
            ((source != NULL && header_same_name(source, header)) || (base != NULL && header_same_name(base, header))))
            return true;
    }
    return false;
}

char **mapping_list(const char *value) {
    size_t n = 0;
    char **list = memory_alloc(value == NULL ? 1 : strlen(value) + 2, sizeof *list);

    while (value != NULL && *value != '\0') {
        size_t length = ini_line_element_length(value);
        char *element = ini_line_element(value, length);
        if (*element != '\0')
            list[n++] = element;
        else
            free(element);
        value += length + (value[length] == ',');
    }
    return list;
}

void mapping_list_free(char **list) {
    for (size_t i = 0; list != NULL && list[i] != NULL; i++)
        free(list[i]);
    free(list);
}

/* Letters of either case differ in one bit only: most texts are told apart by their first byte. */
enum { CASE_BIT = 0x20 };

int mapping_list_find(char *const *list, const char *text) {
    for (int i = 0; list != NULL && list[i] != NULL; i++)
        if (((list[i][0] ^ text[0]) & ~CASE_BIT) == 0 && strcasecmp(list[i], text) == 0)
            return i;
    return -1;
}

bool mapping_list_has(char *const *list, const char *text) { return mapping_list_find(list, text) >= 0; }
