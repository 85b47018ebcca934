/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/class_sums.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "privacy/class_lists.h"

struct finding {
    const struct class_row *rows;
    size_t n;
    const struct class_lists *lists;
    struct class_sums *sums;
    size_t *parts; /* room for n */
    enum protect_status status;
};

static bool is_share(const struct class_row *row) { return row->kind <= RELEASE_PORTION; }

static bool same_text(const char *a, const char *b) { return strcmp(a, b) == 0; }

static bool same_day(double a, double b) { return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-9; }

static size_t value_of(const struct finding *finding, enum class_quantity quantity, size_t row) {
    return (size_t)quantity * finding->n + (quantity == CLASS_PEOPLE ? finding->sums->people[row] : row);
}

static bool make_room(struct class_sums *sums) {
    size_t capacity = 2 * sums->capacity + 64;
    struct class_sum *grown;

    if (sums->n < sums->capacity)
        return true;
    grown = realloc(sums->sums, capacity * sizeof *grown);
    if (grown == NULL)
        return false;
    sums->sums = grown;
    sums->capacity = capacity;
    return true;
}

static void add_sum(struct finding *finding, size_t total, const size_t *parts, size_t n_parts) {
    size_t *copy = finding->status == PROTECT_OK ? calloc(n_parts + 1, sizeof *copy) : NULL;

    if (copy == NULL || !make_room(finding->sums)) {
        free(copy);
        finding->status = PROTECT_NO_MEMORY;
        return;
    }
    memcpy(copy, parts, n_parts * sizeof *copy);
    finding->sums->sums[finding->sums->n++] = (struct class_sum){total, copy, n_parts};
}

/* The rows parts[0..n_parts) make up the row `total` in one quantity. */
static void add_quantity(struct finding *finding, enum class_quantity quantity, size_t total, size_t n_parts) {
    size_t *values = calloc(n_parts + 1, sizeof *values);

    if (values == NULL) {
        finding->status = PROTECT_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < n_parts; i++)
        values[i] = value_of(finding, quantity, finding->parts[i]);
    add_sum(finding, value_of(finding, quantity, total), values, n_parts);
    free(values);
}

/* The rows that have this in common with `like`; each is counted as looked at. */
static struct class_range look_up(const struct finding *finding, enum class_list list, const struct class_row *like) {
    struct class_range range = class_lists_find(finding->lists, list, like);

    finding->sums->n_looked_at += range.n;
    return range;
}

static void add_split(struct finding *finding, size_t row) {
    const size_t parts[] = {value_of(finding, CLASS_HELD, row), value_of(finding, CLASS_REST, row)};

    add_sum(finding, value_of(finding, CLASS_PEOPLE, row), parts, 2);
}

/* The last row of the same curve before that day, or on it; NULL: there is none. */
static const struct class_row *row_up_to(const struct finding *finding, size_t row, double day, bool is_on_it) {
    struct class_range curve = look_up(finding, CLASS_LIST_CURVES, &finding->rows[row]);
    const struct class_row *last = NULL;

    for (size_t i = 0; i < curve.n; i++) {
        const struct class_row *at = &finding->rows[curve.rows[i]];
        bool is_wanted = is_on_it ? same_day(at->key.time_days, day) : at->key.time_days < day;
        if (is_wanted && (last == NULL || last->key.time_days < at->key.time_days))
            last = at;
    }
    return last;
}

static void add_day_before(struct finding *finding, size_t row) {
    const struct class_row *before = row_up_to(finding, row, finding->rows[row].key.time_days, false);

    if (before == NULL)
        return;
    const size_t parts[] = {value_of(finding, CLASS_HELD, (size_t)(before - finding->rows)),
                            value_of(finding, CLASS_BETWEEN, row)};
    add_sum(finding, value_of(finding, CLASS_HELD, row), parts, 2);
}

/* Who left the parts since the day before of theirs, and who had left the total by that day, make up who has left the
 * total: all people have days of which groups have none, so that between is not the same time of both. */
static void add_between(struct finding *finding, size_t total, size_t n_parts) {
    const struct class_row *first = &finding->rows[finding->parts[0]],
                           *before = row_up_to(finding, finding->parts[0], first->key.time_days, false),
                           *then = before == NULL ? NULL : row_up_to(finding, total, before->key.time_days, true);
    size_t *values = calloc(n_parts + 1, sizeof *values);

    if (values == NULL)
        finding->status = PROTECT_NO_MEMORY;
    if (values != NULL && then != NULL) {
        for (size_t i = 0; i < n_parts; i++)
            values[i] = value_of(finding, CLASS_BETWEEN, finding->parts[i]);
        values[n_parts] = value_of(finding, CLASS_HELD, (size_t)(then - finding->rows));
        add_sum(finding, value_of(finding, CLASS_HELD, total), values, n_parts + 1);
    }
    free(values);
}

