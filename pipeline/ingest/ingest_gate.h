/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a table can be used: every reason why not is said, with what to write or to mend.
 */
#ifndef SWITCHBACK_INGEST_INGEST_GATE_H
#define SWITCHBACK_INGEST_INGEST_GATE_H

#include "base/ini_file.h"
#include "ingest/ingest.h"

/* [quality] of the configuration. A gate needs both: more than the share, and more than so many rows, of which even a
 * table of a few dozen can have some. */
struct ingest_limits {
    double max_quarantined, max_unusable; /* shares: of rows, of a column's cells */
    long max_rows;
};

struct ingest_limits ingest_limits_read(const struct ini_file *config);

/* 0, or EXIT_GATE_FAILED: a bad key, an identifier, too many rows set aside, too many cells of a column that cannot be
 * used, a medication without a name, files that repeat each other. Row conservation and what is only noted is said
 * unless quiet. */
int ingest_gate(const struct ingest_request *request, const struct ingest_limits *limits,
                const struct ingest_result *result);

/* Cells of a column that hold something, or would if they could be used; and those that cannot. */
long ingest_gate_unusable(const struct column_cells *cells, long *n);

#endif
