/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/quarantine.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/table_writer.h"

enum { MOST_REASONS = 128 };

struct quarantine {
    struct table_writer *writer; /* NULL: only counting */
    long count;
    struct quarantined_row reasons[MOST_REASONS]; /* the first row of each column and code; its file is ours */
    long counts[MOST_REASONS];
    size_t n_reasons;
};

static const struct column_spec columns[] = {
    {"file", COLUMN_TEXT, true, "", NULL, "file of the export"},
    {"line", COLUMN_INT, true, "", NULL, "physical line, 1 is the header"},
    {"byte", COLUMN_INT, false, "bytes", NULL, "offset of the line in the file"},
    {"column", COLUMN_TEXT, false, "", NULL, "column at fault; empty: the whole row"},
    {"code", COLUMN_TEXT, true, "", NULL, "the reason, one word"},
    {"message", COLUMN_TEXT, true, "", NULL, "the reason in words"},
};

const struct table_spec quarantine_spec = {"quarantine", "Rows of an export that could not be used.",
                                           "as they were met", "file, line", TABLE_SPEC_COLUMNS(columns)};

struct quarantine *quarantine_open(const char *path) {
    struct quarantine *quarantine = memory_alloc(1, sizeof *quarantine);

    if (path != NULL)
        quarantine->writer = table_writer_open(path, &quarantine_spec, NULL, 0);
    return quarantine;
}

static void count_reason(struct quarantine *quarantine, const struct quarantined_row *row) {
    size_t i = 0;

    while (i < quarantine->n_reasons && (strcmp(quarantine->reasons[i].code, row->code) != 0 ||
                                         strcmp(quarantine->reasons[i].column, row->column) != 0))
        i++;
    if (i == MOST_REASONS)
        return;
    if (i == quarantine->n_reasons) {
        quarantine->reasons[i] = *row;
        quarantine->reasons[i].file = memory_copy_text(row->file, strlen(row->file));
        quarantine->n_reasons++;
    }
    quarantine->counts[i]++;
}

bool quarantine_main_reason(const struct quarantine *quarantine, struct quarantined_row *first, long *count) {
    size_t most = 0;

    for (size_t i = 1; i < quarantine->n_reasons; i++)
        most = quarantine->counts[i] > quarantine->counts[most] ? i : most;
    if (quarantine->n_reasons == 0)
        return false;
    *first = quarantine->reasons[most];
    *count = quarantine->counts[most];
    return true;
}

void quarantine_add(struct quarantine *quarantine, const struct quarantined_row *row) {
    struct table_writer *writer = quarantine->writer;

    quarantine->count++;
    count_reason(quarantine, row);
    if (writer == NULL)
        return;
    table_writer_text(writer, row->file);
    table_writer_int(writer, row->line);
    if (row->byte >= 0)
        table_writer_int(writer, row->byte);
    else
        table_writer_empty(writer);
    table_writer_text(writer, row->column);
    table_writer_text(writer, row->code);
    table_writer_text(writer, row->message);
    table_writer_end_row(writer);
}

long quarantine_count(const struct quarantine *quarantine) { return quarantine->count; }

/* Of the code of a reason all rows; 0: a reason before it has the same code. */
static long count_code(const struct quarantine *quarantine, size_t reason) {
    long n = 0;

    for (size_t i = 0; i < quarantine->n_reasons; i++) {
        if (strcmp(quarantine->reasons[i].code, quarantine->reasons[reason].code) != 0)
            continue;
        if (i < reason)
            return 0;
        n += quarantine->counts[i];
    }
    return n;
}

void quarantine_each_code(const struct quarantine *quarantine, void (*say)(void *context, const char *code, long count),
                          void *context) {
    for (size_t i = 0; i < quarantine->n_reasons; i++) {
        long n = count_code(quarantine, i);
        if (n > 0)
            say(context, quarantine->reasons[i].code, n);
    }
}

void quarantine_commit(struct quarantine *quarantine) {
    if (quarantine->writer != NULL)
        table_writer_commit(quarantine->writer);
    for (size_t i = 0; i < quarantine->n_reasons; i++)
        free((char *)(uintptr_t)quarantine->reasons[i].file);
    free(quarantine);
}
