/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/catalogue.h"

#include <string.h>

#include "analysis/catalogue_quality.h"

/* ---- measures: what each program can say of an analysis. Statistics of tests, standard errors, centres and limits of
 * charts are made of exact counts and give them back: they stay inside. */

#define STATISTIC(name, unit)                                                                                          \
    { name, unit, MEASURE_STATISTIC, MEASURE_INSIDE }

static const struct analysis_measure retention[] = {
    {"survival", "share", MEASURE_SURVIVAL, MEASURE_PROTECTED},
    STATISTIC("survival_from", "share"),
    {"late_entries_left_out", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"median_days", "days", MEASURE_QUANTILE, MEASURE_PROTECTED},
    {"quantile_days", "days", MEASURE_QUANTILE, MEASURE_INSIDE},
    STATISTIC("rmst_days", "days"),
    STATISTIC("rmst_difference", "days"),
    STATISTIC("log_rank", "chi-square"),
    STATISTIC("log_rank_df", ""),
    {"log_rank_p", "", MEASURE_P_VALUE, MEASURE_INSIDE},
    {0},
};

/* By windows of the calendar, which a release does not tell: of two of them one person's days can be had. */
static const struct analysis_measure retention_inside[] = {
    {"survival", "share", MEASURE_SURVIVAL, MEASURE_INSIDE},
    STATISTIC("survival_from", "share"),
    {"late_entries_left_out", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"median_days", "days", MEASURE_QUANTILE, MEASURE_INSIDE},
    {"quantile_days", "days", MEASURE_QUANTILE, MEASURE_INSIDE},
    STATISTIC("log_rank", "chi-square"),
    STATISTIC("log_rank_df", ""),
    {"log_rank_p", "", MEASURE_P_VALUE, MEASURE_INSIDE},
    {0},
};

static const struct analysis_measure incidence[] = {
    {"cumulative_incidence", "share", MEASURE_INCIDENCE, MEASURE_PROTECTED},
    {"quantile_days", "days", MEASURE_QUANTILE, MEASURE_INSIDE},
    STATISTIC("gray_test", "chi-square"),
    STATISTIC("gray_test_df", ""),
    {"gray_test_p", "", MEASURE_P_VALUE, MEASURE_INSIDE},
    {0},
};

/* Of so few people, and of what was said in confidence or what happened once, that a release does not tell it. */
static const struct analysis_measure incidence_inside[] = {
    {"cumulative_incidence", "share", MEASURE_INCIDENCE, MEASURE_INSIDE},
    {"quantile_days", "days", MEASURE_QUANTILE, MEASURE_INSIDE},
    STATISTIC("gray_test", "chi-square"),
    STATISTIC("gray_test_df", ""),
    {"gray_test_p", "", MEASURE_P_VALUE, MEASURE_INSIDE},
    {0},
};

static const struct analysis_measure recurrence[] = {
    STATISTIC("mean_cumulative_function", "events a person"),
    STATISTIC("mean_cumulative_difference", "events a person"),
    STATISTIC("rate_per_100_person_months", "events"),
    STATISTIC("exact_rate_per_100_person_months", "events"),
    STATISTIC("rate_difference_per_100_person_months", "events"),
    {0},
};

/* Of small groups, by traits that are a person's own: inside alone. */
static const struct analysis_measure groups_beside_all[] = {
    {"people", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"group_share", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"mean", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"mean_within", "share", MEASURE_PORTION, MEASURE_INSIDE},
    STATISTIC("difference", "share"),
    STATISTIC("difference_within", "share"),
    {"difference_p", "", MEASURE_P_VALUE, MEASURE_INSIDE},
    {"difference_within_p", "", MEASURE_P_VALUE, MEASURE_INSIDE},
    STATISTIC("difference_q", ""),
    STATISTIC("difference_within_q", ""),
    {0},
};

static const struct analysis_measure states[] = {
    STATISTIC("occupation", "share"),
    STATISTIC("mean_days", "days"),
    STATISTIC("mean_days_between", "days"),
    {0},
};

#define TEST(name) STATISTIC(name, "chi-square"), STATISTIC(name "_df", ""), STATISTIC(name "_p", "")

