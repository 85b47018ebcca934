/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do two files of a table repeat each other's rows: a full export beside another, or a part sent again with
 * corrections? Counting both would count a dose twice where one cell of its row was mended.
 *
 * Of each file the rows with the smallest hashes are kept, at most some thousands: of two files the share of rows in
 * common is the share among those, exactly for a file of fewer rows, within a percent or two for a larger one (bottom-k
 * samples of one hash; Cohen and Kaplan 2007). Memory and time do not grow with the number of pairs.
 */
#ifndef SWITCHBACK_INGEST_ROW_OVERLAP_H
#define SWITCHBACK_INGEST_ROW_OVERLAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Hashes up to `most` of one file are kept. */
struct row_sample {
    uint64_t most, *hashes;
    size_t n, capacity;
};

struct row_overlap {
    struct row_sample *samples;
    size_t n_files, most_kept;
};

struct row_overlap *row_overlap_alloc(size_t n_files);
void row_overlap_free(struct row_overlap *overlap);

/* The part of row_overlap_add that keeps the hash. */
void row_overlap_keep(struct row_overlap *overlap, size_t file, uint64_t hash);

/* A row of the file with this number. Inline: of a large file hardly any is kept. */
static inline void row_overlap_add(struct row_overlap *overlap, size_t file, uint64_t hash) {
    if (hash <= overlap->samples[file].most)
        row_overlap_keep(overlap, file, hash);
}

struct row_overlap_pair {
    size_t first, second; /* files, first < second */
    double share;         /* of the smaller one's rows that stand in both */
};

/* The first pair, by its files' numbers, that shares more than half of the smaller one's rows and that `counts`; false:
 * there is none. */
bool row_overlap_find(struct row_overlap *overlap, bool (*counts)(const void *context, size_t first, size_t second),
                      const void *context, struct row_overlap_pair *pair);

#endif
