/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/dose_medians.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "ingest/rest_cells.h"
#include "table/input_tables.h"

enum { MEDICATION_PLACE = DOSES_MEDICATION - 2, DOSE_PLACE = DOSES_DOSE_MG - 2 };

struct weighted_dose {
    const char *medication; /* looked up when all doses are added: texts of a dictionary move while it grows */
    uint32_t number;        /* of the medication */
    double mg;
    struct last_month_counts counts;
};

struct dose_medians {
    struct dictionary *medications, *texts; /* of the doses: MEDICATION:MG */
    struct weighted_dose *doses;            /* by number of the text, until they are paired up */
    size_t n_doses, doses_capacity;
    struct dose_median *pairs;
    size_t n_pairs, pairs_capacity;
};

struct dose_medians *dose_medians_alloc(void) {
    struct dose_medians *medians = memory_alloc(1, sizeof *medians);

    medians->medications = dictionary_alloc();
    medians->texts = dictionary_alloc();
    return medians;
}

/* Doses that a computation made, with many digits, are hardly ever alike: a thousandth of a mg tells them apart well
 * enough, and keeps their number within bounds. */
static const double UNITS_OF_A_MG = 1000;

/* The medication becomes the key of the dose. */
static struct weighted_dose *find_dose(struct dose_medians *medians, struct text_buffer *medication, double mg) {
    struct weighted_dose dose = {.number = dictionary_add(medians->medications, medication->text, medication->length),
                                 .mg = round(mg * UNITS_OF_A_MG) / UNITS_OF_A_MG};
    char text[NUMBER_TEXT_SIZE];
    size_t number;

    text_buffer_append_char(medication, ':');
    text_buffer_append(medication, text, number_format_double(dose.mg, text));
    number = dictionary_add(medians->texts, medication->text, medication->length);
    if (number == medians->n_doses) {
        medians->doses = memory_grow(medians->doses, &medians->doses_capacity, number + 1, sizeof *medians->doses);
        medians->doses[medians->n_doses++] = dose;
    }
    return &medians->doses[number];
}

void dose_medians_add(struct dose_medians *medians, const struct last_month *month, const struct dictionary *rests) {
    struct text_buffer medication = {0}, mg = {0};
    struct weighted_dose *dose;
    double value;

    for (uint32_t i = 0; i < dictionary_count(rests) && i < month->n; i++) {
        if (month->counts[i].before + month->counts[i].within == 0)
            continue;
        rest_cells_take(dictionary_text(rests, i), DOSE_PLACE, &mg);
        if (mg.length == 0 || !number_parse_double(mg.text, mg.length, &value))
            continue;
        rest_cells_take(dictionary_text(rests, i), MEDICATION_PLACE, &medication);
        dose = find_dose(medians, &medication, value);
        dose->counts.before += month->counts[i].before;
        dose->counts.within += month->counts[i].within;
    }
    text_buffer_free(&medication);
    text_buffer_free(&mg);
}

static int compare_doses(const void *left, const void *right) {
    const struct weighted_dose *a = left, *b = right;
    int order = strcmp(a->medication, b->medication);

    return order != 0 ? order : (a->mg > b->mg) - (a->mg < b->mg);
}

static double count_of(const struct weighted_dose *dose, bool within) {
    return within ? dose->counts.within : dose->counts.before;
}

/* Of one medication's doses, ascending; 0 without rows. */
static double median_of(const struct weighted_dose *doses, size_t n, bool within, double *n_rows) {
    double up_to = 0;

    *n_rows = 0;
    for (size_t i = 0; i < n; i++)
        *n_rows += count_of(&doses[i], within);
    for (size_t i = 0; i<n && * n_rows> 0; i++)
        if (2 * (up_to += count_of(&doses[i], within)) >= *n_rows)
            return doses[i].mg;
    return 0;
}

static struct dose_median pair_of(const struct weighted_dose *doses, size_t n) {
    struct dose_median pair = {.medication = doses[0].medication};

    pair.before = median_of(doses, n, false, &pair.n_before);
    pair.within = median_of(doses, n, true, &pair.n_within);
    return pair;
}

void dose_medians_pair_up(struct dose_medians *medians) {
    size_t end;

    for (size_t i = 0; i < medians->n_doses; i++)
        medians->doses[i].medication = dictionary_text(medians->medications, medians->doses[i].number);
    if (medians->n_doses == 0)
        return;
    qsort(medians->doses, medians->n_doses, sizeof *medians->doses, compare_doses);
    for (size_t start = 0; start < medians->n_doses; start = end) {
        struct dose_median pair;
        for (end = start + 1;
             end < medians->n_doses && medians->doses[end].medication == medians->doses[start].medication;)
            end++;
        pair = pair_of(&medians->doses[start], end - start);
        if (pair.n_before < 1 || pair.n_within < 1)
            continue;
        medians->pairs =
            memory_grow(medians->pairs, &medians->pairs_capacity, medians->n_pairs + 1, sizeof *medians->pairs);
        medians->pairs[medians->n_pairs++] = pair;
    }
}

void dose_medians_free(struct dose_medians *medians) {
    if (medians == NULL)
        return;
    dictionary_free(medians->medications);
    dictionary_free(medians->texts);
    free(medians->doses);
    free(medians->pairs);
    free(medians);
}

bool dose_medians_get(const struct dose_medians *medians, size_t index, struct dose_median *pair) {
    if (index < medians->n_pairs)
        *pair = medians->pairs[index];
    return index < medians->n_pairs;
}
