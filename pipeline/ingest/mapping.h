/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mapping: how a raw export becomes our tables. INI; README.md shows one, pipeline/mappings/ holds presets.
 *
 *   [export]                          what holds for all of it
 *   profile = limited | safe-harbor
 *   dates = %Y-%m-%d | %m/%d/%Y ... | days        how days are written ("days": relative whole days)
 *   missing = -9, unknown             cells that mean "not known", besides empty ones and NA
 *   delimiter = comma | semicolon | tab
 *   without = doses, visits           what this kind of export does not hold: tables, or readmissions
 *                                     (settings/not_held.h); page one says what cannot be told
 *   says.NAME = TEXT                  what page one says of this kind of export
 *
 *   [TABLE] or [TABLE.LABEL]          one source of a table; several sections make one table of several sources
 *   files = doses.csv, doses-*.csv    patterns within the export's directory
 *   order = name | recorded           which of two rows with one key is the later: that of the later file name
 * (bytewise, runs of digits by value; the default), or the one with the later day `recorded`, a column of the export
 * that column.recorded and dates.recorded may name take = latest                     each file is a full export: only
 * the one whose name comes last is read take = distinct                   files repeat rows of others (corrected
 * parts): each row counts once column.NAME = HEADER              our column NAME stands under HEADER there (default:
 * its own name) constant.NAME = TEXT              our column NAME is this everywhere dates.NAME, missing.NAME as above,
 * for one column; also dates, missing, delimiter for the source map.NAME.RAW = TEXT               RAW becomes TEXT (of
 * a list: each element; empty TEXT drops it); RAW * is every other text, (missing) a missing cell; a RAW of NA keeps it
 * from being one separator.NAME = |                of a list (default ;) days_after.NAME = HEADER          our day NAME
 * is HEADER's day plus ... days_after.NAME.CODE = 28         ... so many days where the column of `days_after.NAME.by`
 * holds CODE (or *) days_after.NAME.by = HEADER keep.HEADER = A, B                only rows with one of these;
 * (missing) stands for a missing cell omit.HEADER = A, B                not the rows with one of these drop = SSN,
 * FIRST                 columns never looked at: the only way past the refusal of identifiers ignore = COST columns
 * that are known and not needed: no warning, and not taken by name
 *
 * HEADER names are compared with letters of either case. No joins. Every day is a date, or every day is relative.
 */
#ifndef SWITCHBACK_INGEST_MAPPING_H
#define SWITCHBACK_INGEST_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ini_file.h"
#include "table/column_spec.h"

struct mapping {
    struct ini_file *file;
    bool safe_harbor;
};

/* Reads and checks every key, or ends the program (66, 78 with the line). */
struct mapping *mapping_read(const char *path);
void mapping_free(struct mapping *mapping);

/* The table that a section TABLE or TABLE.LABEL is of; NULL: none. */
const struct table_spec *mapping_table(const char *section);

/* The sections that feed a table, in the order of the file; the caller frees the array (not the names). */
const char **mapping_sections(const struct mapping *mapping, const char *table, size_t *n);

/* The entry `without` of [export]; NULL: the kind of export holds everything. */
const struct ini_entry *mapping_without(const struct mapping *mapping);

/* The value of `kind.name` (or of `kind` when name is NULL) in the section; NULL when absent. */
const char *mapping_value(const struct mapping *mapping, const char *section, const char *kind, const char *name);

/* The same, falling back from kind.name to kind in the section, then to kind in [export]. */
const char *mapping_default(const struct mapping *mapping, const char *section, const char *kind, const char *name);

/* Is `take = latest` said of the section; is `take = distinct`? */
bool mapping_takes_latest(const struct mapping *mapping, const char *section);
bool mapping_takes_distinct(const struct mapping *mapping, const char *section);

/* Does `order = recorded` hold for the table? (It must for all of its sections, or for none: 78.) */
bool mapping_orders_by_recorded(const struct mapping *mapping, const char *table);

/* The elements of a comma-separated value, blanks trimmed, empty ones left out. NULL gives none. NULL-terminated;
 * free with mapping_list_free. */
char **mapping_list(const char *value);
void mapping_list_free(char **list);
bool mapping_list_has(char *const *list, const char *text);

/* Ends the program with 78 at the entry of the key. */
_Noreturn void mapping_fail(const struct mapping *mapping, const struct ini_entry *entry, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
