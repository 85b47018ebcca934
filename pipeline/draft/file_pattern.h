/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One pattern for the files of one table: doses-2024-01.csv, doses-2024-02.csv are `doses-*.csv`, so that next month's
 * file is read, too.
 */
#ifndef SWITCHBACK_DRAFT_FILE_PATTERN_H
#define SWITCHBACK_DRAFT_FILE_PATTERN_H

#include <stddef.h>

/* The value of `files` for n names, in their order; `all` are the names of everything in the directory: a pattern that
 * takes another file, or too little of a name, is none, and the names are listed. The caller frees. */
char *file_pattern_of(const char *const names[], size_t n, const char *const all[], size_t n_all);

/* The part of the name before what changes from month to month and before its ending; the caller frees. */
char *file_pattern_stem(const char *name);

#endif
