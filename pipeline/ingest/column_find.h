/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The column of an export's file that a name means: the header that is the name but for the case of letters, or else
 * the only one that is it but for case, blanks and punctuation. Two headers that are one name so are nothing wrong in
 * themselves: only a name that means both is.
 */
#ifndef SWITCHBACK_INGEST_COLUMN_FIND_H
#define SWITCHBACK_INGEST_COLUMN_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "table/header.h"

/* The index in the header; -1: there is none. Ends the program with 65 where two are meant alike. */
int column_find(const struct header *header, const char *name, const char *path);

/* Does one of the names (NULL-terminated; NULL: none) mean the header's column? */
bool column_is_named(char *const *names, const struct header *header, size_t index);

#endif
