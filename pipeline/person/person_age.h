/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A person's age, as far as the tables tell it.
 */
#ifndef SWITCHBACK_PERSON_PERSON_AGE_H
#define SWITCHBACK_PERSON_PERSON_AGE_H

#include <stdint.h>

#include "base/calendar.h"

struct person;

/* Age on a day, in years; -1: not known. The recorded age (at first admission) goes before the year of birth. */
int person_age(const struct person *person, int32_t day, enum calendar_kind days);

/* 18-24 25-34 35-44 45-54 55-64 65+, under-18, unknown. */
const char *person_age_band(int age);

#endif
