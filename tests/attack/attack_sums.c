/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What adds up: ways of leaving, and groups. */
#include "attack.h"

/* parts less the total are 0 */
static void know_sum(const struct program *program, struct terms *parts, int total) {
    if (parts->n == 0)
        return;
    add_term(parts, total, -1);
    constrain(program->lp, parts, GLP_FX, 0, 0);
}

/* Ways of leaving make up all who left. */
static void know_exits(const struct program *program, const struct row *total) {
    const struct table *table = program->released;
    struct terms held = {0}, seen = {0};

    for (size_t i = 0; i < table->n && is(total, ANALYSIS, "retention_first"); i++)
        if (is(&table->rows[i], ANALYSIS, "exits_first") && same_people(&table->rows[i], total) &&
            same(&table->rows[i], total, DAY) && held.n < MOST_TERMS - 1) {
            add_term(&held, table->rows[i].held, 1);
            add_term(&seen, table->rows[i].seen, 1);
        }
    know_sum(program, &held, total->held);
    know_sum(program, &seen, total->seen);
}

/* Groups that exist and have no row: how many, and their people. */
static int count_absent(const struct program *program, const struct row *total, const char *grouping, double *people) {
    int absent = 0;

    *people = 0;
    for (size_t i = 0; i < program->exact->n; i++) {
        const struct row *row = &program->exact->rows[i];
        if (!row->is_first || !same(row, total, ANALYSIS) || !same(row, total, RULE) || !is(row, GROUP_BY, grouping) ||
            has_group(program->released, program->released->n, row))
            continue;
        absent++;
        *people += number(row, EXACT_N);
    }
    return absent;
}

/* parts and others less the total are 0; returns the column of the others. */
static int know_sum_but(const struct program *program, struct terms *parts, int total, int absent) {
    int others = absent > 0 && parts->n > 0 ? new_column(program) : 0;

    if (others > 0) {
        bound(program->lp, others, 0, absent * program->width);
        add_term(parts, others, 1);
    }
    know_sum(program, parts, total);
    return others;
}

/* Groups of a grouping make up all people, all who were seen to leave and all at risk; n x F of groups only where
 * nobody is censored. */
static void know_groups(const struct program *program, struct row *total, int which) {
    static const char *const groupings[] = {"site", "medication"};
    const struct table *table = program->released;
    struct terms held = {0}, people = {0}, seen = {0}, at_risk = {0};

    for (size_t i = 0; i < table->n; i++) {
        const struct row *row = &table->rows[i];
        if (!is_curve(row) || !is(row, GROUP_BY, groupings[which]) || !same(row, total, ANALYSIS) ||
            !same(row, total, RULE) || !same(row, total, SUBGROUP) || !same(row, total, DAY) ||
            held.n >= MOST_TERMS - 2)
            continue;
        add_term(&held, row->held, 1);
        add_term(&people, row->people, 1);
        if (row->seen > 0)
            add_term(&seen, row->seen, 1);
        if (row->at_risk > 0)
            add_term(&at_risk, row->at_risk, 1);
    }
    int absent = count_absent(program, total, groupings[which], &total->true_beside[which]);
    total->beside[which] = know_sum_but(program, &people, total->people, absent);
    know_sum_but(program, &seen, total->seen, absent);
    know_sum_but(program, &at_risk, total->at_risk, absent);
    if (program->complete)
        know_sum_but(program, &held, total->held, absent);
}

void know_sums(const struct program *program, struct row *row) {
    know_exits(program, row);
    if (*row->cells[GROUP_BY] == '\0') {
        know_groups(program, row, 0);
        know_groups(program, row, 1);
    }
}
