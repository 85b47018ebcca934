/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/dictionary.h"

#include <endian.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct entry {
    size_t offset; /* of the text in the pool */
    uint32_t length;
    uint32_t hash; /* NO_HASH: it has no slot */
};

#define NO_HASH UINT32_MAX

/* Length and first bytes stand here too: a short text (an identifier, mostly) is found without another look at memory,
 * a longer one is looked at only when it is most likely the one. */
struct slot {
    uint32_t entry; /* number + 1, 0 = empty */
    uint32_t length;
    uint64_t head; /* the first eight bytes, zeros behind the end */
};

struct dictionary {
    char *pool;
    size_t pool_used, pool_capacity;
    struct entry *entries;
    size_t n_entries, entries_capacity;
    struct slot *slots; /* open addressing */
    size_t n_slots;     /* a power of two, at most half full */
    size_t n_found;     /* entries with a slot */
    uint32_t last;      /* added by dictionary_add_near */
};

/* Up to seven bytes as a number, one for each text. */
static uint64_t read_some(const char *text, size_t n) {
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t first, last;

    if (n == 0)
        return 0;
    if (n < 4)
        return bytes[0] | (uint64_t)bytes[n / 2] << 8 * (n / 2) | (uint64_t)bytes[n - 1] << 8 * (n - 1);
    memcpy(&first, text, 4);
    memcpy(&last, text + n - 4, 4);
    return le32toh(first) | (uint64_t)le32toh(last) << 8 * (n - 4);
}

static uint64_t read_eight(const char *text) {
    uint64_t word;

    memcpy(&word, text, sizeof word);
    return le64toh(word);
}

static uint64_t head_of(const char *text, size_t length) {
    return length < 8 ? read_some(text, length) : read_eight(text);
}

/* Eight bytes a step, each mixed by a multiplication and a rotation: enough for a table that never
 * meets an adversary's choice of slots in numbers that matter (a collision costs time, never truth). */
uint32_t dictionary_hash(const char *text, size_t length) {
    const uint64_t odd = 0x9E3779B97F4A7C15u;
    uint64_t hash = length * odd;

    for (; length >= 8; text += 8, length -= 8) {
        hash = (hash ^ read_eight(text)) * odd;
        hash ^= hash >> 29;
    }
    hash = (hash ^ read_some(text, length)) * odd;
    hash ^= hash >> 32;
    hash *= odd;
    hash >>= 32;
    return hash == NO_HASH ? 0 : (uint32_t)hash;
}

enum { FIRST_SLOTS = 64 };

static void start_slots(struct dictionary *dictionary) {
    dictionary->n_slots = FIRST_SLOTS;
    dictionary->slots = memory_alloc(dictionary->n_slots, sizeof *dictionary->slots);
}

struct dictionary *dictionary_alloc(void) {
    struct dictionary *dictionary = memory_alloc(1, sizeof *dictionary);

    start_slots(dictionary);
    return dictionary;
}

void dictionary_free(struct dictionary *dictionary) {
    if (dictionary == NULL)
        return;
    free(dictionary->pool);
    free(dictionary->entries);
    free(dictionary->slots);
    free(dictionary);
}

void dictionary_clear(struct dictionary *dictionary) {
    if (dictionary->n_entries == 0)
        return;
    free(dictionary->slots);
    start_slots(dictionary);
    dictionary->n_entries = dictionary->n_found = dictionary->pool_used = dictionary->last = 0;
}

static bool is_text_of(const struct dictionary *dictionary, uint32_t number, const char *text, size_t length) {
    return memcmp(dictionary->pool + dictionary->entries[number].offset, text, length) == 0;
}

/* The slot that holds the text, or the empty slot where it belongs. */
static size_t find_slot(const struct dictionary *dictionary, const char *text, size_t length, uint32_t hash) {
    size_t slot = hash & (dictionary->n_slots - 1);
    uint64_t head = head_of(text, length);

    while (dictionary->slots[slot].entry != 0) {
        const struct slot *at = &dictionary->slots[slot];
        if (at->head == head && at->length == length &&
            (length <= sizeof head || is_text_of(dictionary, at->entry - 1, text, length)))
            break;
        slot = (slot + 1) & (dictionary->n_slots - 1);
    }
    return slot;
}

static struct slot slot_of(const struct dictionary *dictionary, uint32_t number) {
    const struct entry *entry = &dictionary->entries[number];

    return (struct slot){
        .entry = number + 1, .length = entry->length, .head = head_of(dictionary->pool + entry->offset, entry->length)};
}

static void double_slots(struct dictionary *dictionary) {
    free(dictionary->slots);
    dictionary->n_slots *= 2;
    dictionary->slots = memory_alloc(dictionary->n_slots, sizeof *dictionary->slots);
    for (size_t i = 0; i < dictionary->n_entries; i++) {
        uint32_t hash = dictionary->entries[i].hash;
        size_t slot = hash & (dictionary->n_slots - 1);
        if (hash == NO_HASH)
            continue;
        while (dictionary->slots[slot].entry != 0)
            slot = (slot + 1) & (dictionary->n_slots - 1);
        dictionary->slots[slot] = slot_of(dictionary, (uint32_t)i);
    }
}

