/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was found while the episodes, or the follow-up, of a range of people were built, as a table of sums
 * (table/sums_table.h), and what was found of everybody from those of all ranges.
 */
#ifndef SWITCHBACK_PERSON_EPISODE_SUMS_H
#define SWITCHBACK_PERSON_EPISODE_SUMS_H

#include "person/episode_build.h"
#include "person/followup_build.h"
#include "table/shards.h"

/* path NULL or "-": standard output. */
void episode_sums_write(const struct episode_build *build, const struct settings *settings, const char *path);
void followup_sums_write(const struct followup_findings *findings, const char *path);

/* Ends the program with 65 where a file holds no such sums, or those of other rules or medications. */
struct episode_build episode_sums_read(const struct settings *settings, const struct shards *shards, const char *path);
struct followup_findings followup_sums_read(const struct shards *shards, const char *path);

#endif
