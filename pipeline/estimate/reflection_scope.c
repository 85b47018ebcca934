/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/reflection_scope.h"

#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/memory.h"

bool reflection_scope_has(const struct reflection_scope *scope, uint32_t site) {
    return scope->site_name == NULL || scope->site == site;
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
