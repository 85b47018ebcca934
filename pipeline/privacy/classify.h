/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only code of a release that sees an exact number: from an estimates table to classes.
 *
 * n is the class of people, h that of round(n x F), F the share with the event as it was estimated (1 - Kaplan-Meier,
 * Aalen-Johansen, a proportion): censoring and clustering are in it. Of how many people chance is worked out passes in
 * steps: those at risk, and those at risk or seen to have any event, each as the largest of 1/8, 1/4, 1/2 and 3/4 of n
 * that the lower ends of both classes reach (class_table.h); fewer than 12 at risk, or seen less than 1/8: no h. Of
 * records it is the people whom all records of a person count for (stats/proportion.h). A flow is classed as it was
 * counted, by month, quarter, half-year and year. The rows are the product of lists that are no data; only a medication
 * or a site that is in no list has a row from the run on in which its n is 12 or more.
 *
 * source: the design of this release, README "What a release tells".
 * checked against: tests/unit/privacy/classify_test.c (by hand), tests/attack/metamorphic.c (1,000 pairs of tables that
 * differ in every exact number give the same bytes), tests/attack/mutants (each exact field let through is caught).
 */
#ifndef SWITCHBACK_PRIVACY_CLASSIFY_H
#define SWITCHBACK_PRIVACY_CLASSIFY_H

#include <stdint.h>

#include "privacy/release_questions.h"

/* A number of an estimates table, as far as it is needed; NaN: none. */
struct exact_row {
    struct class_key key;
    double n, event_people, at_risk, estimate, std_error;
};

struct release_field {
    const char *name; /* of the reflection, as the group of measure `share` */
    struct release_names codes;
};

enum { RELEASE_MOST_FIELDS = 8, RELEASE_MOST_MEDICATIONS = 64 };

/* What is no data: the configuration, and the code lists of the code. */
struct release_lists {
    const char *default_rule;
    struct release_names rules, medications, sites, exits;
    double
        lasting_days[RELEASE_MOST_MEDICATIONS]; /* of medications: days that one supply covers for certain; 0: none */
    struct release_field fields[RELEASE_MOST_FIELDS];
    size_t n_fields;
    double landmarks[RELEASE_MOST_DAYS];
    size_t n_landmarks;
    double width, grid_days;
    int32_t last_month; /* calendar_month_index of the day of the report; -1: relative days, no months */
};

/* Fills the table (to be freed with class_table_free, after a failure too). Every exact number of rows is NaN after it;
 * rows come in any order and are sorted. */
enum protect_status classify(struct exact_row *rows, size_t n_rows, const struct release_lists *lists,
                             struct class_table *table);

#endif
