/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Formats in which exports write days. Every character stands for itself, but for
 *
 *     %Y           year of four digits             %H %M %S   00-23, 00-59, 00-59; one or two digits
 *     %y           year of two digits (century)    %I         01-12; one or two digits
 *     %m %d        month, day; one or two digits   %p         AM or PM
 *     %b           Jan to Dec                      %f         .123: point or comma and digits, or nothing
 *     %B           January to December             %z         Z, +05:30, -0400, +02, or nothing
 *
 * Letters of either case. A day is the day as it is written: an offset does not move it.
 */
#ifndef SWITCHBACK_BASE_CALENDAR_FORMAT_H
#define SWITCHBACK_BASE_CALENDAR_FORMAT_H

#include <stdbool.h>

#include "base/calendar.h"

enum { CALENDAR_CENTURY = 1950 /* %y where no other is stated: 1950 to 2049 */ };

/* Does the format have one year, one month and one day, each once, and no directive but these? */
bool calendar_format_is_valid(const char *format);

/* Does it have the directive? */
bool calendar_format_has(const char *format, char directive);

#endif
