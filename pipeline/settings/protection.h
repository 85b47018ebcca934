/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sections [protection] and [release] of the configuration: what released numbers are made of, and of whom.
 */
#ifndef SWITCHBACK_SETTINGS_PROTECTION_H
#define SWITCHBACK_SETTINGS_PROTECTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/ini_file.h"

enum { PROTECTION_MOST_SITES = 32 };

struct protection_settings {
    int32_t class_width; /* from 11: one class is 0-11, then 12-22 ... */
    int32_t grid_days;   /* 7 to 365: the released curve of all people is read on every so many days */
};

/* Sites that have a row in every release, however few people they have; owned. */
struct protection_sites {
    char *names[PROTECTION_MOST_SITES];
    size_t n;
};

/* Each ends the program (78) where a value is out of its range. */
struct protection_settings protection_read(const struct ini_file *config);
struct protection_sites protection_read_sites(const struct ini_file *config);
void protection_sites_free(struct protection_sites *sites);

#endif
