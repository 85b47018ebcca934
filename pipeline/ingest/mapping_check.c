/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/mapping_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/nearest_name.h"
#include "ingest/mapping_targets.h"
#include "ingest/mapping_words.h"
#include "settings/definitions.h"
#include "settings/not_held.h"
#include "table/byte_check.h"
#include "table/input_tables.h"

/* The kinds of key, and whether a canonical column's name or a header of the export follows the first point. */
enum key_part { PART_NONE, PART_MAYBE_COLUMN, PART_COLUMN, PART_COLUMN_MAYBE_MORE, PART_COLUMN_AND_MORE, PART_HEADER };

static const struct {
    const char *kind;
    enum key_part part;
} key_kinds[] = {
    {"files", PART_NONE},
    {"delimiter", PART_NONE},
    {"encoding", PART_NONE},
    {"order", PART_NONE},
    {"take", PART_NONE},
    {"drop", PART_NONE},
    {"ignore", PART_NONE},
    {"dates", PART_MAYBE_COLUMN},
    {"missing", PART_MAYBE_COLUMN},
    {"decimal", PART_MAYBE_COLUMN},
    {"plus", PART_COLUMN},
    {"column", PART_COLUMN},
    {"constant", PART_COLUMN},
    {"separator", PART_COLUMN},
    {"map", PART_COLUMN_AND_MORE},
    {"days_after", PART_COLUMN_MAYBE_MORE},
    {"days_since", PART_COLUMN},
    {"keep", PART_HEADER},
    {"omit", PART_HEADER},
};

static _Noreturn void fail_for_column(const struct mapping *mapping, const struct ini_entry *entry,
                                      const struct table_spec *spec, const char *name) {
    const char **names = memory_alloc(spec->n_columns, sizeof *names);

    for (size_t i = 0; i < spec->n_columns; i++)
        names[i] = spec->columns[i].name;
    mapping_fail(mapping, entry, "table %s has no column '%s' (%s)", spec->name, name,
                 nearest_name_hint(names, spec->n_columns, name, "pipeline/tables.md has all there are"));
}

/* Not a column of the table: it only says which of two rows is the later. */
static bool is_recorded(const struct table_spec *spec, const char *key, const char *name) {
    return spec->key[0] != '\0' && strcmp(name, "recorded") == 0 &&
           (strncmp(key, "column.", 7) == 0 || strncmp(key, "dates.", 6) == 0 || strncmp(key, "missing.", 8) == 0);
}

static void check_column_part(const struct mapping *mapping, const struct ini_entry *entry,
                              const struct table_spec *spec, const char *part) {
    char *name = memory_copy_text(part, strcspn(part, "."));

    if (table_spec_find(spec, name) < 0 && !is_recorded(spec, entry->key, name))
        fail_for_column(mapping, entry, spec, name);
    if (strcmp(name, "patient_id") == 0 && strncmp(entry->key, "column.", 7) != 0 &&
        strncmp(entry->key, "missing.", 8) != 0)
        mapping_fail(mapping, entry, "patient_id is taken as it is (expected column.patient_id = HEADER at most)");
    free(name);
}

/* patients may have further columns, which only the configuration knows: mapping_check_table looks again. */
static bool has_open_columns(const struct table_spec *spec) { return strcmp(spec->name, "patients") == 0; }

static enum key_part find_kind(const struct mapping *mapping, const struct ini_entry *entry) {
    enum { N_KINDS = sizeof key_kinds / sizeof key_kinds[0] };
    size_t length = strcspn(entry->key, ".");
    const char *names[N_KINDS];

    for (size_t i = 0; i < N_KINDS; i++) {
        names[i] = key_kinds[i].kind;
        if (strlen(names[i]) == length && strncmp(names[i], entry->key, length) == 0)
            return key_kinds[i].part;
    }
    mapping_fail(mapping, entry, "not a key of a mapping (%s)",
                 nearest_name_hint(names, N_KINDS, memory_copy_text(entry->key, length),
                                   "expected files, column.NAME, map.NAME.RAW ..."));
}

/* What follows the first point of a key; NULL when nothing does. */
static const char *part_of(const struct ini_entry *entry) {
    const char *point = strchr(entry->key, '.');

    return point == NULL ? NULL : point + 1;
}

static void check_part(const struct mapping *mapping, const struct ini_entry *entry, enum key_part kind) {
    const char *part = part_of(entry);

    if (part != NULL && kind == PART_NONE)
        mapping_fail(mapping, entry, "no name belongs behind it");
    if ((part == NULL && kind != PART_NONE && kind != PART_MAYBE_COLUMN) || (part != NULL && *part == '\0'))
        mapping_fail(mapping, entry, "a name is missing behind the point");
    if (kind == PART_COLUMN_AND_MORE && strchr(part, '.') == NULL)
        mapping_fail(mapping, entry, "the text to map is missing (expected map.NAME.RAW)");
}

static void check_source_key(const struct mapping *mapping, const struct ini_entry *entry,
                             const struct table_spec *spec) {
    enum key_part kind = find_kind(mapping, entry);

    check_part(mapping, entry, kind);
    if (part_of(entry) != NULL && kind != PART_HEADER && !has_open_columns(spec))
        check_column_part(mapping, entry, spec, part_of(entry));
    mapping_words_check(mapping, entry);
    mapping_words_check_source(mapping, entry, spec);
}

void mapping_check_table(const struct mapping *mapping, const struct table_spec *table) {
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        const struct table_spec *spec = mapping_table(entry->section);
        if (spec != NULL && strcmp(spec->name, table->name) == 0 && part_of(entry) != NULL &&
            find_kind(mapping, entry) != PART_HEADER)
            check_column_part(mapping, entry, table, part_of(entry));
    }
}

