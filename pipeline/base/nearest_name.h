/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The name that was probably meant: "did you mean ...?".
 */
#ifndef SWITCHBACK_BASE_NEAREST_NAME_H
#define SWITCHBACK_BASE_NEAREST_NAME_H

#include <stddef.h>

/* The number of single-letter changes between two names, letters of either case.
 * source: Levenshtein 1966. */
size_t nearest_name_distance(const char *a, const char *b);

/* The first of `names` that is nearest to `name`, or NULL where none is near (a third of the letters of `name` may
 * differ). */
const char *nearest_name_find(const char *const names[], size_t n, const char *name);

/* "did you mean 'NAME'?", or `otherwise` where none is near: what stands in the brackets of a message. The caller
 * frees. */
char *nearest_name_hint(const char *const names[], size_t n, const char *name, const char *otherwise);

#endif
