/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long an episode that was left had lasted, in classes, so that coming back can be told by it.
 *
 *   under_30   left before the first landmark of retention
 *   30-89      the first three months, below which treatment is of limited effect
 *   90-364
 *   365+       the year that medication for OUD is meant to last at the least
 *   unknown    care was already going on when the data begin, and the admission is not known: day 0 is not
 *
 * The edges are the landmarks of retention (30, 90, 365): who left before day 30 is who is not in its share at 30.
 *
 * source: three months and a year are those of National Institute on Drug Abuse, Principles of Drug Addiction
 * Treatment, 3rd ed. (2018), "How long does treatment usually last?".
 */
#ifndef SWITCHBACK_CARE_STAY_H
#define SWITCHBACK_CARE_STAY_H

#include "care/episode.h"

/* `left_on`: the first day after care. Static text. */
const char *care_stay_class(const struct care_episode *episode, int32_t left_on);

#endif
