/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeps ingest_run within its memory: rows leave it, alone or with their texts, and come back in order. */
#include <stdlib.h>
#include <string.h>

#include "ingest/ingest_parts.h"

enum { MOST_TEXTS_AT_ONCE = 1 << 16 /* of rows that come back */ };

static size_t bytes_of_texts(const struct ingest *ingest) {
    return dictionary_bytes(ingest->texts.patients) + dictionary_bytes(ingest->texts.rests) +
           (ingest->keys == NULL ? 0 : key_rows_bytes(ingest->keys));
}

static void forget_texts(struct ingest *ingest) {
    dictionary_clear(ingest->texts.rests);
    ingest->n_unknown = 0;
    if (ingest->keys != NULL)
        key_rows_clear(ingest->keys);
}

static void spill_row(struct ingest *ingest, const struct stored_row *row, bool has_row) {
    const struct dictionary *patients = ingest->texts.patients, *rests = ingest->texts.rests;
    struct text_row text = {.patient = dictionary_text(patients, row->patient),
                            .patient_length = (uint32_t)dictionary_length(patients, row->patient),
                            .rest = has_row ? dictionary_text(rests, row->rest) : "",
                            .rest_length = has_row ? (uint32_t)dictionary_length(rests, row->rest) : 0,
                            .day = row->day,
                            .has_row = has_row};

    if (has_row && ingest->keys != NULL)
        text.place = *key_rows_find(ingest->keys, row->patient, row->day, row->rest);
    text_runs_add(ingest->runs, &text);
}

/* Every patient goes along, since ids are judged by all that were met, and not only by those with rows. */
static void spill_in_order(struct ingest *ingest) {
    const uint32_t *patients;
    struct stored_row row = {0};
    bool more;

    row_store_sort(ingest->store);
    patients = row_store_patients(ingest->store);
    more = row_store_next(ingest->store, &row);
    for (size_t i = 0; i < dictionary_count(ingest->texts.patients); i++) {
        if (!more || row.patient != patients[i])
            spill_row(ingest, &(struct stored_row){.patient = patients[i], .day = CALENDAR_NO_DAY}, false);
        for (; more && row.patient == patients[i]; more = row_store_next(ingest->store, &row))
            spill_row(ingest, &row, true);
    }
}

/* All rows with their texts, as one run more. */
static void spill(struct ingest *ingest) {
    const struct ingest_request *request = ingest->request;

    ingest_values_collect(ingest);
    if (ingest->runs == NULL)
        ingest->runs = text_runs_alloc(request->output, ingest->keys != NULL);
    text_runs_begin(ingest->runs);
    spill_in_order(ingest);
    row_store_free(ingest->store);
    ingest->store = row_store_alloc(ingest->texts.patients, ingest->texts.rests, request->budget, request->output);
    dictionary_clear(ingest->texts.patients);
    forget_texts(ingest);
}

/* Rows alone are an eighth of what they are with their texts: they leave memory first, down to a quarter of it. */
void ingest_make_room(struct ingest *ingest, struct source *source) {
    size_t budget = ingest->request->budget, texts = bytes_of_texts(ingest);

    if (texts > budget / 4 * 3) {
        source_count(source);
        spill(ingest);
        texts = bytes_of_texts(ingest);
    }
    row_store_set_budget(ingest->store, texts < budget ? budget - texts : 0);
}

void ingest_sort_rows(struct ingest *ingest) {
    if (ingest->runs == NULL) {
        row_store_sort(ingest->store);
        return;
    }
    spill(ingest);
    text_runs_merge(ingest->runs);
}

const struct text_buffer *ingest_met_patient(const struct ingest *ingest, uint32_t patient) {
    return &ingest->met[patient & 1];
}

/* The number of the patient: they come one after another. */
static uint32_t meet_patient(struct ingest *ingest, const struct text_row *text) {
    struct text_buffer *met = &ingest->met[(ingest->n_patients - 1) & 1];

    if (ingest->n_patients > 0 && met->length == text->patient_length &&
        memcmp(met->text, text->patient, met->length) == 0)
        return ingest->n_patients - 1;
    met = &ingest->met[ingest->n_patients & 1];
    text_buffer_clear(met);
    text_buffer_append(met, text->patient, text->patient_length);
    ingest_values_meet(ingest, met->text, met->length);
    return ingest->n_patients++;
}

bool ingest_next_row(struct ingest *ingest, struct stored_row *row) {
    struct text_row text;

    if (ingest->runs == NULL)
        return row_store_next(ingest->store, row);
    while (text_runs_next(ingest->runs, &text)) {
        uint32_t patient = meet_patient(ingest, &text);
        if (!text.has_row)
            continue;
        *row = (struct stored_row){.patient = patient,
                                   .day = text.day,
                                   .rest = dictionary_add(ingest->texts.rests, text.rest, text.rest_length)};
        text.place.patient = patient;
        text.place.rest = row->rest;
        if (ingest->keys == NULL || key_rows_add(ingest->keys, &text.place))
            return true;
        ingest->result->duplicates++;
    }
    return false;
}

struct stored_row ingest_forget_rows(struct ingest *ingest, struct stored_row row) {
    struct dictionary *rests = ingest->texts.rests;
    struct text_buffer text = {0};
    struct key_row place = {0};

    if (ingest->runs == NULL ||
        (dictionary_count(rests) < MOST_TEXTS_AT_ONCE && bytes_of_texts(ingest) < ingest->request->budget / 2))
        return row;
    if (ingest->month.counts != NULL)
        last_month_fold(&ingest->month, rests);
    if (ingest->keys != NULL)
        place = *key_rows_find(ingest->keys, row.patient, row.day, row.rest);
    text_buffer_append(&text, dictionary_text(rests, row.rest), dictionary_length(rests, row.rest));
    forget_texts(ingest);
    place.rest = row.rest = dictionary_add(rests, text.text, text.length);
    if (ingest->keys != NULL)
        key_rows_add(ingest->keys, &place);
    text_buffer_free(&text);
    return row;
}
