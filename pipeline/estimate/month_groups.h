/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All people and the people of each site, with the months that can be told of them.
 *
 * A site's months can be told up to the latest C and E of its people, but for those that the facts leave unknown
 * (estimate/month_known.h). A month of all people can be told when it can at every site that still has people in care.
 */
#ifndef SWITCHBACK_ESTIMATE_MONTH_GROUPS_H
#define SWITCHBACK_ESTIMATE_MONTH_GROUPS_H

#include "estimate/month_known.h"
#include "estimate/month_rows.h"
#include "person/rule_episodes.h"

struct month_groups {
    struct month_rows everyone;
    struct month_rows *sites; /* of known sites, bytewise by name; without control charts */
    size_t n_sites;
    struct month_known everyone_known, *known; /* of each site, in the order of the episodes' numbers of sites */
    size_t n_known;
    struct listed_episode *episodes; /* by site, person and start */
    struct month_event *uses;        /* by site, person and day */
};

/* `everyone`: with its episodes, uses and months; `whole` NULL: no facts. Free with month_groups_free. */
struct month_groups *month_groups_alloc(const struct month_rows *everyone, const struct rule_episodes *all,
                                        const struct whole *whole, int32_t as_of);
void month_groups_free(struct month_groups *groups);

#endif
