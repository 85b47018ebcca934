/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/survival_sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/order.h"

static bool row_is_valid(const struct survival_sample *sample, size_t row) {
    if (!isfinite(sample->exit[row]))
        return false;
    if (sample->entry != NULL && !(sample->entry[row] < sample->exit[row]))
        return false;
    if (sample->entry != NULL && !isfinite(sample->entry[row]))
        return false;
    if (sample->event[row] < 0 || sample->event[row] > sample->n_causes)
        return false;
    if (sample->count != NULL && (sample->count[row] < 1 || sample->entry != NULL || sample->person != NULL))
        return false;
    return sample->person == NULL || (sample->person[row] >= 0 && sample->person[row] < sample->n_people);
}

enum stats_status survival_sample_check(const struct survival_sample *sample, size_t *row) {
    if (sample->n_causes < 1 || sample->n_rows >= INT32_MAX)
        return STATS_INVALID;
    for (size_t i = 0; i < sample->n_rows; i++) {
        if (row_is_valid(sample, i))
            continue;
        if (row != NULL)
            *row = i;
        return STATS_INVALID;
    }
    return STATS_OK;
}

bool survival_sample_delayed(const struct survival_sample *sample) {
    for (size_t i = 0; sample->entry != NULL && i < sample->n_rows; i++)
        if (sample->entry[i] > 0)
            return true;
    return false;
}

bool survival_group_repeats(const struct survival_group *group) { return (size_t)group->n_people < group->n_rows; }

static int32_t group_of(const int32_t *group, size_t row) { return group == NULL ? 0 : group[row]; }

/* start[g] = rows in the groups before g. */
static enum stats_status count_groups(struct survival_split *split, const int32_t *group) {
    for (size_t row = 0; row < split->sample->n_rows; row++) {
        int32_t code = group_of(group, row);
        if (code < -1 || code >= (int32_t)split->n_groups)
            return STATS_INVALID;
        if (code >= 0)
            split->start[code + 1]++;
    }
    for (size_t g = 0; g < split->n_groups; g++)
        split->start[g + 1] += split->start[g];
    return STATS_OK;
}

/* Deals rows to their groups, which keeps their order within each. */
static enum stats_status deal(const struct survival_split *split, const uint32_t *order, const int32_t *group,
                              uint32_t **out) {
    uint32_t *dealt = malloc((split->start[split->n_groups] + 1) * sizeof *dealt);
    size_t *next = malloc((split->n_groups + 1) * sizeof *next);
    if (dealt == NULL || next == NULL) {
        free(dealt);
        free(next);
        return STATS_NO_MEMORY;
    }
    memcpy(next, split->start, split->n_groups * sizeof *next);
    for (size_t i = 0; i < split->sample->n_rows; i++) {
        int32_t code = group_of(group, order[i]);
        if (code >= 0)
            dealt[next[code]++] = order[i];
    }
    free(next);
    *out = dealt;
    return STATS_OK;
}

/* By exit, ties by entry and event, then by entry, ties as before: sums over tied rows are then the same whatever the
 * order of the rows, to the last bit, if one person's rows come in the order of persons. */
static enum stats_status sort_rows(struct survival_split *split, const int32_t *group, uint32_t *order) {
    const struct survival_sample *sample = split->sample;
    size_t n_rows = sample->n_rows;
    order_start(n_rows, order);
    enum stats_status status = order_sort_codes(sample->event, (size_t)sample->n_causes + 1, n_rows, order);
    if (status == STATS_OK && sample->entry != NULL)
        status = order_sort(sample->entry, n_rows, order);
    if (status == STATS_OK)
        status = order_sort(sample->exit, n_rows, order);
    if (status == STATS_OK)
        status = deal(split, order, group, &split->by_exit);
    if (status == STATS_OK && sample->entry != NULL)
        status = order_sort(sample->entry, n_rows, order);
    if (status == STATS_OK && sample->entry != NULL)
        status = deal(split, order, group, &split->by_entry);
    return status;
}

