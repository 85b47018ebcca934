/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/release_cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "table/table_reader.h"
#include "table/table_writer.h"

enum { LEAST_CELLS = 1024, CELLS_A_PERSON = 4, MOST_CELLS = 1 << 28 };
enum file_column { FILE_WHAT, FILE_VALUE, FILE_PEOPLE, FILE_COLUMNS };

static const struct column_spec columns_of_file[] = {
    {"what", COLUMN_CODE, true, "",
     "as_of left_up_to made_of cells days stays exits groups followups uses "
     "stage triggers missed_signs lacking_supports plan_changes",
     "what is said; the parts as in person/release_parts.h"},
    {"value", COLUMN_TEXT, false, "", NULL, "a day, a text, a number, or of a part the cell"},
    {"people", COLUMN_INT, false, "people", NULL, "in the cell"},
};
const struct table_spec release_cells_table = {
    "release_cells",
    "What a release knew of people, without a row or an id of anybody: how many fall into each cell of a part of it. "
    "basis/cells.csv, for the next release alone; it stays inside the program.",
    "as listed, then value", "what, value", TABLE_SPEC_COLUMNS(columns_of_file)};

size_t release_cells_enough(size_t n_people) {
    size_t n = LEAST_CELLS;

    while (n < CELLS_A_PERSON * n_people && n < MOST_CELLS)
        n *= 2;
    return n;
}

static void make_cells(struct release_cells *cells, size_t n) {
    cells->n = n;
    for (size_t part = 0; part < RELEASE_PARTS; part++)
        cells->people[part] = memory_alloc(n, sizeof(uint32_t));
}

struct release_cells release_cells_alloc(size_t n, int32_t as_of, const char *made_of) {
    struct release_cells cells = {.as_of = as_of, .left_up_to = as_of};

    make_cells(&cells, n);
    cells.made_of = memory_copy_text(made_of, strlen(made_of));
    return cells;
}

void release_cells_free(struct release_cells *cells) {
    free(cells->made_of);
    for (size_t part = 0; part < RELEASE_PARTS; part++)
        free(cells->people[part]);
    *cells = (struct release_cells){.n = 0};
}

void release_cells_add(struct release_cells *cells, const uint64_t sums[]) {
    for (size_t part = 0; part < RELEASE_PARTS; part++)
        if (sums[part] != 0)
            cells->people[part][(size_t)release_parts_mix(sums[part]) & (cells->n - 1)]++;
}

size_t release_cells_count(const struct release_cells *cells, enum release_part part) {
    size_t n = 0;

    for (size_t i = 0; i < cells->n; i++)
        n += cells->people[part][i];
    return n;
}

/* What is left of a when b is taken from it. */
static size_t rest(size_t a, size_t b) { return a > b ? a - b : 0; }

size_t release_cells_changed(const struct release_cells *last, const struct release_cells *others,
                             const struct release_cells *counted, enum release_part part) {
    size_t not_known = 0, not_known_counted = 0, gone = 0;

    for (size_t i = 0; i < last->n; i++) {
        size_t knew = last->people[part][i], now = others->people[part][i], too = counted->people[part][i];
        not_known += rest(now, knew);
        not_known_counted += rest(too, rest(knew, now));
        gone += rest(rest(knew, now), too);
    }
    /* What is gone may be what is not known now, of the same person; what is more is of somebody else. */
    return not_known + rest(gone, not_known + not_known_counted);
}

size_t release_cells_gone(const struct release_cells *last, const struct release_cells *others,
                          const struct release_cells *counted, enum release_part part) {
    size_t gone = 0;

    for (size_t i = 0; i < last->n; i++)
        gone += rest(last->people[part][i], (size_t)others->people[part][i] + counted->people[part][i]);
    return gone;
}

static void write_row(struct table_writer *writer, const char *what, const char *value) {
    table_writer_text(writer, what);
    table_writer_text(writer, value);
    table_writer_empty(writer);
    table_writer_end_row(writer);
}

static void write_part(struct table_writer *writer, const struct release_cells *cells, enum release_part part) {
    for (size_t i = 0; i < cells->n; i++) {
        if (cells->people[part][i] == 0)
            continue;
        table_writer_text(writer, release_part_names[part]);
        table_writer_int(writer, (int64_t)i);
        table_writer_int(writer, cells->people[part][i]);
        table_writer_end_row(writer);
    }
}

