/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/period_words.h"

#include <math.h>
#include <string.h>

#include "settings/report_settings.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* ", which is usual", ", more than usual: above the upper limit of a usual month" */
static const char *usual_words(const struct report *report, const struct estimate *row) {
    static const char *const rules[][2] = {{"one_side", "the seventh month or more on this side of the mean"},
                                           {"trend", "the seventh month or more in one direction"},
                                           {"near", "two of three months near the limit"}};
    struct comparison_month month = comparison_of_month(&report->numbers, row);
    const char *direction = month.is_high  ? "more than usual"
                            : month.is_low ? "fewer than usual"
                                           : "more than the usual variation";

    if (!month.is_judged)
        return "";
    if (!month.is_unusual)
        return month.is_rate ? ", which is usual for so many people" : ", which is usual";
    if (month.is_rate)
        direction = month.is_high  ? "more than usual for so many people"
                    : month.is_low ? "fewer than usual for so many people"
                                   : direction;
    if (strcmp(month.rule, "outside") == 0)
        return WORDS(report, ", %s: %s of a usual month", direction,
                     month.is_high  ? "above the upper limit"
                     : month.is_low ? "below the lower limit"
                                    : "outside the limits");
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(rules[i][0], month.rule) == 0)
            return WORDS(report, ", %s: %s", direction, rules[i][1]);
    return WORDS(report, ", %s", direction);
}

const char *period_words_before(const struct report *report) {
    return report_settings_read(report->numbers.config).compared == COMPARED_YEAR_BEFORE ? "a year before"
                                                                                         : "just before";
}

/* ---- counts ---- */

const char *period_words_month(const struct report *report, const char *measure, const char *const what[3]) {
    const struct estimate *row = report_latest_month(report, measure);

    if (row == NULL)
        return "";
    if (row->estimate < 0.5)
        return WORDS(report, " In %s, %s%s.", wording_month(&report->numbers, row->period), what[0],
                     usual_words(report, row));
    return WORDS(report, " In %s, %s %s%s.", wording_month(&report->numbers, row->period),
                 wording_count(&report->numbers, row->estimate), what[row->estimate < 1.5 ? 1 : 2],
                 usual_words(report, row));
}

static const char *count_and_before(const struct report *report, const struct comparison_periods *periods,
                                    const char *const unit[2], const char *before) {
    double later = periods->later->estimate;

    return WORDS(report, "%s%s%s (%s%s)", wording_count(&report->numbers, later), unit == NULL ? "" : " ",
                 unit == NULL ? "" : unit[fabs(later - 1) < 0.5 ? 0 : 1], before,
                 wording_count(&report->numbers, periods->earlier->estimate));
}

/* " 30 of the 57 came back within a year of leaving (before, 22 of 29)."; "": all of them are in the rate. */
static const char *part_words(const struct report *report, const struct comparison_periods *counts,
                              const struct comparison_periods *rates, const char *part) {
    if (part == NULL || rates->later->events > counts->later->events - 0.5)
        return "";
    return WORDS(report, " %s of the %s %s (before, %s of %s).", wording_count(&report->numbers, rates->later->events),
                 wording_count(&report->numbers, counts->later->estimate), part,
                 wording_count(&report->numbers, rates->earlier->events),
                 wording_count(&report->numbers, counts->earlier->estimate));
}

/* " In twelve months 281 leavings (a year before 271). Per 100 months in care 11.9 (13.8): no clear change." */
const char *period_words_rates(const struct report *report, const char *measure, const char *const unit[2],
                               const char *at_risk, const char *part) {
    const char *parts;
    struct comparison_periods counts = comparison_of_periods(&report->numbers, measure, 12),
                              rates = comparison_of_periods(&report->numbers, WORDS(report, "%s_rate", measure), 12);

    if (!counts.is_sayable || rates.later == NULL || rates.earlier == NULL)
        return "";
    parts = part_words(report, &counts, &rates, part);
    return WORDS(report, " In twelve months %s.%s Per 100 months %s%s %.1f (%.1f): %s.",
                 count_and_before(report, &counts, unit, WORDS(report, "%s ", period_words_before(report))), parts,
                 at_risk, parts[0] == '\0' ? "" : " these are", rates.later->estimate, rates.earlier->estimate,
                 comparison_change_words(counts.change));
}

