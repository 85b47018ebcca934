/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a mapping makes of an export, for a person to read before anything runs.
 */
#ifndef SWITCHBACK_INGEST_CHECK_REPORT_H
#define SWITCHBACK_INGEST_CHECK_REPORT_H

#include "ingest/ingest.h"

/* Per file: which header feeds which column, what is dropped or not used; then the counts and reasons, and what is new
 * in the last closed month (as_of given): a code or a medication is named only with show_values. */
void check_report_write(const struct ingest_request *request, const struct ingest_result *result, const char *path);

#endif
