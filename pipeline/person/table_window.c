/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/table_window.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "table/estimates_table.h"

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

int32_t table_window_start(const char *tables) {
    int32_t doses = first_day_of(tables, "doses"), visits = first_day_of(tables, "visits");

    if (doses == CALENDAR_NO_DAY || visits == CALENDAR_NO_DAY)
        return doses == CALENDAR_NO_DAY ? visits : doses;
    return doses < visits ? doses : visits;
}
