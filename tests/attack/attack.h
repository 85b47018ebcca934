/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the attacker's parts share: rows of a table, terms of his program, the counts he asks for.
 */
#ifndef SWITCHBACK_TESTS_ATTACK_H
#define SWITCHBACK_TESTS_ATTACK_H

#include <glpk.h>
#include <stdbool.h>
#include <stddef.h>

enum { CELLS = 17, MOST_ROWS = 8192, LINE = 2048, MOST_TERMS = 256 };

enum cell { ANALYSIS, RULE, MEASURE, GROUP_BY, GROUP, SUBGROUP, DAY, PERIOD, FIRST_NUMBER };

struct row {
    char *cells[CELLS];
    int held, people;         /* columns of the program, from 1 */
    double true_held, true_n; /* NaN: nobody knows */
};

struct table {
    struct row rows[MOST_ROWS];
    size_t n;
};

struct program {
    glp_prob *lp;
    double width;
    bool complete;
    struct table *released;
};

struct tally {
    long asked, narrowed, under_six, under_four;
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

enum { MOST_QUESTIONS = 4 * MOST_ROWS };

/* DIRECTORY/NAME, or the program ends. */
void read_table(const char *directory, const char *name, struct table *table);
void free_table(struct table *table);

double number(const struct row *row, int cell);
bool same(const struct row *a, const struct row *b, enum cell cell);
bool is(const struct row *row, enum cell cell, const char *text);

void bound(glp_prob *lp, int column, double low, double high);
void add_term(struct terms *terms, int column, double value);
void constrain(glp_prob *lp, const struct terms *terms, int type, double low, double high);

/* Keeps a question whose true count is 1 to 10; returns how many there are then. */
size_t add_question(struct question *questions, size_t n, struct question question);
struct question ask(const struct row *row, const char *what, double truth, int plus, int minus);

/* Flows and censuses of months: what is told of periods, and that who is in care are those of the month before, and
 * those who started or came back, less those who left. Asks every month's count; returns how many questions there are.
 */
size_t know_months(const struct program *program, const struct table *exact, struct question *questions, size_t n);

#endif
