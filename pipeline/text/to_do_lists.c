/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/to_do_lists.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/ini_file.h"
#include "care/to_do.h"
#include "settings/not_held.h"
#include "text/called_people.h"
#include "text/report_parts.h"
#include "text/safety_words.h"
#include "text/wording.h"

/* What a list is, and what an export does not hold that cannot tell it. */
static const char days_of_care[] = "days of care", admissions[] = "open admissions", discharges[] = "days of discharge";

static const struct {
    const char *title, *needs; /* %ld: so many days */
} lists[PEOPLE_LISTS] = {
    [LIST_SURVIVED_OVERDOSE] = {"Survived an overdose (%ld days)", "overdoses"},
    [LIST_DEATHS_TO_REVIEW] = {"Deaths to review (%ld days)", "deaths"},
    [LIST_CALLABLE] = {"To be called", days_of_care},
    [LIST_DISCHARGED] = {"Discharged in the last month", days_of_care},
    [LIST_OVERDUE_INJECTIONS] = {"Injection or implant overdue", "injections or implants"},
    [LIST_WEEKS_AFTER_CARE] = {"28 days after care or discharge", days_of_care},
    [LIST_REQUESTS_WAITING] = {"Asked for care, and waiting", "days of requests"},
    [LIST_NEVER_STARTED] = {"Admitted, no day of care yet", admissions},
    [LIST_OPEN_WITHOUT_CARE] = {"Open over %ld days without care", admissions},
    [LIST_PLAN_CHANGES_OVERDUE] = {"Plan change overdue, this stay", "days on which changes of plan are due"},
    [LIST_REFLECTIONS_MISSING] = {"Return to use, no reflection", "reflections"},
};

const struct estimate *to_do_row(const struct report *report, const char *measure, const char *subgroup) {
    const struct number_key key = {.analysis = ANALYSIS_TO_DO, .measure = measure, .subgroup = subgroup};

    return numbers_find(&report->numbers, &key);
}

double to_do_count(const struct report *report, const char *measure, const char *subgroup) {
    const struct estimate *row = to_do_row(report, measure, subgroup);

    return row == NULL ? 0 : row->estimate;
}

bool to_do_tells_discharged(const struct report *report) {
    return !not_held(report->numbers.config, "admissions.discharged");
}

long to_do_days(const struct report *report, enum people_list list) {
    long gap = called_people_days(report);

    if (list == LIST_SURVIVED_OVERDOSE)
        return CARE_OVERDOSE_DAYS;
    if (list == LIST_DEATHS_TO_REVIEW)
        return strtol(ini_file_value(report->numbers.config, "report", "review_deaths"), NULL, 10);
    return list == LIST_OPEN_WITHOUT_CARE && gap > CARE_OPEN_WITHOUT_CARE_DAYS ? CARE_OPEN_WITHOUT_CARE_DAYS : gap;
}

const char *to_do_title(const struct report *report, enum people_list list) {
    const char *title = list == LIST_SURVIVED_OVERDOSE && !safety_tells_fatal(report)
                            ? "Overdose, survived or not (%ld days)"
                            : lists[list].title,
               *number;

    number = strstr(title, "%ld");
    return number == NULL
               ? title
               : WORDS(report, "%.*s%ld%s", (int)(number - title), title, to_do_days(report, list), number + 3);
}

/* Without discharges nobody knows which admission is open, nor who still waits. */
const char *to_do_needs(const struct report *report, enum people_list list) {
    bool by_discharge = list == LIST_DISCHARGED || list == LIST_OPEN_WITHOUT_CARE || list == LIST_NEVER_STARTED ||
                        list == LIST_REQUESTS_WAITING;

    if (list == LIST_PLAN_CHANGES_OVERDUE && not_held(report->numbers.config, "returns_to_use.plan_done"))
        return "days on which changes of plan were done";
    return by_discharge && !to_do_tells_discharged(report) ? discharges : lists[list].needs;
}

const char *to_do_first(const struct report *report) {
    bool has_discharged = to_do_tells_discharged(report),
         is_after_care = has_discharged || to_do_count(report, "people", people_list_names[LIST_WEEKS_AFTER_CARE]) > 0,
         is_overdue = to_do_count(report, "people", people_list_names[LIST_OVERDUE_INJECTIONS]) > 0;

    return WORDS(report, "without care%s%s%s",
                 is_after_care ? WORDS(report, ",%s in the month after care", is_overdue ? "" : " or") : "",
                 has_discharged ? " or discharge" : "", is_overdue ? ", or overdue for an injection" : "");
}

double to_do_not_seen(const struct report *report) {
    bool is_told = !not_held(report->numbers.config, "visits") || !not_held(report->numbers.config, "doses");

    return is_told ? to_do_count(report, "not_seen_since", people_list_names[LIST_SURVIVED_OVERDOSE]) : 0;
}
