/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Section [protection] of the configuration: what released numbers are made of.
 */
#ifndef SWITCHBACK_SETTINGS_PROTECTION_H
#define SWITCHBACK_SETTINGS_PROTECTION_H

#include <stdint.h>

#include "base/ini_file.h"

struct protection_settings {
    int32_t class_width;      /* from 11 */
    int32_t withhold_below;   /* over class_width: a class must not be one person wide at its end */
    int32_t unreliable_below; /* at least withhold_below */
    int32_t grid_days;        /* 7 to 365: released curves are read on every so many days */
};

/* Ends the program (78) where a value is out of its range, or two do not go together. */
struct protection_settings protection_read(const struct ini_file *config);

#endif
