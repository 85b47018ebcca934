/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table that was cut off: exports mostly stand in the order of ids, so that the last people have no row in a table in
 * which nearly everybody before them has one.
 *
 * People are counted who should have one: admitted (for two weeks and more), or in care by another table, a month
 * before as-of. Ids are taken in two orders, bytewise and shorter ones first (numbers without leading zeros). By chance
 * the last people are those without a row with the probability of drawing nobody else; less than a millionth is said.
 */
#ifndef SWITCHBACK_PERSON_SURVEY_TAIL_H
#define SWITCHBACK_PERSON_SURVEY_TAIL_H

#include <stdbool.h>
#include <stddef.h>

enum { SURVEY_LONGEST_ID = 40 };

/* Of people in order: so many, so many with a row, so many behind the last with one. */
struct survey_tail {
    size_t people, with, tail;
};

struct survey_tails {
    struct survey_tail bytewise, by_length[SURVEY_LONGEST_ID + 1]; /* longer ids are not counted by length */
};

/* The next person, in bytewise order of ids. */
void survey_tails_add(struct survey_tails *tails, size_t id_length, bool with);

/* The people behind. */
void survey_tails_join(struct survey_tails *tails, const struct survey_tails *behind);

/* People at the end of one of the orders whose rows were cut off; 0: nobody's were. */
size_t survey_tails_cut(const struct survey_tails *tails);

#endif
