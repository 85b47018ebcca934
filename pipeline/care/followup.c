/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/followup.h"

const char *care_outcome_name(enum care_outcome outcome) {
    static const char *const names[CARE_OUTCOME_COUNT] = {
        [CARE_OUTCOME_NONE] = "",
        [CARE_OUTCOME_RE_ENGAGED] = "re_engaged",
        [CARE_OUTCOME_LEFT] = "left",
        [CARE_OUTCOME_RETURNED] = "returned",
        [CARE_OUTCOME_TRANSFERRED] = "transferred",
        [CARE_OUTCOME_DEATH] = "death",
        [CARE_OUTCOME_HAPPENED] = "happened",
    };

    return names[outcome];
}

size_t care_collapse_events(int32_t days[], size_t n, int32_t same_event_days) {
    int32_t last = CARE_NO_DAY;
    size_t n_kept = 0;

    for (size_t i = 0; i < n; i++) {
        int32_t day = days[i];
        if (last == CARE_NO_DAY || day - last >= same_event_days)
            days[n_kept++] = day;
        last = day;
    }
    return n_kept;
}

/* The first of the days after `day`; CARE_NO_DAY: none. */
static int32_t first_after(struct care_days days, int32_t day) {
    for (size_t i = 0; i < days.n; i++)
        if (days.days[i] > day)
            return days.days[i];
    return CARE_NO_DAY;
}

enum care_outcome care_outcome_of_exit(enum care_exit exit) {
    if (exit == CARE_EXIT_DEATH)
        return CARE_OUTCOME_DEATH;
    return exit == CARE_EXIT_TRANSFERRED ? CARE_OUTCOME_TRANSFERRED : CARE_OUTCOME_LEFT;
}

/* The first of: the end of the episode (left, or censored), an engaging visit (which wins a tie: it was seen). */
static struct care_followup follow_event(const struct care_episode *episode, int32_t known_on,
                                         struct care_days engaging_visits) {
    bool left = episode->left_on != CARE_NO_DAY;
    int32_t end = left ? episode->left_on : episode->censored_on;
    int32_t visit = first_after(engaging_visits, known_on);
    struct care_followup followup = {.origin = known_on,
                                     .outcome = left ? care_outcome_of_exit(episode->exit) : CARE_OUTCOME_NONE};

    if (left && end <= known_on) /* care had ended in the days before */
        end = known_on + 1;
    if (visit != CARE_NO_DAY && visit <= end) {
        followup.outcome = CARE_OUTCOME_RE_ENGAGED;
        end = visit;
    }
    followup.time_days = end - known_on;
    return followup;
}

/* The last covered day up to `day`; CARE_NO_DAY: none. */
static int32_t covered_by(struct care_cover_runs cover, int32_t day) {
    int32_t covered = CARE_NO_DAY;

    for (size_t i = 0; i < cover.n; i++) {
        int32_t until = cover.runs[i].last < day ? cover.runs[i].last : day;
        if (cover.runs[i].first <= day && until > covered)
            covered = until;
    }
    return covered;
}

/* The episode that the covered day belongs to; behind unknown days the row that observes it. */
static size_t episode_on(struct care_course course, int32_t covered) {
    for (size_t i = course.n; i-- > 0;)
        if (course.episodes[i].first_covered <= covered && covered <= course.episodes[i].last_covered)
            return i;
    return CARE_NO_INDEX;
}

size_t care_after_return_to_use(struct care_course course, struct care_cover_runs cover, struct care_days known_on,
                                struct care_days engaging_visits, struct care_followup followups[]) {
    size_t n = 0;

    for (size_t i = 0; i < known_on.n; i++) {
        int32_t day = known_on.days[i], covered = covered_by(cover, day);
        size_t episode = covered == CARE_NO_DAY || day - covered > CARE_STILL_COVERED_DAYS
                             ? CARE_NO_INDEX
                             : episode_on(course, covered);
        if (episode == CARE_NO_INDEX || day > course.episodes[episode].observed_until)
            continue;
        followups[n] = follow_event(&course.episodes[episode], day, engaging_visits);
        followups[n].episode = episode;
        n += followups[n].time_days >= 1;
    }
    return n;
}

/* The first discharge to another program after the day; CARE_NO_DAY: none. */
static int32_t transfer_after(const struct care_person *person, int32_t day) {
    int32_t first = CARE_NO_DAY;

    for (size_t i = 0; i < person->n_admissions; i++) {
        int32_t discharged = person->admissions[i].discharged;
        if (person->admissions[i].reason == CARE_EXIT_TRANSFERRED && discharged != CARE_NO_DAY && discharged > day &&
            (first == CARE_NO_DAY || discharged < first))
            first = discharged;
    }
    return first;
}

static void take_earlier(struct care_followup *followup, int32_t day, enum care_outcome outcome) {
    int32_t time_days;

    if (day == CARE_NO_DAY || day <= followup->origin)
        return;
    time_days = day - followup->origin;
    if (time_days < followup->time_days ||
        (time_days == followup->time_days && followup->outcome == CARE_OUTCOME_NONE)) {
        followup->time_days = time_days;
        followup->outcome = outcome;
    }
}

/* Has a death decided a leaving that C leaves undecided? */
static bool is_decided_by_death(const struct care_person *person, const struct care_episode *episode) {
    return episode->left_on == CARE_NO_DAY && person->death != CARE_NO_DAY &&
           person->death > episode->last_covered + 1 && person->death <= episode->observed_until;
}

/* A leaving and how it came; false: none that starts a clock. */
static bool find_leaving(const struct care_person *person, const struct care_settings *settings,
                         const struct care_episode *episode, struct care_followup *leaving) {
    if (episode->left_on != CARE_NO_DAY)
        *leaving = (struct care_followup){.origin = episode->left_on, .exit = episode->exit};
    else if (is_decided_by_death(person, episode))
        *leaving = (struct care_followup){.origin = episode->last_covered + 1,
                                          .exit = care_episode_reason(person, episode, settings)};
    else
        return false;
    return leaving->exit != CARE_EXIT_DEATH && leaving->exit != CARE_EXIT_TRANSFERRED;
}

size_t care_after_leaving(const struct care_person *person, const struct care_settings *settings,
                          struct care_course course, struct care_followup followups[]) {
    size_t n = 0;

    for (size_t i = 0; i < course.n; i++) {
        const struct care_episode *episode = &course.episodes[i];
        struct care_followup followup;
        if (!find_leaving(person, settings, episode, &followup))
            continue;
        followup.episode = i;
        followup.time_days = episode->observed_until - followup.origin;
        if (episode->next_start != CARE_NO_DAY) {
            followup.time_days = episode->next_start - followup.origin;
            followup.outcome = CARE_OUTCOME_RETURNED;
        }
        take_earlier(&followup, person->death, CARE_OUTCOME_DEATH);
        take_earlier(&followup, transfer_after(person, followup.origin), CARE_OUTCOME_TRANSFERRED);
        if (followup.time_days >= 1)
            followups[n++] = followup;
    }
    return n;
}
