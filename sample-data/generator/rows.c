/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "memory.h"

enum { DAYS_IN_LONGEST_MONTH = 31 };

void rows_open(struct rows *rows, int window_start, int as_of) {
    memset(rows, 0, sizeof *rows);
    rows->window_start = window_start;
    rows->as_of = as_of;
    rows->first_month = calendar_month(window_start);
    rows->n_months = calendar_month(as_of) - rows->first_month + 1;
    assert(rows->n_months <= ROWS_MAX_MONTHS);
}

void rows_close(struct rows *rows) {
    for (int table = 0; table < N_ROWS_LONG; table++) {
        for (int month = 0; month < rows->n_months; month++) {
            free(rows->buckets[table][month].rows);
        }
    }
    free(rows->to_come.rows);
    for (int table = 0; table < N_ROWS_SHORT; table++) {
        for (size_t i = 0; i < rows->tables[table].n_rows; i++) {
            free(rows->tables[table].rows[i].text);
        }
        free(rows->tables[table].rows);
    }
    free(rows->person_ids);
}

uint32_t rows_add_person(struct rows *rows, const char *id) {
    rows->person_ids = memory_grow(rows->person_ids, rows->n_people, &rows->people_capacity, PERSON_ID_BYTES);
    memcpy(rows->person_ids[rows->n_people], id, PERSON_ID_BYTES);
    return (uint32_t)rows->n_people++;
}

bool rows_in_window(const struct rows *rows, int day) { return day >= rows->window_start && day <= rows->as_of; }

static void add_row(struct bucket *bucket, const struct long_row *row) {
    bucket->rows = memory_grow(bucket->rows, bucket->n_rows, &bucket->capacity, sizeof *row);
    bucket->rows[bucket->n_rows++] = *row;
}

void rows_add_long(struct rows *rows, enum rows_long table, const struct long_row *row) {
    if (!rows_in_window(rows, row->date)) {
        return;
    }
    add_row(&rows->buckets[table][calendar_month(row->date) - rows->first_month], row);
}

void rows_add_to_come(struct rows *rows, const struct long_row *row) {
    if (calendar_month(row->date) == calendar_month(rows->as_of) + 1) {
        add_row(&rows->to_come, row);
    }
}

void rows_add_short(struct rows *rows, enum rows_short table, int date, const char *text) {
    struct short_table *rows_of = &rows->tables[table];
    rows_of->rows = memory_grow(rows_of->rows, rows_of->n_rows, &rows_of->capacity, sizeof *rows_of->rows);
    rows_of->rows[rows_of->n_rows] =
        (struct short_row){.date = date, .order = (uint32_t)rows_of->n_rows, .text = memory_copy_text(text)};
    rows_of->n_rows++;
}

size_t rows_count_long(const struct rows *rows, enum rows_long table) {
    size_t n_rows = 0;
    for (int month = 0; month < rows->n_months; month++) {
        n_rows += rows->buckets[table][month].n_rows;
    }
    return n_rows;
}

static bool is_same(const struct long_row *a, const struct long_row *b) {
    return a->date == b->date && a->person == b->person && a->amount_mg == b->amount_mg &&
           a->supply_days == b->supply_days && memcmp(a->code, b->code, sizeof a->code) == 0;
}

/* The rows of one person and day stand together: people are made one after another. */
static bool repeats_earlier(const struct long_row *rows, size_t n_rows, const struct long_row *row) {
    for (size_t i = n_rows; i > 0; i--) {
        const struct long_row *earlier = &rows[i - 1];
        if (earlier->date != row->date || earlier->person != row->person) {
            return false;
        }
        if (is_same(earlier, row)) {
            return true;
        }
    }
    return false;
}

static void drop_repeated(struct bucket *bucket) {
    size_t n_kept = 0;
    for (size_t i = 0; i < bucket->n_rows; i++) {
        if (!repeats_earlier(bucket->rows, n_kept, &bucket->rows[i])) {
            bucket->rows[n_kept++] = bucket->rows[i];
        }
    }
    bucket->n_rows = n_kept;
}

void rows_sort_bucket(struct bucket *bucket) {
    if (bucket->n_rows == 0) {
        return;
    }
    int first = calendar_month_start(calendar_month(bucket->rows[0].date));
    size_t starts[DAYS_IN_LONGEST_MONTH + 1] = {0};
    for (size_t i = 0; i < bucket->n_rows; i++) {
        starts[bucket->rows[i].date - first + 1]++;
    }
    for (int day = 1; day <= DAYS_IN_LONGEST_MONTH; day++) {
        starts[day] += starts[day - 1];
    }
    struct long_row *sorted = memory_zeros(bucket->n_rows, sizeof *sorted);
    for (size_t i = 0; i < bucket->n_rows; i++) {
        sorted[starts[bucket->rows[i].date - first]++] = bucket->rows[i];
    }
    free(bucket->rows);
    bucket->rows = sorted;
    bucket->capacity = bucket->n_rows;
    drop_repeated(bucket);
}

static int compare_short(const void *left, const void *right) {
    const struct short_row *a = left, *b = right;
    if (a->date != b->date) {
        return a->date < b->date ? -1 : 1;
    }
    return a->order < b->order ? -1 : 1;
}

void rows_sort_short(struct short_table *table) {
    if (table->n_rows > 0) {
        qsort(table->rows, table->n_rows, sizeof *table->rows, compare_short);
    }
}
