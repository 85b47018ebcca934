/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The configuration as a file: which sections and keys there are, in one table. pipeline/switchback.ini says what
 * each is for (a test compares the two).
 */
#ifndef SWITCHBACK_SETTINGS_SETTINGS_FILE_H
#define SWITCHBACK_SETTINGS_SETTINGS_FILE_H

#include "base/ini_file.h"

/* Reads the configuration, or ends the program: 66 no such file; 78 a section or a key that no stage reads, with the
 * one that may be meant. The caller frees with ini_file_free. */
struct ini_file *settings_file_read(const char *path);

/* Calls `take` for every known key, in the order of the sections; key NULL: the section's keys are names of the
 * user's own. */
void settings_file_each_key(void (*take)(void *context, const char *section, const char *key), void *context);

#endif
