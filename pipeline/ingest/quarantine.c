/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/quarantine.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/table_writer.h"

enum { MOST_CODES = 32 };

struct quarantine {
    struct table_writer *writer; /* NULL: only counting */
    long count;
    const char *codes[MOST_CODES];
    long counts[MOST_CODES];
    size_t n_codes;
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

static void count_code(struct quarantine *quarantine, const char *code) {
    size_t i = 0;

    while (i < quarantine->n_codes && strcmp(quarantine->codes[i], code) != 0)
        i++;
    if (i == MOST_CODES)
        return;
    if (i == quarantine->n_codes)
        quarantine->codes[quarantine->n_codes++] = code;
    quarantine->counts[i]++;
}

void quarantine_add(struct quarantine *quarantine, const struct quarantined_row *row) {
    struct table_writer *writer = quarantine->writer;

    quarantine->count++;
    count_code(quarantine, row->code);
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

void quarantine_each_code(const struct quarantine *quarantine, void (*say)(void *context, const char *code, long count),
                          void *context) {
    for (size_t i = 0; i < quarantine->n_codes; i++)
        say(context, quarantine->codes[i], quarantine->counts[i]);
}

void quarantine_commit(struct quarantine *quarantine) {
    if (quarantine->writer != NULL)
        table_writer_commit(quarantine->writer);
    free(quarantine);
}
