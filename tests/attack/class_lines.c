/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The class table that protect_cells makes a release of, a line a row: all of a row but facts, which are to be told by
 * the mapping alone. It is protect_cells itself, whose lists are the ones that count, caught between its two steps.
 *
 *     class_lines --config switchback.ini --as-of 2026-10-31 -o /dev/null estimates.csv
 */
#include <stdio.h>

#include "privacy/class_table.h"
#include "privacy/release.h"

static enum protect_status print_classes(const struct class_table *table) {
    for (size_t i = 0; i < table->n; i++) {
        const struct class_row *row = &table->rows[i];
        const struct class_key *key = &row->key;
        if (row->kind != RELEASE_FACT)
            printf("%s,%s,%s,%s,%s,%s,%s,%g: %d %s %d %d %d %d %d %d\n", key->analysis, key->rule, key->measure,
                   key->group_by, key->group, key->subgroup, key->period, key->time_days, (int)row->kind, row->people,
                   row->n, row->h, row->is_known, row->is_followed, (int)row->at_risk, (int)row->seen);
    }
    return PROTECT_OK;
}

#define release_make(table, settings, printed, n_printed, result)                                                      \
    ((void)(settings), (void)(printed), (void)(n_printed), print_classes(table))
#include "../../stages/protect_cells.c"
