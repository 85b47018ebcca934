/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Section [completeness] of the configuration: up to which day a site's data are known, where the tables cannot tell.
 *
 *     complete.SITE.TABLE = DATE     doses, visits or drug_tests of the site are complete up to DATE, and no further
 *     closed.SITE = DATE             the site closed on DATE: no table goes on behind it
 *     linked.SOURCE = DATE           hospital or death_index (adverse_events.source): tells of everybody's overdoses,
 * or deaths, in care or not, up to DATE
 */
#ifndef SWITCHBACK_SETTINGS_DECLARED_END_H
#define SWITCHBACK_SETTINGS_DECLARED_END_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ini_file.h"

struct declared_end {
    int32_t day; /* CALENDAR_NO_DAY: nothing is declared */
    bool closed;
};

/* What is declared of a site's table; of several entries the earliest day. The site is compared as base/spelling.h
 * does, the table exactly. */
struct declared_end declared_end_find(const struct ini_file *config, const char *site, const char *table);

/* The last day up to which the source outside the program tells of everybody; CALENDAR_NO_DAY: it is not linked. */
int32_t declared_linked_end(const struct ini_file *config, const char *source);

/* The key that declares it: "complete.SITE.TABLE", or "closed.SITE" for table NULL, spelled so that an INI file takes
 * it. The caller frees. */
char *declared_end_key(const char *site, const char *table);

/* The site that a key of the section is about, as it is spelled there; NULL: it is no such key. The caller frees. */
char *declared_end_site(const char *key);

/* Ends the program (78) where an entry of [completeness] is none of the above. */
void declared_end_check(const struct ini_entry *entry);

#endif
