/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well a header names one of our columns: by its ideas (header_words.h), never by a list of whole headers.
 *
 * A pattern says which ideas must be there, which may (`?idea`) and which must not (`!idea`), and its points. Every
 * other idea of the header, and every word that nobody knows, takes points away; ideas of the table itself do not
 * ("dose date" among doses). Pure.
 */
#ifndef SWITCHBACK_DRAFT_COLUMN_WORDS_H
#define SWITCHBACK_DRAFT_COLUMN_WORDS_H

#include <stddef.h>

#include "draft/header_words.h"
#include "draft/value_words.h"
#include "table/input_tables.h"

enum {
    COLUMN_WORDS_SURE = 70, /* from here on a header is a name of the column */
    COLUMN_WORDS_LIKELY = 45,
    COLUMN_WORDS_BEST = 100
};

struct column_pattern {
    const char *column, *ideas;
    int points;
};

struct table_patterns {
    const struct column_pattern *patterns; /* ends with {NULL} */
    const char *own;                       /* ideas that any header of the table may have */
    const char *stems;                     /* ideas of file names that speak for the table */
    const char *against;                   /* and against it */
};
extern const struct table_patterns column_patterns[INPUT_TABLE_COUNT];

/* 0 to about 110. The header's own spelling of our name has COLUMN_WORDS_BEST + 10. */
int column_words_points(enum input_table table, const char *column, const char *header,
                        const struct header_words *words);

/* What the values of the column are read as; VALUE_NONE: it has no codes that are mapped. */
enum value_domain column_words_domain(enum input_table table, const char *column);

/* Points of a file's name for the table: 2 an idea that speaks for it, -2 one against it. */
int column_words_stem(enum input_table table, const struct header_words *stem);

/* A flag of yes and no: the codes that yes and no are in the column, by the header ("No Show": yes is missed). false:
 * the column is none. */
struct flag_codes {
    const char *yes, *no;
};
struct flag_codes column_words_flag(enum value_domain domain, const struct header_words *words);

#endif
