/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an ingest found, as rows of estimates: analysis data_quality, the table in group, counts in estimate.
 */
#ifndef SWITCHBACK_INGEST_INGEST_SUMMARY_H
#define SWITCHBACK_INGEST_INGEST_SUMMARY_H

#include "ingest/ingest.h"

void ingest_summary_write(const char *path, const struct ingest_request *request, const struct ingest_result *result);

#endif
