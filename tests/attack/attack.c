/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An attacker with a linear program (GLPK) against release directories.
 *
 * He has what stands in DIR/data/estimates.csv (every other file of a release shows the same numbers: tests/attack/
 * same_numbers), the configuration, and knows how all of it works: classes, which he works out again from people and
 * ranges; what a word in place of a range tells; which rows exist; that sites and medications make up all people, exits
 * all who left, that curves only grow, and that quarters are three months. His unknowns are the counts behind all rows.
 *
 * DIR/exact.csv says which counts are 1 to 10: people, with the event, without it, between two days, in a month. Of
 * each he asks the least and the most it can be. Left must be at least four of the ten values for every count, and six
 * for 99 of 100; how many are narrowed at all is printed.
 *
 *     attack WIDTH censored|complete DIR ...
 *
 * complete: nobody is censored, so that counts of groups add up exactly; else sums of groups say nothing to him (each
 * group has its own curve), while exits still make up all who left.
 */
#include "attack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "privacy/count_class.h"
#include "privacy/release_range.h"

static bool is_curve(const struct row *row) {
    return is(row, MEASURE, "survival") || is(row, MEASURE, "cumulative_incidence");
}

/* Whose people: exits are those of first episodes. */
static const char *people_of(const struct row *row) {
    return is(row, ANALYSIS, "exits_first") ? "retention_first" : row->cells[ANALYSIS];
}

static bool same_people(const struct row *a, const struct row *b) {
    return strcmp(people_of(a), people_of(b)) == 0 && same(a, b, RULE) && same(a, b, GROUP_BY) && same(a, b, GROUP);
}

static const struct row *find(const struct table *table, const struct row *like) {
    for (size_t i = 0; i < table->n; i++) {
        const struct row *row = &table->rows[i];
        if (same(row, like, ANALYSIS) && same(row, like, MEASURE) && same(row, like, RULE) &&
            same(row, like, GROUP_BY) && same(row, like, GROUP) && same(row, like, SUBGROUP) && same(row, like, DAY) &&
            same(row, like, PERIOD))
            return row;
    }
    return NULL;
}

/* What really is behind the row: columns n and estimate of the estimates table. */
static void set_truth(struct row *row, const struct table *exact) {
    const struct row *found = find(exact, row);
    double n, share;

    row->true_n = row->true_held = (double)NAN;
    if (found == NULL)
        return;
    n = number(found, FIRST_NUMBER);
    share = number(found, FIRST_NUMBER + 4);
    row->true_n = n;
    row->true_held = is(row, MEASURE, "survival") ? round(n * (1 - share)) : round(n * share);
}

/* The classes of h that give exactly this range of this n. */
static bool classes_of(const struct program *program, const struct row *row, double *low, double *high) {
    int n = count_class(number(row, FIRST_NUMBER), program->width), first = -1, last = -1;
    double wanted_low = number(row, FIRST_NUMBER + 3), wanted_high = number(row, FIRST_NUMBER + 4);

    for (int h = 0; h <= n; h++) {
        struct release_range range = is(row, MEASURE, "survival") ? release_range_of_rest(n, h, program->width)
                                                                  : release_range_of(n, h, program->width);
        if (!range.is_told || fabs(range.low - wanted_low) > 1e-6 || fabs(range.high - wanted_high) > 1e-6)
            continue;
        first = first < 0 ? h : first;
        last = h;
    }
    *low = count_class_low(first, program->width);
    *high = count_class_high(last, program->width);
    return first >= 0;
}

/* Bounds of a row's own numbers, and what a word in the place of a range tells. */
static void know_row(const struct program *program, const struct row *row) {
    double people_low = number(row, FIRST_NUMBER), low, high;
    struct terms rest = {0};

    if (!isnan(people_low))
        bound(program->lp, row->people, people_low, number(row, FIRST_NUMBER + 1));
    else if (is(row, FIRST_NUMBER + 7, "too_few"))
        bound(program->lp, row->people, 0, program->width);
    add_term(&rest, row->people, 1);
    add_term(&rest, row->held, -1);
    constrain(program->lp, &rest, GLP_LO, 0, 0);
    if (isnan(people_low))
        return;
    int n = count_class(people_low, program->width);
    bool always_told = true;
    for (int h = 0; h <= n; h++)
        always_told = always_told && release_range_of(n, h, program->width).is_told;
    if (!isnan(number(row, FIRST_NUMBER + 3)) && classes_of(program, row, &low, &high)) {
        bound(program->lp, row->held, low, high);
        if (program->complete && is(row, MEASURE, "survival"))
            constrain(program->lp, &rest, GLP_LO, program->width + 1, 0);
    } else if (program->complete && always_told && is(row, MEASURE, "survival")) {
        constrain(program->lp, &rest, GLP_UP, 0, program->width);
    }
}