/* Numbers the people of one group; `seen_in` and `number` remember, per person of the sample, the
 * last group met and the number given there. */
static void number_people(struct survival_split *split, size_t g, int32_t *seen_in, int32_t *number) {
    int32_t n_people = 0;
    for (size_t i = split->start[g]; i < split->start[g + 1]; i++) {
        uint32_t row = split->by_exit[i];
        int32_t person = split->sample->person == NULL ? -1 : split->sample->person[row];
        if (person < 0) {
            split->person[row] = n_people;
            n_people += (int32_t)survival_sample_count(split->sample, row);
            continue;
        }
        if (seen_in[person] != (int32_t)g) {
            seen_in[person] = (int32_t)g;
            number[person] = n_people++;
        }
        split->person[row] = number[person];
    }
    split->n_people[g] = n_people;
}

static enum stats_status number_all_people(struct survival_split *split) {
    size_t n_known = split->sample->person == NULL ? 0 : (size_t)split->sample->n_people;
    int32_t *seen_in = malloc((n_known + 1) * sizeof *seen_in);
    int32_t *number = malloc((n_known + 1) * sizeof *number);
    enum stats_status status = seen_in != NULL && number != NULL ? STATS_OK : STATS_NO_MEMORY;
    for (size_t i = 0; status == STATS_OK && i < n_known; i++)
        seen_in[i] = -1;
    for (size_t g = 0; status == STATS_OK && g < split->n_groups; g++)
        number_people(split, g, seen_in, number);
    free(seen_in);
    free(number);
    return status;
}

enum stats_status survival_split_build(const struct survival_sample *sample, const int32_t *group, size_t n_groups,
                                       struct survival_split *out) {
    if (n_groups < 1 || n_groups >= INT32_MAX || sample->n_rows >= INT32_MAX)
        return STATS_INVALID;
    struct survival_split split = {.sample = sample, .n_groups = n_groups};
    enum stats_status status = STATS_NO_MEMORY;
    uint32_t *order = malloc((sample->n_rows + 1) * sizeof *order);
    split.start = calloc(n_groups + 1, sizeof *split.start);
    split.person = malloc((sample->n_rows + 1) * sizeof *split.person);
    split.n_people = calloc(n_groups, sizeof *split.n_people);
    if (order != NULL && split.start != NULL && split.person != NULL && split.n_people != NULL)
        status = count_groups(&split, group);
    if (status == STATS_OK)
        status = sort_rows(&split, group, order);
    if (status == STATS_OK)
        status = number_all_people(&split);
    free(order);
    if (status == STATS_OK)
        *out = split;
    else
        survival_split_free(&split);
    return status;
}

struct survival_group survival_split_group(const struct survival_split *split, size_t group) {
    size_t start = split->start[group];
    return (struct survival_group){
        .sample = split->sample,
        .by_exit = split->by_exit + start,
        .by_entry = split->by_entry == NULL ? NULL : split->by_entry + start,
        .person = split->person,
        .n_rows = split->start[group + 1] - start,
        .n_people = split->n_people[group],
    };
}

enum stats_status survival_split_repeats(const struct survival_split *split, bool *repeats) {
    const struct survival_sample *sample = split->sample;
    *repeats = false;
    if (sample->person == NULL)
        return STATS_OK;
    bool *seen = calloc((size_t)sample->n_people + 1, sizeof *seen);
    if (seen == NULL)
        return STATS_NO_MEMORY;
    for (size_t i = 0; i < split->start[split->n_groups] && !*repeats; i++) {
        int32_t person = sample->person[split->by_exit[i]];
        *repeats = seen[person];
        seen[person] = true;
    }
    free(seen);
    return STATS_OK;
}

void survival_split_free(struct survival_split *split) {
    if (split == NULL)
        return;
    free(split->start);
    free(split->by_exit);
    free(split->by_entry);
    free(split->person);
    free(split->n_people);
    *split = (struct survival_split){0};
}
