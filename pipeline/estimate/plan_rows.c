/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/plan_rows.h"

/* What became of a plan change that was due. */
enum result { ON_TIME, LATE, OVERDUE, LEFT_UNDONE };

/* Its day is over: on the day itself it is neither late nor overdue, as on the list (care_plan_is_overdue). */
static bool is_due(const struct reflection_scope *scope, const struct plan_change *change) {
    return change->due != CALENDAR_NO_DAY && change->due < scope->as_of;
}

static enum result result_of(const struct reflection_scope *scope, const struct plan_change *change) {
    if (change->done == CALENDAR_NO_DAY || change->done > scope->as_of)
        return change->has_left ? LEFT_UNDONE : OVERDUE;
    return change->done <= change->due ? ON_TIME : LATE;
}

/* The share with one of two results. codes: bits of the changes that are wanted. */
static void write_share(const struct reflection_scope *scope, uint32_t codes, const struct reflection_key *key,
                        enum result first, enum result second) {
    for (size_t i = 0; i < scope->changes.n; i++) {
        const struct plan_change *change = reflection_scope_change(scope, i);
        if (is_due(scope, change) && (change->code & codes) != 0) {
            enum result result = result_of(scope, change);
            share_tally_add(scope->tally, change->person, result == first || result == second);
        }
    }
    reflection_scope_write_share(scope, key);
}

static void write_count(const struct reflection_scope *scope, uint32_t codes, const struct reflection_key *key,
                        enum result result) {
    struct estimate row = estimate_empty();
    int32_t last_person = -1;

    row.n = row.estimate = 0;
    for (size_t i = 0; i < scope->changes.n; i++) {
        const struct plan_change *change = reflection_scope_change(scope, i);
        if (!is_due(scope, change) || (change->code & codes) == 0 || result_of(scope, change) != result)
            continue;
        row.estimate++;
        row.n += change->person != last_person;
        last_person = change->person;
    }
    row.event_people = row.n;
    row.events = row.estimate;
    reflection_scope_write(scope, key, &row);
}

static void write_changes(const struct reflection_scope *scope, uint32_t codes, struct reflection_key key) {
    key.measure = "plan_change_done";
    write_share(scope, codes, &key, ON_TIME, LATE);
    key.measure = "plan_change_on_time";
    write_share(scope, codes, &key, ON_TIME, ON_TIME);
    key.measure = "plan_change_late";
    write_share(scope, codes, &key, LATE, LATE);
    key.measure = "plan_changes_overdue";
    write_count(scope, codes, &key, OVERDUE);
    key.measure = "plan_changes_left_undone";
    write_count(scope, codes, &key, LEFT_UNDONE);
}

void plan_rows_write(const struct reflection_scope *scope) {
    const struct reflection_codes *codes = &scope->table->codes[REFLECTION_PLAN_CHANGE];
    const uint32_t no_change = codes->not_asked | codes->unknown | codes->none;

    write_changes(scope, UINT32_MAX, (struct reflection_key){0});
    for (size_t code = 0; code < codes->n && scope->site_name == NULL; code++)
        if ((no_change >> code & 1) == 0)
            write_changes(
                scope, UINT32_C(1) << code,
                (struct reflection_key){.group_by = "field", .group = codes->field, .subgroup = codes->names[code]});
}
