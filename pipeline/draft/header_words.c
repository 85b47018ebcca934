/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/header_words.h"

#include <stdint.h>
#include <string.h>

#include "privacy/identifier_words.h"

enum { LONGEST_PART = 40, MOST_PARTS = 4, FEWEST_LETTERS = 4, MOST_JOINED = 4 };

static const char *find_in(const char *list, const char *word, size_t length) {
    for (const char *at = list; *at != '\0'; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        if (n == length && *at == *word && memcmp(at, word, n) == 0)
            return at;
        at += n;
    }
    return NULL;
}

static const char *find_whole(const char *word, size_t length) {
    for (size_t i = 0; length > 0 && i < header_word_count; i++)
        if (find_in(header_word_table[i].words, word, length) != NULL)
            return header_word_table[i].ideas;
    return NULL;
}

/* A plural is its singular where the vocabulary does not have it. */
const char *header_words_find(const char *word, size_t length) {
    const char *ideas = find_whole(word, length);

    return ideas == NULL && length > FEWEST_LETTERS && word[length - 1] == 's' ? find_whole(word, length - 1) : ideas;
}

/* Base letters of U+00C0 to U+00FF; sharp s is ss, the ligatures and the rest are left as one letter. */
static const char latin_base[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";

void header_words_plain(const char *text, char *out) {
    const unsigned char *c = (const unsigned char *)text;

    while (*c != '\0') {
        if (*c == 0xC3 && c[1] >= 0x80 && c[1] <= 0xBF) {
            char base = latin_base[c[1] - 0x80];
            *out++ = base;
            if (c[1] == 0x9F) /* sharp s */
                *out++ = 's';
            c += 2;
        } else {
            *out++ = (char)*c++;
        }
    }
    *out = '\0';
}

/* `#` is a number, `+` and `%` part words. */
static void spell_out(const char *text, char *out, size_t room) {
    size_t n = 0;

    for (const char *c = text; *c != '\0' && n + 6 < room; c++) {
        if (*c == '#') {
            memcpy(out + n, " no ", 4);
            n += 4;
        } else {
            out[n++] = *c;
        }
    }
    out[n] = '\0';
}

static void add_idea(struct header_words *words, const char *idea, size_t length) {
    char text[HEADER_WORDS_LONGEST] = "";

    if (length == 0 || length >= HEADER_WORDS_LONGEST || words->n == HEADER_WORDS_MOST)
        return;
    memcpy(text, idea, length);
    if (!header_words_have(words, text))
        memcpy(words->ideas[words->n++], text, sizeof text);
}

static void add_ideas(struct header_words *words, const char *ideas) {
    for (const char *at = ideas; *at != '\0'; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        add_idea(words, at, n);
        at += n;
    }
}

/* The fewest words of the vocabulary that, written together, are the word: cuts[i] is where the part that ends at i
 * begins. */
static bool cut_word(const char *word, size_t length, size_t cuts[LONGEST_PART + 1]) {
    size_t parts[LONGEST_PART + 1] = {0}, longest = 0;

    for (size_t end = 1; end <= length; end++) {
        parts[end] = SIZE_MAX;
        for (size_t start = 0; start + 2 <= end; start++) {
            if (parts[start] == SIZE_MAX || (start > 0 && parts[start] == 0) || parts[start] + 1 >= parts[end])
                continue;
            if (header_words_find(word + start, end - start) == NULL)
                continue;
            parts[end] = parts[start] + 1;
            cuts[end] = start;
        }
    }
    if (parts[length] == SIZE_MAX || parts[length] > MOST_PARTS)
        return false;
    for (size_t end = length; end > 0; end = cuts[end])
        longest = end - cuts[end] > longest ? end - cuts[end] : longest;
    return longest >= FEWEST_LETTERS;
}

static void add_parts(struct header_words *words, const char *word, const size_t cuts[], size_t end) {
    if (end == 0)
        return;
    add_parts(words, word, cuts, cuts[end]);
    const char *ideas = header_words_find(word + cuts[end], end - cuts[end]);
    if (ideas != NULL)
        add_ideas(words, ideas);
}

static bool is_number(const char *word, size_t length) { return strspn(word, "0123456789") >= length; }

static void add_word(struct header_words *words, const char *word, size_t length) {
    const char *ideas = header_words_find(word, length);
    size_t cuts[LONGEST_PART + 1] = {0};

    if (ideas != NULL)
        add_ideas(words, ideas);
    else if (length <= LONGEST_PART && cut_word(word, length, cuts))
        add_parts(words, word, cuts, length);
    else if (!is_number(word, length) && length > 1)
        words->n_unknown++;
}

/* How many words from `first` on are one of the vocabulary when written together: "no show", "return to use". */
static size_t count_joined(const struct identifier_words *split, size_t first) {
    size_t most = split->n - first < MOST_JOINED ? split->n - first : MOST_JOINED;

    for (size_t n = most; n > 1; n--)
        if (header_words_find(split->text + split->start[first], split->start[first + n] - split->start[first]) != NULL)
            return n;
    return 1;
}

struct header_words header_words_read(const char *header) {
    char plain[2 * IDENTIFIER_WORDS_LONGEST + 8], spelled[2 * IDENTIFIER_WORDS_LONGEST + 8];
    struct header_words words = {.n = 0};
    struct identifier_words split;

    if (strlen(header) > IDENTIFIER_WORDS_LONGEST)
        return words;
    spell_out(header, spelled, sizeof spelled / 2);
    header_words_plain(spelled, plain);
    if (!identifier_words_split(plain, &split))
        return words;
    for (size_t i = 0; i < split.n;) {
        size_t n = count_joined(&split, i);
        add_word(&words, split.text + split.start[i], split.start[i + n] - split.start[i]);
        i += n;
    }
    return words;
}

bool header_words_have(const struct header_words *words, const char *idea) {
    for (size_t i = 0; i < words->n; i++)
        if (strcmp(words->ideas[i], idea) == 0)
            return true;
    return false;
}
