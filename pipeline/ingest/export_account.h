/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of every file of an export: read for a table, the same bytes once more, an earlier full export, left out
 * by name ([accept] file.NAME), or a reason to stop. Only all tables together can tell that a file is nobody's, or that
 * a table that is needed has none.
 *
 * It stops where patients has no file; where neither doses nor visits has one (doses alone where [episodes] cover
 * leaves visits out; admissions do where every rule is `recorded`); where no pattern takes a file; where a name says
 * that the file is not yet whole; where a month is missing between others that names carry (three files up). Names that
 * systems leave behind (file_name_is_hidden) are passed over without a word.
 */
#ifndef SWITCHBACK_INGEST_EXPORT_ACCOUNT_H
#define SWITCHBACK_INGEST_EXPORT_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/export_files.h"
#include "settings/settings.h"
#include "table/input_tables.h"

enum file_use { FILE_READ, FILE_REPEATED, FILE_SUPERSEDED, FILE_ACCEPTED, FILE_STOPS, FILE_USE_COUNT };

struct accounted_file {
    char *name;
    const char *table, *section; /* "" where none takes it */
    enum file_use use;
    const char *reason; /* of [accept]; NULL: none */
};

struct export_account {
    struct accounted_file *files; /* section by section, then those that none takes */
    size_t n, capacity;
    bool has_file[INPUT_TABLE_COUNT];
    size_t n_stops; /* of all kinds; each was said */
    int code;       /* 0; EXIT_GATE_FAILED; EX_DATAERR where what has a table's name is no table */
};

/* Says every reason to stop, with the line to write. The mapping, its names and the configuration must outlive it. */
struct export_account export_account_make(const struct mapping *mapping, const char *directory,
                                          const struct settings *settings);
void export_account_free(struct export_account *account);

/* Is the entry one of [accept] for a file that is neither there without a table, nor missing between others? */
bool export_account_is_unmet(const struct export_account *account, const struct ini_entry *entry);

/* "read", "repeated", "superseded", "accepted", "stops". */
const char *export_account_use(enum file_use use);

#endif
