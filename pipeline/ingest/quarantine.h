/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where rows go that cannot be used: a CSV of file, line, byte, column, code, message. Position and reason only,
 * never a value.
 */
#ifndef SWITCHBACK_INGEST_QUARANTINE_H
#define SWITCHBACK_INGEST_QUARANTINE_H

#include <stdbool.h>
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
    const char *section; /* of the mapping; outlives the quarantine */
};
void quarantine_add(struct quarantine *quarantine, const struct quarantined_row *row);

/* The most frequent reason: its first row, and how many have it; false: there is none. */
bool quarantine_main_reason(const struct quarantine *quarantine, struct quarantined_row *first, long *count);

long quarantine_count(const struct quarantine *quarantine);

/* Calls `say` for every code that occurred, with its count, in order of first appearance. */
void quarantine_each_code(const struct quarantine *quarantine, void (*say)(void *context, const char *code, long count),
                          void *context);

/* Makes the file appear and frees. */
void quarantine_commit(struct quarantine *quarantine);

#endif
