/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of people while a sample is read: ids are looked up once a row for all groupings, and each grouping, whose
 * rows may be fewer, counts its own people.
 */
#ifndef SWITCHBACK_TABLE_SAMPLE_PEOPLE_H
#define SWITCHBACK_TABLE_SAMPLE_PEOPLE_H

#include "base/dictionary.h"
#include "table/record_reader.h"
#include "table/sample_arrange.h"

/* The ids of the file by first appearance. Begin with an empty dictionary and DICTIONARY_NONE. */
struct sample_ids {
    struct dictionary *ids;
    uint32_t last; /* number of the last row's */
};

uint32_t sample_ids_find(struct sample_ids *ids, struct record_cell cell);

/* The people of one grouping by first appearance; begin with {0}. */
struct sample_people {
    uint32_t *own; /* 1 + own number, by the number in sample_ids; 0: none yet */
    uint32_t *known;
    size_t own_capacity, known_capacity, n;
};

void sample_people_free(struct sample_people *people);

/* The grouping's number of a person of sample_ids. */
int32_t sample_people_number(struct sample_people *people, uint32_t known);

/* Numbers the rows' people in the bytewise order of ids; rank[n_known] is the place of each id in it. */
void sample_people_sort(const struct sample_people *people, const uint32_t *rank, size_t n_known,
                        struct sample_row *rows, size_t n_rows);

#endif
