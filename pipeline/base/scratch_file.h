/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file without a name (mode 0600) for what waits or does not fit into memory: gone when it is closed.
 */
#ifndef SWITCHBACK_BASE_SCRATCH_FILE_H
#define SWITCHBACK_BASE_SCRATCH_FILE_H

/* Beside `path`; NULL or "-": where temporary files are ($TMPDIR, else /tmp). The descriptor is open for reading and
 * writing. Ends the program with 73 when it cannot be had. */
int scratch_file_open(const char *path);

#endif