const char *period_words_compared(const struct report *report, const char *measure, const char *const unit[2],
                                  bool with_three) {
    struct comparison_periods three = comparison_of_periods(&report->numbers, measure, 3),
                              year = comparison_of_periods(&report->numbers, measure, 12);
    const char *before = WORDS(report, "%s ", period_words_before(report));

    if (with_three && three.is_sayable && year.is_sayable && three.change == year.change)
        return WORDS(report, " In three months %s, in twelve %s: %s.", count_and_before(report, &three, unit, before),
                     count_and_before(report, &year, unit, ""), comparison_change_words(year.change));
    return WORDS(report, "%s%s",
                 with_three && three.is_sayable
                     ? WORDS(report, " In three months %s: %s.", count_and_before(report, &three, unit, before),
                             comparison_change_words(three.change))
                     : "",
                 year.is_sayable
                     ? WORDS(report, " In twelve months %s: %s.", count_and_before(report, &year, unit, before),
                             comparison_change_words(year.change))
                     : "");
}

/* ---- shares ---- */

const char *period_words_bare(const struct report *report, double share) {
    const char *words = wording_of_100(&report->numbers, share), *of = strstr(words, " of 100");

    return of == NULL ? words : WORDS(report, "%.*s", (int)(of - words), words);
}

const char *period_words_share(const struct report *report, const struct comparison_periods *periods) {
    const char *share = wording_of_100(&report->numbers, periods->later->estimate);

    if (!periods->is_sayable)
        return share;
    return WORDS(report, "%s (%s %s)", share, period_words_before(report),
                 period_words_bare(report, periods->earlier->estimate));
}

const char *period_words_change(const struct report *report, const struct comparison_periods *periods) {
    return periods->is_sayable ? WORDS(report, ": %s", comparison_change_words(periods->change)) : "";
}

struct comparison_periods period_words_choose(const struct report *report, const char *measure) {
    static const int months[] = {12, 3, 1};
    struct comparison_periods found = {NULL, NULL, false, COMPARISON_UNCLEAR};

    for (size_t i = 0; i < sizeof months / sizeof months[0] && !found.is_sayable; i++)
        found = comparison_of_periods(&report->numbers, measure, months[i]);
    return found;
}

const char *period_words_lost(const struct report *report) {
    struct comparison_periods lost = period_words_choose(report, "cohort_left_30");

    if (!lost.is_sayable)
        return "";
    return WORDS(report, " Of those who started %s, %s left within 30 days%s.",
                 period_words_in(report, lost.later->period), period_words_share(report, &lost),
                 period_words_change(report, &lost));
}

/* Both end with the same month, and say another word. */
static bool say_another_word(const struct comparison_periods *three, const struct comparison_periods *year) {
    const char *ends[2];

    if (!three->is_sayable || !year->is_sayable || three->change == COMPARISON_UNCLEAR)
        return false;
    ends[0] = strchr(three->later->period, '/');
    ends[1] = strchr(year->later->period, '/');
    return ends[0] != NULL && ends[1] != NULL && strcmp(ends[0], ends[1]) == 0 &&
           strcmp(comparison_change_words(three->change), comparison_change_words(year->change)) != 0;
}

const char *period_words_three(const struct report *report, const char *measure,
                               const struct comparison_periods *year) {
    struct comparison_periods three = comparison_of_periods(&report->numbers, measure, 3);
    bool is_rate = strstr(measure, "_rate") != NULL;

    if (!say_another_word(&three, year))
        return "";
    return WORDS(report, " In the last three of these months %s (%s): %s.",
                 is_rate ? WORDS(report, "%.1f", three.later->estimate)
                         : wording_of_100(&report->numbers, three.later->estimate),
                 is_rate ? WORDS(report, "%.1f", three.earlier->estimate)
                         : period_words_bare(report, three.earlier->estimate),
                 comparison_change_words(three.change));
}

const char *period_words_in(const struct report *report, const char *period) {
    return WORDS(report, "%s %s", strchr(period, '/') == NULL ? "in" : "from", wording_month(&report->numbers, period));
}
