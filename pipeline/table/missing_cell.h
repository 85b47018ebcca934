/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which cells say "not known" in every column of every file: an empty one, and NA, as R and many others write it.
 */
#ifndef SWITCHBACK_TABLE_MISSING_CELL_H
#define SWITCHBACK_TABLE_MISSING_CELL_H

#include <stdbool.h>

#include "table/record_reader.h"

static inline bool missing_cell_is_na(struct record_cell cell) {
    return cell.length == 2 && cell.text[0] == 'N' && cell.text[1] == 'A';
}

static inline bool missing_cell(struct record_cell cell) { return cell.length == 0 || missing_cell_is_na(cell); }

#endif
