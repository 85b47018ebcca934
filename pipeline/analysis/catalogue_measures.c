/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/catalogue_measures.h"

/* Statistics of tests, standard errors, centres and limits of charts are made of exact counts and give them back: they
 * stay inside. */

#define STATISTIC(name, unit)                                                                                          \
    { name, unit, MEASURE_STATISTIC, MEASURE_INSIDE }

const struct analysis_measure catalogue_measures_retention[] = {
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
const struct analysis_measure catalogue_measures_retention_inside[] = {
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

const struct analysis_measure catalogue_measures_incidence[] = {
    {"cumulative_incidence", "share", MEASURE_INCIDENCE, MEASURE_PROTECTED},
    {"quantile_days", "days", MEASURE_QUANTILE, MEASURE_INSIDE},
    STATISTIC("gray_test", "chi-square"),
    STATISTIC("gray_test_df", ""),
    {"gray_test_p", "", MEASURE_P_VALUE, MEASURE_INSIDE},
    {0},
};

/* Of so few people, and of what was said in confidence or what happened once, that a release does not tell it. */
const struct analysis_measure catalogue_measures_incidence_inside[] = {
    {"cumulative_incidence", "share", MEASURE_INCIDENCE, MEASURE_INSIDE},
    {"quantile_days", "days", MEASURE_QUANTILE, MEASURE_INSIDE},
    STATISTIC("gray_test", "chi-square"),
    STATISTIC("gray_test_df", ""),
    {"gray_test_p", "", MEASURE_P_VALUE, MEASURE_INSIDE},
    {0},
};

const struct analysis_measure catalogue_measures_recurrence[] = {
    STATISTIC("mean_cumulative_function", "events a person"),
    STATISTIC("mean_cumulative_difference", "events a person"),
    STATISTIC("rate_per_100_person_months", "events"),
    STATISTIC("exact_rate_per_100_person_months", "events"),
    STATISTIC("rate_difference_per_100_person_months", "events"),
    {0},
};

/* Of small groups, by traits that are a person's own: inside alone. */
const struct analysis_measure catalogue_measures_groups_beside_all[] = {
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

const struct analysis_measure catalogue_measures_states[] = {
    STATISTIC("occupation", "share"),
    STATISTIC("mean_days", "days"),
    STATISTIC("mean_days_between", "days"),
    {0},
};

#define TEST(name) STATISTIC(name, "chi-square"), STATISTIC(name "_df", ""), STATISTIC(name "_p", "")

const struct analysis_measure catalogue_measures_hazards[] = {
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
    STATISTIC("dispersion", ""),
    STATISTIC("between_variance", ""),
    STATISTIC("ratio_to_average", "ratio"),
    TEST("lr_test"),
    TEST("wald_test"),
    TEST("score_test"),
    TEST("ph_test"),
    TEST("alike_test"),
    {0},
};

const struct analysis_measure catalogue_measures_to_do[] = {
    {"people", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"different", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"also_waiting", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"entries", "rows", MEASURE_COUNT, MEASURE_INSIDE},
    {"callable", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"not_listed", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"last_list", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"became", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"not_seen_since", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {0},
};

const struct analysis_measure catalogue_measures_requests[] = {
    {"people_waiting", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"people_who_gave_up", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"people_not_known", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {0},
};

const struct analysis_measure catalogue_measures_safety[] = {
    STATISTIC("person_years", "years"),
    {"deaths", "people", MEASURE_COUNT, MEASURE_INSIDE},
    STATISTIC("deaths_per_100_person_years", "deaths"),
    {"overdoses", "overdoses", MEASURE_COUNT, MEASURE_INSIDE},
    STATISTIC("overdoses_per_100_person_years", "overdoses"),
    {"deaths_told_by", "people", MEASURE_COUNT, MEASURE_INSIDE},
    {"overdoses_told_by", "overdoses", MEASURE_COUNT, MEASURE_INSIDE},
    {"seen_within_7_days", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"dose_changed_within_14_days", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {"naloxone_in_hand", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {0},
};

const struct analysis_measure catalogue_measures_rates_in_care[] = {
    STATISTIC("person_months", "months"),
    STATISTIC("per_100_person_months", "events"),
    {0},
};

const struct analysis_measure catalogue_measures_signs[] = {
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

const struct analysis_measure catalogue_measures_detoxification[] = {
    {"linked_within_14_days", "share", MEASURE_PORTION, MEASURE_INSIDE},
    {0},
};

const struct analysis_measure catalogue_measures_seen_again[] = {
    {"seen", "share", MEASURE_PORTION, MEASURE_INSIDE},
    STATISTIC("expected", "share"),
    STATISTIC("difference", "share"),
    {"not_compared", "returns", MEASURE_COUNT, MEASURE_INSIDE},
    {"told_within_7_days", "share", MEASURE_PORTION, MEASURE_INSIDE},
    STATISTIC("told_median_days", "days"),
    {0},
};

const struct analysis_measure catalogue_measures_reflections[] = {
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

#define RATE_CHART(name)                                                                                               \
    STATISTIC(name "_known", "sites"), STATISTIC(name "_rate", "per 100 months at risk"), CHART(name "_rate")

const struct analysis_measure catalogue_measures_months[] = {
    {"people_in_care", "people", MEASURE_CENSUS, MEASURE_PROTECTED},
    STATISTIC("people_in_care_known", "sites"),
    {"admissions", "people", MEASURE_FLOW, MEASURE_PROTECTED},
    CHART("admissions"),
    {"returns", "returns", MEASURE_FLOW, MEASURE_PROTECTED},
    RATE_CHART("returns"),
    {"leavings", "leavings", MEASURE_FLOW, MEASURE_PROTECTED},
    RATE_CHART("leavings"),
    {"returns_to_use", "returns", MEASURE_FLOW, MEASURE_PROTECTED},
    RATE_CHART("returns_to_use"),
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
const struct analysis_measure catalogue_measures_spans[] = {
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
#define COMPARED_RATE(name, unit)                                                                                      \
    {name, unit, MEASURE_FLOW, MEASURE_INSIDE}, {name "_before", unit, MEASURE_FLOW, MEASURE_INSIDE},                  \
        STATISTIC(name "_rate", "per 100 months at risk"), STATISTIC(name "_rate_before", "per 100 months at risk"),   \
        STATISTIC(name "_rate_part", "share")
#define COMPARED_SHARE(name)                                                                                           \
    {name, "share", MEASURE_PORTION, MEASURE_INSIDE}, {name "_before", "share", MEASURE_PORTION, MEASURE_INSIDE},      \
        STATISTIC(name "_difference", "share")

const struct analysis_measure catalogue_measures_compared[] = {
    COMPARED_COUNT("admissions", "people"),
    COMPARED_RATE("returns", "returns"),
    COMPARED_RATE("leavings", "leavings"),
    COMPARED_RATE("returns_to_use", "returns"),
    COMPARED_SHARE("cohort_left_14"),
    COMPARED_SHARE("cohort_left_30"),
    COMPARED_SHARE("seen_again_7"),
    COMPARED_COUNT("deaths", "people"),
    STATISTIC("deaths_known_part", "share"),
    COMPARED_COUNT("overdoses", "events"),
    STATISTIC("overdoses_known_part", "share"),
    {0},
};