static const struct analysis_measure hazards[] = {
    STATISTIC("hazard_ratio", "ratio"),
    STATISTIC("log_hazard_ratio", "log ratio"),
    STATISTIC("robust_std_error", "log ratio"),
    STATISTIC("p_value", ""),
    STATISTIC("q_value", ""),
    STATISTIC("concordance", "share"),
    STATISTIC("log_likelihood", ""),
    STATISTIC("log_likelihood_null", ""),
    STATISTIC("expected_events", "events"),
    STATISTIC("observed_expected_ratio", "ratio"),
    STATISTIC("ratio_to_average", "ratio"),
    TEST("lr_test"),
    TEST("wald_test"),
    TEST("score_test"),
    TEST("ph_test"),
    TEST("alike_test"),
    {0},
};

static const struct analysis_measure to_do[] = {
    {"people", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"entries", "rows", MEASURE_COUNT, MEASURE_INSIDE},
    {"callable", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"not_listed", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"last_list", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"became", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {0},
};

static const struct analysis_measure requests[] = {
    {"people_waiting", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"people_who_gave_up", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"people_not_known", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {0},
};

static const struct analysis_measure safety[] = {
    STATISTIC("person_years", "years"),
    {"deaths", "people", MEASURE_COUNT, MEASURE_INSIDE},
    STATISTIC("deaths_per_100_person_years", "deaths"),
    {"overdoses", "overdoses", MEASURE_COUNT, MEASURE_INSIDE},
    STATISTIC("overdoses_per_100_person_years", "overdoses"),
    {"seen_within_7_days", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"dose_changed_within_14_days", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"naloxone_in_hand", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {0},
};

static const struct analysis_measure rates_in_care[] = {
    STATISTIC("person_months", "months"),
    STATISTIC("per_100_person_months", "events"),
    {0},
};

static const struct analysis_measure signs[] = {
    STATISTIC("odds_ratio", "ratio"),
    STATISTIC("odds_ratio_late", "ratio"),
    STATISTIC("odds_ratio_own", "ratio"),
    STATISTIC("odds_ratio_others", "ratio"),
    {"missed_before", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"missed_else", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"missed_before_others", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"missed_else_others", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"people_compared", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"discordant_people", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"opportunities", "opportunities", MEASURE_COUNT, MEASURE_INSIDE},
    {"windows_with_sign", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"used_after_sign", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"used_after_none", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {0},
};

static const struct analysis_measure detoxification[] = {
    {"linked_within_14_days", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {0},
};

static const struct analysis_measure seen_again[] = {
    {"seen", "share", MEASURE_PORTION, MEASURE_INSIDE},
    STATISTIC("expected", "share"),
    STATISTIC("difference", "share"),
    {"not_compared", "returns", MEASURE_COUNT, MEASURE_INSIDE},
    {"told_within_7_days", "share", MEASURE_PORTION, MEASURE_INSIDE},
    STATISTIC("told_median_days", "days"),
    {0},
};

static const struct analysis_measure reflections[] = {
    {"reflections_recorded", "share", MEASURE_PORTION, MEASURE_PROTECTED},
    {"recognised_before_use", "share", MEASURE_PORTION, MEASURE_PROTECTED},
    {"share", "share", MEASURE_PORTION, MEASURE_PROTECTED},
    {"not_asked", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"plan_change_done", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"plan_change_on_time", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"plan_change_late", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"plan_changes_overdue", "changes", MEASURE_COUNT, MEASURE_INSIDE},
    {"plan_changes_left_undone", "changes", MEASURE_COUNT, MEASURE_INSIDE},
    {0},
};

/* The control chart of a series of months, and the last month that is known of it where sites differ. */
#define CHART(name)                                                                                                    \
    STATISTIC(name "_center", "as the series"), STATISTIC(name "_lower_limit", "as the series"),                       \
        STATISTIC(name "_upper_limit", "as the series"), STATISTIC(name "_signal", "1 or 0"),                          \
        STATISTIC(name "_expected_signals", "signals"), STATISTIC(name "_known", "sites")

static const struct analysis_measure months[] = {
    {"people_in_care", "people", MEASURE_CENSUS, MEASURE_PROTECTED},
    STATISTIC("people_in_care_known", "sites"),
    {"admissions", "people", MEASURE_FLOW, MEASURE_PROTECTED},
    CHART("admissions"),
    {"returns", "returns", MEASURE_FLOW, MEASURE_PROTECTED},
    CHART("returns"),
    {"leavings", "leavings", MEASURE_FLOW, MEASURE_PROTECTED},
    CHART("leavings"),
    {"returns_to_use", "returns", MEASURE_FLOW, MEASURE_PROTECTED},
    CHART("returns_to_use"),
    {"cohort_retention_90", "share", MEASURE_COHORT, MEASURE_PROTECTED},
    CHART("cohort_retention_90"),
    {"cohort_left_14", "share", MEASURE_PORTION, MEASURE_INSIDE},
    CHART("cohort_left_14"),
    {"cohort_left_30", "share", MEASURE_PORTION, MEASURE_INSIDE},
    CHART("cohort_left_30"),
    {"seen_again_7", "share", MEASURE_PORTION, MEASURE_INSIDE},
    CHART("seen_again_7"),
    {"people_ever_in_care", "people", MEASURE_COUNT, MEASURE_PROTECTED},
    {"episodes", "episodes", MEASURE_COUNT, MEASURE_INSIDE},
    {"rebase", "", MEASURE_FACT, MEASURE_INSIDE},
    {0},
};

/* Spans of several months: the same series, each counted anew, without control charts. */
static const struct analysis_measure spans[] = {
    {"people_in_care", "people", MEASURE_CENSUS, MEASURE_PROTECTED},
    {"admissions", "people", MEASURE_FLOW, MEASURE_PROTECTED},
    {"returns", "returns", MEASURE_FLOW, MEASURE_PROTECTED},
    {"leavings", "leavings", MEASURE_FLOW, MEASURE_PROTECTED},
    {"returns_to_use", "returns", MEASURE_FLOW, MEASURE_PROTECTED},
    {"cohort_retention_90", "share", MEASURE_COHORT, MEASURE_PROTECTED},
    {0},
};

/* Of two periods a release would tell the difference, and so few people. */
#define COMPARED_COUNT(name, unit)                                                                                     \
    {name, unit, MEASURE_FLOW, MEASURE_INSIDE}, {name "_before", unit, MEASURE_FLOW, MEASURE_INSIDE},                  \
        STATISTIC(name "_part", "share")
#define COMPARED_SHARE(name)                                                                                           \
    {name, "share", MEASURE_PORTION, MEASURE_INSIDE}, {name "_before", "share", MEASURE_PORTION, MEASURE_INSIDE},      \
        STATISTIC(name "_difference", "share")

static const struct analysis_measure compared[] = {
    COMPARED_COUNT("admissions", "people"), COMPARED_COUNT("returns", "returns"),
    COMPARED_COUNT("leavings", "leavings"), COMPARED_COUNT("returns_to_use", "returns"),
    COMPARED_SHARE("cohort_left_14"),       COMPARED_SHARE("cohort_left_30"),
    COMPARED_SHARE("seen_again_7"),         {0},
};

/* ---- analyses ---- */

const struct analysis catalogue[] = {
    {.name = ANALYSIS_MONTHS,
     .question = "How many people are in care, start, leave and come back, month by month, and is that changing?",
     .counted = "months",
     .measures = months},
    {.name = ANALYSIS_COMPARED,
     .question = "How do the last month, the last three and the last twelve compare with those a year before?",
     .counted = "periods of months",
     .measures = compared},
    {.name = ANALYSIS_TO_DO,
     .question = "For whom is something to be done now, and what became of those who were to be called?",
     .counted = "people on a list, by the list",
     .measures = to_do},
    {.name = ANALYSIS_REQUESTS,
     .question = "Who has asked for care and is still waiting for the first day of it, and for how long?",
     .counted = "people by their last request",
     .measures = requests},
    {.name = ANALYSIS_FIRST_DOSE,
     .question = "How long do people wait from asking for care to the first day of it, and how many give up?",
     .counted = "requests by people not in care",
     .measures = incidence_inside},
    {.name = ANALYSIS_SECOND_DOSE,
     .question = "Of people who start medication, how many are given a second dose, supply, injection or implant?",
     .counted = "first episodes that began with medication",
     .measures = incidence_inside},
    {.name = ANALYSIS_DOSE_ON_DAY_30,
     .question = "Of people in care on methadone or buprenorphine after 30 days, how many have the dose asked about?",
     .counted = "first episodes in care on day 30",
     .measures = incidence_inside},
    {.name = ANALYSIS_RETENTION_ADMITTED,
     .question = "How long do people stay, of all admitted, with those who never started?",
     .counted = "first episodes, and admissions without one",
     .measures = retention_inside},
    {.name = ANALYSIS_SAFETY,
     .question = "Who dies or overdoses, how long after the last covered day, and what was done afterwards?",
     .counted = "people by the days since they were covered",
     .measures = safety},
    {.name = ANALYSIS_QUARTERS,
     .question = "And quarter by quarter, which is told where months are too small?",
     .counted = "quarters",
     .measures = spans},
    {.name = ANALYSIS_HALF_YEARS,
     .question = "And by half-year, where quarters are too small?",
     .counted = "half-years",
     .measures = spans},
    {.name = ANALYSIS_YEARS,
     .question = "And by calendar year, where half-years are too small?",
     .counted = "years",
     .measures = spans},
    {.name = ANALYSIS_RETENTION_FIRST,
     .question = "How long do people stay in care the first time?",
     .counted = "first episodes",
     .measures = retention},
    {.name = ANALYSIS_RETENTION_NOW,
     .question = "How long do people stay now, by the days of the last year alone, and how long in the year before?",
     .counted = "first episodes, in a window of the calendar",
     .measures = retention_inside},
    {.name = ANALYSIS_RETENTION_RETURNED,
     .question = "How long do people stay once they have come back?",
     .counted = "later episodes",
     .measures = retention},
    {.name = ANALYSIS_RETENTION_ALL,
     .question = "How long does an episode of care last, first or later?",
     .counted = "episodes",
     .measures = retention},
    {.name = ANALYSIS_EXITS_FIRST,
     .question = "In which ways do first episodes end?",
     .counted = "first episodes",
     .measures = incidence,
     .sums = {.survival = ANALYSIS_RETENTION_FIRST}},
    {.name = ANALYSIS_LEAVING_ADJUSTED,
     .question =
         "Which differences in leaving remain when people are alike in medication, age, sex and (of up to nine) site?",
     .counted = "first episodes",
     .measures = hazards},
    {.name = ANALYSIS_FOR_WHOM_FIRST_DOSE,
     .question = "Who starts sooner after asking, or less soon, than people who asked the program as a whole?",
     .counted = "requests for care of the last 12 or 24 months",
     .measures = groups_beside_all},
    {.name = ANALYSIS_FOR_WHOM_STAYING,
     .question = "Who stays longer, or less long, than people in the program as a whole?",
     .counted = "first episodes begun in the last 12 or 24 months",
     .measures = groups_beside_all},
    {.name = ANALYSIS_FOR_WHOM_COMING_BACK,
     .question = "Who comes back more often, or less often, than people who left the program as a whole?",
     .counted = "leavings of the last 12 or 24 months",
     .measures = groups_beside_all},
    {.name = ANALYSIS_AFTER_RETURN_TO_USE,
     .question = "What happens first after a return to use?",
     .counted = "returns to use",
     .measures = incidence},
    {.name = ANALYSIS_SEEN_AGAIN,
     .question = "Are people seen again after a return to use as often as people in care without one, at the same time "
                 "since they started? And how soon is a use told?",
     .counted = "returns to use",
     .measures = seen_again},
    {.name = ANALYSIS_CARE_AFTER_RETURN_TO_USE,
     .question = "Who is in care 90 days after a return to use, whoever left and came back counted?",
     .counted = "returns to use, one a person and 90 days",
     .measures = states},
    {.name = ANALYSIS_RATES_IN_CARE,
     .question =
         "How often do people in care return to use, how often are they tested, and which exits to look at first?",
     .counted = "returns to use, samples, leavings on days in care",
     .measures = rates_in_care},
    {.name = ANALYSIS_SIGNS_BEFORE_USE,
     .question = "What was missed before returns to use, more than the same people, and others, missed else?",
     .counted = "what was due and missed or kept, in 14 days",
     .measures = signs},
    {.name = ANALYSIS_RETURN_AFTER_LEAVING,
     .question = "Of those who left, who comes back, and when?",
     .counted = "leavings",
     .measures = incidence},
    {.name = ANALYSIS_EVER_RETURNED,
     .question = "Of people who left once, how many have come back since?",
     .counted = "people who left",
     .measures = incidence},
    {.name = ANALYSIS_INTERRUPTIONS,
     .question = "How often is medication missed and taken up again before it is leaving?",
     .counted = "interruptions",
     .measures = recurrence},
    {.name = ANALYSIS_EARLY_RETURN,
     .question = "Of gaps of more than 7 days without medication, how many end with cover again, and when?",
     .counted = "gaps of more than 7 days, those that leaving follows among them",
     .measures = incidence_inside},
    {.name = ANALYSIS_WHERE_EVERYONE_IS,
     .question = "Of all who ever started, where is everyone so many days later?",
     .counted = "people who started",
     .measures = states},
    {.name = ANALYSIS_DETOXIFICATION,
     .question = "How many detoxifications lead on to maintenance?",
     .counted = "detoxifications",
     .measures = detoxification},
    {.name = ANALYSIS_REFLECTIONS,
     .question = "What do people say led to a return to use, what was missing, and what was changed?",
     .counted = "reflections",
     .measures = reflections,
     .sums = {.overlapping = "field", .one_code = "stage"}},
    {.name = ANALYSIS_AFTER_EARLY_WARNING,
     .question = "How many early warnings went on to use?",
     .counted = "early warnings of people in care",
     .measures = incidence_inside},
    {.name = ANALYSIS_EARLY_WARNING_BY_THERAPY,
     .question = "And how many with therapy deepened, and without?",
     .counted = "early warnings, entered on the day of the reflection",
     .measures = incidence_inside},
    {.name = ANALYSIS_PLAN_CHANGE_AGREED,
     .question = "How soon after a return to use or an early warning is a change of plan agreed?",
     .counted = "returns to use and early warnings of people in care",
     .measures = incidence_inside},
    {.name = ANALYSIS_PLAN_CHANGE_DONE,
     .question = "How soon is a change of plan carried out?",
     .counted = "changes of plan of people in care",
     .measures = incidence_inside},
    {.name = ANALYSIS_LEFT_AFTER_PLAN_CHANGE,
     .question = "Which changes of plan go with staying in the 90 days after the reflection?",
     .counted = "reflections of people in care",
     .measures = hazards},
    {.name = ANALYSIS_USED_AFTER_PLAN_CHANGE,
     .question = "Which changes of plan go with no further return to use in the 90 days after the reflection?",
     .counted = "reflections of people in care",
     .measures = hazards},
    {.name = ANALYSIS_DATA_QUALITY,
     .question = "What was in the export, how much of it could be used, and up to when is it known?",
     .counted = "rows, files, people",
     .measures = catalogue_quality},
};

const size_t catalogue_length = sizeof catalogue / sizeof catalogue[0];

const struct analysis *catalogue_find(const char *name) {
    for (size_t i = 0; i < catalogue_length; i++)
        if (strcmp(catalogue[i].name, name) == 0)
            return &catalogue[i];
    return NULL;
}

const struct analysis_measure *catalogue_find_measure(const struct analysis *analysis, const char *name) {
    for (const struct analysis_measure *measure = analysis->measures; measure->name != NULL; measure++)
        if (strcmp(measure->name, name) == 0)
            return measure;
    return NULL;
}

const char *catalogue_kind_words(enum measure_kind kind) {
    static const char *const words[] = {
        [MEASURE_SURVIVAL] = "share without the event",
        [MEASURE_INCIDENCE] = "share with the event",
        [MEASURE_PORTION] = "share",
        [MEASURE_QUANTILE] = "day of a curve",
        [MEASURE_COUNT] = "count",
        [MEASURE_FLOW] = "count of a period",
        [MEASURE_CENSUS] = "count on a day",
        [MEASURE_COHORT] = "share of a cohort",
        [MEASURE_P_VALUE] = "p-value",
        [MEASURE_STATISTIC] = "statistic",
        [MEASURE_DAY] = "day",
        [MEASURE_FACT] = "fact",
    };

    return words[kind];
}

const char *catalogue_release_words(enum measure_release release) {
    return release == MEASURE_PROTECTED ? "protected" : "no";
}
