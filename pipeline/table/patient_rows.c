/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/patient_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text_buffer.h"

static const char not_in_order[] = "not in order (expected rows sorted by patient_id, bytewise: LC_ALL=C sort)";

struct patient_rows {
    struct table_reader *reader;
    int patient_column, day_column; /* day_column -1: the table has no key date */
    const struct patient_range *range;
    int64_t begin, end; /* bytes of the file: the range's first row, and the first behind it */
    bool has_row, is_same;
    struct text_buffer last; /* patient of the row before */
    int32_t day;
    char month[8]; /* YYYY-MM- of the date looked at last */
    int32_t month_first, month_days;
};

static bool is_before(const struct patient_rows *rows, const char *id) {
    return strcmp(table_reader_cell(rows->reader, rows->patient_column).text, id) < 0;
}

/* Bytes within which the first row of a range is looked for one by one, and those read at a time of a range. */
enum { NEAR = 1 << 14, RANGE_READ_SIZE = 1 << 16 };

/* Halves the table until the first row with this id or a later one is near, and goes to it. */
static bool seek_row(struct patient_rows *rows, const char *id) {
    int64_t low = table_reader_offset(rows->reader), high = table_reader_size(rows->reader), first = low;
    bool has_row;

    table_reader_set_read_size(rows->reader, TABLE_SEEK_READ_SIZE);
    while (high - low > NEAR) {
        int64_t middle = low + (high - low) / 2;
        if (table_reader_next_behind(rows->reader, middle) && is_before(rows, id))
            low = middle;
        else
            high = middle;
    }
    table_reader_set_read_size(rows->reader, RANGE_READ_SIZE);
    has_row = low == first ? table_reader_next_from(rows->reader, low) : table_reader_next_behind(rows->reader, low);
    while (has_row && is_before(rows, id))
        has_row = table_reader_next(rows->reader);
    return has_row;
}

/* Where the row at hand begins; behind the last row, where the file ends. */
static int64_t byte_of(const struct patient_rows *rows, bool has_row) {
    return has_row ? table_reader_byte(rows->reader) : table_reader_offset(rows->reader);
}

void patient_rows_close(struct patient_rows *rows) {
    if (rows == NULL)
        return;
    table_reader_close(rows->reader);
    text_buffer_free(&rows->last);
    free(rows);
}

const char *patient_rows_patient(const struct patient_rows *rows) {
    return rows->has_row ? table_reader_cell(rows->reader, rows->patient_column).text : NULL;
}

int32_t patient_rows_day(const struct patient_rows *rows) { return rows->day; }

bool patient_rows_is_same(const struct patient_rows *rows) { return rows->is_same; }

/* Within a patient, rows come by key date: who reads them counts on it. */
static void check_day(struct patient_rows *rows, bool same_patient) {
    int32_t day;

    if (rows->day_column < 0)
        return;
    day = table_reader_day(rows->reader, rows->day_column);
    if (day == CALENDAR_NO_DAY)
        table_reader_fail(rows->reader, rows->day_column, "missing (expected a day)");
    if (same_patient && day < rows->day)
        table_reader_fail(rows->reader, rows->day_column, "not in order (expected each patient's rows sorted by day)");
    rows->day = day;
}

static bool is_last(const struct patient_rows *rows, struct record_cell patient) {
    return rows->last.text != NULL && rows->last.length == patient.length &&
           memcmp(rows->last.text, patient.text, patient.length) == 0;
}

static void start_patient(struct patient_rows *rows, struct record_cell patient) {
    if (patient.length == 0)
        table_reader_fail(rows->reader, rows->patient_column, "missing (expected an identifier)");
    if (rows->last.text != NULL && strcmp(rows->last.text, patient.text) > 0)
        table_reader_fail(rows->reader, rows->patient_column, not_in_order);
    text_buffer_clear(&rows->last);
    text_buffer_append(&rows->last, patient.text, patient.length);
}

/* A row of the patient before is within the range, too. */
static void take_row(struct patient_rows *rows, bool has_row) {
    struct record_cell patient =
        has_row ? table_reader_cell(rows->reader, rows->patient_column) : (struct record_cell){.text = "", .length = 0};

    rows->is_same = has_row && is_last(rows, patient);
    rows->has_row = rows->is_same || (has_row && (rows->range->until == NULL || is_before(rows, rows->range->until)));
    if (!rows->has_row)
        rows->end = byte_of(rows, has_row);
    else if (!rows->is_same)
        start_patient(rows, patient);
    if (rows->has_row)
        check_day(rows, rows->is_same);
}

