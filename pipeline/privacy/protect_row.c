/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_row.h"

#include <math.h>
#include <string.h>

struct rule {
    const char *analysis; /* NULL: any */
    const char *measure;
    enum protect_kind kind;
};

/* The first that fits decides. Statistics of tests, standard errors, centres and limits of charts are made of exact
 * counts and give them back, so none is listed. Neither are: people without cover now, days of first and last rows
 * (each is somebody's), reasons of single rejected rows. */
static const struct rule rules[] = {
    {"months", "people_in_care", PROTECT_MONTHLY},
    {"months", "admissions", PROTECT_MONTHLY},
    {"months", "returns", PROTECT_MONTHLY},
    {"months", "leavings", PROTECT_MONTHLY},
    {"months", "returns_to_use", PROTECT_MONTHLY},
    {"months", "cohort_retention_90", PROTECT_MONTHLY},
    {"months", "people_ever_in_care", PROTECT_COUNT},
    {"months", "episodes", PROTECT_COUNT},
    {"data_quality", "accepted", PROTECT_COUNT},
    {"data_quality", "duplicates", PROTECT_COUNT},
    {"data_quality", "replaced", PROTECT_COUNT},
    {"data_quality", "filtered", PROTECT_COUNT},
    {"data_quality", "quarantined", PROTECT_COUNT},
    {"data_quality", "late_rows", PROTECT_COUNT},
    {"data_quality", "people_started", PROTECT_COUNT},
    {"data_quality", "people_never_started", PROTECT_COUNT},
    {"data_quality", "episodes", PROTECT_COUNT},
    {"data_quality", "returns_to_use", PROTECT_COUNT},
    {"data_quality", "leavings", PROTECT_COUNT},
    {"data_quality", "early_warnings", PROTECT_COUNT},
    {"data_quality", "observation_end", PROTECT_PARAMETER},
    {"data_quality", "censoring_day", PROTECT_PARAMETER},
    {"data_quality", "dropped_column", PROTECT_PARAMETER},
    {"data_quality", "offsets_ignored", PROTECT_PARAMETER},
    {"data_quality", "accept_used", PROTECT_PARAMETER},
    {"data_quality", "table_not_held", PROTECT_PARAMETER},
    {"data_quality", "mapping_says", PROTECT_PARAMETER},
    {"data_quality", "table_late_month", PROTECT_PARAMETER},
    {"data_quality", "table_ended_month", PROTECT_PARAMETER},
    {"data_quality", "table_declared_month", PROTECT_PARAMETER},
    {"data_quality", "site_closed_month", PROTECT_PARAMETER},
    {"data_quality", "nobody_covered", PROTECT_PARAMETER},
    {"data_quality", "completeness_unjudged", PROTECT_PARAMETER},
    {"data_quality", "spellings_joined", PROTECT_PARAMETER},
    {"data_quality", "table_without_file", PROTECT_PARAMETER},
    {"data_quality", "table_empty", PROTECT_PARAMETER},
    {"reflections", "share", PROTECT_PORTION},
    {"reflections", "reflections_recorded", PROTECT_PORTION},
    {"reflections", "recognised_before_use", PROTECT_PORTION},
    {"reflections", "plan_change_done", PROTECT_PORTION},
    {NULL, "survival", PROTECT_SURVIVAL},
    {NULL, "cumulative_incidence", PROTECT_INCIDENCE},
    {NULL, "median_days", PROTECT_QUANTILE},
    {NULL, "quantile_days", PROTECT_QUANTILE},
    {NULL, "log_rank_p", PROTECT_TEST_P},
    {NULL, "gray_test_p", PROTECT_TEST_P},
};

enum protect_kind protect_row_kind(const struct protect_row *row) {
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if ((rules[i].analysis == NULL || strcmp(rules[i].analysis, row->analysis) == 0) &&
            strcmp(rules[i].measure, row->measure) == 0)
            return rules[i].kind;
    return PROTECT_LEAVE_OUT;
}

bool protect_row_same_people(const struct protect_row *a, const struct protect_row *b) {
    return strcmp(a->analysis, b->analysis) == 0 && strcmp(a->rule, b->rule) == 0 &&
           strcmp(a->group_by, b->group_by) == 0 && strcmp(a->group, b->group) == 0;
}

bool protect_row_same_time(const struct protect_row *a, const struct protect_row *b) {
    return (isnan(a->time_days) && isnan(b->time_days)) || fabs(a->time_days - b->time_days) < 1e-9;
}
