/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/matched_share.h"

#include <math.h>
#include <stdlib.h>

#include "stats/distribution.h"
#include "stats/proportion.h"

/* Sums over places 0 .. p - 1 stand at [p]: a stretch is the difference of two. The strata lie one behind the other, so
 * far apart that none reaches into the next. */
struct places {
    int32_t in_stratum;
    size_t n;
    double *days, *events;
    double *weight, *weighted_share; /* of a reference day: sum over the cases near it of 1 / m_i and p_i / m_i */
};

/* What a person moves the sums of observed and of expected by. */
struct influence {
    double observed, expected;
    bool has_case, has_event, has_day;
};

struct matching {
    const struct matched_sample *sample;
    struct places places;
    struct influence *people;
    double cases, events, shares; /* compared */
};

static bool is_valid(const struct matched_sample *sample) {
    for (size_t i = 0; i < sample->n_cases; i++)
        if (sample->cases[i].place < 0 || sample->cases[i].stratum < 0 || sample->cases[i].stratum >= sample->n_strata)
            return false;
    for (size_t i = 0; i < sample->n_days; i++) {
        const struct matched_days *days = &sample->days[i];
        bool any = days->event_first <= days->event_last;
        if (days->stratum < 0 || days->stratum >= sample->n_strata)
            return false;
        if (days->first < 0 || (any && (days->event_first < days->first || days->event_last > days->last)))
            return false;
    }
    return true;
}

static int32_t count_places(const struct matched_sample *sample) {
    int32_t last = 0;

    for (size_t i = 0; i < sample->n_cases; i++)
        last = sample->cases[i].place > last ? sample->cases[i].place : last;
    for (size_t i = 0; i < sample->n_days; i++)
        last = sample->days[i].last > last ? sample->days[i].last : last;
    return last + sample->width + 2;
}

static void add_stretch(double *sums, int32_t first, int32_t last, double value) {
    if (first > last)
        return;
    sums[first] += value;
    sums[last + 1] -= value;
}

/* Steps to values by place, those to their sums up to a place. */
static void sum_up(double *sums, size_t n) {
    double value = 0, sum = 0;

    for (size_t i = 0; i < n; i++) {
        value += sums[i];
        sums[i] = sum;
        sum += value;
    }
    sums[n] = sum;
}

/* The places from which on a stratum lies. */
static size_t begin_of(const struct places *places, int32_t stratum) {
    return (size_t)places->in_stratum * (size_t)stratum;
}

static double sum_of(const double *sums, int32_t first, int32_t last) {
    return first > last ? 0 : sums[last + 1] - sums[first];
}

static void count_days(struct matching *matching) {
    const struct matched_sample *sample = matching->sample;
    struct places *places = &matching->places;

    for (size_t i = 0; i < sample->n_days; i++) {
        const struct matched_days *days = &sample->days[i];
        size_t begin = begin_of(places, days->stratum);
        add_stretch(places->days + begin, days->first, days->last, 1);
        add_stretch(places->events + begin, days->event_first, days->event_last, 1);
    }
    sum_up(places->days, places->n);
    sum_up(places->events, places->n);
}

/* The reference of a case: its days m, and their share; false: none. */
static bool match(const struct matching *matching, const struct matched_case *at, double *days, double *share) {
    int32_t width = at->place < matching->sample->width ? at->place : matching->sample->width;

    size_t begin = begin_of(&matching->places, at->stratum);

    *days = round(sum_of(matching->places.days + begin, at->place - width, at->place + width));
    *share =
        *days > 0 ? sum_of(matching->places.events + begin, at->place - width, at->place + width) / *days : nan("");
    return *days > 0;
}

static void add_cases(struct matching *matching) {
    const struct matched_sample *sample = matching->sample;

    for (size_t i = 0; i < sample->n_cases; i++) {
        const struct matched_case *at = &sample->cases[i];
        int32_t width = at->place < sample->width ? at->place : sample->width;
        double days, share;
        if (!match(matching, at, &days, &share))
            continue;
        matching->cases++;
        matching->events += at->event;
        matching->shares += share;
        matching->people[at->person].has_case = true;
        matching->people[at->person].has_event = matching->people[at->person].has_event || at->event;
        size_t begin = begin_of(&matching->places, at->stratum);
        add_stretch(matching->places.weight + begin, at->place - width, at->place + width, 1 / days);
        add_stretch(matching->places.weighted_share + begin, at->place - width, at->place + width, share / days);
    }
    sum_up(matching->places.weight, matching->places.n);
    sum_up(matching->places.weighted_share, matching->places.n);
}

