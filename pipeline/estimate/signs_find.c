/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first pass over all stays: windows of days in a row, and who has a contrast before a return to use. */
#include <stdlib.h>

#include "base/memory.h"
#include "estimate/signs_parts.h"

/* ---- windows in a row ---- */

/* Was there a use in the 14 days behind the window? -1: they are not in care up to one. */
static int is_followed(const struct signs_stay *stay, struct care_days uses, struct care_window_days window) {
    int32_t last = window.last + CARE_CONTRAST_DAYS;

    if (care_contrast_has_use(uses, window.last + 1, last < stay->stay.last ? last : stay->stay.last))
        return 1;
    return last <= stay->stay.last ? 0 : -1;
}

static void count_windows(struct signs *signs, const struct signs_stay *stay) {
    struct care_days uses = signs_uses(signs, stay->person);
    int32_t person = (int32_t)stay->person, first = stay->stay.day_0 + CARE_CONTRAST_FIRST_DAYS + 1;

    for (; first + CARE_CONTRAST_DAYS - 1 <= stay->stay.last; first += CARE_CONTRAST_DAYS) {
        struct care_window_days window = {first, first + CARE_CONTRAST_DAYS - 1};
        int followed = is_followed(stay, uses, window);
        struct signs_count count;
        if (first < stay->stay.first)
            continue;
        count = signs_count(signs, stay, window);
        for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
            if (count.due[sign] == 0)
                continue;
            share_tally_add(signs->windows[sign], person, count.missed[sign] > 0);
            if (followed >= 0)
                share_tally_add(count.missed[sign] > 0 ? signs->after_sign[sign] : signs->after_none[sign], person,
                                followed == 1);
        }
    }
}

/* ---- cases ---- */

static void add_case(struct signs *signs, const struct signs_stay *stay, const struct care_contrast *contrast,
                     size_t use) {
    struct signs_case one = {.person = stay->person,
                             .since = signs->uses[use] - stay->stay.day_0,
                             .found_by_test = signs->found_by_test[use]};

    signs_tables(signs, stay, contrast, one.tables);
    signs->cases = memory_grow(signs->cases, &signs->cases_capacity, signs->n_cases + 1, sizeof *signs->cases);
    signs->cases[signs->n_cases++] = one;
}

/* The person's stays come by day, and so do the uses in each. */
static void find_case(struct signs *signs, const struct signs_stay *stay) {
    struct care_days uses = signs_uses(signs, stay->person);
    struct care_contrast contrast;

    if (signs->n_cases > 0 && signs->cases[signs->n_cases - 1].person == stay->person)
        return;
    for (size_t i = 0; i < uses.n && uses.days[i] <= stay->stay.last; i++)
        if (care_contrast_fill(&stay->stay, signs->is_window, uses.days[i], &contrast)) {
            add_case(signs, stay, &contrast, signs->use_starts[stay->person] + i);
            return;
        }
}

/* ---- moments ---- */

