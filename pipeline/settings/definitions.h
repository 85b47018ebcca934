/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The number of the definitions that an INI file is written for. It grows when a key comes to mean something else:
 * run.json has it as `definitions`, an INI file may have it as its first line, `version = N`. Which numbers an upgrade
 * moves it does not say: a run after one makes the report before again, and tells them.
 */
#ifndef SWITCHBACK_SETTINGS_DEFINITIONS_H
#define SWITCHBACK_SETTINGS_DEFINITIONS_H

#include "base/ini_file.h"

enum { SETTINGS_DEFINITIONS = 2 };

/* Ends the program (78) where `version =` is of other definitions than these. */
void definitions_check(const struct ini_entry *entry);

#endif
