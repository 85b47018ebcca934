/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of ingest/ingest_gate that judges the rows set aside.
 */
#ifndef SWITCHBACK_INGEST_ROW_GATE_H
#define SWITCHBACK_INGEST_ROW_GATE_H

#include "ingest/ingest_gate.h"

/* Says what is wrong; true: the rows set aside are too many, or of a kind of which none may be. */
bool row_gate_judge(const struct ingest_request *request, const struct ingest_limits *limits,
                    const struct ingest_result *result);

/* Is the part both more than the share of all, and more than so many rows? */
bool row_gate_is_too_much(long part, long all, double share, long rows);

#endif
