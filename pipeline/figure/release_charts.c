/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/release_charts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "chart/ranges.h"
#include "figure/release_rows.h"
#include "settings/not_held.h"
#include "text/wording.h"

static const double year_ticks[] = {0, 90, 180, 270, 365};

static const char staying[] = "Share of people still in care, by days since care began. " RELEASE_DARK_AND_LIGHT;

static const struct {
    const char *measure, *title;
    bool is_share;
} series[] = {{"people_in_care", "People in care at the end", false},
              {"admissions", "Began care for the first time", false},
              {"returns", "Came back to care", false},
              {"leavings", "Left care", false},
              {"returns_to_use", "Returns to use (events)", false},
              {"cohort_retention_90", "In care on day 90 after beginning", true}};

/* Texts and arrays of a chart until it is drawn. */
struct loan {
    void *things[4 * RANGES_MOST_PANELS];
    size_t n;
};

static void *lend(struct loan *loan, void *thing) { return loan->things[loan->n++] = thing; }

static void give_back(struct loan *loan) {
    for (size_t i = 0; i < loan->n; i++)
        free(loan->things[i]);
}

/* Takes the list over. */
static void add_panel(struct ranges *ranges, struct loan *loan, struct range_panel panel) {
    lend(loan, (void *)panel.rows);
    if (panel.n > 0)
        ranges->panels[ranges->n_panels++] = panel;
}

static void add_curve(const struct release *release, struct ranges *ranges, struct loan *loan,
                      const struct number_key *key, const char *title) {
    struct range_panel panel = {.title = title, .x_max = 380, .ticks = year_ticks, .n_ticks = 5, .is_share = true};
    size_t n = release_list(release, key, NUMBERS_ANY_TIME, &panel.rows);
    double *x1 = memory_alloc(n + 1, sizeof *x1), *x2 = memory_alloc(n + 1, sizeof *x2), wide = 5;

    for (size_t i = 0; i < n; i++) {
        if (!release_is_told(panel.rows[i]))
            continue;
        panel.rows[panel.n] = panel.rows[i];
        x1[panel.n] = panel.rows[i]->time_days - wide;
        x2[panel.n++] = panel.rows[i]->time_days + wide;
    }
    panel.x1 = lend(loan, x1);
    panel.x2 = lend(loan, x2);
    add_panel(ranges, loan, panel);
}

/* Groups with any range, of a list in their order: the next from row `i` on, n when there is none. */
static size_t next_group(const struct released *const rows[], size_t n, size_t i, const char *before) {
    while (i < n && (!release_is_told(rows[i]) || (before != NULL && strcmp(rows[i]->group, before) == 0)))
        i++;
    return i;
}

static bool has_definition(const struct ranges *ranges) {
    for (size_t i = 0; i < ranges->n_panels; i++)
        for (size_t k = 0; k < ranges->panels[i].n; k++)
            if (release_is_by_definition(ranges->panels[i].rows[k]))
                return true;
    return false;
}

static const char *note_of(const struct release *release, const struct ranges *ranges, size_t n_groups) {
    return word_pool_format(
        release->numbers.pool, "First episodes. Days without a range are left out.%s%s",
        n_groups > ranges->n_panels
            ? word_pool_format(release->numbers.pool,
                               " Drawn: the first %zu of the %zu that can be, in the order of their names.",
                               ranges->n_panels, n_groups)
            : "",
        has_definition(ranges) ? " By definition: one injection or implant covers that day." : "");
}

static struct canvas *draw_retention(const struct release *release, double width, const char *group_by) {
    struct ranges ranges = {.measure = staying, .width = width};
    struct number_key key = {.analysis = ANALYSIS_RETENTION_FIRST,
                             .rule = numbers_rule(&release->numbers),
                             .measure = "survival",
                             .group_by = group_by};
    const struct released **rows;
    struct loan loan = {.n = 0};
    size_t n = release_list(release, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME, &rows), n_groups = 0;
    struct canvas *canvas;

    bool all = *group_by == '\0', medication = strcmp(group_by, "medication") == 0;

    ranges.name = all ? "retention" : medication ? "retention_by_medication" : "retention_by_site";
    ranges.finding = all          ? "How long people stay in care"
                     : medication ? "How long people stay in care, by medication"
                                  : "How long people stay in care, by site";
    for (size_t i = next_group(rows, n, 0, NULL); i < n; i = next_group(rows, n, i, key.group)) {
        key.group = rows[i]->group;
        if (n_groups++ < RANGES_MOST_PANELS)
            add_curve(release, &ranges, &loan, &key,
                      *group_by == '\0' ? "All people" : wording_group(&release->numbers, group_by, key.group));
    }
    free(rows);
    ranges.note = note_of(release, &ranges, n_groups);
    canvas = ranges_draw(release->numbers.pool, &ranges);
    give_back(&loan);
    return canvas;
}

