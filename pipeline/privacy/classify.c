/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/classify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "privacy/classify_parts.h"
#include "privacy/count_class.h"

/* 12 people still followed; 12 people of a group that is in no list. */
enum { LEAST_AT_RISK_CLASS = 1, LEAST_PEOPLE_CLASS = 1 };

static int compare_keys(const void *left, const void *right) {
    const struct class_key *a = left, *b = right;
    const char *const pairs[][2] = {{a->analysis, b->analysis}, {a->measure, b->measure}, {a->rule, b->rule},
                                    {a->group_by, b->group_by}, {a->group, b->group},     {a->subgroup, b->subgroup},
                                    {a->period, b->period}};
    double x = isnan(a->time_days) ? -1 : a->time_days, y = isnan(b->time_days) ? -1 : b->time_days;

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        int order = strcmp(pairs[i][0], pairs[i][1]);
        if (order != 0)
            return order;
    }
    return (x > y) - (x < y);
}

static int compare_rows(const void *left, const void *right) {
    return compare_keys(&((const struct exact_row *)left)->key, &((const struct exact_row *)right)->key);
}

/* NULL: nobody wrote such a row. */
static const struct exact_row *find(const struct classifying *at, const struct class_key *key) {
    const struct exact_row wanted = {.key = *key};

    return at->n_rows == 0 ? NULL : bsearch(&wanted, at->rows, at->n_rows, sizeof *at->rows, compare_rows);
}

/* A code that nobody had yet is one of the same people, with nobody. */
static const struct exact_row *find_sibling(const struct classifying *at, const struct class_key *key,
                                            const char *people, const struct release_names *codes) {
    struct class_key like = *key;
    const struct exact_row *found = NULL;

    for (size_t i = 0; i < codes->n && found == NULL; i++) {
        like.subgroup = codes->names[i];
        found = find(at, &like);
    }
    like.analysis = people;
    like.measure = "survival";
    like.subgroup = "";
    return found != NULL ? found : find(at, &like);
}

/* What nobody wrote a row of counts nobody. */
static struct exact_row find_or_nobody(const struct classifying *at, const struct class_key *key,
                                       enum release_kind kind, const char *people, const struct release_names *codes) {
    const struct exact_row *found = find(at, key);
    struct exact_row exact = {*key, 0, 0, 0, (double)NAN, (double)NAN};

    if (found != NULL)
        return *found;
    found = kind == RELEASE_INCIDENCE ? find_sibling(at, key, people, codes) : NULL;
    if (found != NULL) {
        exact.n = found->n;
        exact.at_risk = found->at_risk;
        exact.estimate = isnan(found->estimate) ? (double)NAN : 0;
    }
    return exact;
}

static bool is_share(enum release_kind kind) { return kind <= RELEASE_COHORT; }

/* round(n x F), F with the event; NaN where nobody knows. */
static double held_by(const struct exact_row *exact, enum release_kind kind) {
    switch (kind) {
    case RELEASE_SURVIVAL:
    case RELEASE_COHORT: return round(exact->n * (1 - exact->estimate));
    case RELEASE_INCIDENCE:
    case RELEASE_PORTION: return round(exact->n * exact->estimate);
    case RELEASE_FLOW:
    case RELEASE_CENSUS:
    case RELEASE_COUNT: return exact->estimate;
    case RELEASE_ROWS:
    case RELEASE_FACT: break;
    }
    return (double)NAN;
}

/* People seen to have any event: of a code, the sum over all codes of its list. Not n x F, in which people who came
 * late or went early count as if they had been seen. */
static int any_event(const struct classifying *at, const struct exact_row *exact, enum release_kind kind,
                     const struct release_names *codes) {
    struct class_key key = exact->key;
    double sum = 0;

    if (kind != RELEASE_INCIDENCE)
        return count_class(exact->event_people, at->lists->width);
    for (size_t i = 0; i < codes->n; i++) {
        key.subgroup = codes->names[i];
        const struct exact_row *one = find(at, &key);
        sum += one == NULL || isnan(one->event_people) ? 0 : one->event_people;
    }
    return count_class(sum, at->lists->width);
}

static enum class_part part_of(double people_low, int n, double width) {
    int part = CLASS_PARTS - 1;

    while (part > CLASS_PART_LESS && people_low < class_part_share((enum class_part)part) * count_class_low(n, width))
        part--;
    return (enum class_part)part;
}

/* Records of one person are alike: for as many people as their share's interval is worked out from, they count. */
static double effective_people(const struct exact_row *exact) {
    double p = exact->estimate, variance = exact->std_error * exact->std_error;

    return p > 0 && p < 1 && variance > 0 ? p * (1 - p) / variance : exact->n;
}

/* How far n can be relied on: what chance is worked out from. A cohort was followed as a whole, records are all seen.
 */
static void set_followed(const struct classifying *at, const struct exact_row *exact, struct class_row *row,
                         const struct release_names *codes) {
    double width = at->lists->width;
    int at_risk = count_class(exact->at_risk, width), any = any_event(at, exact, row->kind, codes);

    row->is_followed = row->kind == RELEASE_COHORT || at_risk >= LEAST_AT_RISK_CLASS;
    if (!row->is_followed)
        return;
    row->at_risk = row->seen = CLASS_PART_MOST;
    if (row->kind == RELEASE_COHORT)
        return;
    if (row->kind == RELEASE_PORTION) {
        int people = count_class(floor(effective_people(exact)), width);
        row->at_risk = row->seen = part_of(count_class_low(people, width), row->n, width);
    } else {
        row->at_risk = part_of(count_class_low(at_risk, width), row->n, width);
        row->seen =
            part_of(count_class_low(at_risk, width) + (any < 0 ? 0 : count_class_low(any, width)), row->n, width);
    }
    row->is_followed = row->seen > CLASS_PART_LESS;
}

