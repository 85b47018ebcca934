/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/warning_rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "care/warning.h"
#include "sample/estimate_run.h"

enum { LANDMARK_TEXT_SIZE = 32 };

/* The person's first use on or after the warning in row `at`; rows are sorted by person. */
static int32_t first_use_from(const struct reflection_table *table, size_t at) {
    const struct reflection *warning = &table->rows[at];
    int32_t first = CARE_NO_DAY;

    while (at > 0 && table->rows[at - 1].person == warning->person)
        at--;
    for (; at < table->n_rows && table->rows[at].person == warning->person; at++) {
        int32_t used_on = table->rows[at].used_on;
        if (used_on != CALENDAR_NO_DAY && used_on >= warning->event_on && (first == CARE_NO_DAY || used_on < first))
            first = used_on;
    }
    return first;
}

/* The warning of the scope's i-th row, when it is one that can be followed for warning_days. */
static bool find_warning(const struct reflection_scope *scope, size_t i, struct warning *warning) {
    size_t at = reflection_place(&scope->rows, i);
    const struct reflection *row = &scope->table->rows[at];
    int32_t end = scope->as_of, left_on = CARE_NO_DAY;

    if (row->used_on != CALENDAR_NO_DAY)
        return false;
    if (scope->has_episodes) {
        const struct listed_episode *episode = row->episode;
        if (episode == NULL || !listed_episode_in_care(episode, row->event_on))
            return false;
        end = episode->care.censored_on;
        left_on = episode->care.left_on;
    }
    if (row->event_on + scope->warning_days > end)
        return false;
    *warning =
        (struct warning){.warned_on = row->event_on, .used_on = first_use_from(scope->table, at), .left_on = left_on};
    return true;
}

/* Was a plan change agreed by the landmark? */
static bool has_plan_change(const struct reflection_scope *scope, const struct reflection *row) {
    const struct reflection_codes *codes = &scope->table->codes[REFLECTION_PLAN_CHANGE];

    return row->reflected_on != CALENDAR_NO_DAY && row->reflected_on <= row->event_on + scope->landmark_days &&
           (row->codes[REFLECTION_PLAN_CHANGE] & ~(codes->not_asked | codes->unknown | codes->none)) != 0;
}

static void write_outcome(const struct reflection_scope *scope, const char *measure, enum warning_outcome outcome) {
    const struct reflection_key key = {.measure = measure, .time_days = scope->warning_days};
    struct warning warning;

    for (size_t i = 0; i < scope->rows.n; i++)
        if (find_warning(scope, i, &warning))
            share_tally_add(scope->tally, reflection_scope_row(scope, i)->person,
                            warning_outcome(&warning, scope->warning_days) == outcome);
    reflection_scope_write_share(scope, &key);
}

static void write_landmark(const struct reflection_scope *scope, bool plan_change) {
    char landmark[LANDMARK_TEXT_SIZE];
    const struct reflection_key key = {.measure = "warnings_then_use",
                                       .group_by = "plan_change",
                                       .group = plan_change ? "yes" : "no",
                                       .subgroup = landmark,
                                       .time_days = scope->warning_days};
    struct warning warning;

    snprintf(landmark, sizeof landmark, "landmark_%d", scope->landmark_days);
    for (size_t i = 0; i < scope->rows.n; i++) {
        const struct reflection *row = reflection_scope_row(scope, i);
        if (find_warning(scope, i, &warning) && warning_outcome(&warning, scope->landmark_days) == WARNING_NEITHER &&
            has_plan_change(scope, row) == plan_change)
            share_tally_add(scope->tally, row->person, warning_outcome(&warning, scope->warning_days) == WARNING_USED);
    }
    reflection_scope_write_share(scope, &key);
}

void warning_rows_write(const struct reflection_scope *scope) {
    write_outcome(scope, "warnings_then_use", WARNING_USED);
    if (scope->has_episodes)
        write_outcome(scope, "warnings_then_left", WARNING_LEFT);
    if (scope->site_name != NULL)
        return;
    write_landmark(scope, true);
    write_landmark(scope, false);
}

static bool is_due(const struct reflection_scope *scope, const struct plan_change *change) {
    return change->due != CALENDAR_NO_DAY && change->due <= scope->as_of;
}

static bool is_done(const struct reflection_scope *scope, const struct plan_change *change) {
    return change->done != CALENDAR_NO_DAY && change->done <= scope->as_of;
}

/* codes: bits of the changes that are wanted. */
static void write_done(const struct reflection_scope *scope, uint32_t codes, const struct reflection_key *key) {
    for (size_t i = 0; i < scope->changes.n; i++) {
        const struct plan_change *change = reflection_scope_change(scope, i);
        if (is_due(scope, change) && (change->code & codes) != 0)
            share_tally_add(scope->tally, change->person, is_done(scope, change));
    }
    reflection_scope_write_share(scope, key);
}

static int compare_days(const void *left, const void *right) {
    const int32_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static void write_median(const struct reflection_scope *scope) {
    const struct reflection_key key = {.measure = "plan_change_median_days"};
    struct estimate row = estimate_empty();
    int32_t *days = memory_alloc(scope->changes.n, sizeof *days), last_person = -1;
    size_t n = 0;

    row.n = 0;
    for (size_t i = 0; i < scope->changes.n; i++) {
        const struct plan_change *change = reflection_scope_change(scope, i);
        if (!is_due(scope, change) || !is_done(scope, change))
            continue;
        days[n++] = change->done - change->event_on;
        row.n += change->person != last_person;
        last_person = change->person;
    }
    row.event_people = row.n;
    row.events = (double)n;
    if (n > 0) {
        qsort(days, n, sizeof *days, compare_days);
        size_t lower = (n - 1) / 2, upper = n / 2;
        row.estimate = ((double)days[lower] + (double)days[upper]) / 2;
    }
    row.flag = row.n < ESTIMATE_FEW_PEOPLE ? "too_few" : "";
    reflection_scope_write(scope, &key, &row);
    free(days);
}

void warning_rows_write_plan_changes(const struct reflection_scope *scope) {
    const struct reflection_codes *codes = &scope->table->codes[REFLECTION_PLAN_CHANGE];
    const uint32_t no_change = codes->not_asked | codes->unknown | codes->none;

    write_done(scope, UINT32_MAX, &(struct reflection_key){.measure = "plan_change_done"});
    write_median(scope);
    for (size_t code = 0; code < codes->n && scope->site_name == NULL; code++) {
        const struct reflection_key key = {
            .measure = "plan_change_done", .group_by = "field", .group = codes->field, .subgroup = codes->names[code]};
        if ((no_change >> code & 1) == 0)
            write_done(scope, UINT32_C(1) << code, &key);
    }
}
