/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where people were censored: the days, read from the episodes that the retention estimates were made of. Person-level
 * data: only charts of the internal class may show them.
 *
 * An episode counts as in the estimates: of the rule, of its first or a later episode (order), in maintenance or
 * counseling, and at risk for some time (time_days > entry_days). It is censored where event is 0.
 */
#ifndef SWITCHBACK_CHART_CENSORED_H
#define SWITCHBACK_CHART_CENSORED_H

#include <stdbool.h>
#include <stddef.h>

struct censored;

/* order: first or returned; group_by: "" (everyone), medication or site. */
struct censored_key {
    const char *order, *group_by, *group;
};

struct censored_days {
    double *days; /* since care began, ascending, each once */
    size_t n_days;
    size_t n_people; /* in all episodes of the key, censored or not: the n of their estimates */
};

/* Reads spells of the rule (any order of rows), or ends the program: 66, 65. Free with censored_free. */
struct censored *censored_read(const char *path, const char *rule, bool show_values);
void censored_free(struct censored *censored);

/* The caller frees days. */
struct censored_days censored_find(const struct censored *censored, const struct censored_key *key);

#endif
