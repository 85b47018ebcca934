/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/supply.h"

#include "table/input_tables.h"

enum { NOT_RECORDED = INT32_MIN };

static enum care_supply_kind kind_of(struct record_cell cell, const struct medication_setting *medication) {
    switch (cell.length == 0 ? '\0' : cell.text[0] == 'i' ? cell.text[1] : cell.text[0]) {
    case 'a': return CARE_ADMINISTERED;
    case 'd': return CARE_DISPENSED;
    case 'n': return CARE_INJECTION;
    case 'm': return CARE_IMPLANT;
    default: return medication != NULL ? medication->kind : CARE_DISPENSED;
    }
}

static int32_t long_acting_days(const struct table_reader *reader, const int columns[],
                                const struct medication_setting *medication, int32_t recorded) {
    if (medication != NULL && medication->days > 0)
        return medication->days;
    if (recorded == NOT_RECORDED)
        table_reader_fail(reader, columns[DOSES_MEDICATION],
                          "how long one lasts is not known (expected it in [medications], or days_supply)");
    return recorded;
}

struct care_supply supply_from_row(const struct table_reader *reader, const int columns[],
                                   const struct medication_setting *medication, const struct settings *settings,
                                   bool *is_defaulted) {
    int32_t recorded = table_reader_int(reader, columns[DOSES_DAYS_SUPPLY], NOT_RECORDED);
    struct care_supply supply = {.kind = kind_of(table_reader_cell(reader, columns[DOSES_KIND]), medication)};

    *is_defaulted = supply.kind == CARE_DISPENSED && recorded == NOT_RECORDED;
    switch (supply.kind) {
    case CARE_ADMINISTERED: supply.days = 1; break;
    case CARE_DISPENSED: supply.days = *is_defaulted ? settings->default_supply_days : recorded; break;
    case CARE_INJECTION:
    case CARE_IMPLANT: supply.days = long_acting_days(reader, columns, medication, recorded); break;
    }
    return supply;
}
