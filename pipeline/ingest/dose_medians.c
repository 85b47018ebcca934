/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/dose_medians.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "ingest/rest_cells.h"
#include "table/input_tables.h"

enum { MEDICATION_PLACE = DOSES_MEDICATION - 2, DOSE_PLACE = DOSES_DOSE_MG - 2 };

struct weighted_dose {
    const char *medication;
    double mg;
    struct last_month_counts counts;
};

struct dose_medians {
    struct dictionary *medications;
    struct weighted_dose *doses;
    size_t n_doses, doses_capacity;
    struct dose_median *pairs;
    size_t n_pairs, pairs_capacity;
};

/* Texts of a dictionary move while it grows: the numbers of the first pass become names in the second. */
static void collect_medications(struct dose_medians *medians, const struct last_month *month,
                                const struct dictionary *rests) {
    struct text_buffer cell = {0};

    for (uint32_t i = 0; i < dictionary_count(rests); i++) {
        if (month->counts[i].before + month->counts[i].within == 0)
            continue;
        rest_cells_take(dictionary_text(rests, i), MEDICATION_PLACE, &cell);
        dictionary_add(medians->medications, cell.text, cell.length);
    }
    text_buffer_free(&cell);
}

static void collect_doses(struct dose_medians *medians, const struct last_month *month,
                          const struct dictionary *rests) {
    struct text_buffer cell = {0};

    for (uint32_t i = 0; i < dictionary_count(rests); i++) {
        struct weighted_dose dose = {.counts = month->counts[i]};
        if (dose.counts.before + dose.counts.within == 0)
            continue;
        rest_cells_take(dictionary_text(rests, i), DOSE_PLACE, &cell);
        if (cell.length == 0 || !number_parse_double(cell.text, cell.length, &dose.mg))
            continue;
        rest_cells_take(dictionary_text(rests, i), MEDICATION_PLACE, &cell);
        dose.medication =
            dictionary_text(medians->medications, dictionary_find(medians->medications, cell.text, cell.length));
        medians->doses =
            memory_grow(medians->doses, &medians->doses_capacity, medians->n_doses + 1, sizeof *medians->doses);
        medians->doses[medians->n_doses++] = dose;
    }
    text_buffer_free(&cell);
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

static void pair_up(struct dose_medians *medians) {
    size_t end;

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

struct dose_medians *dose_medians_of(const struct last_month *month, const struct dictionary *rests) {
    struct dose_medians *medians = memory_alloc(1, sizeof *medians);

    medians->medications = dictionary_alloc();
    collect_medications(medians, month, rests);
    collect_doses(medians, month, rests);
    if (medians->n_doses > 0)
        pair_up(medians);
    return medians;
}

void dose_medians_free(struct dose_medians *medians) {
    dictionary_free(medians->medications);
    free(medians->doses);
    free(medians->pairs);
    free(medians);
}

bool dose_medians_get(const struct dose_medians *medians, size_t index, struct dose_median *pair) {
    if (index < medians->n_pairs)
        *pair = medians->pairs[index];
    return index < medians->n_pairs;
}
