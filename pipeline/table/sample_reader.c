/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/sample_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/sample_arrange.h"
#include "table/sample_extra.h"
#include "table/sample_people.h"
#include "table/table_reader.h"

/* The reading for one grouping; all share the reader. */
struct reading {
    const struct sample_options *options;
    const struct sample_list *by;
    struct table_reader *reader;
    int time, entry, event, id, *where; /* columns; -1: none */
    struct sample_coder rule, group, stratum;
    struct sample_extra extra;
    struct dictionary *codes;
    struct sample_people people;
    struct sample_row *rows;
    size_t n_rows, capacity;
    size_t n_wanted, *missing; /* missing[column]: rows left out because of it */
};

static int find_column(const struct reading *reading, const char *name, bool optional) {
    if (name == NULL)
        return -1;
    return optional ? table_reader_find(reading->reader, name) : (int)table_reader_require(reading->reader, name);
}

static void open_coder(const struct reading *reading, struct sample_coder *coder, const struct sample_list *names) {
    int *columns = memory_alloc(names->n, sizeof *columns);

    for (size_t i = 0; i < names->n; i++)
        columns[i] = find_column(reading, names->items[i], false);
    sample_coder_open(coder, columns, names->n);
}

static void find_columns(struct reading *reading) {
    const struct sample_options *options = reading->options;
    int *rule = memory_alloc(1, sizeof *rule);

    *rule = find_column(reading, options->rule, options->by_default);
    sample_coder_open(&reading->rule, rule, *rule >= 0 ? 1 : 0);
    open_coder(reading, &reading->group, reading->by);
    open_coder(reading, &reading->stratum, &options->strata);
    sample_extra_open(&reading->extra, reading->reader, options);
    reading->time = find_column(reading, options->time, false);
    reading->event = find_column(reading, options->event, false);
    reading->entry = find_column(reading, options->entry, options->by_default);
    reading->id = find_column(reading, options->id, options->by_default);
    reading->where = memory_alloc(options->n_where, sizeof *reading->where);
    for (size_t i = 0; i < options->n_where; i++)
        reading->where[i] = find_column(reading, options->where[i].column, false);
    reading->missing = memory_alloc(table_reader_header(reading->reader)->n, sizeof *reading->missing);
}

static bool cell_is_one_of(struct record_cell cell, const struct sample_list *values) {
    for (size_t i = 0; i < values->n; i++)
        if (strcmp(cell.text, values->items[i]) == 0)
            return true;
    return false;
}

static bool row_is_wanted(const struct reading *reading) {
    for (size_t i = 0; i < reading->options->n_where; i++)
        if (!cell_is_one_of(table_reader_cell(reading->reader, reading->where[i]), &reading->options->where[i].values))
            return false;
    return true;
}

static bool is_missing(const struct reading *reading, int column) {
    return column >= 0 && table_reader_cell(reading->reader, column).length == 0;
}

/* The first used column whose cell is empty, or -1. */
static int find_missing(const struct reading *reading) {
    const int single[] = {reading->time, reading->entry, reading->id};
    const struct sample_coder *coders[] = {&reading->rule, &reading->group, &reading->stratum};

    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++)
        if (is_missing(reading, single[i]))
            return single[i];
    for (size_t i = 0; i < sizeof coders / sizeof coders[0]; i++)
        for (size_t j = 0; j < coders[i]->n_columns; j++)
            if (is_missing(reading, coders[i]->columns[j]))
                return coders[i]->columns[j];
    return sample_extra_find_missing(&reading->extra, reading->reader);
}

/* 0, or 1 + the number of the code. */
static int32_t read_event(const struct reading *reading) {
    struct record_cell cell = table_reader_cell(reading->reader, reading->event);

    if (reading->options->event_value != NULL)
        return strcmp(cell.text, reading->options->event_value) == 0 ? 1 : 0;
    if (cell.length == 0 || strcmp(cell.text, "0") == 0)
        return 0;
    return 1 + (int32_t)dictionary_add(reading->codes, cell.text, cell.length);
}

static double read_time(const struct reading *reading, int column) {
    double time = table_reader_double(reading->reader, column);

    if (time < 0)
        table_reader_fail(reading->reader, column, "a negative time (expected 0 or more)");
    return time;
}

static void read_row(struct reading *reading, uint32_t person) {
    struct sample_row *row;

    if (reading->n_rows >= INT32_MAX - 1)
        message_fail(EX_DATAERR, "more than 2^31 rows");
    reading->rows = memory_grow(reading->rows, &reading->capacity, reading->n_rows + 1, sizeof *reading->rows);
    sample_extra_read(&reading->extra, reading->reader, reading->n_rows);
    row = &reading->rows[reading->n_rows++];
    row->time = read_time(reading, reading->time);
    row->entry = reading->entry >= 0 ? read_time(reading, reading->entry) : 0;
    if (reading->entry >= 0 && !(row->entry < row->time))
        table_reader_fail(reading->reader, reading->entry, "entry is not before the time (at risk in (entry, time])");
    row->event = read_event(reading);
    row->person = reading->id >= 0 ? sample_people_number(&reading->people, person) : 0;
    row->rule = sample_coder_read(&reading->rule, reading->reader);
    row->group = sample_coder_read(&reading->group, reading->reader);
    row->stratum = sample_coder_read(&reading->stratum, reading->reader);
}

