/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of ours as a Data Package (version 1: specs.frictionlessdata.io/data-package, /tabular-data-resource,
 * /table-schema): one JSON object that names each file and types its columns, from the specs that write and check them.
 *
 * Types: identifiers, texts and codes are string (codes with their enum), days are date, or integer where the export
 * has relative ones, months yearmonth, whole numbers integer, numbers number; lists are string with a pattern. An empty
 * cell is missing. Units stand beside each field as `unit`, which the standard leaves to whoever writes it. A key is a
 * primaryKey where none of its columns may be empty, as the standard has it, else a sentence.
 */
#ifndef SWITCHBACK_CONTRACT_DATA_PACKAGE_H
#define SWITCHBACK_CONTRACT_DATA_PACKAGE_H

#include <stddef.h>

#include "base/calendar.h"
#include "base/output_file.h"
#include "table/column_spec.h"
#include "table/header.h"

/* One file: `path` is relative to where the package will stand; its name there is that of the file without ".csv". */
struct packaged_file {
    const char *path;
    const struct header *header;
    const struct table_spec *spec;
};

struct data_package {
    const char *name, *title;
    enum calendar_kind days;
    const struct packaged_file *files;
    size_t n_files;
};

void data_package_write(const struct data_package *package, struct output_file *output);

#endif
