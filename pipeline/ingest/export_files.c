/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/export_files.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/sorting.h"
#include "ingest/file_kind.h"
#include "ingest/file_name.h"

/* bytewise: alphasort follows the locale */
static int compare_names(const struct dirent **left, const struct dirent **right) {
    return strcmp((*left)->d_name, (*right)->d_name);
}

bool export_files_match(char *const *patterns, const char *name) {
    for (size_t i = 0; patterns[i] != NULL && !file_name_is_hidden(name); i++)
        if (fnmatch(patterns[i], name, FNM_PERIOD) == 0)
            return true;
    return false;
}

bool export_file_is_read(const struct export_file *file) { return file->same_as == NULL && !file->is_superseded; }

static void measure(struct export_file *file) {
    struct stat status;
    bool is_there = stat(file->path, &status) == 0;

    file->size = is_there ? status.st_size : -1;
    file->modified = is_there ? status.st_mtim.tv_sec * INT64_C(1000000000) + status.st_mtim.tv_nsec : 0;
}

void export_file_refuse_changed(const struct export_file *file) {
    struct export_file now = {.path = file->path};

    measure(&now);
    if (now.size != file->size || now.modified != file->modified)
        message_fail_at(EX_DATAERR, (struct message_place){.file = file->name},
                        "was written while it was read (wait until it is delivered whole, and begin again)");
}

static const char *digest_of(struct export_file *file) {
    char digest[DIGEST_TEXT_SIZE];

    if (file->digest == NULL && digest_file(file->path, digest))
        file->digest = memory_copy_text(digest, strlen(digest));
    return file->digest;
}

/* Is there a line behind the first? Months in which nothing happened are files of a header alone, and all alike. */
static bool has_rows(const char *path) {
    FILE *file = fopen(path, "re");
    int c;

    if (file == NULL)
        return false;
    while ((c = getc(file)) != EOF && c != '\n' && c != '\r')
        continue;
    while ((c = getc(file)) == '\n' || c == '\r')
        continue;
    fclose(file);
    return c != EOF;
}

/* An export sent twice: only files of one size can have the same bytes, so nothing else is read for it, nor twice. */
static const char *find_same(struct export_files *files, struct export_file *file) {
    for (size_t i = 0; i < files->n && file->size > 0; i++) {
        struct export_file *earlier = &files->files[i];
        const char *digest, *other;
        if (strcmp(earlier->section, file->section) != 0 || earlier->same_as != NULL || earlier->size != file->size)
            continue;
        digest = digest_of(file);
        other = digest_of(earlier);
        if (digest != NULL && other != NULL && strcmp(digest, other) == 0 && has_rows(file->path))
            return earlier->name;
    }
    return NULL;
}

static void refuse_what_is_no_table(const struct export_file *file) {
    enum file_kind kind = file_kind_of(file->path);

    if (file_kind_advice(kind) != NULL)
        message_fail_at(EX_DATAERR, (struct message_place){.file = file->name}, "%s", file_kind_advice(kind));
    if (file_name_is_unfinished(file->name))
        message_fail_at(EXIT_GATE_FAILED, (struct message_place){.file = file->name},
                        "its name says that it is not yet whole (wait until it is delivered, or remove it)");
}

static void add_file(struct export_files *files, const char *section, const char *directory, const char *name) {
    struct export_file file = {.path = memory_format("%s/%s", directory, name), .section = section};

    file.name = file.path + strlen(directory) + 1;
    refuse_what_is_no_table(&file);
    measure(&file);
    file.same_as = find_same(files, &file);
    files->files = memory_grow(files->files, &files->capacity, files->n + 1, sizeof *files->files);
    files->files[files->n++] = file;
}

/* Does the section split its files with others by keep or omit (ingest/source_split.h)? */
static bool splits(const struct mapping *mapping, const char *section) {
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        if (strcmp(entry->section, section) == 0 &&
            (strncmp(entry->key, "keep.", 5) == 0 || strncmp(entry->key, "omit.", 5) == 0))
            return true;
    }
    return false;
}

/* A file whose name stands in full in one section is no other's of the table that has a pattern for it: one month with
 * its own form of days. */
