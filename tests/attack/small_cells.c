/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An attacker with a linear program against protect_table.
 *
 * Programs of random size are drawn: each person has a site, a sex, an exit (or none) and a day of it. The exact
 * numbers by site and sex, by day and exit go through protect_table. The attacker then has only the released rows,
 * the algorithm, and the knowledge that all rows count the same people: his unknowns are the numbers of people of
 * each site x sex x exit x period, his constraints the classes of every number he was told. For every row whose exact
 * count is 1 to 10 he asks the least and the most it can be. He must be left with at least six of the ten values
 * for every count, and with all ten for all but one count in 10,000. What is narrowed at all is printed.
 *
 *     small_cells [PROGRAMS [SEED]]
 */
#include <glpk.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "privacy/protect_table.h"

enum {
    SITES = 4,
    SEXES = 3,
    EXITS = 5,
    PERIODS = 3,
    MOST_ROWS = 512,
    UNKNOWNS = SITES * SEXES * (EXITS + 1) * PERIODS
};

static const double days[] = {30, 90};
static const char *const site_names[] = {"north", "south", "east", "west"};
static const char *const sex_names[] = {"female", "male", "other"};
static const char *const exit_names[] = {"completed", "death", "jail", "left", "transferred"};

/* People by site, sex, exit (EXITS: none) and period (0: by day 30, 1: by day 90, 2: later or never). */
struct people {
    double count[SITES][SEXES][EXITS + 1][PERIODS];
};

/* Which people a row counts; -1: all. */
struct slice {
    int site, sex, exit, day;
};

struct table {
    struct protect_row rows[MOST_ROWS];
    struct slice slices[MOST_ROWS];
    size_t n;
};

static uint64_t seed;

static double draw(void) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (double)(seed >> 11) / 9007199254740992.0;
}

static int pick(const double *weights, int n) {
    double sum = 0, at;

    for (int i = 0; i < n; i++)
        sum += weights[i];
    at = draw() * sum;
    for (int i = 0; i < n - 1; i++)
        if ((at -= weights[i]) < 0)
            return i;
    return n - 1;
}

static void draw_people(struct people *people) {
    double site[SITES], sex[SEXES] = {1, 1 + draw(), 0.05 * draw()}, exit[EXITS + 1], period[PERIODS];
    int n = (int)exp(3 + 4 * draw());

    memset(people, 0, sizeof *people);
    for (int i = 0; i < SITES; i++)
        site[i] = exp(-3 * draw());
    for (int i = 0; i <= EXITS; i++)
        exit[i] = exp(-4 * draw());
    for (int i = 0; i < PERIODS; i++)
        period[i] = 0.2 + draw();
    for (int i = 0; i < n; i++)
        people->count[pick(site, SITES)][pick(sex, SEXES)][pick(exit, EXITS + 1)][pick(period, PERIODS)]++;
}

static int belongs(const struct slice *slice, int site, int sex) {
    return (slice->site < 0 || slice->site == site) && (slice->sex < 0 || slice->sex == sex);
}

/* Does the cell count as having had the row's event by the row's day? */
static int has_event(const struct slice *slice, int exit, int period) {
    return exit < EXITS && (slice->exit < 0 || slice->exit == exit) && period <= slice->day;
}

static int is_followed(const struct slice *slice, int exit, int period) { return exit == EXITS || period > slice->day; }

static double count(const struct people *people, const struct slice *slice, int what) {
    double sum = 0;

    for (int i = 0; i < UNKNOWNS; i++) {
        int period = i % PERIODS, exit = i / PERIODS % (EXITS + 1), sex = i / PERIODS / (EXITS + 1) % SEXES;
        int site = i / PERIODS / (EXITS + 1) / SEXES;
        if (belongs(slice, site, sex) && (what == 0 || (what == 1 && is_followed(slice, exit, period)) ||
                                          (what == 2 && has_event(slice, exit, period))))
            sum += people->count[site][sex][exit][period];
    }
    return sum;
}

static void add_row(struct table *table, const struct people *people, struct slice slice) {
    struct protect_row *row = &table->rows[table->n];

    memset(row, 0, sizeof *row);
    row->n = count(people, &slice, 0);
    if (row->n < 1)
        return;
    row->analysis = slice.exit < 0 ? "retention_first" : "exits_first";
    row->rule = "coverage30";
    row->measure = slice.exit < 0 ? "survival" : "cumulative_incidence";
    row->group_by = slice.site >= 0 ? "site" : slice.sex >= 0 ? "sex" : "";
    row->group = slice.site >= 0 ? site_names[slice.site] : slice.sex >= 0 ? sex_names[slice.sex] : "";
    row->subgroup = slice.exit < 0 ? "" : exit_names[slice.exit];
    row->period = "";
    row->flag = "";
    row->time_days = days[slice.day];
    row->at_risk = count(people, &slice, 1);
    row->events = row->event_people = count(people, &slice, 2);
    row->estimate = slice.exit < 0 ? 1 - row->events / row->n : row->events / row->n;
    row->ci_low = row->ci_high = row->estimate;
    table->slices[table->n++] = slice;
}

static void make_table(struct table *table, const struct people *people) {
    table->n = 0;
    for (int day = 0; day < 2; day++)
        for (int exit = -1; exit < EXITS; exit++) {
            add_row(table, people, (struct slice){-1, -1, exit, day});
            for (int site = 0; site < SITES; site++)
                add_row(table, people, (struct slice){site, -1, exit, day});
            for (int sex = 0; sex < SEXES; sex++)
                add_row(table, people, (struct slice){-1, sex, exit, day});
        }
}

