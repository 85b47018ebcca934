/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where each row of a keyed table stood, so that rows that contradict each other can be named by file and line.
 */
#ifndef SWITCHBACK_INGEST_ROW_PLACES_H
#define SWITCHBACK_INGEST_ROW_PLACES_H

#include <stddef.h>
#include <stdint.h>

struct row_place {
    uint32_t patient;
    int32_t day;
    size_t file;
    long line;
    int64_t byte;
};

struct row_places;

struct row_places *row_places_alloc(void);
void row_places_free(struct row_places *places);
void row_places_add(struct row_places *places, const struct row_place *place);

/* How many rows have the key; *first points at them, in order of file and line. Call after the last add. */
size_t row_places_find(struct row_places *places, uint32_t patient, int32_t day, const struct row_place **first);

#endif
