/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a mapping may say: its sections, keys and columns, formats and numbers. What is wrong ends the program with 78,
 * its line, and the name that was probably meant.
 */
#ifndef SWITCHBACK_INGEST_MAPPING_CHECK_H
#define SWITCHBACK_INGEST_MAPPING_CHECK_H

#include "ingest/mapping.h"

/* Every entry of the file. */
void mapping_check_keys(const struct mapping *mapping);

/* The columns that the table's sections name, against its spec: patients may have further ones, which only the
 * configuration knows. */
void mapping_check_table(const struct mapping *mapping, const struct table_spec *table);

#endif
