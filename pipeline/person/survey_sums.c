/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/survey_sums.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/sums_table.h"

/* Rows of one kind come in the order of their numbers. `site` and what follows it are of the site named last. */
static const char SURVEY[] = "survey", BEGUN[] = "begun", STOPPED[] = "stopped", UNADMITTED[] = "unadmitted",
                  SITE[] = "site", DAYS[] = "days", TABLE[] = "table", TAILS[] = "tails", UNKNOWN[] = "unknown",
                  SPELLING[] = "spelling";

/* The counts of a table at a site, as completeness_counts has them. */
enum count { PEOPLE, MISSING, FOLLOWED, VANISHED, LAST_SEEN, COUNTS };
static const char *const count_names[COUNTS] = {"people", "missing", "followed", "vanished", "last_seen"};

static uint32_t *counts_at(const struct completeness_counts *counts, enum count count, size_t scale) {
    switch (count) {
    case PEOPLE: return counts->people[scale];
    case MISSING: return counts->missing[scale];
    case FOLLOWED: return counts->followed[scale];
    case VANISHED: return counts->vanished[scale];
    case LAST_SEEN: return counts->last_seen[scale];
    case COUNTS: break;
    }
    return NULL;
}

static size_t n_counts(const struct survey *survey, const struct completeness_counts *counts, enum count count,
                       size_t scale) {
    return (size_t)survey->grid.n_blocks[scale] * (count == PEOPLE || count == MISSING ? counts->n_runs[scale] : 1);
}

/* ---- written ------------------------------------------------------------------------------------------------ */

static void write_counts(struct sums_writer *writer, const char *sum, const char *of, const uint32_t counts[],
                         size_t n) {
    sums_writer_begin(writer, sum, of, strlen(of));
    for (size_t i = 0; i < n; i++)
        sums_writer_number(writer, counts[i]);
    sums_writer_end(writer);
}

static void write_site_table(struct sums_writer *writer, const struct survey *survey, uint32_t site, size_t table) {
    const struct completeness_counts *counts = survey->counts[site][table];
    const char *name = input_tables[survey_input_table[table]].name;

    sums_writer_begin(writer, DAYS, name, strlen(name));
    for (size_t i = 0; i < COMPLETENESS_DAY_WORDS; i++)
        sums_writer_number(writer, counts->days[i]);
    sums_writer_end(writer);
    for (int count = 0; count < COUNTS; count++)
        for (size_t scale = 0; scale < COMPLETENESS_SCALES; scale++)
            write_counts(writer, count_names[count], name, counts_at(counts, (enum count)count, scale),
                         n_counts(survey, counts, (enum count)count, scale));
}

static void write_sites(struct sums_writer *writer, const struct survey *survey) {
    for (uint32_t site = 0; site < dictionary_count(survey->sites); site++) {
        sums_writer_begin(writer, SITE, dictionary_text(survey->sites, site), dictionary_length(survey->sites, site));
        sums_writer_number(writer, survey->site_people[site].in_care);
        sums_writer_number(writer, survey->site_people[site].admitted);
        sums_writer_end(writer);
        for (size_t table = 0; table < SURVEY_TABLES; table++)
            write_site_table(writer, survey, site, table);
    }
}

static void write_tail(struct sums_writer *writer, const struct survey_tail *tail) {
    sums_writer_number(writer, tail->people);
    sums_writer_number(writer, tail->with);
    sums_writer_number(writer, tail->tail);
}

static void write_table(struct sums_writer *writer, const struct survey_table_sums *sums, const char *name) {
    const struct survey_current *current = &sums->current;
    const uint64_t numbers[] = {(uint64_t)sums->first_day, (uint64_t)sums->last_day, sums->rows,    sums->people,
                                sums->unknown.rows,        sums->unknown.people,     current->open, current->open_with,
                                current->closed,           current->closed_with};

    sums_writer_begin(writer, TABLE, name, strlen(name));
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        sums_writer_number(writer, numbers[i]);
    sums_writer_end(writer);
    sums_writer_begin(writer, TAILS, name, strlen(name));
    write_tail(writer, &sums->tails.bytewise);
    for (size_t length = 0; length <= SURVEY_LONGEST_ID; length++)
        write_tail(writer, &sums->tails.by_length[length]);
    sums_writer_end(writer);
}