struct patient_rows *patient_rows_open(const char *path, const struct table_spec *spec, int columns[],
                                       const struct patient_range *range, bool show_values) {
    struct patient_rows *rows = memory_alloc(1, sizeof *rows);
    bool has_row;

    rows->reader = table_reader_open(path, show_values);
    table_reader_match(rows->reader, spec, columns);
    rows->patient_column = (int)table_reader_require(rows->reader, "patient_id");
    rows->day_column = spec->columns[1].type == COLUMN_DAY ? columns[1] : -1;
    rows->day = CALENDAR_NO_DAY;
    rows->range = range != NULL ? range : &patient_range_all;
    has_row = rows->range->from != NULL ? seek_row(rows, rows->range->from) : table_reader_next(rows->reader);
    rows->begin = byte_of(rows, has_row);
    take_row(rows, has_row);
    return rows;
}

void patient_rows_next(struct patient_rows *rows) { take_row(rows, table_reader_next(rows->reader)); }

void patient_rows_pass_patient(struct patient_rows *rows) {
    do {
        if (rows->patient_column == 0)
            table_reader_pass_rows(rows->reader, rows->last.text, rows->last.length);
        patient_rows_next(rows);
    } while (rows->is_same);
}

enum { DATE_LENGTH = 10, MONTH_LENGTH = 8 /* YYYY-MM- */ };

/* The date at text[0], behind which a cell goes on; CALENDAR_NO_DAY: none. A month is looked up once for its dates. */
static int32_t plain_day(struct patient_rows *rows, const char *text) {
    int32_t date;

    if (text[DATE_LENGTH] != ',')
        return CALENDAR_NO_DAY;
    if (memcmp(text, rows->month, MONTH_LENGTH) != 0) {
        int32_t day;
        if (!calendar_parse_iso(text, DATE_LENGTH, &day))
            return CALENDAR_NO_DAY;
        memcpy(rows->month, text, MONTH_LENGTH);
        rows->month_first = calendar_month_first_day(calendar_month_index(day));
        rows->month_days = calendar_month_first_day(calendar_month_index(day) + 1) - rows->month_first;
    }
    date = (text[MONTH_LENGTH] - '0') * 10 + (text[MONTH_LENGTH + 1] - '0');
    if (text[MONTH_LENGTH] < '0' || text[MONTH_LENGTH] > '3' || text[MONTH_LENGTH + 1] < '0' ||
        text[MONTH_LENGTH + 1] > '9' || date < 1 || date > rows->month_days)
        return CALENDAR_NO_DAY;
    return rows->month_first + date - 1;
}

/* Whatever is not as plain as it can be is left to patient_rows_next, which says what is wrong with it. */
bool patient_rows_look_ahead(struct patient_rows *rows, struct patient_row_ahead *ahead) {
    size_t id = rows->last.length, before = id + DATE_LENGTH + 2;
    const char *line = table_reader_line_ahead(rows->reader, &ahead->line);

    if (rows->patient_column != 0 || rows->day_column != 1 || table_reader_days(rows->reader) != CALENDAR_CIVIL ||
        ahead->line <= before || line[id] != ',' || memcmp(line, rows->last.text, id) != 0)
        return false;
    ahead->day = plain_day(rows, line + id + 1);
    ahead->rest = line + before;
    ahead->length = ahead->line - 1 - before;
    return ahead->day != CALENDAR_NO_DAY && ahead->day >= rows->day;
}

void patient_rows_pass_ahead(struct patient_rows *rows, const struct patient_row_ahead *ahead) {
    table_reader_pass_line(rows->reader, ahead->line);
    rows->day = ahead->day;
}

size_t patient_rows_take_days(struct patient_rows *rows, int32_t days[], size_t most) {
    struct patient_row_ahead ahead;
    size_t n = 0;

    for (; n < most && patient_rows_look_ahead(rows, &ahead); n++) {
        patient_rows_pass_ahead(rows, &ahead);
        days[n] = ahead.day;
    }
    return n;
}

void patient_rows_check_joined(const struct patient_rows *first, const struct patient_rows *second) {
    if (first->end != second->begin)
        message_fail_at(EX_DATAERR, table_reader_place(first->reader, first->patient_column), "%s", not_in_order);
}

struct table_reader *patient_rows_reader(struct patient_rows *rows) {
    return rows->reader;
}
