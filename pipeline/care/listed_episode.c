/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/listed_episode.h"

#include "base/sorting.h"

static int compare(int32_t left, int32_t right) { return (left > right) - (left < right); }

struct care_episode listed_episode_care(const struct listed_episode *episode) {
    const struct listed_care *care = &episode->care;

    return (struct care_episode){.start = care->start,
                                 .left_on = care->left_on,
                                 .censored_on = care->censored_on,
                                 .entry_days = care->entry_days,
                                 .exit = care->exit,
                                 .is_continued = care->is_continued,
                                 .prevalent = care->prevalent};
}

/* The day from which on this row tells of the person. */
static int32_t begin_of(const struct listed_episode *episode) {
    return episode->care.start + (episode->care.is_continued ? episode->care.entry_days : 0);
}

static int compare_episodes(const void *left, const void *right) {
    const struct listed_episode *a = left, *b = right;

    return a->person != b->person ? compare(a->person, b->person) : compare(begin_of(a), begin_of(b));
}

void listed_episode_sort(struct listed_episode *episodes, size_t n) {
    sorting_ensure(episodes, n, sizeof *episodes, compare_episodes);
}

const struct listed_episode *listed_episode_before(const struct listed_episode *episodes, size_t n, int32_t person,
                                                   int32_t day) {
    const struct listed_episode wanted = {.person = person, .care = {.start = day}};
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_episodes(&episodes[middle], &wanted) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && episodes[low - 1].person == person ? &episodes[low - 1] : NULL;
}

size_t listed_episode_pass(const struct listed_episode *episodes, size_t n, size_t from, int32_t person, int32_t day) {
    while (from < n &&
           (episodes[from].person < person || (episodes[from].person == person && begin_of(&episodes[from]) <= day)))
        from++;
    return from;
}

int32_t listed_episode_end(const struct listed_episode *episode) {
    return episode->care.left_on != CARE_NO_DAY ? episode->care.left_on : episode->care.censored_on + 1;
}

bool listed_episode_in_care(const struct listed_episode *episode, int32_t day) {
    return begin_of(episode) <= day && day < listed_episode_end(episode);
}

bool listed_episode_is_admission(const struct listed_episode *episode) {
    return episode->first && episode->care.entry_days == 0 && !episode->care.prevalent;
}

bool listed_episode_is_return(const struct listed_episode *episode) {
    return episode->returned && !episode->care.is_continued;
}
