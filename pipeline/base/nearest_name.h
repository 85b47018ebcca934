/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The name that was probably meant: "did you mean ...?".
 */
#ifndef SWITCHBACK_BASE_NEAREST_NAME_H
#define SWITCHBACK_BASE_NEAREST_NAME_H

#include <stddef.h>

/* The number of slips between two names, letters of either case: one more, one less, one other, two neighbours
 * exchanged. source: Damerau 1964; Levenshtein 1966 (no letter takes part in two slips: "optimal string alignment"). */
size_t nearest_name_distance(const char *a, const char *b);

/* The first of `names` that is nearest to `name`, or NULL where none is near (a third of the letters of `name` may
 * differ). */
const char *nearest_name_find(const char *const names[], size_t n, const char *name);

/* "did you mean 'NAME'?", or `otherwise` where none is near: what stands in the brackets of a message. The caller
 * frees. */
char *nearest_name_hint(const char *const names[], size_t n, const char *name, const char *otherwise);

#endif
