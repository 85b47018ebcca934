/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the attacker's parts share: rows of a table, terms of his program, the counts he asks for.
 */
#ifndef SWITCHBACK_TESTS_ATTACK_H
#define SWITCHBACK_TESTS_ATTACK_H

#include <glpk.h>
#include <stdbool.h>
#include <stddef.h>

enum { CELLS = 17, MOST_ROWS = 1 << 16, LINE = 2048, MOST_TERMS = 256 };

enum cell { ANALYSIS, RULE, MEASURE, GROUP_BY, GROUP, SUBGROUP, DAY, PERIOD, FIRST_NUMBER };

/* of a released table */
enum { PEOPLE_LOW = FIRST_NUMBER, PEOPLE_HIGH, MIDDLE, LOW, HIGH, LIKELY_LOW, LIKELY_HIGH, FLAG };

/* of an estimates table */
enum { EXACT_N = FIRST_NUMBER, EXACT_EVENT_PEOPLE, EXACT_AT_RISK, EXACT_EVENTS, EXACT_ESTIMATE };

struct row {
    char *line;               /* owned */
    const char *cells[CELLS]; /* those of the key stand once each, the others in line */
    bool is_first;            /* of its group: analysis, rule, group_by, group */
    /* columns of the program, from 1 (0: none): n x F as it is rounded; of first episodes also who was seen to leave,
     * which is less under censoring, and who is still at risk */
    int people, held, seen, at_risk;
    int beside[2];                       /* people of sites, of medications that have no row */
    double true_n, true_held, true_seen; /* NaN: nobody knows */
    double true_beside[2];
};

struct table {
    struct row rows[MOST_ROWS];
    size_t n;
};

struct program {
    glp_prob *lp;
    double width;
    bool complete; /* nobody is censored */
    struct table *released;
    const struct table *exact; /* he knows which sites there are, not who comes to them */
};

/* unsettled: whole numbers that were not found in time */
struct tally {
    long asked, narrowed, under_six, under_four, in_whole_numbers, unsettled;
};

struct terms {
    int n, columns[MOST_TERMS + 1];
    double values[MOST_TERMS + 1];
};

/* A count he asks for, and what solutions have shown it can be. */
struct question {
    struct terms terms;
    double truth, seen_low, seen_high, low, high;
    const struct row *row;
    const char *what;
};

enum { MOST_QUESTIONS = MOST_ROWS };

/* DIRECTORY/NAME, or the program ends; cells with a quote are left out with their row. */
void read_table(const char *directory, const char *name, struct table *table);
void free_table(struct table *table);

/* Is one of the first n rows of the same group? */
bool has_group(const struct table *table, size_t n, const struct row *like);

double number(const struct row *row, int cell);

/* Of cells of the key alone. */
bool same(const struct row *a, const struct row *b, enum cell cell);
bool is(const struct row *row, int cell, const char *text);

void bound(glp_prob *lp, int column, double low, double high);
void add_term(struct terms *terms, int column, double value);
void constrain(glp_prob *lp, const struct terms *terms, int type, double low, double high);

/* Keeps a question whose true count is 1 to 10; returns how many there are then. */
size_t add_question(struct question *questions, size_t n, struct question question);
struct question ask(const struct row *row, const char *what, double truth, int plus, int minus);

/* A new unknown, from 0. */
int new_column(const struct program *program);

bool is_curve(const struct row *row);

/* Whose people: exits are those of first episodes. */
const char *people_of(const struct row *row);
bool same_people(const struct row *a, const struct row *b);

/* Ways of leaving that make up all who left; groups that make up all. */
void know_sums(const struct program *program, struct row *row);

/* Names the columns of a release, and adds what is known of its rows and sums. */
void know_rows(const struct program *program);

/* The same curve on the day before; NULL: none. */
const struct row *day_before(const struct table *table, const struct row *row);

/* The row with the same key; NULL: none. */
const struct row *find_row(const struct table *table, const struct row *like);

/* Rules for having left, of one release. Asks who is told of under one of them alone. */
size_t know_rules(const struct program *program, struct question *questions, size_t n);

/* Two releases, one after the other: nobody who was counted is taken back, where that is so. Asks who came or left
 * between them. */
size_t know_between(const struct program *before, const struct program *after, struct question *questions, size_t n);

/* Asks for all, and counts what is left. false: the table contradicts itself, or what he takes for true of it. */
bool solve_all(const struct program *program, struct question *questions, size_t n, bool in_whole_numbers,
               struct tally *tally);

/* Flows and censuses of months: what is told of periods, and that who is in care are those of the month before, and
 * those who started or came back, less those who left. Asks every month's count; returns how many questions there are.
 */
size_t know_months(const struct program *program, const struct table *exact, struct question *questions, size_t n);

#endif