size_t dictionary_probes(const struct dictionary *dictionary) {
    size_t n = 0;

    for (size_t slot = 0; slot < dictionary->n_slots; slot++) {
        uint32_t entry = dictionary->slots[slot].entry;
        if (entry != 0)
            n += ((slot - dictionary->entries[entry - 1].hash) & (dictionary->n_slots - 1)) + 1;
    }
    return n;
}

static uint32_t append_entry(struct dictionary *dictionary, const char *text, size_t length, uint32_t hash) {
    dictionary->pool = memory_grow(dictionary->pool, &dictionary->pool_capacity, dictionary->pool_used + length + 1, 1);
    dictionary->entries = memory_grow(dictionary->entries, &dictionary->entries_capacity, dictionary->n_entries + 1,
                                      sizeof *dictionary->entries);
    memcpy(dictionary->pool + dictionary->pool_used, text, length);
    dictionary->pool[dictionary->pool_used + length] = '\0';
    dictionary->entries[dictionary->n_entries] =
        (struct entry){.offset = dictionary->pool_used, .length = (uint32_t)length, .hash = hash};
    dictionary->pool_used += length + 1;
    return (uint32_t)dictionary->n_entries++;
}

struct dictionary_place dictionary_add_place(struct dictionary *dictionary, const char *text, size_t length) {
    uint32_t hash = dictionary_hash(text, length);
    size_t slot = find_slot(dictionary, text, length, hash);
    uint32_t number;

    if (dictionary->slots[slot].entry != 0)
        return (struct dictionary_place){.number = dictionary->slots[slot].entry - 1, .hash = hash};
    number = append_entry(dictionary, text, length, hash);
    dictionary->slots[slot] = slot_of(dictionary, number);
    if (++dictionary->n_found * 2 > dictionary->n_slots)
        double_slots(dictionary);
    return (struct dictionary_place){.number = number, .hash = hash};
}

uint32_t dictionary_add(struct dictionary *dictionary, const char *text, size_t length) {
    return dictionary_add_place(dictionary, text, length).number;
}

static bool is_entry(const struct dictionary *dictionary, uint32_t number, const char *text, size_t length) {
    return number < dictionary->n_entries && dictionary->entries[number].length == length &&
           is_text_of(dictionary, number, text, length);
}

uint32_t dictionary_add_near(struct dictionary *dictionary, const char *text, size_t length) {
    if (is_entry(dictionary, dictionary->last, text, length))
        return dictionary->last;
    if (is_entry(dictionary, dictionary->last + 1, text, length))
        return ++dictionary->last;
    dictionary->last = dictionary_add(dictionary, text, length);
    return dictionary->last;
}

struct dictionary_place dictionary_append(struct dictionary *dictionary, const char *text, size_t length) {
    return (struct dictionary_place){.number = append_entry(dictionary, text, length, NO_HASH),
                                     .hash = dictionary_hash(text, length)};
}

void dictionary_prefetch(const struct dictionary *dictionary, const char *text, size_t length) {
    __builtin_prefetch(&dictionary->slots[dictionary_hash(text, length) & (dictionary->n_slots - 1)]);
}

uint32_t dictionary_find(const struct dictionary *dictionary, const char *text, size_t length) {
    size_t slot = find_slot(dictionary, text, length, dictionary_hash(text, length));

    return dictionary->slots[slot].entry != 0 ? dictionary->slots[slot].entry - 1 : DICTIONARY_NONE;
}

const char *dictionary_text(const struct dictionary *dictionary, uint32_t number) {
    return dictionary->pool + dictionary->entries[number].offset;
}

size_t dictionary_length(const struct dictionary *dictionary, uint32_t number) {
    return dictionary->entries[number].length;
}

void dictionary_prefetch_texts(const struct dictionary *dictionary, const uint32_t *numbers, size_t n) {
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(&dictionary->entries[numbers[i]]);
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(dictionary_text(dictionary, numbers[i]));
}

void dictionary_prefetch_entry(const struct dictionary *dictionary, uint32_t number) {
    __builtin_prefetch(&dictionary->entries[number]);
}

void dictionary_prefetch_text(const struct dictionary *dictionary, uint32_t number) {
    const char *text = dictionary_text(dictionary, number);

    __builtin_prefetch(text);
    __builtin_prefetch(text + 64);
    __builtin_prefetch(text + 128);
}

size_t dictionary_count(const struct dictionary *dictionary) { return dictionary->n_entries; }

size_t dictionary_bytes(const struct dictionary *dictionary) {
    return dictionary->pool_used + dictionary->n_entries * sizeof *dictionary->entries +
           dictionary->n_slots * sizeof *dictionary->slots;
}

int dictionary_compare(const struct dictionary *dictionary, uint32_t a, uint32_t b) {
    return strcmp(dictionary_text(dictionary, a), dictionary_text(dictionary, b));
}
