/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * After a return to use, beside what is to be expected: seen again, and how soon the program knew. Internal class only.
 */
#include <math.h>

#include "analysis/catalogue.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const double days[] = {7, 14, 30};

static const struct estimate *find(const struct report *report, const char *measure, double time_days) {
    const struct number_key key = {.analysis = ANALYSIS_SEEN_AGAIN,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = measure,
                                   .time_days = time_days};

    return numbers_find(&report->numbers, &key);
}

/* Of all returns to use, as the section before has it; compared are those with so many days to follow. */
static const struct estimate *find_seen(const struct report *report, double time_days) {
    struct number_key key = report_key_seen_again(report);

    key.time_days = time_days;
    return numbers_find(&report->numbers, &key);
}

/* A difference is one where its range lies on one side of none. */
static const char *difference_words(const struct estimate *difference) {
    if (!number_is_sayable(difference) || (difference->ci_low <= 0 && difference->ci_high >= 0))
        return "That is no more of a difference than chance makes.";
    return difference->estimate > 0 ? "So people are seen more often after a return to use than without one."
                                    : "So people are seen less often after a return to use than without one.";
}

/* False: of too few. */
static bool add_sentence(struct report *report) {
    const struct estimate *seen = find_seen(report, 7), *expected = find(report, "expected", 7);

    if (!number_is_sayable(seen) || !number_is_sayable(expected)) {
        document_paragraph(report->document, "Too few people to say how many are seen again, and how many would be "
                                             "without a return to use.");
        return false;
    }
    document_paragraph(
        report->document,
        WORDS(report,
              "Seen within 7 days of a return to use, %s: %s (%s). People in care without a return to "
              "use in 90 days, at the same time since they started: %s (%s). %s",
              report_whole_time(report), wording_of_100(&report->numbers, seen->estimate),
              wording_likely(&report->numbers, seen), wording_of_100(&report->numbers, expected->estimate),
              wording_likely(&report->numbers, expected), difference_words(find(report, "difference", 7))));
    return true;
}

static const char *points_cell(const struct report *report, const struct estimate *row) {
    if (row == NULL)
        return "–";
    return number_is_sayable(row)
               ? WORDS(report, "%+.0f (%+.0f to %+.0f)", 100 * row->estimate, 100 * row->ci_low, 100 * row->ci_high)
               : "too few to say";
}

static const char *share_cell(const struct report *report, const struct estimate *row) {
    return row == NULL ? "–" : wording_cell(&report->numbers, row);
}

static void add_table(struct report *report) {
    static const char *const headers[] = {"Seen within", "Compared", "After one", "Without one", "Of 100, more", NULL};

    document_table(report->document, "Seen again after a return to use, and without one at the same time since day 0",
                   headers);
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        const struct estimate *seen = find(report, "seen", days[i]);
        if (seen == NULL)
            continue;
        document_row(report->document, (const char *[]){wording_span(&report->numbers, days[i]),
                                                        wording_count(&report->numbers, seen->at_risk),
                                                        share_cell(report, find_seen(report, days[i])),
                                                        share_cell(report, find(report, "expected", days[i])),
                                                        points_cell(report, find(report, "difference", days[i]))});
    }
}

static double not_compared(const struct report *report, const char *why) {
    const struct number_key key = {.analysis = ANALYSIS_SEEN_AGAIN,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "not_compared",
                                   .subgroup = why,
                                   .time_days = 7};

    return numbers_value(&report->numbers, &key);
}

static void add_notes(struct report *report) {
    double unknown = not_compared(report, "start_not_known"), nobody = not_compared(report, "nobody_to_compare");

    if (unknown + nobody > 0)
        document_note(report->document,
                      WORDS(report,
                            "Not compared: %.0f of people in care before the data begin, whose first day is not known; "
                            "%.0f at a time at which nobody else was in care.",
                            unknown, nobody));
    document_note(report->document, "Whoever tells of a use is asked to come again: being seen more often is what "
                                    "should be, and does not say that anybody fares better.");
}

static void add_told(struct report *report) {
    const struct number_key key = {
        .analysis = ANALYSIS_SEEN_AGAIN, .rule = numbers_rule(&report->numbers), .measure = "told_median_days"};
    const struct estimate *told = find(report, "told_within_7_days", 7), *median = numbers_find(&report->numbers, &key);

    if (number_is_sayable(told) && number_is_sayable(median))
        document_paragraph(
            report->document,
            WORDS(report,
                  "The clock starts when the program knows. It knew of half of the returns to use within "
                  "%.0f %s of the use, and of %s within 7 days (%s).",
                  median->estimate, median->estimate > 0 && median->estimate < 2 ? "day" : "days",
                  wording_of_100(&report->numbers, told->estimate), wording_likely(&report->numbers, told)));
}

static void add_in_care(struct report *report) {
    const struct number_key key = {.analysis = ANALYSIS_CARE_AFTER_RETURN_TO_USE,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "occupation",
                                   .subgroup = "in_care",
                                   .time_days = 90};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (number_is_sayable(row))
        document_paragraph(report->document,
                           WORDS(report,
                                 "In care 90 days after a return to use, %s: %s (%s), whoever left "
                                 "and came back counted, and one return to use of a person in 90 "
                                 "days.",
                                 report_whole_time(report), wording_of_100(&report->numbers, row->estimate),
                                 wording_likely(&report->numbers, row)));
}

void section_seen_again_add(struct report *report) {
    if (!numbers_have(&report->numbers, ANALYSIS_SEEN_AGAIN) ||
        !numbers_have(&report->numbers, ANALYSIS_AFTER_RETURN_TO_USE))
        return;
    report_section(report, "after_use");
    if (find(report, "seen", 7) != NULL && add_sentence(report)) {
        add_table(report);
        document_aside(report->document, true);
        add_notes(report);
        document_aside(report->document, false);
    }
    add_told(report);
    add_in_care(report);
}
