/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/table_window.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "table/estimates_table.h"
#include "table/table_reader.h"

/* NaN, too, is none. */
static bool is_day(double number) { return number >= CALENDAR_FIRST_DAY && number <= CALENDAR_LAST_DAY; }

static int32_t first_day_of(const char *tables, const char *table) {
    char *path = memory_format("%s/%s.summary.csv", tables, table);
    int32_t day = CALENDAR_NO_DAY;

    if (access(path, R_OK) == 0) {
        struct estimates *summary = estimates_read(path);
        for (size_t i = 0; i < summary->n_rows; i++)
            if (strcmp(summary->rows[i].measure, "first_day") == 0 && is_day(summary->rows[i].estimate))
                day = (int32_t)summary->rows[i].estimate;
        estimates_free(summary);
    }
    free(path);
    return day;
}

static int32_t earlier(int32_t a, int32_t b) {
    if (a == CALENDAR_NO_DAY || b == CALENDAR_NO_DAY)
        return a == CALENDAR_NO_DAY ? b : a;
    return a < b ? a : b;
}

int32_t table_window_start(const char *tables) {
    return earlier(first_day_of(tables, "doses"), first_day_of(tables, "visits"));
}

static int32_t first_row_of(const char *tables, const char *table) {
    char *path = memory_format("%s/%s.csv", tables, table);
    int32_t first = CALENDAR_NO_DAY;

    if (access(path, F_OK) == 0) {
        struct table_reader *reader = table_reader_open(path, false);
        int date = (int)table_reader_require(reader, "date");
        while (table_reader_next(reader))
            first = earlier(first, table_reader_day(reader, date));
        if (table_reader_days(reader) == CALENDAR_RELATIVE) /* everybody's own */
            first = CALENDAR_NO_DAY;
        table_reader_close(reader);
    }
    free(path);
    return first;
}

int32_t table_first_row(const char *tables) {
    return earlier(first_row_of(tables, "doses"), first_row_of(tables, "visits"));
}

bool table_tells_contacts(const char *tables) {
    static const char *const names[] = {"doses", "visits"};
    bool tells = false;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *path = memory_format("%s/%s.csv", tables, names[i]);
        tells = tells || access(path, F_OK) == 0;
        free(path);
    }
    return tells;
}
