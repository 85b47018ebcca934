/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one reader of configuration: which sections and keys there are, in one table, and what a user's files change of
 * the built-in ones. pipeline/switchback.ini says what each is for and holds every default (a test compares the two).
 */
#ifndef SWITCHBACK_SETTINGS_SETTINGS_FILE_H
#define SWITCHBACK_SETTINGS_SETTINGS_FILE_H

#include <stdbool.h>

#include "base/ini_file.h"

enum { SETTINGS_MOST_FILES = 8 };

/* The files of --config, in the order given, what a mapping says that its exports are without, and the tables without a
 * file (settings/not_held.h; NULL: nothing, as the files say); borrowed. Start from {0}. */
struct settings_files {
    const char *paths[SETTINGS_MOST_FILES];
    size_t n;
    const struct ini_entry *without;
    const char *missing;
};

#define SETTINGS_FILES_HELP "Definitions and thresholds that differ from the built-in ones (may be given again)"

/* Takes one more; a usage error (64) past SETTINGS_MOST_FILES. */
void settings_files_add(struct settings_files *files, const char *path);

/* The built-in configuration (the text of pipeline/switchback.ini) with what the files say laid over it, key by key,
 * the last one holding; files may be NULL. In a section whose keys are the user's own names, `name =` removes an entry.
 * Ends the program: 66 no such file; 78 a section or a key that no stage reads, with the one that may be meant; a
 * retired key, with what to change; a name to be removed that is not there; a rule removed that [report] names. Every
 * entry knows the file and line it comes from. The caller frees with ini_file_free. */
struct ini_file *settings_file_read(const struct settings_files *files);

/* Is it an entry that no file changed? */
bool settings_file_is_built_in(const struct ini_entry *entry);

/* The same, with the removals of built-in entries still in it (empty values): what is written from it says the same
 * when it is read as a file. */
struct ini_file *settings_file_merge(const struct settings_files *files);

/* Calls `take` for every known key, in the order of the sections; key NULL: the section's keys are names of the
 * user's own. */
void settings_file_each_key(void (*take)(void *context, const char *section, const char *key), void *context);

#endif
