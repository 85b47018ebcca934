/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <endian.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"

static int compare_by_text(const void *left, const void *right, void *context) {
    return dictionary_compare(context, *(const uint32_t *)left, *(const uint32_t *)right);
}

static bool is_ascending(const struct dictionary *dictionary) {
    for (uint32_t i = 1; i < dictionary_count(dictionary); i++)
        if (strcmp(dictionary_text(dictionary, i - 1), dictionary_text(dictionary, i)) > 0)
            return false;
    return true;
}

/* An entry on its way into order: its first eight bytes, the first the most significant. */
struct ordered {
    uint64_t head;
    uint32_t number;
};

static uint64_t head_of(const char *text, size_t length) {
    uint64_t head = 0;

    memcpy(&head, text, length < sizeof head ? length : sizeof head);
    return be64toh(head);
}

/* Counts and scatters by one byte of the head; false when it is the same everywhere and nothing was moved. */
static bool scatter_by_byte(const struct ordered *from, struct ordered *to, size_t n, int shift) {
    size_t starts[257] = {0};

    for (size_t i = 0; i < n; i++)
        starts[(from[i].head >> shift & 255) + 1]++;
    if (starts[(from[0].head >> shift & 255) + 1] == n)
        return false;
    for (size_t byte = 0; byte < 256; byte++)
        starts[byte + 1] += starts[byte];
    for (size_t i = 0; i < n; i++)
        to[starts[from[i].head >> shift & 255]++] = from[i];
    return true;
}

/* Entries whose first eight bytes agree, by the rest. */
static void order_within_heads(const struct dictionary *dictionary, const struct ordered *entries, uint32_t *order) {
    for (size_t first = 0, end; first < dictionary_count(dictionary); first = end) {
        for (end = first + 1; end < dictionary_count(dictionary) && entries[end].head == entries[first].head;)
            end++;
        if (end - first > 1)
            qsort_r(order + first, end - first, sizeof *order, compare_by_text, (void *)(uintptr_t)dictionary);
    }
}

/* Byte by byte from the eighth to the first, which keeps what is alike in order; longer texts are compared. */
static void order_by_text(const struct dictionary *dictionary, uint32_t *order) {
    size_t n = dictionary_count(dictionary);
    struct ordered *entries = memory_alloc(n, sizeof *entries), *spare = memory_alloc(n, sizeof *spare), *full;

    for (size_t i = 0; i < n; i++)
        entries[i] = (struct ordered){
            .head = head_of(dictionary_text(dictionary, (uint32_t)i), dictionary_length(dictionary, (uint32_t)i)),
            .number = (uint32_t)i};
    for (int shift = 0; shift < 64; shift += 8) {
        if (!scatter_by_byte(entries, spare, n, shift))
            continue;
        full = spare;
        spare = entries;
        entries = full;
    }
    for (size_t i = 0; i < n; i++)
        order[i] = entries[i].number;
    order_within_heads(dictionary, entries, order);
    free(entries);
    free(spare);
}

uint32_t *dictionary_order(const struct dictionary *dictionary) {
    size_t n = dictionary_count(dictionary);
    uint32_t *order = memory_alloc(n, sizeof *order);

    if (is_ascending(dictionary))
        for (size_t i = 0; i < n; i++)
            order[i] = (uint32_t)i;
    else
        order_by_text(dictionary, order);
    return order;
}

uint32_t *dictionary_ranks(const struct dictionary *dictionary) {
    size_t n = dictionary_count(dictionary);
    uint32_t *order = dictionary_order(dictionary), *ranks = memory_alloc(n, sizeof *ranks);

    for (size_t i = 0; i < n; i++)
        ranks[order[i]] = (uint32_t)i;
    free(order);
    return ranks;
}
