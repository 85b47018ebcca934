/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file without a name (mode 0600) for what waits or does not fit into memory: gone when it is closed.
 */
#ifndef SWITCHBACK_BASE_SCRATCH_FILE_H
#define SWITCHBACK_BASE_SCRATCH_FILE_H

#include <stddef.h>
#include <sys/types.h>

/* Beside `path`; NULL or "-": where temporary files are ($TMPDIR, else /tmp). The descriptor is open for reading and
 * writing. Ends the program with 73 when it cannot be had. */
int scratch_file_open(const char *path);

/* All of it, or the program ends with 74 and says where it stands. */
void scratch_file_write(int file, const char *path, const void *bytes, size_t n, off_t at);
void scratch_file_read(int file, const char *path, void *bytes, size_t n, off_t at);

#endif
