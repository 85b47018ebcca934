/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/episode_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text_buffer.h"
#include "table/patient_rows.h"
#include "table/spell_tables.h"
#include "table/table_writer.h"

struct episode_reader {
    const struct settings *settings;
    struct patient_rows *rows;
    int columns[EPISODE_COLUMNS];
    int group_columns[SETTINGS_MOST_GROUPS];
    struct read_episodes by_default;
};

struct episode_reader *episode_reader_open(const char *path, const struct patient_range *range,
                                           const struct settings *settings) {
    struct episode_reader *reader = memory_alloc(1, sizeof *reader);

    reader->settings = settings;
    reader->rows = patient_rows_open(path, &spell_episodes, reader->columns, range, false);
    for (size_t i = 0; i < settings->n_groups; i++)
        reader->group_columns[i] = (int)table_reader_require(patient_rows_reader(reader->rows), settings->groups[i]);
    return reader;
}

static void clear_episodes(struct read_episodes *read) {
    for (size_t i = 0; i < read->n; i++) {
        free(read->episodes[i].site);
        free(read->episodes[i].medication);
        free(read->episodes[i].person_cells);
    }
    read->n = 0;
}

void episode_reader_close(struct episode_reader *reader) {
    if (reader == NULL)
        return;
    clear_episodes(&reader->by_default);
    free(reader->by_default.episodes);
    patient_rows_close(reader->rows);
    free(reader);
}

static char *join_person_cells(const struct episode_reader *reader, const struct table_reader *table) {
    struct text_buffer out = {0};

    for (int column = EPISODE_SITE; column <= EPISODE_RACE_ETHNICITY; column++) {
        struct record_cell cell = table_reader_cell(table, reader->columns[column]);
        if (column > EPISODE_SITE)
            text_buffer_append_char(&out, ',');
        table_writer_append_cell(&out, cell.text, cell.length);
    }
    for (size_t i = 0; i < reader->settings->n_groups; i++) {
        text_buffer_append_char(&out, ',');
        struct record_cell cell = table_reader_cell(table, reader->group_columns[i]);
        table_writer_append_cell(&out, cell.text, cell.length);
    }
    return out.text;
}

static char *copy_cell(const struct episode_reader *reader, const struct table_reader *table,
                       enum spell_episode_column column) {
    struct record_cell cell = table_reader_cell(table, reader->columns[column]);

    return memory_copy_text(cell.text, cell.length);
}

static struct read_episode read_row(const struct episode_reader *reader, struct table_reader *table) {
    struct record_cell exit = table_reader_cell(table, reader->columns[EPISODE_EXIT]);
    struct read_episode episode = {.site = copy_cell(reader, table, EPISODE_SITE),
                                   .medication = copy_cell(reader, table, EPISODE_MEDICATION),
                                   .person_cells = join_person_cells(reader, table)};

    episode.care =
        (struct care_episode){.start = table_reader_day(table, reader->columns[EPISODE_START]),
                              .last_covered = table_reader_day(table, reader->columns[EPISODE_LAST_COVERED]),
                              .left_on = table_reader_day(table, reader->columns[EPISODE_LEFT_ON]),
                              .censored_on = table_reader_day(table, reader->columns[EPISODE_CENSORED_ON]),
                              .observed_until = table_reader_day(table, reader->columns[EPISODE_OBSERVED_UNTIL]),
                              .next_start = table_reader_day(table, reader->columns[EPISODE_NEXT_START]),
                              .entry_days = table_reader_int(table, reader->columns[EPISODE_ENTRY_DAYS], 0),
                              .time_days = table_reader_int(table, reader->columns[EPISODE_TIME_DAYS], -1),
                              .ordinal = (size_t)table_reader_int(table, reader->columns[EPISODE_EPISODE], 0),
                              .order = CARE_ORDER_FIRST,
                              .exit = care_exit_from_name(exit.text, exit.length)};
    episode.care.first_covered = episode.care.start;
    return episode;
}

/* A second row of one episode is observed from its entry on. */
static void mark_continued(struct care_episode *care, const struct care_episode *before) {
    care->is_continued = before != NULL && before->ordinal == care->ordinal;
    if (care->is_continued)
        care->first_covered = care->start + care->entry_days;
}

static void add_row(struct episode_reader *reader, struct read_episodes *read) {
    struct table_reader *table = patient_rows_reader(reader->rows);

    read->episodes = memory_grow(read->episodes, &read->capacity, read->n + 1, sizeof *read->episodes);
    read->episodes[read->n] = read_row(reader, table);
    mark_continued(&read->episodes[read->n].care, read->n > 0 ? &read->episodes[read->n - 1].care : NULL);
    read->n++;
}

/* Of the default rule, and with an ordinal: no detoxification. */
static bool is_wanted(const struct episode_reader *reader) {
    const struct table_reader *table = patient_rows_reader(reader->rows);
    const struct settings *settings = reader->settings;

    return strcmp(table_reader_cell(table, reader->columns[EPISODE_RULE]).text,
                  settings->rules[settings->default_rule].name) == 0 &&
           table_reader_cell(table, reader->columns[EPISODE_EPISODE]).length > 0;
}

const struct read_episodes *episode_reader_take(struct episode_reader *reader, const char *patient_id) {
    const char *patient;

    clear_episodes(&reader->by_default);
    while ((patient = patient_rows_patient(reader->rows)) != NULL) {
        int order = strcmp(patient, patient_id);
        if (order > 0)
            break;
        if (order == 0 && is_wanted(reader))
            add_row(reader, &reader->by_default);
        patient_rows_next(reader->rows);
    }
    return &reader->by_default;
}

void episode_reader_pass_rest(struct episode_reader *reader) {
    while (patient_rows_patient(reader->rows) != NULL)
        patient_rows_next(reader->rows);
}

void episode_reader_check_joined(const struct episode_reader *first, const struct episode_reader *second) {
    patient_rows_check_joined(first->rows, second->rows);
}
