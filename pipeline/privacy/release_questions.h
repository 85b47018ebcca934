/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may be released at all: the analyses and measures, of which groups, codes and days. What is not listed here is
 * internal. The rows of a release are the product of these lists, whatever happened in the data.
 */
#ifndef SWITCHBACK_PRIVACY_RELEASE_QUESTIONS_H
#define SWITCHBACK_PRIVACY_RELEASE_QUESTIONS_H

#include "privacy/class_table.h"

enum { RELEASE_MOST_NAMES = 1024 /* sites, mostly; further ones have no row */, RELEASE_MOST_DAYS = 16 };

/* Names in their order; borrowed. */
struct release_names {
    const char *names[RELEASE_MOST_NAMES];
    size_t n;
};

/* Groups a question is told of, or-ed; everyone always. */
enum release_groups { RELEASE_BY_MEDICATION = 1, RELEASE_BY_SITE = 2, RELEASE_BY_EXIT = 4 };

enum release_days { RELEASE_NO_DAYS, RELEASE_LANDMARKS, RELEASE_SOON, RELEASE_LATER };

enum release_codes { RELEASE_NO_CODES, RELEASE_EXITS, RELEASE_AFTER_USE, RELEASE_AFTER_LEAVING };

struct release_question {
    const char *analysis, *measure;
    enum release_kind kind;
    const char *people; /* the analysis whose people these are */
    enum release_codes codes;
    enum release_days days;
    unsigned groups;
    bool has_grid;                /* everyone, under the default rule: also the 30-day grid up to 360 */
    bool every_rule;              /* everyone at the landmarks under every named rule; else the default rule alone */
    const char *group_by, *group; /* a fixed group, "" for everyone */
};

extern const struct release_question release_questions[];
extern const size_t release_n_questions;

/* Series of periods: measure and kind; analysis months, quarters, half_years and years in turn. */
struct release_series {
    const char *measure;
    enum release_kind kind;
};

extern const struct release_series release_series[];
extern const size_t release_n_series;

/* From the finest: analysis, months of one period, letter of its name. */
struct release_level {
    const char *analysis;
    int months;
};

enum { RELEASE_LEVELS = 4, RELEASE_MONTHS = 24 };
extern const struct release_level release_levels[RELEASE_LEVELS];

/* The codes of a list that are the same in every program: what follows a return to use, a leaving. */
struct release_names release_codes_named(enum release_codes codes, const struct release_names *exits);

#endif
