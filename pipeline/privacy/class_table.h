/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The class table: all that a release is made of, beside the configuration and what earlier releases printed. It holds
 * whole numbers, codes and days of the configuration; nothing else of the exact numbers passes (classify.h).
 */
#ifndef SWITCHBACK_PRIVACY_CLASS_TABLE_H
#define SWITCHBACK_PRIVACY_CLASS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum protect_status {
    PROTECT_OK,
    PROTECT_NO_MEMORY,
    PROTECT_INVALID /* limits that protect nothing: width or grid_days < 1 */
};

/* What the classes of a row are classes of; n is always people. */
enum release_kind {
    RELEASE_SURVIVAL,  /* h of n had the event: the share without it is told */
    RELEASE_INCIDENCE, /* h of n had the event: the share with it is told */
    RELEASE_PORTION,   /* the same of records, n the people they are of */
    RELEASE_COHORT,    /* as survival, of the people who began in a period */
    RELEASE_FLOW,      /* h events of a period, by n people */
    RELEASE_CENSUS,    /* h = n people at the end of a period */
    RELEASE_COUNT,     /* h of the whole time */
    RELEASE_ROWS,      /* h: rows used, by their leading digit (count_magnitude), no class */
    RELEASE_FACT       /* that the mapping says so: no number */
};

/* The part of n that some people are at least, by the lower ends of both classes. */
enum class_part {
    CLASS_PART_LESS,
    CLASS_PART_EIGHTH,
    CLASS_PART_QUARTER,
    CLASS_PART_HALF,
    CLASS_PART_MOST, /* three quarters */
    CLASS_PARTS
};

/* 1/8 of CLASS_PART_EIGHTH; 0 of less */
double class_part_share(enum class_part part);

/* Texts are borrowed and never NULL; NaN: no day. */
struct class_key {
    const char *analysis, *rule, *measure, *group_by, *group, *subgroup, *period;
    double time_days;
};

struct class_row {
    struct class_key key;
    enum release_kind kind;
    const char *people; /* the analysis whose people these are: the same n */
    int n, h;           /* classes; COUNT_CLASS_NONE: there is none */
    bool is_known;      /* a period is known as a whole */
    bool is_followed;   /* of shares: 12 or more at risk, and seen an eighth of n or more; else there is no h */
    enum class_part at_risk, seen; /* seen: at risk, or seen to have any event */
    bool is_definition;            /* of no data: before one supply of the medication is over */
    bool withheld;                 /* set by interval_check */
    bool left_out;                 /* set by period_level: another span is told in its stead */
};

struct class_table {
    struct class_row *rows;
    size_t n, capacity;
    char **texts; /* periods, owned */
    size_t n_texts, texts_capacity;
};

void class_table_free(struct class_table *table);

bool class_key_same(const struct class_key *a, const struct class_key *b);

/* The same number of different groups or days: the series of a row. */
bool class_key_same_people(const struct class_key *a, const struct class_key *b);

#endif
