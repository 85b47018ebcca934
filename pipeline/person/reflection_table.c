/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/reflection_table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/options.h"
#include "base/sorting.h"
#include "table/input_tables.h"
#include "table/table_reader.h"

static const struct {
    const char *name;
    enum returns_column column;
} fields[REFLECTION_FIELD_COUNT] = {
    [REFLECTION_STAGE] = {"stage", RETURNS_STAGE},
    [REFLECTION_TRIGGER] = {"trigger", RETURNS_TRIGGERS},
    [REFLECTION_MISSED_SIGN] = {"missed_sign", RETURNS_MISSED_SIGNS},
    [REFLECTION_LACKING_SUPPORT] = {"lacking_support", RETURNS_LACKING_SUPPORTS},
    [REFLECTION_PLAN_CHANGE] = {"plan_change", RETURNS_PLAN_CHANGES},
};

/* The bit of the code; 0 when it is none. */
static uint32_t bit_of(const struct reflection_codes *codes, const char *text, size_t length) {
    for (size_t i = 0; i < codes->n; i++)
        if (codes->names[i][0] == text[0] && strncmp(codes->names[i], text, length) == 0 &&
            codes->names[i][length] == '\0')
            return UINT32_C(1) << i;
    return 0;
}

struct reflection_codes reflection_codes_of(enum reflection_field field) {
    const struct column_spec *column = &input_tables[INPUT_RETURNS_TO_USE].columns[fields[field].column];
    struct reflection_codes codes = {.field = fields[field].name};

    codes.names = options_list(column->name, column->codes, ' ', &codes.n);
    codes.not_asked = bit_of(&codes, "not_asked", strlen("not_asked"));
    codes.unknown = bit_of(&codes, "unknown", strlen("unknown"));
    codes.none = bit_of(&codes, "none", strlen("none"));
    return codes;
}

/* The bits of the lists, and of their elements, that a field was met with: a million cells hold a few thousand. */
struct met_lists {
    struct dictionary *texts;
    uint32_t *codes; /* by number of the text */
    size_t capacity;
};

enum { MOST_MET = 1 << 14 }; /* then they are forgotten and met anew */

/* A table while it is read. */
struct reading {
    struct reflection_table *table;
    struct table_reader *reader;
    int at[RETURNS_COUNT];
    struct met_lists met[REFLECTION_FIELD_COUNT];
    size_t rows_capacity, changes_capacity;
};

/* The next element of a `;` list; false behind the last. An empty list has none. */
static bool next_element(const char **rest, struct record_cell *element) {
    if (*rest == NULL || (element->text == NULL && **rest == '\0'))
        return false;
    size_t length = (size_t)(strchrnul(*rest, ';') - *rest);
    *element = (struct record_cell){.text = *rest, .length = (uint32_t)length};
    *rest = (*rest)[length] == ';' ? *rest + length + 1 : NULL;
    return true;
}

static uint32_t read_codes(const struct reading *reading, enum reflection_field field, const char *rest) {
    struct record_cell element = {NULL, 0};
    uint32_t codes = 0;

    while (next_element(&rest, &element)) {
        uint32_t bit = bit_of(&reading->table->codes[field], element.text, element.length);
        if (bit == 0)
            table_reader_fail(reading->reader, reading->at[fields[field].column],
                              "not one of its codes (expected a table of ingest_export)");
        codes |= bit;
    }
    return codes;
}

/* The bits of a list, or of one of its elements. */
static uint32_t codes_of(struct reading *reading, enum reflection_field field, struct record_cell list) {
    struct met_lists *met = &reading->met[field];
    size_t known = dictionary_count(met->texts);
    uint32_t number;

    if (known == MOST_MET) {
        dictionary_clear(met->texts);
        known = 0;
    }
    number = dictionary_add(met->texts, list.text, list.length);
    if (number == known) {
        met->codes = memory_grow(met->codes, &met->capacity, known + 1, sizeof *met->codes);
        met->codes[number] = read_codes(reading, field, dictionary_text(met->texts, number));
    }
    return met->codes[number];
}

