/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who comes back after leaving: all, by the way of leaving, the medication and the length of the stay that was left,
 * after completing treatment; and interruptions, which are no leaving.
 */
#include <math.h>
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/outcome_rows.h"
#include "text/wording.h"

static const struct report_times returns_within = {{90, 180, 365}, 3};

/* The gap of the rule; 0 where it has none. */
static long gap_days(const struct report *report, const char *rule) {
    const char *gap = ini_file_value(report->numbers.config, "rules", rule);

    return gap == NULL ? 0 : strtol(gap, NULL, 10);
}

/* Under a gap rule nobody can be back before leaving is known. */
static const char *earliest_words(const struct report *report, const char *rule) {
    long days = gap_days(report, rule);

    return days < 1 ? ""
                    : WORDS(report,
                            " Nobody can be back before day %ld: whoever comes again sooner had not left, but was "
                            "without care for a while.",
                            days + 1);
}

/* Of leavings that are known, up to the day on which this can be told. */
static const char *period_words(const struct report *report, const char *rule) {
    const char *known = report_day(report, "censoring_day", rule);

    return known[0] == '\0'
               ? ""
               : WORDS(report, " Counted: every leaving in the data up to %s, and who came back since.", known);
}

static const char *likely_words(const struct report *report, const struct estimate *rate) {
    return isnan(rate->ci_low) || isnan(rate->ci_high)
               ? ""
               : WORDS(report, " (likely between %.1f and %.1f)", rate->ci_low, rate->ci_high);
}

/* ---- sentences ---- */

/* "6 of 100 within 90 days, 15 of 100 within 180 days"; "" where nothing can be said. */
static const char *shares_words(const struct report *report, struct number_key key, double *n_people) {
    const char *shares[REPORT_MOST_TIMES];
    size_t n = 0;

    *n_people = (double)NAN;
    for (size_t i = 0; i < returns_within.n; i++) {
        const struct estimate *row;
        key.time_days = returns_within.days[i];
        row = numbers_find(&report->numbers, &key);
        if (row != NULL)
            *n_people = row->n;
        if (row != NULL && number_is_sayable(row))
            shares[n++] = WORDS(report, "%s within %s (%s)", wording_of_100(&report->numbers, row->estimate),
                                wording_span(&report->numbers, key.time_days), wording_likely(&report->numbers, row));
    }
    return wording_list(&report->numbers, shares, n);
}

static void say_returned(struct report *report, struct number_key key) {
    double n_people;
    const char *shares;

    key.subgroup = "returned";
    shares = shares_words(report, key, &n_people);
    document_paragraph(report->document,
                       shares[0] == '\0' ? "Too few people have left to say how many come back."
                                         : WORDS(report, "Of the leavings, followed by a return to care: %s.", shares));
}

static void add_completed(struct report *report, const char *rule) {
    const struct number_key key = {.analysis = ANALYSIS_RETURN_AFTER_LEAVING,
                                   .rule = rule,
                                   .measure = "cumulative_incidence",
                                   .group_by = "exit",
                                   .group = "completed",
                                   .subgroup = "returned"};
    double n_people;
    const char *shares = shares_words(report, key, &n_people);

    if (isnan(n_people))
        return;
    document_paragraph(report->document,
                       WORDS(report,
                             "After completing treatment (%s): %s. To come back then takes nothing from what was "
                             "reached: recovery does not end when treatment ends, and an open door is part of care.",
                             wording_people(&report->numbers, n_people),
                             shares[0] == '\0' ? "too few people to say how many came back"
                                               : WORDS(report, "back in care were %s", shares)));
}

/* ---- by what was left ---- */

static void add_groups(struct report *report, struct number_key key, const char *group_by) {
    key.group_by = group_by;
    outcome_rows_add_groups(report, key, &returns_within);
}

/* In the order of the days, which is not that of their names. */
static void add_stays(struct report *report, struct number_key key) {
    static const char *const stays[][2] = {{"under_30", "After under 30 days"},
                                           {"30-89", "After 30 to 89 days"},
                                           {"90-364", "After 90 to 364 days"},
                                           {"365+", "After 365 days and more"},
                                           {"unknown", "After a time not known"}};

    key.group_by = "stay";
    for (size_t i = 0; i < sizeof stays / sizeof stays[0]; i++) {
        key.group = stays[i][0];
        if (report_has_times(report, &key, &returns_within))
            report_time_row(report, stays[i][1], true, &key, &returns_within);
    }
}