/* Every day of the export is a date or every one is relative: a table that mixed them could not be sorted. */
static void check_one_kind_of_day(const struct mapping *mapping, const char *section, const struct table_spec *spec) {
    const char *dates = ini_file_value(mapping->file, "export", "dates");
    bool is_relative = dates != NULL && strcmp(dates, "days") == 0;

    for (size_t i = 0; i < spec->n_columns; i++) {
        if (spec->columns[i].type != COLUMN_DAY && spec->columns[i].type != COLUMN_DAY_LIST)
            continue;
        dates = mapping_default(mapping, section, "dates", spec->columns[i].name);
        if ((dates != NULL && strcmp(dates, "days") == 0) != is_relative)
            message_fail_at(EX_CONFIG, (struct message_place){.file = mapping->file->path},
                            "[%s] %s: dates and relative days are mixed (expected dates = days in [export] for all "
                            "of it, or nowhere)",
                            section, spec->columns[i].name);
    }
}

static void check_sections(const struct mapping *mapping) {
    const char *dates = ini_file_value(mapping->file, "export", "dates");

    if (mapping->safe_harbor && (dates == NULL || strcmp(dates, "days") != 0))
        message_fail_at(EX_CONFIG, (struct message_place){.file = mapping->file->path},
                        "profile safe-harbor allows no dates (expected dates = days in [export])");
    for (size_t table = 0; table < INPUT_TABLE_COUNT; table++) {
        size_t n;
        const char **sections = mapping_sections(mapping, input_tables[table].name, &n);
        for (size_t i = 0; i < n; i++) {
            if (mapping_value(mapping, sections[i], "files", NULL) == NULL)
                message_fail_at(EX_CONFIG, (struct message_place){.file = mapping->file->path},
                                "[%s] names no files (expected files = PATTERN)", sections[i]);
            check_one_kind_of_day(mapping, sections[i], &input_tables[table]);
        }
        free(sections);
    }
}

static void check_profile(const struct mapping *mapping, const struct ini_entry *entry) {
    if (strcmp(entry->value, "limited") != 0 && strcmp(entry->value, "safe-harbor") != 0)
        mapping_fail(mapping, entry, "'%s' is no profile (expected limited or safe-harbor)", entry->value);
}

static void check_export_key(const struct mapping *mapping, const struct ini_entry *entry) {
    static const char *const names[] = {"profile",  "dates",   "century",   "missing", "delimiter",
                                        "encoding", "decimal", "merge_ids", "without"};
    enum { N_NAMES = sizeof names / sizeof names[0] };
    bool is_known = strncmp(entry->key, "says.", strlen("says.")) == 0;

    for (size_t i = 0; i < N_NAMES; i++)
        is_known = is_known || strcmp(names[i], entry->key) == 0;
    if (!is_known)
        mapping_fail(
            mapping, entry, "not a key of [export] (%s)",
            nearest_name_hint(names, N_NAMES, entry->key,
                              "expected profile, dates, century, missing, delimiter, encoding, decimal, merge_ids, "
                              "without or says.NAME"));
    if (strcmp(entry->key, "profile") == 0)
        check_profile(mapping, entry);
    if (strcmp(entry->key, "century") == 0)
        mapping_words_check_century(mapping, entry);
    if (strcmp(entry->key, "merge_ids") == 0 && (*entry->value == '\0' || strchr(entry->value, '/') != NULL))
        mapping_fail(mapping, entry, "'%s' is no file of the export's directory", entry->value);
    if (strcmp(entry->key, "without") == 0)
        not_held_check(entry);
    mapping_words_check(mapping, entry);
}

/* A kind of export that is without a table has no source of it. */
static void check_without(const struct mapping *mapping, const struct ini_entry *entry, const char *table) {
    const struct ini_entry *without = mapping_without(mapping);

    if (without != NULL && not_held_names_it(without, table))
        mapping_fail(mapping, entry, "[export] without says that there is no table of %s", table);
}

static _Noreturn void fail_for_section(const struct mapping *mapping, const struct ini_entry *entry) {
    const char *names[INPUT_TABLE_COUNT + 1] = {"export"};

    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        names[i + 1] = input_tables[i].name;
    mapping_fail(mapping, entry, "not a section of a mapping (%s)",
                 nearest_name_hint(names, INPUT_TABLE_COUNT + 1,
                                   memory_copy_text(entry->section, strcspn(entry->section, ".")),
                                   "expected export or a table's name"));
}

/* When formats and sections are known to be right. */
static void check_targets(const struct mapping *mapping) {
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct table_spec *table = mapping_table(mapping->file->entries[i].section);
        if (table != NULL)
            mapping_targets_check(mapping, &mapping->file->entries[i], table);
    }
}

/* Texts of other encodings would be met by no cell: those are UTF-8 when they are compared. */
static void check_text(const struct ini_entry *entry) {
    const char *texts[] = {entry->section, entry->key, entry->written};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (byte_check(texts[i], strlen(texts[i])) != BYTE_CHECK_TEXT)
            message_fail_at(EX_CONFIG, ini_file_place(entry),
                            "not UTF-8 text (save the mapping as UTF-8; `encoding` is of the export's files)");
}

void mapping_check_keys(const struct mapping *mapping) {
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        check_text(entry);
        const struct table_spec *spec = mapping_table(entry->section);
        if (*entry->section == '\0' && strcmp(entry->key, "version") == 0)
            definitions_check(entry);
        else if (strcmp(entry->section, "export") == 0)
            check_export_key(mapping, entry);
        else if (spec != NULL) {
            check_without(mapping, entry, spec->name);
            check_source_key(mapping, entry, spec);
        } else
            fail_for_section(mapping, entry);
    }
    check_sections(mapping);
    check_targets(mapping);
}
