/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/record_fault.h"

static const struct {
    const char *code, *text;
} fault_names[] = {
    [RECORD_FAULT_NONE] = {"none", "no fault"},
    [RECORD_FAULT_QUOTE] = {"bad_quote", "an unclosed or stray quote, or a line break inside a cell"},
    [RECORD_FAULT_LONG_CELL] = {"long_cell", "a cell is longer than 64 KiB"},
    [RECORD_FAULT_LONG_LINE] = {"long_line", "the line is longer than 1 MiB"},
    [RECORD_FAULT_MANY_CELLS] = {"many_cells", "the row has more than 1,024 cells"},
    [RECORD_FAULT_NUL] = {"nul_byte", "the line holds a NUL byte"},
    [RECORD_FAULT_HOLE] = {"nul_bytes", "the line holds NUL bytes in a row, as a crash or a full disk leaves them"},
    [RECORD_FAULT_CONTROL] = {"control_character", "the line holds a control character"},
    [RECORD_FAULT_UTF8] = {"not_utf8", "the line is not UTF-8"},
    [RECORD_FAULT_ENCODING] = {"not_in_encoding", "the line holds a byte that the stated encoding does not have"},
};

const char *record_fault_code(enum record_fault fault) { return fault_names[fault].code; }
const char *record_fault_text(enum record_fault fault) { return fault_names[fault].text; }
