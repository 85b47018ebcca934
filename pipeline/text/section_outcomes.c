/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How people leave, what follows a return to use, who comes back: shares of people by what happened first.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* `left` is a reason for leaving among others, and any leaving after a return to use. */
static const char *cause_words(const struct report *report, const struct number_key *key, const char *cause) {
    if (strcmp(key->analysis, ANALYSIS_AFTER_RETURN_TO_USE) == 0 && strcmp(cause, "left") == 0)
        return "Left care";
    return wording_code(&report->numbers, cause);
}

/* One row per cause. */
static void add_causes(struct report *report, const struct number_key *key, const struct report_times *times) {
    struct number_list list = numbers_list(&report->numbers, key, NUMBERS_ANY_SUBGROUP | NUMBERS_ANY_TIME);
    const char *before = NULL;

    for (size_t i = 0; i < list.n; i++) {
        struct number_key cause = *key;
        if (before != NULL && strcmp(before, list.rows[i]->subgroup) == 0)
            continue;
        before = cause.subgroup = list.rows[i]->subgroup;
        report_time_row(report, cause_words(report, key, cause.subgroup), false, &cause, times);
    }
    number_list_free(&list);
}

/* One row per group of one cause. */
static void add_groups(struct report *report, struct number_key key, const struct report_times *times) {
    const char *groups[REPORT_MOST_GROUPS];
    size_t n = report_groups(report, &key, groups);

    for (size_t i = 0; i < n; i++) {
        key.group = groups[i];
        report_time_row(report, wording_group(&report->numbers, key.group_by, groups[i]), true, &key, times);
    }
    report_note_left_out(report, &key);
}

void section_leaving_add(struct report *report) {
    const char *headers[DOCUMENT_MOST_COLUMNS], *rule = numbers_rule(&report->numbers);
    struct report_times times = report_landmarks(report);
    struct number_key stay = {.analysis = ANALYSIS_RETENTION_FIRST, .rule = rule, .measure = "survival"};
    struct number_key exits = {.analysis = ANALYSIS_EXITS_FIRST, .rule = rule, .measure = "cumulative_incidence"};

    if (!numbers_have(&report->numbers, ANALYSIS_EXITS_FIRST))
        return;
    document_section(report->document, "leaving", "How people leave");
    document_paragraph(
        report->document,
        WORDS(report,
              "Of the %s: how many are still in care, and how many have left in "
              "which way, by the recorded reason. The lines of a day add up to all, apart from rounding.",
              not_held(report->numbers.config, "open_stays") ? "stays that have ended" : "people who started care"));
    report_time_headers(report, "What happened", false, &times, headers);
    document_table(report->document, "First episodes, all people (Aalen-Johansen)", headers);
    report_time_row(report, "Still in care", false, &stay, &times);
    add_causes(report, &exits, &times);
    report_figure(report, "exits", "Ways of leaving, stacked over the days since the start.");
}

void section_after_use_add(struct report *report) {
    static const struct report_times times = {{7, 14, 30, 90}, 4};
    const char *headers[DOCUMENT_MOST_COLUMNS];
    struct number_key key = {.analysis = ANALYSIS_AFTER_RETURN_TO_USE,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "cumulative_incidence"};

    if (!numbers_have(&report->numbers, ANALYSIS_AFTER_RETURN_TO_USE))
        return;
    document_section(report->document, "after-use", "After a return to use");
    document_paragraph(report->document,
                       "What happened first after a return to use, counted from the day on which the program knew "
                       "of it, for people covered on that day or in the week before. “Seen again” is an attended "
                       "counseling or medical visit after that day; fetching a dose does not count.");
    report_time_headers(report, "What happened first", false, &times, headers);
    document_table(report->document, "After a return to use, all people (Aalen-Johansen)", headers);
    add_causes(report, &key, &times);
    report_figure(report, "after_return_to_use", "What happened first after a return to use.");
    key.group_by = "site";
    key.subgroup = "re_engaged";
    report_time_headers(report, "Site", true, &times, headers);
    document_table(report->document, "Seen again after a return to use, by site", headers);
    add_groups(report, key, &times);
}

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

static const char *likely_words(const struct report *report, const struct estimate *rate) {
    return isnan(rate->ci_low) || isnan(rate->ci_high)
               ? ""
               : WORDS(report, " (likely between %.1f and %.1f)", rate->ci_low, rate->ci_high);
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
              "person-months on cover%s; %s of the %s stretches of more than 7 days without medication ended so. That "
              "is no leaving: it is not in the numbers above.",
              gap_days(report, rule), rate->estimate, likely_words(report, rate), wording_count(numbers, n_taken_up),
              wording_count(numbers, n_gaps)));
}

void section_coming_back_add(struct report *report) {
    static const struct report_times times = {{90, 180, 365}, 3};
    const char *headers[DOCUMENT_MOST_COLUMNS], *rule = numbers_rule(&report->numbers);
    struct number_key key = {
        .analysis = ANALYSIS_RETURN_AFTER_LEAVING, .rule = rule, .measure = "cumulative_incidence"};
    struct number_key ever = {
        .analysis = ANALYSIS_EVER_RETURNED, .rule = rule, .measure = "cumulative_incidence", .subgroup = "returned"};

    if (!numbers_have(&report->numbers, ANALYSIS_RETURN_AFTER_LEAVING))
        return;
    document_section(report->document, "returned", "Who came back");
    document_paragraph(
        report->document,
        WORDS(report,
              "Of the leavings, the share followed by a return to care, counted from the day of leaving; death and "
              "transfer compete.%s",
              earliest_words(report, rule)));
    report_time_headers(report, "What happened first", false, &times, headers);
    document_table(report->document, "After leaving care, every leaving (Aalen-Johansen, clustered by person)",
                   headers);
    add_causes(report, &key, &times);
    if (report_has_times(report, &ever, &times))
        report_time_row(report, "Returned, each person’s first leaving", false, &ever, &times);
    report_figure(report, "returned_to_care", "Returned to care after leaving.");
    key.group_by = "exit";
    key.subgroup = "returned";
    report_time_headers(report, "Way of leaving", true, &times, headers);
    document_table(report->document, "Returned to care, by the way of leaving", headers);
    add_groups(report, key, &times);
    add_interruptions(report, rule);
}