static void add_table(struct report *report, struct number_key key) {
    const char *headers[DOCUMENT_MOST_COLUMNS];
    bool has_medications = !not_held(report->numbers.config, "doses");

    key.subgroup = "returned";
    report_time_headers(report, "Leavings", true, &returns_within, headers);
    document_table(report->document,
                   has_medications ? "Returned to care, by way of leaving, medication and length of the stay"
                                   : "Returned to care, by way of leaving and length of the stay",
                   headers);
    add_groups(report, key, "exit");
    if (has_medications)
        add_groups(report, key, "medication");
    add_stays(report, key);
    key.group_by = "medication";
    report_note_left_out(report, &key);
}

/* ---- interruptions ---- */

/* "; 14 of 100 within 14 days and 24 of 100 within 30": up to the gap, as what comes later is leaving. */
static const char *early_words(const struct report *report, const char *rule) {
    const double gap = (double)gap_days(report, rule), days[] = {14, 21, gap};
    struct number_key key = {
        .analysis = ANALYSIS_EARLY_RETURN, .rule = rule, .measure = "cumulative_incidence", .subgroup = "covered"};
    const char *parts[3];
    size_t n = 0;

    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        const struct estimate *row;
        key.time_days = days[i];
        row = numbers_find(&report->numbers, &key);
        if (days[i] <= gap && (i == 0 || days[i - 1] < days[i]) && number_is_sayable(row))
            parts[n++] = WORDS(report, "%s within %.0f days", wording_of_100(&report->numbers, row->estimate), days[i]);
    }
    return n == 0 ? ""
                  : WORDS(report, " (%s, from the first day without it)", wording_list(&report->numbers, parts, n));
}

/* What the rule does not call leaving; a rule with a gap of 7 days sees none. */
static void add_interruptions(struct report *report, const char *rule) {
    const struct number_key key = {
        .analysis = ANALYSIS_INTERRUPTIONS, .rule = rule, .measure = "rate_per_100_person_months"};
    const struct number_key gaps = {.analysis = ANALYSIS_DATA_QUALITY, .rule = rule, .measure = "gaps_over_7_days"};
    const struct number_key taken_up = {.analysis = ANALYSIS_DATA_QUALITY, .rule = rule, .measure = "interruptions"};
    const struct numbers *numbers = &report->numbers;
    const struct estimate *rate = numbers_find(numbers, &key);
    double n_gaps = numbers_value(numbers, &gaps), n_taken_up = numbers_value(numbers, &taken_up);

    if (gap_days(report, rule) <= 7 || rate == NULL || !number_is_sayable(rate) || !(n_gaps > 0) || isnan(n_taken_up))
        return;
    document_paragraph(
        report->document,
        WORDS(report,
              "Interruptions: medication was taken up again after 8 to %ld days without it %.1f times per 100 "
              "person-months on cover%s. Of the %s stretches of more than 7 days without medication, %s ended so%s. "
              "That is no leaving: it is not in the numbers above.",
              gap_days(report, rule), rate->estimate, likely_words(report, rate), wording_count(numbers, n_gaps),
              wording_count(numbers, n_taken_up), early_words(report, rule)));
}

/* ---- the section ---- */

void section_coming_back_add(struct report *report) {
    const char *rule = numbers_rule(&report->numbers);
    const struct number_key key = {
        .analysis = ANALYSIS_RETURN_AFTER_LEAVING, .rule = rule, .measure = "cumulative_incidence"};
    const struct number_key mark = {.analysis = ANALYSIS_RETURN_AFTER_LEAVING,
                                    .rule = rule,
                                    .measure = "cumulative_incidence",
                                    .subgroup = "returned",
                                    .time_days = 90};
    bool has_medications = !not_held(report->numbers.config, "doses");

    if (!numbers_have(&report->numbers, ANALYSIS_RETURN_AFTER_LEAVING))
        return;
    report_section(report, "coming_back");
    say_returned(report, key);
    add_completed(report, rule);
    document_aside(report->document, true);
    report_curve(report, "returned_to_care",
                 "Back in care after leaving: look at how soon the line rises, and how far within a year.", "leavings",
                 &mark);
    document_note(report->document, WORDS(report, "Counted from the day of leaving; death and transfer compete.%s%s",
                                          earliest_words(report, rule), period_words(report, rule)));
    add_table(report, key);
    document_aside(report->document, false);
    document_note(report->document, WORDS(report,
                                          "How somebody leaves%s after how long is not chance: no line shows an "
                                          "effect. Who did not come back may be well, or in "
                                          "care elsewhere.",
                                          has_medications ? ", with which medication and" : " and"));
    add_interruptions(report, rule);
}
