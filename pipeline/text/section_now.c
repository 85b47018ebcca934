/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long people stay now: the last year's days beside those of the year before, which the curve of all people, some
 * of whom started long ago, hides. Internal class only.
 */
#include "analysis/catalogue.h"
#include "text/comparison.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* Decided by the two numbers and their intervals: the whole curves may be alike where the first weeks have changed. */
static const char *change_words(const struct estimate *now, const struct estimate *before) {
    switch (comparison_of_two(now, before).change) {
    case COMPARISON_UP: return "more people stay than before";
    case COMPARISON_DOWN: return "fewer people stay than before";
    case COMPARISON_SAME: return "about the same";
    case COMPARISON_ALIKE:
    case COMPARISON_UNCLEAR: break;
    }
    return "no clear change";
}

/* "After 90 days: 57 of 100, ...; in the year before 52 of 100, ...: no clear change." */
static void add_landmark(struct report *report, struct number_key key) {
    const struct estimate *now, *before;

    key.group = "now";
    now = numbers_find(&report->numbers, &key);
    key.group = "year_before";
    before = numbers_find(&report->numbers, &key);
    if (now == NULL || !number_is_sayable(now))
        return;
    document_item(report->document,
                  WORDS(report, "After %s: %s%s.", wording_span(&report->numbers, key.time_days),
                        wording_share(&report->numbers, now),
                        before != NULL && number_is_sayable(before)
                            ? WORDS(report, "; in the year before %s: %s", wording_share(&report->numbers, before),
                                    change_words(now, before))
                            : ""));
}

void section_now_add(struct report *report) {
    struct report_times times = report_landmarks(report);
    struct number_key key = {.analysis = ANALYSIS_RETENTION_NOW,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "survival",
                             .group_by = "window",
                             .group = "now"};
    const char *until = report_day(report, "censoring_day", key.rule);

    if (!report_is_sayable(report, &key, &times))
        return;
    report_section(report, "staying");
    document_paragraph(report->document,
                       WORDS(report, "By the days of the year up to %s alone, people still in care after they started:",
                             until[0] != '\0' ? until : "the last that can be told"));
    for (size_t i = 0; i < times.n; i++) {
        key.time_days = times.days[i];
        add_landmark(report, key);
    }
    document_aside(report->document, true);
    document_note(report->document,
                  "Whoever was in care on a day of the year counts on that day, at the time since they "
                  "started; who started before the year enters late. The two years share no day. A "
                  "change says nothing of why.");
    document_aside(report->document, false);
}
