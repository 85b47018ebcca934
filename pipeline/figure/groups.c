/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/groups.h"

#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "chart/forest.h"
#include "text/for_whom.h"
#include "text/signs_told.h"
#include "text/wording.h"

enum { MOST_ROWS = 32, QUESTIONS = FOR_WHOM_QUESTIONS, SIGN_PANELS = 3 };

static const double NONE = (double)NAN;

/* ---- for whom ---- */

/* A group, as the row of people of the question that has it first. */
struct group_row {
    const struct group_trait *trait;
    const struct group_question *question;
    const struct estimate *people;
};

static bool is_shown(const struct report *report, const struct group_question *question, const struct estimate *row) {
    const struct estimate *difference = group_cells_beside(report, question, row, "difference");

    return difference != NULL && number_is_shown(difference) && number_is_sayable(difference);
}

static bool has_row(const struct group_row rows[], size_t n, const struct estimate *row) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].people->group_by, row->group_by) == 0 && strcmp(rows[i].people->group, row->group) == 0)
            return true;
    return false;
}

/* Groups of which some question says something, by trait and name. */
static size_t list_rows(const struct report *report, struct group_row rows[MOST_ROWS]) {
    size_t n = 0;

    for (size_t t = 0; t < FOR_WHOM_TRAITS; t++)
        for (size_t q = 0; q < QUESTIONS; q++) {
            struct number_list list = group_cells_list(report, &for_whom_questions[q], for_whom_traits[t].group_by);
            for (size_t i = 0; i < list.n && n < MOST_ROWS; i++)
                if (is_shown(report, &for_whom_questions[q], list.rows[i]) && !has_row(rows, n, list.rows[i]))
                    rows[n++] = (struct group_row){&for_whom_traits[t], &for_whom_questions[q], list.rows[i]};
            number_list_free(&list);
        }
    return n;
}

/* The same group under another question, whose window may be another. */
static const struct estimate *row_of(const struct report *report, const struct group_question *question,
                                     const struct group_row *row) {
    struct number_list list = group_cells_list(report, question, row->people->group_by);
    const struct estimate *found = NULL;

    for (size_t i = 0; i < list.n; i++)
        if (strcmp(list.rows[i]->group, row->people->group) == 0)
            found = list.rows[i];
    number_list_free(&list);
    return found;
}

static struct forest_cell cell_of(const struct report *report, const struct group_question *question,
                                  const struct group_row *row) {
    const struct estimate *people = row_of(report, question, row), *difference;

    if (people == NULL || !is_shown(report, question, people))
        return (struct forest_cell){NONE, NONE, NONE, false, "too few"};
    difference = group_cells_beside(report, question, people, "difference");
    return (struct forest_cell){difference->estimate, difference->ci_low, difference->ci_high,
                                group_cells_found(report, question, people, "difference_q"), NULL};
}

static double widest_of(const struct forest_cell cells[], size_t n) {
    double widest = 0.1;

    for (size_t i = 0; i < n; i++)
        if (!isnan(cells[i].low))
            widest = fmax(widest, fmax(fabs(cells[i].low), fabs(cells[i].high)));
    return fmin(ceil(widest * 10 - 1e-9) / 10, 0.4);
}

static const char *for_whom_finding(const struct numbers *numbers, const struct forest_cell cells[], size_t n) {
    size_t n_found = 0, n_told = 0;

    for (size_t i = 0; i < n; i++) {
        n_found += cells[i].found ? 1U : 0U;
        n_told += isnan(cells[i].estimate) ? 0U : 1U;
    }
    if (n_found == 0)
        return "No group that is large enough can be told from all people";
    return word_pool_format(numbers->pool, "Of %zu comparisons of a group with all people %zu %s a difference", n_told,
                            n_found, n_found == 1 ? "shows" : "show");
}

/* Questions of which some group says something: which of for_whom_questions they are; returns how many. */
static size_t list_questions(const struct report *report, const struct group_row rows[], size_t n,
                             size_t questions[QUESTIONS]) {
    size_t n_questions = 0;

    for (size_t q = 0; q < QUESTIONS; q++) {
        bool any = false;
        for (size_t i = 0; i < n; i++)
            any = any || !isnan(cell_of(report, &for_whom_questions[q], &rows[i]).estimate);
        if (any)
            questions[n_questions++] = q;
    }
    return n_questions;
}

static struct forest_panel points_axis(const struct numbers *numbers, const char *title, double widest) {
    return (struct forest_panel){.title = title,
                                 .min = -widest,
                                 .max = widest,
                                 .ticks = {-widest / 2, 0, widest / 2},
                                 .labels = {word_pool_format(numbers->pool, "−%.0f", 50 * widest), "0",
                                            word_pool_format(numbers->pool, "+%.0f", 50 * widest)},
                                 .n_ticks = 3};
}

