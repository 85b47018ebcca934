/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/changed_people.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "person/release_cells.h"
#include "table/input_tables.h"
#include "table/spell_tables.h"

enum change { STARTED = 1, LEFT = 2, CAME_BACK = 4, RETURNED_TO_USE = 8 };

struct counting {
    const struct changed_request *request;
    struct dictionary *people;
    unsigned char *changes;          /* of each, by number */
    struct release_cells last, then; /* what the last release left; the same from today's rows */
    struct release_cells now;
    bool is_first; /* there was no release before */
};

static struct table_reader *open_table(const struct counting *counting, int table, int columns[]) {
    char *path = memory_format("%s/%s.csv", counting->request->tables, input_tables[table].name);
    struct table_reader *reader = access(path, F_OK) == 0 ? table_reader_open(path, false) : NULL;

    if (reader != NULL)
        table_reader_match(reader, &input_tables[table], columns);
    free(path);
    return reader;
}

static void read_people(struct counting *counting) {
    int columns[PATIENTS_COUNT];
    struct table_reader *reader = open_table(counting, INPUT_PATIENTS, columns);

    counting->people = dictionary_alloc();
    while (reader != NULL && table_reader_next(reader)) {
        struct record_cell id = table_reader_cell(reader, columns[PATIENTS_PATIENT_ID]);
        dictionary_add(counting->people, id.text, id.length);
    }
    if (reader != NULL)
        table_reader_close(reader);
    counting->changes = memory_alloc(dictionary_count(counting->people), 1);
}

static void note_change(struct counting *counting, struct record_cell id, enum change change) {
    uint32_t number = dictionary_find(counting->people, id.text, id.length);

    if (number != DICTIONARY_NONE)
        counting->changes[number] |= (unsigned char)change;
}

static void take_episode(struct counting *counting, struct table_reader *reader, const int columns[]) {
    struct record_cell id = table_reader_cell(reader, columns[0]), order = table_reader_cell(reader, columns[1]);
    int32_t left_on = table_reader_day(reader, columns[3]), told = table_reader_day(reader, columns[4]);

    if (told > counting->now.left_up_to || counting->now.left_up_to == CALENDAR_NO_DAY)
        counting->now.left_up_to = told;
    if (counting->is_first)
        return;
    if (table_reader_day(reader, columns[2]) > counting->last.as_of)
        note_change(counting, id, strcmp(order.text, "returned") == 0 ? CAME_BACK : STARTED);
    if (left_on != CALENDAR_NO_DAY && left_on > counting->last.left_up_to)
        note_change(counting, id, LEFT);
}

static void read_episodes(struct counting *counting) {
    static const char *const names[] = {"patient_id", "order", "start", "left_on", "censored_on"};
    struct table_reader *reader = table_reader_open(counting->request->episodes, false);
    int columns[sizeof names / sizeof names[0]];

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        columns[i] = (int)table_reader_require(reader, names[i]);
    counting->now.left_up_to = CALENDAR_NO_DAY;
    while (table_reader_next(reader))
        take_episode(counting, reader, columns);
    if (counting->now.left_up_to == CALENDAR_NO_DAY) /* nobody was in care */
        counting->now.left_up_to = counting->request->as_of;
    table_reader_close(reader);
}

/* Has a row other days than its own, which one release may know and an earlier one not? */
static bool has_later_days(int table) {
    return table == INPUT_PATIENTS || table == INPUT_ADMISSIONS || table == INPUT_RETURNS_TO_USE;
}

/* Rows of a day that a release did not know are none of its cells. */
static void add_row(struct counting *counting, struct table_reader *reader, int table, const int columns[]) {
    struct record_cell id = table_reader_cell(reader, columns[0]);
    int32_t day = table == INPUT_PATIENTS ? CALENDAR_NO_DAY : table_reader_day(reader, columns[1]);
    uint64_t hash;

    if (day > counting->now.as_of)
        return;
    hash = release_cells_hash(reader, table, columns, counting->now.as_of);
    release_cells_add(&counting->now, id, hash);
    if (counting->then.n == 0 || day > counting->then.as_of)
        return;
    if (has_later_days(table))
        hash = release_cells_hash(reader, table, columns, counting->then.as_of);
    release_cells_add(&counting->then, id, hash);
}

