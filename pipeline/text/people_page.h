/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom to act for, one by one. The report counts them; who they are stands on a page of its own beside it, so that it
 * can go when its days are over, and the report stay.
 */
#ifndef SWITCHBACK_TEXT_PEOPLE_PAGE_H
#define SWITCHBACK_TEXT_PEOPLE_PAGE_H

#include "table/people_list.h"
#include "text/report.h"

/* What the page and the text of names are called, without .html and .txt. */
extern const char people_page_name[];

/* Where on that page a list stands ("people.html#callable"); NULL: in data/ alone. */
const char *people_page_place(const struct report *report, enum people_list list);

/* The page of names, whole, into report->document: from the lists in report->lists, each in the order of urgency; one
 * that is not there, or that names nobody, is said, and which stand in data/ alone. */
void people_page_build(struct report *report);

#endif
