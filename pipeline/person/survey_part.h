/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One range of people of a survey, read by one thread, and room for the person at hand.
 */
#ifndef SWITCHBACK_PERSON_SURVEY_PART_H
#define SWITCHBACK_PERSON_SURVEY_PART_H

#include "person/person_tables.h"
#include "person/survey.h"
#include "table/patient_range.h"

struct survey_stay {
    int32_t admitted, discharged; /* CALENDAR_NO_DAY: open */
    uint32_t site;
    bool has_site, counseling;
};

/* One person's rows of the judged tables at one site. */
struct survey_place {
    uint32_t site;
    struct completeness_presence tables[SURVEY_TABLES];
    int32_t last_day[SURVEY_TABLES]; /* CALENDAR_NO_DAY: no row */
};

/* One range of people, read by one thread, and room for the person at hand. */
struct survey_part {
    const struct survey_request *request;
    const struct patient_range *range;
    size_t number;
    struct survey *survey;
    struct person_tables tables;
    int group_columns[SETTINGS_MOST_GROUPS];
    char *patient_id;
    struct survey_stay *stays;
    size_t n_stays, stays_capacity;
    uint32_t home;
    bool has_home;
    struct survey_place *places;
    size_t n_places, places_capacity;
    int32_t first_care, last_care; /* CALENDAR_NO_DAY: no dose and no visit */
    uint32_t *site_of_text;        /* by number of the spelling */
    size_t site_of_text_capacity, n_site_of_text;
};

/* Counts the person whose row of patients is at hand, and goes on to the next. */
void survey_part_read_person(struct survey_part *part);

#endif
