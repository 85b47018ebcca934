/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An attacker with a linear program (GLPK) against release directories.
 *
 * He has what stands in DIR/data/estimates.csv (every other file of a release shows the same numbers: tests/attack/
 * same_numbers), the configuration, and knows how all of it works: classes and parts, which he works out again from
 * people, ranges and likely ranges; what a word in place of a range tells; which rows exist; that sites and medications
 * make up all people, exits all who left, that curves only grow, that more people have left by a rule of shorter gaps,
 * and that quarters are three months. His unknowns are the counts behind all rows.
 *
 * DIR/exact.csv says which counts are 1 to 10: people, with the event (n x F, and seen to have it), without it, between
 * two days, in a month, between two releases. Of each he asks the least and the most it can be. Left must be at least
 * four of the ten values for every count, and six for 99 of 100; how many are narrowed at all is printed.
 *
 *     attack WIDTH censored|complete single|pairs|whole DIR ...
 *
 * complete: nobody is censored, so that n x F of groups add up exactly; else they do not (each group has its own
 * curve), while people and those seen to leave still do. pairs: directories come two by two, a release and the next
 * one.  whole: where few values are left, he asks again in whole numbers (mixed integer program).
 */
#include "attack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What really is behind the row: columns of the estimates table. */
static void set_truth(struct row *row, const struct table *exact) {
    const struct row *found = find_row(exact, row);
    double n, share;

    row->true_n = row->true_held = row->true_seen = (double)NAN;
    if (found == NULL)
        return;
    n = number(found, EXACT_N);
    share = number(found, EXACT_ESTIMATE);
    row->true_n = n;
    row->true_held = is(row, MEASURE, "survival") ? round(n * (1 - share)) : round(n * share);
    row->true_seen = number(found, EXACT_EVENT_PEOPLE);
}

static size_t ask_all(const struct program *program, struct question *questions, size_t n) {
    for (size_t i = 0; i < program->released->n; i++) {
        const struct row *row = &program->released->rows[i], *before;
        if (row->held == 0 || isnan(row->true_n))
            continue;
        for (int which = 0; which < 2; which++)
            if (row->beside[which] > 0)
                n = add_question(
                    questions, n,
                    ask(row, "people of groups without a row", row->true_beside[which], row->beside[which], 0));
        before = day_before(program->released, row);
        n = add_question(questions, n, ask(row, "people", row->true_n, row->people, 0));
        n = add_question(questions, n, ask(row, "with the event", row->true_held, row->held, 0));
        n = add_question(questions, n, ask(row, "without it", row->true_n - row->true_held, row->people, row->held));
        if (row->seen > 0)
            n = add_question(questions, n, ask(row, "seen to have it", row->true_seen, row->seen, 0));
        if (before != NULL)
            n = add_question(
                questions, n,
                ask(row, "since the day before", row->true_held - before->true_held, row->held, before->held));
        if (before != NULL && row->seen > 0)
            n = add_question(
                questions, n,
                ask(row, "seen since the day before", row->true_seen - before->true_seen, row->seen, before->seen));
    }
    return n;
}

struct release {
    struct table exact, released;
    struct program program;
};

static size_t read_release(struct release *release, const char *directory, struct question *questions, size_t n) {
    struct table *released = &release->released;

    read_table(directory, "exact.csv", &release->exact);
    read_table(directory, "data/estimates.csv", released);
    release->program.released = released;
    release->program.exact = &release->exact;
    for (size_t i = 0; i < released->n; i++)
        set_truth(&released->rows[i], &release->exact);
    know_rows(&release->program);
    n = ask_all(&release->program, questions, n);
    return know_rules(&release->program, questions, n);
}

static void free_release(struct release *release) {
    free_table(&release->exact);
    free_table(&release->released);
}

/* One release, or two. */
static bool attack(const struct program *program, char **directories, int n_directories, bool in_whole_numbers,
                   struct tally *tally) {
    static struct question questions[MOST_QUESTIONS];
    static struct release releases[2];
    struct release *last = &releases[n_directories - 1];
    size_t n = 0;
    bool feasible;

    for (int i = 0; i < n_directories; i++) {
        releases[i].program = *program;
        n = read_release(&releases[i], directories[i], questions, n);
    }
    n = know_months(&last->program, &last->exact, questions, n);
    if (n_directories > 1)
        n = know_between(&releases[0].program, &last->program, questions, n);
    feasible = solve_all(&last->program, questions, n, in_whole_numbers, tally);
    for (int i = 0; i < n_directories; i++)
        free_release(&releases[i]);
    return feasible;
}

static bool print(const struct tally *tally, int releases, long contradictions) {
    printf(
        "%d releases, %ld counts of 1 to 10 asked for: %ld narrowed at all, %ld to fewer than six values, %ld to fewer "
        "than four; %ld releases contradict the attacker; %ld counts asked in whole numbers, %ld not settled\n",
        releases, tally->asked, tally->narrowed, tally->under_six, tally->under_four, contradictions,
        tally->in_whole_numbers, tally->unsettled);
    return tally->under_four == 0 && tally->under_six * 100 <= tally->asked && contradictions == 0 && tally->asked > 0;
}

int main(int argc, char **argv) {
    struct tally tally = {0};
    long contradictions = 0;

    if (argc < 5)
        return 2;
    int step = strcmp(argv[3], "pairs") == 0 ? 2 : 1;
    bool in_whole_numbers = strcmp(argv[3], "whole") == 0;
    glp_term_out(GLP_OFF);
    for (int i = 4; i + step <= argc; i += step) {
        struct program program = {
            .lp = glp_create_prob(), .width = atof(argv[1]), .complete = strcmp(argv[2], "complete") == 0};
        contradictions += !attack(&program, &argv[i], step, in_whole_numbers, &tally);
        glp_delete_prob(program.lp);
    }
    return print(&tally, argc - 4, contradictions) ? 0 : 1;
}
