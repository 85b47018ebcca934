/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/mapping.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "table/input_tables.h"

_Noreturn void mapping_fail(const struct mapping *mapping, const struct ini_entry *entry, const char *format, ...) {
    va_list arguments;
    char *text = NULL;

    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0)
        message_fail(EX_SOFTWARE, "out of memory");
    va_end(arguments);
    message_fail_at(EX_CONFIG, (struct message_place){.file = mapping->file->path, .line = entry->line}, "[%s] %s: %s",
                    entry->section, entry->key, text);
}

/* The kinds of key, and whether a canonical column's name or a header of the export follows the first point. */
enum key_part { PART_NONE, PART_MAYBE_COLUMN, PART_COLUMN, PART_COLUMN_AND_MORE, PART_HEADER };

static const struct {
    const char *kind;
    enum key_part part;
} key_kinds[] = {
    {"files", PART_NONE},
    {"delimiter", PART_NONE},
    {"drop", PART_NONE},
    {"ignore", PART_NONE},
    {"dates", PART_MAYBE_COLUMN},
    {"missing", PART_MAYBE_COLUMN},
    {"column", PART_COLUMN},
    {"constant", PART_COLUMN},
    {"separator", PART_COLUMN},
    {"map", PART_COLUMN_AND_MORE},
    {"days_after", PART_COLUMN_AND_MORE},
    {"keep", PART_HEADER},
    {"omit", PART_HEADER},
};

static const struct table_spec *table_of_section(const char *section) {
    char *name = memory_copy_text(section, strcspn(section, "."));
    const struct table_spec *spec = input_tables_find(name);

    free(name);
    return spec;
}

static void check_dates(const struct mapping *mapping, const struct ini_entry *entry) {
    if (strcmp(entry->value, "days") != 0 && !calendar_format_is_valid(entry->value))
        mapping_fail(mapping, entry, "'%s' is no date format (expected days, or %%Y %%m %%d with what stands between)",
                     entry->value);
    if (mapping->safe_harbor && strcmp(entry->value, "days") != 0)
        mapping_fail(mapping, entry, "real dates do not go with profile safe-harbor (expected days)");
}

static void check_delimiter(const struct mapping *mapping, const struct ini_entry *entry) {
    if (!mapping_list_has((char *[]){(char[]){"comma"}, (char[]){"semicolon"}, (char[]){"tab"}, NULL}, entry->value))
        mapping_fail(mapping, entry, "'%s' is no delimiter (expected comma, semicolon or tab)", entry->value);
}

static void check_column_part(const struct mapping *mapping, const struct ini_entry *entry,
                              const struct table_spec *spec, const char *part) {
    char *name = memory_copy_text(part, strcspn(part, "."));

    if (table_spec_find(spec, name) < 0 && strcmp(spec->name, "patients") != 0)
        mapping_fail(mapping, entry, "table %s has no column '%s'", spec->name, name);
    free(name);
}

static void check_days_after(const struct mapping *mapping, const struct ini_entry *entry, const char *part) {
    const char *code = strchr(part, '.');
    int32_t days;

    if (code != NULL && strcmp(code, ".by") != 0 && !number_parse_int(entry->value, strlen(entry->value), &days))
        mapping_fail(mapping, entry, "'%s' is no number of days", entry->value);
}

static void check_source_key(const struct mapping *mapping, const struct ini_entry *entry,
                             const struct table_spec *spec) {
    size_t length = strcspn(entry->key, "."), i = 0, n = sizeof key_kinds / sizeof key_kinds[0];
    const char *part = entry->key[length] == '.' ? entry->key + length + 1 : NULL;

    while (i < n && (strlen(key_kinds[i].kind) != length || strncmp(key_kinds[i].kind, entry->key, length) != 0))
        i++;
    if (i == n)
        mapping_fail(mapping, entry, "not a key of a mapping (expected files, column.NAME, map.NAME.RAW ...)");
    if ((part == NULL) != (key_kinds[i].part == PART_NONE) && key_kinds[i].part != PART_MAYBE_COLUMN)
        mapping_fail(mapping, entry, part == NULL ? "a name is missing behind the point" : "no name belongs behind it");
    if (part != NULL && key_kinds[i].part != PART_HEADER)
        check_column_part(mapping, entry, spec, part);
    if (strcmp(key_kinds[i].kind, "dates") == 0)
        check_dates(mapping, entry);
    if (strcmp(key_kinds[i].kind, "delimiter") == 0)
        check_delimiter(mapping, entry);
    if (strcmp(key_kinds[i].kind, "days_after") == 0)
        check_days_after(mapping, entry, part);
}

static void check_export_key(struct mapping *mapping, const struct ini_entry *entry) {
    if (strcmp(entry->key, "profile") == 0) {
        if (strcmp(entry->value, "limited") != 0 && strcmp(entry->value, "safe-harbor") != 0)
            mapping_fail(mapping, entry, "'%s' is no profile (expected limited or safe-harbor)", entry->value);
    } else if (strcmp(entry->key, "dates") == 0) {
        check_dates(mapping, entry);
    } else if (strcmp(entry->key, "delimiter") == 0) {
        check_delimiter(mapping, entry);
    } else if (strcmp(entry->key, "missing") != 0) {
        mapping_fail(mapping, entry, "not a key of [export] (expected profile, dates, missing or delimiter)");
    }
}

struct mapping *mapping_read(const char *path) {
    struct mapping *mapping = memory_alloc(1, sizeof *mapping);
    const char *profile;

    mapping->file = ini_file_read(path);
    profile = ini_file_value(mapping->file, "export", "profile");
    mapping->safe_harbor = profile != NULL && strcmp(profile, "safe-harbor") == 0;
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        const struct table_spec *spec = table_of_section(entry->section);
        if (strcmp(entry->section, "export") == 0)
            check_export_key(mapping, entry);
        else if (spec != NULL)
            check_source_key(mapping, entry, spec);
        else
            mapping_fail(mapping, entry, "not a section of a mapping (expected export or a table's name)");
    }
    return mapping;
}

void mapping_free(struct mapping *mapping) {
    if (mapping == NULL)
        return;
    ini_file_free(mapping->file);
    free(mapping);
}

const char **mapping_sections(const struct mapping *mapping, const char *table, size_t *n) {
    const char **sections = memory_alloc(mapping->file->n_entries, sizeof *sections);
    size_t length = strlen(table);

    *n = 0;
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const char *section = mapping->file->entries[i].section;
        if (strncmp(section, table, length) != 0 || (section[length] != '\0' && section[length] != '.'))
            continue;
        if (*n == 0 || strcmp(sections[*n - 1], section) != 0)
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

char **mapping_list(const char *value) {
    size_t n = 0;
    char **list = memory_alloc(value == NULL ? 1 : strlen(value) + 2, sizeof *list);

    while (value != NULL && *value != '\0') {
        const char *start = value + strspn(value, " \t");
        size_t length = strcspn(start, ","), used = length;
        while (used > 0 && (start[used - 1] == ' ' || start[used - 1] == '\t'))
            used--;
        if (used > 0)
            list[n++] = memory_copy_text(start, used);
        value = start + length + (start[length] == ',');
    }
    return list;
}

void mapping_list_free(char **list) {
    for (size_t i = 0; list != NULL && list[i] != NULL; i++)
        free(list[i]);
    free(list);
}

bool mapping_list_has(char *const *list, const char *text) {
    for (size_t i = 0; list != NULL && list[i] != NULL; i++)
        if (strcasecmp(list[i], text) == 0)
            return true;
    return false;
}
