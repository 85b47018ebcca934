/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/release_parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "table/input_tables.h"
#include "table/spell_tables.h"
#include "table/table_reader.h"

const char *const release_part_names[RELEASE_PARTS] = {
    "days",  "stays",    "exits",        "groups",           "followups",   "uses",
    "stage", "triggers", "missed_signs", "lacking_supports", "plan_changes"};

enum { MOST_COLUMNS = 8 };

/* A row adds the hash of these cells to a part of its person, where the column `needed` is not empty. */
struct part_source {
    enum release_part part;
    int needed, n_columns, columns[MOST_COLUMNS];
};

/* Detoxification, which stands by itself, has no number of an episode, and no order. */
static const struct part_source of_default_rule[] = {
    {RELEASE_EXITS, EPISODE_EXIT, 2, {EPISODE_EPISODE, EPISODE_EXIT}},
    {RELEASE_GROUPS, EPISODE_EPISODE, 3, {EPISODE_EPISODE, EPISODE_MEDICATION, EPISODE_SITE}},
    {RELEASE_DAYS, EPISODE_EPISODE, 3, {EPISODE_RULE, EPISODE_START, EPISODE_LEFT_ON}},
    {RELEASE_STAYS,
     EPISODE_EPISODE,
     6,
     {EPISODE_RULE, EPISODE_ORDER, EPISODE_PROGRAM, EPISODE_ENTRY_DAYS, EPISODE_TIME_DAYS, EPISODE_EVENT}},
};
static const struct part_source of_other_rules[] = {
    {RELEASE_DAYS, OTHER_RULE_ORDER, 3, {OTHER_RULE_RULE, OTHER_RULE_START, OTHER_RULE_LEFT_ON}},
    {RELEASE_STAYS,
     OTHER_RULE_ORDER,
     6,
     {OTHER_RULE_RULE, OTHER_RULE_ORDER, OTHER_RULE_PROGRAM, OTHER_RULE_ENTRY_DAYS, OTHER_RULE_TIME_DAYS,
      OTHER_RULE_EVENT}},
};
static const struct part_source of_followup[] = {
    {RELEASE_FOLLOWUPS, FOLLOWUP_QUESTION, 4, {FOLLOWUP_QUESTION, FOLLOWUP_TIME_DAYS, FOLLOWUP_EVENT, FOLLOWUP_EXIT}},
};

#define SOURCES(array) array, sizeof(array) / sizeof(array)[0]

struct reading {
    const struct dictionary *people;
    uint64_t *sums;
};

/* MurmurHash3's 64-bit finalizer (Appleby). */
uint64_t release_parts_mix(uint64_t number) {
    number = (number ^ number >> 33) * 0xFF51AFD7ED558CCDu;
    number = (number ^ number >> 33) * 0xC4CEB9FE1A85EC53u;
    return number ^ number >> 33;
}

