/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signs that the program's own data showed before returns to use, beside those that reflections name as missed.
 * Internal class only.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/signs_told.h"
#include "text/wording.h"

const struct sign_told signs_told[SIGNS_TOLD] = {{"missed_visits", "Missed appointments", "missed_visits"},
                                                 {"missed_doses", "Missed daily doses", "missed_doses"},
                                                 {"late_pickup", "Late pickups", "late_pickup"},
                                                 {"missed_tests", "Missed drug tests", "test_refusal"}};

static const struct sign_told *const signs = signs_told;

enum { N_SIGNS = SIGNS_TOLD };

static const struct estimate *find(const struct report *report, const char *measure, size_t sign) {
    const struct number_key key = {
        .analysis = ANALYSIS_SIGNS_BEFORE_USE, .measure = measure, .subgroup = signs[sign].code};

    return numbers_find(&report->numbers, &key);
}

/* The ratio, where enough people tell of it. */
static const struct estimate *find_ratio(const struct report *report, const char *measure, size_t sign) {
    const struct estimate *row = find(report, measure, sign);

    return number_is_shown(row) ? row : NULL;
}

static const char *ratio_cell(const struct report *report, const char *measure, size_t sign) {
    const struct estimate *row = find_ratio(report, measure, sign);

    return row == NULL ? "too few" : WORDS(report, "%.1f (%.1f–%.1f)", row->estimate, row->ci_low, row->ci_high);
}

/* Under the floor nothing of the sign is told but that. */
static const char *share_cell(const struct report *report, const char *measure, size_t sign) {
    const struct estimate *row = find(report, measure, sign);

    return row != NULL && find_ratio(report, "odds_ratio_own", sign) != NULL ? wording_cell(&report->numbers, row)
                                                                             : "–";
}

/* ---- sentences ---- */

/* More, fewer, or as far as can be told neither: by one rule for all signs. */
static int direction_of(const struct estimate *ratio) { return ratio->ci_low > 1 ? 1 : ratio->ci_high < 1 ? -1 : 0; }

static void say_sign(struct report *report, size_t sign) {
    const struct estimate *ratio = find_ratio(report, "odds_ratio", sign),
                          *before = find(report, "missed_before", sign), *else_ = find(report, "missed_else", sign);

    if (ratio == NULL || !number_is_sayable(ratio) || !number_is_sayable(before))
        return;
    if (direction_of(ratio) == 0)
        document_item(report->document, WORDS(report, "%s: no difference can be told.", signs[sign].words));
    else
        document_item(report->document,
                      WORDS(report,
                            "%s: %s before a return to use, %s else. With time in care taken "
                            "into account the odds were %.1f times as high, likely between %.1f and %.1f.",
                            signs[sign].words, wording_of_100(&report->numbers, before->estimate),
                            wording_of_100(&report->numbers, else_->estimate), ratio->estimate, ratio->ci_low,
                            ratio->ci_high));
}

/* ---- the table ---- */

static const char *named_cell(const struct report *report, size_t sign) {
    const struct number_key key = {.analysis = ANALYSIS_REFLECTIONS,
                                   .measure = "share",
                                   .group_by = "field",
                                   .group = "missed_sign",
                                   .subgroup = signs[sign].named};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    return row == NULL || !report_has_answers(report) ? "–" : wording_cell(&report->numbers, row);
}

static const char *window_cell(const struct report *report, const char *measure, size_t sign) {
    const struct estimate *row = find(report, measure, sign);

    return row == NULL || !(row->at_risk > 0) ? "–" : wording_cell(&report->numbers, row);
}

static void add_table(struct report *report) {
    static const char *const headers[] = {"Of what was due", "Before a return", "Else", "Odds, times",
                                          "Named as missed", "Use in 14 days",  NULL};

    document_table(report->document, "Missed in the 14 days before a return to use, and else", headers);
    for (size_t i = 0; i < N_SIGNS; i++)
        if (find(report, "people_compared", i) != NULL)
            document_row(report->document,
                         (const char *[]){signs[i].words, share_cell(report, "missed_before", i),
                                          share_cell(report, "missed_else", i), ratio_cell(report, "odds_ratio", i),
                                          named_cell(report, i), window_cell(report, "used_after_sign", i)});
    document_note(report->document,
                  "Odds: missed for each one that was kept, of 11 people or more. Named as missed: in so many "
                  "reflections (of drug tests: a refused one). Use in 14 days: of all fortnights in care with the "
                  "sign, those that a return to use followed. No cause, no prediction: here a call may be welcome. The "
                  "rest: data/estimates.csv (signs_before_use).");
}

static void say_what(struct report *report) {
    const char *known = report_day(report, "censoring_day", numbers_rule(&report->numbers));

    document_note(
        report->document,
        WORDS(report,
              "Held against two earlier fortnights of the same person (42 to 29 and 70 to 57 days before), and the "
              "same days since the start of others who stayed: days in care up to %s, from day 15 of an episode on, "
              "one return to use of each person. One that a test may have found tells nothing of missed tests.",
              known[0] == '\0' ? "the last one known" : known));
}

/* People compared for some sign; -1: no sign is told of at all. */
static double most_people(const struct report *report) {
    double most = -1;

    for (size_t i = 0; i < N_SIGNS; i++) {
        const struct estimate *row = find(report, "people_compared", i);
        most = row != NULL && row->estimate > most ? row->estimate : most;
    }
    return most;
}

static void say_what_is_not_recorded(struct report *report) {
    for (size_t i = 0; i < N_SIGNS; i++)
        if (find(report, "people_compared", i) == NULL)
            document_note(
                report->document,
                WORDS(report, "%s: none is recorded in this export, so nothing is told of them.", signs[i].words));
}

void section_signs_add(struct report *report) {
    double most = most_people(report);
    bool is_of_enough = false;

    if (most < 0 || not_held(report->numbers.config, "returns_to_use"))
        return;
    report_section(report, "reflections");
    document_subsection(report->document, "Signs in the program’s own data");
    if (!(most > 0)) {
        document_paragraph(report->document, "No return to use is recorded that has weeks in care before it to be held "
                                             "against: nothing is told of signs.");
        return;
    }
    for (size_t i = 0; i < N_SIGNS; i++)
        is_of_enough = is_of_enough || find_ratio(report, "odds_ratio", i) != NULL;
    if (!is_of_enough) {
        document_paragraph(report->document, "Too few people to say what comes before a return to use.");
        return;
    }
    for (size_t i = 0; i < N_SIGNS; i++)
        if (find(report, "people_compared", i) != NULL)
            say_sign(report, i);
    document_aside(report->document, true);
    report_figure(report, "signs",
                  "Signs in the program’s own data beside how often reflections name them: look for those that are "
                  "frequent on the left and seldom named on the right.");
    add_table(report);
    say_what(report);
    document_aside(report->document, false);
    say_what_is_not_recorded(report);
}
