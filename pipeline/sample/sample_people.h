/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of people while a sample is read: ids are looked up once a row for all groupings, and each grouping, whose
 * rows may be fewer, counts its own people.
 *
 * As long as each new id is bytewise behind those before it (a file sorted by person) an id costs its bytes and is
 * found without looking; from the first that is not, all are in a dictionary.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_PEOPLE_H
#define SWITCHBACK_SAMPLE_SAMPLE_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dictionary.h"
#include "table/record_reader.h"

/* The ids of the file by first appearance. Begin with {0}. */
struct sample_ids {
    char *ascending; /* one after the other, each with its NUL; NULL: none, or they are in the dictionary */
    size_t used, capacity, last_at, n;
    struct dictionary *ids; /* NULL while ids ascend */
    uint32_t last;          /* number of the last row's */
};

uint32_t sample_ids_find(struct sample_ids *ids, struct record_cell cell);

/* ranks[number] = place in bytewise order; NULL when the numbers are that already. The caller frees. */
uint32_t *sample_ids_rank(const struct sample_ids *ids);

/* The text of a number; borrowed. Slow: for messages. */
const char *sample_ids_text(const struct sample_ids *ids, uint32_t number);
void sample_ids_free(struct sample_ids *ids);

/* The people of one grouping by first appearance; begin with {0}, or, when it is the only one, with is_everyone: its
 * numbers are those of sample_ids then. */
struct sample_people {
    bool is_everyone;
    uint32_t *own; /* 1 + own number, by the number in sample_ids; 0: none yet */
    uint32_t *known;
    size_t own_capacity, known_capacity, n;
};

void sample_people_free(struct sample_people *people);

/* The grouping's number of a person of sample_ids. */
int32_t sample_people_number(struct sample_people *people, uint32_t known);

/* Numbers the rows' people in the bytewise order of ids; rank: from sample_ids_rank, n_known numbers. */
void sample_people_sort(const struct sample_people *people, const uint32_t *rank, size_t n_known, int32_t *person,
                        size_t n_rows);

/* The number in sample_ids of a person as sample_people_sort numbers them. Slow: for messages. */
uint32_t sample_people_known(const struct sample_people *people, const uint32_t *rank, size_t n_known, int32_t person);

#endif
