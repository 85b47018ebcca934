/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many supplies of each medication told how long they last, and the gate on those that did not.
 */
#ifndef SWITCHBACK_PERSON_SUPPLY_COUNTS_H
#define SWITCHBACK_PERSON_SUPPLY_COUNTS_H

#include <stdbool.h>
#include <stddef.h>

#include "person/supply.h"
#include "settings/settings.h"
#include "table/table_writer.h"

struct supply_counts {
    /* By the configuration's number of the medication; the last: those that it does not name. */
    size_t rows[SETTINGS_MOST_MEDICATIONS + 1][SUPPLY_RECORD_COUNT];
};

void supply_counts_add(struct supply_counts *counts, const struct supply_counts *more);

/* Rows of the analysis data_quality: supplies, supplies_missing (dispensed without days_supply) and
 * supplies_impossible; by medication supply_rows, supply_missing and supply_impossible, and accept_used where [accept]
 * took them. */
void supply_counts_write(const struct supply_counts *counts, const struct settings *settings,
                         struct table_writer *estimates);

/* Says of each medication too many of whose supplies tell no length, or none that is possible, what to do, unless
 * [accept] takes it; true when there is one. */
bool supply_counts_stop(const struct supply_counts *counts, const struct settings *settings);

#endif