/* Influences times the number of cases. */
static void add_influences(struct matching *matching, double observed, double expected) {
    const struct matched_sample *sample = matching->sample;

    for (size_t i = 0; i < sample->n_cases; i++) {
        const struct matched_case *at = &sample->cases[i];
        double days, share;
        if (!match(matching, at, &days, &share))
            continue;
        matching->people[at->person].observed += at->event - observed;
        matching->people[at->person].expected += share - expected;
    }
    for (size_t i = 0; i < sample->n_days; i++) {
        const struct matched_days *days = &sample->days[i];
        struct influence *person = &matching->people[days->person];
        const double *weights = matching->places.weight + begin_of(&matching->places, days->stratum),
                     *shares = matching->places.weighted_share + begin_of(&matching->places, days->stratum);
        double weight = sum_of(weights, days->first, days->last);
        person->expected +=
            sum_of(weights, days->event_first, days->event_last) - sum_of(shares, days->first, days->last);
        person->has_day = person->has_day || weight > 0.5 / matching->places.days[matching->places.n];
    }
}

static struct interval share_of(double share, double variance, double people, double level) {
    bool varies = share > 0 && share < 1 && variance > 1e-25;
    double effective = varies ? share * (1 - share) / variance : people;
    struct interval interval = {0};

    proportion_wilson(share * effective, effective, level, &interval);
    interval.estimate = share;
    interval.std_error = sqrt(variance);
    return interval;
}

/* The error of the difference, while both shares have one. A share of 0 or 1 has none but has limits: then it is from
 * the limits of both (with -+ z se 12 of 12 beside 11 of 12 would differ as surely as thousands do). */
static struct interval difference_of(const struct interval *observed, const struct interval *expected, double error,
                                     double z) {
    double difference = observed->estimate - expected->estimate, below = z * error, above = z * error;

    if (!(observed->std_error > 1e-12) || !(expected->std_error > 1e-12)) { /* but for rounding */
        below = hypot(observed->estimate - observed->ci_low, expected->ci_high - expected->estimate);
        above = hypot(observed->ci_high - observed->estimate, expected->estimate - expected->ci_low);
    }
    return (struct interval){difference, error, difference - below, difference + above};
}

static void finish(struct matching *matching, double level, struct matched_share *out) {
    double n = matching->cases, observed = matching->events / n, expected = matching->shares / n;
    double squares[3] = {0}, z = distribution_normal_quantile(0.5 + level / 2), error;

    add_influences(matching, observed, expected);
    *out = (struct matched_share){
        .cases = n, .events = matching->events, .left_out = (double)matching->sample->n_cases - n};
    for (size_t i = 0; i < matching->sample->n_people; i++) {
        const struct influence *person = &matching->people[i];
        double difference = person->observed - person->expected;
        squares[0] += person->observed * person->observed;
        squares[1] += person->expected * person->expected;
        squares[2] += difference * difference;
        out->case_people += person->has_case;
        out->event_people += person->has_event;
        out->reference_people += person->has_day;
    }
    error = sqrt(squares[2]) / n;
    out->observed = share_of(observed, squares[0] / (n * n), out->case_people, level);
    out->expected = share_of(expected, squares[1] / (n * n), out->reference_people, level);
    out->difference = difference_of(&out->observed, &out->expected, error, z);
}

static bool alloc(struct matching *matching) {
    struct places *places = &matching->places;

    places->in_stratum = count_places(matching->sample);
    places->n = (size_t)places->in_stratum * (size_t)matching->sample->n_strata;
    places->days = calloc(places->n + 1, sizeof(double));
    places->events = calloc(places->n + 1, sizeof(double));
    places->weight = calloc(places->n + 1, sizeof(double));
    places->weighted_share = calloc(places->n + 1, sizeof(double));
    matching->people = calloc(matching->sample->n_people + 1, sizeof *matching->people);
    return places->days != NULL && places->events != NULL && places->weight != NULL && places->weighted_share != NULL &&
           matching->people != NULL;
}

enum stats_status matched_share_estimate(const struct matched_sample *sample, double level, struct matched_share *out) {
    struct matching matching = {.sample = sample};
    enum stats_status status = STATS_NO_MEMORY;

    if (!is_valid(sample) || sample->width < 0 || !(level > 0 && level < 1))
        return STATS_INVALID;
    if (alloc(&matching)) {
        count_days(&matching);
        add_cases(&matching);
        status = matching.cases > 0 ? STATS_OK : STATS_EMPTY;
    }
    if (status == STATS_OK)
        finish(&matching, level, out);
    free(matching.places.days);
    free(matching.places.events);
    free(matching.places.weight);
    free(matching.places.weighted_share);
    free(matching.people);
    return status;
}
