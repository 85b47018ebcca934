/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/reflection_scope.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"

/* Deals places 0 .. n_places - 1 to sites, in order; `site` reads the site of a place. */
static uint32_t *deal(const struct reflection_table *table, size_t n_places,
                      uint32_t (*site)(const struct reflection_table *, size_t), size_t n_sites, size_t **start) {
    uint32_t *dealt = memory_alloc(n_places, sizeof *dealt);
    size_t *next = memory_alloc(n_sites + 1, sizeof *next);

    *start = memory_alloc(n_sites + 1, sizeof **start);
    for (size_t i = 0; i < n_places; i++)
        if (site(table, i) < n_sites)
            (*start)[site(table, i) + 1]++;
    for (size_t s = 0; s < n_sites; s++)
        (*start)[s + 1] += (*start)[s];
    memcpy(next, *start, n_sites * sizeof *next);
    for (size_t i = 0; i < n_places; i++)
        if (site(table, i) < n_sites)
            dealt[next[site(table, i)]++] = (uint32_t)i;
    free(next);
    return dealt;
}

static uint32_t site_of_row(const struct reflection_table *table, size_t i) { return table->rows[i].site; }

static uint32_t site_of_change(const struct reflection_table *table, size_t i) { return table->changes[i].site; }

struct reflection_sites reflection_sites_make(const struct reflection_table *table, size_t n) {
    struct reflection_sites sites = {.n = n};

    sites.rows = deal(table, table->n_rows, site_of_row, n, &sites.rows_start);
    sites.changes = deal(table, table->n_changes, site_of_change, n, &sites.changes_start);
    return sites;
}

void reflection_sites_free(struct reflection_sites *sites) {
    free(sites->rows);
    free(sites->changes);
    free(sites->rows_start);
    free(sites->changes_start);
    *sites = (struct reflection_sites){0};
}

void reflection_scope_turn(struct reflection_scope *scope, const struct reflection_sites *sites, uint32_t site,
                           const char *name) {
    const size_t *rows = sites->rows_start + site, *changes = sites->changes_start + site;

    scope->rows = (struct reflection_places){sites->rows + rows[0], rows[1] - rows[0]};
    scope->changes = (struct reflection_places){sites->changes + changes[0], changes[1] - changes[0]};
    scope->site_name = name;
}

static char *within_site(const struct reflection_scope *scope, const char *text, const char *site) {
    const char *own = text == NULL ? "" : text;

    if (scope->site_name == NULL)
        return memory_format("%s", own);
    return memory_format("%s%s%s", own, *own == '\0' ? "" : ";", site);
}

void reflection_scope_write(const struct reflection_scope *scope, const struct reflection_key *key,
                            const struct estimate *numbers) {
    struct estimate row = *numbers;
    char *group_by = within_site(scope, key->group_by, "site"),
         *group = within_site(scope, key->group, scope->site_name);

    row.analysis = ANALYSIS_REFLECTIONS;
    row.measure = key->measure;
    row.group_by = group_by;
    row.group = group;
    row.subgroup = key->subgroup;
    if (key->time_days > 0)
        row.time_days = key->time_days;
    estimates_table_write(scope->writer, &row);
    free(group_by);
    free(group);
}

void reflection_scope_write_share(const struct reflection_scope *scope, const struct reflection_key *key) {
    struct estimate row = estimate_empty();

    share_tally_take(scope->tally, &row);
    reflection_scope_write(scope, key, &row);
}
