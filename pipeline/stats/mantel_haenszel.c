/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/mantel_haenszel.h"

#include <math.h>
#include <stdbool.h>

#include "stats/distribution.h"

struct mantel_haenszel_sums mantel_haenszel_terms(const struct mantel_haenszel_table *table) {
    double all = table->missed + table->kept + table->other_missed + table->other_kept;

    if (!(all > 0))
        return (struct mantel_haenszel_sums){0, 0};
    return (struct mantel_haenszel_sums){table->missed * table->other_kept / all,
                                         table->kept * table->other_missed / all};
}

static struct mantel_haenszel_sums total(const struct mantel_haenszel_sums people[], size_t n) {
    struct mantel_haenszel_sums sums = {0, 0};

    for (size_t i = 0; i < n; i++) {
        sums.in_favour += people[i].in_favour;
        sums.against += people[i].against;
    }
    return sums;
}

static double influence(const struct mantel_haenszel_sums *person, const struct mantel_haenszel_sums *all) {
    return person->in_favour / all->in_favour - person->against / all->against;
}

static bool has_any(const struct mantel_haenszel_sums *person) { return person->in_favour > 0 || person->against > 0; }

enum stats_status mantel_haenszel_ratio(const struct mantel_haenszel_sums people[],
                                        const struct mantel_haenszel_sums others[], size_t n, double level,
                                        struct interval *out) {
    struct mantel_haenszel_sums all = total(people, n), all_others = {1, 1};
    double squares = 0, m = 0, m_people = 0, log_ratio, error, half;

    if (others != NULL)
        all_others = total(others, n);
    if (!(all.in_favour > 0 && all.against > 0 && all_others.in_favour > 0 && all_others.against > 0))
        return STATS_EMPTY;
    for (size_t i = 0; i < n; i++) {
        double one = influence(&people[i], &all) - (others == NULL ? 0 : influence(&others[i], &all_others));
        squares += one * one;
        m_people += has_any(&people[i]) ? 1 : 0;
        m += has_any(&people[i]) || (others != NULL && has_any(&others[i])) ? 1 : 0;
    }
    if (m_people < 2)
        return STATS_EMPTY;
    log_ratio = log(all.in_favour / all.against) - log(all_others.in_favour / all_others.against);
    error = sqrt(squares * m / (m - 1));
    half = distribution_t_quantile(0.5 + level / 2, m_people - 1) * error;
    *out = (struct interval){exp(log_ratio), exp(log_ratio) * error, exp(log_ratio - half), exp(log_ratio + half)};
    return STATS_OK;
}
