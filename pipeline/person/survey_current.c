/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/survey_current.h"

enum { FEWEST_PEOPLE = 6 };
static const double nearly_all = 0.8, too_unlikely = 1e-6;

void survey_current_add(struct survey_current *current, bool is_open, bool with) {
    current->open += is_open;
    current->open_with += is_open && with;
    current->closed += !is_open;
    current->closed_with += !is_open && with;
}

void survey_current_join(struct survey_current *current, const struct survey_current *more) {
    current->open += more->open;
    current->open_with += more->open_with;
    current->closed += more->closed;
    current->closed_with += more->closed_with;
}

size_t survey_current_missing(const struct survey_current *current) {
    double chance = 1, open = (double)current->open, all = open + (double)current->closed;

    if (current->closed_with > 0 || current->closed < FEWEST_PEOPLE || (double)current->open_with < nearly_all * open)
        return 0;
    for (size_t i = 0; i < current->open_with; i++)
        chance *= (open - (double)i) / (all - (double)i);
    return chance < too_unlikely ? current->closed : 0;
}
