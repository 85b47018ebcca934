/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Months that no file brought: where names of one kind (alike but for the month) carry months, three of them and more,
 * one that is missing between the first and the last was not delivered.
 */
#ifndef SWITCHBACK_INGEST_FILE_MONTHS_H
#define SWITCHBACK_INGEST_FILE_MONTHS_H

#include <stddef.h>

#include "ingest/export_files.h"

struct file_months {
    const struct export_files *files; /* of one table */
    const struct mapping *mapping;
    const struct ini_file *config; /* what is accepted */
    const char *table;
    void (*take_accepted)(void *context, const char *name, const char *reason);
    void *context; /* of it */
};

/* Says each missing month, with the line to write, and returns how many there are. Not those whose file is left out by
 * name ([accept] file.NAME), which it gives to take_accepted, nor those in a hole of the table that is accepted
 * (hole.SITE.TABLE.FIRST..LAST). A section of full exports (take = latest) has none. */
size_t file_months_say_missing(const struct file_months *months);

#endif
