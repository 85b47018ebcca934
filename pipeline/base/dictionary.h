/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Distinct texts, numbered 0, 1, 2 ... in order of first appearance. A column of millions of cells
 * becomes a column of small numbers, and whatever must be found out about a text is found out once.
 */
#ifndef SWITCHBACK_BASE_DICTIONARY_H
#define SWITCHBACK_BASE_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#define DICTIONARY_NONE UINT32_MAX

struct dictionary;

struct dictionary *dictionary_alloc(void);
void dictionary_free(struct dictionary *dictionary);

/* Forgets every text and keeps the room for others. */
void dictionary_clear(struct dictionary *dictionary);

/* The number of the text; it is added when new. The text may hold any byte but is NUL-terminated inside. */
uint32_t dictionary_add(struct dictionary *dictionary, const char *text, size_t length);

/* The same for texts that come in runs, or again in the order in which they came: the one added so before, and the one
 * behind it, are looked at first. They lie together in memory, where a slot lies anywhere. */
uint32_t dictionary_add_near(struct dictionary *dictionary, const char *text, size_t length);

/* A hash that the text alone decides, spread over all of 32 bits; and the place with it. */
uint32_t dictionary_hash(const char *text, size_t length);
struct dictionary_place {
    uint32_t number, hash;
};
struct dictionary_place dictionary_add_place(struct dictionary *dictionary, const char *text, size_t length);

/* Gives the text a number of its own without looking whether it has one: for texts that hardly ever come twice. It is
 * not found. */
struct dictionary_place dictionary_append(struct dictionary *dictionary, const char *text, size_t length);

/* Calls the memory in where the text would be found: for a caller who has something else to do before. */
void dictionary_prefetch(const struct dictionary *dictionary, const char *text, size_t length);

/* The number of the text, or DICTIONARY_NONE. */
uint32_t dictionary_find(const struct dictionary *dictionary, const char *text, size_t length);

/* The text of a number; borrowed, valid until the next dictionary_add. */
const char *dictionary_text(const struct dictionary *dictionary, uint32_t number);
size_t dictionary_length(const struct dictionary *dictionary, uint32_t number);

size_t dictionary_count(const struct dictionary *dictionary);

/* Slots looked at to find each text once. */
size_t dictionary_probes(const struct dictionary *dictionary);

/* Memory that the texts take, about. */
size_t dictionary_bytes(const struct dictionary *dictionary);

/* As strcmp of two numbers' texts. */
int dictionary_compare(const struct dictionary *dictionary, uint32_t a, uint32_t b);

/* Calls the texts of n numbers in, which are not many. */
void dictionary_prefetch_texts(const struct dictionary *dictionary, const uint32_t *numbers, size_t n);

/* Calls one text in, of a number whose entry was called in some time before. */
void dictionary_prefetch_entry(const struct dictionary *dictionary, uint32_t number);
void dictionary_prefetch_text(const struct dictionary *dictionary, uint32_t number);

/* order[place] = the number whose text has that place in bytewise order (0 first), and ranks[number] = that place.
 * The caller frees. */
uint32_t *dictionary_order(const struct dictionary *dictionary);
uint32_t *dictionary_ranks(const struct dictionary *dictionary);

#endif
