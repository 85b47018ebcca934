/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of an export that a section of the mapping names by its patterns.
 */
#ifndef SWITCHBACK_INGEST_EXPORT_FILES_H
#define SWITCHBACK_INGEST_EXPORT_FILES_H

#include <stddef.h>

#include "ingest/mapping.h"

struct export_file {
    char *path;
    const char *name;    /* within the directory; a part of path */
    const char *section; /* of the mapping */
    const char *same_as; /* name of an earlier file with the same bytes; NULL: none */
};

struct export_files {
    struct export_file *files;
    size_t n, capacity;
};

/* Files of all the table's sections, section by section, by name within one; a file that two patterns of a
 * section name is there once. A directory that cannot be read ends the program with 66. */
struct export_files export_files_find(const struct mapping *mapping, const char *table, const char *directory);
void export_files_free(struct export_files *files);

#endif
