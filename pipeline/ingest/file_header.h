/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The header of an export's file, checked before any value is read: direct identifiers are refused by name
 * unless the mapping drops them or tells what they are, and a file in another delimiter is told.
 * A file without a header gives a row of data here, so no name is printed unless the line is one: it has a name
 * that the table or the mapping knows, or nearly, and none that could be a value.
 */
#ifndef SWITCHBACK_INGEST_FILE_HEADER_H
#define SWITCHBACK_INGEST_FILE_HEADER_H

#include "ingest/export_files.h"
#include "ingest/mapping.h"
#include "ingest/source.h"
#include "table/header.h"
#include "table/record_reader.h"

/* Opens the file with the delimiter and the encoding that its section states. */
struct record_reader *file_header_open(const struct mapping *mapping, const struct export_file *file);

/* Reads the first record. Ends the program with 65: no header, a name twice in a line
 * that could be one of values, a line that looks like none, an
 * identifier (all of them are said first), a wrong delimiter. */
struct header file_header_read(struct record_reader *reader, const struct mapping *mapping,
                               const struct export_file *file);

/* Names every column that the mapping neither uses, drops nor ignores. */
void file_header_say_unused(const struct header *header, const struct source *source, const char *file);

#endif
