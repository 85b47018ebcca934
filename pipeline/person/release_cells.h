/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a release knew of people, without a row or an id of anybody: by it the next one sees of how many something else
 * is known now.
 *
 * For each part of a release (release_parts.h) a person falls into one of n cells, chosen by a hash of what the part
 * knows of the person; a cell counts its people. People of whom the same is known, under whatever id, are in the same
 * cell, so the cells differ by at most as many people as what is known of them does, and by fewer where two meet in
 * one: a count of them errs only towards too few. There are about four cells a person, so that one guess in five of
 * what somebody's part says is found there though nobody is like it: the file confirms none, and it holds no id that
 * could be looked for. It stays inside the program all the same (basis/, mode 0600).
 *
 * The file is a CSV of what,value,people: as_of and left_up_to (days), made_of (a text that must be the same for two
 * files to be compared), cells (n), then of each part the cells that are not empty. Rows of `cell` are of an earlier
 * version, which is never compared with this one, and are passed over.
 */
#ifndef SWITCHBACK_PERSON_RELEASE_CELLS_H
#define SWITCHBACK_PERSON_RELEASE_CELLS_H

#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "person/release_parts.h"
#include "table/column_spec.h"

struct release_cells {
    int32_t as_of;      /* what was known on this day */
    int32_t left_up_to; /* who had left was known up to this day */
    char *made_of;
    uint32_t *people[RELEASE_PARTS]; /* of each cell; NULL for n 0 */
    size_t n;                        /* a power of two; 0: an earlier version's */
};

extern const struct table_spec release_cells_table;

/* How many cells so many people need. */
size_t release_cells_enough(size_t n_people);

struct release_cells release_cells_alloc(size_t n, int32_t as_of, const char *made_of);
void release_cells_free(struct release_cells *cells);

/* A person more, by the RELEASE_PARTS sums of release_parts_read. */
void release_cells_add(struct release_cells *cells, const uint64_t sums[]);

/* People of a part. */
size_t release_cells_count(const struct release_cells *cells, enum release_part part);

/* Of how many people, at least, is a part now otherwise than `last` knew it, or gone, or new? Now are `others`, and
 * `counted`, who are not to be counted again. All of the same n. */
size_t release_cells_changed(const struct release_cells *last, const struct release_cells *others,
                             const struct release_cells *counted, enum release_part part);

/* Of how many people, at least, is what `last` knew no longer so? */
size_t release_cells_gone(const struct release_cells *last, const struct release_cells *others,
                          const struct release_cells *counted, enum release_part part);

void release_cells_write(const struct release_cells *cells, enum calendar_kind days, const char *path);

/* Ends the program: 66, 65. */
struct release_cells release_cells_read(const char *path);

#endif
