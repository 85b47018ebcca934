/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long a row of doses lasts. A recorded days_supply holds if it is possible for the kind ([supplies]); else the
 * medication's own length, else the kind's. Exports write 1 for injections, 0 or a quantity for take-homes: what is
 * not possible is never believed, and counted.
 *
 * source: statistics part 1, step 1.
 */
#ifndef SWITCHBACK_PERSON_SUPPLY_H
#define SWITCHBACK_PERSON_SUPPLY_H

#include <stdbool.h>

#include "care/person.h"
#include "settings/settings.h"
#include "table/table_reader.h"

enum supply_record {
    SUPPLY_RECORDED,   /* its days_supply holds; or a dose, an injection or an implant has none and needs none */
    SUPPLY_MISSING,    /* dispensed without days_supply */
    SUPPLY_IMPOSSIBLE, /* its days_supply cannot be */
    SUPPLY_RECORD_COUNT
};

/* The supply of the row at hand; .day and .medication are left to the caller. `medication` is NULL where the
 * configuration does not name it: then a row without a kind is taken as dispensed. */
struct care_supply supply_from_row(const struct table_reader *reader, const int columns[],
                                   const struct medication_setting *medication, const struct settings *settings,
                                   enum supply_record *record);

#endif
