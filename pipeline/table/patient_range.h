/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A part of the people, by their ids in bytewise order: what one of several threads reads of every sorted table.
 */
#ifndef SWITCHBACK_TABLE_PATIENT_RANGE_H
#define SWITCHBACK_TABLE_PATIENT_RANGE_H

#include <stddef.h>

struct patient_range {
    char *from;  /* the first id; NULL: from the beginning */
    char *until; /* the first id behind; NULL: to the end */
};

extern const struct patient_range patient_range_all;

enum { PATIENT_RANGES_MOST = 256 };

/* Parts of about as many bytes of the table (patients.csv), each where the one before ends; returns how many there are:
 * `wanted`, or as many as the file has rows for; with 0 one for every 128 KiB, so that what a part gives fits into the
 * processor's cache. patient_ranges_free. */
size_t patient_ranges_split(const char *path, size_t wanted, struct patient_range ranges[PATIENT_RANGES_MOST]);
void patient_ranges_free(struct patient_range ranges[], size_t n);

#endif
