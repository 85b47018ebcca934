/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How people leave and what follows a return to use: shares of people by what happened first.
 */
#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/outcome_rows.h"
#include "text/report_parts.h"
#include "text/wording.h"

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
    outcome_rows_add_causes(report, &exits, &times);
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
    outcome_rows_add_causes(report, &key, &times);
    report_figure(report, "after_return_to_use", "What happened first after a return to use.");
    key.group_by = "site";
    key.subgroup = "re_engaged";
    report_time_headers(report, "Site", true, &times, headers);
    document_table(report->document, "Seen again after a return to use, by site", headers);
    outcome_rows_add_groups(report, key, &times);
}
