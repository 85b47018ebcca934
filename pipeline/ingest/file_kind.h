/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands under a name in an export's directory, by its kind and its first bytes. Nothing but a regular file is
 * opened: a pipe would wait for a writer that never comes.
 */
#ifndef SWITCHBACK_INGEST_FILE_KIND_H
#define SWITCHBACK_INGEST_FILE_KIND_H

enum file_kind {
    FILE_KIND_TEXT, /* nothing else was seen */
    FILE_KIND_DIRECTORY,
    FILE_KIND_PIPE, /* or a socket, or a device */
    FILE_KIND_DEAD_LINK,
    FILE_KIND_UNREADABLE,
    FILE_KIND_ZIP, /* .xlsx and .ods are such */
    FILE_KIND_OLD_WORKBOOK,
    FILE_KIND_COMPRESSED,
    FILE_KIND_MARKUP, /* a web page or XML: some systems name such a file .xls or .csv */
    FILE_KIND_BINARY, /* another format that is known by its first bytes */
    FILE_KIND_COUNT
};

enum file_kind file_kind_of(const char *path);

/* "a directory: give files, not directories of them": what it is and what to do; NULL: a text. */
const char *file_kind_advice(enum file_kind kind);

#endif
