/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/key_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/spelling.h"
#include "base/text_buffer.h"
#include "ingest/rest_cells.h"

enum { FIRST_SLOTS = 1 << 10, MOST_KEY_COLUMNS = 8 };

/* The latest rows of a key on the day that is judged. */
struct top {
    const struct key_row *latest;
    size_t n, day; /* so many are the latest; the number of the day, 0: none yet */
};

struct key_rows {
    struct key_row *rows;
    size_t n, capacity;
    uint32_t *slots; /* row + 1, 0: empty */
    size_t n_slots;  /* a power of two, at most half full */
    const struct dictionary *rests;
    size_t places[MOST_KEY_COLUMNS]; /* of the key's further columns among the rest's cells */
    size_t n_places;
    struct dictionary *keys; /* their texts, folded: a site spelt otherwise is the same site */
    struct top *tops;        /* by key */
    size_t tops_capacity, n_days;
};

/* The columns that "patient_id, admitted, program, site" names behind the key date. */
static void find_places(struct key_rows *rows, const struct table_spec *table) {
    size_t first_rest = table->columns[1].type == COLUMN_DAY ? 2 : 1;

    for (const char *at = table->key; *at != '\0';) {
        size_t length = strcspn(at, ",");
        char *name = memory_copy_text(at, length);
        int column = table_spec_find(table, name);
        free(name);
        if (column >= (int)first_rest && rows->n_places < MOST_KEY_COLUMNS)
            rows->places[rows->n_places++] = (size_t)column - first_rest;
        at += length + strspn(at + length, ", ");
    }
}

struct key_rows *key_rows_alloc(const struct table_spec *table, const struct dictionary *rests) {
    struct key_rows *rows = memory_alloc(1, sizeof *rows);

    rows->rests = rests;
    rows->keys = dictionary_alloc();
    rows->n_slots = FIRST_SLOTS;
    rows->slots = memory_alloc(rows->n_slots, sizeof *rows->slots);
    find_places(rows, table);
    return rows;
}

void key_rows_free(struct key_rows *rows) {
    if (rows == NULL)
        return;
    dictionary_free(rows->keys);
    free(rows->tops);
    free(rows->rows);
    free(rows->slots);
    free(rows);
}

static size_t home_of(const struct key_rows *rows, uint32_t patient, int32_t day, uint32_t rest) {
    uint64_t hash = ((uint64_t)patient << 32 | rest) * UINT64_C(0x9E3779B97F4A7C15) + (uint32_t)day;

    return (size_t)((hash ^ hash >> 32) * UINT64_C(0xBF58476D1CE4E5B9) >> 20) & (rows->n_slots - 1);
}

/* The slot of the row, or the free one where it belongs. */
static uint32_t *find_slot(const struct key_rows *rows, uint32_t patient, int32_t day, uint32_t rest) {
    size_t at = home_of(rows, patient, day, rest);

    for (; rows->slots[at] != 0; at = (at + 1) & (rows->n_slots - 1)) {
        const struct key_row *row = &rows->rows[rows->slots[at] - 1];
        if (row->patient == patient && row->day == day && row->rest == rest)
            break;
    }
    return &rows->slots[at];
}

void key_rows_clear(struct key_rows *rows) {
    free(rows->slots);
    rows->n_slots = FIRST_SLOTS;
    rows->slots = memory_alloc(rows->n_slots, sizeof *rows->slots);
    rows->n = 0;
}

size_t key_rows_bytes(const struct key_rows *rows) {
    return rows->n * sizeof *rows->rows + rows->n_slots * sizeof *rows->slots;
}

static void double_slots(struct key_rows *rows) {
    free(rows->slots);
    rows->n_slots *= 2;
    rows->slots = memory_alloc(rows->n_slots, sizeof *rows->slots);
    for (size_t i = 0; i < rows->n; i++)
        *find_slot(rows, rows->rows[i].patient, rows->rows[i].day, rows->rows[i].rest) = (uint32_t)i + 1;
}

static int compare_time(const struct key_row *a, const struct key_row *b) {
    if (a->recorded != b->recorded)
        return a->recorded < b->recorded ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return b->is_merged - a->is_merged;
}

bool key_rows_add(struct key_rows *rows, const struct key_row *row) {
    uint32_t *slot = find_slot(rows, row->patient, row->day, row->rest);
    struct key_row *known = *slot == 0 ? NULL : &rows->rows[*slot - 1];
    int order = known == NULL ? 0 : compare_time(known, row);

    if (known != NULL) {
        if (order < 0 || (order == 0 && row->line < known->line))
            *known = *row;
        return false;
    }
    rows->rows = memory_grow(rows->rows, &rows->capacity, rows->n + 1, sizeof *rows->rows);
    rows->rows[rows->n++] = *row;
    *slot = (uint32_t)rows->n;
    if (rows->n > rows->n_slots / 2)
        double_slots(rows);
    return true;
}

const struct key_row *key_rows_find(const struct key_rows *rows, uint32_t patient, int32_t day, uint32_t rest) {
    return &rows->rows[*find_slot(rows, patient, day, rest) - 1];
}

/* The key's further columns as a number. */
static uint32_t find_key(struct key_rows *rows, uint32_t rest) {
    struct text_buffer cell = {0}, key = {0};
    char *folded;

    text_buffer_append_text(&key, "");
    for (size_t i = 0; i < rows->n_places; i++) {
        rest_cells_take(dictionary_text(rows->rests, rest), rows->places[i], &cell);
        folded = memory_alloc(cell.length + 1, 1);
        spelling_fold(cell.length > 0 ? cell.text : "", cell.length, folded);
        text_buffer_append(&key, folded, strlen(folded) + 1);
        free(folded);
    }
    rest = dictionary_add(rows->keys, key.text, key.length);
    text_buffer_free(&cell);
    text_buffer_free(&key);
    return rest;
}

/* The top of a key among those of the day that were looked at. */
static struct top *find_top(struct key_rows *rows, uint32_t key) {
    size_t before = rows->tops_capacity;

    rows->tops = memory_grow(rows->tops, &rows->tops_capacity, key + 1, sizeof *rows->tops);
    if (rows->tops_capacity > before)
        memset(rows->tops + before, 0, (rows->tops_capacity - before) * sizeof *rows->tops);
    return &rows->tops[key];
}

static void look_at(struct top *top, const struct key_row *row, size_t day) {
    int order = top->day == day ? compare_time(row, top->latest) : 1;

    if (order < 0)
        return;
    top->n = order > 0 ? 1 : top->n + 1;
    top->latest = row;
    top->day = day;
}

void key_rows_judge(struct key_rows *rows, const struct key_row *const of_day[], size_t n,
                    enum key_verdict verdicts[]) {
    rows->n_days++;
    for (size_t i = 0; i < n; i++)
        look_at(find_top(rows, find_key(rows, of_day[i]->rest)), of_day[i], rows->n_days);
    for (size_t i = 0; i < n; i++) {
        const struct top *top = find_top(rows, find_key(rows, of_day[i]->rest));
        verdicts[i] = top->n > 1 ? KEY_CONTRADICTED : top->latest == of_day[i] ? KEY_HOLDS : KEY_REPLACED;
    }
}
