/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/exits.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "chart/areas.h"
#include "text/leaving_day.h"
#include "text/wording.h"

static const struct estimate *row_at(const struct numbers *numbers, const char *code, double day) {
    return numbers_find(numbers, &(struct number_key){.analysis = ANALYSIS_EXITS_FIRST,
                                                      .rule = numbers_rule(numbers),
                                                      .measure = "cumulative_incidence",
                                                      .subgroup = code,
                                                      .time_days = day});
}

/* The values between two that are shown are joined by a line; an incidence never falls. */
static void join(struct area *way, size_t from, size_t to, double value) {
    double start = way->values[from], rise = fmax(0, value - start), span = areas_days[to] - areas_days[from];

    for (size_t i = from + 1; i <= to; i++)
        way->values[i] = start + rise * (areas_days[i] - areas_days[from]) / span;
}

/* Returns how many times are known: an area ends where fewer than eleven people are left, and behind the last value
 * that is shown nothing is known. */
static size_t fill_way(const struct numbers *numbers, struct area *way) {
    size_t last = 0;

    way->values[0] = 0;
    for (size_t i = 1; i < AREAS_TIMES; i++) {
        const struct estimate *row = row_at(numbers, way->code, areas_days[i]);
        if (!number_is_shown(row) || row->at_risk < NUMBERS_LEAST_FOLLOWED)
            continue;
        join(way, last, i, row->estimate);
        last = i;
    }
    if (last < AREAS_TIMES - 1)
        join(way, last, AREAS_TIMES - 1, way->values[last]);
    return last + 1;
}

static int by_size(const void *left, const void *right) {
    const struct area *a = left, *b = right;
    double x = a->values[AREAS_TIMES - 1], y = b->values[AREAS_TIMES - 1];

    if (x > y || x < y)
        return x > y ? -1 : 1;
    return strcmp(a->code, b->code);
}

static struct areas collect_ways(const struct numbers *numbers) {
    static const char *const codes[] = {"left",  "completed", "transferred", "jail",  "hospital",
                                        "moved", "declined",  "death",       "other", "administrative"};
    struct areas ways = {.name = "exits", .x_title = "Days since care began"};

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        struct area way = {.code = codes[i]};
        size_t n_known = fill_way(numbers, &way);
        ways.n_times = n_known > ways.n_times ? n_known : ways.n_times;
        if (way.values[AREAS_TIMES - 1] > 0)
            ways.areas[ways.n++] = way;
    }
    if (ways.n > 0)
        qsort(ways.areas, ways.n, sizeof ways.areas[0], by_size);
    return ways;
}

/* What does not get a colour of its own is one area; the first colour is that of those in care. */
static void gather_small(struct areas *ways) {
    const size_t last = CHART_FILLS - 2;

    if (ways->n <= last + 1)
        return;
    ways->areas[last].code = "all_other_ways";
    ways->areas[last].words = "Other ways";
    for (size_t i = last + 1; i < ways->n; i++)
        for (size_t t = 0; t < AREAS_TIMES; t++)
            ways->areas[last].values[t] += ways->areas[i].values[t];
    ways->n = last + 1;
}

/* Of the day that the section's sentence is of. */
static const char *finding_of(const struct numbers *numbers) {
    double day = leaving_last_day(numbers);
    const struct estimate *first = day > 0 ? leaving_most_often(numbers, day) : NULL;

    if (first == NULL)
        return "How people leave care";
    return word_pool_format(numbers->pool, "The most frequent way of leaving within %s: %s (%s)",
                            wording_span(numbers, day), wording_inside(numbers, wording_code(numbers, first->subgroup)),
                            wording_percent(numbers, first->estimate));
}

/* Where the chart ends before the last day of the tables. */
static const char *note_of(const struct numbers *numbers, const struct areas *ways) {
    static const char note[] = "First episodes, up to the end of care; who comes back stands under Coming back.";

    if (ways->n_times == AREAS_TIMES)
        return note;
    return word_pool_format(numbers->pool, "%s Ends on day %.0f: fewer than %d people are followed for longer.", note,
                            areas_days[ways->n_times - 1], NUMBERS_LEAST_FOLLOWED);
}

/* Below the ways: what they leave of everybody. */
static void add_in_care(struct areas *ways) {
    struct area in_care = {.code = "in_care", .words = "Still in care"};

    for (size_t t = 0; t < AREAS_TIMES; t++) {
        in_care.values[t] = 1;
        for (size_t i = 0; i < ways->n; i++)
            in_care.values[t] -= ways->areas[i].values[t];
        in_care.values[t] = fmax(0, in_care.values[t]);
    }
    memmove(ways->areas + 1, ways->areas, ways->n * sizeof ways->areas[0]);
    ways->areas[0] = in_care;
    ways->n++;
}

struct canvas *exits_draw(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    struct areas ways = collect_ways(numbers);

    if (ways.n == 0)
        return NULL;
    gather_small(&ways);
    ways.finding = finding_of(numbers);
    add_in_care(&ways);
    for (size_t i = 0; i < ways.n; i++)
        ways.areas[i].hue = &chart_fills[i];
    ways.width = source->width;
    ways.measure = "Share of people still in care, and above them those who have left, by how care ended "
                   "(Aalen–Johansen)";
    ways.note = note_of(numbers, &ways);
    return areas_draw(numbers, &ways);
}