/* The next day of a list as long as the list of plan changes; an empty cell is a list of empty elements. */
static int32_t next_day(const struct reading *reading, enum returns_column which, const char **rest,
                        struct record_cell *element) {
    int column = reading->at[which];
    int32_t day;

    if (table_reader_cell(reading->reader, column).length == 0)
        return CALENDAR_NO_DAY;
    if (!next_element(rest, element))
        table_reader_fail(reading->reader, column, "fewer days than plan_changes (expected one each, empty if none)");
    if (element->length == 0)
        return CALENDAR_NO_DAY;
    enum calendar_kind kind = calendar_kind_of(element->text, element->length);
    if (kind != reading->table->days || !calendar_parse(kind, element->text, element->length, &day))
        table_reader_fail(reading->reader, column, "not usable (expected days, `;` between them, as in event_on)");
    return day;
}

static void add_change(struct reading *reading, const struct plan_change *change) {
    struct reflection_table *table = reading->table;

    table->changes =
        memory_grow(table->changes, &reading->changes_capacity, table->n_changes + 1, sizeof *table->changes);
    table->changes[table->n_changes++] = *change;
}

static void read_changes(struct reading *reading, const struct reflection *row) {
    const struct reflection_codes *codes = &reading->table->codes[REFLECTION_PLAN_CHANGE];
    const char *changes = table_reader_cell(reading->reader, reading->at[RETURNS_PLAN_CHANGES]).text;
    const char *dues = table_reader_cell(reading->reader, reading->at[RETURNS_PLAN_DUE]).text;
    const char *dones = table_reader_cell(reading->reader, reading->at[RETURNS_PLAN_DONE]).text;
    struct record_cell name = {NULL, 0}, due = {NULL, 0}, done = {NULL, 0};

    while (next_element(&changes, &name)) {
        uint32_t code = codes_of(reading, REFLECTION_PLAN_CHANGE, name);
        struct plan_change change = {.person = row->person,
                                     .code = code == 0 ? 0 : (uint8_t)__builtin_ctz(code),
                                     .agreed_on = reflection_agreed_on(row),
                                     .due = next_day(reading, RETURNS_PLAN_DUE, &dues, &due),
                                     .done = next_day(reading, RETURNS_PLAN_DONE, &dones, &done)};
        if ((code & (codes->not_asked | codes->unknown | codes->none)) == 0)
            add_change(reading, &change);
    }
    if (next_element(&dues, &due))
        table_reader_fail(reading->reader, reading->at[RETURNS_PLAN_DUE], "more days than plan_changes");
    if (next_element(&dones, &done))
        table_reader_fail(reading->reader, reading->at[RETURNS_PLAN_DONE], "more days than plan_changes");
}

static void set_codes(struct reflection *row, enum reflection_field field, uint32_t codes) {
    if (field == REFLECTION_TRIGGER)
        row->triggers = codes;
    else
        row->others[field] = (uint16_t)codes;
}

static void read_row(struct reading *reading, struct dictionary *people) {
    struct reflection_table *table = reading->table;
    struct table_reader *reader = reading->reader;
    struct record_cell patient = table_reader_cell(reader, reading->at[RETURNS_PATIENT_ID]);
    struct reflection row = {.site = REFLECTION_NO_SITE,
                             .event_on = table_reader_day(reader, reading->at[RETURNS_EVENT_ON]),
                             .used_on = table_reader_day(reader, reading->at[RETURNS_USED_ON]),
                             .reported_on = table_reader_day(reader, reading->at[RETURNS_REPORTED_ON]),
                             .reflected_on = table_reader_day(reader, reading->at[RETURNS_REFLECTED_ON])};

    if (patient.length == 0)
        table_reader_fail(reader, reading->at[RETURNS_PATIENT_ID], "empty (expected an identifier)");
    if (row.event_on == CALENDAR_NO_DAY)
        table_reader_fail(reader, reading->at[RETURNS_EVENT_ON], "empty (expected a day)");
    table->days = table_reader_days(reader);
    row.person = (int32_t)dictionary_add_near(people, patient.text, patient.length);
    row.recorded = row.reflected_on != CALENDAR_NO_DAY;
    for (enum reflection_field field = 0; field < REFLECTION_FIELD_COUNT; field++) {
        uint32_t codes = codes_of(reading, field, table_reader_cell(reader, reading->at[fields[field].column]));
        set_codes(&row, field, codes);
        row.recorded = row.recorded || (field != REFLECTION_STAGE && codes != 0);
    }
    read_changes(reading, &row);
    table->rows = memory_grow(table->rows, &reading->rows_capacity, table->n_rows + 1, sizeof *table->rows);
    table->rows[table->n_rows++] = row;
}

