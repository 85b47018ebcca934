/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The measures that a program can say of an analysis, one list a kind of question; catalogue.c says which analysis has
 * which. Those of data_quality are in catalogue_quality.h.
 */
#ifndef SWITCHBACK_ANALYSIS_CATALOGUE_MEASURES_H
#define SWITCHBACK_ANALYSIS_CATALOGUE_MEASURES_H

#include "analysis/catalogue.h"

/* Each up to the one without a name. */
extern const struct analysis_measure catalogue_measures_retention[], catalogue_measures_retention_inside[],
    catalogue_measures_incidence[], catalogue_measures_incidence_inside[], catalogue_measures_recurrence[],
    catalogue_measures_groups_beside_all[], catalogue_measures_states[], catalogue_measures_hazards[],
    catalogue_measures_to_do[], catalogue_measures_requests[], catalogue_measures_safety[],
    catalogue_measures_rates_in_care[], catalogue_measures_signs[], catalogue_measures_detoxification[],
    catalogue_measures_seen_again[], catalogue_measures_reflections[], catalogue_measures_months[],
    catalogue_measures_spans[], catalogue_measures_compared[];

#endif