static void add_groups(struct finding *finding, size_t total, const char *group_by) {
    struct class_row like = finding->rows[total];
    struct class_range groups;
    size_t n_parts = 0;

    like.key.group_by = group_by;
    groups = look_up(finding, CLASS_LIST_GROUPS, &like);
    for (size_t i = 0; i < groups.n; i++)
        if (same_day(finding->rows[groups.rows[i]].key.time_days, like.key.time_days))
            finding->parts[n_parts++] = groups.rows[i];
    for (int quantity = CLASS_HELD; n_parts > 0 && quantity < CLASS_BETWEEN; quantity++)
        add_quantity(finding, (enum class_quantity)quantity, total, n_parts);
    if (n_parts > 0)
        add_between(finding, total, n_parts);
}

/* Do the codes of this row make up all events of the survival of that analysis? */
static bool makes_up(const struct class_row *row, const char *survival) {
    const struct analysis *analysis = catalogue_find(row->key.analysis);

    return analysis != NULL && analysis->sums.survival != NULL && same_text(analysis->sums.survival, survival);
}

/* Is each of these records in one code of the group, and in no other? */
static bool has_one_code(const struct class_row *row) {
    const struct analysis *analysis = catalogue_find(row->key.analysis);

    return row->kind == RELEASE_PORTION && analysis != NULL && analysis->sums.one_code != NULL &&
           same_text(analysis->sums.overlapping, row->key.group_by) &&
           same_text(analysis->sums.one_code, row->key.group);
}

/* Ways of leaving make up all leavings of the same people on the same day. */
static void add_exits(struct finding *finding, size_t total) {
    const struct class_row *all = &finding->rows[total];
    struct class_range people = look_up(finding, CLASS_LIST_PEOPLE, all);
    size_t n_parts = 0;

    for (size_t i = 0; i < people.n; i++) {
        const struct class_row *row = &finding->rows[people.rows[i]];
        if (same_day(row->key.time_days, all->key.time_days) && makes_up(row, all->key.analysis))
            finding->parts[n_parts++] = people.rows[i];
    }
    if (n_parts == 0)
        return;
    add_quantity(finding, CLASS_HELD, total, n_parts);
    add_between(finding, total, n_parts);
}

/* Codes of one question, people and day, of which each has one: the first of them adds that they are all people. */
static void add_codes(struct finding *finding, size_t first) {
    const struct class_row *row = &finding->rows[first];
    struct class_range codes = class_lists_find(finding->lists, CLASS_LIST_CODES, row);
    size_t n_parts = 0;

    for (size_t i = 0; i < codes.n; i++) {
        finding->sums->n_looked_at++;
        if (!same_day(finding->rows[codes.rows[i]].key.time_days, row->key.time_days))
            continue;
        if (codes.rows[i] < first)
            return;
        finding->parts[n_parts++] = value_of(finding, CLASS_HELD, codes.rows[i]);
    }
    add_sum(finding, value_of(finding, CLASS_PEOPLE, first), finding->parts, n_parts);
}

static void add_sums_of(struct finding *finding, size_t row) {
    const struct class_row *at = &finding->rows[row];

    if (!is_share(at))
        return;
    add_split(finding, row);
    add_day_before(finding, row);
    if (*at->key.group_by == '\0') {
        add_groups(finding, row, "site");
        add_groups(finding, row, "medication");
    }
    if (at->kind == RELEASE_SURVIVAL)
        add_exits(finding, row);
    if (has_one_code(at))
        add_codes(finding, row);
}

static void find_people(const struct class_lists *lists, size_t *people) {
    for (size_t i = 0; i < lists->n; i++)
        people[i] = is_share(&lists->rows[i]) ? class_lists_find(lists, CLASS_LIST_PEOPLE, &lists->rows[i]).rows[0] : i;
}

enum protect_status class_sums_find(const struct class_row *rows, size_t n, struct class_sums *sums) {
    struct class_lists lists;
    struct finding finding = {rows, n, &lists, sums, calloc(n + 1, sizeof(size_t)), class_lists_make(rows, n, &lists)};

    *sums = (struct class_sums){.people = calloc(n + 1, sizeof(size_t))};
    if (finding.parts == NULL || sums->people == NULL)
        finding.status = PROTECT_NO_MEMORY;
    if (finding.status == PROTECT_OK) {
        find_people(&lists, sums->people);
        for (size_t i = 0; i < n && finding.status == PROTECT_OK; i++)
            add_sums_of(&finding, i);
    }
    free(finding.parts);
    class_lists_free(&lists);
    return finding.status;
}

void class_sums_free(struct class_sums *sums) {
    for (size_t i = 0; i < sums->n; i++)
        free(sums->sums[i].parts);
    free(sums->sums);
    free(sums->people);
    *sums = (struct class_sums){0};
}
