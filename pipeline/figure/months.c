/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/months.h"

#include <math.h>
#include <string.h>

#include "figure/month_series.h"
#include "figure/months_finding.h"
#include "text/wording.h"

enum { MOST = 8 };

/* Of the width of a chart, beside the line of a note wherever it stands. */
static const double NOTE_SHARE = 0.38;

static const struct month_measure flows[] = {
    {"people_in_care", "People in care at the end", NULL, NULL, false, NULL},
    {"admissions", "Began care for the first time", "more", "fewer", false, NULL},
    {"returns", "Came back to care", "more", "fewer", false, "Came back, per 100 months out of care"},
    {"leavings", "Left care", "more", "fewer", false, "Left care, per 100 months in care"},
    {"returns_to_use", "Returns to use (events)", "more", "fewer", false, "Returns to use, per 100 months in care"},
    {"cohort_retention_90", "In care on day 90 after beginning", "more", "fewer", true, NULL}};

static const struct month_measure losses[] = {
    {"cohort_left_14", "Left care in days 1 to 14", "more", "fewer", true, NULL},
    {"cohort_left_30", "Left care in days 1 to 30", "more", "fewer", true, NULL}};

/* What a chart of months shows: its series, of which some have nothing to draw. */
struct month_chart {
    struct month_series series[MOST];
    size_t n;
    double x_min, x_max;
    struct control_note notes[PROGRAM_CHANGES_MOST];
    size_t n_notes;
    bool any_limits;
};

static struct month_chart collect(const struct numbers *numbers, const struct month_measure measures[], size_t n) {
    struct month_chart chart = {.x_min = (double)INFINITY, .x_max = -(double)INFINITY};

    for (size_t i = 0; i < n; i++) {
        struct month_series series = month_series_of(numbers, &measures[i]);
        if (series.n == 0) {
            month_series_free(&series);
            continue;
        }
        chart.x_min = fmin(chart.x_min, series.points[0].x - series.step / 2);
        chart.x_max = fmax(chart.x_max, series.points[series.n - 1].x + series.step / 2);
        chart.any_limits = chart.any_limits || series.has_limits;
        chart.series[chart.n++] = series;
    }
    chart.n_notes = chart.n == 0 ? 0 : month_notes_list(numbers, chart.x_min, chart.x_max, chart.notes);
    return chart;
}

static void free_chart(struct month_chart *chart) {
    for (size_t i = 0; i < chart->n; i++)
        month_series_free(&chart->series[i]);
}

/* "a" of the first note: in small panels letters stand for words, which are printed below. */
static const char *letter(const struct numbers *numbers, size_t i) {
    return word_pool_format(numbers->pool, "%c", (char)('a' + (int)i));
}

static const char *note_month(const struct numbers *numbers, const struct control_note *note) {
    double month = note->x + 0.5;

    return wording_month(numbers,
                         word_pool_format(numbers->pool, "%04.0f-%02.0f", floor(month / 12), fmod(month, 12) + 1));
}

/* " a: from October 2025, each new person is called weekly." */
static const char *notes_words(const struct numbers *numbers, const struct month_chart *chart, bool lettered) {
    const char *words = "";

    for (size_t i = 0; i < chart->n_notes; i++)
        words = word_pool_format(numbers->pool, "%s %s%s: %s.", words,
                                 lettered ? word_pool_format(numbers->pool, "%s, ", letter(numbers, i)) : "",
                                 note_month(numbers, &chart->notes[i]), chart->notes[i].words);
    return words;
}

/* A chart of months: what it is called, says and has at its foot. */
struct month_page {
    const char *name, *finding, *measure, *note;
    size_t columns;
    bool lettered; /* its notes are letters in the panels */
};

