/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/patient_range.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/table_reader.h"

enum { RANGE_BYTES = 1 << 17 };

const struct patient_range patient_range_all = {0};

static size_t choose_number(size_t wanted, int64_t bytes) {
    size_t n = wanted > 0 ? wanted : (size_t)(bytes / RANGE_BYTES) + 1;

    return n < PATIENT_RANGES_MOST ? n : PATIENT_RANGES_MOST;
}

/* Ids of rows at even distances, ascending; a table that is not sorted gives fewer (its reader says so). */
size_t patient_ranges_split(const char *path, size_t wanted, struct patient_range ranges[PATIENT_RANGES_MOST]) {
    struct table_reader *reader = table_reader_open(path, false);
    int column = (int)table_reader_require(reader, "patient_id");
    int64_t start = table_reader_offset(reader), bytes = table_reader_size(reader) - start;
    size_t n = 1;

    wanted = choose_number(wanted, bytes);
    table_reader_set_read_size(reader, TABLE_SEEK_READ_SIZE);
    ranges[0] = (struct patient_range){0};
    for (size_t i = 1; i < wanted; i++) {
        struct record_cell id;
        if (!table_reader_next_behind(reader, start + bytes * (int64_t)i / (int64_t)wanted))
            break;
        id = table_reader_cell(reader, column);
        if (id.length == 0 || (n > 1 && strcmp(ranges[n - 1].from, id.text) >= 0))
            continue;
        ranges[n - 1].until = memory_copy_text(id.text, id.length);
        ranges[n++] = (struct patient_range){.from = memory_copy_text(id.text, id.length)};
    }
    table_reader_close(reader);
    return n;
}

void patient_ranges_free(struct patient_range ranges[], size_t n) {
    for (size_t i = 0; i < n; i++) {
        free(ranges[i].from);
        free(ranges[i].until);
    }
}
