/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/multistate.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "stats/risk_sweep.h"

struct walker {
    double until; /* of the person's last interval */
    int32_t state;
};

static enum stats_status follow_rows(const struct survival_group *group, struct walker *walkers, int32_t *from) {
    const struct survival_sample *sample = group->sample;
    for (size_t i = 0; i < group->n_rows; i++) {
        uint32_t row = group->by_entry == NULL ? group->by_exit[i] : group->by_entry[i];
        struct walker *walker = &walkers[group->person[row]];
        double entry = sample->entry == NULL ? -HUGE_VAL : sample->entry[row];
        if (entry < walker->until)
            return STATS_INVALID;
        from[row] = walker->state;
        walker->until = sample->exit[row];
        if (sample->event[row] > 0)
            walker->state = sample->event[row] - 1;
    }
    return STATS_OK;
}

enum stats_status multistate_follow(const struct survival_group *group, int32_t initial, int32_t *from) {
    if (initial < 0 || initial >= group->sample->n_causes)
        return STATS_INVALID;
    struct walker *walkers = malloc(((size_t)group->n_people + 1) * sizeof *walkers);
    if (walkers == NULL)
        return STATS_NO_MEMORY;
    for (int32_t i = 0; i < group->n_people; i++)
        walkers[i] = (struct walker){-HUGE_VAL, initial};
    enum stats_status status = follow_rows(group, walkers, from);
    free(walkers);
    return status;
}

/* Does the row end by entering another state? */
static bool row_moves(const struct multistate *multistate, uint32_t row) {
    int32_t event = multistate->group.sample->event[row];
    return event > 0 && event - 1 != multistate->from[row];
}

static bool step_moves(const struct multistate *multistate, const struct risk_step *step) {
    for (size_t i = 0; i < step->n_ending; i++)
        if (row_moves(multistate, step->ending[i]))
            return true;
    return false;
}

static size_t count_times(const struct multistate *multistate) {
    struct risk_sweep sweep = risk_sweep_start(&multistate->group);
    struct risk_step step;
    size_t n = 0;
    for (double time; risk_sweep_next(&sweep, &time);) {
        risk_sweep_step(&sweep, time, &step);
        n += step_moves(multistate, &step);
    }
    return n;
}

/* d_hl / n_h from the counts of moves, and what leaves h in all on the diagonal. */
static void set_hazards(struct multistate *multistate, size_t j) {
    size_t n = multistate->n_states;
    const double *at_risk = multistate->at_risk + j * n;
    double *moves = multistate->moves + j * n * n;
    for (size_t h = 0; h < n; h++) {
        double leaving = 0;
        for (size_t l = 0; l < n; l++) {
            if (moves[h * n + l] > 0)
                moves[h * n + l] /= at_risk[h];
            leaving += moves[h * n + l];
        }
        moves[h * n + h] = -leaving;
    }
}

static void advance(struct multistate *multistate, size_t j) {
    size_t n = multistate->n_states;
    const double *before = multistate->occupation + j * n, *moves = multistate->moves + j * n * n;
    double *after = multistate->occupation + (j + 1) * n;
    for (size_t l = 0; l < n; l++) {
        after[l] = before[l];
        for (size_t h = 0; h < n; h++)
            after[l] += before[h] * moves[h * n + l];
    }
}

static void add_time(struct multistate *multistate, size_t j, const struct risk_step *step, const double *rows) {
    size_t n = multistate->n_states;
    multistate->times[j] = step->time;
    memcpy(multistate->at_risk + j * n, rows, n * sizeof *rows);
    for (size_t i = 0; i < step->n_ending; i++) {
        uint32_t row = step->ending[i];
        if (!row_moves(multistate, row))
            continue;
        size_t from = (size_t)multistate->from[row], to = (size_t)multistate->group.sample->event[row] - 1;
        multistate->moves[(j * n + from) * n + to] += 1;
    }
    set_hazards(multistate, j);
    advance(multistate, j);
}

/* `rows`: rows at risk in each state, n_states zeros. */
static void walk(struct multistate *multistate, double *rows) {
    struct risk_sweep sweep = risk_sweep_start(&multistate->group);
    struct risk_step step;
    size_t j = 0;
    for (double time; risk_sweep_next(&sweep, &time);) {
        risk_sweep_step(&sweep, time, &step);
        for (size_t i = 0; i < step.n_entering; i++)
            rows[multistate->from[step.entering[i]]] += 1;
        if (step_moves(multistate, &step))
            add_time(multistate, j++, &step, rows);
        for (size_t i = 0; i < step.n_ending; i++)
            rows[multistate->from[step.ending[i]]] -= 1;
    }
}

