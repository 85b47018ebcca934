/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/export_kind.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "table/estimates_table.h"

static const char SAYS[] = "says.";

static void write_row(struct table_writer *writer, const char *measure, const char *group_by, const char *group,
                      const char *subgroup) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_DATA_QUALITY;
    row.measure = measure;
    row.group_by = group_by;
    row.group = group;
    row.subgroup = subgroup;
    row.events = row.estimate = 1;
    estimates_table_write(writer, &row);
}

static bool has_file(const struct export_account *account, const char *section) {
    for (size_t i = 0; i < account->n; i++)
        if (strcmp(account->files[i].section, section) == 0)
            return true;
    return false;
}

/* Of a table without any file more is said elsewhere. */
static void write_sources(const struct mapping *mapping, const struct export_account *account, size_t table,
                          struct table_writer *writer) {
    const char *name = input_tables[table].name;
    size_t n;
    const char **sections = mapping_sections(mapping, name, &n);

    for (size_t i = 0; i < n && account->has_file[table]; i++)
        if (!has_file(account, sections[i]))
            write_row(writer, "source_without_file", "table", name, sections[i]);
    free(sections);
}

void export_kind_write(const struct mapping *mapping, const struct settings *settings,
                       const struct export_account *account, struct table_writer *writer) {
    for (size_t table = 0; table < INPUT_TABLE_COUNT; table++)
        write_sources(mapping, account, table, writer);
    for (size_t i = 0; not_held_names[i] != NULL; i++)
        if (not_held_by_kind(settings->file, not_held_names[i]))
            write_row(writer, "table_not_held", "table", not_held_names[i], "");
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        if (strcmp(entry->section, "export") == 0 && strncmp(entry->key, SAYS, strlen(SAYS)) == 0)
            write_row(writer, "mapping_says", "mapping", entry->key + strlen(SAYS), entry->value);
    }
}
