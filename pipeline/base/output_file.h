/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file that appears whole or not at all: written beside its name, flushed, synced, closed, renamed.
 * Every return is checked; a failure ends the program with exit 73 (cannot be made) or 74 (cannot be
 * written) and leaves what stood under the name as it was. However the program ends, but by a signal, an
 * unfinished file is removed.
 * With SWITCHBACK_UNSYNCED in the environment nothing is synced: `switchback run` says so to the stages that write its
 * work directory, which a power cut would end anyhow (the next run begins with an empty one; what is published is
 * synced and read back).
 * Standard output is written as it is and checked at close.
 */
#ifndef SWITCHBACK_BASE_OUTPUT_FILE_H
#define SWITCHBACK_BASE_OUTPUT_FILE_H

#include <stddef.h>
#include <stdint.h>

struct output_file;

/* path NULL or "-": standard output. */
struct output_file *output_file_open(const char *path);

/* An output that is only there to be appended: in memory, and in a scratch file (scratch_file.h) when it grows large.
 */
struct output_file *output_file_open_scratch(const char *beside);

/* Appends the scratch output and closes it. */
void output_file_append(struct output_file *output, struct output_file *scratch);

/* Buffered writes. */
void output_file_write(struct output_file *output, const char *text, size_t length);
void output_file_write_text(struct output_file *output, const char *text);
void output_file_write_char(struct output_file *output, char c);
void output_file_write_int(struct output_file *output, int64_t value);
void output_file_write_double(struct output_file *output, double value);
void output_file_printf(struct output_file *output, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Copies `length` bytes of an open file from `offset` on, in the kernel where it can. */
void output_file_copy(struct output_file *output, int file, int64_t offset, int64_t length);

/* Makes the file appear under its name (or flushes standard output) and frees. */
void output_file_commit(struct output_file *output);

/* Removes what was written and frees; NULL is nothing. */
void output_file_discard(struct output_file *output);

#endif
