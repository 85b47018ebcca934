/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of followup.csv, states.csv and after_use.csv for one person after the other.
 */
#ifndef SWITCHBACK_PERSON_FOLLOWUP_ROWS_H
#define SWITCHBACK_PERSON_FOLLOWUP_ROWS_H

#include "person/episode_reader.h"
#include "person/person_reader.h"
#include "table/table_writer.h"

struct followup_findings {
    size_t events;         /* returns to use, after those within same_event_days were joined */
    size_t events_in_care; /* of them: known while still covered, with follow-up */
    size_t warnings;       /* early warnings without use on record */
    size_t joined;         /* further rows of use, one event with a row before */
    size_t unobserved;     /* rows of use behind what is known of the person: rows are all these but events_in_care */
    size_t leavings;       /* that start a clock */
};

struct followup_rows;

/* `states` and `after_use` may be NULL. All borrowed. */
struct followup_rows *followup_rows_alloc(const struct settings *settings, const struct person_reader *reader,
                                          struct table_writer *writer, struct table_writer *states,
                                          struct table_writer *after_use);
void followup_rows_free(struct followup_rows *rows);

void followup_rows_write(struct followup_rows *rows, const struct person *person, const struct read_episodes *episodes);

const struct followup_findings *followup_rows_findings(const struct followup_rows *rows);

#endif
