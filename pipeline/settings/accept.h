/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Section [accept] of the configuration: what of an export is known to be so, by name, each with the reason that page
 * one prints. What would stop a run (exit 1) goes on where its entry stands:
 *
 *     hole.SITE.TABLE.FIRST..LAST = REASON        a site delivered nothing of a table from day FIRST to LAST
 *     file.NAME = REASON                          a file of the export that no pattern takes
 *     supply.MEDICATION = default REASON          rows without a usable supply get the medication's default
 *     unknown_people.TABLE = N REASON             up to N people of a table whom patients does not know
 *
 * In a key a name is spelled as accept_key has it: what an INI file would take for something else stands as `?`.
 */
#ifndef SWITCHBACK_SETTINGS_ACCEPT_H
#define SWITCHBACK_SETTINGS_ACCEPT_H

#include "base/ini_file.h"

/* The reason given for the thing `name` of a kind (hole, file, supply, unknown_people), without `default` and N; NULL:
 * it is not accepted. Never "". */
const char *accept_reason(const struct ini_file *config, const char *kind, const char *name);

/* N of `N REASON`; -1: not accepted. */
long accept_count(const struct ini_file *config, const char *kind, const char *name);

/* The key that accepts it, as it must stand in the file: for the line that a stop prints. The caller frees. */
char *accept_key(const char *kind, const char *name);

/* Ends the program (78) where an entry of [accept] is none of the above; an empty value, which removes it, is. */
void accept_check(const struct ini_entry *entry);

#endif
