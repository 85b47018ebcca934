/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the analysis `signs_before_use`. */
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "estimate/signs_parts.h"
#include "sample/estimate_run.h"
#include "stats/proportion.h"
#include "table/estimates_table.h"

static const char *const sign_names[CARE_SIGN_COUNT] = {"missed_visits", "missed_doses", "late_pickup", "missed_tests"};

static struct estimate begin_row(const char *measure, enum care_sign sign) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_SIGNS_BEFORE_USE;
    row.measure = measure;
    row.subgroup = sign_names[sign];
    return row;
}

/* ---- people, and shares of what was due ---- */

struct compared {
    double people, discordant, due;
};

static struct compared count_compared(const struct signs *signs, enum sign_window window, enum care_sign sign) {
    struct compared count = {0, 0, 0};

    for (size_t i = 0; i < signs->n_cases; i++) {
        const struct mantel_haenszel_table table = signs_stratum(&signs->cases[i].tables[window][sign]);
        struct mantel_haenszel_sums terms = mantel_haenszel_terms(&table);
        if (!signs_is_compared(signs, &signs->cases[i], window, sign))
            continue;
        count.people++;
        count.discordant += terms.in_favour > 0 || terms.against > 0;
        count.due += table.missed + table.kept + table.other_missed + table.other_kept;
    }
    return count;
}

static void write_count(struct table_writer *writer, const char *measure, enum care_sign sign,
                        const struct compared *compared, double count) {
    struct estimate row = begin_row(measure, sign);

    row.n = compared->people;
    row.event_people = compared->discordant;
    row.at_risk = compared->due;
    row.estimate = count;
    estimates_table_write(writer, &row);
}

/* Of the cases compared: the share missed of what was due before, or else. */
static void write_own_share(const struct signs *signs, struct table_writer *writer, const char *measure,
                            enum care_sign sign, bool before) {
    double *missed = memory_alloc(signs->n_cases, sizeof *missed), *due = memory_alloc(signs->n_cases, sizeof *due);
    struct estimate row = begin_row(measure, sign);
    struct interval share;
    size_t n = 0;

    row.events = row.at_risk = row.event_people = 0;
    for (size_t i = 0; i < signs->n_cases; i++) {
        const struct signs_table *table = &signs->cases[i].tables[SIGN_WINDOW_WHOLE][sign];
        if (!signs_is_compared(signs, &signs->cases[i], SIGN_WINDOW_WHOLE, sign))
            continue;
        missed[n] = before ? table->missed : table->other_missed;
        due[n] = missed[n] + (before ? table->kept : table->other_kept);
        row.events += missed[n];
        row.event_people += missed[n] > 0;
        row.at_risk += due[n++];
    }
    row.n = (double)n;
    if (proportion_clustered(missed, due, n, 0.95, &share) == STATS_OK)
        estimate_run_set_interval(&row, &share);
    if (row.n < ESTIMATE_FEW_PEOPLE)
        row.flag = "too_few";
    estimates_table_write(writer, &row);
    free(missed);
    free(due);
}

static void write_others_share(struct table_writer *writer, const char *measure, enum care_sign sign, double people,
                               double missed, double kept) {
    struct estimate row = begin_row(measure, sign);

    if (!(missed + kept > 0))
        return;
    row.n = people;
    row.estimate = missed / (missed + kept);
    estimates_table_write(writer, &row);
}

/* ---- odds ---- */

static double count_people(const struct mantel_haenszel_sums people[], size_t n) {
    double count = 0;

    for (size_t i = 0; i < n; i++)
        count += people[i].in_favour > 0 || people[i].against > 0;
    return count;
}

static void write_ratio(const struct signs *signs, struct table_writer *writer, const char *measure,
                        enum care_sign sign, double people, const struct mantel_haenszel_sums above[],
                        const struct mantel_haenszel_sums below[]) {
    struct estimate row = begin_row(measure, sign);
    struct interval ratio;

    row.n = people;
    row.event_people = count_people(above, signs->n_people);
    if (row.event_people < ESTIMATE_FEW_PEOPLE ||
        (below != NULL && count_people(below, signs->n_people) < ESTIMATE_FEW_PEOPLE))
        row.flag = "too_few";
    else if (mantel_haenszel_ratio(above, below, signs->n_people, 0.95, &ratio) == STATS_OK)
        estimate_run_set_interval(&row, &ratio);
    else
        row.flag = "not_estimable";
    estimates_table_write(writer, &row);
}

static void write_share(struct table_writer *writer, const char *measure, enum care_sign sign,
                        struct share_tally *tally) {
    struct estimate row = begin_row(measure, sign);

    share_tally_take(tally, &row);
    estimates_table_write(writer, &row);
}

static void write_sign(struct signs *signs, struct table_writer *writer, enum care_sign sign,
                       const struct signs_sums *whole, const struct signs_sums *late) {
    struct compared compared = count_compared(signs, SIGN_WINDOW_WHOLE, sign),
                    compared_late = count_compared(signs, SIGN_WINDOW_LATE, sign);
    const struct mantel_haenszel_table *weighted = &whole->weighted[sign];
    double others = count_people(whole->others[sign], signs->n_people);

    write_ratio(signs, writer, "odds_ratio", sign, compared.people, whole->own[sign], whole->others[sign]);
    write_ratio(signs, writer, "odds_ratio_late", sign, compared_late.people, late->own[sign], late->others[sign]);
    write_ratio(signs, writer, "odds_ratio_own", sign, compared.people, whole->own[sign], NULL);
    write_ratio(signs, writer, "odds_ratio_others", sign, others, whole->others[sign], NULL);
    write_own_share(signs, writer, "missed_before", sign, true);
    write_own_share(signs, writer, "missed_else", sign, false);
    write_others_share(writer, "missed_before_others", sign, others, weighted->missed, weighted->kept);
    write_others_share(writer, "missed_else_others", sign, others, weighted->other_missed, weighted->other_kept);
    write_count(writer, "people_compared", sign, &compared, compared.people);
    write_count(writer, "discordant_people", sign, &compared, compared.discordant);
    write_count(writer, "opportunities", sign, &compared, compared.due);
    write_share(writer, "windows_with_sign", sign, signs->windows[sign]);
    write_share(writer, "used_after_sign", sign, signs->after_sign[sign]);
    write_share(writer, "used_after_none", sign, signs->after_none[sign]);
}

void signs_write(struct signs *signs, struct table_writer *writer) {
    struct signs_sums sums[SIGN_WINDOWS];

    signs_find(signs);
    signs_add_up(signs, sums);
    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++)
        if (signs->is_held[sign])
            write_sign(signs, writer, (enum care_sign)sign, &sums[SIGN_WINDOW_WHOLE], &sums[SIGN_WINDOW_LATE]);
    for (int window = 0; window < SIGN_WINDOWS; window++)
        signs_sums_free(&sums[window]);
}
