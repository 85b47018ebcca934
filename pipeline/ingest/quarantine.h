/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where rows go that cannot be used: a CSV of file, line, byte, column, code, message. Position and reason only,
 * never a value.
 */
#ifndef SWITCHBACK_INGEST_QUARANTINE_H
#define SWITCHBACK_INGEST_QUARANTINE_H

#include <stdint.h>

#include "table/column_spec.h"

struct quarantine;

extern const struct table_spec quarantine_spec;

/* path NULL: rows are counted and not written. */
struct quarantine *quarantine_open(const char *path);

/* `file` is a name within the export; `column` "" for the whole row; `code` and `message` are fixed words. */
struct quarantined_row {
    const char *file;
    long line;
    int64_t byte; /* offset of the line, -1: not known */
    const char *column, *code, *message;
};
void quarantine_add(struct quarantine *quarantine, const struct quarantined_row *row);

long quarantine_count(const struct quarantine *quarantine);

/* Calls `say` for every code that occurred, with its count, in order of first appearance. */
void quarantine_each_code(const struct quarantine *quarantine, void (*say)(void *context, const char *code, long count),
                          void *context);

/* Makes the file appear and frees. */
void quarantine_commit(struct quarantine *quarantine);

#endif
