/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `switchback check` prints: an account of an export and its mapping for a person to read from top to bottom, and
 * one sentence at the end. Everything is taken from what the stages of a run left in their work directory; nothing is
 * judged here.
 *
 * tables/files.csv, tables/TABLE.account.csv, tables/TABLE.csv, logs/ and status/ are read, as far as they are there.
 */
#ifndef SWITCHBACK_TEXT_CHECK_PAGE_H
#define SWITCHBACK_TEXT_CHECK_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text_buffer.h"
#include "text/report.h"

/* A row of tables/TABLE.account.csv (ingest/table_account.h), or of tables/files.csv (what "known":
 * stages/account_files .c; its use in `reason`). */
struct check_row {
    const char *table, *what, *file, *section, *column, *text, *reason, *month;
    double line, rows, count;
};

struct check {
    struct report *report;
    const char *work; /* directory */
    bool show_values;
    struct check_row *rows;
    size_t n, capacity;
};

/* Reads the accounts. */
struct check check_read(struct report *report, const char *work, bool show_values);
void check_free(struct check *check);

/* Appends the whole page, and returns how many things there are to mend. Facts of the report that are used: export,
 * mapping, as_of; mapping_file and configuration_file, where lines are to be written, with mapping_note and
 * configuration_note on how they come about; check and run, the beginnings of commands, and configuration_options and
 * run_period or check_period, how they go on. */
size_t check_page_append(struct check *check, struct text_buffer *out);

/* The parts, in order. */
void check_files_add(struct check *check);
void check_columns_add(struct check *check);
void check_people_add(struct check *check);
void check_values_add(struct check *check);
size_t check_mending_append(const struct check *check, struct text_buffer *out);

/* The exit code of a stage, or -1: it did not run to its end. */
int check_status(const struct check *check, const char *stage);

#endif