/* The panels in a grid; returns the y below. */
static double draw_panels(struct canvas *canvas, const struct numbers *numbers, const struct month_chart *chart,
                          const struct month_page *page, double top) {
    const size_t columns = page->columns;
    const double height = canvas_is_narrow(canvas) ? 92 : 118, row = CONTROL_ABOVE + height + CONTROL_BELOW;
    const double left = canvas_is_narrow(canvas) ? 48 : 54;
    double pitch = (canvas->width - left - 4 + 44) / (double)columns;
    struct control_note lettered[PROGRAM_CHANGES_MOST];

    for (size_t i = 0; i < chart->n_notes; i++)
        lettered[i] = (struct control_note){chart->notes[i].x, letter(numbers, i)};
    for (size_t i = 0; i < chart->n; i++)
        month_series_draw(canvas, numbers, &chart->series[i],
                          (struct control_panel){.x_min = chart->x_min,
                                                 .x_max = chart->x_max,
                                                 .notes = page->lettered ? lettered : chart->notes,
                                                 .n_notes = chart->n_notes},
                          &(struct control_place){.left = left + (double)(i % columns) * pitch,
                                                  .top = top + (double)(i / columns) * row,
                                                  .width = pitch - 44 - CONTROL_RIGHT,
                                                  .height = height});
    return top + (double)((chart->n + columns - 1) / columns) * row;
}

static const char measure_words[] = "Dashed: limits of the usual month-to-month variation. Orange dot: outside them. "
                                    "Orange line: a run that is rare by chance";

/* Marks that chance makes are said: a year of charts without one would be rare. */
static const char *chance_words(const struct numbers *numbers) {
    double expected = months_expected_marks(numbers);

    if (isnan(expected))
        return "";
    return word_pool_format(numbers->pool,
                            " When nothing changes, about %.0f orange %s expected in so many months: a reason to look, "
                            "no proof of a change.",
                            expected, fabs(expected - 1) < 0.5 ? "mark is" : "marks are");
}

static struct canvas *draw_page(const struct chart_source *source, const struct month_chart *chart,
                                const struct month_page *page) {
    struct canvas *canvas = canvas_alloc(page->name, source->width, 700);
    double y = canvas_add_heading(canvas, page->finding, page->measure) + 12;

    y = draw_panels(canvas, source->numbers, chart, page, y);
    canvas_add_footer(canvas, y + 8,
                      word_pool_format(source->numbers->pool, "%s%s", page->note,
                                       notes_words(source->numbers, chart, page->lettered)));
    return canvas;
}

struct canvas *months_draw(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    struct month_chart chart = collect(numbers, flows, sizeof flows / sizeof flows[0]);
    struct canvas *canvas = NULL;

    if (chart.n > 0)
        canvas = draw_page(
            source, &chart,
            &(struct month_page){.name = "months",
                                 .finding = months_finding(numbers),
                                 .measure = chart.any_limits ? measure_words : "Counts and shares of each month",
                                 .note = word_pool_format(
                                     numbers->pool, "The last months are not shown where they cannot be told yet.%s",
                                     chance_words(numbers)),
                                 .columns = source->width < CHART_WIDE ? 1 : 2,
                                 .lettered = true});
    free_chart(&chart);
    return canvas;
}

/* Words of a note that would be cut beside its line stand at the foot, a letter in their place. */
static bool has_long_note(const struct month_chart *chart, double width) {
    for (size_t i = 0; i < chart->n_notes; i++)
        if (chart_text_width(FONT_SMALL, chart->notes[i].words) > width * NOTE_SHARE)
            return true;
    return false;
}

struct canvas *months_draw_losses(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    struct month_chart chart = collect(numbers, losses, sizeof losses / sizeof losses[0]);
    struct canvas *canvas = NULL;

    if (chart.n > 0)
        canvas =
            draw_page(source, &chart,
                      &(struct month_page){
                          .name = "early_losses",
                          .finding = months_losses_finding(numbers),
                          .measure = "Share of those who began care in a month. Dashed: limits of the usual variation",
                          .note = "By the month care began. Orange dot: outside the limits. Orange line: a run that is "
                                  "rare by chance.",
                          .columns = 1,
                          .lettered = source->width < CHART_WIDE || has_long_note(&chart, source->width)});
    free_chart(&chart);
    return canvas;
}
