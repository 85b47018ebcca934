/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the survival estimators' stages share between reading a sample and writing estimates: one rule's rows at a
 * time, the parts of a row that its neighbours share, flags, and the three rows of a test. Nothing is computed here.
 */
#ifndef SWITCHBACK_SAMPLE_ESTIMATE_RUN_H
#define SWITCHBACK_SAMPLE_ESTIMATE_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "sample/sample_reader.h"
#include "stats/chi_square_test.h"
#include "stats/interval.h"
#include "stats/risk_sets.h"
#include "stats/status.h"
#include "stats/survival_sample.h"
#include "table/estimates_table.h"

enum { ESTIMATE_FEW_PEOPLE = 11 };

struct estimate_run {
    const struct sample_options *options;
    struct sample *samples;                /* one a grouping */
    size_t n_groupings, n_rules, n_groups; /* that the run has turned to */
    const struct sample *sample;           /* of the grouping */
    struct table_writer *writer;
    enum stats_status noted;        /* why tests were left out, once said */
    double curve_until;             /* estimates at every exit time up to here are wanted too; 0: at none */
    struct survival_sample rows;    /* of the rule */
    const int32_t *group, *stratum; /* NULL: all are in the only one */
    struct estimate row;            /* analysis, rule and group_by set; a stage adds group and numbers of people */
};

/* Reads the samples, opens the output. Ends the program: 65, 66, 73. */
struct estimate_run estimate_run_open(const struct sample_options *options);
/* Makes the output appear and frees. */
void estimate_run_close(struct estimate_run *run);

/* Turns to the next grouping, of it to the rows of the next rule, of those to the next group that has any: false when
 * there is no other. `split`: of the rule's rows by group; the row gets the group's name. */
bool estimate_run_next_grouping(struct estimate_run *run);
bool estimate_run_next_rule(struct estimate_run *run);
bool estimate_run_next_group(struct estimate_run *run, const struct survival_split *split,
                             struct survival_group *group);

/* Is a row wanted at this time? */
bool estimate_run_wants(const struct estimate_run *run, double time);

/* Sets the row's n, events and event_people from a group's last risk set. */
void estimate_run_count(struct estimate_run *run, const struct survival_group *group, const struct risk_sets *counts);
/* Sets a row's n, events and event_people from the rows of the rule that `has` has (NULL: all), events of `cause` only
 * (0: of any). */
void estimate_run_count_rows(const struct estimate_run *run, const bool *has, int32_t cause, struct estimate *row);
/* The same of all rows for the run's row; group "". */
void estimate_run_count_all(struct estimate_run *run, int32_t cause);

void estimate_run_set_interval(struct estimate *row, const struct interval *interval);

/* Writes a row with `flag` (may be empty) or, below 11 people, `too_few`: the first of them. */
void estimate_run_write(const struct estimate_run *run, struct estimate *row, const char *flag);

/* Writes MEASURE, MEASURE_df and MEASURE_p; a note instead when there is no test (once, when the
 * kind of data is why). */
void estimate_run_write_test(struct estimate_run *run, const char *measure, const char *subgroup,
                             enum stats_status status, const struct chi_square_test *test);

/* A note `what: why`; with --show-values also the data value and the rule it is about. */
void estimate_run_note(const struct estimate_run *run, const char *what, const char *value, enum stats_status status);

/* Splits the rule's rows by group, or by stratum and group (see stats/log_rank.h). */
void estimate_run_split(const struct estimate_run *run, struct survival_split *split);
void estimate_run_split_strata(const struct estimate_run *run, struct survival_split *split);

/* Ends the program with exit 70 unless the status is STATS_OK: for what cannot happen with checked rows. */
void estimate_run_check(enum stats_status status);

#endif
