/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/episode_sums.h"

#include <stdlib.h>
#include <string.h>

#include "table/sums_table.h"

/* Supplies without a medication of the configuration have an empty name. */
static const char PEOPLE[] = "people", RULE[] = "rule", SUPPLIES[] = "supplies", FOLLOWUP[] = "followup";

/* The numbers of a row, in its order: one list for writing and reading. */
enum { PEOPLE_SUMS = 12, RULE_SUMS = 6, FOLLOWUP_SUMS = 6 };

static void list_people(struct episode_build *build, size_t *sizes[PEOPLE_SUMS]) {
    struct episode_findings *findings = &build->findings;
    size_t *const all[PEOPLE_SUMS] = {
        &findings->people,       &findings->admitted, &findings->started,         &findings->never_started,
        &findings->seen_once,    &findings->unnamed,  &findings->bridged_reasons, &findings->care_after_death,
        &findings->later_closed, &findings->gaps,     &findings->interruptions,   &build->n_unknown};

    memcpy(sizes, all, sizeof all);
}

static void list_rule(struct episode_rule_counts *counts, size_t *sizes[RULE_SUMS]) {
    size_t *const all[RULE_SUMS] = {&counts->episodes,        &counts->without_time, &counts->prevalent,
                                    &counts->detoxifications, &counts->followed,     &counts->linked};

    memcpy(sizes, all, sizeof all);
}

static void list_followup(struct followup_findings *findings, size_t *sizes[FOLLOWUP_SUMS]) {
    size_t *const all[FOLLOWUP_SUMS] = {&findings->events,   &findings->events_in_care, &findings->warnings,
                                        &findings->leavings, &findings->joined,         &findings->unobserved};

    memcpy(sizes, all, sizeof all);
}

static void list_supplies(size_t rows[SUPPLY_RECORD_COUNT], size_t *sizes[SUPPLY_RECORD_COUNT]) {
    for (size_t i = 0; i < SUPPLY_RECORD_COUNT; i++)
        sizes[i] = &rows[i];
}

static void write_sizes(struct sums_writer *writer, const char *sum, const char *of, size_t *const sizes[], size_t n) {
    sums_writer_begin(writer, sum, of, strlen(of));
    for (size_t i = 0; i < n; i++)
        sums_writer_number(writer, *sizes[i]);
    sums_writer_end(writer);
}

static const char *name_of_medication(const struct settings *settings, size_t i) {
    return i < settings->n_medications ? settings->medications[i].name : "";
}

/* Where the supplies of a medication are counted; those that are not named behind all others. */
static size_t place_of(const struct settings *settings, size_t i) {
    return i < settings->n_medications ? i : SETTINGS_MOST_MEDICATIONS;
}

void episode_sums_write(const struct episode_build *build, const struct settings *settings, const char *path) {
    struct sums_writer writer = sums_writer_open(path);
    struct episode_build copy = *build;
    size_t *sizes[PEOPLE_SUMS];

    list_people(&copy, sizes);
    write_sizes(&writer, PEOPLE, copy.days == CALENDAR_CIVIL ? "dates" : "days", sizes, PEOPLE_SUMS);
    for (size_t i = 0; i < settings->n_rules; i++) {
        list_rule(&copy.findings.rules[i], sizes);
        write_sizes(&writer, RULE, settings->rules[i].name, sizes, RULE_SUMS);
    }
    for (size_t i = 0; i <= settings->n_medications; i++) {
        list_supplies(copy.supplies.rows[place_of(settings, i)], sizes);
        write_sizes(&writer, SUPPLIES, name_of_medication(settings, i), sizes, SUPPLY_RECORD_COUNT);
    }
    sums_writer_commit(&writer);
}

/* The next row, which is of this sum. */
static void expect(struct sums_reader *reader, const char *sum, const char *of) {
    if (!sums_reader_next(reader) || strcmp(reader->sum, sum) != 0 || (of != NULL && strcmp(reader->of.text, of) != 0))
        table_reader_fail(reader->table, 0, "not usable (expected the sums of %s%s%s; made by another run?)", sum,
                          of != NULL && of[0] != '\0' ? " " : "", of != NULL ? of : "");
}

static void read_episodes(const struct settings *settings, const char *path, struct episode_build *build) {
    struct sums_reader reader = sums_reader_open(path);
    size_t *sizes[PEOPLE_SUMS];

    list_people(build, sizes);
    expect(&reader, PEOPLE, NULL);
    build->days = strcmp(reader.of.text, "dates") == 0 ? CALENDAR_CIVIL : CALENDAR_RELATIVE;
    sums_reader_add_sizes(&reader, sizes, PEOPLE_SUMS);
    for (size_t i = 0; i < settings->n_rules; i++) {
        list_rule(&build->findings.rules[i], sizes);
        expect(&reader, RULE, settings->rules[i].name);
        sums_reader_add_sizes(&reader, sizes, RULE_SUMS);
    }
    for (size_t i = 0; i <= settings->n_medications; i++) {
        list_supplies(build->supplies.rows[place_of(settings, i)], sizes);
        expect(&reader, SUPPLIES, name_of_medication(settings, i));
        sums_reader_add_sizes(&reader, sizes, SUPPLY_RECORD_COUNT);
    }
    sums_reader_close(&reader);
}

struct episode_build episode_sums_read(const struct settings *settings, const struct shards *shards, const char *path) {
    struct episode_build build = {.days = CALENDAR_CIVIL};

    for (size_t i = 0; i < shards->n; i++) {
        char *name = shards_path(shards, i, path);
        read_episodes(settings, name, &build);
        free(name);
    }
    return build;
}

void followup_sums_write(const struct followup_findings *findings, const char *path) {
    struct sums_writer writer = sums_writer_open(path);
    struct followup_findings copy = *findings;
    size_t *sizes[FOLLOWUP_SUMS];

    list_followup(&copy, sizes);
    write_sizes(&writer, FOLLOWUP, "", sizes, FOLLOWUP_SUMS);
    sums_writer_commit(&writer);
}

struct followup_findings followup_sums_read(const struct shards *shards, const char *path) {
    struct followup_findings findings = {0};
    size_t *sizes[FOLLOWUP_SUMS];

    list_followup(&findings, sizes);
    for (size_t i = 0; i < shards->n; i++) {
        char *name = shards_path(shards, i, path);
        struct sums_reader reader = sums_reader_open(name);
        expect(&reader, FOLLOWUP, NULL);
        sums_reader_add_sizes(&reader, sizes, FOLLOWUP_SUMS);
        sums_reader_close(&reader);
        free(name);
    }
    return findings;
}
