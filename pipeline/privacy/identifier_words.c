/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/identifier_words.h"

#include <string.h>

static const char *const person_words = "patient client person member participant subject consumer resident pt pat clt";

enum letter { LETTER_LOWER, LETTER_UPPER, LETTER_DIGIT, LETTER_NONE };

/* ASCII by hand: <ctype.h> asks the locale. Bytes of other scripts count as lower case. */
static enum letter letter_of(char c) {
    if (c >= 'A' && c <= 'Z')
        return LETTER_UPPER;
    if (c >= '0' && c <= '9')
        return LETTER_DIGIT;
    if ((c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80)
        return LETTER_LOWER;
    return LETTER_NONE;
}

/* zipCode, DOBDate and zip5 have two words each; in DOBDate the second begins at the last capital. */
static bool begins_word(enum letter before, enum letter here, enum letter after) {
    if (before == LETTER_NONE)
        return true;
    if ((before == LETTER_DIGIT) != (here == LETTER_DIGIT))
        return true;
    return here == LETTER_UPPER && (before == LETTER_LOWER || after == LETTER_LOWER);
}

bool identifier_words_split(const char *name, struct identifier_words *words) {
    enum letter before = LETTER_NONE;
    size_t used = 0;

    words->n = 0;
    for (const char *c = name; *c != '\0'; c++) {
        enum letter here = letter_of(*c);
        if (c - name >= IDENTIFIER_WORDS_LONGEST)
            return false;
        if (*c == '\'')
            continue;
        if (here != LETTER_NONE && begins_word(before, here, letter_of(c[1]))) {
            if (words->n == IDENTIFIER_WORDS_MOST)
                return false;
            words->start[words->n++] = used;
        }
        if (here != LETTER_NONE)
            words->text[used++] = (char)(here == LETTER_UPPER ? *c - 'A' + 'a' : *c);
        before = here;
    }
    words->start[words->n] = used;
    words->text[used] = '\0';
    return true;
}

static bool ends_word(const struct identifier_words *words, size_t first, size_t end) {
    for (size_t i = first + 1; i <= words->n; i++)
        if (words->start[i] == end)
            return true;
    return false;
}

bool identifier_words_have(const struct identifier_words *words, const char *spelling, size_t length) {
    for (size_t i = 0; i < words->n; i++) {
        const char *text = words->text + words->start[i];
        size_t end = words->start[i] + length;

        if (end > words->start[words->n] || memcmp(text, spelling, length) != 0)
            continue;
        if (ends_word(words, i, end) || (text[length] == 's' && ends_word(words, i, end + 1)))
            return true;
    }
    return false;
}

static bool is_person_word(const char *word, size_t length) {
    for (const char *at = person_words; *at != '\0';) {
        size_t n = strcspn(at, " ");
        if (n == length && memcmp(at, word, n) == 0)
            return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

struct identifier_words identifier_words_essence(const struct identifier_words *words) {
    struct identifier_words essence = {.n = 0};
    size_t used = 0;

    for (size_t i = 0; i < words->n; i++) {
        const char *word = words->text + words->start[i];
        size_t length = words->start[i + 1] - words->start[i];
        if (letter_of(*word) == LETTER_DIGIT || is_person_word(word, length))
            continue;
        essence.start[essence.n++] = used;
        memcpy(essence.text + used, word, length);
        used += length;
    }
    essence.start[essence.n] = used;
    essence.text[used] = '\0';
    return essence;
}
