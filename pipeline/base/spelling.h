/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When two labels are one: "North", "north " and "NORTH" are the same site, "Site 1-1" and "Site 11" are not.
 *
 * The folded form of a label: letters in lower case (Latin, Greek, Cyrillic), a letter and its accent one character
 * however they were typed, each run of blanks and punctuation ONE blank, and none of blanks alone at either end. Runs
 * never vanish: what they part stays parted. Ids are never folded.
 * Bytes that are no UTF-8 stay as they are. No locale is asked: the answer is the same everywhere.
 *
 * source: Unicode 14, simple case folding of the blocks Latin-1, Latin Extended-A, Greek and Cyrillic, and the
 * canonical compositions of the first two. checked against: Python's unicodedata (tests/reference/spelling.py).
 */
#ifndef SWITCHBACK_BASE_SPELLING_H
#define SWITCHBACK_BASE_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

/* `folded` has room for length + 1 bytes; it ends in NUL. */
void spelling_fold(const char *text, size_t length, char *folded);

/* Have the two the same folded form? */
bool spelling_same(const char *a, const char *b);

#endif
