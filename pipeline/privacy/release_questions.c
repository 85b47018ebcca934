/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/release_questions.h"

#include "analysis/catalogue.h"

#define SURVIVAL "survival", RELEASE_SURVIVAL
#define INCIDENCE "cumulative_incidence", RELEASE_INCIDENCE

const struct release_question release_questions[] = {
    {ANALYSIS_RETENTION_FIRST, SURVIVAL, ANALYSIS_RETENTION_FIRST, RELEASE_NO_CODES, RELEASE_LANDMARKS,
     RELEASE_BY_MEDICATION | RELEASE_BY_SITE, true, true, "", ""},
    {ANALYSIS_RETENTION_RETURNED, SURVIVAL, ANALYSIS_RETENTION_RETURNED, RELEASE_NO_CODES, RELEASE_LANDMARKS, 0, false,
     false, "", ""},
    {ANALYSIS_RETENTION_ALL, SURVIVAL, ANALYSIS_RETENTION_ALL, RELEASE_NO_CODES, RELEASE_LANDMARKS, 0, false, false, "",
     ""},
    {ANALYSIS_EXITS_FIRST, INCIDENCE, ANALYSIS_RETENTION_FIRST, RELEASE_EXITS, RELEASE_LANDMARKS, RELEASE_BY_SITE,
     false, false, "", ""},
    {ANALYSIS_AFTER_RETURN_TO_USE, INCIDENCE, ANALYSIS_AFTER_RETURN_TO_USE, RELEASE_AFTER_USE, RELEASE_SOON,
     RELEASE_BY_SITE, false, false, "", ""},
    {ANALYSIS_RETURN_AFTER_LEAVING, INCIDENCE, ANALYSIS_RETURN_AFTER_LEAVING, RELEASE_AFTER_LEAVING, RELEASE_LATER,
     RELEASE_BY_SITE | RELEASE_BY_EXIT, false, false, "", ""},
    {ANALYSIS_EVER_RETURNED, INCIDENCE, ANALYSIS_EVER_RETURNED, RELEASE_AFTER_LEAVING, RELEASE_LATER, 0, false, false,
     "", ""},
    {ANALYSIS_REFLECTIONS, "reflections_recorded", RELEASE_PORTION, "reflections_recorded", RELEASE_NO_CODES,
     RELEASE_NO_DAYS, 0, false, false, "", ""},
    {ANALYSIS_REFLECTIONS, "reflections_recorded", RELEASE_PORTION, "reflections_recorded", RELEASE_NO_CODES,
     RELEASE_NO_DAYS, 0, false, false, "stayed", "yes"},
    {ANALYSIS_REFLECTIONS, "reflections_recorded", RELEASE_PORTION, "reflections_recorded", RELEASE_NO_CODES,
     RELEASE_NO_DAYS, 0, false, false, "stayed", "no"},
    {ANALYSIS_REFLECTIONS, "recognised_before_use", RELEASE_PORTION, "recognised_before_use", RELEASE_NO_CODES,
     RELEASE_NO_DAYS, 0, false, false, "", ""},
    {ANALYSIS_REFLECTIONS, "recognised_before_use", RELEASE_PORTION, "recognised_before_use", RELEASE_NO_CODES,
     RELEASE_NO_DAYS, 0, false, false, "event", "return_to_use"},
};
const size_t release_n_questions = sizeof release_questions / sizeof release_questions[0];

const struct release_series release_series[] = {
    {"people_in_care", RELEASE_CENSUS}, {"admissions", RELEASE_FLOW},     {"returns", RELEASE_FLOW},
    {"leavings", RELEASE_FLOW},         {"returns_to_use", RELEASE_FLOW}, {"cohort_retention_90", RELEASE_COHORT}};
const size_t release_n_series = sizeof release_series / sizeof release_series[0];

const struct release_level release_levels[RELEASE_LEVELS] = {
    {ANALYSIS_MONTHS, 1}, {ANALYSIS_QUARTERS, 3}, {ANALYSIS_HALF_YEARS, 6}, {ANALYSIS_YEARS, 12}};

struct release_names release_codes_named(enum release_codes codes, const struct release_names *exits) {
    static const struct release_names none = {{""}, 1}, after_use = {{"re_engaged", "left", "transferred", "death"}, 4},
                                      after_leaving = {{"returned", "transferred", "death"}, 3};

    switch (codes) {
    case RELEASE_EXITS: return *exits;
    case RELEASE_AFTER_USE: return after_use;
    case RELEASE_AFTER_LEAVING: return after_leaving;
    case RELEASE_NO_CODES: break;
    }
    return none;
}