/* Months since year 0 at which a period begins, and how many it has. */
static double span_of(const char *period, double *months) {
    double year = 12 * strtod(period, NULL);

    *months = strlen(period) == 4 ? 12 : period[5] == 'H' ? 6 : period[5] == 'Q' ? 3 : 1;
    return strlen(period) == 4 ? year : year + (strtod(period + (*months > 1 ? 6 : 5), NULL) - 1) * *months;
}

static struct range_panel panel_of_series(const struct release *release, struct loan *loan, size_t s) {
    struct range_panel panel = {.title = series[s].title,
                                .x_min = (double)INFINITY,
                                .x_max = -(double)INFINITY,
                                .is_share = series[s].is_share};
    double *x1 = memory_alloc(release->rows->n + 1, sizeof *x1), *x2 = memory_alloc(release->rows->n + 1, sizeof *x2);

    panel.rows = memory_alloc(release->rows->n + 1, sizeof *panel.rows);
    for (size_t i = 0; i < release->rows->n; i++) {
        const struct released *row = &release->rows->rows[i];
        double months;
        if (*row->period == '\0' || strcmp(row->measure, series[s].measure) != 0 || !release_is_told(row))
            continue;
        x1[panel.n] = span_of(row->period, &months) + 0.08;
        x2[panel.n] = x1[panel.n] + months - 0.16;
        panel.x_min = fmin(panel.x_min, floor(x1[panel.n]));
        panel.x_max = fmax(panel.x_max, ceil(x2[panel.n]));
        panel.rows[panel.n++] = row;
    }
    panel.x1 = lend(loan, x1);
    panel.x2 = lend(loan, x2);
    return panel;
}

/* "The program by month and half-year": what the boxes stand for. */
static const char *levels_of(const struct release *release, const struct ranges *ranges) {
    static const struct {
        double months;
        const char *name;
    } levels[] = {{1, "month"}, {3, "quarter"}, {6, "half-year"}, {12, "year"}};
    const char *names[sizeof levels / sizeof levels[0]];
    size_t n = 0;

    for (size_t l = 0; l < sizeof levels / sizeof levels[0]; l++) {
        bool any = false;
        for (size_t i = 0; i < ranges->n_panels; i++)
            for (size_t k = 0; k < ranges->panels[i].n; k++) {
                double months;
                span_of(ranges->panels[i].rows[k]->period, &months);
                any = any || fabs(months - levels[l].months) < 0.5;
            }
        if (any)
            names[n++] = levels[l].name;
    }
    return word_pool_format(release->numbers.pool, "The program by %s", wording_list(&release->numbers, names, n));
}

static struct canvas *draw_months(const struct release *release, double width) {
    struct ranges ranges = {.name = "months",
                            .width = width,
                            .measure = "Each box is the range of one period, as wide as the period",
                            .note = "Where months are too small to be published, a box stands for more of them."};
    struct loan loan = {.n = 0};
    double first = (double)INFINITY, last = -(double)INFINITY;
    struct canvas *canvas;

    for (size_t s = 0; s < sizeof series / sizeof series[0]; s++) {
        struct range_panel panel = panel_of_series(release, &loan, s);
        add_panel(&ranges, &loan, panel);
        if (panel.is_share && panel.n > 0)
            ranges.measure = "Each box is the range of one period, as wide as the period. " RELEASE_DARK_AND_LIGHT;
    }
    ranges.finding = levels_of(release, &ranges);
    for (size_t i = 0; i < ranges.n_panels; i++) {
        first = fmin(first, ranges.panels[i].x_min);
        last = fmax(last, ranges.panels[i].x_max);
    }
    for (size_t i = 0; i < ranges.n_panels; i++) {
        ranges.panels[i].x_min = first;
        ranges.panels[i].x_max = last;
    }
    canvas = ranges_draw(release->numbers.pool, &ranges);
    give_back(&loan);
    return canvas;
}

size_t release_charts_draw(const struct release *release, double width, struct canvas *canvases[ALL_CHARTS_MOST]) {
    bool by_medication = !not_held(release->numbers.config, "doses");
    if (release_is_small(release)) /* its one page has no chart */
        return 0;
    struct canvas *const charts[] = {
        draw_retention(release, width, ""), by_medication ? draw_retention(release, width, "medication") : NULL,
        draw_retention(release, width, "site"), release_rows_draw_exits(release, width), draw_months(release, width)};
    size_t n = 0;

    for (size_t i = 0; i < sizeof charts / sizeof charts[0]; i++)
        if (charts[i] != NULL)
            canvases[n++] = charts[i];
    return n + release_rows_draw_reflections(release, width, canvases + n);
}
