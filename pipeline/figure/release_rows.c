/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/release_rows.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "chart/ranges.h"
#include "text/wording.h"

enum { MOST_ROWS = 10 };

static struct canvas *draw_codes(const struct release *release, struct ranges ranges, const struct number_key *key) {
    const struct released **rows;
    size_t n;
    struct canvas *canvas;

    n = release_list(release, key, NUMBERS_ANY_SUBGROUP, &rows);
    n = release_keep_told(release, rows, n);
    const char **labels = memory_alloc(n + 1, sizeof *labels);
    for (size_t i = 0; i < n; i++)
        labels[i] = release_code_words(release, rows[i]);
    ranges.x_max = ranges.x_max > 0 ? ranges.x_max : ranges_axis(rows, n);
    if (n > MOST_ROWS)
        ranges.note =
            word_pool_format(release->numbers.pool, "%s Further %zu stand in the table.", ranges.note, n - MOST_ROWS);
    canvas = ranges_draw_rows(release, &ranges, rows, labels, n < MOST_ROWS ? n : MOST_ROWS);
    free(rows);
    free(labels);
    return canvas;
}

struct canvas *release_rows_draw_exits(const struct release *release, double width) {
    static const double days[] = {365, 180, 90, 30};
    struct ranges ranges = {.name = "exits",
                            .width = width,
                            .finding = "How people leave care",
                            .measure = "Share of people who have left, by how care ended. " RELEASE_DARK_AND_LIGHT,
                            .note = "First episodes. Ways without a range are left out."};
    struct number_key key = {
        .analysis = ANALYSIS_EXITS_FIRST, .rule = numbers_rule(&release->numbers), .measure = "cumulative_incidence"};
    struct canvas *canvas = NULL;

    for (size_t i = 0; i < sizeof days / sizeof days[0] && canvas == NULL; i++) {
        key.time_days = days[i];
        ranges.finding = word_pool_format(release->numbers.pool, "How people leave care within %s",
                                          wording_span(&release->numbers, days[i]));
        canvas = draw_codes(release, ranges, &key);
    }
    return canvas;
}

static struct number_key reflections_key(const char *field) {
    return (struct number_key){
        .analysis = ANALYSIS_REFLECTIONS, .measure = "share", .group_by = "field", .group = field};
}

/* One axis for all fields: they are read beside each other. */
static double reflections_axis(const struct release *release, const char *const fields[][3], size_t n_fields) {
    double most = 0;

    for (size_t i = 0; i < n_fields; i++) {
        const struct released **rows;
        const struct number_key key = reflections_key(fields[i][0]);
        size_t n = release_list(release, &key, NUMBERS_ANY_SUBGROUP, &rows);
        most = fmax(most, ranges_axis(rows, release_keep_told(release, rows, n)));
        free(rows);
    }
    return most;
}

size_t release_rows_draw_reflections(const struct release *release, double width, struct canvas *canvases[]) {
    static const char *const fields[][3] = {{"stage", "stages", "Stage in which it was first noticed"},
                                            {"trigger", "triggers", "Triggers of returns to use"},
                                            {"missed_sign", "missed_signs", "Signs that were missed"},
                                            {"lacking_support", "lacking_supports", "Supports that were lacking"},
                                            {"plan_change", "plan_changes", "Changes of plan"}};
    enum { N_FIELDS = sizeof fields / sizeof fields[0] };
    double x_max = reflections_axis(release, fields, N_FIELDS);
    size_t n = 0;

    for (size_t i = 0; i < N_FIELDS; i++) {
        const struct ranges ranges = {.name = fields[i][1],
                                      .width = width,
                                      .x_max = x_max,
                                      .finding = fields[i][2],
                                      .measure = "Share of the reflections that asked. " RELEASE_DARK_AND_LIGHT,
                                      .note = "Where ranges meet, the order of the lines is no finding."};
        const struct number_key key = reflections_key(fields[i][0]);
        struct canvas *canvas = draw_codes(release, ranges, &key);
        if (canvas != NULL)
            canvases[n++] = canvas;
    }
    return n;
}
