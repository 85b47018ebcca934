/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table that was exported for the people of today alone: nobody who was discharged has a row in it, though nearly
 * everybody who is still admitted has. Whoever left is then missing from every number about leaving.
 *
 * People are counted who were admitted for two weeks and more, within the days that the tables cover. By chance all
 * with a row are among those still admitted with the probability of drawing nobody else; less than a millionth is said.
 */
#ifndef SWITCHBACK_PERSON_SURVEY_CURRENT_H
#define SWITCHBACK_PERSON_SURVEY_CURRENT_H

#include <stdbool.h>
#include <stddef.h>

struct survey_current {
    size_t open, open_with, closed, closed_with;
};

void survey_current_add(struct survey_current *current, bool is_open, bool with);
void survey_current_join(struct survey_current *current, const struct survey_current *more);

/* People discharged, of whom the table has nobody; 0: it has some, or need not. */
size_t survey_current_missing(const struct survey_current *current);

#endif
