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
#include "table/table_reader.h"

enum { LEAST_UNLIKE = 12 };
enum change { STARTED = 1, LEFT = 2, CAME_BACK = 4, RETURNED_TO_USE = 8 };

struct counting {
    const struct changed_request *request;
    struct dictionary *people;
    unsigned char *changes; /* of each, by number */
    struct release_cells last, now;
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

/* ---- who is new ---- */

static void note_change(struct counting *counting, struct record_cell id, enum change change) {
    uint32_t number = dictionary_find(counting->people, id.text, id.length);

    if (number != DICTIONARY_NONE)
        counting->changes[number] |= (unsigned char)change;
}

static void note_episode(struct counting *counting, struct table_reader *reader, const int columns[]) {
    struct record_cell id = table_reader_cell(reader, columns[EPISODE_PATIENT_ID]),
                       order = table_reader_cell(reader, columns[EPISODE_ORDER]);
    int32_t left_on = table_reader_day(reader, columns[EPISODE_LEFT_ON]);

    if (table_reader_day(reader, columns[EPISODE_START]) > counting->last.as_of) {
        if (strcmp(order.text, "first") == 0)
            note_change(counting, id, STARTED);
        else if (strcmp(order.text, "returned") == 0)
            note_change(counting, id, CAME_BACK);
    }
    if (order.length > 0 && left_on != CALENDAR_NO_DAY && left_on > counting->last.left_up_to)
        note_change(counting, id, LEFT);
}

static void read_episodes(struct counting *counting) {
    char *path = memory_format("%s/default_rule.csv", counting->request->spells);
    struct table_reader *reader = table_reader_open(path, false);
    int columns[EPISODE_COLUMNS];
    int32_t told, left_up_to = CALENDAR_NO_DAY;

    table_reader_match(reader, &spell_episodes, columns);
    while (table_reader_next(reader)) {
        told = table_reader_day(reader, columns[EPISODE_CENSORED_ON]);
        if (told > left_up_to || left_up_to == CALENDAR_NO_DAY)
            left_up_to = told;
        if (!counting->is_first)
            note_episode(counting, reader, columns);
    }
    if (left_up_to != CALENDAR_NO_DAY) /* somebody was in care */
        counting->now.left_up_to = left_up_to;
    table_reader_close(reader);
    free(path);
}

static void read_uses(struct counting *counting) {
    int columns[RETURNS_COUNT];
    struct table_reader *reader = open_table(counting, INPUT_RETURNS_TO_USE, columns);

    if (reader == NULL)
        return;
    while (table_reader_next(reader))
        if (!counting->is_first && table_reader_day(reader, columns[RETURNS_USED_ON]) > counting->last.as_of)
            note_change(counting, table_reader_cell(reader, columns[RETURNS_PATIENT_ID]), RETURNED_TO_USE);
    table_reader_close(reader);
}

static void count_new(const struct counting *counting, struct changed_people *people) {
    for (uint32_t i = 0; i < dictionary_count(counting->people); i++) {
        people->started += (counting->changes[i] & STARTED) != 0;
        people->left += (counting->changes[i] & LEFT) != 0;
        people->came_back += (counting->changes[i] & CAME_BACK) != 0;
        people->returned_to_use += (counting->changes[i] & RETURNED_TO_USE) != 0;
        people->any += counting->changes[i] != 0;
    }
}

/* ---- who is late ---- */

static size_t fewer(size_t a, size_t b) { return a < b ? a : b; }

/* Of the late in each part, as many as count beside so many new people. Who moves both days and stays moves all that a
 * release tells of the time in care; else the part with the fewest decides, for behind an edit of many in one part a
 * single person's change in another must not come out; where the last release told nothing of what moved, nobody. */
static size_t late_that_count(const size_t parts[], const bool told[], bool some_are_new) {
    size_t least = 0;
    bool any_is_told = false;

    if (some_are_new || (parts[RELEASE_DAYS] > 0 && parts[RELEASE_STAYS] > 0))
        return fewer(parts[RELEASE_DAYS], parts[RELEASE_STAYS]);
    for (size_t part = 0; part < RELEASE_PARTS; part++) {
        any_is_told = any_is_told || (parts[part] > 0 && told[part]);
        if (parts[part] > 0 && (least == 0 || parts[part] < least))
            least = parts[part];
    }
    return any_is_told ? least : 0;
}

static void compare(const struct release_cells *last, const struct release_cells *others,
                    const struct release_cells *counted, const bool told[], struct changed_people *people) {
    size_t unlike = release_cells_gone(last, others, counted, RELEASE_DAYS);

    people->known = release_cells_count(last, RELEASE_DAYS);
    if (unlike >= LEAST_UNLIKE && 2 * unlike > people->known)
        people->unlike = unlike;
    for (enum release_part part = 0; part < RELEASE_PARTS; part++)
        people->parts[part] = release_cells_changed(last, others, counted, part);
    people->late = late_that_count(people->parts, told, people->any > 0);
}

/* Today's people as of the day of the last release; who is new is not counted again. */
static void count_late(const struct counting *counting, struct changed_people *people) {
    const struct changed_request *request = counting->request;
    const struct release_cells *last = &counting->last;
    struct release_cells others = release_cells_alloc(last->n, last->as_of, ""),
                         counted = release_cells_alloc(last->n, last->as_of, "");
    uint64_t *sums = release_parts_read(request->then, request->tables, counting->people, last->as_of);
    bool told[RELEASE_PARTS] = {false};

    for (uint32_t i = 0; i < dictionary_count(counting->people); i++)
        release_cells_add(counting->changes[i] != 0 ? &counted : &others, &sums[(size_t)i * RELEASE_PARTS]);
    if (request->told != NULL)
        release_parts_told(request->told, told);
    compare(last, &others, &counted, told, people);
    free(sums);
    release_cells_free(&others);
    release_cells_free(&counted);
}

/* ---- all of it ---- */

static void begin(struct counting *counting) {
    const struct changed_request *request = counting->request;
    size_t n = release_cells_enough(dictionary_count(counting->people));

    counting->now = release_cells_alloc(n, request->as_of, request->made_of);
    counting->is_first = request->last == NULL && request->since == CALENDAR_NO_DAY;
    counting->last.as_of = counting->last.left_up_to = request->since;
    if (request->last != NULL)
        counting->last = release_cells_read(request->last);
}

static void write_cells(struct counting *counting) {
    const struct changed_request *request = counting->request;
    uint64_t *sums;

    if (request->cells == NULL)
        return;
    sums = release_parts_read(request->spells, request->tables, counting->people, request->as_of);
    for (uint32_t i = 0; i < dictionary_count(counting->people); i++)
        release_cells_add(&counting->now, &sums[(size_t)i * RELEASE_PARTS]);
    free(sums);
    release_cells_write(&counting->now, request->days, request->cells);
}

static struct changed_people count(const struct counting *counting) {
    const struct changed_request *request = counting->request;
    struct changed_people people = {.late_is_counted = counting->last.n > 0 && request->then != NULL &&
                                                       strcmp(counting->last.made_of, request->made_of) == 0};

    count_new(counting, &people);
    if (people.late_is_counted)
        count_late(counting, &people);
    people.any = people.unlike > 0 ? 0 : people.any + people.late;
    return people;
}

struct changed_people changed_people_count(const struct changed_request *request) {
    struct counting counting = {.request = request};
    struct changed_people people;

    read_people(&counting);
    begin(&counting);
    read_episodes(&counting);
    read_uses(&counting);
    write_cells(&counting);
    people = count(&counting);
    release_cells_free(&counting.now);
    release_cells_free(&counting.last);
    dictionary_free(counting.people);
    free(counting.changes);
    return people;
}
