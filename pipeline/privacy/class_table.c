/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/class_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void class_table_free(struct class_table *table) {
    for (size_t i = 0; i < table->n_texts; i++)
        free(table->texts[i]);
    free(table->texts);
    free(table->rows);
    *table = (struct class_table){0};
}

double class_part_share(enum class_part part) {
    static const double shares[CLASS_PARTS] = {0, 1. / 8, 1. / 4, 1. / 2, 3. / 4};

    return shares[part];
}

static bool same_day(double a, double b) { return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-9; }

bool class_key_same_people(const struct class_key *a, const struct class_key *b) {
    return strcmp(a->analysis, b->analysis) == 0 && strcmp(a->rule, b->rule) == 0 &&
           strcmp(a->group_by, b->group_by) == 0 && strcmp(a->group, b->group) == 0;
}

bool class_key_same(const struct class_key *a, const struct class_key *b) {
    return class_key_same_people(a, b) && strcmp(a->measure, b->measure) == 0 &&
           strcmp(a->subgroup, b->subgroup) == 0 && strcmp(a->period, b->period) == 0 &&
           same_day(a->time_days, b->time_days);
}
