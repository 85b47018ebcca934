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

static bool was_withheld(const struct numbers *numbers, const char *code) {
    for (size_t i = 1; i < AREAS_TIMES; i++) {
        const struct estimate *row = row_at(numbers, code, (double)(i * AREAS_STEP));
        if (row != NULL && estimate_has_flag(row, "withheld"))
            return true;
    }
    return false;
}

/* A way that is not known up to the last day has no area: its last value would pass for one of that day. Returns
 * whether no way of leaving is missing then. */
static bool keep_known(const struct numbers *numbers, struct areas *ways, const size_t n_known[]) {
    size_t n = ways->n;
    bool is_whole = true;

    ways->n = 0;
    for (size_t i = 0; i < n; i++) {
        bool known = n_known[i] == ways->n_times;
        if (!known && was_withheld(numbers, ways->areas[i].code))
            is_whole = false;
        if (known && ways->areas[i].values[AREAS_TIMES - 1] > 0)
            ways->areas[ways->n++] = ways->areas[i];
    }
    return is_whole;
}

static int by_size(const void *left, const void *right) {
    const struct area *a = left, *b = right;
    double x = a->values[AREAS_TIMES - 1], y = b->values[AREAS_TIMES - 1];

    if (x > y || x < y)
        return x > y ? -1 : 1;
    return strcmp(a->code, b->code);
}

static struct areas collect_ways(const struct numbers *numbers, bool *is_whole) {
    static const char *const codes[] = {"left",  "completed", "transferred", "jail",  "hospital",
                                        "moved", "declined",  "death",       "other", "administrative"};
    struct areas ways = {.name = "exits", .x_title = "Days since care began", .n = sizeof codes / sizeof codes[0]};
    size_t n_known[sizeof codes / sizeof codes[0]];

    for (size_t i = 0; i < ways.n; i++) {
        ways.areas[i].code = codes[i];
        n_known[i] = fill_way(numbers, &ways.areas[i]);
        ways.n_times = n_known[i] > ways.n_times ? n_known[i] : ways.n_times;
    }
    *is_whole = keep_known(numbers, &ways, n_known);
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
    bool is_whole;
    struct areas ways = collect_ways(numbers, &is_whole);

    if (ways.n == 0)
        return NULL;
    gather_small(&ways);
    for (size_t i = 0; i < ways.n; i++)
        ways.areas[i].hue = &chart_fills[i];
    ways.finding = finding_of(numbers, &ways);
    ways.measure = is_whole ? "Share of people who have left, by how care ended (Aalen–Johansen); the white part is "
                              "still in care"
                            : "Share of people who have left, by how care ended (Aalen–Johansen)";
    ways.note = is_whole ? "First episodes. The areas add up to the share of people who have left."
                         : "First episodes. The white part is still in care, or left in a way that few people took and "
                           "that is not shown: the areas do not add up to all who have left.";
    return areas_draw(numbers, &ways);
}
