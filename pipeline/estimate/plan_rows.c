/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/plan_rows.h"

/* What became of a plan change that was due. */
enum result { ON_TIME, LATE, OVERDUE, LEFT_UNDONE, N_RESULTS };

/* Its day is over: on the day itself it is neither late nor overdue, as on the list (care_plan_is_overdue). */
static bool is_due(const struct reflection_scope *scope, const struct plan_change *change) {
    return change->due != CALENDAR_NO_DAY && change->due < scope->as_of;
}

static enum result result_of(const struct reflection_scope *scope, const struct plan_change *change) {
    if (change->done == CALENDAR_NO_DAY || change->done > scope->as_of)
        return change->has_left ? LEFT_UNDONE : OVERDUE;
    return change->done <= change->due ? ON_TIME : LATE;
}

/* The shares that are told of changes that were due, each a bit of the tally; and the results that are counted. */
static const struct {
    const char *measure;
    enum result first, second;
} shares[] = {
    {"plan_change_done", ON_TIME, LATE}, {"plan_change_on_time", ON_TIME, ON_TIME}, {"plan_change_late", LATE, LATE}};

static const struct {
    const char *measure;
    enum result result;
} counts[] = {{"plan_changes_overdue", OVERDUE}, {"plan_changes_left_undone", LEFT_UNDONE}};

enum { N_SHARES = sizeof shares / sizeof shares[0], N_COUNTS = sizeof counts / sizeof counts[0] };

static uint32_t bits_of(enum result result) {
    uint32_t bits = 0;

    for (size_t i = 0; i < N_SHARES; i++)
        bits |= (uint32_t)(result == shares[i].first || result == shares[i].second) << i;
    return bits;
}

/* Of one result: changes, and people with one. */
struct count {
    double changes, people;
    int32_t last_person;
};

static void count_change(struct count *count, int32_t person) {
    count->people += count->changes < 1 || person != count->last_person;
    count->changes++;
    count->last_person = person;
}

static void write_rows(const struct reflection_scope *scope, struct reflection_key key,
                       const struct count by_result[]) {
    for (size_t i = 0; i < N_SHARES; i++) {
        struct estimate row = estimate_empty();
        share_tally_read_code(scope->tally, i, &row);
        key.measure = shares[i].measure;
        reflection_scope_write(scope, &key, &row);
    }
    for (size_t i = 0; i < N_COUNTS; i++) {
        const struct count *count = &by_result[counts[i].result];
        struct estimate row = estimate_empty();
        row.n = row.event_people = count->people;
        row.estimate = row.events = count->changes;
        key.measure = counts[i].measure;
        reflection_scope_write(scope, &key, &row);
    }
}

/* All of it in one pass through the changes: there are millions. codes: bits of those that are wanted. */
static void write_changes(const struct reflection_scope *scope, uint32_t codes, struct reflection_key key) {
    struct count by_result[N_RESULTS] = {{0}};

    share_tally_set_codes(scope->tally, N_SHARES);
    for (size_t i = 0; i < scope->changes.n; i++) {
        const struct plan_change *change = reflection_scope_change(scope, i);
        if (!is_due(scope, change) || (codes >> change->code & 1) == 0)
            continue;
        enum result result = result_of(scope, change);
        share_tally_add_codes(scope->tally, change->person, bits_of(result));
        count_change(&by_result[result], change->person);
    }
    write_rows(scope, key, by_result);
    share_tally_clear(scope->tally);
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
