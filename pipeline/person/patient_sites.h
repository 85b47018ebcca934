/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The site of each person, from patients.csv.
 */
#ifndef SWITCHBACK_PERSON_PATIENT_SITES_H
#define SWITCHBACK_PERSON_PATIENT_SITES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "person/whole.h"

#define PATIENT_SITES_NONE UINT32_MAX

/* The number in `sites` of each person of `people`, PATIENT_SITES_NONE where none is known; people who are not in
 * `people` are passed over. Sites are written as the facts have it (`whole` NULL: as they stand). The caller frees. */
uint32_t *patient_sites_read(const char *path, const struct dictionary *people, struct dictionary *sites,
                             const struct whole *whole, bool show_values);

#endif
