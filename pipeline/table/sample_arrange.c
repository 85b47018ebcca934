/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/sample_arrange.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void alloc_columns(struct sample *sample, bool has_entry, bool has_id) {
    size_t n = sample->n_rows;

    sample->time = memory_alloc(n, sizeof *sample->time);
    sample->entry = has_entry ? memory_alloc(n, sizeof *sample->entry) : NULL;
    sample->event = memory_alloc(n, sizeof *sample->event);
    sample->person = has_id ? memory_alloc(n, sizeof *sample->person) : NULL;
    sample->group = memory_alloc(n, sizeof *sample->group);
    sample->stratum = memory_alloc(n, sizeof *sample->stratum);
    sample->rule_start = memory_alloc(sample->rules.n + 1, sizeof *sample->rule_start);
}

static void put_row(struct sample *sample, size_t at, const struct sample_row *row) {
    sample->time[at] = row->time;
    if (sample->entry != NULL)
        sample->entry[at] = row->entry;
    if (sample->person != NULL)
        sample->person[at] = row->person;
    sample->event[at] = row->event;
    sample->group[at] = (int32_t)row->group;
    sample->stratum[at] = (int32_t)row->stratum;
}

/* Row numbers dealt by code, which keeps their order within each: start[code] .. start[code + 1]. */
static void deal(const uint32_t *rows, const uint32_t *code, size_t n, size_t *start, size_t n_codes, uint32_t *dealt) {
    for (size_t i = 0; i < n; i++)
        start[code[i] + 1]++;
    for (size_t i = 0; i < n_codes; i++)
        start[i + 1] += start[i];
    for (size_t i = 0; i < n; i++)
        dealt[start[code[rows[i]]]++] = rows[i];
    for (size_t i = n_codes; i > 0; i--)
        start[i] = start[i - 1];
    start[0] = 0;
}

/* Also fills rule_start. */
static uint32_t *sort_rows(struct sample *sample, const struct sample_row *rows) {
    size_t n = sample->n_rows, *start = memory_alloc((size_t)sample->n_people + 2, sizeof *start);
    uint32_t *code = memory_alloc(n, sizeof *code), *order = memory_alloc(n, sizeof *order);
    uint32_t *by_person = memory_alloc(n, sizeof *by_person);

    for (size_t i = 0; i < n; i++) {
        order[i] = (uint32_t)i;
        code[i] = (uint32_t)rows[i].person;
    }
    deal(order, code, n, start, (size_t)sample->n_people + 1, by_person);
    memset(sample->rule_start, 0, (sample->rules.n + 1) * sizeof *sample->rule_start);
    for (size_t i = 0; i < n; i++)
        code[i] = rows[i].rule;
    deal(by_person, code, n, sample->rule_start, sample->rules.n, order);
    free(start);
    free(code);
    free(by_person);
    return order;
}

void sample_arrange(struct sample *sample, const struct sample_row *rows, size_t n_rows, bool has_entry, bool has_id) {
    uint32_t *order;

    sample->n_rows = n_rows;
    alloc_columns(sample, has_entry, has_id);
    order = sort_rows(sample, rows);
    for (size_t i = 0; i < n_rows; i++)
        put_row(sample, i, &rows[order[i]]);
    free(order);
}

void sample_arrange_extra(struct sample *sample, const struct sample_row *rows, const double *extra, size_t width) {
    uint32_t *order;

    if (width == 0)
        return;
    order = sort_rows(sample, rows);
    sample->extra = memory_alloc(sample->n_rows * width, sizeof *sample->extra);
    for (size_t i = 0; i < sample->n_rows; i++)
        memcpy(sample->extra + i * width, extra + order[i] * width, width * sizeof *extra);
    free(order);
}
