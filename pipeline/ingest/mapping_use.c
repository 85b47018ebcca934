/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/mapping_use.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ingest/mapping.h"
#include "ingest/mapping_words.h"
#include "table/column_spec.h"

struct mapping_use {
    size_t n;
    bool **marks; /* by entry */
};

static bool is_list(const struct ini_entry *entry) {
    return mapping_words_is_kind(entry, "keep") || mapping_words_is_kind(entry, "omit");
}

struct mapping_use *mapping_use_alloc(const struct ini_file *file) {
    struct mapping_use *use = memory_alloc(1, sizeof *use);

    use->n = file->n_entries;
    use->marks = memory_alloc(use->n, sizeof *use->marks);
    for (size_t i = 0; i < use->n; i++) /* a list has no more elements than bytes, and one */
        use->marks[i] = memory_alloc(is_list(&file->entries[i]) ? strlen(file->entries[i].value) + 1 : 1, sizeof(bool));
    return use;
}

void mapping_use_free(struct mapping_use *use) {
    if (use == NULL)
        return;
    for (size_t i = 0; i < use->n; i++)
        free(use->marks[i]);
    free(use->marks);
    free(use);
}

bool *mapping_use_marks(const struct mapping *mapping, const struct ini_entry *entry) {
    return mapping->use->marks[entry - mapping->file->entries];
}

void mapping_use_section(const struct mapping *mapping, const char *section) {
    *mapping_use_marks(mapping, ini_file_entry(mapping->file, section, "files")) = true;
}

static bool has_rows(const struct mapping *mapping, const char *section) {
    return *mapping_use_marks(mapping, ini_file_entry(mapping->file, section, "files"));
}

static bool is_in_case(const char *text) {
    return strcmp(text, "*") == 0 || strcmp(text, "(missing)") == 0 || strcmp(text, "NA") == 0;
}

/* map.NAME.RAW and days_after.NAME.CODE, for a text that rows may be asked for. */
static bool names_raw(const struct ini_entry *entry) {
    const char *name = strchr(entry->key, '.'), *raw = name == NULL ? NULL : strchr(name + 1, '.');

    if (raw == NULL || is_in_case(raw + 1))
        return false;
    return mapping_words_is_kind(entry, "map") ||
           (mapping_words_is_kind(entry, "days_after") && strcmp(raw + 1, "by") != 0);
}

static size_t take_elements(const struct mapping *mapping, const struct ini_entry *entry, mapping_use_take *take,
                            void *context) {
    const bool *marks = mapping_use_marks(mapping, entry);
    char **elements = mapping_list(entry->value);
    size_t n = 0;

    for (size_t i = 0; elements[i] != NULL; i++) {
        if (marks[i] || is_in_case(elements[i]))
            continue;
        n++;
        if (take != NULL)
            take(context, entry, elements[i]);
    }
    mapping_list_free(elements);
    return n;
}

size_t mapping_use_each_unmet(const struct mapping *mapping, const char *table, mapping_use_take *take, void *context) {
    size_t n = 0;

    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        const struct table_spec *spec = mapping_table(entry->section);
        if (spec == NULL || strcmp(spec->name, table) != 0 || !has_rows(mapping, entry->section))
            continue;
        if (is_list(entry)) {
            n += take_elements(mapping, entry, take, context);
        } else if (names_raw(entry) && !*mapping_use_marks(mapping, entry)) {
            n++;
            if (take != NULL)
                take(context, entry, NULL);
        }
    }
    return n;
}
