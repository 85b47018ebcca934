/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/source_split.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ingest/row_filter.h"
#include "table/input_tables.h"

struct split_files {
    const struct mapping *mapping;
    const char *exports;
    struct export_files of_table[INPUT_TABLE_COUNT];
    bool is_found[INPUT_TABLE_COUNT];
};

/* A section that reads the file by a condition. */
struct part {
    const char *section;
    struct row_filter filters[ROW_FILTER_MOST];
    size_t n_filters;
    bool is_joined; /* keeps or omits by a column that this section, or one that is joined, does, too */
};

struct source_split {
    struct part *parts; /* in the order of tables and sections */
    size_t n, own;
};

struct split_files *split_files_alloc(const struct mapping *mapping, const char *exports) {
    struct split_files *files = memory_alloc(1, sizeof *files);

    files->mapping = mapping;
    files->exports = exports;
    return files;
}

void split_files_free(struct split_files *files) {
    if (files == NULL)
        return;
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        if (files->is_found[i])
            export_files_free(&files->of_table[i]);
    free(files);
}

static bool has_condition(const struct mapping *mapping, const char *section) {
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        if (strcmp(entry->section, section) == 0 &&
            (strncmp(entry->key, "keep.", 5) == 0 || strncmp(entry->key, "omit.", 5) == 0))
            return true;
    }
    return false;
}

/* Does the section read the file? Only a table whose patterns take it is looked for in the export. */
static bool reads(struct split_files *files, size_t table, const char *section, const char *name) {
    char **patterns = mapping_list(mapping_value(files->mapping, section, "files", NULL));
    bool is_taken = export_files_match(patterns, name);

    mapping_list_free(patterns);
    if (!is_taken)
        return false;
    if (!files->is_found[table])
        files->of_table[table] = export_files_find(files->mapping, input_tables[table].name, files->exports);
    files->is_found[table] = true;
    for (size_t i = 0; i < files->of_table[table].n; i++) {
        const struct export_file *file = &files->of_table[table].files[i];
        if (strcmp(file->section, section) == 0 && strcmp(file->name, name) == 0)
            return export_file_is_read(file);
    }
    return false;
}

static void add_part(struct source_split *split, struct split_files *files, const char *section,
                     const struct export_file *file, const struct header *header) {
    struct part part = {.section = section};

    part.n_filters = row_filter_bind(files->mapping, section, header, file->name, part.filters);
    split->parts = reallocarray(split->parts, split->n + 1, sizeof *split->parts);
    if (strcmp(section, file->section) == 0)
        split->own = split->n;
    split->parts[split->n++] = part;
}

static bool share_a_column(const struct part *a, const struct part *b) {
    for (size_t i = 0; i < a->n_filters; i++)
        for (size_t k = 0; k < b->n_filters; k++)
            if (a->filters[i].source == b->filters[k].source)
                return true;
    return false;
}

/* Joins parts to this section's, and further ones to those, until none is left. */
static void join_parts(struct source_split *split) {
    bool is_more = true;

    split->parts[split->own].is_joined = true;
    while (is_more) {
        is_more = false;
        for (size_t i = 0; i < split->n; i++)
            for (size_t k = 0; k < split->n && !split->parts[i].is_joined; k++)
                if (split->parts[k].is_joined && share_a_column(&split->parts[i], &split->parts[k]))
                    split->parts[i].is_joined = is_more = true;
    }
}

static bool has_others(const struct source_split *split) {
    for (size_t i = 0; i < split->n; i++)
        if (i != split->own && split->parts[i].is_joined)
            return true;
    return false;
}

struct source_split *source_split_bind(struct split_files *files, const struct export_file *file,
                                       const struct header *header) {
    struct source_split *split;

    if (!has_condition(files->mapping, file->section))
        return NULL;
    split = memory_alloc(1, sizeof *split);
    for (size_t table = 0; table < INPUT_TABLE_COUNT; table++) {
        size_t n;
        const char **sections = mapping_sections(files->mapping, input_tables[table].name, &n);
        for (size_t i = 0; i < n; i++)
            if (has_condition(files->mapping, sections[i]) && reads(files, table, sections[i], file->name))
                add_part(split, files, sections[i], file, header);
        free(sections);
    }
    join_parts(split);
    if (has_others(split))
        return split;
    source_split_free(split);
    return NULL;
}

void source_split_free(struct source_split *split) {
    if (split == NULL)
        return;
    for (size_t i = 0; i < split->n; i++)
        row_filter_free(split->parts[i].filters, split->parts[i].n_filters);
    free(split->parts);
    free(split);
}

bool source_split_counts(const struct source_split *split, const struct record_cell *cells) {
    bool is_first = true;
    int unknown;

    for (size_t i = 0; i < split->n; i++) {
        const struct part *part = &split->parts[i];
        if (i == split->own || !part->is_joined)
            continue;
        is_first = is_first && i > split->own;
        if (cells != NULL && row_filter_ask(part->filters, part->n_filters, cells, &unknown) != ROW_FILTER_OMITS)
            return false;
    }
    return is_first;
}
