/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/month_groups.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sorting.h"

static int compare(int64_t left, int64_t right) { return (left > right) - (left < right); }

static int compare_episodes(const void *left, const void *right) {
    const struct listed_episode *a = left, *b = right;

    if (a->site != b->site)
        return compare(a->site, b->site);
    return a->person != b->person ? compare(a->person, b->person) : compare(a->care.start, b->care.start);
}

static int compare_uses(const void *left, const void *right) {
    const struct month_event *a = left, *b = right;

    if (a->site != b->site)
        return compare(a->site, b->site);
    return a->person != b->person ? compare(a->person, b->person) : compare(a->day, b->day);
}

/* A copy of n things of `size` bytes, sorted; the caller frees. */
static void *sorted_copy(const void *things, size_t n, size_t size, int (*order)(const void *, const void *)) {
    void *copy = memory_alloc(n, size);

    if (n > 0) {
        memcpy(copy, things, n * size);
        sorting_ensure(copy, n, size, order);
    }
    return copy;
}

/* The slices of one site. */
static struct month_rows rows_of_site(const struct month_groups *groups, uint32_t site, const char *name) {
    struct month_rows rows = groups->everyone;
    size_t episode = 0, use = 0;

    rows.charts = NULL;
    rows.outcomes = NULL;
    rows.frame.seen = rows.frame.settled = NULL;
    rows.group_by = "site";
    rows.group = name;
    while (episode < groups->everyone.n_episodes && groups->episodes[episode].site < site)
        episode++;
    while (use < groups->everyone.n_uses && groups->uses[use].site < site)
        use++;
    rows.episodes = groups->episodes + episode;
    rows.uses = groups->uses + use;
    for (rows.n_episodes = 0; episode + rows.n_episodes < groups->everyone.n_episodes &&
                              groups->episodes[episode + rows.n_episodes].site == site;)
        rows.n_episodes++;
    for (rows.n_uses = 0; use + rows.n_uses < groups->everyone.n_uses && groups->uses[use + rows.n_uses].site == site;)
        rows.n_uses++;
    return rows;
}

static void move_earlier(int32_t *day, int32_t limit) { *day = limit < *day ? limit : *day; }

/* Sets the ends of a site and, while people are in care there and it has not closed, moves those of everyone. */
static void set_ends(struct month_rows *site, struct month_frame *everyone, bool is_closed, int32_t as_of) {
    bool in_care = month_series_ends(site->episodes, site->n_episodes, &site->frame);

    move_earlier(&site->frame.censored_on, as_of);
    move_earlier(&site->frame.observed_until, as_of);
    if (!in_care || is_closed)
        return;
    move_earlier(&everyone->censored_on, site->frame.censored_on);
    move_earlier(&everyone->observed_until, site->frame.observed_until);
}

/* What the facts leave unknown of a site, and so of everyone. `gap`: days by which leaving is decided. */
static void set_known(struct month_groups *groups, const struct whole *whole, struct month_rows *site, uint32_t number,
                      int32_t gap) {
    struct month_known *known = &groups->known[number];

    month_known_site(whole, site->group, &groups->everyone.frame, gap, known);
    site->frame.seen = known->seen;
    site->frame.settled = known->settled;
    if (site->n_episodes > 0)
        month_known_take(whole, site->group, &groups->everyone.frame, known, &groups->everyone_known);
}

static int compare_names(const void *left, const void *right) {
    return strcmp(((const struct month_rows *)left)->group, ((const struct month_rows *)right)->group);
}

static void alloc_known(struct month_groups *groups, uint32_t n_sites) {
    size_t n_months = groups->everyone.frame.n_months;

    groups->n_known = n_sites;
    groups->known = memory_alloc(n_sites, sizeof *groups->known);
    for (uint32_t site = 0; site < n_sites; site++)
        groups->known[site] = month_known_alloc(n_months);
    groups->everyone_known = month_known_alloc(n_months);
    groups->everyone.frame.seen = groups->everyone_known.seen;
    groups->everyone.frame.settled = groups->everyone_known.settled;
}

struct month_groups *month_groups_alloc(const struct month_rows *everyone, const struct rule_episodes *all,
                                        const struct whole *whole, int32_t as_of) {
    struct month_groups *groups = memory_alloc(1, sizeof *groups);
    uint32_t n_sites = (uint32_t)dictionary_count(all->sites);
    int32_t gap;

    groups->everyone = *everyone;
    groups->sites = memory_alloc(n_sites, sizeof *groups->sites);
    groups->episodes =
        sorted_copy(everyone->episodes, everyone->n_episodes, sizeof *groups->episodes, compare_episodes);
    groups->uses = sorted_copy(everyone->uses, everyone->n_uses, sizeof *groups->uses, compare_uses);
    month_series_ends(everyone->episodes, everyone->n_episodes, &groups->everyone.frame);
    move_earlier(&groups->everyone.frame.censored_on, as_of);
    move_earlier(&groups->everyone.frame.observed_until, as_of);
    gap = groups->everyone.frame.observed_until - groups->everyone.frame.censored_on;
    alloc_known(groups, n_sites);
    for (uint32_t site = 0; site < n_sites; site++) {
        const char *name = dictionary_text(all->sites, site);
        struct month_rows rows = rows_of_site(groups, site, name);
        if (whole != NULL)
            set_known(groups, whole, &rows, site, gap);
        set_ends(&rows, &groups->everyone.frame, whole != NULL && whole_closed_on(whole, name) != CALENDAR_NO_DAY,
                 as_of);
        if (*rows.group != '\0')
            groups->sites[groups->n_sites++] = rows;
    }
    qsort(groups->sites, groups->n_sites, sizeof *groups->sites, compare_names);
    return groups;
}

void month_groups_free(struct month_groups *groups) {
    if (groups == NULL)
        return;
    for (size_t i = 0; i < groups->n_known; i++)
        month_known_free(&groups->known[i]);
    month_known_free(&groups->everyone_known);
    free(groups->known);
    free(groups->sites);
    free(groups->episodes);
    free(groups->uses);
    free(groups);
}
