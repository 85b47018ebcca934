/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clang-format off: one key a line */
/*
 * A mapping: how a raw export becomes our tables. INI (base/ini_line.h); README.md shows one, pipeline/mappings/ holds
 * presets. UTF-8.
 *
 * [export]                          what holds for all of it
 *   profile = limited               or safe-harbor
 *   dates = %Y-%m-%d                how days are written (base/calendar_format.h), or "days": relative whole days
 *   century = 1950                  %y is a year of 1950 to 2049 (the default)
 *   decimal = .                     or a comma, in numbers of the export
 *   missing = -9, unknown           cells that mean "not known", besides empty ones and NA
 *   delimiter = comma               or semicolon, tab, pipe
 *   encoding = windows-1252         of the files, by its name in iconv --list; UTF-8 where nothing is stated
 *   merge_ids = merged.csv          ids that were merged into others: columns old and new (ingest/id_merges.h)
 *   without = doses, visits         what this kind of export does not hold: tables, readmissions, open_stays, or
 *                                   TABLE.COLUMN (settings/not_held.h); page one says what cannot be told
 *   says.NAME = TEXT                what page one says of this kind of export
 *
 * [TABLE] or [TABLE.LABEL]          one source of a table; several sections make one table of several sources
 *   files = doses.csv, doses-*.csv  patterns within the export's directory; one that stands in full in a section is
 *                                   not read by the pattern of another of its table (but where they keep or omit)
 *   dates, decimal, missing, delimiter, encoding      as above, for this source
 *   dates.NAME, decimal.NAME, missing.NAME            as above, for one column
 *   order = name                    of two rows with one key that of the later file name is the later (bytewise, runs
 *                                   of digits by value), or: recorded, the one with the later day `recorded`, a column
 *                                   of the export that column.recorded and dates.recorded may name
 *   take = latest                   each file is a full export: only the one whose name comes last is read
 *   take = distinct                 files repeat rows of others (corrected parts): each row counts once
 *   column.NAME = HEADER            our column NAME stands under HEADER there (default: its own name)
 *   constant.NAME = TEXT            our column NAME is this everywhere
 *   map.NAME.RAW = TEXT             RAW becomes TEXT (of a list: each element; empty TEXT drops it)
 *   map.NAME.* = TEXT               every other text does
 *   map.NAME.(missing) = TEXT       a missing cell does; a RAW of NA keeps it from being one
 *   plus.NAME = 1                   a whole number added to the number that stands there (not to a TEXT of ours)
 *   separator.NAME = |              of a list (default ;)
 *   days_after.NAME = HEADER        our day NAME is HEADER's day plus ...
 *   days_after.NAME.CODE = 28       ... so many days (nothing: there is no such day) where ...
 *   days_after.NAME.by = HEADER     ... this column holds CODE (or *: whatever it holds)
 *   days_since.NAME = HEADER        our number NAME is the days from HEADER's day to the day under column.NAME (both as
 *                                   dates.NAME says); of a day and itself: none
 *   dates.birth_year = %Y-%m-%d     the year of a date under column.birth_year, and nothing else of it
 *   keep.HEADER = A, B              only rows with one of these; (missing) stands for a missing cell
 *   omit.HEADER = A, B              not the rows with one of these; where a section both keeps and omits by a HEADER,
 *                                   a row with another text is set aside: nobody knows what it means
 *   drop = SSN, FIRST               columns never looked at: the only way past the refusal of identifiers
 *   ignore = COST                   columns that are known and not needed: no warning, and not taken by name
 *
 * Sections that read one file and keep or omit by one column split it: each row counts once (ingest/source_split.h).
 * A text with  : = ; , # "  or blanks at its edges goes into quotes, in keys and values: map.kind."8:2" = injection;
 * drop = "Name, last", SSN. RAW is compared with letters of either case, HEADER so first, and then without blanks and
 * punctuation (ingest/column_find.h). A header that names an identifier is no refusal where column.NAME or
 * days_after.NAME makes a day, a number or a code of it. No joins. Every day is a date, or every day is relative; a
 * date is the day as it is written, whatever its offset from UTC.
 */
/* clang-format on */
#ifndef SWITCHBACK_INGEST_MAPPING_H
#define SWITCHBACK_INGEST_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/ini_file.h"
#include "table/column_spec.h"

struct mapping {
    struct ini_file *file;
    bool safe_harbor;
    struct mapping_use *use; /* what rows met (ingest/mapping_use.h) */
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

/* The delimiter of a section's files; a comma where none is stated. */
char mapping_delimiter(const struct mapping *mapping, const char *section);

/* How a column's days are written, %Y-%m-%d where nothing is stated; the decimal point of a number, and what is added
 * to it. */
struct calendar_format mapping_dates(const struct mapping *mapping, const char *section, const char *column);
char mapping_decimal(const struct mapping *mapping, const char *section, const char *column);
int32_t mapping_plus(const struct mapping *mapping, const char *section, const char *column);

/* Between the elements of a list. */
char mapping_separator(const struct mapping *mapping, const char *section, const char *column);

/* Is `take = latest` said of the section; is `take = distinct`? */
bool mapping_takes_latest(const struct mapping *mapping, const char *section);
bool mapping_takes_distinct(const struct mapping *mapping, const char *section);

/* Does `order = recorded` hold for the table? (It must for all of its sections, or for none: 78.) */
bool mapping_orders_by_recorded(const struct mapping *mapping, const char *table);

/* [export] merge_ids (ingest/id_merges.h); NULL: none. */
const char *mapping_merge_ids(const struct mapping *mapping);

/* Does the mapping take the header for a column of ours that holds nothing but days, numbers or codes? Then the table
 * says what it is, and its name does not make an identifier of it: no cell passes through as it stands. */
bool mapping_tells_what_it_is(const struct mapping *mapping, const char *section, const char *header);

/* The elements of a comma-separated value, blanks trimmed, quotes taken off, empty ones left out. NULL gives none.
 * NULL-terminated; free with mapping_list_free. */
char **mapping_list(const char *value);
void mapping_list_free(char **list);
bool mapping_list_has(char *const *list, const char *text);
/* The index of the element; -1: none. */
int mapping_list_find(char *const *list, const char *text);

/* Ends the program with 78 at the entry of the key. */
_Noreturn void mapping_fail(const struct mapping *mapping, const struct ini_entry *entry, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