/* Rows person by person, each person's in the order of their ends: counted and dealt out. */
static enum stats_status order_rows(struct multistate *multistate) {
    const struct survival_group *group = &multistate->group;
    const struct survival_sample *sample = group->sample;
    size_t n_people = (size_t)group->n_people, *starts = calloc(n_people + 1, sizeof *starts);

    multistate->rows = malloc((group->n_rows + 1) * sizeof *multistate->rows);
    if (starts == NULL || multistate->rows == NULL) {
        free(starts);
        return STATS_NO_MEMORY;
    }
    for (size_t i = 0; i < group->n_rows; i++)
        starts[group->person[group->by_exit[i]] + 1]++;
    for (size_t person = 0; person < n_people; person++)
        starts[person + 1] += starts[person];
    for (size_t i = 0; i < group->n_rows; i++) {
        uint32_t row = group->by_exit[i];
        double entry = sample->entry == NULL ? -HUGE_VAL : sample->entry[row], exit = sample->exit[row];
        multistate->rows[starts[group->person[row]]++] =
            (struct multistate_row){.entry = entry,
                                    .exit = exit,
                                    .person = group->person[row],
                                    .from = multistate->from[row],
                                    .to = sample->event[row] > 0 ? sample->event[row] - 1 : multistate->from[row],
                                    .n_before = (uint32_t)multistate_find(multistate, entry),
                                    .n_within = (uint32_t)multistate_find(multistate, exit)};
    }
    free(starts);
    return STATS_OK;
}

enum stats_status multistate_estimate(const struct survival_group *group, const int32_t *from, int32_t initial,
                                      struct multistate *out) {
    if (initial < 0 || initial >= group->sample->n_causes)
        return STATS_INVALID;
    if (group->n_rows == 0)
        return STATS_EMPTY;
    size_t n = (size_t)group->sample->n_causes;
    struct multistate multistate = {.group = *group, .from = from, .n_states = n};
    multistate.n_times = count_times(&multistate);
    multistate.last_time = group->sample->exit[group->by_exit[group->n_rows - 1]];
    multistate.times = malloc((multistate.n_times + 1) * sizeof(double));
    multistate.at_risk = malloc((multistate.n_times + 1) * n * sizeof(double));
    multistate.moves = calloc((multistate.n_times + 1) * n * n, sizeof(double));
    multistate.occupation = calloc((multistate.n_times + 1) * n, sizeof(double));
    double *rows = calloc(n, sizeof *rows);
    enum stats_status status = STATS_NO_MEMORY;
    if (multistate.times != NULL && multistate.at_risk != NULL && multistate.moves != NULL &&
        multistate.occupation != NULL && rows != NULL) {
        multistate.occupation[initial] = 1;
        walk(&multistate, rows);
        status = order_rows(&multistate);
    }
    if (status == STATS_OK)
        *out = multistate;
    else
        multistate_free(&multistate);
    free(rows);
    return status;
}

void multistate_free(struct multistate *multistate) {
    if (multistate == NULL)
        return;
    free(multistate->rows);
    free(multistate->times);
    free(multistate->at_risk);
    free(multistate->moves);
    free(multistate->occupation);
    *multistate = (struct multistate){0};
}

size_t multistate_find(const struct multistate *multistate, double time) {
    size_t low = 0, high = multistate->n_times;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (multistate->times[middle] > time)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Of the rows of one person: a state that a row is spent in was entered before, unless it is the initial one. */
static void count_person(const struct multistate_row *rows, size_t n, double time, unsigned char *entered,
                         struct multistate_count *counts) {
    for (size_t i = 0; i < n; i++) {
        const struct multistate_row *row = &rows[i];
        if (!(row->entry > time) && !entered[row->from]) {
            counts[row->from].events += 1;
            entered[row->from] = 1;
            counts[row->from].event_people += 1;
        }
        if (row->exit > time || row->to == row->from)
            continue;
        counts[row->to].events += 1;
        counts[row->to].event_people += entered[row->to] ? 0 : 1;
        entered[row->to] = 1;
    }
}

enum stats_status multistate_count(const struct multistate *multistate, double time, struct multistate_count *counts) {
    size_t n_rows = multistate->group.n_rows;
    unsigned char *entered = calloc(multistate->n_states + 1, 1);
    if (entered == NULL)
        return STATS_NO_MEMORY;
    for (size_t h = 0; h < multistate->n_states; h++)
        counts[h] = (struct multistate_count){0};
    for (size_t first = 0, end; first < n_rows; first = end) {
        for (end = first + 1; end < n_rows && multistate->rows[end].person == multistate->rows[first].person;)
            end++;
        memset(entered, 0, multistate->n_states);
        count_person(multistate->rows + first, end - first, time, entered, counts);
    }
    free(entered);
    return STATS_OK;
}
