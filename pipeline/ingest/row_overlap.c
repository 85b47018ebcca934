/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_overlap.h"

#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"

enum {
    MOST_KEPT = 2048, /* of a file, and half as many again, */
    FEWEST_KEPT = 256,
    ALL_KEPT = 1 << 19, /* of all files together */
    NEIGHBOURS = 8      /* a row in many files is paired with so many of those behind each */
};

struct row_overlap *row_overlap_alloc(size_t n_files) {
    struct row_overlap *overlap = memory_alloc(1, sizeof *overlap);

    overlap->samples = memory_alloc(n_files, sizeof *overlap->samples);
    overlap->n_files = n_files;
    for (size_t i = 0; i < n_files; i++)
        overlap->samples[i].most = UINT64_MAX;
    overlap->most_kept = n_files == 0 ? MOST_KEPT : ALL_KEPT / n_files;
    overlap->most_kept = overlap->most_kept > MOST_KEPT ? MOST_KEPT : overlap->most_kept;
    overlap->most_kept = overlap->most_kept < FEWEST_KEPT ? FEWEST_KEPT : overlap->most_kept;
    return overlap;
}

void row_overlap_free(struct row_overlap *overlap) {
    if (overlap == NULL)
        return;
    for (size_t i = 0; i < overlap->n_files; i++)
        free(overlap->samples[i].hashes);
    free(overlap->samples);
    free(overlap);
}

static int compare_hashes(const void *left, const void *right) {
    const uint64_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

/* In order, each hash once. */
static void tidy(struct row_sample *sample) {
    size_t kept = 0;

    if (sample->n > 0)
        qsort(sample->hashes, sample->n, sizeof *sample->hashes, compare_hashes);
    for (size_t i = 0; i < sample->n; i++)
        if (kept == 0 || sample->hashes[i] != sample->hashes[kept - 1])
            sample->hashes[kept++] = sample->hashes[i];
    sample->n = kept;
}

/* Half as many hashes, in one pass and without order. */
static void halve(struct row_sample *sample) {
    size_t kept = 0;

    sample->most >>= 1;
    for (size_t i = 0; i < sample->n; i++) {
        sample->hashes[kept] = sample->hashes[i];
        kept += sample->hashes[i] <= sample->most;
    }
    sample->n = kept;
}

/* At least a quarter of the room is free again. Where halving does not do it, rows stand in the file many times. */
static void thin(struct row_sample *sample, size_t most) {
    halve(sample);
    if (sample->n > most + most / 2)
        tidy(sample);
    while (sample->n > most + most / 2)
        halve(sample);
}

void row_overlap_keep(struct row_overlap *overlap, size_t file, uint64_t hash) {
    struct row_sample *sample = &overlap->samples[file];

    sample->hashes = memory_grow(sample->hashes, &sample->capacity, sample->n + 1, sizeof *sample->hashes);
    sample->hashes[sample->n++] = hash;
    if (sample->n == 2 * overlap->most_kept)
        thin(sample, overlap->most_kept);
}

struct kept_row {
    uint64_t hash;
    uint32_t file;
};

static int compare_rows(const void *left, const void *right) {
    const struct kept_row *a = left, *b = right;

    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->file > b->file) - (a->file < b->file);
}

static struct kept_row *all_rows(struct row_overlap *overlap, size_t *n) {
    struct kept_row *rows;

    *n = 0;
    for (size_t i = 0; i < overlap->n_files; i++) {
        tidy(&overlap->samples[i]);
        *n += overlap->samples[i].n;
    }
    rows = memory_alloc(*n, sizeof *rows);
    *n = 0;
    for (size_t i = 0; i < overlap->n_files; i++)
        for (size_t k = 0; k < overlap->samples[i].n; k++)
            rows[(*n)++] = (struct kept_row){overlap->samples[i].hashes[k], (uint32_t)i};
    qsort(rows, *n, sizeof *rows, compare_rows);
    return rows;
}

/* Rows in common by pair of files. */
struct pairs {
    struct dictionary *files; /* two numbers as bytes */
    size_t *n_common;
    size_t capacity;
};

static void count_pair(struct pairs *pairs, uint32_t first, uint32_t second) {
    uint32_t files[2] = {first, second};
    size_t known = dictionary_count(pairs->files);
    uint32_t number = dictionary_add(pairs->files, (const char *)files, sizeof files);

    pairs->n_common = memory_grow(pairs->n_common, &pairs->capacity, known + 1, sizeof *pairs->n_common);
    if (number == known)
        pairs->n_common[number] = 0;
    pairs->n_common[number]++;
}

static struct pairs count_pairs(struct row_overlap *overlap) {
    struct pairs pairs = {.files = dictionary_alloc()};
    size_t n;
    struct kept_row *rows = all_rows(overlap, &n);

    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && k <= i + NEIGHBOURS && rows[k].hash == rows[i].hash; k++)
            count_pair(&pairs, rows[i].file, rows[k].file);
    free(rows);
    return pairs;
}

/* Rows of the sample that would be in one as thin as the other, too. */
static size_t count_within(const struct row_sample *sample, const struct row_sample *other) {
    size_t n = sample->n;

    while (n > 0 && sample->hashes[n - 1] > other->most)
        n--;
    return n;
}

static double share_of(const struct row_overlap *overlap, const uint32_t files[2], size_t n_common) {
    const struct row_sample *a = &overlap->samples[files[0]], *b = &overlap->samples[files[1]];
    size_t n_a = count_within(a, b), n_b = count_within(b, a);

    return (double)n_common / (double)(n_a < n_b ? n_a : n_b);
}

static bool comes_before(const uint32_t files[2], const struct row_overlap_pair *pair) {
    return files[0] != pair->first ? files[0] < pair->first : files[1] < pair->second;
}

bool row_overlap_find(struct row_overlap *overlap, bool (*counts)(const void *context, size_t first, size_t second),
                      const void *context, struct row_overlap_pair *pair) {
    struct pairs pairs = count_pairs(overlap);
    bool found = false;

    *pair = (struct row_overlap_pair){0};
    for (uint32_t i = 0; pairs.n_common != NULL && i < dictionary_count(pairs.files); i++) {
        uint32_t files[2];
        memcpy(files, dictionary_text(pairs.files, i), sizeof files);
        double share = share_of(overlap, files, pairs.n_common[i]);
        if (share <= 0.5 || !counts(context, files[0], files[1]) || (found && !comes_before(files, pair)))
            continue;
        *pair = (struct row_overlap_pair){.first = files[0], .second = files[1], .share = share};
        found = true;
    }
    dictionary_free(pairs.files);
    free(pairs.n_common);
    return found;
}
