/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose events are tabulated at the moment: everyone's, or those of one site; and the writing of one share of them.
 */
#ifndef SWITCHBACK_ESTIMATE_REFLECTION_SCOPE_H
#define SWITCHBACK_ESTIMATE_REFLECTION_SCOPE_H

#include "estimate/share_tally.h"
#include "person/reflection_table.h"

/* Everything is borrowed. */
struct reflection_scope {
    const struct reflection_table *table; /* arranged */
    bool has_episodes;                    /* its rows know who was in care */
    struct table_writer *writer;
    struct share_tally *tally;
    int32_t as_of; /* CALENDAR_NO_DAY: not known */
    int32_t warning_days, landmark_days;
    uint32_t site;         /* REFLECTION_NO_SITE: everyone */
    const char *site_name; /* NULL: everyone */
};

/* The parts of a row that name it; NULL is empty. */
struct reflection_key {
    const char *measure, *group_by, *group, *subgroup;
    double time_days; /* 0: none */
};

/* Is somebody of this site in the scope? */
bool reflection_scope_has(const struct reflection_scope *scope, uint32_t site);

/* A row of analysis `reflections`; within a site `;site` and its name are added to group_by and group. */
void reflection_scope_write(const struct reflection_scope *scope, const struct reflection_key *key,
                            const struct estimate *numbers);
/* The same with the share that stands in the tally. */
void reflection_scope_write_share(const struct reflection_scope *scope, const struct reflection_key *key);

#endif
