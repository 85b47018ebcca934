/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_arrange.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static int32_t code_of(const int32_t *code, size_t row) { return code == NULL ? 0 : code[row]; }

static bool is_arranged(const struct sample_rows *rows) {
    for (size_t i = 1; i < rows->n; i++) {
        int32_t rule = code_of(rows->rule, i), before = code_of(rows->rule, i - 1);
        if (before > rule || (before == rule && code_of(rows->person, i - 1) > code_of(rows->person, i)))
            return false;
    }
    return true;
}

/* start[c]: how many codes are below c. */
static size_t *count_below(const int32_t *code, size_t n, size_t n_codes) {
    size_t *start = memory_alloc(n_codes + 1, sizeof *start);

    for (size_t i = 0; i < n; i++)
        start[code_of(code, i) + 1]++;
    for (size_t i = 0; i < n_codes; i++)
        start[i + 1] += start[i];
    return start;
}

/* Row numbers dealt by code, which keeps their order within each; replaces the order given. */
static uint32_t *deal(uint32_t *order, const int32_t *code, size_t n, size_t n_codes) {
    size_t *next;
    uint32_t *dealt;

    if (code == NULL)
        return order;
    next = count_below(code, n, n_codes);
    dealt = memory_alloc(n, sizeof *dealt);
    for (size_t i = 0; i < n; i++)
        dealt[next[code[order[i]]]++] = order[i];
    free(next);
    free(order);
    return dealt;
}

uint32_t *sample_arrange(struct sample_rows *rows, size_t n_rules, size_t n_people) {
    uint32_t *order;

    if (is_arranged(rows))
        return NULL;
    order = memory_alloc(rows->n, sizeof *order);
    for (size_t i = 0; i < rows->n; i++)
        order[i] = (uint32_t)i;
    order = deal(order, rows->person, rows->n, n_people);
    order = deal(order, rows->rule, rows->n, n_rules);
    rows->time = sample_rows_gather(rows->time, order, rows->n);
    rows->entry = sample_rows_gather(rows->entry, order, rows->n);
    rows->event = sample_rows_gather_codes(rows->event, order, rows->n);
    rows->person = sample_rows_gather_codes(rows->person, order, rows->n);
    rows->group = sample_rows_gather_codes(rows->group, order, rows->n);
    rows->stratum = sample_rows_gather_codes(rows->stratum, order, rows->n);
    rows->rule = sample_rows_gather_codes(rows->rule, order, rows->n);
    rows->line = sample_rows_gather_codes(rows->line, order, rows->n);
    rows->count = sample_rows_gather_codes(rows->count, order, rows->n);
    return order;
}

size_t *sample_arrange_rules(const struct sample_rows *rows, size_t n_rules) {
    return count_below(rows->rule, rows->n, n_rules);
}
