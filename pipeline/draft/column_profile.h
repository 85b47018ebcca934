/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the cells of one column of an export are like: how many are numbers or days, which values stand in how many rows
 * and of how many people. One pass, bounded memory: beyond 2,000 distinct values only those seen before are counted.
 */
#ifndef SWITCHBACK_DRAFT_COLUMN_PROFILE_H
#define SWITCHBACK_DRAFT_COLUMN_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "draft/day_format.h"
#include "draft/value_words.h"

enum { PROFILE_MOST_VALUES = 2000, PROFILE_FEW_PEOPLE = 11, PROFILE_MISSING_WORDS = 17 };

struct value_count {
    long rows;
    uint32_t people[PROFILE_FEW_PEOPLE]; /* the first of them */
    unsigned n_people;                   /* at most PROFILE_FEW_PEOPLE */
};

struct column_profile {
    long n, n_missing; /* cells that say something; that do not */
    struct dictionary *values;
    struct value_count *counts; /* by the number of the value */
    size_t capacity;
    bool has_more;                       /* values beyond PROFILE_MOST_VALUES */
    long n_whole, n_number;              /* cells that are whole numbers, numbers with a point or none */
    long n_point, n_comma;               /* numbers that have a decimal point; a decimal comma */
    long n_unit;                         /* "80 mg" */
    double least, greatest;              /* of the numbers */
    bool missing[PROFILE_MISSING_WORDS]; /* words for "not known" that were met (column_profile_missing_word) */
    struct day_tally days;
    uint32_t *first; /* by person: the hash of the first value */
    size_t n_first, first_capacity;
    bool varies; /* some person has two values */
};

/* `person` is a number of the row's person; DICTIONARY_NONE where nobody knows. */
void column_profile_add(struct column_profile *profile, const char *text, size_t length, uint32_t person);
void column_profile_free(struct column_profile *profile);

/* The i-th word that says "not known" besides an empty cell and NA. */
const char *column_profile_missing_word(size_t i);

size_t column_profile_n_values(const struct column_profile *profile);

/* The share of cells that the domain understands, rows left out by it among them. */
double column_profile_understood(const struct column_profile *profile, enum value_domain domain);

/* The share of which it is sure, without the rows left out. */
double column_profile_kept(const struct column_profile *profile, enum value_domain domain);

/* The share that is a code of ours, as a guess at least: neither left out nor missing. */
double column_profile_told(const struct column_profile *profile, enum value_domain domain);

/* The share of cells that are yes or no, in whatever form. */
double column_profile_yes_no(const struct column_profile *profile);

/* 1: yes, 0: no, -1: neither. 1 and 0, Y and N, true and false, Yes and No, and the words of some languages. */
int column_profile_flag(const char *raw);

/* "80 mg", "8-2mg": the number in front of a unit, or NaN. */
double column_profile_unit_number(const char *text);

#endif
