/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The episodes of episodes.csv under one rule, all people at once, in any order of rows.
 */
#ifndef SWITCHBACK_PERSON_RULE_EPISODES_H
#define SWITCHBACK_PERSON_RULE_EPISODES_H

#include "base/calendar.h"
#include "base/dictionary.h"
#include "care/listed_episode.h"

struct rule_episodes {
    struct listed_episode *rows; /* sorted by person and start */
    size_t n;
    enum calendar_kind days;
    struct dictionary *sites; /* names; a row's site is its number */
};

/* Numbers the people in `people` (borrowed). path "-" or NULL: standard input. Ends the program with exit 65 at a cell
 * that is not usable, or when no row is of the rule though there are rows. Free with rule_episodes_free. */
struct rule_episodes *rule_episodes_read(const char *path, const char *rule, struct dictionary *people,
                                         bool show_values);
void rule_episodes_free(struct rule_episodes *episodes);

#endif
