/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "attack.h"

/* A late record can take somebody back. Who believes that it never does finds no solution then and learns nothing: this
 * attacker knows of which counts it is true. */
static void not_less(const struct program *program, int after, int before, double true_difference) {
    struct terms terms = {0};

    if (after == 0 || before == 0 || !(true_difference >= 0))
        return;
    add_term(&terms, after, 1);
    add_term(&terms, before, -1);
    constrain(program->lp, &terms, GLP_LO, 0, 0);
}

size_t know_between(const struct program *before, const struct program *after, struct question *questions, size_t n) {
    for (size_t i = 0; i < after->released->n; i++) {
        const struct row *row = &after->released->rows[i], *earlier = find_row(before->released, row);
        if (row->held == 0 || earlier == NULL || earlier->held == 0 || isnan(row->true_n) || isnan(earlier->true_n))
            continue;
        not_less(after, row->people, earlier->people, row->true_n - earlier->true_n);
        not_less(after, row->seen, earlier->seen, row->true_seen - earlier->true_seen);
        n = add_question(
            questions, n,
            ask(row, "people between releases", row->true_n - earlier->true_n, row->people, earlier->people));
        n = add_question(
            questions, n,
            ask(row, "with the event between releases", row->true_held - earlier->true_held, row->held, earlier->held));
        if (row->seen > 0)
            n = add_question(
                questions, n,
                ask(row, "seen between releases", row->true_seen - earlier->true_seen, row->seen, earlier->seen));
    }
    return n;
}
