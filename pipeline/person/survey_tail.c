/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/survey_tail.h"

enum { FEWEST_PEOPLE = 6 };
static const double nearly_all = 0.8, too_unlikely = 1e-6;

static void add(struct survey_tail *tail, bool with) {
    tail->people++;
    tail->with += with;
    tail->tail = with ? 0 : tail->tail + 1;
}

static void join(struct survey_tail *tail, const struct survey_tail *behind) {
    tail->tail = behind->with > 0 ? behind->tail : tail->tail + behind->people;
    tail->people += behind->people;
    tail->with += behind->with;
}

void survey_tails_add(struct survey_tails *tails, size_t id_length, bool with) {
    add(&tails->bytewise, with);
    if (id_length <= SURVEY_LONGEST_ID)
        add(&tails->by_length[id_length], with);
}

void survey_tails_join(struct survey_tails *tails, const struct survey_tails *behind) {
    join(&tails->bytewise, &behind->bytewise);
    for (size_t length = 0; length <= SURVEY_LONGEST_ID; length++)
        join(&tails->by_length[length], &behind->by_length[length]);
}

/* Of the people without a row, so many at once: drawn without putting back (the hypergeometric distribution). */
static size_t cut_of(const struct survey_tail *tail) {
    double without = (double)(tail->people - tail->with), all = (double)tail->people, chance = 1;

    if (tail->tail < FEWEST_PEOPLE || (double)tail->with < nearly_all * (double)(tail->people - tail->tail))
        return 0;
    for (size_t i = 0; i < tail->tail; i++)
        chance *= (without - (double)i) / (all - (double)i);
    return chance < too_unlikely ? tail->tail : 0;
}

size_t survey_tails_cut(const struct survey_tails *tails) {
    struct survey_tail by_length = {0};
    size_t bytewise = cut_of(&tails->bytewise), longest;

    for (size_t length = 0; length <= SURVEY_LONGEST_ID; length++)
        join(&by_length, &tails->by_length[length]);
    longest = cut_of(&by_length);
    return longest > bytewise ? longest : bytewise;
}
