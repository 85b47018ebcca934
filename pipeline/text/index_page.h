/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page above all reports of one class: a link to each, the newest first, as it was published.
 *
 * in   REPORTS/NAME/CLASS/report.html with its digest in run.json (of the release that of release/, else that of NAME/)
 * out  REPORTS/index.html (release, 0644) or REPORTS/internal-index.html (internal, 0600)
 */
#ifndef SWITCHBACK_TEXT_INDEX_PAGE_H
#define SWITCHBACK_TEXT_INDEX_PAGE_H

#include <stdbool.h>

#include "text/numbers.h"

/* Writes the page in one step; none where no report of the class stands. false, errno set: it cannot be written, and
 * the one before stands; the reports are whole without it. */
bool index_page_write(const char *reports, enum report_class class);

#endif
