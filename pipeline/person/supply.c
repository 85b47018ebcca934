/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/supply.h"

#include <math.h>

#include "table/input_tables.h"

enum { NOT_RECORDED = INT32_MIN, MICROGRAMS = 1000, MOST_MG = 1000000 };

static enum care_supply_kind kind_of(struct record_cell cell, const struct medication_setting *medication) {
    switch (cell.length == 0 ? '\0' : cell.text[0] == 'i' ? cell.text[1] : cell.text[0]) {
    case 'a': return CARE_ADMINISTERED;
    case 'd': return CARE_DISPENSED;
    case 'n': return CARE_INJECTION;
    case 'm': return CARE_IMPLANT;
    default: return medication != NULL ? medication->kind : CARE_DISPENSED;
    }
}

/* In micrograms, so that equal strengths are equal whatever the number of decimals. */
static int32_t strength_of(const struct table_reader *reader, int column) {
    double mg = table_reader_double(reader, column);

    return isnan(mg) || mg < 0 || mg > MOST_MG ? CARE_NO_STRENGTH : (int32_t)lround(mg * MICROGRAMS);
}

/* A medication of another kind than its row's has no length of its own for it. */
static int32_t usual_days(const struct settings *settings, const struct medication_setting *medication,
                          enum care_supply_kind kind) {
    return medication != NULL && medication->kind == kind && medication->days > 0 ? medication->days
                                                                                  : settings->supplies[kind].usual;
}

struct care_supply supply_from_row(const struct table_reader *reader, const int columns[],
                                   const struct medication_setting *medication, const struct settings *settings,
                                   enum supply_record *record) {
    int32_t recorded = table_reader_int(reader, columns[DOSES_DAYS_SUPPLY], NOT_RECORDED);
    struct care_supply supply = {.kind = kind_of(table_reader_cell(reader, columns[DOSES_KIND]), medication),
                                 .strength = strength_of(reader, columns[DOSES_DOSE_MG])};
    const struct supply_setting *possible = &settings->supplies[supply.kind];

    *record = SUPPLY_RECORDED;
    if (recorded >= possible->least && recorded <= possible->most) {
        supply.days = recorded;
        return supply;
    }
    supply.days = usual_days(settings, medication, supply.kind);
    if (recorded != NOT_RECORDED)
        *record = SUPPLY_IMPOSSIBLE;
    else if (supply.kind == CARE_DISPENSED)
        *record = SUPPLY_MISSING;
    return supply;
}
