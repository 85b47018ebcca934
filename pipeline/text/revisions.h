/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of a month that the earlier report showed and that this one shows differently: late and corrected records.
 *
 * Compared are the counts and shares of `months` (not their limits, which move with every month), as they are printed;
 * only months that were over when the earlier report's data ended, so that a month that merely went on is none.
 */
#ifndef SWITCHBACK_TEXT_REVISIONS_H
#define SWITCHBACK_TEXT_REVISIONS_H

#include "text/report.h"

struct revision {
    const char *measure_words;
    const struct estimate *then, *now; /* both shown */
};

struct revision_list {
    struct revision *rows; /* newest month first */
    size_t n, capacity;
};

/* group_by: "" is everyone. report->earlier must be there. The caller frees the list. */
struct revision_list revisions_find(const struct report *report, const char *group_by);
void revision_list_free(struct revision_list *list);

/* "June 2026, still in care after 90 days: was 61.2%, now 60.4%: 3 more people recorded as left." In the release class
 * without the difference: of two classes of a count it says nothing about people. */
const char *revision_words(const struct report *report, const struct revision *revision);

#endif
