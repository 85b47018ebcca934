/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ranges of people that are worked on apart. A shard is a directory 1, 2, 3 ... of a directory of shards, laid out as
 * the whole is: what the whole has as tables/doses.csv, the first range has as SHARDS/1/tables/doses.csv.
 * Tables begin with patient_id and are sorted by it bytewise, so that parts one behind the other are the whole again.
 */
#ifndef SWITCHBACK_TABLE_SHARDS_H
#define SWITCHBACK_TABLE_SHARDS_H

#include <stddef.h>

#include "table/patient_range.h"

struct shards {
    const char *directory; /* borrowed */
    size_t n;
};

/* Those that are there, in their order; 66 when there is none. */
struct shards shards_find(const char *directory);

/* SHARDS/NUMBER/PATH, number counted from 0; the caller frees. */
char *shards_path(const struct shards *shards, size_t number, const char *path);

/* Cut points of the people of a table: ids at even distances, the first of each range but the first, n - 1 of them or
 * fewer. Written to `cuts`: one column, patient_id. */
void shards_write_cuts(const char *table, const char *cuts, size_t n);

/* Cuts the sorted table by them: each shard gets the header and its rows under the same path. Of shards behind the last
 * range it is the header alone. */
void shards_cut(const struct shards *shards, const char *cuts, const char *table);

/* The parts of all shards, one behind the other below one header, as the file `path`. 65 where headers differ. */
void shards_join(const struct shards *shards, const char *path);

#endif
