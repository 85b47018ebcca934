/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The header line of a CSV file: names in any order, letters of either case, each once.
 * A file without one gives its first row here: what looks like that is doubtful, and no name of it may be printed.
 */
#ifndef SWITCHBACK_TABLE_HEADER_H
#define SWITCHBACK_TABLE_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/message.h"
#include "table/record_reader.h"

struct header {
    char **names;
    size_t n;
    bool is_doubtful; /* looks like a row of data */
};

/* Copies the names of a header record; the caller frees with header_free. It is doubtful where names could be
 * values (header_name_is_value), one of few or several of many; a reader that knows no name of it may find it so too. */
struct header header_from_record(const struct record *record);
void header_free(struct header *header);

/* The column's index, letters of either case; -1 if there is none. */
int header_find(const struct header *header, const char *name);

/* Are they one name but for case, blanks and punctuation ("Client ID", client-id, ClientID)? Names without any letter
 * or digit are compared as they stand. */
bool header_same_name(const char *a, const char *b);

/* The index of a name that stands a second time, or -1. */
int header_find_duplicate(const struct header *header);
/* Ends the program with 65 where there is one. */
void header_refuse_duplicate(const struct header *header, struct message_place place);

/* Could the name be a cell of a row: a number, a date, a time, an id of three digits and more? (q1, phq9: no.) */
bool header_name_is_value(const char *name);

/* The name for messages; NULL in a doubtful header. */
const char *header_shown_name(const struct header *header, size_t index);

/* The name in the header nearest to `name` (base/nearest_name.h) that is no value, or NULL. */
const char *header_suggest(const struct header *header, const char *name);

/* " (did you mean 'x'?)", " (the header has: a, b, c)" or, of a doubtful one, " (the first line looks like no header)":
 * a phrase for messages; the caller frees. */
char *header_hint(const struct header *header, const char *name);

#endif
