/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clip_spells: what windows of the calendar see of the episodes, one behind the other up to the last day that can be
 * told.
 *
 * in   FILE: episodes of one rule, as build_episodes writes them
 * out  windows.csv (pipeline/tables.md): entry and time cut to each window
 *
 *     clip_spells --days 365 work/spells/default_rule.csv | estimate_retention --entry entry_days --time time_days \
 *         --event event --id patient_id --rule rule --by window
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "care/person.h"
#include "care/window.h"
#include "table/spell_tables.h"
#include "table/table_reader.h"
#include "table/table_writer.h"

struct options {
    struct options_common common;
    const char *file;
    char **names;
    int32_t days;
    bool schema;
};

enum key { KEY_DAYS = OPTIONS_FIRST_KEY, KEY_NAMES, KEY_SCHEMA };

static const struct argp_option option_list[] = {
    {"days", KEY_DAYS, "N", 0, "Length of a window (365)", 1},
    {"names", KEY_NAMES, "NAME[,NAME...]", 0, "The windows, the last one first (now,year_before)", 1},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of windows.csv", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_DAYS: options->days = options_int("--days", argument, 1, 36525); return 0;
    case KEY_NAMES:
        options_list_free(options->names);
        options->names = options_list("--names", argument, ',', NULL);
        return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    case ARGP_KEY_ARG: options->file = options_operand("FILE", options->file, argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc =
        "What windows of the calendar see of the episodes: who is in care on a day of it is at risk of leaving on it.\v"
        "FILE: episodes of one rule; - or none is standard input. The first window ends with the last day on which "
        "leaving can be told of anybody (censored_on), the next one ends where it begins. Detoxification is left out. "
        "A window that begins before "
        "the first day 0 is left out, and so are all of relative days, which share no calendar.\n\n"
        "Exit: 0 done; 64 usage; 65 the data cannot be used; 66 no such input.\n\nExamples:\n"
        "  clip_spells work/spells/default_rule.csv\n"
        "  clip_spells --days 182 --names half,half_before,half_before_that \\\n"
        "    work/spells/default_rule.csv",
    .children = options_children};

/* The columns that are read, and the row as it is written but for its window. */
struct spell {
    struct care_span span;
    char *before, *behind; /* cells: rule, patient_id, order; earliest_days and those of the person */
};

struct spells {
    struct spell *spells;
    size_t n, capacity;
    int32_t first, last; /* the first day 0 or entry, and the last day that can be told */
    enum calendar_kind days;
};

static char *join_cells(const struct table_reader *reader, const int columns[], const int wanted[], size_t n) {
    struct text_buffer text = {0};

    for (size_t i = 0; i < n; i++) {
        struct record_cell cell = table_reader_cell(reader, columns[wanted[i]]);
        if (i > 0)
            text_buffer_append_char(&text, ',');
        table_writer_append_cell(&text, cell.text, cell.length);
    }
    return text.text;
}

static const int cells_before[] = {EPISODE_RULE, EPISODE_PATIENT_ID, EPISODE_ORDER},
                 cells_behind[] = {EPISODE_EARLIEST_DAYS, EPISODE_SITE,     EPISODE_PROGRAM,       EPISODE_MEDICATION,
                                   EPISODE_SEX,           EPISODE_AGE_BAND, EPISODE_RACE_ETHNICITY};

enum {
    N_BEFORE = sizeof cells_before / sizeof cells_before[0],
    N_BEHIND = sizeof cells_behind / sizeof cells_behind[0]
};

/* Detoxification has a shorter gap and no order: it is followed further, and is no part of the windows. */
static void take_row(struct spells *spells, struct table_reader *reader, const int columns[]) {
    struct care_span span = {.start = table_reader_day(reader, columns[EPISODE_START]),
                             .entry_days = table_reader_int(reader, columns[EPISODE_ENTRY_DAYS], 0),
                             .time_days = table_reader_int(reader, columns[EPISODE_TIME_DAYS], -1),
                             .event = table_reader_int(reader, columns[EPISODE_EVENT], 0) == 1};
    int32_t censored_on = table_reader_day(reader, columns[EPISODE_CENSORED_ON]), entry = span.start + span.entry_days;

    if (table_reader_cell(reader, columns[EPISODE_ORDER]).length == 0)
        return;
    if (censored_on > spells->last)
        spells->last = censored_on;
    if (span.time_days < 0)
        return;
    if (entry < spells->first)
        spells->first = entry;
    spells->spells = memory_grow(spells->spells, &spells->capacity, spells->n + 1, sizeof *spells->spells);
    spells->spells[spells->n++] = (struct spell){span, join_cells(reader, columns, cells_before, N_BEFORE),
                                                 join_cells(reader, columns, cells_behind, N_BEHIND)};
}

static struct spells read_spells(const struct options *options) {
    struct table_reader *reader = table_reader_open(options->file, options->common.show_values);
    struct spells spells = {.first = INT32_MAX, .last = CALENDAR_NO_DAY};
    int columns[EPISODE_COLUMNS];

    table_reader_match(reader, &spell_episodes, columns);
    while (table_reader_next(reader))
        take_row(&spells, reader, columns);
    spells.days = table_reader_days(reader);
    table_reader_close(reader);
    return spells;
}

static void write_window(struct table_writer *writer, const struct spells *spells, const char *name,
                         struct care_window window) {
    for (size_t i = 0; i < spells->n; i++) {
        struct care_span span = spells->spells[i].span;
        if (!care_window_clip(window, &span))
            continue;
        table_writer_text(writer, name);
        table_writer_raw(writer, spells->spells[i].before, strlen(spells->spells[i].before), N_BEFORE);
        table_writer_int(writer, span.entry_days);
        table_writer_int(writer, span.time_days);
        table_writer_int(writer, span.event);
        table_writer_raw(writer, spells->spells[i].behind, strlen(spells->spells[i].behind), N_BEHIND);
        table_writer_end_row(writer);
    }
}

static void write_windows(const struct options *options, const struct spells *spells) {
    struct table_writer *writer = table_writer_open(options->common.output, &spell_windows, NULL, 0);
    struct care_window window = {.last = spells->last};

    for (size_t i = 0; options->names[i] != NULL && spells->n > 0 && spells->days == CALENDAR_CIVIL; i++) {
        window.first = window.last - options->days + 1;
        if (window.first < spells->first)
            break;
        write_window(writer, spells, options->names[i], window);
        window.last = window.first - 1;
    }
    table_writer_commit(writer);
}

static void write_schema(const char *path) {
    struct output_file *output = output_file_open(path);

    table_spec_write(&spell_windows, output);
    output_file_commit(output);
}

int main(int argc, char **argv) {
    struct options options = {.names = options_list("--names", "now,year_before", ',', NULL), .days = 365};
    struct spells spells = {0};

    options_parse(&argp, argc, argv, &options);
    if (options.schema) {
        write_schema(options.common.output);
    } else {
        spells = read_spells(&options);
        write_windows(&options, &spells);
    }
    for (size_t i = 0; i < spells.n; i++) {
        free(spells.spells[i].before);
        free(spells.spells[i].behind);
    }
    free(spells.spells);
    options_list_free(options.names);
    return 0;
}