static void take_row(struct reading *reading, struct sample_ids *people) {
    int missing = find_missing(reading);

    reading->n_wanted++;
    if (missing >= 0)
        reading->missing[missing]++;
    else
        read_row(reading,
                 reading->id >= 0 ? sample_ids_find(people, table_reader_cell(reading->reader, reading->id)) : 0);
}

static void read_rows(struct reading *readings, size_t n, struct sample_ids *people) {
    while (table_reader_next(readings->reader))
        if (row_is_wanted(readings))
            for (size_t i = 0; i < n; i++)
                take_row(&readings[i], people);
}

/* One note for all rows left out, by column. */
static void say_missing(const struct reading *reading) {
    const struct header *header = table_reader_header(reading->reader);
    char *text = memory_copy_text("", 0);

    for (size_t i = 0; i < header->n; i++) {
        char *longer;
        if (reading->missing[i] == 0)
            continue;
        longer = memory_format("%s%s%s %zu", text, *text == '\0' ? "" : ", ", header->names[i], reading->missing[i]);
        free(text);
        text = longer;
    }
    if (*text != '\0')
        message_note(reading->options->common.quiet, "%zu of %zu rows left out, a value is missing: %s",
                     reading->n_wanted - reading->n_rows, reading->n_wanted, text);
    else if (reading->n_wanted == 0)
        message_note(reading->options->common.quiet, "no rows to use");
    free(text);
}

/* Final numbers for rule, group, stratum, event code and person: until here by first appearance. */
static void renumber(struct sample *sample, struct reading *reading, const uint32_t *rank, size_t n_known) {
    uint32_t *rule = sample_coder_finish(&reading->rule, &sample->rules);
    uint32_t *group = sample_coder_finish(&reading->group, &sample->groups);
    uint32_t *stratum = sample_coder_finish(&reading->stratum, &sample->strata);
    uint32_t *code = sample_labels_finish(reading->codes, &sample->codes);

    for (size_t i = 0; i < reading->n_rows; i++) {
        struct sample_row *row = &reading->rows[i];
        row->rule = rule[row->rule];
        row->group = group[row->group];
        row->stratum = stratum[row->stratum];
        if (row->event > 0 && sample->codes.n > 0)
            row->event = 1 + (int32_t)code[row->event - 1];
    }
    if (reading->id >= 0)
        sample_people_sort(&reading->people, rank, n_known, reading->rows, reading->n_rows);
    free(rule);
    free(group);
    free(stratum);
    free(code);
}

static void make_sample(struct reading *reading, struct sample *sample, const uint32_t *rank, size_t n_known) {
    double *extra;

    sample->n_people = (int32_t)reading->people.n;
    sample->group_by = sample_options_join(reading->by);
    renumber(sample, reading, rank, n_known);
    sample->n_factors = reading->options->factors.n;
    sample->levels = memory_alloc(sample->n_factors, sizeof *sample->levels);
    extra = sample_extra_finish(&reading->extra, reading->n_rows, sample->levels);
    sample_arrange(sample, reading->rows, reading->n_rows, reading->entry >= 0, reading->id >= 0);
    sample_arrange_extra(sample, reading->rows, extra, reading->options->covariates.n + sample->n_factors);
    free(extra);
}

static void open_reading(struct reading *reading) {
    reading->codes = dictionary_alloc();
    find_columns(reading);
}

static void close_reading(struct reading *reading) {
    sample_people_free(&reading->people);
    free(reading->where);
    free(reading->missing);
    free(reading->rows);
}

struct sample *sample_read(const struct sample_options *options) {
    struct reading *readings = memory_alloc(options->n_by, sizeof *readings);
    struct sample *samples = memory_alloc(options->n_by, sizeof *samples);
    struct table_reader *reader = table_reader_open(options->file, options->common.show_values);
    struct sample_ids people = {.ids = dictionary_alloc(), .last = DICTIONARY_NONE};
    uint32_t *rank;

    for (size_t i = 0; i < options->n_by; i++) {
        readings[i] = (struct reading){.options = options, .by = &options->by[i], .reader = reader};
        open_reading(&readings[i]);
    }
    read_rows(readings, options->n_by, &people);
    rank = dictionary_ranks(people.ids);
    for (size_t i = 0; i < options->n_by; i++) {
        say_missing(&readings[i]);
        make_sample(&readings[i], &samples[i], rank, dictionary_count(people.ids));
        close_reading(&readings[i]);
    }
    table_reader_close(reader);
    dictionary_free(people.ids);
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
    free(sample->extra);
    free(sample->time);
    free(sample->entry);
    free(sample->event);
    free(sample->person);
    free(sample->group);
    free(sample->stratum);
    free(sample->rule_start);
    free(sample->group_by);
}

void sample_free(struct sample *samples, size_t n) {
    for (size_t i = 0; i < n; i++)
        free_contents(&samples[i]);
    free(samples);
}
