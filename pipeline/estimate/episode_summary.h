/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was found while episodes were built, as rows of the estimates table: counts of people, supplies and episodes
 * (data_quality), the days to which things are known, and the share of detoxifications that led to maintenance
 * (Wilson).
 */
#ifndef SWITCHBACK_ESTIMATE_EPISODE_SUMMARY_H
#define SWITCHBACK_ESTIMATE_EPISODE_SUMMARY_H

#include "person/episode_build.h"
#include "person/recording_lag.h"

/* Writes the whole table to `path`, or ends the program (73, 74). */
void episode_summary_write(const char *path, const struct episode_request *request, const struct episode_build *build,
                           const struct recording_lag *lag);

/* Is there an episode, or a detoxification, under the rule of the report? */
bool episode_summary_has_episodes(const struct episode_findings *findings, const struct settings *settings);

#endif
