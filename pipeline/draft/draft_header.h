/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is the first line of a file a header? A file without one begins with a row of data, of which nothing may be shown.
 */
#ifndef SWITCHBACK_DRAFT_DRAFT_HEADER_H
#define SWITCHBACK_DRAFT_DRAFT_HEADER_H

#include "table/header.h"

/* NULL: it is one; else what to say of the file. `path` and how it is written: for the rows behind it. */
const char *draft_header_doubt(const struct header *header, const char *path, char delimiter, const char *encoding);

#endif
