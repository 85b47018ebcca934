/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a column's name, and the spellings that identify people.
 */
#ifndef SWITCHBACK_PRIVACY_IDENTIFIER_WORDS_H
#define SWITCHBACK_PRIVACY_IDENTIFIER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum { IDENTIFIER_WORDS_MOST = 64, IDENTIFIER_WORDS_LONGEST = 200 };

/* Words in lower case, one after another in `text`: word i is text[start[i]] up to text[start[i + 1]]. */
struct identifier_words {
    char text[IDENTIFIER_WORDS_LONGEST + 1];
    size_t start[IDENTIFIER_WORDS_MOST + 1];
    size_t n;
};

/* false when the name is longer than 200 bytes or has more than 64 words: then it is no name. */
bool identifier_words_split(const char *name, struct identifier_words *words);

/* Do some words in a row, written together, make this spelling (or its plural)? */
bool identifier_words_have(const struct identifier_words *words, const char *spelling, size_t length);

/* The same words without numbers and words for the person. */
struct identifier_words identifier_words_essence(const struct identifier_words *words);

/* Spellings of each identifier_class, by blanks; one that begins with `=` must be all of the name. NULL: none. */
extern const char *const identifier_spellings[];

#endif
