/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/missing_cell.h"

static int find_column(const struct sample_reading *reading, const char *name, bool optional) {
    if (name == NULL)
        return -1;
    return optional ? table_reader_find(reading->reader, name) : (int)table_reader_require(reading->reader, name);
}

static void open_coder(const struct sample_reading *reading, struct sample_coder *coder,
                       const struct sample_list *names) {
    int *columns = memory_alloc(names->n, sizeof *columns);

    for (size_t i = 0; i < names->n; i++)
        columns[i] = find_column(reading, names->items[i], false);
    sample_coder_open(coder, columns, names->n);
}

static void find_columns(struct sample_reading *reading) {
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
    reading->missing = memory_alloc(table_reader_header(reading->reader)->n, sizeof *reading->missing);
}

static void add_used(struct sample_reading *reading, const int *columns, size_t n) {
    reading->used = reallocarray(reading->used, reading->n_used + n + 1, sizeof *reading->used);
    if (reading->used == NULL)
        message_fail(EX_SOFTWARE, "out of memory");
    for (size_t i = 0; i < n; i++)
        if (columns[i] >= 0)
            reading->used[reading->n_used++] = columns[i];
}

/* All but the event, which may be empty. */
static void find_used(struct sample_reading *reading) {
    const int single[] = {reading->time, reading->entry, reading->id};

    add_used(reading, single, sizeof single / sizeof single[0]);
    add_used(reading, reading->rule.columns, reading->rule.n_columns);
    if (!reading->options->keeps_missing_groups) {
        add_used(reading, reading->group.columns, reading->group.n_columns);
        add_used(reading, reading->stratum.columns, reading->stratum.n_columns);
    }
    if (!reading->options->keeps_missing_covariates)
        add_used(reading, reading->extra.columns, reading->extra.n_numbers);
    add_used(reading, reading->extra.columns + reading->extra.n_numbers, reading->extra.n_factors);
}

/* The first used column whose cell is missing, or -1. An empty event is none; NA is not known. */
static int find_missing(const struct sample_reading *reading) {
    for (size_t i = 0; i < reading->n_used; i++)
        if (missing_cell(table_reader_cell(reading->reader, reading->used[i])))
            return reading->used[i];
    return missing_cell_is_na(table_reader_cell(reading->reader, reading->event)) ? reading->event : -1;
}

static double read_time(const struct sample_reading *reading, int column) {
    double time = table_reader_double(reading->reader, column);

    if (time < 0)
        table_reader_fail(reading->reader, column, "a negative time (expected 0 or more)");
    return time + 0.0; /* -0.0 is 0.0 */
}

/* Without columns the first row gives all of them the only code, 0. */
static void read_code(struct sample_coder *coder, const struct table_reader *reader, int32_t *code, size_t row) {
    if (code != NULL)
        code[row] = (int32_t)sample_coder_read(coder, reader);
    else if (row == 0)
        sample_coder_read(coder, reader);
}

static void read_times(struct sample_reading *reading, size_t row) {
    double time = read_time(reading, reading->time), entry;

    reading->rows.time[row] = time;
    if (reading->rows.entry == NULL)
        return;
    entry = read_time(reading, reading->entry);
    if (!(entry < time))
        table_reader_fail(reading->reader, reading->entry, "entry is not before the time (at risk in (entry, time])");
    reading->rows.entry[row] = entry;
}

static int32_t number_of_line(const struct sample_reading *reading) {
    long line = table_reader_line(reading->reader);

    return line <= INT32_MAX ? (int32_t)line : 0;
}

static void read_row(struct sample_reading *reading, uint32_t person) {
    struct sample_rows *rows = &reading->rows;
    size_t row = rows->n;

    if (reading->tally.n_taken >= INT32_MAX - 1)
        message_fail(EX_DATAERR, "more than 2^31 rows");
    sample_rows_grow(rows);
    sample_extra_read(&reading->extra, reading->reader, row);
    read_times(reading, row);
    rows->event[row] = sample_events_read(&reading->events, reading->reader, reading->event);
    if (rows->person != NULL)
        rows->person[row] = sample_people_number(&reading->people, person);
    read_code(&reading->rule, reading->reader, rows->rule, row);
    read_code(&reading->group, reading->reader, rows->group, row);
    read_code(&reading->stratum, reading->reader, rows->stratum, row);
    if (rows->line != NULL)
        rows->line[row] = number_of_line(reading);
    sample_tally_take(&reading->tally, rows);
}

void sample_reading_take_row(struct sample_reading *reading, struct sample_ids *people) {
    int missing = find_missing(reading);

    reading->n_wanted++;
    if (missing >= 0)
        reading->missing[missing]++;
    else
        read_row(reading,
                 reading->id >= 0 ? sample_ids_find(people, table_reader_cell(reading->reader, reading->id)) : 0);
}

void sample_reading_say_missing(const struct sample_reading *reading) {
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
                     reading->n_wanted - reading->tally.n_taken, reading->n_wanted, text);
    free(text);
}

static bool may_count(const struct sample_reading *reading) {
    return reading->options->takes_counts && reading->entry < 0 && reading->id < 0 &&
           reading->extra.n_numbers + reading->extra.n_factors == 0;
}

struct sample_reading sample_reading_open(const struct sample_options *options, const struct sample_list *by,
                                          struct table_reader *reader) {
    struct sample_reading reading = {.options = options,
                                     .by = by,
                                     .reader = reader,
                                     .events = sample_events_open(options->event_value, options->event_is_code)};

    find_columns(&reading);
    find_used(&reading);
    reading.people.is_everyone = options->n_by == 1;
    reading.rows = sample_rows_open((struct sample_kept){.entry = reading.entry >= 0,
                                                         .person = reading.id >= 0,
                                                         .group = reading.group.n_columns > 0,
                                                         .stratum = reading.stratum.n_columns > 0,
                                                         .rule = reading.rule.n_columns > 0,
                                                         .line = options->one_at_a_time,
                                                         .count = may_count(&reading)});
    if (may_count(&reading))
        reading.tally = sample_tally_open();
    return reading;
}

void sample_reading_close(struct sample_reading *reading) {
    sample_people_free(&reading->people);
    sample_tally_free(&reading->tally);
    sample_events_free(&reading->events);
    free(reading->used);
    free(reading->missing);
}