/* Texts of a table or a column, by its number. */
static void write_text(struct sums_writer *writer, const char *sum, const struct dictionary *texts, uint32_t text,
                       const uint64_t numbers[2]) {
    sums_writer_begin(writer, sum, dictionary_text(texts, text), dictionary_length(texts, text));
    sums_writer_number(writer, numbers[0]);
    sums_writer_number(writer, numbers[1]);
    sums_writer_end(writer);
}

static void write_texts(struct sums_writer *writer, const struct survey *survey) {
    for (size_t table = 0; table < INPUT_TABLE_COUNT; table++)
        for (uint32_t i = 0; i < dictionary_count(survey->tables[table].unknown.ids); i++)
            write_text(writer, UNKNOWN, survey->tables[table].unknown.ids, i, (const uint64_t[]){table, 0});
    for (size_t column = 0; column < SURVEY_COLUMNS && survey->spellings[column].texts != NULL; column++)
        for (uint32_t i = 0; i < dictionary_count(survey->spellings[column].texts); i++)
            write_text(writer, SPELLING, survey->spellings[column].texts, i,
                       (const uint64_t[]){column, survey->spellings[column].rows[i]});
}

void survey_sums_write(const struct survey *survey, const char *path) {
    struct sums_writer writer = sums_writer_open(path);

    sums_writer_begin(&writer, SURVEY, "", 0);
    sums_writer_number(&writer, (uint64_t)survey->grid.n_days);
    sums_writer_number(&writer, (uint64_t)survey->days);
    sums_writer_number(&writer, survey->people);
    sums_writer_end(&writer);
    write_counts(&writer, BEGUN, "", survey->begun, (size_t)survey->grid.n_days);
    write_counts(&writer, STOPPED, "", survey->stopped, (size_t)survey->grid.n_days);
    write_counts(&writer, UNADMITTED, "", survey->unadmitted, (size_t)survey->grid.n_days);
    for (size_t table = 0; table < INPUT_TABLE_COUNT; table++)
        write_table(&writer, &survey->tables[table], input_tables[table].name);
    write_texts(&writer, survey);
    write_sites(&writer, survey);
    sums_writer_commit(&writer);
}

/* ---- read --------------------------------------------------------------------------------------------------- */

struct reading {
    struct sums_reader reader;
    struct survey *survey;
    uint32_t site;                        /* named last */
    size_t scales[SURVEY_TABLES][COUNTS]; /* rows of it met so far */
};

static bool is(const struct reading *reading, const char *sum) { return strcmp(reading->reader.sum, sum) == 0; }

static _Noreturn void fail(const struct reading *reading, const char *why) {
    table_reader_fail(reading->reader.table, 0, "%s", why);
}

static size_t table_of(const struct reading *reading) {
    const struct table_spec *spec = input_tables_find(reading->reader.of.text);

    if (spec == NULL)
        fail(reading, "not usable (expected the sum of a table)");
    return (size_t)(spec - input_tables);
}

static void read_survey(struct reading *reading) {
    struct survey *survey = reading->survey;

    if (sums_reader_number(&reading->reader) != (uint64_t)survey->grid.n_days)
        fail(reading, "counted over other days (expected those of the whole: the same summaries beside the tables)");
    survey->days = (enum calendar_kind)sums_reader_number(&reading->reader);
    survey->people = (size_t)sums_reader_number(&reading->reader);
}

static void read_site(struct reading *reading) {
    struct sums_reader *reader = &reading->reader;

    reading->site = survey_site(reading->survey, reader->of.text, reader->of.length);
    reading->survey->site_people[reading->site].in_care = (uint32_t)sums_reader_number(reader);
    reading->survey->site_people[reading->site].admitted = (uint32_t)sums_reader_number(reader);
    memset(reading->scales, 0, sizeof reading->scales);
}

static size_t judged_table_of(const struct reading *reading) {
    size_t table = 0, input = table_of(reading);

    while (table < SURVEY_TABLES && (size_t)survey_input_table[table] != input)
        table++;
    if (table == SURVEY_TABLES || reading->site >= dictionary_count(reading->survey->sites))
        fail(reading, "not usable (expected the sum of a judged table at a site)");
    return table;
}

static void read_days(struct reading *reading) {
    struct completeness_counts *counts = reading->survey->counts[reading->site][judged_table_of(reading)];

    for (size_t i = 0; i < COMPLETENESS_DAY_WORDS; i++)
        counts->days[i] |= sums_reader_number(&reading->reader);
}

