/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/first_shares.h"

#include <math.h>

#include "analysis/catalogue.h"
#include "text/rates_compared.h"
#include "text/report_parts.h"
#include "text/wording.h"

struct comparison_periods first_shares_staying(const struct report *report, double day) {
    struct number_key key = {.analysis = ANALYSIS_RETENTION_NOW,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "survival",
                             .group_by = "window",
                             .group = "now",
                             .time_days = day};
    const struct estimate *now = numbers_find(&report->numbers, &key);

    key.group = "year_before";
    return comparison_of_two(now, numbers_find(&report->numbers, &key));
}

struct comparison_periods first_shares_lost(const struct report *report, const char *measure) {
    struct comparison_periods since = comparison_since_rebase(&report->numbers, measure);

    return since.is_sayable ? since : comparison_of_periods(&report->numbers, measure, 12);
}

struct comparison_periods first_shares_seen(const struct report *report) {
    return comparison_of_periods(&report->numbers, "seen_again_7", 12);
}

/* ---- what turned ---- */

enum unit { UNIT_SHARE, UNIT_COUNT, UNIT_RATE };

static bool is_change(enum comparison_change change) { return change == COMPARISON_UP || change == COMPARISON_DOWN; }

static const char *value_words(const struct report *report, const struct estimate *row, enum unit unit) {
    switch (unit) {
    case UNIT_SHARE: return wording_percent(&report->numbers, row->estimate);
    case UNIT_COUNT: return wording_count(&report->numbers, row->estimate);
    case UNIT_RATE: break;
    }
    return WORDS(report, "%.1f", row->estimate);
}

/* "more (70%, before 47%)" */
static const char *verdict_words(const struct report *report, const struct comparison_periods *periods,
                                 enum unit unit) {
    return WORDS(report, "%s (%s, before %s)", comparison_change_words(periods->change),
                 value_words(report, periods->later, unit), value_words(report, periods->earlier, unit));
}

static double apart(const struct comparison_periods *periods) {
    return fabs(periods->later->estimate - periods->earlier->estimate);
}

/* Returns whether it turned. */
static bool add_turned(struct report *report, const char *words, enum unit unit, struct comparison_periods then,
                       struct comparison_periods now) {
    if (!then.is_sayable || !now.is_sayable || then.change == now.change ||
        (!is_change(then.change) && !is_change(now.change)))
        return false;
    document_item(report->document,
                  WORDS(report, "%s: last report %s; now %s%s.", words, verdict_words(report, &then, unit),
                        verdict_words(report, &now, unit),
                        is_change(now.change) || unit == UNIT_COUNT ? ""
                        : apart(&now) < apart(&then)                ? ": the two periods lie nearer each other"
                                                                    : ": the ranges are wider or nearer each other"));
    return true;
}

static struct comparison_periods rate_of(const struct report *report, const char *measure) {
    return comparison_of_periods(&report->numbers, WORDS(report, "%s_rate", measure), 12);
}

void first_shares_add_turned(struct report *report, const struct report *then) {
    static const struct {
        const char *measure, *words;
    } rates[] = {{"leavings", "Leavings per 100 months in care"},
                 {"returns", "Returns to care per 100 months out of care"}};
    bool turned = false;

    turned |= add_turned(report, "Started care, three months", UNIT_COUNT,
                         comparison_of_periods(&then->numbers, "admissions", 3),
                         comparison_of_periods(&report->numbers, "admissions", 3));
    turned |= add_turned(report, "Started care, twelve months", UNIT_COUNT,
                         comparison_of_periods(&then->numbers, "admissions", 12),
                         comparison_of_periods(&report->numbers, "admissions", 12));
    turned |= add_turned(report, "In care after 30 days", UNIT_SHARE, first_shares_staying(then, 30),
                         first_shares_staying(report, 30));
    turned |= add_turned(report, "In care after 90 days", UNIT_SHARE, first_shares_staying(then, 90),
                         first_shares_staying(report, 90));
    turned |= add_turned(report, "Left within 14 days", UNIT_SHARE, first_shares_lost(then, "cohort_left_14"),
                         first_shares_lost(report, "cohort_left_14"));
    turned |= add_turned(report, "Left within 30 days", UNIT_SHARE, first_shares_lost(then, "cohort_left_30"),
                         first_shares_lost(report, "cohort_left_30"));
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
        turned |= add_turned(report, rates[i].words, UNIT_RATE, rate_of(then, rates[i].measure),
                             rate_of(report, rates[i].measure));
    turned |= add_turned(report, "Returns to use per 100 months in care", UNIT_RATE, rates_compared(then),
                         rates_compared(report));
    turned |= add_turned(report, "Seen within 7 days of a return to use", UNIT_SHARE, first_shares_seen(then),
                         first_shares_seen(report));
    if (turned)
        document_note(report->document, "A word turns where a number near its limit moves a little: look at the "
                                        "numbers, and wait for the next report before anything is changed for it.");
}
