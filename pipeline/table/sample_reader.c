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
#include "table/sample_rows.h"
#include "table/table_reader.h"

/* The reading for one grouping; all share the reader. */
struct reading {
    const struct sample_options *options;
    const struct sample_list *by;
    struct table_reader *reader;
    int time, entry, event, id, *where; /* columns; -1: none */
    int *used;                          /* those in which a cell must not be empty */
    size_t n_used;
    struct sample_coder rule, group, stratum;
    struct sample_extra extra;
    struct dictionary *codes;
    struct sample_people people;
    struct sample_rows rows;
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

static void add_used(struct reading *reading, const int *columns, size_t n) {
    reading->used = reallocarray(reading->used, reading->n_used + n + 1, sizeof *reading->used);
    if (reading->used == NULL)
        message_fail(EX_SOFTWARE, "out of memory");
    for (size_t i = 0; i < n; i++)
        if (columns[i] >= 0)
            reading->used[reading->n_used++] = columns[i];
}

/* All but the event, which may be empty. */
static void find_used(struct reading *reading) {
    const int single[] = {reading->time, reading->entry, reading->id};

    add_used(reading, single, sizeof single / sizeof single[0]);
    add_used(reading, reading->rule.columns, reading->rule.n_columns);
    add_used(reading, reading->group.columns, reading->group.n_columns);
    add_used(reading, reading->stratum.columns, reading->stratum.n_columns);
    add_used(reading, reading->extra.columns, reading->extra.n_numbers + reading->extra.n_factors);
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

/* The first used column whose cell is empty, or -1. */
static int find_missing(const struct reading *reading) {
    for (size_t i = 0; i < reading->n_used; i++)
        if (table_reader_cell(reading->reader, reading->used[i]).length == 0)
            return reading->used[i];
    return -1;
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

static void read_codes(struct reading *reading, size_t row) {
    int32_t rule = (int32_t)sample_coder_read(&reading->rule, reading->reader);
    int32_t group = (int32_t)sample_coder_read(&reading->group, reading->reader);
    int32_t stratum = (int32_t)sample_coder_read(&reading->stratum, reading->reader);

    if (reading->rows.rule != NULL)
        reading->rows.rule[row] = rule;
    if (reading->rows.group != NULL)
        reading->rows.group[row] = group;
    if (reading->rows.stratum != NULL)
        reading->rows.stratum[row] = stratum;
}

static void read_times(struct reading *reading, size_t row) {
    double time = read_time(reading, reading->time), entry;

    reading->rows.time[row] = time;
    if (reading->rows.entry == NULL)
        return;
    entry = read_time(reading, reading->entry);
    if (!(entry < time))
        table_reader_fail(reading->reader, reading->entry, "entry is not before the time (at risk in (entry, time])");
    reading->rows.entry[row] = entry;
}

static void read_row(struct reading *reading, uint32_t person) {
    struct sample_rows *rows = &reading->rows;
    size_t row = rows->n;

    if (row >= INT32_MAX - 1)
        message_fail(EX_DATAERR, "more than 2^31 rows");
    sample_rows_grow(rows);
    sample_extra_read(&reading->extra, reading->reader, row);
    read_times(reading, row);
    rows->event[row] = read_event(reading);
    if (rows->person != NULL)
        rows->person[row] = sample_people_number(&reading->people, person);
    read_codes(reading, row);
    rows->n++;
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
                     reading->n_wanted - reading->rows.n, reading->n_wanted, text);
    else if (reading->n_wanted == 0)
        message_note(reading->options->common.quiet, "no rows to use");
    free(text);
}

/* Final numbers of the labels that a coder gave; frees it. */
static void finish_labels(struct sample_coder *coder, int32_t *code, size_t n_rows, struct sample_labels *labels) {
    uint32_t *number = sample_coder_finish(coder, labels);

    sample_rows_renumber(code, n_rows, number);
    free(number);
}

static void finish_events(struct sample *sample, struct reading *reading) {
    uint32_t *code = sample_labels_finish(reading->codes, &sample->codes);
    int32_t *event = reading->rows.event;

    for (size_t i = 0; sample->codes.n > 0 && i < reading->rows.n; i++)
        if (event[i] > 0)
            event[i] = 1 + (int32_t)code[event[i] - 1];
    free(code);
}

/* Final numbers for rule, group, stratum, event code and person: until here by first appearance. */
static void renumber(struct sample *sample, struct reading *reading, const uint32_t *rank, size_t n_known) {
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
    rows->time = rows->entry = NULL;
    rows->event = rows->person = rows->group = rows->stratum = NULL;
    sample_rows_free(rows);
}

static void make_sample(struct reading *reading, struct sample *sample, const uint32_t *rank, size_t n_known) {
    size_t width = reading->options->covariates.n + reading->options->factors.n;
    uint32_t *order;

    sample->n_people = (int32_t)reading->people.n;
    sample->group_by = sample_options_join(reading->by);
    renumber(sample, reading, rank, n_known);
    sample->n_factors = reading->options->factors.n;
    sample->levels = memory_alloc(sample->n_factors, sizeof *sample->levels);
    sample->extra = sample_extra_finish(&reading->extra, reading->rows.n, sample->levels);
    order = sample_arrange(&reading->rows, sample->rules.n, reading->people.n);
    sample->extra = sample_arrange_extra(sample->extra, width, order, reading->rows.n);
    sample->rule_start = sample_arrange_rules(&reading->rows, sample->rules.n);
    free(order);
    take_over(sample, &reading->rows);
}

static struct reading open_reading(const struct sample_options *options, const struct sample_list *by,
                                   struct table_reader *reader) {
    struct reading reading = {.options = options, .by = by, .reader = reader, .codes = dictionary_alloc()};

    find_columns(&reading);
    find_used(&reading);
    reading.people.is_everyone = options->n_by == 1;
    reading.rows = sample_rows_open((struct sample_kept){.entry = reading.entry >= 0,
                                                         .person = reading.id >= 0,
                                                         .group = reading.group.n_columns > 0,
                                                         .stratum = reading.stratum.n_columns > 0,
                                                         .rule = reading.rule.n_columns > 0});
    return reading;
}

static void close_reading(struct reading *reading) {
    sample_people_free(&reading->people);
    free(reading->where);
    free(reading->used);
    free(reading->missing);
}

struct sample *sample_read(const struct sample_options *options) {
    struct reading *readings = memory_alloc(options->n_by, sizeof *readings);
    struct sample *samples = memory_alloc(options->n_by, sizeof *samples);
    struct table_reader *reader = table_reader_open(options->file, options->common.show_values);
    struct sample_ids people = {0};
    uint32_t *rank;

    for (size_t i = 0; i < options->n_by; i++)
        readings[i] = open_reading(options, &options->by[i], reader);
    read_rows(readings, options->n_by, &people);
    rank = sample_ids_rank(&people);
    for (size_t i = 0; i < options->n_by; i++) {
        say_missing(&readings[i]);
        make_sample(&readings[i], &samples[i], rank, people.n);
        close_reading(&readings[i]);
    }
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