struct canvas *groups_draw_for_whom(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    const struct report report = {.numbers = *numbers};
    struct group_row rows[MOST_ROWS];
    struct forest_cell cells[MOST_ROWS * QUESTIONS];
    struct forest_panel panels[QUESTIONS];
    const char *names[MOST_ROWS];
    size_t n = list_rows(&report, rows), questions[QUESTIONS];
    size_t n_questions = list_questions(&report, rows, n, questions);
    double widest;

    for (size_t i = 0; i < n; i++) {
        names[i] = group_cells_name(&report, rows[i].question, rows[i].trait, rows[i].people);
        for (size_t q = 0; q < n_questions; q++)
            cells[i * n_questions + q] = cell_of(&report, &for_whom_questions[questions[q]], &rows[i]);
    }
    widest = widest_of(cells, n * n_questions);
    for (size_t q = 0; q < n_questions; q++)
        panels[q] = points_axis(numbers, for_whom_questions[questions[q]].share, widest);
    return forest_draw(numbers->pool,
                       &(struct forest){.name = "for_whom",
                                        .width = source->width,
                                        .finding = for_whom_finding(numbers, cells, n * n_questions),
                                        .measure = "Of 100 people, so many more or fewer than among all (0), with 95% "
                                                   "interval",
                                        .note =
                                            "Large and orange: found at a false discovery rate of 5% over all groups "
                                            "and questions. “Too few” is not “no difference”.",
                                        .panels = panels,
                                        .n_panels = n_questions,
                                        .names = names,
                                        .n_rows = n,
                                        .cells = cells});
}

/* ---- signs ---- */

static const struct estimate *sign_row(const struct numbers *numbers, const char *measure, const char *code) {
    const struct estimate *row = numbers_find(
        numbers, &(struct number_key){.analysis = ANALYSIS_SIGNS_BEFORE_USE, .measure = measure, .subgroup = code});

    return number_is_shown(row) ? row : NULL;
}

static const struct estimate *named_row(const struct numbers *numbers, const char *code) {
    const struct estimate *row = numbers_find(numbers, &(struct number_key){.analysis = ANALYSIS_REFLECTIONS,
                                                                            .measure = "share",
                                                                            .group_by = "field",
                                                                            .group = "missed_sign",
                                                                            .subgroup = code});

    return number_is_shown(row) ? row : NULL;
}

static struct forest_cell share_cell(const struct estimate *row) {
    if (row == NULL)
        return (struct forest_cell){NONE, NONE, NONE, false, "too few"};
    return (struct forest_cell){row->estimate, row->ci_low, row->ci_high, false, NULL};
}

/* More before a return to use than else? By the ratio whose interval the section prints. */
static bool is_more(const struct estimate *ratio) { return number_is_sayable(ratio) && ratio->ci_low > 1; }

static const char *signs_finding(const struct numbers *numbers) {
    const char *more[SIGNS_TOLD];
    size_t n = 0;

    for (size_t i = 0; i < SIGNS_TOLD; i++) {
        const struct estimate *ratio = sign_row(numbers, "odds_ratio", signs_told[i].code);
        if (ratio != NULL && is_more(ratio))
            more[n++] = wording_inside(numbers, signs_told[i].words);
    }
    if (n == 0)
        return "What the program’s own data showed before returns to use";
    return word_pool_format(numbers->pool, "More frequent before a return to use than else: %s",
                            wording_list(numbers, more, n));
}

/* Signs of which enough people tell, as the section has it. */
static size_t list_signs(const struct numbers *numbers, struct forest_cell cells[], const char *names[]) {
    size_t n = 0;

    for (size_t i = 0; i < SIGNS_TOLD; i++) {
        const struct estimate *ratio = sign_row(numbers, "odds_ratio", signs_told[i].code);
        if (sign_row(numbers, "odds_ratio_own", signs_told[i].code) == NULL)
            continue;
        cells[n * SIGN_PANELS] = share_cell(sign_row(numbers, "missed_before", signs_told[i].code));
        cells[n * SIGN_PANELS].found = ratio != NULL && is_more(ratio);
        cells[n * SIGN_PANELS + 1] = share_cell(sign_row(numbers, "missed_else", signs_told[i].code));
        cells[n * SIGN_PANELS + 2] = share_cell(named_row(numbers, signs_told[i].named));
        names[n++] = signs_told[i].words;
    }
    return n;
}

struct canvas *groups_draw_signs(const struct chart_source *source) {
    static const char *const titles[SIGN_PANELS] = {"Before a return to use", "The same people else",
                                                    "Reflections naming it"};
    struct forest_cell cells[SIGNS_TOLD * SIGN_PANELS];
    struct forest_panel panels[SIGN_PANELS];
    const char *names[SIGNS_TOLD];
    size_t n = list_signs(source->numbers, cells, names);
    double most = 0.2;

    for (size_t i = 0; i < n * SIGN_PANELS; i++)
        most = fmax(most, isnan(cells[i].high) ? 0 : cells[i].high);
    most = fmin(1, ceil(most * 10 - 1e-9) / 10);
    for (size_t p = 0; p < SIGN_PANELS; p++)
        panels[p] = (struct forest_panel){.title = titles[p],
                                          .max = most,
                                          .ticks = {0, most / 2},
                                          .labels = {"0%", wording_percent(source->numbers, most / 2)},
                                          .n_ticks = 2};
    return forest_draw(
        source->numbers->pool,
        &(struct forest){.name = "signs",
                         .width = source->width,
                         .finding = signs_finding(source->numbers),
                         .measure =
                             "Missed, of what was due in 14 days; and the share of reflections that name the sign "
                             "as missed",
                         .note = "A blind spot: a sign that is larger and orange on the left and seldom named on the "
                                 "right. Points with 95% intervals.",
                         .panels = panels,
                         .n_panels = SIGN_PANELS,
                         .names = names,
                         .n_rows = n,
                         .cells = cells});
}
