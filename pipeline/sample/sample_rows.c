/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_rows.h"

#include <stdlib.h>

#include "base/memory.h"

static void *open_column(bool is_kept, size_t size) { return is_kept ? memory_alloc(1, size) : NULL; }

struct sample_rows sample_rows_open(struct sample_kept kept) {
    return (struct sample_rows){
        .capacity = 1,
        .time = open_column(true, sizeof(double)),
        .entry = open_column(kept.entry, sizeof(double)),
        .event = open_column(true, sizeof(int32_t)),
        .person = open_column(kept.person, sizeof(int32_t)),
        .group = open_column(kept.group, sizeof(int32_t)),
        .stratum = open_column(kept.stratum, sizeof(int32_t)),
        .rule = open_column(kept.rule, sizeof(int32_t)),
        .line = open_column(kept.line, sizeof(int32_t)),
        .count = open_column(kept.count, sizeof(int32_t)),
    };
}

void sample_rows_free(struct sample_rows *rows) {
    free(rows->time);
    free(rows->entry);
    free(rows->event);
    free(rows->person);
    free(rows->group);
    free(rows->stratum);
    free(rows->rule);
    free(rows->line);
    free(rows->count);
    *rows = (struct sample_rows){0};
}

static void *enlarge(void *column, size_t capacity, size_t needed, size_t size) {
    return column == NULL ? NULL : memory_enlarge(column, &capacity, needed, size);
}

void sample_rows_grow(struct sample_rows *rows) {
    size_t before = rows->capacity, needed = rows->n + 1;

    if (needed <= before)
        return;
    rows->time = memory_enlarge(rows->time, &rows->capacity, needed, sizeof *rows->time);
    rows->entry = enlarge(rows->entry, before, needed, sizeof *rows->entry);
    rows->event = enlarge(rows->event, before, needed, sizeof *rows->event);
    rows->person = enlarge(rows->person, before, needed, sizeof *rows->person);
    rows->group = enlarge(rows->group, before, needed, sizeof *rows->group);
    rows->stratum = enlarge(rows->stratum, before, needed, sizeof *rows->stratum);
    rows->rule = enlarge(rows->rule, before, needed, sizeof *rows->rule);
    rows->line = enlarge(rows->line, before, needed, sizeof *rows->line);
    rows->count = enlarge(rows->count, before, needed, sizeof *rows->count);
}

void sample_rows_repeat(struct sample_rows *rows) {
    size_t n = 0, at = 0;
    uint32_t *order;

    for (size_t row = 0; row < rows->n; row++)
        n += (size_t)rows->count[row];
    order = memory_alloc(n, sizeof *order);
    for (size_t row = 0; row < rows->n; row++)
        for (int32_t i = 0; i < rows->count[row]; i++)
            order[at++] = (uint32_t)row;
    rows->time = sample_rows_gather(rows->time, order, n);
    rows->event = sample_rows_gather_codes(rows->event, order, n);
    rows->group = sample_rows_gather_codes(rows->group, order, n);
    rows->stratum = sample_rows_gather_codes(rows->stratum, order, n);
    rows->rule = sample_rows_gather_codes(rows->rule, order, n);
    free(rows->count);
    rows->count = NULL;
    rows->n = rows->capacity = n;
    free(order);
}

void sample_rows_renumber(int32_t *code, size_t n, const uint32_t *number) {
    for (size_t i = 0; code != NULL && i < n; i++)
        code[i] = (int32_t)number[code[i]];
}

double *sample_rows_gather(double *column, const uint32_t *order, size_t n) {
    double *gathered;

    if (column == NULL)
        return NULL;
    gathered = memory_alloc(n, sizeof *gathered);
    for (size_t i = 0; i < n; i++)
        gathered[i] = column[order[i]];
    free(column);
    return gathered;
}

int32_t *sample_rows_gather_codes(int32_t *column, const uint32_t *order, size_t n) {
    int32_t *gathered;

    if (column == NULL)
        return NULL;
    gathered = memory_alloc(n, sizeof *gathered);
    for (size_t i = 0; i < n; i++)
        gathered[i] = column[order[i]];
    free(column);
    return gathered;
}