static int compare_days(const void *left, const void *right) {
    const int32_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

/* Of a case there is one. */
static size_t moment_of(const struct signs *signs, int32_t since) {
    size_t low = 0, high = signs->n_moments;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (signs->moments[middle].since < since)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_asked(const struct signs_case *one, enum sign_window window, enum care_sign sign) {
    return signs_tells(&one->tables[window][sign]) && !(sign == CARE_SIGN_TEST && one->found_by_test);
}

/* The days on which there are cases, in order, each once. */
static int32_t *case_days(const struct signs *signs, size_t *n) {
    int32_t *days = memory_alloc(signs->n_cases, sizeof *days);

    for (size_t i = 0; i < signs->n_cases; i++)
        days[i] = signs->cases[i].since;
    qsort(days, signs->n_cases, sizeof *days, compare_days);
    *n = 0;
    for (size_t i = 0; i < signs->n_cases; i++)
        if (*n == 0 || days[*n - 1] != days[i])
            days[(*n)++] = days[i];
    return days;
}

static void make_moments(struct signs *signs) {
    int32_t *days = case_days(signs, &signs->n_moments);

    signs->moments = memory_alloc(signs->n_moments, sizeof *signs->moments);
    for (size_t i = 0; i < signs->n_moments; i++)
        signs->moments[i].since = days[i];
    free(days);
    for (size_t i = 0; i < signs->n_cases; i++) {
        struct signs_moment *moment = &signs->moments[moment_of(signs, signs->cases[i].since)];
        for (int window = 0; window < SIGN_WINDOWS; window++)
            for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
                moment->cases[window][sign] +=
                    is_asked(&signs->cases[i], (enum sign_window)window, (enum care_sign)sign);
    }
}

bool signs_is_compared(const struct signs *signs, const struct signs_case *one, enum sign_window window,
                       enum care_sign sign) {
    return is_asked(one, window, sign) && signs->moments[moment_of(signs, one->since)].others[window][sign] > 0;
}

/* ---- the others ---- */

struct met {
    struct signs_moment *moment;
    struct signs_table tables[SIGN_WINDOWS][CARE_SIGN_COUNT];
};

/* Was anything that was due kept in the 14 days from the day on? Whoever told of a use was still there; of the others
 * some are covered by what they were given last, and have left already: they miss all. */
static bool is_seen_again(const struct signs *signs, const struct signs_stay *stay, int32_t day) {
    int32_t last = day + CARE_CONTRAST_DAYS - 1;
    struct signs_count count =
        signs_count(signs, stay, (struct care_window_days){day, last < stay->stay.last ? last : stay->stay.last});
    uint32_t kept = 0;

    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
        kept += count.due[sign] - count.missed[sign];
    return kept > 0;
}

/* Calls `meet` for every moment on which the stay's person has a contrast, no use, and is seen again. */
static void meet_others(struct signs *signs, const struct signs_stay *stay,
                        void (*meet)(const struct signs_stay *stay, const struct met *met, void *context),
                        void *context) {
    struct care_days uses = signs_uses(signs, stay->person);
    int32_t last = stay->stay.last - stay->stay.day_0;
    struct met met;

    for (size_t i = moment_of(signs, stay->stay.first + CARE_CONTRAST_DAYS - stay->stay.day_0);
         i < signs->n_moments && signs->moments[i].since <= last; i++) {
        struct care_contrast contrast;
        int32_t day = stay->stay.day_0 + signs->moments[i].since;
        if (!care_contrast_fill(&stay->stay, signs->is_window, day, &contrast) ||
            care_contrast_has_use(uses, day, day) || !is_seen_again(signs, stay, day))
            continue;
        met.moment = &signs->moments[i];
        signs_tables(signs, stay, &contrast, met.tables);
        meet(stay, &met, context);
    }
}

static void count_other(const struct signs_stay *stay, const struct met *met, void *context) {
    (void)stay;
    (void)context;
    for (int window = 0; window < SIGN_WINDOWS; window++)
        for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
            met->moment->others[window][sign] += signs_tells(&met->tables[window][sign]);
}

void signs_find(struct signs *signs) {
    for (size_t i = 0; i < signs->n_stays; i++) {
        signs_open_stay(signs, &signs->stays[i]);
        count_windows(signs, &signs->stays[i]);
        find_case(signs, &signs->stays[i]);
    }
    make_moments(signs);
    for (size_t i = 0; i < signs->n_stays && signs->n_moments > 0; i++) {
        signs_open_stay(signs, &signs->stays[i]);
        meet_others(signs, &signs->stays[i], count_other, NULL);
    }
}

/* ---- sums ---- */

static void add_weighted(struct mantel_haenszel_table *to, const struct mantel_haenszel_table *table, double weight) {
    to->missed += weight * table->missed;
    to->kept += weight * table->kept;
    to->other_missed += weight * table->other_missed;
    to->other_kept += weight * table->other_kept;
}

/* The others of a moment weigh, together, as much as its cases; where no case tells of a sign, nothing. */
static void add_other(const struct signs_stay *stay, const struct met *met, void *context) {
    struct signs_sums *sums = context;

    for (int window = 0; window < SIGN_WINDOWS; window++)
        for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
            const struct mantel_haenszel_table table = signs_stratum(&met->tables[window][sign]);
            struct mantel_haenszel_sums terms, *person = &sums[window].others[sign][stay->person];
            double weight;
            if (!(met->moment->cases[window][sign] > 0) || !signs_tells(&met->tables[window][sign]))
                continue;
            terms = mantel_haenszel_terms(&table);
            weight = met->moment->cases[window][sign] / met->moment->others[window][sign];
            person->in_favour += weight * terms.in_favour;
            person->against += weight * terms.against;
            add_weighted(&sums[window].weighted[sign], &table, weight);
        }
}

static void add_own(const struct signs *signs, enum sign_window window, struct signs_sums *sums) {
    *sums = (struct signs_sums){0};
    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
        sums->own[sign] = memory_alloc(signs->n_people, sizeof *sums->own[sign]);
        sums->others[sign] = memory_alloc(signs->n_people, sizeof *sums->others[sign]);
        for (size_t i = 0; i < signs->n_cases; i++) {
            const struct signs_case *one = &signs->cases[i];
            const struct mantel_haenszel_table table = signs_stratum(&one->tables[window][sign]);
            if (signs_is_compared(signs, one, window, (enum care_sign)sign))
                sums->own[sign][one->person] = mantel_haenszel_terms(&table);
        }
    }
}

void signs_add_up(struct signs *signs, struct signs_sums sums[SIGN_WINDOWS]) {
    for (int window = 0; window < SIGN_WINDOWS; window++)
        add_own(signs, (enum sign_window)window, &sums[window]);
    for (size_t i = 0; i < signs->n_stays && signs->n_moments > 0; i++) {
        signs_open_stay(signs, &signs->stays[i]);
        meet_others(signs, &signs->stays[i], add_other, sums);
    }
}

void signs_sums_free(struct signs_sums *sums) {
    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
        free(sums->own[sign]);
        free(sums->others[sign]);
    }
}
