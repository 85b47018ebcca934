/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is counted of the whole: every table read once, person by person, into sums that parts of the people can be
 * counted for apart. person/survey_findings.h says what they mean.
 *
 * The site of a row is that of the admission open on its day (of several the one begun last), else the person's, else
 * that of the last admission begun by then. Sites spelt alike but for case, blanks and punctuation are one.
 *
 * What is held grows with sites, not with people: about 50 KB a site and thread for three years of days, 150 for ten.
 */
#ifndef SWITCHBACK_PERSON_SURVEY_H
#define SWITCHBACK_PERSON_SURVEY_H

#include "base/calendar.h"
#include "base/dictionary.h"
#include "care/completeness.h"
#include "person/survey_current.h"
#include "person/survey_tail.h"
#include "settings/settings.h"
#include "table/input_tables.h"

/* Tables in which most people have a row again and again: the others are too sparse to be judged. */
enum survey_table { SURVEY_DOSES, SURVEY_VISITS, SURVEY_DRUG_TESTS, SURVEY_TABLES };

extern const enum input_table survey_input_table[SURVEY_TABLES];

struct survey_request {
    const char *tables; /* directory */
    const struct settings *settings;
    int32_t as_of; /* CALENDAR_NO_DAY: not known */
    enum calendar_kind as_of_kind;
    int32_t first_day; /* from which on sites are judged; CALENDAR_NO_DAY: ten years */
    size_t jobs;       /* 0: as many as there are processors */
    bool show_values;
};

/* One column's spellings: texts as they stand, and how often. */
struct survey_spellings {
    struct dictionary *texts;
    uint64_t *rows; /* by number of the text */
    size_t capacity;
};

/* People whom patients does not know, some of their ids. */
struct survey_unknown {
    size_t rows, people;
    struct dictionary *ids; /* at most SURVEY_MOST_IDS */
};

enum { SURVEY_MOST_IDS = 1000, SURVEY_COLUMNS = SETTINGS_MOST_GROUPS + 1 /* site, then the carried groups */ };

struct survey_table_sums {
    size_t rows, people; /* of people whom patients knows */
    int32_t first_day, last_day;
    struct survey_unknown unknown;
    struct survey_tails tails;     /* of doses, visits and drug tests */
    struct survey_current current; /* of doses and visits */
};

/* People with a dose or a visit at a site, and those of them who have an admission anywhere. */
struct survey_site_people {
    uint32_t in_care, admitted;
};

struct survey {
    struct completeness_grid grid; /* n_days 0: days are relative, or as-of is not known */
    enum calendar_kind days;
    struct dictionary *sites;                             /* folded */
    struct completeness_counts *(*counts)[SURVEY_TABLES]; /* by number of the site */
    struct survey_site_people *site_people;               /* the same */
    size_t sites_capacity, site_people_capacity;
    struct survey_table_sums tables[INPUT_TABLE_COUNT];
    struct survey_spellings spellings[SURVEY_COLUMNS];
    uint32_t *begun, *stopped; /* by days before as-of: people whose first, and whose last, dose or visit it is */
    uint32_t *unadmitted;      /* of those begun: without any admission */
    size_t people;
};

/* Reads everything. Ends the program with 65 when a table cannot be used. */
struct survey *survey_read(const struct survey_request *request);
void survey_free(struct survey *survey);

/* The parts of survey_read. */
struct survey *survey_alloc(const struct survey_request *request);
void survey_add(struct survey *survey, const struct survey *more);

/* The number of a site by its text as it stands; it is added when new. */
uint32_t survey_site(struct survey *survey, const char *text, size_t length);

/* DICTIONARY_NONE: nobody is of it. */
uint32_t survey_find_site(const struct survey *survey, const char *text, size_t length);

/* Counts a spelling of a column. */
void survey_spell(struct survey *survey, size_t column, const char *text, size_t length);
void survey_spell_rows(struct survey *survey, size_t column, const char *text, size_t length, uint64_t rows);

#endif
