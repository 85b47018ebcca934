/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Texts of keys stand once each, so that two are the same where their addresses are. */
enum { TEXTS = 1 << 18 };

static const char *once(const char *text) {
    static char *texts[TEXTS];
    size_t at = 5381;

    for (const char *c = text; *c != '\0'; c++)
        at = at * 33 + (unsigned char)*c;
    for (at %= TEXTS; texts[at] != NULL && strcmp(texts[at], text) != 0; at = (at + 1) % TEXTS)
        ;
    if (texts[at] == NULL)
        texts[at] = strdup(text);
    return texts[at];
}

static bool same_group(const struct row *a, const struct row *b) {
    return same(a, b, GROUP) && same(a, b, ANALYSIS) && same(a, b, RULE) && same(a, b, GROUP_BY);
}

bool has_group(const struct table *table, size_t n, const struct row *like) {
    while (n > 0)
        if (same_group(&table->rows[--n], like))
            return true;
    return false;
}

/* The row that is n-th in the table, from a line of it */
static void read_row(struct table *table, size_t n, char *line) {
    struct row *row = &table->rows[n];
    char *rest = row->line = strdup(line);

    rest[strcspn(rest, "\n")] = '\0';
    for (int i = 0; i < CELLS; i++) {
        const char *cell = strsep(&rest, ",");
        cell = cell == NULL ? "" : cell;
        row->cells[i] = i < FIRST_NUMBER ? once(cell) : cell;
    }
    row->is_first = !has_group(table, n, row);
}

void read_table(const char *directory, const char *name, struct table *table) {
    char path[600], line[LINE];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", directory, name);
    file = fopen(path, "r");
    if (file == NULL || fgets(line, sizeof line, file) == NULL) {
        fprintf(stderr, "attack: %s cannot be read\n", path);
        exit(2);
    }
    for (table->n = 0; fgets(line, sizeof line, file) != NULL;) {
        if (table->n == MOST_ROWS) {
            fprintf(stderr, "attack: %s has more than %d rows\n", path, MOST_ROWS);
            exit(2);
        }
        if (strchr(line, '"') == NULL)
            read_row(table, table->n++, line);
    }
    fclose(file);
}

void free_table(struct table *table) {
    for (size_t i = 0; i < table->n; i++)
        free(table->rows[i].line);
}

double number(const struct row *row, int cell) {
    return *row->cells[cell] == '\0' ? (double)NAN : strtod(row->cells[cell], NULL);
}

bool same(const struct row *a, const struct row *b, enum cell cell) { return a->cells[cell] == b->cells[cell]; }

bool is(const struct row *row, int cell, const char *text) { return strcmp(row->cells[cell], text) == 0; }

void bound(glp_prob *lp, int column, double low, double high) {
    if (isinf(high))
        glp_set_col_bnds(lp, column, GLP_LO, low, 0);
    else
        glp_set_col_bnds(lp, column, high > low ? GLP_DB : GLP_FX, low, high);
}

void add_term(struct terms *terms, int column, double value) {
    terms->columns[++terms->n] = column;
    terms->values[terms->n] = value;
}

void constrain(glp_prob *lp, const struct terms *terms, int type, double low, double high) {
    int row = glp_add_rows(lp, 1);

    glp_set_mat_row(lp, row, terms->n, terms->columns, terms->values);
    glp_set_row_bnds(lp, row, type, low, high);
}

size_t add_question(struct question *questions, size_t n, struct question question) {
    if (!(question.truth >= 1 && question.truth <= 10) || n >= MOST_QUESTIONS)
        return n;
    question.seen_low = (double)INFINITY;
    question.seen_high = -(double)INFINITY;
    questions[n] = question;
    return n + 1;
}

struct question ask(const struct row *row, const char *what, double truth, int plus, int minus) {
    struct question question = {.truth = truth, .row = row, .what = what};

    add_term(&question.terms, plus, 1);
    if (minus > 0)
        add_term(&question.terms, minus, -1);
    return question;
}

const struct row *find_row(const struct table *table, const struct row *like) {
    for (size_t i = 0; i < table->n; i++) {
        const struct row *row = &table->rows[i];
        if (same(row, like, ANALYSIS) && same(row, like, MEASURE) && same(row, like, RULE) &&
            same(row, like, GROUP_BY) && same(row, like, GROUP) && same(row, like, SUBGROUP) && same(row, like, DAY) &&
            same(row, like, PERIOD))
            return row;
    }
    return NULL;
}

int new_column(const struct program *program) {
    int column = glp_add_cols(program->lp, 1);

    bound(program->lp, column, 0, (double)INFINITY);
    return column;
}
