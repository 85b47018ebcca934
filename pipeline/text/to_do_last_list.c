/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/to_do_last_list.h"

#include <math.h>

#include "analysis/catalogue.h"
#include "care/called.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const char *const became_words[CARE_CALLED_COUNT] = {
    [CARE_CALLED_COVERED_AGAIN] = "Covered again, before it was leaving",
    [CARE_CALLED_CAME_BACK] = "Came back after leaving",
    [CARE_CALLED_DISCHARGED] = "Discharged",
    [CARE_CALLED_LEFT] = "Left care, admission still open",
    [CARE_CALLED_STILL_UNCOVERED] = "Still without care, not left yet",
    [CARE_CALLED_NOT_KNOWN] = "Cannot be told: nothing has come from their site, or they are observed no longer",
    [CARE_CALLED_NOT_FOUND] = "Cannot be told: the record of these days is another one now",
};

/* NaN: there is no such row. */
static double became(const struct report *report, enum care_called what) {
    const struct number_key key = {.analysis = ANALYSIS_TO_DO, .measure = "became", .subgroup = care_called_name(what)};

    return numbers_value(&report->numbers, &key);
}

/* Without the column nobody can be seen to be discharged, or to have died of an overdose: no 0 stands for it. */
static bool can_be(const struct report *report, enum care_called what) {
    return what != CARE_CALLED_DISCHARGED || !not_held(report->numbers.config, "admissions.discharged");
}

void to_do_last_list_add(struct report *report) {
    static const char *const headers[] = {"What became of them", "People", NULL};
    const struct number_key any = {.analysis = ANALYSIS_TO_DO, .measure = "last_list"};
    struct number_list found = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    const struct estimate *last = found.n > 0 ? found.rows[0] : NULL;
    const char *day = last == NULL ? "" : WORDS(report, "%s%s", report_is_relative(report) ? "day " : "", last->period);

    number_list_free(&found);
    if (last == NULL)
        document_paragraph(report->document, "There is no list of an earlier month to look back at.");
    else if (!(last->estimate > 0))
        document_paragraph(report->document, WORDS(report, "The list of those to be called was empty on %s.", day));
    else if (2 * last->events < last->estimate)
        document_paragraph(
            report->document,
            WORDS(report,
                  "Of the %s whom the list of %s named, the care of only %s still ends on the day that it "
                  "says: ids or days are others in this export, so nobody can tell what became of them.",
                  wording_people(&report->numbers, last->estimate), day,
                  wording_count(&report->numbers, last->events)));
    if (last == NULL || isnan(became(report, CARE_CALLED_LEFT)) || !(last->estimate > 0))
        return;
    document_table(report->document,
                   WORDS(report, "The %s to be called on %s", wording_people(&report->numbers, last->estimate), day),
                   headers);
    for (int i = 0; i < CARE_CALLED_COUNT; i++) {
        double n = became(report, (enum care_called)i);
        if (n > 0 || (i < CARE_CALLED_STILL_UNCOVERED && can_be(report, (enum care_called)i)))
            document_row(
                report->document,
                (const char *[]){i == CARE_CALLED_DIED ? wording_code(&report->numbers, "death") : became_words[i],
                                 wording_count(&report->numbers, n)});
    }
}
