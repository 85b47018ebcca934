/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the exports and the truth as files. Every failure is one message and exit 73 or 74. */
#ifndef GENERATOR_WRITER_H
#define GENERATOR_WRITER_H

#include <stdio.h>

#include "counts.h"
#include "rows.h"

enum { WRITER_PATH_BYTES = 4096, WRITER_CANNOT_CREATE = 73, WRITER_CANNOT_WRITE = 74 };

/* directory + '/' + name, or exit 73 when that is too long. */
void writer_path(char path[WRITER_PATH_BYTES], const char *directory, const char *name);

/* Makes the directory unless it is there. */
void writer_make_directory(const char *path);

FILE *writer_open(const char *path);
FILE *writer_append(const char *path);
void writer_close(FILE *file, const char *path);

/* The seven tables, doses and visits one file a month. Sorts the rows in place. */
void writer_write_exports(struct rows *rows, const char *directory);

/* parameters.csv, counts.csv and spells.csv. */
void writer_write_truth(struct rows *rows, const struct counts *counts, const char *directory);

#endif
