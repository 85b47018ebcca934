/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of an export that a section of the mapping names by its patterns, and which of them is the later one.
 */
#ifndef SWITCHBACK_INGEST_EXPORT_FILES_H
#define SWITCHBACK_INGEST_EXPORT_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest/mapping.h"

struct export_file {
    char *path;
    const char *name;    /* within the directory; a part of path */
    const char *section; /* of the mapping */
    const char *same_as; /* name of an earlier file with the same bytes; NULL: none */
    bool is_superseded;  /* take = latest, and a later file is there */
    int64_t size;        /* bytes */
    int64_t modified;    /* nanoseconds, as the file system has them */
    size_t rank;         /* among the names of all files of the table, the latest last (sorting_compare_names) */
    char *digest;        /* of its bytes, where it was asked for */
};

struct export_files {
    struct export_file *files;
    size_t n, capacity;
};

/* Files of all the table's sections, section by section, by name within one; a file that two patterns of a
 * section name is there once. Ends the program where the directory cannot be read (66), and where what has such a name
 * is no table: a directory, a pipe, a workbook, compressed (65), or not yet whole (1). */
struct export_files export_files_find(const struct mapping *mapping, const char *table, const char *directory);
void export_files_free(struct export_files *files);

/* Is it read? Neither superseded nor the same bytes once more. */
bool export_file_is_read(const struct export_file *file);

/* Ends the program (65) where the file is another than it was when it was found: it is being written. */
void export_file_refuse_changed(const struct export_file *file);

/* Does one of the patterns name it? Never what is hidden (file_name_is_hidden). */
bool export_files_match(char *const *patterns, const char *name);

/* Is there any file of the table by its name? None is opened. */
bool export_files_any(const struct mapping *mapping, const char *table, const char *directory);

#endif
