/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/export_files.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "base/memory.h"
#include "base/message.h"

/* bytewise: alphasort follows the locale */
static int compare_names(const struct dirent **left, const struct dirent **right) {
    return strcmp((*left)->d_name, (*right)->d_name);
}

static bool matches_any(char *const *patterns, const char *name) {
    for (size_t i = 0; patterns[i] != NULL; i++)
        if (fnmatch(patterns[i], name, FNM_PERIOD) == 0)
            return true;
    return false;
}

static off_t size_of(const char *path) {
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode) ? status.st_size : -1;
}

/* An export sent twice: only files of one size can have the same bytes, so nothing else is read for it. */
static const char *find_same(const struct export_files *files, const struct export_file *file) {
    char digest[DIGEST_TEXT_SIZE], other[DIGEST_TEXT_SIZE];
    off_t size = size_of(file->path);

    for (size_t i = 0; i < files->n && size > 0; i++) {
        if (strcmp(files->files[i].section, file->section) != 0 || size_of(files->files[i].path) != size)
            continue;
        if (digest_file(file->path, digest) && digest_file(files->files[i].path, other) && strcmp(digest, other) == 0)
            return files->files[i].name;
    }
    return NULL;
}

static void add_section(struct export_files *files, const struct mapping *mapping, const char *section,
                        const char *directory) {
    char **patterns = mapping_list(mapping_value(mapping, section, "files", NULL));
    struct dirent **entries = NULL;
    int n = scandir(directory, &entries, NULL, compare_names);

    if (n < 0)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", directory, strerror(errno));
    for (int i = 0; i < n; i++) {
        if (matches_any(patterns, entries[i]->d_name)) {
            struct export_file file = {.path = memory_format("%s/%s", directory, entries[i]->d_name),
                                       .section = section};
            file.name = file.path + strlen(directory) + 1;
            file.same_as = find_same(files, &file);
            files->files = memory_grow(files->files, &files->capacity, files->n + 1, sizeof *files->files);
            files->files[files->n++] = file;
        }
        free(entries[i]);
    }
    free(entries);
    mapping_list_free(patterns);
}

struct export_files export_files_find(const struct mapping *mapping, const char *table, const char *directory) {
    struct export_files files = {0};
    size_t n_sections;
    const char **sections = mapping_sections(mapping, table, &n_sections);

    for (size_t i = 0; i < n_sections; i++)
        add_section(&files, mapping, sections[i], directory);
    free(sections);
    return files;
}

void export_files_free(struct export_files *files) {
    for (size_t i = 0; i < files->n; i++)
        free(files->files[i].path);
    free(files->files);
    *files = (struct export_files){0};
}
