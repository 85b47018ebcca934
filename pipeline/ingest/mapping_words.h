/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values that keys of a mapping may have: formats, numbers, names and words. What is wrong ends the program with
 * 78, its line, and what was expected.
 */
#ifndef SWITCHBACK_INGEST_MAPPING_WORDS_H
#define SWITCHBACK_INGEST_MAPPING_WORDS_H

#include "ingest/mapping.h"
#include "table/column_spec.h"

/* The byte of a delimiter's name; NULL: a comma. */
char mapping_delimiter_named(const char *name);

/* A key that [export] and sections share (dates, delimiter, encoding, decimal); other keys are passed over. */
void mapping_words_check(const struct mapping *mapping, const struct ini_entry *entry);

/* A key of a section of the table: order, take, plus, days_after, days_since; other keys are passed over. */
void mapping_words_check_source(const struct mapping *mapping, const struct ini_entry *entry,
                                const struct table_spec *table);

/* century = YEAR */
void mapping_words_check_century(const struct mapping *mapping, const struct ini_entry *entry);

/* Is the key `kind`, or `kind.` and more? */
bool mapping_words_is_kind(const struct ini_entry *entry, const char *kind);

#endif
