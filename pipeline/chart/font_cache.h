/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A place of its own for what gnuplot's font library keeps. Left alone it writes where the user's or the system's
 * caches are: a run as root, whose files nobody else may read, then kept every other user's gnuplot from its fonts, and
 * a user without a home has nowhere to write at all. The system's caches are still read, where they can be.
 */
#ifndef SWITCHBACK_CHART_FONT_CACHE_H
#define SWITCHBACK_CHART_FONT_CACHE_H

#include <stddef.h>

enum { FONT_CACHE_VARIABLES = 3 };

struct font_cache {
    char *directory; /* below TMPDIR, or /tmp */
};

/* Makes the directory, or ends the program (73). */
struct font_cache font_cache_make(void);

/* NAME=VALUE for the environment of gnuplot; returns how many there are. The caller frees the texts. */
size_t font_cache_environment(const struct font_cache *cache, char *variables[FONT_CACHE_VARIABLES]);

/* Removes the directory and frees. */
void font_cache_remove(struct font_cache *cache);

#endif