static void take_row(struct counting *counting, struct table_reader *reader, int table, const int columns[]) {
    struct record_cell id = table_reader_cell(reader, columns[0]);

    if (table == INPUT_RETURNS_TO_USE && !counting->is_first &&
        table_reader_day(reader, columns[RETURNS_USED_ON]) > counting->last.as_of)
        note_change(counting, id, RETURNED_TO_USE);
    if (dictionary_find(counting->people, id.text, id.length) != DICTIONARY_NONE)
        add_row(counting, reader, table, columns);
}

static void read_table(struct counting *counting, int table) {
    int columns[RETURNS_COUNT]; /* the most */
    struct table_reader *reader = open_table(counting, table, columns);

    while (reader != NULL && table_reader_next(reader))
        take_row(counting, reader, table, columns);
    if (reader != NULL)
        table_reader_close(reader);
}

/* Where what the last release knew can be compared: its cells, to be filled from today's rows. */
static void begin_cells(struct counting *counting) {
    const struct changed_request *request = counting->request;
    size_t n_people = dictionary_count(counting->people);

    counting->now = release_cells_alloc(n_people, request->as_of, request->made_of);
    counting->is_first = request->last == NULL && request->since == CALENDAR_NO_DAY;
    counting->last.as_of = counting->last.left_up_to = request->since;
    if (request->last == NULL)
        return;
    counting->last = release_cells_read(request->last);
    if (strcmp(counting->last.made_of, request->made_of) == 0)
        counting->then = release_cells_alloc(counting->last.n, counting->last.as_of, request->made_of);
}

/* Cells that differ, but for those of somebody who is counted already: that may be the same person. */
static size_t count_late(const struct counting *counting) {
    unsigned char *taken = memory_alloc(counting->then.n, 1);
    size_t n = 0;

    for (uint32_t i = 0; i < dictionary_count(counting->people); i++)
        if (counting->changes[i] != 0)
            taken[release_cells_place(&counting->then, dictionary_text(counting->people, i),
                                      dictionary_length(counting->people, i))] = 1;
    for (size_t i = 0; i < counting->then.n; i++)
        n += !taken[i] && counting->then.sums[i] != counting->last.sums[i];
    free(taken);
    return n;
}

static struct changed_people count(const struct counting *counting) {
    struct changed_people people = {.late_is_counted = counting->then.n > 0};

    for (uint32_t i = 0; i < dictionary_count(counting->people); i++) {
        people.started += (counting->changes[i] & STARTED) != 0;
        people.left += (counting->changes[i] & LEFT) != 0;
        people.came_back += (counting->changes[i] & CAME_BACK) != 0;
        people.returned_to_use += (counting->changes[i] & RETURNED_TO_USE) != 0;
        people.any += counting->changes[i] != 0;
    }
    if (people.late_is_counted)
        people.late = count_late(counting);
    people.any += people.late;
    return people;
}

struct changed_people changed_people_count(const struct changed_request *request) {
    struct counting counting = {.request = request};
    struct changed_people people;

    read_people(&counting);
    begin_cells(&counting);
    read_episodes(&counting);
    for (int table = 0; table < INPUT_TABLE_COUNT; table++)
        read_table(&counting, table);
    if (request->cells != NULL)
        release_cells_write(&counting.now, request->days, request->cells);
    people = count(&counting);
    release_cells_free(&counting.now);
    release_cells_free(&counting.then);
    release_cells_free(&counting.last);
    dictionary_free(counting.people);
    free(counting.changes);
    return people;
}