static glp_prob *begin_program(void) {
    glp_prob *program = glp_create_prob();

    glp_add_cols(program, UNKNOWNS);
    for (int i = 1; i <= UNKNOWNS; i++)
        glp_set_col_bnds(program, i, GLP_LO, 0, 0);
    return program;
}

/* The coefficients of a slice's count among the unknowns; returns how many. */
static int coefficients(const struct slice *slice, int what, int indices[UNKNOWNS + 1], double values[UNKNOWNS + 1]) {
    int n = 0;

    for (int i = 0; i < UNKNOWNS; i++) {
        int period = i % PERIODS, exit = i / PERIODS % (EXITS + 1), sex = i / PERIODS / (EXITS + 1) % SEXES;
        int site = i / PERIODS / (EXITS + 1) / SEXES;
        if (belongs(slice, site, sex) && (what == 0 || (what == 1 && is_followed(slice, exit, period)) ||
                                          (what == 2 && has_event(slice, exit, period)))) {
            indices[++n] = i + 1;
            values[n] = 1;
        }
    }
    return n;
}

static void constrain(glp_prob *program, const struct slice *slice, int what, double low, double high) {
    int indices[UNKNOWNS + 1], row = glp_add_rows(program, 1);
    double values[UNKNOWNS + 1];
    int n = coefficients(slice, what, indices, values);

    glp_set_mat_row(program, row, n, indices, values);
    glp_set_row_bnds(program, row, high > low ? GLP_DB : GLP_FX, low, high);
}

/* What a share tells: every class of events that gives this percent of this class of people. */
static void constrain_share(glp_prob *program, const struct slice *slice, const struct protect_row *row) {
    double share = slice->exit < 0 ? 1 - row->estimate : row->estimate, low = INFINITY, high = 0;

    for (double middle = 6; middle <= row->n; middle += 11)
        if (fabs(round(100 * fmin(middle / row->n, 1)) - 100 * share) < 0.5) {
            low = fmin(low, middle - 5);
            high = fmax(high, middle + 5);
        }
    if (high > 0)
        constrain(program, slice, 2, low, high);
}

static double solve(glp_prob *program, const struct slice *slice, int what, int direction) {
    int indices[UNKNOWNS + 1];
    double values[UNKNOWNS + 1];
    int n = coefficients(slice, what, indices, values);
    glp_smcp settings;

    glp_init_smcp(&settings);
    settings.msg_lev = GLP_MSG_OFF;
    for (int i = 1; i <= UNKNOWNS; i++)
        glp_set_obj_coef(program, i, 0);
    for (int i = 1; i <= n; i++)
        glp_set_obj_coef(program, indices[i], 1);
    glp_set_obj_dir(program, direction);
    if (glp_simplex(program, &settings) != 0)
        return direction == GLP_MAX ? INFINITY : 0;
    switch (glp_get_status(program)) {
    case GLP_OPT: return glp_get_obj_val(program);
    case GLP_UNBND: return INFINITY;
    default: fprintf(stderr, "small_cells: the released table contradicts itself\n"); exit(1);
    }
}

struct tally {
    long asked, narrowed, told; /* fewer than ten, fewer than six values left */
};

static void attack(glp_prob *program, const struct people *people, const struct table *table, struct tally *tally) {

    for (size_t i = 0; i < table->n; i++)
        for (int what = 0; what < 3; what++) {
            double truth = count(people, &table->slices[i], what), low, high, left;
            if (truth < 1 || truth > 10)
                continue;
            low = solve(program, &table->slices[i], what, GLP_MIN);
            high = solve(program, &table->slices[i], what, GLP_MAX);
            tally->asked++;
            left = fmin(10, floor(high + 1e-6)) - fmax(1, ceil(low - 1e-6)) + 1;
            if (left >= 10)
                continue;
            tally->narrowed++;
            tally->told += left < 6;
            printf("narrowed: %s %s %s %s day %g, count %d: %g is %g to %g\n", table->rows[i].analysis,
                   table->rows[i].group_by, table->rows[i].group, table->rows[i].subgroup, table->rows[i].time_days,
                   what, truth, low, high);
        }
}

int main(int argc, char **argv) {
    static const struct protect_settings settings = {{11, 12, 30, 30}, days, 2};
    static struct table exact, released;
    struct tally tally = {0, 0, 0};
    long programs = argc > 1 ? atol(argv[1]) : 300, told = 0, rows = 0;

    seed = argc > 2 ? (uint64_t)atoll(argv[2]) : 1;
    glp_term_out(GLP_OFF);
    for (long p = 0; p < programs; p++) {
        struct people people;
        glp_prob *program = begin_program();
        draw_people(&people);
        make_table(&exact, &people);
        released = exact;
        if (protect_table(released.rows, &released.n, &settings) != PROTECT_OK || released.n != exact.n)
            return 1;
        for (size_t i = 0; i < released.n; i++) {
            rows++;
            if (released.rows[i].withheld)
                continue;
            told++;
            constrain(program, &exact.slices[i], 0, released.rows[i].n - 5, released.rows[i].n + 5);
            constrain(program, &exact.slices[i], 1, released.rows[i].at_risk - 5, released.rows[i].at_risk + 5);
            constrain_share(program, &exact.slices[i], &released.rows[i]);
        }
        attack(program, &people, &exact, &tally);
        glp_delete_prob(program);
    }
    printf("%ld programs, %ld of %ld numbers released; %ld small counts asked for, %ld narrowed, %ld to fewer than six "
           "values\n",
           programs, told, rows, tally.asked, tally.narrowed, tally.told);
    return tally.told == 0 && tally.narrowed * 10000 <= tally.asked ? 0 : 1;
}
