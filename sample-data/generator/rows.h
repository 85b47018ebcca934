/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the exports, kept until all people are made, then written in order of date.
 *
 * The three long tables are packed (16 bytes a row, one bucket a calendar month); the short ones
 * are kept as finished text. Rows outside [window_start, as_of] are not kept, except patients and
 * admissions, which keep what is known from before, and appointments to come, which have a month of their own. */
#ifndef GENERATOR_ROWS_H
#define GENERATOR_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rows_long { ROWS_DOSES, ROWS_VISITS, ROWS_DRUG_TESTS, N_ROWS_LONG };
enum rows_short { ROWS_PATIENTS, ROWS_ADMISSIONS, ROWS_RETURNS, ROWS_ADVERSE, ROWS_SPELLS, N_ROWS_SHORT };
enum { PERSON_ID_BYTES = 8, ROWS_MAX_MONTHS = 120 };

/* doses: medication, kind, amount mg, supply days (0: empty). visits: service, status, reason, and the clinician's
 * number in amount_mg. drug_tests: 0 opioids or 1 + position in codes_other_substance, result. */
struct long_row {
    int32_t date;
    uint32_t person;
    uint16_t amount_mg;
    uint8_t supply_days;
    uint8_t code[3];
};

struct bucket {
    struct long_row *rows;
    size_t n_rows, capacity;
};

struct short_row {
    int date;
    uint32_t order; /* of arrival: keeps the sort stable */
    char *text;     /* owned, with its newline */
};

struct short_table {
    struct short_row *rows;
    size_t n_rows, capacity;
};

struct rows {
    int window_start, as_of; /* days */
    int first_month, n_months;
    struct bucket buckets[N_ROWS_LONG][ROWS_MAX_MONTHS];
    struct bucket to_come; /* visits of the month behind as_of */
    struct short_table tables[N_ROWS_SHORT];
    char (*person_ids)[PERSON_ID_BYTES];
    size_t n_people, people_capacity;
};

void rows_open(struct rows *rows, int window_start, int as_of);
void rows_close(struct rows *rows);

/* The number by which later rows name the person. */
uint32_t rows_add_person(struct rows *rows, const char *id);

/* Drops a row outside the window. */
void rows_add_long(struct rows *rows, enum rows_long table, const struct long_row *row);

/* A visit behind as_of; drops one that lies more than a month behind. */
void rows_add_to_come(struct rows *rows, const struct long_row *row);

/* Copies the text. */
void rows_add_short(struct rows *rows, enum rows_short table, int date, const char *text);

bool rows_in_window(const struct rows *rows, int day);
size_t rows_count_long(const struct rows *rows, enum rows_long table);

/* By day, stable; a month is 31 days at most, so counting is enough. Drops a row that repeats an
 * earlier one exactly (two appointments that fell on one day): what repeats in the exports is dirt. */
void rows_sort_bucket(struct bucket *bucket);
void rows_sort_short(struct short_table *table);

#endif
