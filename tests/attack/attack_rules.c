/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rules for having left tell of each other: who has left after a longer gap in care has left after a shorter one,
 * and who has not been followed for the shorter one has not for the longer. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "attack.h"

/* Days in the name of a rule; 0: it has none. */
static int gap_of(const struct row *row) {
    int days = 0;

    return sscanf(row->cells[RULE], "coverage%d", &days) == 1 ? days : 0;
}

/* The same number under the next longer gap; NULL: there is none. */
static const struct row *longer_rule(const struct table *table, const struct row *row) {
    const struct row *longer = NULL;

    for (size_t i = 0; i < table->n && gap_of(row) > 0; i++) {
        const struct row *other = &table->rows[i];
        if (other->seen > 0 && gap_of(other) > gap_of(row) && same(other, row, ANALYSIS) && same(other, row, MEASURE) &&
            same(other, row, GROUP_BY) && same(other, row, GROUP) && same(other, row, DAY) &&
            (longer == NULL || gap_of(other) < gap_of(longer)))
            longer = other;
    }
    return longer;
}

static void not_less(const struct program *program, int more, int less) {
    struct terms terms = {0};

    add_term(&terms, more, 1);
    add_term(&terms, less, -1);
    constrain(program->lp, &terms, GLP_LO, 0, 0);
}

size_t know_rules(const struct program *program, struct question *questions, size_t n) {
    for (size_t i = 0; i < program->released->n; i++) {
        const struct row *row = &program->released->rows[i],
                         *longer = row->seen > 0 ? longer_rule(program->released, row) : NULL;
        if (longer == NULL || isnan(row->true_n) || isnan(longer->true_n))
            continue;
        not_less(program, row->people, longer->people);
        not_less(program, row->seen, longer->seen);
        n = add_question(
            questions, n,
            ask(row, "people under this rule alone", row->true_n - longer->true_n, row->people, longer->people));
        n = add_question(questions, n,
                         ask(row, "seen to have it under this rule alone", row->true_seen - longer->true_seen,
                             row->seen, longer->seen));
    }
    return n;
}
