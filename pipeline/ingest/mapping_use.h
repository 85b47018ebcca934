/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of a mapping was met by a row: a raw text that none has may be misspelt, or a code of another system's. It stops
 * nothing, and is said.
 */
#ifndef SWITCHBACK_INGEST_MAPPING_USE_H
#define SWITCHBACK_INGEST_MAPPING_USE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ini_file.h"

struct mapping;
struct mapping_use;

struct mapping_use *mapping_use_alloc(const struct ini_file *file);
void mapping_use_free(struct mapping_use *use);

/* Marks of an entry, to be set where a row meets it: one of the entry, or one an element of its list. They stay as long
 * as the mapping does. */
bool *mapping_use_marks(const struct mapping *mapping, const struct ini_entry *entry);

/* A row was read by the section. */
void mapping_use_section(const struct mapping *mapping, const char *section);

/*
 * What no row met of the sections of a table that have rows: RAW of map.NAME.RAW, CODE of days_after.NAME.CODE,
 * elements of keep and omit. `*`, (missing) and NA are there for the case that they are needed. `element` is NULL where
 * the entry as a whole is meant.
 */
typedef void mapping_use_take(void *context, const struct ini_entry *entry, const char *element);
size_t mapping_use_each_unmet(const struct mapping *mapping, const char *table, mapping_use_take *take, void *context);

#endif