static const struct row *day_before(const struct table *table, const struct row *row) {
    const struct row *before = NULL;

    for (size_t i = 0; i < table->n; i++) {
        const struct row *other = &table->rows[i];
        if (is_curve(other) && same(other, row, ANALYSIS) && same_people(other, row) && same(other, row, SUBGROUP) &&
            number(other, DAY) < number(row, DAY) && (before == NULL || number(other, DAY) > number(before, DAY)))
            before = other;
    }
    return before;
}

static void know_days(const struct program *program, const struct row *row) {
    const struct row *before = day_before(program->released, row);
    struct terms terms = {0};

    if (before == NULL)
        return;
    add_term(&terms, row->held, 1);
    add_term(&terms, before->held, -1);
    constrain(program->lp, &terms, GLP_LO, 0, 0);
}

/* Exits make up all who left; with complete data the groups of a grouping make up all, of people and of events. */
static void know_sums(const struct program *program, const struct row *total) {
    static const char *const groupings[] = {"site", "medication"};
    const struct table *table = program->released;
    struct terms exits = {0};

    for (size_t i = 0; i < table->n && is(total, ANALYSIS, "retention_first"); i++)
        if (is(&table->rows[i], ANALYSIS, "exits_first") && same_people(&table->rows[i], total) &&
            same(&table->rows[i], total, DAY) && exits.n < MOST_TERMS - 1)
            add_term(&exits, table->rows[i].held, 1);
    if (exits.n > 0) {
        add_term(&exits, total->held, -1);
        constrain(program->lp, &exits, GLP_FX, 0, 0);
    }
    for (size_t g = 0; g < 2 && program->complete && *total->cells[GROUP_BY] == '\0'; g++) {
        struct terms held = {0}, people = {0};
        for (size_t i = 0; i < table->n; i++) {
            const struct row *row = &table->rows[i];
            if (!is_curve(row) || !is(row, GROUP_BY, groupings[g]) || !same(row, total, ANALYSIS) ||
                !same(row, total, SUBGROUP) || !same(row, total, DAY) || held.n >= MOST_TERMS - 1)
                continue;
            add_term(&held, row->held, 1);
            add_term(&people, row->people, 1);
        }
        if (held.n == 0)
            continue;
        add_term(&held, total->held, -1);
        add_term(&people, total->people, -1);
        constrain(program->lp, &held, GLP_FX, 0, 0);
        constrain(program->lp, &people, GLP_FX, 0, 0);
    }
}

static void name_columns(struct program *program) {
    struct table *table = program->released;

    for (size_t i = 0; i < table->n; i++) {
        struct row *row = &table->rows[i];
        row->held = row->people = 0;
        if (!is_curve(row))
            continue;
        row->held = glp_add_cols(program->lp, 1);
        bound(program->lp, row->held, 0, (double)INFINITY);
        for (size_t k = 0; k < i && row->people == 0; k++)
            if (is_curve(&table->rows[k]) && same_people(&table->rows[k], row))
                row->people = table->rows[k].people;
        if (row->people == 0) {
            row->people = glp_add_cols(program->lp, 1);
            bound(program->lp, row->people, 0, (double)INFINITY);
        }
    }
}

static void build(struct program *program) {
    struct table *table = program->released;

    name_columns(program);
    for (size_t i = 0; i < table->n; i++) {
        if (table->rows[i].held == 0)
            continue;
        know_row(program, &table->rows[i]);
        know_days(program, &table->rows[i]);
        know_sums(program, &table->rows[i]);
    }
}

static void see(const struct program *program, struct question *questions, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double value = 0;
        for (int k = 1; k <= questions[i].terms.n; k++)
            value += questions[i].terms.values[k] * glp_get_col_prim(program->lp, questions[i].terms.columns[k]);
        questions[i].seen_low = fmin(questions[i].seen_low, value);
        questions[i].seen_high = fmax(questions[i].seen_high, value);
    }
}

