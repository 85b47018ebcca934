/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mapping to start from, drafted from the headers of an export: which file looks like which table, which
 * header like which column, which columns must be dropped. Nothing but headers is read.
 */
#ifndef SWITCHBACK_INGEST_DRAFT_MAPPING_H
#define SWITCHBACK_INGEST_DRAFT_MAPPING_H

#include "base/output_file.h"

/* Writes an INI for all *.csv of the directory (66 when it cannot be read). */
void draft_mapping_write(const char *exports, struct output_file *output);

#endif
