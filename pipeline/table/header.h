/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The header line of a CSV file: names in any order, letters of either case, each once.
 */
#ifndef SWITCHBACK_TABLE_HEADER_H
#define SWITCHBACK_TABLE_HEADER_H

#include <stddef.h>

#include "table/record_reader.h"

struct header {
    char **names;
    size_t n;
};

/* Copies the names of a header record; the caller frees with header_free. */
struct header header_from_record(const struct record *record);
void header_free(struct header *header);

/* The column's index, letters of either case; -1 if there is none. */
int header_find(const struct header *header, const char *name);

/* The index of a name that stands a second time, or -1. */
int header_find_duplicate(const struct header *header);

/* The name in the header nearest to `name` (a third of its letters may differ), or NULL: "did you mean ...?". */
const char *header_suggest(const struct header *header, const char *name);

/* The number of single-letter changes between two names, letters of either case.
 * source: Levenshtein 1966. */
size_t header_distance(const char *a, const char *b);

/* " (did you mean 'x'?)" or " (the header has: a, b, c)": a phrase for messages; the caller frees. */
char *header_hint(const struct header *header, const char *name);

#endif
