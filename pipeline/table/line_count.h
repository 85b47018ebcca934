/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many lines a file has before a place in it: for the line number of a message about a file read from the middle.
 */
#ifndef SWITCHBACK_TABLE_LINE_COUNT_H
#define SWITCHBACK_TABLE_LINE_COUNT_H

#include <stdint.h>

/* Lines that end before the byte `until`, as record_reader tells them: each LF, and each CR that no LF follows. The
 * descriptor's own place in the file stays. */
long line_count(int descriptor, int64_t until);

#endif
