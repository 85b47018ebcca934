/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What followed each return to use, from followup.csv (build_followup): an attended visit, or another end.
 */
#ifndef SWITCHBACK_PERSON_USE_OUTCOMES_H
#define SWITCHBACK_PERSON_USE_OUTCOMES_H

#include <stddef.h>

#include "base/dictionary.h"
#include "care/month_series.h"

struct use_outcomes {
    struct month_outcome *rows; /* sorted by person and day */
    size_t n;
};

/* The rows of the question after_return_to_use under the rule; reached: re-engaged. Numbers the people in `people`.
 * Ends the program (65) at a cell that is not usable. The caller frees `rows`. */
struct use_outcomes use_outcomes_read(const char *path, const char *rule, struct dictionary *people, bool show_values);

#endif