/* Nobody chooses rows to collide, and a collision costs one person in a count that may only be too small. */
static uint64_t hash_more(uint64_t hash, const char *text, size_t length) {
    hash = (hash ^ dictionary_hash(text, length)) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

/* Of equal rows in whatever order the sum is the same. */
static void add_hash(const struct reading *reading, uint32_t person, enum release_part part, uint64_t hash) {
    reading->sums[(size_t)person * RELEASE_PARTS + part] += release_parts_mix(hash);
}

static void add_row(const struct reading *reading, uint32_t person, struct table_reader *reader,
                    const struct part_source *source, const int columns[]) {
    uint64_t hash = (uint64_t)source->part + 1;

    if (table_reader_cell(reader, columns[source->needed]).length == 0)
        return;
    for (int i = 0; i < source->n_columns; i++) {
        struct record_cell cell = table_reader_cell(reader, columns[source->columns[i]]);
        hash = hash_more(hash, cell.text, cell.length);
    }
    add_hash(reading, person, source->part, hash);
}

static uint32_t person_of(const struct reading *reading, const struct table_reader *reader, int column) {
    struct record_cell id = table_reader_cell(reader, column);

    return dictionary_find(reading->people, id.text, id.length);
}

static void read_spells(const struct reading *reading, const char *directory, const char *file,
                        const struct table_spec *spec, const struct part_source *sources, size_t n) {
    char *path = memory_format("%s/%s.csv", directory, file);
    struct table_reader *reader = table_reader_open(path, false);
    int columns[EPISODE_COLUMNS]; /* the most */
    int id = table_spec_find(spec, "patient_id");

    table_reader_match(reader, spec, columns);
    while (table_reader_next(reader)) {
        uint32_t person = person_of(reading, reader, columns[id]);
        for (size_t i = 0; person != DICTIONARY_NONE && i < n; i++)
            add_row(reading, person, reader, &sources[i], columns);
    }
    table_reader_close(reader);
    free(path);
}

static uint64_t hash_cell(uint64_t hash, struct table_reader *reader, int column, bool is_known) {
    struct record_cell cell = table_reader_cell(reader, column);

    return hash_more(hash, cell.text, is_known ? cell.length : 0);
}

/* What a reflection of a later day found is not known yet. */
static bool is_known(struct table_reader *reader, const int columns[], int32_t as_of) {
    int32_t reflected_on = table_reader_day(reader, columns[RETURNS_REFLECTED_ON]);

    return reflected_on == CALENDAR_NO_DAY || reflected_on <= as_of;
}

/* Is there a reflection? It has a day, or a list (person/reflection_table.h). */
static bool is_reflected(struct table_reader *reader, const int columns[]) {
    static const int signs[] = {RETURNS_REFLECTED_ON, RETURNS_TRIGGERS, RETURNS_MISSED_SIGNS, RETURNS_LACKING_SUPPORTS,
                                RETURNS_PLAN_CHANGES};

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (table_reader_cell(reader, columns[signs[i]]).length > 0)
            return true;
    return false;
}

static uint64_t hash_use(struct table_reader *reader, const int columns[], int32_t as_of) {
    uint64_t hash = RELEASE_USES + 1;

    hash = hash_cell(hash, reader, columns[RETURNS_EVENT_ON], true);
    hash =
        hash_cell(hash, reader, columns[RETURNS_USED_ON], table_reader_day(reader, columns[RETURNS_USED_ON]) <= as_of);
    return hash_more(hash, "1", is_reflected(reader, columns) && is_known(reader, columns, as_of));
}

/* A field that says nothing adds nothing. */
static void add_found(const struct reading *reading, uint32_t person, struct table_reader *reader,
                      const int columns[]) {
    static const int found[] = {RETURNS_STAGE, RETURNS_TRIGGERS, RETURNS_MISSED_SIGNS, RETURNS_LACKING_SUPPORTS,
                                RETURNS_PLAN_CHANGES};

    for (size_t i = 0; i < sizeof found / sizeof found[0]; i++) {
        enum release_part part = RELEASE_STAGE + (enum release_part)i;
        uint64_t hash = hash_cell(part + 1, reader, columns[RETURNS_EVENT_ON], true);
        if (table_reader_cell(reader, columns[found[i]]).length > 0)
            add_hash(reading, person, part, hash_cell(hash, reader, columns[found[i]], true));
    }
}

static void read_uses(const struct reading *reading, const char *tables, int32_t as_of) {
    char *path = memory_format("%s/%s.csv", tables, input_tables[INPUT_RETURNS_TO_USE].name);
    struct table_reader *reader = access(path, F_OK) == 0 ? table_reader_open(path, false) : NULL;
    int columns[RETURNS_COUNT];

    free(path);
    if (reader == NULL)
        return;
    table_reader_match(reader, &input_tables[INPUT_RETURNS_TO_USE], columns);
    while (table_reader_next(reader)) {
        uint32_t person = person_of(reading, reader, columns[RETURNS_PATIENT_ID]);
        if (person == DICTIONARY_NONE || table_reader_day(reader, columns[RETURNS_EVENT_ON]) > as_of)
            continue;
        add_hash(reading, person, RELEASE_USES, hash_use(reader, columns, as_of));
        if (is_known(reader, columns, as_of))
            add_found(reading, person, reader, columns);
    }
    table_reader_close(reader);
}

uint64_t *release_parts_read(const char *spells, const char *tables, const struct dictionary *people, int32_t as_of) {
    size_t n = dictionary_count(people);
    const struct reading reading = {people, memory_alloc(n * RELEASE_PARTS, sizeof(uint64_t))};

    read_spells(&reading, spells, "default_rule", &spell_episodes, SOURCES(of_default_rule));
    read_spells(&reading, spells, "other_rules", &spell_other_rules, SOURCES(of_other_rules));
    read_spells(&reading, spells, "followup", &spell_followup, SOURCES(of_followup));
    read_uses(&reading, tables, as_of);
    return reading.sums;
}
