/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file of an export that no pattern of the mapping takes, and nobody has left out by name: why that may be, and the
 * lines that answer it.
 */
#ifndef SWITCHBACK_INGEST_STRAY_FILE_H
#define SWITCHBACK_INGEST_STRAY_FILE_H

#include "ingest/file_kind.h"
#include "ingest/mapping.h"

/* Says it. `directory` is the export's. */
void stray_file_say(const struct mapping *mapping, const char *directory, const char *name, enum file_kind kind);

#endif
