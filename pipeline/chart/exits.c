/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/exits.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "chart/areas.h"
#include "text/comparison.h"
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
    double start = way->values[from], rise = fmax(0, value - start);

    for (size_t i = from + 1; i <= to; i++)
        way->values[i] = start + rise * (double)(i - from) / (double)(to - from);
}

/* Returns how many times are known: an area ends where fewer than eleven people are left, and behind the last value
 * that is shown nothing is known. */
static size_t fill_way(const struct numbers *numbers, struct area *way) {
    size_t last = 0;

    way->values[0] = 0;
    for (size_t i = 1; i < AREAS_TIMES; i++) {
        const struct estimate *row = row_at(numbers, way->code, (double)(i * AREAS_STEP));
        if (!number_is_shown(row) || row->at_risk < NUMBERS_LEAST_FOLLOWED)
            continue;
        join(way, last, i, row->estimate);
        last = i;
    }
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

/* What does not get a colour of its own is one area. */
static void gather_small(struct areas *ways) {
    if (ways->n <= CHART_FILLS)
        return;
    ways->areas[CHART_FILLS - 1].code = "all_other_ways";
    ways->areas[CHART_FILLS - 1].words = "Other ways";
    for (size_t i = CHART_FILLS; i < ways->n; i++)
        for (size_t t = 0; t < AREAS_TIMES; t++)
            ways->areas[CHART_FILLS - 1].values[t] += ways->areas[i].values[t];
    ways->n = CHART_FILLS;
}

/* Is the first way more frequent than every other one, beyond what chance may do? */
static bool first_stands_out(const struct numbers *numbers, const struct areas *ways, double day) {
    const struct estimate *rows[AREAS_MOST];

    for (size_t i = 0; i < ways->n; i++)
        rows[i] = row_at(numbers, ways->areas[i].code, day);
    return ways->n > 1 && comparison_ties(rows, ways->n) == 1;
}

static const char *finding_of(const struct numbers *numbers, const struct areas *ways) {
    if (!first_stands_out(numbers, ways, (double)((ways->n_times - 1) * AREAS_STEP)))
        return "How people leave care";
    return word_pool_format(numbers->pool, "The most frequent way of leaving within %s: %s (%s)",
                            wording_span(numbers, (double)((ways->n_times - 1) * AREAS_STEP)),
                            wording_inside(numbers, wording_code(numbers, ways->areas[0].code)),
                            wording_percent(numbers, ways->areas[0].values[AREAS_TIMES - 1]));
}

struct canvas *exits_draw(const struct numbers *numbers) {
    struct areas ways = collect_ways(numbers);

    if (ways.n == 0)
        return NULL;
    gather_small(&ways);
    for (size_t i = 0; i < ways.n; i++)
        ways.areas[i].hue = &chart_fills[i];
    ways.finding = finding_of(numbers, &ways);
    ways.measure = "Share of people who have left, by how care ended (Aalen–Johansen); the white part is still in care";
    ways.note = "First episodes. The areas add up to the share of people who have left.";
    return areas_draw(numbers, &ways);
}