static void read_counts(struct reading *reading, enum count count) {
    size_t table = judged_table_of(reading), scale = reading->scales[table][count]++;
    const struct completeness_counts *counts = reading->survey->counts[reading->site][table];

    if (scale >= COMPLETENESS_SCALES)
        fail(reading, "one row too many");
    sums_reader_add_counts(&reading->reader, counts_at(counts, count, scale),
                           n_counts(reading->survey, counts, count, scale));
}

static void read_table(struct reading *reading) {
    struct survey_table_sums *sums = &reading->survey->tables[table_of(reading)];

    sums->first_day = (int32_t)sums_reader_number(&reading->reader);
    sums->last_day = (int32_t)sums_reader_number(&reading->reader);
    sums_reader_add_sizes(&reading->reader,
                          (size_t *const[]){&sums->rows, &sums->people, &sums->unknown.rows, &sums->unknown.people,
                                            &sums->current.open, &sums->current.open_with, &sums->current.closed,
                                            &sums->current.closed_with},
                          8);
}

static void read_tail(struct reading *reading, struct survey_tail *tail) {
    sums_reader_add_sizes(&reading->reader, (size_t *const[]){&tail->people, &tail->with, &tail->tail}, 3);
}

static void read_tails(struct reading *reading) {
    struct survey_tails *tails = &reading->survey->tables[table_of(reading)].tails;

    read_tail(reading, &tails->bytewise);
    for (size_t length = 0; length <= SURVEY_LONGEST_ID; length++)
        read_tail(reading, &tails->by_length[length]);
}

static void read_unknown(struct reading *reading) {
    size_t table = (size_t)sums_reader_number(&reading->reader);

    if (table >= INPUT_TABLE_COUNT)
        fail(reading, "not usable (expected the number of a table)");
    dictionary_add(reading->survey->tables[table].unknown.ids, reading->reader.of.text, reading->reader.of.length);
}

static void read_spelling(struct reading *reading) {
    size_t column = (size_t)sums_reader_number(&reading->reader);

    if (column >= SURVEY_COLUMNS || reading->survey->spellings[column].texts == NULL)
        fail(reading, "not usable (expected the number of a column)");
    survey_spell_rows(reading->survey, column, reading->reader.of.text, reading->reader.of.length,
                      sums_reader_number(&reading->reader));
}

static void read_row(struct reading *reading) {
    for (int count = 0; count < COUNTS; count++)
        if (is(reading, count_names[count])) {
            read_counts(reading, (enum count)count);
            return;
        }
    if (is(reading, SURVEY))
        read_survey(reading);
    else if (is(reading, BEGUN))
        sums_reader_add_counts(&reading->reader, reading->survey->begun, (size_t)reading->survey->grid.n_days);
    else if (is(reading, STOPPED))
        sums_reader_add_counts(&reading->reader, reading->survey->stopped, (size_t)reading->survey->grid.n_days);
    else if (is(reading, UNADMITTED))
        sums_reader_add_counts(&reading->reader, reading->survey->unadmitted, (size_t)reading->survey->grid.n_days);
    else if (is(reading, SITE))
        read_site(reading);
    else if (is(reading, DAYS))
        read_days(reading);
    else if (is(reading, TABLE))
        read_table(reading);
    else if (is(reading, TAILS))
        read_tails(reading);
    else if (is(reading, UNKNOWN))
        read_unknown(reading);
    else if (is(reading, SPELLING))
        read_spelling(reading);
    else
        fail(reading, "not usable (expected a sum of a survey)");
}

static struct survey *read_one(const struct survey_request *request, const char *path) {
    struct reading reading = {.reader = sums_reader_open(path), .survey = survey_alloc(request), .site = UINT32_MAX};

    while (sums_reader_next(&reading.reader))
        read_row(&reading);
    sums_reader_close(&reading.reader);
    return reading.survey;
}

struct survey *survey_sums_read(const struct survey_request *request, const struct shards *shards, const char *path) {
    struct survey *survey = NULL;

    for (size_t i = 0; i < shards->n; i++) {
        char *name = shards_path(shards, i, path);
        struct survey *more = read_one(request, name);
        if (survey == NULL) {
            survey = more;
        } else {
            survey_add(survey, more);
            survey_free(more);
        }
        free(name);
    }
    return survey;
}