static bool is_named_elsewhere(const struct mapping *mapping, const char *section, char *const *own, const char *name) {
    const struct table_spec *table = mapping_table(section);
    size_t n;
    const char **sections = mapping_sections(mapping, table->name, &n);
    bool found = false;

    for (size_t i = 0; i < n && !mapping_list_has(own, name); i++) {
        char **patterns = mapping_list(mapping_value(mapping, sections[i], "files", NULL));
        found = found || (strcmp(sections[i], section) != 0 && mapping_list_has(patterns, name) &&
                          !splits(mapping, sections[i]) && !splits(mapping, section));
        mapping_list_free(patterns);
    }
    free(sections);
    return found;
}

static void add_section(struct export_files *files, const struct mapping *mapping, const char *section,
                        const char *directory) {
    char **patterns = mapping_list(mapping_value(mapping, section, "files", NULL));
    const char *merge_ids = mapping_merge_ids(mapping);
    struct dirent **entries = NULL;
    int n = scandir(directory, &entries, NULL, compare_names);

    if (n < 0)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", directory, strerror(errno));
    for (int i = 0; i < n; i++) {
        bool is_table = merge_ids == NULL || strcmp(entries[i]->d_name, merge_ids) != 0;
        if (is_table && export_files_match(patterns, entries[i]->d_name) &&
            !is_named_elsewhere(mapping, section, patterns, entries[i]->d_name))
            add_file(files, section, directory, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    mapping_list_free(patterns);
}

static int compare_by_name(const void *left, const void *right) {
    const struct export_file *const *a = left, *const *b = right;

    return sorting_compare_names((*a)->name, (*b)->name);
}

/* Sections may read one file: it has one rank. */
static void rank(struct export_files *files) {
    struct export_file **in_order = memory_alloc(files->n, sizeof *in_order);

    for (size_t i = 0; i < files->n; i++)
        in_order[i] = &files->files[i];
    qsort(in_order, files->n, sizeof *in_order, compare_by_name);
    for (size_t i = 1; i < files->n; i++)
        in_order[i]->rank = strcmp(in_order[i]->name, in_order[i - 1]->name) == 0 ? in_order[i - 1]->rank : i;
    free(in_order);
}

/* take = latest: of a section's files with bytes of their own the one whose name comes last is read. */
static void keep_latest(struct export_files *files, const char *section) {
    struct export_file *latest = NULL;

    for (size_t i = 0; i < files->n; i++) {
        struct export_file *file = &files->files[i];
        if (strcmp(file->section, section) != 0)
            continue;
        file->is_superseded = true;
        file->same_as = NULL;
        if (latest == NULL || file->rank > latest->rank)
            latest = file;
    }
    if (latest != NULL)
        latest->is_superseded = false;
}

struct export_files export_files_find(const struct mapping *mapping, const char *table, const char *directory) {
    struct export_files files = {0};
    size_t n_sections;
    const char **sections = mapping_sections(mapping, table, &n_sections);

    for (size_t i = 0; i < n_sections; i++)
        add_section(&files, mapping, sections[i], directory);
    rank(&files);
    for (size_t i = 0; i < n_sections; i++)
        if (mapping_takes_latest(mapping, sections[i]))
            keep_latest(&files, sections[i]);
    free(sections);
    return files;
}

static bool any_of_section(const struct mapping *mapping, const char *section, const char *directory) {
    char **patterns = mapping_list(mapping_value(mapping, section, "files", NULL));
    struct dirent **entries = NULL;
    int n = scandir(directory, &entries, NULL, NULL);
    bool found = false;

    for (int i = 0; i < n; i++) {
        found = found || export_files_match(patterns, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    mapping_list_free(patterns);
    return found;
}

bool export_files_any(const struct mapping *mapping, const char *table, const char *directory) {
    size_t n;
    const char **sections = mapping_sections(mapping, table, &n);
    bool found = false;

    for (size_t i = 0; i < n; i++)
        found = found || any_of_section(mapping, sections[i], directory);
    free(sections);
    return found;
}

void export_files_free(struct export_files *files) {
    for (size_t i = 0; i < files->n; i++) {
        free(files->files[i].path);
        free(files->files[i].digest);
    }
    free(files->files);
    *files = (struct export_files){0};
}
