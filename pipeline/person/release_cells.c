/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/release_cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/number.h"
#include "table/input_tables.h"
#include "table/table_writer.h"

enum { LEAST_CELLS = 64 };
enum file_column { FILE_WHAT, FILE_VALUE, FILE_COLUMNS };

static const struct column_spec columns_of_file[] = {
    {"what", COLUMN_CODE, true, "", "as_of left_up_to made_of cell", "what is said"},
    {"value", COLUMN_TEXT, false, "", NULL, "a day, a text, or a sum of 16 bits"},
};
static const struct table_spec spec_of_file = {"release_cells", "What a release knew of people.",
                                               "as they are numbered", "", TABLE_SPEC_COLUMNS(columns_of_file)};

/* What is known only from a day on that another column tells. */
static const struct {
    int table, column, known_from;
} bound[] = {{INPUT_ADMISSIONS, ADMISSIONS_REASON, ADMISSIONS_DISCHARGED},
             {INPUT_RETURNS_TO_USE, RETURNS_STAGE, RETURNS_REFLECTED_ON},
             {INPUT_RETURNS_TO_USE, RETURNS_TRIGGERS, RETURNS_REFLECTED_ON},
             {INPUT_RETURNS_TO_USE, RETURNS_MISSED_SIGNS, RETURNS_REFLECTED_ON},
             {INPUT_RETURNS_TO_USE, RETURNS_LACKING_SUPPORTS, RETURNS_REFLECTED_ON},
             {INPUT_RETURNS_TO_USE, RETURNS_PLAN_CHANGES, RETURNS_REFLECTED_ON}};

/* Nobody chooses rows to collide, and a collision costs one person in a count that may only be too small. */
static uint64_t hash_more(uint64_t hash, const char *text, size_t length) {
    hash = (hash ^ dictionary_hash(text, length)) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static const uint64_t hash_begin = 1;

/* MurmurHash3's 64-bit finalizer (Appleby): every bit of the rows then moves the bits that are kept. */
static uint64_t hash_end(uint64_t hash) {
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDu;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53u;
    return hash ^ hash >> 33;
}

static struct release_cells cells_of(size_t n) {
    return (struct release_cells){.n = n, .sums = memory_alloc(n, sizeof(uint16_t))};
}

struct release_cells release_cells_alloc(size_t n_people, int32_t as_of, const char *made_of) {
    struct release_cells cells;
    size_t n = LEAST_CELLS;

    while (n < n_people)
        n *= 2;
    cells = cells_of(n);
    cells.as_of = cells.left_up_to = as_of;
    cells.made_of = memory_copy_text(made_of, strlen(made_of));
    return cells;
}

void release_cells_free(struct release_cells *cells) {
    free(cells->made_of);
    free(cells->sums);
    *cells = (struct release_cells){.n = 0};
}

size_t release_cells_place(const struct release_cells *cells, const char *patient_id, size_t length) {
    return (size_t)hash_end(hash_more(hash_begin, patient_id, length)) & (cells->n - 1);
}

static bool is_known(struct table_reader *reader, int column, int32_t as_of) {
    int32_t day = table_reader_day(reader, column);

    return day != CALENDAR_NO_DAY && day <= as_of;
}

static bool is_told(struct table_reader *reader, int table, const int columns[], int column, int32_t as_of) {
    enum column_type type = input_tables[table].columns[column].type;

    if (type == COLUMN_DAY_LIST)
        return false; /* plans: when each was due and done */
    if (type == COLUMN_DAY)
        return is_known(reader, columns[column], as_of);
    for (size_t i = 0; i < sizeof bound / sizeof bound[0]; i++)
        if (bound[i].table == table && bound[i].column == column)
            return is_known(reader, columns[bound[i].known_from], as_of);
    return true;
}

uint64_t release_cells_hash(struct table_reader *reader, int table, const int columns[], int32_t as_of) {
    uint64_t hash = hash_more(hash_begin, input_tables[table].name, strlen(input_tables[table].name));

    for (size_t i = 0; i < input_tables[table].n_columns; i++) {
        struct record_cell cell = table_reader_cell(reader, columns[i]);
        hash = hash_more(hash, cell.text, is_told(reader, table, columns, (int)i, as_of) ? cell.length : 0);
    }
    return hash_end(hash);
}

void release_cells_add(struct release_cells *cells, struct record_cell id, uint64_t hash) {
    uint16_t *sum = &cells->sums[release_cells_place(cells, id.text, id.length)];

    *sum = (uint16_t)(*sum + (hash >> 48));
}

static void write_row(struct table_writer *writer, const char *what, const char *value) {
    table_writer_text(writer, what);
    table_writer_text(writer, value);
    table_writer_end_row(writer);
}

void release_cells_write(const struct release_cells *cells, enum calendar_kind days, const char *path) {
    struct table_writer *writer = table_writer_open(path, &spec_of_file, NULL, 0);
    char text[CALENDAR_TEXT_SIZE + NUMBER_TEXT_SIZE];

    calendar_write(days, cells->as_of, text);
    write_row(writer, "as_of", text);
    calendar_write(days, cells->left_up_to, text);
    write_row(writer, "left_up_to", text);
    write_row(writer, "made_of", cells->made_of);
    for (size_t i = 0; i < cells->n; i++) {
        number_format_int(cells->sums[i], text);
        write_row(writer, "cell", text);
    }
    table_writer_commit(writer);
}

static void read_row(struct release_cells *cells, size_t *capacity, struct table_reader *reader, const int columns[]) {
    struct record_cell what = table_reader_cell(reader, columns[FILE_WHAT]),
                       value = table_reader_cell(reader, columns[FILE_VALUE]);
    int32_t sum;

    if (strcmp(what.text, "as_of") == 0) {
        cells->as_of = table_reader_day(reader, columns[FILE_VALUE]);
    } else if (strcmp(what.text, "left_up_to") == 0) {
        cells->left_up_to = table_reader_day(reader, columns[FILE_VALUE]);
    } else if (strcmp(what.text, "made_of") == 0) {
        free(cells->made_of);
        cells->made_of = memory_copy_text(value.text, value.length);
    } else {
        sum = table_reader_int(reader, columns[FILE_VALUE], -1);
        if (sum < 0 || sum > UINT16_MAX)
            table_reader_fail(reader, columns[FILE_VALUE], "no sum of 16 bits");
        cells->sums = memory_grow(cells->sums, capacity, cells->n + 1, sizeof *cells->sums);
        cells->sums[cells->n++] = (uint16_t)sum;
    }
}

struct release_cells release_cells_read(const char *path) {
    struct table_reader *reader = table_reader_open(path, false);
    struct release_cells cells = {.as_of = CALENDAR_NO_DAY, .left_up_to = CALENDAR_NO_DAY};
    int columns[FILE_COLUMNS];
    size_t capacity = 0;

    table_reader_match(reader, &spec_of_file, columns);
    while (table_reader_next(reader))
        read_row(&cells, &capacity, reader, columns);
    if (cells.as_of == CALENDAR_NO_DAY || cells.left_up_to == CALENDAR_NO_DAY || cells.made_of == NULL ||
        cells.n < LEAST_CELLS || (cells.n & (cells.n - 1)) != 0)
        message_fail(EX_DATAERR, "%s: is not what a release left (expected as_of, left_up_to, made_of and cells)",
                     path);
    table_reader_close(reader);
    return cells;
}
