/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { DAYS = 1 << 12, KINDS = 1 << 5, FIRST_SLOTS = 1 << 17, WORTH = 4 /* rows alike on average */ };

struct sample_tally sample_tally_open(void) {
    return (struct sample_tally){.own = memory_alloc(DAYS * KINDS, sizeof(uint32_t)),
                                 .slots = memory_alloc(FIRST_SLOTS, sizeof(uint32_t)),
                                 .n_slots = FIRST_SLOTS};
}

void sample_tally_free(struct sample_tally *tally) {
    free(tally->own);
    free(tally->slots);
    *tally = (struct sample_tally){0};
}

static uint64_t code_of(const int32_t *code, size_t row) { return code == NULL ? 0 : (uint32_t)code[row]; }

static uint64_t bits_of(double number) {
    uint64_t bits;

    memcpy(&bits, &number, sizeof bits);
    return bits;
}

/* NULL: the row has none. What is found there is alike without looking. */
static uint32_t *find_own(const struct sample_tally *tally, const struct sample_rows *rows, size_t row) {
    double time = rows->time[row];
    uint32_t day = time < DAYS ? (uint32_t)time : 0, event = (uint32_t)rows->event[row];
    uint64_t kind = code_of(rows->group, row) << 1 | event;

    if (bits_of(day) != bits_of(time) || event > 1 || kind >= KINDS || rows->stratum != NULL || rows->rule != NULL)
        return NULL;
    return &tally->own[kind * DAYS + day];
}

/* The top bits of a product hang on all bits of both factors, which whole days and eighths of a day have far apart. */
static uint64_t mix(uint64_t hash, uint64_t more) {
    const uint64_t golden = UINT64_C(0x9E3779B97F4A7C15);

    hash = (hash ^ more) * golden;
    return hash ^ hash >> 32;
}

static size_t find_home(const struct sample_tally *tally, const struct sample_rows *rows, size_t row) {
    uint64_t hash = mix(bits_of(rows->time[row]), code_of(rows->event, row) << 32 | code_of(rows->group, row));

    hash = mix(hash, code_of(rows->stratum, row) << 32 | code_of(rows->rule, row));
    return (size_t)hash & (tally->n_slots - 1);
}

static bool are_equal(const int32_t *code, size_t a, size_t b) { return code == NULL || code[a] == code[b]; }

static bool are_alike(const struct sample_rows *rows, size_t a, size_t b) {
    return bits_of(rows->time[a]) == bits_of(rows->time[b]) && rows->event[a] == rows->event[b] &&
           are_equal(rows->group, a, b) && are_equal(rows->stratum, a, b) && are_equal(rows->rule, a, b);
}

/* The slot of the row's like, or the free one where it belongs. */
static uint32_t *find_slot(struct sample_tally *tally, const struct sample_rows *rows, size_t row) {
    size_t at = find_home(tally, rows, row);

    tally->n_probes++;
    for (; tally->slots[at] != 0 && !are_alike(rows, tally->slots[at] - 1, row); tally->n_probes++)
        at = (at + 1) & (tally->n_slots - 1);
    return &tally->slots[at];
}

static void double_slots(struct sample_tally *tally, const struct sample_rows *rows) {
    free(tally->slots);
    tally->n_slots *= 2;
    tally->slots = memory_alloc(tally->n_slots, sizeof *tally->slots);
    for (size_t row = 0; row < rows->n; row++) /* those with a slot of their own do no harm here */
        *find_slot(tally, rows, row) = (uint32_t)row + 1;
}

/* Rows as before, where counting them does not pay. */
static void give_up(struct sample_tally *tally, struct sample_rows *rows) {
    size_t n_taken = tally->n_taken;

    sample_tally_free(tally);
    tally->n_taken = n_taken;
    sample_rows_repeat(rows);
}

void sample_tally_take(struct sample_tally *tally, struct sample_rows *rows) {
    uint32_t *slot;

    tally->n_taken++;
    if (tally->slots == NULL) {
        rows->n++;
        return;
    }
    slot = find_own(tally, rows, rows->n);
    if (slot == NULL)
        slot = find_slot(tally, rows, rows->n);
    if (*slot != 0) {
        rows->count[*slot - 1]++;
        return;
    }
    rows->count[rows->n++] = 1;
    *slot = (uint32_t)rows->n;
    if (rows->n < tally->n_slots / 2)
        return;
    if (tally->n_taken < WORTH * rows->n)
        give_up(tally, rows);
    else
        double_slots(tally, rows);
}
