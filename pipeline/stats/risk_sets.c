/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/risk_sets.h"

#include <stdbool.h>
#include <stdlib.h>

#include "stats/risk_sweep.h"

/* What is remembered of each person during the walk. */
struct people {
    uint32_t *rows_at_risk;
    unsigned char *had_event; /* [person * (n_causes + 1)]: any cause, then each cause */
    size_t width;
    uint32_t at_risk, with_event;
    bool one_row_each; /* then nothing is remembered */
};

static bool people_alloc(struct people *people, const struct survival_group *group) {
    bool one_row_each = !survival_group_repeats(group);
    size_t n = one_row_each ? 0 : (size_t)group->n_people;
    *people = (struct people){.width = (size_t)group->sample->n_causes + 1, .one_row_each = one_row_each};
    people->rows_at_risk = calloc(n + 1, sizeof *people->rows_at_risk);
    people->had_event = calloc((n + 1) * people->width, 1);
    return people->rows_at_risk != NULL && people->had_event != NULL;
}

static void people_free(struct people *people) {
    free(people->rows_at_risk);
    free(people->had_event);
}

static bool people_first(struct people *people, size_t person, size_t cause) {
    unsigned char *had = &people->had_event[person * people->width + cause];
    if (*had)
        return false;
    *had = 1;
    return true;
}

static void count_entering(const struct survival_group *group, const struct risk_step *step, struct people *people) {
    if (people->one_row_each)
        people->at_risk = (uint32_t)step->at_risk;
    for (size_t i = 0; !people->one_row_each && i < step->n_entering; i++)
        if (people->rows_at_risk[group->person[step->entering[i]]]++ == 0)
            people->at_risk++;
}

/* Rows are people: nobody has to be known again. */
static void count_ending_rows(const struct survival_group *group, const struct risk_step *step, struct people *people,
                              struct risk_sets *sets) {
    size_t base = sets->n_sets * (size_t)sets->n_causes;
    for (size_t i = 0; i < step->n_ending; i++) {
        size_t cause = (size_t)group->sample->event[step->ending[i]];
        uint32_t count = (uint32_t)survival_sample_count(group->sample, step->ending[i]);
        if (cause == 0)
            continue;
        sets->cause_events[base + cause - 1] += count;
        sets->cause_event_people[base + cause - 1] += count;
        sets->sets[sets->n_sets].events += count;
    }
    people->with_event += sets->sets[sets->n_sets].events;
}

static void count_ending(const struct survival_group *group, const struct risk_step *step, struct people *people,
                         struct risk_sets *sets) {
    size_t base = sets->n_sets * (size_t)sets->n_causes;
    for (size_t i = 0; i < step->n_ending; i++) {
        size_t person = (size_t)group->person[step->ending[i]];
        size_t cause = (size_t)group->sample->event[step->ending[i]];
        if (--people->rows_at_risk[person] == 0)
            people->at_risk--;
        if (cause == 0)
            continue;
        sets->cause_events[base + cause - 1]++;
        sets->cause_event_people[base + cause - 1] += people_first(people, person, cause);
        sets->sets[sets->n_sets].events++;
        people->with_event += people_first(people, person, 0);
    }
}

static void append_set(const struct survival_group *group, const struct risk_step *step, struct people *people,
                       struct risk_sets *sets) {
    size_t n_causes = (size_t)sets->n_causes, base = sets->n_sets * n_causes;
    struct risk_set *set = &sets->sets[sets->n_sets];
    count_entering(group, step, people);
    *set = (struct risk_set){.time = step->time,
                             .at_risk = (uint32_t)step->at_risk,
                             .people_at_risk = people->at_risk,
                             .ended = (uint32_t)step->ended};
    for (size_t k = 0; k < n_causes; k++) {
        sets->cause_events[base + k] = 0;
        sets->cause_event_people[base + k] = sets->n_sets > 0 ? sets->cause_event_people[base + k - n_causes] : 0;
    }
    if (people->one_row_each)
        count_ending_rows(group, step, people, sets);
    else
        count_ending(group, step, people, sets);
    set->total_events = set->events + (sets->n_sets > 0 ? set[-1].total_events : 0);
    set->event_people = people->with_event;
    sets->n_sets++;
}

static size_t count_exit_times(const struct survival_group *group) {
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    size_t n = 0;
    for (double time; risk_sweep_next(&sweep, &time); n++)
        risk_sweep_step(&sweep, time, &step);
    return n;
}

static void walk(const struct survival_group *group, const double *times, size_t n_times, struct people *people,
                 struct risk_sets *sets) {
    struct risk_sweep sweep = risk_sweep_start(group);
    struct risk_step step;
    double time;
    size_t next = 0;
    bool left = risk_sweep_next(&sweep, &time);
    while (left || next < n_times) {
        if (next < n_times && (!left || !(times[next] > time)))
            time = times[next++];
        if (sets->n_sets == 0 || time > sets->sets[sets->n_sets - 1].time) {
            risk_sweep_step(&sweep, time, &step);
            append_set(group, &step, people, sets);
        }
        left = risk_sweep_next(&sweep, &time);
    }
}

enum stats_status risk_sets_build(const struct survival_group *group, const double *times, size_t n_times,
                                  struct risk_sets *out) {
    if (group->n_rows == 0)
        return STATS_EMPTY;
    size_t n = count_exit_times(group) + n_times, n_causes = (size_t)group->sample->n_causes;
    struct risk_sets sets = {.n_causes = group->sample->n_causes};
    struct people people;
    bool have_people = people_alloc(&people, group);
    sets.sets = malloc(n * sizeof *sets.sets);
    sets.cause_events = malloc(n * n_causes * sizeof *sets.cause_events);
    sets.cause_event_people = malloc(n * n_causes * sizeof *sets.cause_event_people);
    enum stats_status status = STATS_NO_MEMORY;
    if (have_people && sets.sets != NULL && sets.cause_events != NULL && sets.cause_event_people != NULL) {
        walk(group, times, n_times, &people, &sets);
        *out = sets;
        status = STATS_OK;
    } else {
        risk_sets_free(&sets);
    }
    people_free(&people);
    return status;
}

size_t risk_sets_find(const struct risk_sets *sets, double time) {
    size_t low = 0, high = sets->n_sets;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sets->sets[middle].time > time)
            high = middle;
        else
            low = middle + 1;
    }
    return low > 0 ? low - 1 : sets->n_sets;
}

void risk_sets_free(struct risk_sets *sets) {
    if (sets == NULL)
        return;
    free(sets->sets);
    free(sets->cause_events);
    free(sets->cause_event_people);
    *sets = (struct risk_sets){0};
}
