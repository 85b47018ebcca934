/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a header of an export, as ideas: `Client ID`, `client-id`, `ClientID`, `PTNO` and "Patientennummer" are
 * all "person id".
 *
 * Words end at case changes, digits and everything that is no letter (identifier_words_split); letters of Latin-1 lose
 * their accents; a word that is not in the vocabulary is parted where it consists of several that are ("admitdt"). What
 * no entry of the vocabulary explains is an unknown word. Pure; no cell is looked at.
 */
#ifndef SWITCHBACK_DRAFT_HEADER_WORDS_H
#define SWITCHBACK_DRAFT_HEADER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum { HEADER_WORDS_MOST = 24, HEADER_WORDS_LONGEST = 16 };

struct header_words {
    char ideas[HEADER_WORDS_MOST][HEADER_WORDS_LONGEST]; /* in the order of the header, each once */
    size_t n, n_unknown;                                 /* words without an idea */
};

struct header_words header_words_read(const char *header);
bool header_words_have(const struct header_words *words, const char *idea);

/* An idea, or several by blanks, and the words that mean it. */
struct header_word {
    const char *ideas, *words;
};
extern const struct header_word header_word_table[];
extern const size_t header_word_count;

/* The ideas of the word (lower case, no accents), or NULL. */
const char *header_words_find(const char *word, size_t length);

/* The text in lower case without accents of Latin-1 (UTF-8), for the vocabulary; `out` has room for twice the length
 * and a NUL. */
void header_words_plain(const char *text, char *out);

#endif
