/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose events are tabulated at the moment: everyone's, or those of one site; and the writing of one share of them.
 */
#ifndef SWITCHBACK_ESTIMATE_REFLECTION_SCOPE_H
#define SWITCHBACK_ESTIMATE_REFLECTION_SCOPE_H

#include "estimate/share_tally.h"
#include "person/reflection_table.h"

/* Places of the table's rows (or plan changes), in the table's order; NULL: all of them. */
struct reflection_places {
    const uint32_t *at;
    size_t n;
};

/* Everything is borrowed. */
struct reflection_scope {
    const struct reflection_table *table; /* arranged */
    struct reflection_places rows, changes;
    bool has_episodes; /* its rows know who was in care */
    bool tells_plans;  /* the export has days on which changes of plan were due, and were done */
    struct table_writer *writer;
    struct share_tally *tally;
    int32_t as_of;         /* CALENDAR_NO_DAY: not known */
    const char *site_name; /* NULL: everyone */
};

/* The parts of a row that name it; NULL is empty. */
struct reflection_key {
    const char *measure, *group_by, *group, *subgroup;
    double time_days; /* 0: none */
};

/* The i-th place, of n. */
static inline size_t reflection_place(const struct reflection_places *places, size_t i) {
    return places->at == NULL ? i : places->at[i];
}

static inline const struct reflection *reflection_scope_row(const struct reflection_scope *scope, size_t i) {
    return &scope->table->rows[reflection_place(&scope->rows, i)];
}

static inline const struct plan_change *reflection_scope_change(const struct reflection_scope *scope, size_t i) {
    return &scope->table->changes[reflection_place(&scope->changes, i)];
}

/* The places of each site's rows and changes, site by site: those of site s from rows_start[s] on. */
struct reflection_sites {
    size_t n;
    uint32_t *rows, *changes;
    size_t *rows_start, *changes_start; /* n + 1 */
};

/* Of sites 0 .. n - 1, in one pass. Free with reflection_sites_free. */
struct reflection_sites reflection_sites_make(const struct reflection_table *table, size_t n);
void reflection_sites_free(struct reflection_sites *sites);

/* Turns the scope to a site. */
void reflection_scope_turn(struct reflection_scope *scope, const struct reflection_sites *sites, uint32_t site,
                           const char *name);

/* A row of analysis `reflections`; within a site `;site` and its name are added to group_by and group. */
void reflection_scope_write(const struct reflection_scope *scope, const struct reflection_key *key,
                            const struct estimate *numbers);
/* The same with the share that stands in the tally. */
void reflection_scope_write_share(const struct reflection_scope *scope, const struct reflection_key *key);

#endif
