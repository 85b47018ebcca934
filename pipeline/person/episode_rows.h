/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of episodes.csv for one person after the other, and what was found on the way.
 */
#ifndef SWITCHBACK_PERSON_EPISODE_ROWS_H
#define SWITCHBACK_PERSON_EPISODE_ROWS_H

#include "person/person_reader.h"
#include "table/table_writer.h"

struct episode_rule_counts {
    size_t episodes, without_time, prevalent;
    size_t detoxifications;  /* rows of their own */
    size_t followed, linked; /* of them: followed for 14 days and more, and of these linked to maintenance in 14 days */
};

struct episode_findings {
    size_t people, admitted, started, never_started; /* people: in patients; admitted: with an admission or cover */
    size_t seen_once; /* people with attended visits that are no care yet, not admitted */
    size_t unnamed;   /* supplies of medications that the configuration does not name */
    size_t bridged_reasons;
    size_t care_after_death;    /* people with a supply or an attended visit dated after their recorded death */
    size_t later_closed;        /* discharges after the end of observation: not known yet */
    size_t gaps, interruptions; /* gaps of more than 7 days in medication, and those that ended before leaving */
    struct episode_rule_counts rules[SETTINGS_MOST_RULES];
};

/* NULL: not wanted. */
struct episode_outputs {
    struct table_writer *episodes;    /* of every rule */
    struct table_writer *by_default;  /* of the default rule by itself */
    struct table_writer *other_rules; /* of every other rule, without what their estimators do not read */
    struct table_writer *stretches, *exposures, *starts;
};

struct episode_rows;

/* All borrowed. */
struct episode_rows *episode_rows_alloc(const struct settings *settings, const struct person_reader *reader,
                                        const struct episode_outputs *outputs);
void episode_rows_free(struct episode_rows *rows);

void episode_rows_write(struct episode_rows *rows, const struct person *person);

const struct episode_findings *episode_rows_findings(const struct episode_rows *rows);
void episode_findings_add(struct episode_findings *findings, const struct episode_findings *more);

#endif
