/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/reflection_rows.h"

#include <string.h>

/* Which events a row is about. */
enum kind { ANY_EVENT, RETURN_TO_USE, WARNING, IN_CARE, NOT_IN_CARE, STAYED, NOT_STAYED };

static const struct {
    enum kind kind;
    const char *group_by, *group;
    bool by_episodes;
} kinds[] = {{ANY_EVENT, NULL, NULL, false},       {RETURN_TO_USE, "event", "return_to_use", false},
             {WARNING, "event", "warning", false}, {IN_CARE, "in_care", "yes", true},
             {NOT_IN_CARE, "in_care", "no", true}, {STAYED, "stayed", "yes", true},
             {NOT_STAYED, "stayed", "no", true}};

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static bool is_of_kind(const struct reflection *row, enum kind kind) {
    switch (kind) {
    case ANY_EVENT: return true;
    case RETURN_TO_USE: return row->used_on != CALENDAR_NO_DAY;
    case WARNING: return row->used_on == CALENDAR_NO_DAY;
    case IN_CARE: return row->in_care;
    case NOT_IN_CARE: return !row->in_care;
    case STAYED: return row->tells_stay && row->stayed;
    case NOT_STAYED: return row->tells_stay && !row->stayed;
    default: return false;
    }
}

/* Everything for everyone; within a site only the row about any event. */
static bool is_wanted(const struct reflection_scope *scope, size_t kind) {
    if (kinds[kind].by_episodes && !scope->has_episodes)
        return false;
    return kinds[kind].kind == ANY_EVENT || scope->site_name == NULL;
}

static struct reflection_key key_of(const char *measure, size_t kind) {
    return (struct reflection_key){.measure = measure, .group_by = kinds[kind].group_by, .group = kinds[kind].group};
}

void reflection_rows_write_recorded(const struct reflection_scope *scope) {
    for (size_t kind = 0; kind < N_KINDS; kind++) {
        const struct reflection_key key = key_of("reflections_recorded", kind);
        if (!is_wanted(scope, kind))
            continue;
        for (size_t i = 0; i < scope->rows.n; i++) {
            const struct reflection *row = reflection_scope_row(scope, i);
            if (is_of_kind(row, kinds[kind].kind))
                share_tally_add(scope->tally, row->person, row->recorded);
        }
        reflection_scope_write_share(scope, &key);
    }
}

static uint32_t early_stages(const struct reflection_codes *stages) {
    uint32_t early = 0;

    for (size_t i = 0; i < stages->n; i++)
        if (strcmp(stages->names[i], "emotional") == 0 || strcmp(stages->names[i], "mental") == 0)
            early |= UINT32_C(1) << i;
    return early;
}

/* Is the row a reflection whose field was asked? */
static bool is_asked(const struct reflection_scope *scope, const struct reflection *row, enum reflection_field field) {
    return row->recorded && reflection_is_asked(scope->table, row, field);
}

void reflection_rows_write_recognised(const struct reflection_scope *scope) {
    uint32_t early = early_stages(&scope->table->codes[REFLECTION_STAGE]);

    for (size_t kind = 0; kind < N_KINDS; kind++) {
        const struct reflection_key key = key_of("recognised_before_use", kind);
        if (!is_wanted(scope, kind) || kinds[kind].by_episodes)
            continue;
        for (size_t i = 0; i < scope->rows.n; i++) {
            const struct reflection *row = reflection_scope_row(scope, i);
            if (is_asked(scope, row, REFLECTION_STAGE) && is_of_kind(row, kinds[kind].kind))
                share_tally_add(scope->tally, row->person, (reflection_codes(row, REFLECTION_STAGE) & early) != 0);
        }
        reflection_scope_write_share(scope, &key);
    }
}

static void write_not_asked(const struct reflection_scope *scope, enum reflection_field field) {
    const struct reflection_key key = {
        .measure = "not_asked", .group_by = "field", .group = scope->table->codes[field].field};

    for (size_t i = 0; i < scope->rows.n; i++) {
        const struct reflection *row = reflection_scope_row(scope, i);
        if (row->recorded)
            share_tally_add(scope->tally, row->person, !reflection_is_asked(scope->table, row, field));
    }
    reflection_scope_write_share(scope, &key);
}

/* All codes of a field in one pass through the reflections that were asked it. */
static void write_codes(const struct reflection_scope *scope, enum reflection_field field) {
    const struct reflection_codes *codes = &scope->table->codes[field];

    share_tally_set_codes(scope->tally, codes->n);
    for (size_t i = 0; i < scope->rows.n; i++) {
        const struct reflection *row = reflection_scope_row(scope, i);
        if (is_asked(scope, row, field))
            share_tally_add_codes(scope->tally, row->person, reflection_codes(row, field));
    }
    for (size_t code = 0; code < codes->n; code++) {
        const struct reflection_key key = {
            .measure = "share", .group_by = "field", .group = codes->field, .subgroup = codes->names[code]};
        struct estimate row = estimate_empty();
        if ((codes->not_asked >> code & 1) != 0)
            continue;
        share_tally_read_code(scope->tally, code, &row);
        reflection_scope_write(scope, &key, &row);
    }
    share_tally_clear(scope->tally);
}

void reflection_rows_write_shares(const struct reflection_scope *scope) {
    for (enum reflection_field field = 0; field < REFLECTION_FIELD_COUNT; field++) {
        write_codes(scope, field);
        write_not_asked(scope, field);
    }
}