static double solve(const struct program *program, const struct question *question, int direction) {
    glp_smcp settings;

    glp_init_smcp(&settings);
    settings.msg_lev = GLP_MSG_OFF;
    for (int i = 1; i <= glp_get_num_cols(program->lp); i++)
        glp_set_obj_coef(program->lp, i, 0);
    for (int i = 1; i <= question->terms.n; i++)
        glp_set_obj_coef(program->lp, question->terms.columns[i], question->terms.values[i]);
    glp_set_obj_dir(program->lp, direction);
    if (glp_simplex(program->lp, &settings) != 0)
        return (double)NAN;
    switch (glp_get_status(program->lp)) {
    case GLP_OPT: return glp_get_obj_val(program->lp);
    case GLP_UNBND: return direction == GLP_MAX ? (double)INFINITY : -(double)INFINITY;
    default: return (double)NAN;
    }
}

static size_t ask_all(const struct program *program, struct question *questions) {
    size_t n = 0;

    for (size_t i = 0; i < program->released->n; i++) {
        const struct row *row = &program->released->rows[i], *before;
        if (row->held == 0 || isnan(row->true_n))
            continue;
        before = day_before(program->released, row);
        n = add_question(questions, n, ask(row, "people", row->true_n, row->people, 0));
        n = add_question(questions, n, ask(row, "with the event", row->true_held, row->held, 0));
        n = add_question(questions, n, ask(row, "without it", row->true_n - row->true_held, row->people, row->held));
        if (before != NULL)
            n = add_question(
                questions, n,
                ask(row, "since the day before", row->true_held - before->true_held, row->held, before->held));
    }
    return n;
}

static void judge(const struct question *question, struct tally *tally) {
    double least = fmin(question->low, question->seen_low), most = fmax(question->high, question->seen_high);
    double left = fmin(10, floor(most + 1e-6)) - fmax(1, ceil(least - 1e-6)) + 1;

    tally->asked++;
    tally->narrowed += left < 10;
    tally->under_six += left < 6;
    tally->under_four += left < 4;
    if (left < 6)
        printf("%s %s %s %s day %s, %s: %g is %g to %g\n", question->row->cells[ANALYSIS],
               question->row->cells[GROUP_BY], question->row->cells[GROUP], question->row->cells[SUBGROUP],
               question->row->cells[DAY], question->what, question->truth, least, most);
}

/* false: the released table contradicts itself, or what he takes for true of it. */
static bool attack(struct program *program, const struct table *exact, struct tally *tally) {
    static struct question questions[MOST_QUESTIONS];
    size_t n = know_months(program, exact, questions, ask_all(program, questions));
    bool feasible = true;

    for (size_t i = 0; i < n && feasible; i++) {
        struct question *question = &questions[i];
        question->low = question->high = question->truth;
        if (question->seen_low > 1 + 1e-6) {
            question->low = solve(program, question, GLP_MIN);
            feasible = !isnan(question->low);
            if (feasible && !isinf(question->low))
                see(program, questions, n);
        }
        if (feasible && question->seen_high < 10 - 1e-6) {
            question->high = solve(program, question, GLP_MAX);
            feasible = !isnan(question->high);
            if (feasible && !isinf(question->high))
                see(program, questions, n);
        }
        if (feasible)
            judge(question, tally);
    }
    return feasible;
}

int main(int argc, char **argv) {
    static struct table exact, released;
    struct tally tally = {0};
    long contradictions = 0;
    bool enough;

    if (argc < 4)
        return 2;
    glp_term_out(GLP_OFF);
    for (int i = 3; i < argc; i++) {
        struct program program = {glp_create_prob(), atof(argv[1]), strcmp(argv[2], "complete") == 0, &released};
        read_table(argv[i], "exact.csv", &exact);
        read_table(argv[i], "data/estimates.csv", &released);
        for (size_t k = 0; k < released.n; k++)
            set_truth(&released.rows[k], &exact);
        build(&program);
        contradictions += !attack(&program, &exact, &tally);
        glp_delete_prob(program.lp);
        free_table(&exact);
        free_table(&released);
    }
    enough = tally.under_four == 0 && tally.under_six * 100 <= tally.asked && contradictions == 0 && tally.asked > 0;
    printf(
        "%d releases, %ld counts of 1 to 10 asked for: %ld narrowed at all, %ld to fewer than six values, %ld to fewer "
        "than four; %ld releases contradict the attacker\n",
        argc - 3, tally.asked, tally.narrowed, tally.under_six, tally.under_four, contradictions);
    return enough ? 0 : 1;
}
