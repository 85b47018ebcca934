/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long a row of doses lasts: by its kind, its days_supply and the configuration's table of medications.
 */
#ifndef SWITCHBACK_PERSON_SUPPLY_H
#define SWITCHBACK_PERSON_SUPPLY_H

#include <stdbool.h>

#include "care/person.h"
#include "settings/settings.h"
#include "table/table_reader.h"

/* The supply of the row at hand; .day and .medication are left to the caller. `medication` is NULL where the
 * configuration does not name it: then a row without a kind is taken as dispensed. *is_defaulted: dispensed without
 * days_supply, so that the default counts. An injection or implant lasts as the configuration says, else its
 * days_supply; a row that has neither ends the program with 65. */
struct care_supply supply_from_row(const struct table_reader *reader, const int columns[],
                                   const struct medication_setting *medication, const struct settings *settings,
                                   bool *is_defaulted);

#endif
