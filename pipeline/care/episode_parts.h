/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of care/episode.h share. */
#ifndef SWITCHBACK_CARE_EPISODE_PARTS_H
#define SWITCHBACK_CARE_EPISODE_PARTS_H

#include "care/episode.h"

/* One of the two kinds of care that are told apart. */
struct care_part {
    const struct care_person *person;
    const struct care_settings *settings;
    const struct care_run *runs; /* of the kind */
    size_t n_runs;
    bool is_detoxification, by_discharge;
};

/* The last day on which the person is observed before the next unknown days, or E. */
int32_t care_observed_until(const struct care_person *person, uint32_t stretch);

/* Days strictly between two days that are no unknown ones. */
int32_t care_known_days_between(const struct care_person *person, int32_t before, int32_t after);

/* The day on which observation of care that first covers `first_covered` could begin, where it may have begun unseen:
 * the window's opening, or the end of the unknown days before it. CARE_NO_DAY: it could not. */
int32_t care_opening(const struct care_person *person, int32_t window_start, uint32_t stretch, int32_t first_covered);

/* Left on X, or censored at C; T where it can be told. */
void care_episode_decide(struct care_episode *episode, int32_t censored_on);

/* Both fill `episodes`, in order, and return how many; room as care_episodes. */
size_t care_episodes_by_gap(const struct care_part *part, int32_t gap, struct care_episode episodes[]);
size_t care_episodes_by_discharge(const struct care_part *part, const struct care_covers *covers,
                                  struct care_episode episodes[]);

#endif