struct reflection_table *reflection_table_read(const char *path, struct dictionary *people, bool show_values) {
    struct reading reading = {.table = memory_alloc(1, sizeof *reading.table),
                              .reader = table_reader_open(path, show_values)};

    for (enum reflection_field field = 0; field < REFLECTION_FIELD_COUNT; field++) {
        reading.table->codes[field] = reflection_codes_of(field);
        assert(field == REFLECTION_TRIGGER || reading.table->codes[field].n <= 16);
        reading.met[field].texts = dictionary_alloc();
    }
    table_reader_match(reading.reader, &input_tables[INPUT_RETURNS_TO_USE], reading.at);
    while (table_reader_next(reading.reader))
        read_row(&reading, people);
    table_reader_close(reading.reader);
    for (enum reflection_field field = 0; field < REFLECTION_FIELD_COUNT; field++) {
        dictionary_free(reading.met[field].texts);
        free(reading.met[field].codes);
    }
    return reading.table;
}

void reflection_table_free(struct reflection_table *table) {
    if (table == NULL)
        return;
    for (size_t field = 0; field < REFLECTION_FIELD_COUNT; field++)
        options_list_free(table->codes[field].names);
    free(table->rows);
    free(table->changes);
    free(table);
}

static int compare(int64_t left, int64_t right) { return (left > right) - (left < right); }

static int compare_rows(const void *left, const void *right) {
    const struct reflection *a = left, *b = right;

    return a->person != b->person ? compare(a->person, b->person) : compare(a->event_on, b->event_on);
}

static int compare_changes(const void *left, const void *right) {
    return compare(((const struct plan_change *)left)->person, ((const struct plan_change *)right)->person);
}

void reflection_table_arrange(struct reflection_table *table, const uint32_t *rank, const uint32_t *site) {
    for (size_t i = 0; i < table->n_rows; i++) {
        struct reflection *row = &table->rows[i];
        row->site = site == NULL ? REFLECTION_NO_SITE : site[row->person];
        row->person = (int32_t)rank[row->person];
    }
    for (size_t i = 0; i < table->n_changes; i++) {
        struct plan_change *change = &table->changes[i];
        change->site = site == NULL ? REFLECTION_NO_SITE : site[change->person];
        change->person = (int32_t)rank[change->person];
    }
    sorting_ensure(table->rows, table->n_rows, sizeof *table->rows, compare_rows);
    sorting_ensure(table->changes, table->n_changes, sizeof *table->changes, compare_changes);
}

int32_t reflection_known_on(const struct reflection *row) {
    return row->reported_on != CALENDAR_NO_DAY ? row->reported_on : row->event_on;
}

int32_t reflection_agreed_on(const struct reflection *row) {
    return row->reflected_on != CALENDAR_NO_DAY ? row->reflected_on : reflection_known_on(row);
}

bool reflection_has_plan(const struct reflection_table *table, const struct reflection *row) {
    const struct reflection_codes *codes = &table->codes[REFLECTION_PLAN_CHANGE];

    return (reflection_codes(row, REFLECTION_PLAN_CHANGE) & ~(codes->not_asked | codes->unknown | codes->none)) != 0;
}

bool reflection_is_asked(const struct reflection_table *table, const struct reflection *row,
                         enum reflection_field field) {
    return (reflection_codes(row, field) & ~table->codes[field].not_asked) != 0;
}