static void add_row(struct classifying *at, const struct class_row *row) {
    struct class_table *table = at->table;

    if (at->status == PROTECT_OK && table->n == table->capacity) {
        size_t capacity = 2 * table->capacity + 256;
        struct class_row *grown = realloc(table->rows, capacity * sizeof *grown);
        if (grown == NULL) {
            at->status = PROTECT_NO_MEMORY;
        } else {
            table->rows = grown;
            table->capacity = capacity;
        }
    }
    if (at->status == PROTECT_OK)
        table->rows[table->n++] = *row;
}

/* Before its one supply is over nobody of the group leaves but by a death, whatever happens: the configuration says so.
 */
static bool is_definition(const struct release_lists *lists, const struct class_key *key, enum release_kind kind) {
    if (kind != RELEASE_SURVIVAL || strcmp(key->group_by, "medication") != 0)
        return false;
    for (size_t i = 0; i < lists->medications.n && i < RELEASE_MOST_MEDICATIONS; i++)
        if (strcmp(lists->medications.names[i], key->group) == 0)
            return key->time_days < lists->lasting_days[i];
    return false;
}

/* The one place where counts become classes. h is told only where enough people were followed. */
void classify_add(struct classifying *at, const struct class_key *key, enum release_kind kind, const char *people,
                  const struct release_names *codes) {
    struct exact_row exact = find_or_nobody(at, key, kind, people, codes);
    struct class_row row = {.key = *key, .kind = kind, .people = people};
    double width = at->lists->width;

    if (kind == RELEASE_COUNT && isnan(exact.n))
        exact.n = exact.estimate;
    row.n = count_class(exact.n, width);
    row.h = count_class(held_by(&exact, kind), width);
    row.is_known = row.h != COUNT_CLASS_NONE;
    row.is_definition = is_definition(at->lists, key, kind);
    if (is_share(kind) && row.is_known)
        set_followed(at, &exact, &row, codes);
    if (is_share(kind) && !row.is_followed) { /* of too few, or of no table at all: it is all one */
        row.h = COUNT_CLASS_NONE;
        row.is_known = false;
    }
    add_row(at, &row);
}

static bool is_named(const struct release_names *names, const char *name) {
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->names[i], name) == 0)
            return true;
    return false;
}

struct release_names classify_groups(const struct classifying *at, const struct class_key *key,
                                     const struct release_names *listed) {
    struct release_names names = *listed;

    for (size_t i = 0; i < at->n_rows && names.n < RELEASE_MOST_NAMES; i++) {
        const struct exact_row *exact = &at->rows[i];
        if (strcmp(exact->key.analysis, key->analysis) == 0 && strcmp(exact->key.measure, key->measure) == 0 &&
            strcmp(exact->key.rule, key->rule) == 0 && strcmp(exact->key.group_by, key->group_by) == 0 &&
            count_class(exact->n, at->lists->width) >= LEAST_PEOPLE_CLASS && !is_named(&names, exact->key.group))
            names.names[names.n++] = exact->key.group;
    }
    return names;
}

static void add_rows_used(struct classifying *at) {
    struct class_row row = {.key = {ANALYSIS_DATA_QUALITY, "", "accepted", "", "", "", "", (double)NAN},
                            .kind = RELEASE_ROWS,
                            .people = "accepted",
                            .n = COUNT_CLASS_NONE,
                            .is_known = true};
    double rows = 0;

    for (size_t i = 0; i < at->n_rows; i++)
        if (strcmp(at->rows[i].key.analysis, ANALYSIS_DATA_QUALITY) == 0 &&
            strcmp(at->rows[i].key.measure, "accepted") == 0 && !isnan(at->rows[i].estimate))
            rows += at->rows[i].estimate;
    row.h = (int)fmin(count_magnitude(rows), 2e9);
    add_row(at, &row);
}

/* What the mapping says of the export: sentences, no numbers. Whether an entry of [accept] was needed is not among
 * them, since a single late row decides it. */
static bool is_fact(const struct class_key *key) {
    return strcmp(key->measure, "table_not_held") == 0 || strcmp(key->measure, "mapping_says") == 0;
}

static void add_facts(struct classifying *at) {
    for (size_t i = 0; i < at->n_rows; i++) {
        const struct class_key *key = &at->rows[i].key;
        const struct class_row row = {
            .key = *key, .kind = RELEASE_FACT, .people = "", .n = COUNT_CLASS_NONE, .h = COUNT_CLASS_NONE};
        if (strcmp(key->analysis, ANALYSIS_DATA_QUALITY) == 0 && is_fact(key))
            add_row(at, &row);
    }
}

static void forget(struct exact_row *rows, size_t n_rows) {
    for (size_t i = 0; i < n_rows; i++)
        rows[i].n = rows[i].event_people = rows[i].at_risk = rows[i].estimate = rows[i].std_error = (double)NAN;
}

enum protect_status classify(struct exact_row *rows, size_t n_rows, const struct release_lists *lists,
                             struct class_table *table) {
    struct classifying at = {rows, n_rows, lists, table, PROTECT_OK};

    *table = (struct class_table){0};
    if (lists->width < 1 || lists->grid_days < 1)
        return PROTECT_INVALID;
    if (n_rows > 0)
        qsort(rows, n_rows, sizeof *rows, compare_rows);
    add_rows_used(&at);
    add_facts(&at);
    class_rows_add(&at);
    forget(rows, n_rows);
    return at.status;
}
