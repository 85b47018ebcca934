/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_row.h"

#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"

static enum protect_kind kind_of(enum measure_kind kind) {
    switch (kind) {
    case MEASURE_SURVIVAL: return PROTECT_SURVIVAL;
    case MEASURE_INCIDENCE: return PROTECT_INCIDENCE;
    case MEASURE_PORTION: return PROTECT_PORTION;
    case MEASURE_QUANTILE: return PROTECT_QUANTILE;
    case MEASURE_P_VALUE: return PROTECT_TEST_P;
    case MEASURE_COUNT: return PROTECT_COUNT;
    case MEASURE_FLOW:
    case MEASURE_CENSUS:
    case MEASURE_COHORT: return PROTECT_MONTHLY;
    case MEASURE_FACT: return PROTECT_PARAMETER;
    case MEASURE_STATISTIC:
    case MEASURE_DAY: break;
    }
    return PROTECT_LEAVE_OUT;
}

enum protect_kind protect_row_kind(const struct protect_row *row) {
    const struct analysis *analysis = catalogue_find(row->analysis);
    const struct analysis_measure *measure = analysis == NULL ? NULL : catalogue_find_measure(analysis, row->measure);

    return measure == NULL || measure->release == MEASURE_INSIDE ? PROTECT_LEAVE_OUT : kind_of(measure->kind);
}

bool protect_row_same_people(const struct protect_row *a, const struct protect_row *b) {
    return strcmp(a->analysis, b->analysis) == 0 && strcmp(a->rule, b->rule) == 0 &&
           strcmp(a->group_by, b->group_by) == 0 && strcmp(a->group, b->group) == 0;
}

bool protect_row_same_time(const struct protect_row *a, const struct protect_row *b) {
    return (isnan(a->time_days) && isnan(b->time_days)) || fabs(a->time_days - b->time_days) < 1e-9;
}
