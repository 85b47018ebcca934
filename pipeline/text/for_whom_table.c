/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/for_whom_table.h"

#include <math.h>
#include <string.h>

#include "text/for_whom.h"
#include "text/wording.h"

static const struct group_question *const questions = for_whom_questions;
static const struct group_trait *const traits = for_whom_traits;

enum { N_QUESTIONS = FOR_WHOM_QUESTIONS, N_TRAITS = FOR_WHOM_TRAITS };

/* What is the same for all groups, found once; and the groups of which nothing can be said. */
struct group_table {
    struct report *report;
    bool has[N_QUESTIONS];
    const struct estimate *means[N_QUESTIONS];
    const char *silent[REPORT_MOST_GROUPS];
    size_t n_silent;
};

/* "67% +5 (0 to +10)", with ‡ of more months; "–" where nothing can be said. */
static const char *cell(const struct group_table *table, size_t q, const char *group_by, const char *group) {
    const struct report *report = table->report;
    const struct group_question *question = &questions[q];
    const struct estimate *row = group_cells_find(report, question, group_by, group), *share, *difference;

    if (row == NULL)
        return "–";
    share = group_cells_beside(report, question, row, "group_share");
    difference = group_cells_beside(report, question, row, "difference");
    if (share == NULL || difference == NULL || !number_is_sayable(difference))
        return "–";
    return WORDS(report, "%s%s %s", wording_percent(&report->numbers, share->estimate),
                 for_whom_is_of_more_months(table->means[q], row) ? "‡" : "",
                 group_cells_difference(report, question, row, false));
}

/* A row where any question can say something of the group; else its name goes to `silent`. */
static void add_group(struct group_table *table, const struct group_trait *trait, const struct estimate *row,
                      const struct group_question *question) {
    struct report *report = table->report;
    const char *cells[N_QUESTIONS + 1] = {group_cells_name(report, question, trait, row)};
    bool says = false;
    size_t n = 1;

    for (size_t i = 0; i < N_QUESTIONS; i++) {
        if (!table->has[i])
            continue;
        cells[n] = cell(table, i, trait->group_by, row->group);
        says = says || strcmp(cells[n], "–") != 0;
        n++;
    }
    if (says)
        document_row(report->document, cells);
    else if (table->n_silent < REPORT_MOST_GROUPS)
        table->silent[table->n_silent++] = wording_inside(&report->numbers, cells[0]);
}

/* Every group of the trait that some question counts, each once. */
static void add_trait(struct group_table *table, const struct group_trait *trait) {
    const struct report *report = table->report;
    bool compared[N_QUESTIONS];

    for (size_t q = 0; q < N_QUESTIONS; q++) {
        struct number_list list = group_cells_list(report, &questions[q], trait->group_by);
        compared[q] = group_cells_are_compared(report, &questions[q], trait->group_by);
        for (size_t i = 0; compared[q] && i < list.n; i++) {
            bool before = false;
            for (size_t k = 0; k < q; k++)
                before = before || (compared[k] && group_cells_find(report, &questions[k], trait->group_by,
                                                                    list.rows[i]->group) != NULL);
            if (!before)
                add_group(table, trait, list.rows[i], &questions[q]);
        }
        number_list_free(&list);
    }
}

/* Of many ranges some leave 0 out though nothing is different. */
static void say_chance(struct report *report) {
    size_t n = 0;

    for (size_t i = 0; i < N_QUESTIONS; i++)
        n += for_whom_count_told(report, &questions[i]);
    if (n > 1)
        document_note(
            report->document,
            WORDS(report,
                  "A range without 0 in it is no finding by itself: of %zu such comparisons about %.0f %s one "
                  "by chance alone. Only what is marked † holds beside all the others (a false discovery rate "
                  "of 5%%).",
                  n, fmax(1, floor((double)n / 20 + 0.5)), n < 30 ? "has" : "have"));
}

void for_whom_table_add(struct report *report) {
    const char *headers[N_QUESTIONS + 2] = {"Group"};
    struct group_table table = {.report = report};
    size_t n = 1;

    for (size_t i = 0; i < N_QUESTIONS; i++) {
        table.has[i] = for_whom_has_question(report, &questions[i]);
        table.means[i] = group_cells_mean(report, &questions[i]);
        if (table.has[i])
            headers[n++] = questions[i].share;
    }
    document_table(report->document, "Share of each group, and points of 100 from the mean of all people", headers);
    for (size_t i = 0; i < N_TRAITS; i++)
        add_trait(&table, &traits[i]);
    say_chance(report);
    if (table.n_silent > 0)
        document_note(report->document,
                      WORDS(report,
                            "Counted, not compared, as too few people are in them or it is not known who they "
                            "are: %s.",
                            wording_list(&report->numbers, table.silent, table.n_silent)));
}
