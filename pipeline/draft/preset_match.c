/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/preset_match.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/message.h"
#include "ingest/export_files.h"
#include "ingest/mapping.h"
#include "table/header.h"
#include "table/input_tables.h"

/* The files that a section's patterns name, as one group of the export; NULL: there is none. */
static const struct draft_group *files_of(const struct draft_export *export, const struct mapping *mapping,
                                          const char *section) {
    char **patterns = mapping_list(mapping_value(mapping, section, "files", NULL));
    const struct draft_group *found = NULL;

    for (size_t i = 0; i < export->n_groups && found == NULL; i++)
        for (size_t k = 0; k < export->groups[i].n_names && found == NULL; k++)
            if (export_files_match(patterns, export->groups[i].names[k]))
                found = &export->groups[i];
    mapping_list_free(patterns);
    return found;
}

/* How many columns the section names by a header; -1: the files have not all of them. */
static long count_columns(const struct draft_group *group, const struct mapping *mapping, const char *section) {
    const struct table_spec *table = mapping_table(section);
    long n = 0;

    for (size_t i = 0; i < table->n_columns; i++) {
        const char *header = mapping_value(mapping, section, "column", table->columns[i].name);
        if (header == NULL)
            continue;
        if (header_find(&group->header, header) < 0)
            return -1;
        n++;
    }
    return n;
}

/* How many columns the preset names in this export; -1: it is made for another. */
static long fit(const struct draft_export *export, const struct mapping *mapping) {
    long n = 0;
    size_t n_tables = 0;

    for (size_t table = 0; table < INPUT_TABLE_COUNT; table++) {
        size_t n_sections, n_met = 0;
        const char **sections = mapping_sections(mapping, input_tables[table].name, &n_sections);
        for (size_t i = 0; i < n_sections && n >= 0; i++) {
            const struct draft_group *group = files_of(export, mapping, sections[i]);
            long n_columns = group == NULL ? 0 : count_columns(group, mapping, sections[i]);
            n = n_columns < 0 ? -1 : n + n_columns;
            n_met += group != NULL;
        }
        free(sections);
        if (n < 0 || (table == INPUT_PATIENTS && n_met == 0))
            return -1;
        n_tables += n_met > 0;
    }
    return n_tables < 2 || n == 0 ? -1 : n;
}

static int is_preset(const struct dirent *entry) { return fnmatch("*.ini", entry->d_name, FNM_PERIOD) == 0; }

char *preset_match(const struct draft_export *export, const char *presets) {
    struct dirent **entries = NULL;
    int n = scandir(presets, &entries, is_preset, alphasort);
    char *best = NULL;
    long most = 0;

    if (n < 0)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", presets, strerror(errno));
    for (int i = 0; i < n; i++) {
        char *path = memory_format("%s/%s", presets, entries[i]->d_name);
        struct mapping *mapping = mapping_read(path);
        long columns = fit(export, mapping);
        if (columns > most) {
            most = columns;
            free(best);
            best = memory_format("%s", path);
        }
        mapping_free(mapping);
        free(path);
        free(entries[i]);
    }
    free(entries);
    return best;
}

/* Tables whose codes are concepts of a vocabulary, which other tables say: no mapping joins tables. */
const char *preset_advice(const struct draft_export *export) {
    static const char suffix[] = "_concept_id";
    enum { TABLES_OF_A_CDM = 3 };
    size_t n = 0;

    for (size_t i = 0; i < export->n_groups; i++)
        for (size_t k = 0; k < export->groups[i].n_columns; k++) {
            const char *header = export->groups[i].columns[k].header;
            size_t length = strlen(header);
            if (length >= sizeof suffix && strcasecmp(header + length - (sizeof suffix - 1), suffix) == 0) {
                n++;
                break;
            }
        }
    return n < TABLES_OF_A_CDM ? NULL
                               : "these are tables of an OMOP CDM: run mappings/omop.sql on it, and map what it "
                                 "hands on with --mapping omop";
}

void preset_write(const char *path, bool quiet, struct output_file *output) {
    enum { PIECE = 4096 };
    const char *file = strrchr(path, '/') + 1;
    int length = (int)strcspn(file, ".");
    FILE *input = fopen(path, "r");
    char piece[PIECE];
    size_t n;

    if (input == NULL)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    output_file_printf(
        output,
        "; The export has the files and headers that the preset %.*s is made for. This is its text, word "
        "for word: --mapping %.*s does the same.\n\n",
        length, file, length, file);
    while ((n = fread(piece, 1, sizeof piece, input)) > 0)
        output_file_write(output, piece, n);
    if (ferror(input) != 0)
        message_fail(EX_NOINPUT, "%s: cannot be read", path);
    fclose(input);
    message_note(quiet, "the preset %.*s is made for this export: --mapping %.*s", length, file, length, file);
}
