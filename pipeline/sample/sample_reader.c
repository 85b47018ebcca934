/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_reader.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "sample/sample_arrange.h"
#include "sample/sample_overlap.h"
#include "sample/sample_reading.h"
#include "sample/sample_where.h"

static void read_rows(struct sample_reading *readings, size_t n, struct sample_ids *people,
                      struct sample_filter *filter) {
    while (table_reader_next(readings->reader))
        if (sample_filter_takes(filter, readings->reader))
            for (size_t i = 0; i < n; i++)
                sample_reading_take_row(&readings[i], people);
}

/* Final numbers of the labels that a coder gave; frees it. */
static void finish_labels(struct sample_coder *coder, int32_t *code, size_t n_rows, struct sample_labels *labels) {
    uint32_t *number = sample_coder_finish(coder, labels);

    sample_rows_renumber(code, n_rows, number);
    free(number);
}

static void finish_events(struct sample *sample, struct sample_reading *reading) {
    uint32_t *code;
    int32_t *event = reading->rows.event;

    if (reading->events.codes == NULL)
        return;
    code = sample_labels_finish(reading->events.codes, &sample->codes);
    reading->events.codes = NULL;

    for (size_t i = 0; sample->codes.n > 0 && i < reading->rows.n; i++)
        if (event[i] > 0)
            event[i] = 1 + (int32_t)code[event[i] - 1];
    free(code);
}

/* Final numbers for rule, group, stratum, event code and person: until here by first appearance. */
static void renumber(struct sample *sample, struct sample_reading *reading, const uint32_t *rank, size_t n_known) {
    struct sample_rows *rows = &reading->rows;

    finish_labels(&reading->rule, rows->rule, rows->n, &sample->rules);
    finish_labels(&reading->group, rows->group, rows->n, &sample->groups);
    finish_labels(&reading->stratum, rows->stratum, rows->n, &sample->strata);
    finish_events(sample, reading);
    if (rows->person != NULL)
        sample_people_sort(&reading->people, rank, n_known, rows->person, rows->n);
}

/* The columns go over to the sample. */
static void take_over(struct sample *sample, struct sample_rows *rows) {
    sample->n_rows = rows->n;
    sample->time = rows->time;
    sample->entry = rows->entry;
    sample->event = rows->event;
    sample->person = rows->person;
    sample->group = rows->group;
    sample->stratum = rows->stratum;
    sample->count = rows->count;
    rows->time = rows->entry = NULL;
    rows->event = rows->person = rows->group = rows->stratum = rows->count = NULL;
    sample_rows_free(rows);
}

static void make_sample(struct sample_reading *reading, struct sample *sample, const struct sample_ids *ids,
                        const uint32_t *rank) {
    uint32_t *order;

    sample->n_people = (int32_t)reading->people.n;
    sample->group_by = sample_options_join(reading->by);
    renumber(sample, reading, rank, ids->n);
    sample->n_factors = reading->options->factors.n;
    sample->levels = memory_alloc(sample->n_factors, sizeof *sample->levels);
    sample->extra = sample_extra_finish(&reading->extra, reading->rows.n, sample->levels);
    order = sample_arrange(&reading->rows, sample->rules.n, reading->people.n);
    sample_overlap_refuse(reading, ids, rank);
    sample_cells_arrange(&sample->extra, order, reading->rows.n);
    sample->rule_start = sample_arrange_rules(&reading->rows, sample->rules.n);
    free(order);
    take_over(sample, &reading->rows);
}

struct sample *sample_read(const struct sample_options *options) {
    struct sample_reading *readings = memory_alloc(options->n_by, sizeof *readings);
    struct sample *samples = memory_alloc(options->n_by, sizeof *samples);
    struct table_reader *reader = table_reader_open(options->file, options->common.show_values);
    struct sample_filter filter = sample_filter_open(options, reader);
    struct sample_ids people = {0};
    uint32_t *rank;

    for (size_t i = 0; i < options->n_by; i++)
        readings[i] = sample_reading_open(options, &options->by[i], reader);
    read_rows(readings, options->n_by, &people, &filter);
    sample_filter_say_not_seen(&filter, readings[0].n_wanted);
    rank = sample_ids_rank(&people);
    for (size_t i = 0; i < options->n_by; i++) {
        sample_reading_say_missing(&readings[i]);
        if (i == 0)
            sample_events_judge(&readings[i].events, reader, readings[i].event, options->common.show_values);
        make_sample(&readings[i], &samples[i], &people, rank);
        samples[i].days = table_reader_days(reader);
        sample_reading_close(&readings[i]);
    }
    sample_filter_close(&filter);
    table_reader_close(reader);
    sample_ids_free(&people);
    free(rank);
    free(readings);
    return samples;
}

static void free_contents(struct sample *sample) {
    sample_labels_free(&sample->rules);
    sample_labels_free(&sample->groups);
    sample_labels_free(&sample->strata);
    sample_labels_free(&sample->codes);
    for (size_t i = 0; i < sample->n_factors; i++)
        sample_labels_free(&sample->levels[i]);
    free(sample->levels);
    sample_cells_free(&sample->extra);
    free(sample->time);
    free(sample->entry);
    free(sample->event);
    free(sample->person);
    free(sample->group);
    free(sample->stratum);
    free(sample->count);
    free(sample->rule_start);
    free(sample->group_by);
}

void sample_free(struct sample *samples, size_t n) {
    for (size_t i = 0; i < n; i++)
        free_contents(&samples[i]);
    free(samples);
}
