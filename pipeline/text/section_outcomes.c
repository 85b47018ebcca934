/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How people leave and what follows a return to use: shares of people by what happened first.
 */
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/comparison.h"
#include "text/leaving_day.h"
#include "text/outcome_rows.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* "; most often: left care, no reason recorded (53 of 100)"; "" where the first cannot be told from the next. */
static const char *most_often(const struct report *report, double day) {
    const struct estimate *first = leaving_most_often(&report->numbers, day);

    return first == NULL ? ""
                         : WORDS(report, "; most often: %s (%s)",
                                 wording_inside(&report->numbers, wording_code(&report->numbers, first->subgroup)),
                                 wording_of_100(&report->numbers, first->estimate));
}

static void say_leaving(struct report *report, const struct number_key *stay) {
    double day = leaving_last_day(&report->numbers);
    struct number_key at = *stay;
    const struct estimate *row;

    at.time_days = day;
    row = numbers_find(&report->numbers, &at);
    if (day > 0 && number_is_sayable(row))
        document_paragraph(report->document, WORDS(report, "Within %s %s %s%s.", wording_span(&report->numbers, day),
                                                   wording_of_100(&report->numbers, 1 - row->estimate),
                                                   not_held(report->numbers.config, "open_stays")
                                                       ? "of the stays that have ended were over"
                                                       : "people have left their first episode",
                                                   most_often(report, day)));
}

void section_leaving_add(struct report *report) {
    const char *headers[DOCUMENT_MOST_COLUMNS], *rule = numbers_rule(&report->numbers);
    struct report_times times = report_landmarks(report);
    struct number_key stay = {.analysis = ANALYSIS_RETENTION_FIRST, .rule = rule, .measure = "survival"};
    struct number_key exits = {.analysis = ANALYSIS_EXITS_FIRST, .rule = rule, .measure = "cumulative_incidence"};

    if (!numbers_have(&report->numbers, ANALYSIS_EXITS_FIRST))
        return;
    report_section(report, "leaving");
    say_leaving(report, &stay);
    report_time_headers(report, "What happened", false, &times, headers);
    document_table(report->document,
                   not_held(report->numbers.config, "open_stays")
                       ? "Stays that have ended: still in care, or left in which way, as recorded"
                   : report_is_relative(report)
                       ? "First episodes: still in care, or left in which way, as recorded"
                       : WORDS(report, "First episodes %s: still in care, or left in which way, as recorded",
                               report_since(report)),
                   headers);
    report_time_row(report, "Still in care", false, &stay, &times);
    outcome_rows_add_causes(report, &exits, &times);
    document_note(report->document, "The lines of a day add up to all, apart from rounding.");
    document_aside(report->document, true);
    report_figure(
        report, "exits",
        "Of everyone who began: the lowest area is who is still in care, above it who has left and how. Look at "
        "what grows in the first weeks.");
    document_aside(report->document, false);
}

/* Where nothing is held against it (section_seen_again), what came first stands alone. */
static void add_what_came_first(struct report *report) {
    static const struct report_times times = {{7, 14, 30, 90}, 4};
    const char *headers[DOCUMENT_MOST_COLUMNS];
    const struct number_key key = {.analysis = ANALYSIS_AFTER_RETURN_TO_USE,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "cumulative_incidence"};

    report_time_headers(report, "What happened first", false, &times, headers);
    document_table(report->document, "What came first after a return to use, all people (Aalen-Johansen)", headers);
    outcome_rows_add_causes(report, &key, &times);
}

void section_after_use_add(struct report *report) {
    if (!numbers_have(&report->numbers, ANALYSIS_AFTER_RETURN_TO_USE))
        return;
    report_section(report, "after_use");
    if (!numbers_have(&report->numbers, ANALYSIS_SEEN_AGAIN))
        add_what_came_first(report);
    document_aside(report->document, true);
    document_note(report->document,
                  "Counted from the day on which the program knew of it, for people covered on that day or in the week "
                  "before. “Seen again” is an attended counseling or medical visit after that day; fetching a "
                  "dose does not count. What else came first, and by site: data/estimates.csv (after_return_to_use).");
    report_curve(report, "after_return_to_use", "What came first after a return to use: look at the dot at 7 days.",
                 "returns to use",
                 &(struct number_key){.analysis = ANALYSIS_AFTER_RETURN_TO_USE,
                                      .rule = numbers_rule(&report->numbers),
                                      .measure = "cumulative_incidence",
                                      .subgroup = "re_engaged",
                                      .time_days = 7});
    document_aside(report->document, false);
}
