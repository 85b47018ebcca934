/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The texts of ours that a mapping puts in the place of raw ones: of map.NAME.RAW and constant.NAME. One that its
 * column could not hold would make a cell unusable in every row it meets, so it ends the program with 78 and its line,
 * whether a row meets it or not.
 */
#ifndef SWITCHBACK_INGEST_MAPPING_TARGETS_H
#define SWITCHBACK_INGEST_MAPPING_TARGETS_H

#include "ingest/mapping.h"
#include "table/column_spec.h"

/* An entry of a section of the table, whose formats are known to be right; other keys are passed over. */
void mapping_targets_check(const struct mapping *mapping, const struct ini_entry *entry,
                           const struct table_spec *table);

#endif
