/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The measures of the analysis data_quality: what was read, what of it could be used, what is known and up to when.
 */
#ifndef SWITCHBACK_ANALYSIS_CATALOGUE_QUALITY_H
#define SWITCHBACK_ANALYSIS_CATALOGUE_QUALITY_H

#include "analysis/catalogue.h"

/* Up to the one without a name. */
extern const struct analysis_measure catalogue_quality[];

#endif
