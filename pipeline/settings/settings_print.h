/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The configuration as it holds, written for others: as an INI file that says the same when it is read, as settings
 * for make, as facts for a report. Nobody else has to read an INI file.
 */
#ifndef SWITCHBACK_SETTINGS_SETTINGS_PRINT_H
#define SWITCHBACK_SETTINGS_SETTINGS_PRINT_H

#include <stdbool.h>

#include "base/output_file.h"
#include "settings/settings.h"

/* WITH_ORIGINS: every entry under the file and line it is from (ini_file.h), so that messages about the copy name what
 * can be mended. PLAIN: equal texts are equal configurations. RELEASED: PLAIN, without what
 * somebody wrote by hand of files, sites and reasons: it may name a site too small for a row, or speak of a person. */
enum settings_form { SETTINGS_WITH_ORIGINS, SETTINGS_PLAIN, SETTINGS_RELEASED };

/* What settings_file_merge gave, as an INI file. */
void settings_print_ini(const struct ini_file *merged, enum settings_form form, struct output_file *output);

/* Variables of chain.mk: LANDMARKS, GRID, OTHER_RULES, EARLY_DAYS (lists with commas), DEFAULT_RULE. All are numbers
 * and words of letters, digits and _: nothing to make or to a shell. */
void settings_print_make(const struct settings *settings, struct output_file *output);

/* `key TAB value` lines: program, profile (NULL: as [report] says), data_use_agreement. */
void settings_print_facts(const struct settings *settings, const char *profile, struct output_file *output);

#endif
