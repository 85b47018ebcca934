/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/states.h"

const char *care_state_name(enum care_state state) {
    static const char *const names[CARE_STATE_COUNT] = {
        [CARE_STATE_NONE] = "",
        [CARE_STATE_IN_CARE] = "in_care",
        [CARE_STATE_IN_CARE_AFTER_RETURN_TO_USE] = "in_care_after_return_to_use",
        [CARE_STATE_OUT_OF_CARE] = "out_of_care",
        [CARE_STATE_BACK_IN_CARE] = "back_in_care",
        [CARE_STATE_DEATH] = "death",
    };

    return names[state];
}

size_t care_states_capacity(size_t n_episodes) { return 3 * n_episodes + 2; }

struct path {
    struct care_interval *intervals;
    size_t n;
    int32_t day_zero, censored_on;
};

/* The person enters `state` on `day`; what lies at or past C is not told. An interval that would be empty (two
 * changes on one day) takes the later state. */
static void enter(struct path *path, int32_t day, enum care_state state) {
    struct care_interval *last = path->n > 0 ? &path->intervals[path->n - 1] : NULL;
    int32_t at = day - path->day_zero;

    if (day >= path->censored_on || (last != NULL && last->state == CARE_STATE_DEATH))
        return;
    if (last != NULL && last->start >= at) {
        last->state = state;
        if (path->n > 1)
            path->intervals[path->n - 2].next = state;
        return;
    }
    if (last != NULL) {
        last->stop = at;
        last->next = state;
    }
    path->intervals[path->n++] = (struct care_interval){.start = at, .state = state};
}

static int32_t event_within(struct care_days events, const struct care_episode *episode) {
    for (size_t i = 0; i < events.n; i++)
        if (events.days[i] >= episode->first_covered && events.days[i] <= episode->last_covered)
            return events.days[i];
    return CARE_NO_DAY;
}

/* Who had left by the day of the path's begin has left on the first day. */
static void leave_episode(struct path *path, const struct care_person *person, const struct care_episode *episode) {
    int32_t first = path->day_zero + 1;

    if (episode->left_on == CARE_NO_DAY)
        return;
    enter(path, episode->left_on > first ? episode->left_on : first,
          episode->exit == CARE_EXIT_DEATH ? CARE_STATE_DEATH : CARE_STATE_OUT_OF_CARE);
    if (person->death != CARE_NO_DAY && person->death >= episode->left_on &&
        (episode->next_start == CARE_NO_DAY || person->death < episode->next_start))
        enter(path, person->death > first ? person->death : first, CARE_STATE_DEATH);
}

static void follow_episode(struct path *path, const struct care_person *person, const struct care_episode *episode,
                           struct care_days events) {
    int32_t event = event_within(events, episode);

    if (event != CARE_NO_DAY)
        enter(path, event, CARE_STATE_IN_CARE_AFTER_RETURN_TO_USE);
    leave_episode(path, person, episode);
}

/* The end of the path at C; how many intervals it has. */
static size_t end_path(struct path *path) {
    if (path->intervals[path->n - 1].state == CARE_STATE_DEATH)
        return path->n - 1;
    path->intervals[path->n - 1].stop = path->censored_on - path->day_zero;
    return path->n;
}

size_t care_states(const struct care_person *person, const struct care_episode episodes[], size_t n_episodes,
                   struct care_days events, struct care_interval intervals[]) {
    struct path path = {.intervals = intervals};

    if (n_episodes == 0 || episodes[0].time_days < 0)
        return 0;
    path.day_zero = episodes[0].start;
    path.censored_on = episodes[0].censored_on;
    intervals[path.n++] = (struct care_interval){.start = episodes[0].entry_days, .state = CARE_STATE_IN_CARE};
    for (size_t i = 0; i < n_episodes; i++) {
        if (i > 0)
            enter(&path, episodes[i].first_covered, CARE_STATE_BACK_IN_CARE);
        follow_episode(&path, person, &episodes[i], events);
    }
    return end_path(&path);
}

size_t care_states_after(const struct care_person *person, struct care_course course, int32_t origin, size_t episode,
                         struct care_interval intervals[]) {
    struct path path = {
        .intervals = intervals, .day_zero = origin, .censored_on = course.episodes[episode].censored_on};

    if (path.censored_on <= origin)
        return 0;
    intervals[path.n++] = (struct care_interval){.state = CARE_STATE_IN_CARE};
    for (size_t i = episode; i < course.n; i++) {
        if (i > episode)
            enter(&path, course.episodes[i].first_covered, CARE_STATE_IN_CARE);
        leave_episode(&path, person, &course.episodes[i]);
    }
    return end_path(&path);
}
