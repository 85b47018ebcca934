/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "attack.h"

enum { SECONDS = 20, ENOUGH = 6, LEAST = 4 };

static void see(const struct program *program, struct question *questions, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double value = 0;
        for (int k = 1; k <= questions[i].terms.n; k++)
            value += questions[i].terms.values[k] * glp_get_col_prim(program->lp, questions[i].terms.columns[k]);
        questions[i].seen_low = fmin(questions[i].seen_low, value);
        questions[i].seen_high = fmax(questions[i].seen_high, value);
    }
}

static void clear_aim(const struct program *program, int direction) {
    for (int i = 1; i <= glp_get_num_cols(program->lp); i++)
        glp_set_obj_coef(program->lp, i, 0);
    glp_set_obj_dir(program->lp, direction);
}

static void add_aim(const struct program *program, const struct question *question) {
    for (int i = 1; i <= question->terms.n; i++) {
        int column = question->terms.columns[i];
        glp_set_obj_coef(program->lp, column, glp_get_obj_coef(program->lp, column) + question->terms.values[i]);
    }
}

/* Has no solution shown yet that it can be 1 or less, 10 or more? */
static bool is_open(const struct question *question, int direction) {
    return direction == GLP_MIN ? question->seen_low > 1 + 1e-6 : question->seen_high < 10 - 1e-6;
}

static int run_simplex(const struct program *program) {
    glp_smcp settings;

    glp_init_smcp(&settings);
    settings.msg_lev = GLP_MSG_OFF;
    return glp_simplex(program->lp, &settings) == 0 ? glp_get_status(program->lp) : GLP_UNDEF;
}

/* NaN: there is no solution. */
static double solve(const struct program *program, const struct question *question, int direction) {
    clear_aim(program, direction);
    add_aim(program, question);
    switch (run_simplex(program)) {
    case GLP_OPT: return glp_get_obj_val(program->lp);
    case GLP_UNBND: return direction == GLP_MAX ? (double)INFINITY : -(double)INFINITY;
    default: return (double)NAN;
    }
}

/* Solutions in which the sum of all open questions is the least, and the most, settle most of them: each of those that
 * are left is then solved alone. */
static void settle_together(const struct program *program, struct question *questions, size_t n, int direction) {
    for (size_t left, before = n + 1;; before = left) {
        left = 0;
        clear_aim(program, direction);
        for (size_t i = 0; i < n; i++) {
            if (!is_open(&questions[i], direction))
                continue;
            add_aim(program, &questions[i]);
            left++;
        }
        if (left == 0 || left >= before || run_simplex(program) != GLP_OPT)
            return;
        see(program, questions, n);
    }
}

/* The same in whole numbers; NaN: not found in time. */
static double solve_whole(const struct program *program, const struct question *question, int direction) {
    glp_iocp settings;

    glp_init_iocp(&settings);
    settings.msg_lev = GLP_MSG_OFF;
    settings.presolve = GLP_ON;
    settings.tm_lim = 1000 * SECONDS;
    for (int i = 1; i <= glp_get_num_cols(program->lp); i++)
        glp_set_col_kind(program->lp, i, GLP_IV);
    clear_aim(program, direction);
    add_aim(program, question);
    if (glp_intopt(program->lp, &settings) != 0 || glp_mip_status(program->lp) != GLP_OPT)
        return (double)NAN;
    return glp_mip_obj_val(program->lp);
}

static int values_left(double least, double most) {
    return (int)(fmin(10, floor(most + 1e-6)) - fmax(1, ceil(least - 1e-6))) + 1;
}

/* Where the linear program takes any value away, whole numbers may take more. Ends beyond 1 to 10 need no answer. */
static void narrow_whole(const struct program *program, const struct question *question, double *least, double *most,
                         struct tally *tally) {
    double low = *least > 1 ? solve_whole(program, question, GLP_MIN) : *least,
           high = *most < 10 ? solve_whole(program, question, GLP_MAX) : *most;

    tally->in_whole_numbers++;
    tally->unsettled += isnan(low) || isnan(high);
    *least = isnan(low) ? *least : low;
    *most = isnan(high) ? *most : high;
}

static void judge(const struct program *program, const struct question *question, bool in_whole_numbers,
                  struct tally *tally) {
    double least = fmin(question->low, question->seen_low), most = fmax(question->high, question->seen_high);
    int left = values_left(least, most);

    if (in_whole_numbers && left < 10) {
        narrow_whole(program, question, &least, &most, tally);
        left = values_left(least, most);
    }
    tally->asked++;
    tally->narrowed += left < 10;
    tally->under_six += left < ENOUGH;
    tally->under_four += left < LEAST;
    if (left < ENOUGH)
        printf("%s %s %s %s day %s, %s: %g is %g to %g\n", question->row->cells[ANALYSIS],
               question->row->cells[GROUP_BY], question->row->cells[GROUP], question->row->cells[SUBGROUP],
               question->row->cells[DAY], question->what, question->truth, least, most);
}

/* false: there is no solution. */
static bool solve_one(const struct program *program, struct question *question, struct question *all, size_t n) {
    question->low = question->high = question->truth;
    for (int direction = GLP_MIN; direction <= GLP_MAX; direction++) {
        double *end = direction == GLP_MIN ? &question->low : &question->high;
        if (!is_open(question, direction))
            continue;
        *end = solve(program, question, direction);
        if (isnan(*end))
            return false;
        if (!isinf(*end))
            see(program, all, n);
    }
    return true;
}

bool solve_all(const struct program *program, struct question *questions, size_t n, bool in_whole_numbers,
               struct tally *tally) {
    settle_together(program, questions, n, GLP_MIN);
    settle_together(program, questions, n, GLP_MAX);
    for (size_t i = 0; i < n; i++) {
        if (!solve_one(program, &questions[i], questions, n))
            return false;
        judge(program, &questions[i], in_whole_numbers, tally);
    }
    return true;
}
