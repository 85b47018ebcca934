/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_fault.h"

static const struct {
    const char *code, *text;
} fault_names[ROW_FAULT_COUNT] = {
    [ROW_FAULT_NONE] = {"none", "no fault"},
    [ROW_FAULT_RAGGED] = {"ragged_row", "not as many cells as the header"},
    [ROW_FAULT_MISSING_KEY] = {"missing_key", "the patient or the key date is missing"},
    [ROW_FAULT_MISSING_EVENT] = {"missing_event", "neither used_on nor reported_on holds a day"},
    [ROW_FAULT_MISSING_VALUE] = {"missing_value", "a required value is missing"},
    [ROW_FAULT_BAD_DATE] = {"bad_date", "not a real date in the stated format, 1900-2199"},
    [ROW_FAULT_BAD_NUMBER] = {"bad_number", "not a number"},
    [ROW_FAULT_OUT_OF_RANGE] = {"out_of_range", "a number outside the possible"},
    [ROW_FAULT_UNKNOWN_CODE] = {"unknown_code", "not one of the column's codes"},
    [ROW_FAULT_OTHER_LENGTH] = {"other_length", "not as many days as plan_changes, one each (empty if none)"},
    [ROW_FAULT_IMPOSSIBLE_DAY] = {"impossible_day",
                                  "a day before what it follows, behind what it precedes, or years from it"},
    [ROW_FAULT_UNKNOWN_WORD] = {"unknown_word", "neither kept nor omitted by the mapping, which does both"},
    [ROW_FAULT_IDENTIFIER] = {"identifier", "the value looks like a direct identifier"},
    [ROW_FAULT_CONFLICT] = {"conflicting_key",
                            "another row with the same key says otherwise, and none of the two is the later"},
};

const char *row_fault_code(enum row_fault fault) { return fault_names[fault].code; }
const char *row_fault_text(enum row_fault fault) { return fault_names[fault].text; }
