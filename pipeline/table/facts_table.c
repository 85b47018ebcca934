/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/facts_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/table_reader.h"
#include "table/table_writer.h"

#define FACTS                                                                                                          \
    "window_start table unknown_people delivery month hole end silent unseen unjudged recording_lag spelling new_ids"

static const struct column_spec columns[] = {
    {"fact", COLUMN_CODE, true, "", FACTS, "what is said"},
    {"site", COLUMN_TEXT, false, "", NULL, "of which site; empty: of all, or of people without one"},
    {"table", COLUMN_TEXT, false, "", NULL, "of which table; several have + between them"},
    {"subject", COLUMN_TEXT, false, "", NULL,
     "hole: its name in [accept]; end: late, closed or declared; spelling: the column; delivery: the month"},
    {"text", COLUMN_TEXT, false, "", NULL, "hole, unknown_people: the reason given in [accept]; spelling: as written"},
    {"first_day", COLUMN_DAY, false, "day", NULL, "first day it is about"},
    {"last_day", COLUMN_DAY, false, "day", NULL, "last day it is about; end, silent: the last day that is known"},
    {"people", COLUMN_NUMBER, false, "", NULL, "people it was judged on"},
    {"count", COLUMN_NUMBER, false, "", NULL, "rows or people, as the fact has it"},
    {"value", COLUMN_NUMBER, false, "", NULL,
     "recording_lag: days; month: probability; new_ids: ids that begin in the four weeks from first_day on"},
};

enum { FACT, SITE, TABLE, SUBJECT, TEXT, FIRST_DAY, LAST_DAY, PEOPLE, COUNT, VALUE, N_COLUMNS };

const struct table_spec facts_table_spec = {"facts", "Facts about the whole of an export, measured once.",
                                            "as they were found", "", TABLE_SPEC_COLUMNS(columns)};

struct fact_row fact_row_empty(const char *fact) {
    return (struct fact_row){.fact = fact,
                             .site = "",
                             .table = "",
                             .subject = "",
                             .text = "",
                             .first_day = CALENDAR_NO_DAY,
                             .last_day = CALENDAR_NO_DAY,
                             .people = (double)NAN,
                             .count = (double)NAN,
                             .value = (double)NAN};
}

static const char *keep(struct fact_rows *rows, const char *text) {
    if (text == NULL || text[0] == '\0')
        return "";
    rows->texts = memory_grow(rows->texts, &rows->texts_capacity, rows->n_texts + 1, sizeof *rows->texts);
    return rows->texts[rows->n_texts++] = memory_copy_text(text, strlen(text));
}

void fact_rows_add(struct fact_rows *rows, const struct fact_row *row) {
    struct fact_row kept = *row;

    kept.fact = keep(rows, row->fact);
    kept.site = keep(rows, row->site);
    kept.table = keep(rows, row->table);
    kept.subject = keep(rows, row->subject);
    kept.text = keep(rows, row->text);
    rows->rows = memory_grow(rows->rows, &rows->capacity, rows->n + 1, sizeof *rows->rows);
    rows->rows[rows->n++] = kept;
}

void fact_rows_free(struct fact_rows *rows) {
    for (size_t i = 0; i < rows->n_texts; i++)
        free(rows->texts[i]);
    free(rows->texts);
    free(rows->rows);
    *rows = (struct fact_rows){0};
}

void fact_rows_write(const struct fact_rows *rows, enum calendar_kind days, const char *path) {
    struct table_writer *writer = table_writer_open(path, &facts_table_spec, NULL, 0);

    for (size_t i = 0; i < rows->n; i++) {
        const struct fact_row *row = &rows->rows[i];
        table_writer_text(writer, row->fact);
        table_writer_text(writer, row->site);
        table_writer_text(writer, row->table);
        table_writer_text(writer, row->subject);
        table_writer_text(writer, row->text);
        table_writer_day(writer, days, row->first_day);
        table_writer_day(writer, days, row->last_day);
        table_writer_double(writer, row->people);
        table_writer_double(writer, row->count);
        table_writer_double(writer, row->value);
        table_writer_end_row(writer);
    }
    table_writer_commit(writer);
}

static void read_row(struct table_reader *reader, const int at[], struct fact_rows *rows) {
    struct fact_row row = fact_row_empty(table_reader_cell(reader, at[FACT]).text);

    if (!column_spec_allows(&columns[FACT], row.fact, strlen(row.fact)))
        table_reader_fail(reader, at[FACT], "not usable (expected one of %s)", FACTS);
    row.site = table_reader_cell(reader, at[SITE]).text;
    row.table = table_reader_cell(reader, at[TABLE]).text;
    row.subject = table_reader_cell(reader, at[SUBJECT]).text;
    row.text = table_reader_cell(reader, at[TEXT]).text;
    row.first_day = table_reader_day(reader, at[FIRST_DAY]);
    row.last_day = table_reader_day(reader, at[LAST_DAY]);
    row.people = table_reader_double(reader, at[PEOPLE]);
    row.count = table_reader_double(reader, at[COUNT]);
    row.value = table_reader_double(reader, at[VALUE]);
    fact_rows_add(rows, &row);
}

struct fact_rows fact_rows_read(const char *path) {
    struct table_reader *reader = table_reader_open(path, true);
    struct fact_rows rows = {0};
    int at[N_COLUMNS];

    table_reader_match(reader, &facts_table_spec, at);
    while (table_reader_next(reader))
        read_row(reader, at, &rows);
    table_reader_close(reader);
    return rows;
}