void release_cells_write(const struct release_cells *cells, enum calendar_kind days, const char *path) {
    struct table_writer *writer = table_writer_open(path, &release_cells_table, NULL, 0);
    char text[CALENDAR_TEXT_SIZE + NUMBER_TEXT_SIZE];

    calendar_write(days, cells->as_of, text);
    write_row(writer, "as_of", text);
    calendar_write(days, cells->left_up_to, text);
    write_row(writer, "left_up_to", text);
    write_row(writer, "made_of", cells->made_of);
    number_format_int((int64_t)cells->n, text);
    write_row(writer, "cells", text);
    for (enum release_part part = 0; part < RELEASE_PARTS; part++)
        write_part(writer, cells, part);
    table_writer_commit(writer);
}

static void read_n(struct release_cells *cells, const struct table_reader *reader, const int columns[]) {
    int32_t n = table_reader_int(reader, columns[FILE_VALUE], 0);

    if (cells->n != 0 || n < LEAST_CELLS || n > MOST_CELLS || (n & (n - 1)) != 0)
        table_reader_fail(reader, columns[FILE_VALUE], "no number of cells (expected a power of 2 from %d up, once)",
                          LEAST_CELLS);
    make_cells(cells, (size_t)n);
}

static void read_cell(struct release_cells *cells, const struct table_reader *reader, const int columns[],
                      struct record_cell what) {
    int32_t cell = table_reader_int(reader, columns[FILE_VALUE], -1),
            people = table_reader_int(reader, columns[FILE_PEOPLE], 0);

    if (cell < 0 || (size_t)cell >= cells->n)
        table_reader_fail(reader, columns[FILE_VALUE], "no cell (expected 0 up to the number of cells - 1)");
    if (people < 1)
        table_reader_fail(reader, columns[FILE_PEOPLE], "no number of people");
    for (size_t part = 0; part < RELEASE_PARTS; part++)
        if (strcmp(what.text, release_part_names[part]) == 0) {
            cells->people[part][cell] = (uint32_t)people;
            return;
        }
    table_reader_fail(reader, columns[FILE_WHAT], "no part of a release");
}

static void read_row(struct release_cells *cells, struct table_reader *reader, const int columns[]) {
    struct record_cell what = table_reader_cell(reader, columns[FILE_WHAT]),
                       value = table_reader_cell(reader, columns[FILE_VALUE]);

    if (strcmp(what.text, "as_of") == 0) {
        cells->as_of = table_reader_day(reader, columns[FILE_VALUE]);
    } else if (strcmp(what.text, "left_up_to") == 0) {
        cells->left_up_to = table_reader_day(reader, columns[FILE_VALUE]);
    } else if (strcmp(what.text, "made_of") == 0) {
        free(cells->made_of);
        cells->made_of = memory_copy_text(value.text, value.length);
    } else if (strcmp(what.text, "cells") == 0) {
        read_n(cells, reader, columns);
    } else if (columns[FILE_PEOPLE] >= 0) {
        read_cell(cells, reader, columns, what);
    } else if (strcmp(what.text, "cell") != 0) {
        table_reader_fail(reader, columns[FILE_WHAT], "nothing that a release left");
    }
}

struct release_cells release_cells_read(const char *path) {
    struct table_reader *reader = table_reader_open(path, false);
    struct release_cells cells = {.as_of = CALENDAR_NO_DAY, .left_up_to = CALENDAR_NO_DAY};
    int columns[FILE_COLUMNS];

    table_reader_match(reader, &release_cells_table, columns);
    while (table_reader_next(reader))
        read_row(&cells, reader, columns);
    if (cells.as_of == CALENDAR_NO_DAY || cells.left_up_to == CALENDAR_NO_DAY || cells.made_of == NULL ||
        (cells.n == 0 && columns[FILE_PEOPLE] >= 0))
        message_fail(EX_DATAERR, "%s: is not what a release left (expected as_of, left_up_to, made_of and cells)",
                     path);
    table_reader_close(reader);
    return cells;
}
