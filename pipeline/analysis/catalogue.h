/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The catalogue of analyses: one row an analysis, and what is true of it whoever makes, draws, tells or protects its
 * numbers. A new one is a row in catalogue.c and a name here, and a list in catalogue_measures.c where none there fits;
 * `tables.md` prints it all.
 *
 * The general estimators know none of it: they take any CSV and any --analysis name. protect_cells and the report need
 * it: what is not in it does not leave the program (protect_cells ends with 65).
 *
 * Only data: nothing is computed here, and nothing of ours is included.
 */
#ifndef SWITCHBACK_ANALYSIS_CATALOGUE_H
#define SWITCHBACK_ANALYSIS_CATALOGUE_H

#include <stddef.h>

#define ANALYSIS_TO_DO "to_do"
#define ANALYSIS_REQUESTS "requests"
#define ANALYSIS_FIRST_DOSE "first_dose"
#define ANALYSIS_SECOND_DOSE "second_dose"
#define ANALYSIS_DOSE_ON_DAY_30 "dose_on_day_30"
#define ANALYSIS_RETENTION_ADMITTED "retention_admitted"
#define ANALYSIS_SAFETY "safety"
#define ANALYSIS_RATES_IN_CARE "rates_in_care"
#define ANALYSIS_SIGNS_BEFORE_USE "signs_before_use"
#define ANALYSIS_RETENTION_FIRST "retention_first"
#define ANALYSIS_RETENTION_RETURNED "retention_returned"
#define ANALYSIS_RETENTION_NOW "retention_now"
#define ANALYSIS_RETENTION_ALL "retention_all"
#define ANALYSIS_EXITS_FIRST "exits_first"
#define ANALYSIS_LEAVING_ADJUSTED "leaving_adjusted"
#define ANALYSIS_AFTER_RETURN_TO_USE "after_return_to_use"
#define ANALYSIS_CARE_AFTER_RETURN_TO_USE "care_after_return_to_use"
#define ANALYSIS_SEEN_AGAIN "seen_again"
#define ANALYSIS_AFTER_EARLY_WARNING "after_early_warning"
#define ANALYSIS_EARLY_WARNING_BY_THERAPY "early_warning_by_therapy"
#define ANALYSIS_PLAN_CHANGE_AGREED "plan_change_agreed"
#define ANALYSIS_PLAN_CHANGE_DONE "plan_change_done"
#define ANALYSIS_LEFT_AFTER_PLAN_CHANGE "left_after_plan_change"
#define ANALYSIS_USED_AFTER_PLAN_CHANGE "used_after_plan_change"
#define ANALYSIS_RETURN_AFTER_LEAVING "return_after_leaving"
#define ANALYSIS_EVER_RETURNED "ever_returned"
#define ANALYSIS_INTERRUPTIONS "interruptions"
#define ANALYSIS_EARLY_RETURN "early_return"
#define ANALYSIS_WHERE_EVERYONE_IS "where_everyone_is"
#define ANALYSIS_DETOXIFICATION "detoxification"
#define ANALYSIS_REFLECTIONS "reflections"
#define ANALYSIS_FOR_WHOM_FIRST_DOSE "for_whom_first_dose"
#define ANALYSIS_FOR_WHOM_STAYING "for_whom_staying"
#define ANALYSIS_FOR_WHOM_COMING_BACK "for_whom_coming_back"
#define ANALYSIS_MONTHS "months"
#define ANALYSIS_COMPARED "compared"
#define ANALYSIS_QUARTERS "quarters"
#define ANALYSIS_HALF_YEARS "half_years"
#define ANALYSIS_YEARS "years"
#define ANALYSIS_DATA_QUALITY "data_quality"

/* What sort of number a measure is, which says what it rests on. */
enum measure_kind {
    MEASURE_SURVIVAL,  /* the share without the event up to time_days: rests on n (1 - estimate) people */
    MEASURE_INCIDENCE, /* the share with the event up to time_days: rests on n estimate people */
    MEASURE_PORTION,   /* the share of events among at_risk */
    MEASURE_QUANTILE,  /* the day on which a survival reaches a level */
    MEASURE_COUNT,     /* the estimate is a count of what the analysis, or the unit, says */
    MEASURE_FLOW,      /* a count of what happened in a period: months add up */
    MEASURE_CENSUS,    /* a count of who is there on a period's last day: months do not add up */
    MEASURE_COHORT,    /* the share without the event of those who began in a period */
    MEASURE_P_VALUE,
    MEASURE_STATISTIC, /* any other number made of exact counts: a statistic, an error, a limit, a mean, a ratio */
    MEASURE_DAY,       /* a day that is somebody's, or a site's */
    MEASURE_FACT       /* that something is so, in its group, subgroup and period: no person is in it */
};

/* What of a measure may leave the program. */
enum measure_release {
    MEASURE_INSIDE,   /* nothing */
    MEASURE_PROTECTED /* its class, for the groups, codes and days of privacy/release_questions.h */
};

struct analysis_measure {
    const char *name;
    const char *unit; /* of the estimate: share, days, people, rows ...; "" for a pure number */
    enum measure_kind kind;
    enum measure_release release;
};

/* Counts that add up to others, so that what is withheld must not be found by subtraction. NULL: there is no such
 * sum. In every analysis the groups of a grouping make up all, and the subgroups of an incidence are never more. */
struct analysis_sums {
    const char *survival;    /* the survival of that analysis and its own subgroups make up all */
    const char *overlapping; /* a grouping whose groups are no parts: each has all of them */
    const char *one_code;    /* of the overlapping groups, the one whose subgroups make up all */
};

struct analysis {
    const char *name;
    const char *question;                    /* in words */
    const char *counted;                     /* what one row of its data is */
    const struct analysis_measure *measures; /* up to the one without a name */
    struct analysis_sums sums;
};

/* All of them, in the order of the report. */
extern const struct analysis catalogue[];
extern const size_t catalogue_length;

/* NULL: not in the catalogue. */
const struct analysis *catalogue_find(const char *name);
const struct analysis_measure *catalogue_find_measure(const struct analysis *analysis, const char *name);

/* The words of a kind and of a release, for tables.md. */
const char *catalogue_kind_words(enum measure_kind kind);
const char *catalogue_release_words(enum measure_release release);

#endif
