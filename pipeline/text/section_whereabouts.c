/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where everyone is over the first year, and the days spent there in the first and the second.
 */
#include <math.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/whereabouts_numbers.h"
#include "text/wording.h"

/* The landmarks up to which enough people are followed. */
static struct report_times known_times(const struct report *report) {
    struct report_times all = report_landmarks(report), known = {.n = 0};

    for (size_t i = 0; i < all.n; i++)
        if (whereabouts_share(&report->numbers, whereabouts_states[0], all.days[i]) != NULL)
            known.days[known.n++] = all.days[i];
    return known;
}

static void add_shares(struct report *report, const struct report_times *times) {
    const char *headers[DOCUMENT_MOST_COLUMNS];
    struct number_key key = {
        .analysis = ANALYSIS_WHERE_EVERYONE_IS, .rule = numbers_rule(&report->numbers), .measure = "occupation"};

    report_time_headers(report, "Where", false, times, headers);
    document_table(report->document, "Everyone who began care (multistate Aalen-Johansen)", headers);
    for (size_t i = 0; i < WHEREABOUTS_STATES; i++) {
        key.subgroup = whereabouts_states[i];
        if (whereabouts_is_entered(&report->numbers, key.subgroup))
            report_time_row(report, wording_code(&report->numbers, whereabouts_states[i]), false, &key, times);
    }
}

static void note_second_year(struct report *report) {
    if (whereabouts_mean(&report->numbers, whereabouts_states[0], WHEREABOUTS_FIRST) != NULL &&
        whereabouts_mean(&report->numbers, whereabouts_states[0], WHEREABOUTS_SECOND) == NULL)
        document_note(report->document, WORDS(report,
                                              "The second year is not told: fewer than %d people have been followed "
                                              "for 730 days since care began.",
                                              NUMBERS_LEAST_FOLLOWED));
}

static bool tells_returns_to_use(const struct report *report) {
    return !not_held(report->numbers.config, "returns_to_use");
}

static void say_days(struct report *report, enum whereabouts_span span, const char *of_which_days) {
    struct whereabouts_days days = whereabouts_days(&report->numbers, span);

    if (isnan(days.in_care))
        return;
    document_paragraph(report->document,
                       WORDS(report,
                             "On average, people spent %.0f of %s in care: %.0f in their first stay, "
                             "%sand %.0f in later stays.",
                             days.in_care, of_which_days, days.first,
                             tells_returns_to_use(report)
                                 ? WORDS(report, "%.0f in stays that went on after a return to use, ", days.after_use)
                                 : "",
                             days.later));
}

void section_whereabouts_add(struct report *report) {
    struct report_times times = known_times(report);

    if (times.n == 0)
        return;
    report_section(report, "coming_back");
    document_subsection(report->document, "Where everyone is");
    document_paragraph(report->document,
                       WORDS(report,
                             "Everyone who began care, counted from the first day in it: where they are on a day, "
                             "whatever happened in between. %s takes nothing from the days in care before, and coming "
                             "back adds to them.",
                             tells_returns_to_use(report) ? "A return to use or a time away" : "A time away"));
    say_days(report, WHEREABOUTS_FIRST, "the first 365 days");
    say_days(report, WHEREABOUTS_SECOND, "days 366 to 730");
    add_shares(report, &times);
    document_aside(report->document, true);
    report_figure(
        report, "whereabouts",
        "Where everyone is on each day since care began: the areas below “out of care” are people in care, those who "
        "came back among them.");
    note_second_year(report);
    document_note(
        report->document,
        "Detoxification is not included; the second year is that of everyone who began care. How many days in care are "
        "right is each person’s own. Days with their ranges: data/estimates.csv (where_everyone_is).");
    document_aside(report->document, false);
}
