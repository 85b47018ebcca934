/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/people_list.h"

#include <string.h>

#include "base/memory.h"

static const struct column_spec columns[] = {
    [LISTED_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "as exported"},
    [LISTED_WHAT] = {"what", COLUMN_TEXT, false, "", NULL,
                     "callable, discharged: days without cover, as a class; overdue_injections: injection, implant; "
                     "open_without_care, never_started, requests_waiting: the program; plan_changes_overdue: the "
                     "change; weeks_after_care (the 28 days after care or a discharge): "
                     "uncovered, discharged, both; survived_overdose: overdose; "
                     "deaths_to_review: overdose (of which the person died), death (of another cause, or none is "
                     "recorded), discharge (recorded as the reason of one alone)"},
    [LISTED_SINCE] = {"since", COLUMN_DAY, true, "day", NULL,
                      "the day that it counts from: the last covered one (callable, discharged); the last that the "
                      "injection covers; the later of last cover and discharge (weeks_after_care; who comes for visits "
                      "alone is covered for 30 days from each there; a discharge counts that ended care: up to 28 days "
                      "behind the last covered day, or to the gap of the rule if that is longer); the request; the "
                      "admission; the last covered day, else the last visit (open_without_care); the day due, in the "
                      "present stay; the day "
                      "that the return to use became known; the overdose, the last of several; the death"},
    [LISTED_DAYS] = {"days", COLUMN_INT, true, "days", NULL,
                     "from then to the end of observation (survived_overdose, deaths_to_review: to as-of)"},
    [LISTED_SITE] = {"site", COLUMN_TEXT, false, "", NULL, "of the admission open or closed last, else of the person"},
    [LISTED_MEDICATION] = {"medication", COLUMN_TEXT, false, "", NULL,
                           "given last; none; unknown: the export holds no doses"},
    [LISTED_LAST_COVERED] = {"last_covered", COLUMN_DAY, false, "day", NULL, "the last covered day"},
    [LISTED_LAST_VISIT] = {"last_visit", COLUMN_DAY, false, "day", NULL, "the last attended visit"},
    [LISTED_NEXT_VISIT] = {"next_visit", COLUMN_DAY, false, "day", NULL, "the next one scheduled"},
    [LISTED_CLINICIAN] = {"clinician", COLUMN_TEXT, false, "", NULL, "of the next visit, else of the last one"},
    [LISTED_ADMITTED] = {"admitted", COLUMN_DAY, false, "day", NULL, "of the admission that is open"},
    [LISTED_DISCHARGED] = {"discharged", COLUMN_DAY, false, "day", NULL, "the last one, where no admission is open"},
    [LISTED_REASON] = {"reason", COLUMN_TEXT, false, "", NULL,
                       "recorded reason of that discharge; of an open admission: one is recorded, but no day of "
                       "discharge that can be read"},
    [LISTED_TOLD_BY] =
        {"told_by", COLUMN_CODE, false, "", "program hospital death_index",
         "survived_overdose, deaths_to_review, as all columns behind it but seen_on and overdose_on: who told of it"},
    [LISTED_COVER_THEN] = {"cover_then", COLUMN_CODE, false, "",
                           "first_weeks on_cover uncovered_2 uncovered_29 not_known before_care",
                           "how the person stood on that day, as the section Safety tells it"},
    [LISTED_UNCOVERED_DAYS] = {"uncovered_days", COLUMN_INT, false, "days", NULL,
                               "from the last covered day to that day; 0: it was covered"},
    [LISTED_SEEN_ON] = {"seen_on", COLUMN_DAY, false, "day", NULL,
                        "survived_overdose: the first day after it with an attended visit or a supply given; callable, "
                        "discharged: the first visit after the last covered day, without medication; empty: not seen "
                        "since"},
    [LISTED_NALOXONE_ON] = {"naloxone_on", COLUMN_DAY, false, "day", NULL,
                            "the last day on which naloxone was given as a change of plan"},
    [LISTED_OVERDOSE_ON] = {"overdose_on", COLUMN_DAY, false, "day", NULL,
                            "of every list but that of deaths: the last overdose that the person survived in the 365 "
                            "days up to as-of; who has one comes first in each list of the page"},
};

const struct table_spec people_list_table = {
    "people_LIST",
    "People to act on, one file a list: a row a person (of changes of plan and of returns to use: each).", "patient_id",
    "", TABLE_SPEC_COLUMNS(columns)};

const char *const people_list_names[PEOPLE_LISTS] = {
    [LIST_SURVIVED_OVERDOSE] = "survived_overdose",
    [LIST_DEATHS_TO_REVIEW] = "deaths_to_review",
    [LIST_CALLABLE] = "callable",
    [LIST_DISCHARGED] = "discharged",
    [LIST_OVERDUE_INJECTIONS] = "overdue_injections",
    [LIST_OPEN_WITHOUT_CARE] = "open_without_care",
    [LIST_REQUESTS_WAITING] = "requests_waiting",
    [LIST_NEVER_STARTED] = "never_started",
    [LIST_PLAN_CHANGES_OVERDUE] = "plan_changes_overdue",
    [LIST_REFLECTIONS_MISSING] = "reflections_missing",
    [LIST_WEEKS_AFTER_CARE] = "weeks_after_care",
};

const char *const people_bands[PEOPLE_BANDS] = {"1-7", "8-14", "15-30", "31+"};

size_t people_band_of(int32_t days) { return days <= 7 ? 0 : days <= 14 ? 1 : days <= 30 ? 2 : 3; }

char *people_list_path(const char *directory, enum people_list list) {
    return memory_format("%s/people_%s.csv", directory, people_list_names[list]);
}

const char *people_list_text(struct record_cell cell) {
    bool is_guarded = cell.length > 1 && cell.text[0] == '\'' && strchr("=+-@\t\r", cell.text[1]) != NULL;

    return is_guarded ? cell.text + 1 : cell.text;
}
