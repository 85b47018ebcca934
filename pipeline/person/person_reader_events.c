/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a person: the tables of events, for person/person_reader.h. */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "person/person_reader_state.h"

/* Sorted: the first of two records of a death has its day. */
static void take_death(struct person_reader *reader, struct person *person, uint32_t told_by) {
    struct record_cell kind = cell_of(reader, INPUT_ADVERSE_EVENTS, ADVERSE_EVENTS_KIND);
    enum told_by first = told_by_of(dictionary_text(reader->texts, told_by));

    if (person->care.death == CARE_NO_DAY) {
        person->care.death = key_day_of(reader, INPUT_ADVERSE_EVENTS);
        person->death_told_by = told_by;
        person->death_told_first = first;
    }
    person->death_told_first = told_by_first(person->death_told_first, first);
    person->died_of_overdose = person->died_of_overdose || strcmp(kind.text, "overdose") == 0;
}

static void take_overdose(struct person_reader *reader, struct person *person, uint32_t told_by) {
    size_t n = person->n_overdoses++;

    reader->overdoses = memory_grow(reader->overdoses, &reader->overdoses_capacity, n + 1, sizeof *reader->overdoses);
    reader->told_by = memory_grow(reader->told_by, &reader->told_by_capacity, n + 1, sizeof *reader->told_by);
    reader->overdoses[n] = key_day_of(reader, INPUT_ADVERSE_EVENTS);
    reader->told_by[n] = told_by;
}

static void read_adverse_events(struct person_reader *reader, struct person *person) {
    const enum input_table which = INPUT_ADVERSE_EVENTS;

    for (; has_row_of(reader, which); next_row_of(reader, which)) {
        struct record_cell kind = cell_of(reader, which, ADVERSE_EVENTS_KIND);
        struct record_cell fatal = cell_of(reader, which, ADVERSE_EVENTS_FATAL);
        struct record_cell source = cell_of(reader, which, ADVERSE_EVENTS_SOURCE);
        uint32_t told_by = dictionary_add(reader->texts, source.text, source.length);
        if (strcmp(kind.text, "death") == 0 || strcmp(fatal.text, "yes") == 0)
            take_death(reader, person, told_by);
        else
            take_overdose(reader, person, told_by);
    }
}

/* The element of a list at a place; false: it is empty, or there is none. */
static bool list_element(const char *list, size_t place, const char **text, size_t *length) {
    for (; place > 0 && list != NULL; place--) {
        list = strchr(list, ';');
        list = list == NULL ? NULL : list + 1;
    }
    *text = list;
    *length = list == NULL ? 0 : strcspn(list, ";");
    return *length > 0;
}

/* The day at a place of a list; CALENDAR_NO_DAY: none, or none that can be read. */
static int32_t list_day(const char *list, size_t place) {
    const char *text;
    size_t length;
    int32_t day;

    return list_element(list, place, &text, &length) &&
                   calendar_parse(calendar_kind_of(text, length), text, length, &day)
               ? day
               : CALENDAR_NO_DAY;
}

static bool is_code(const char *code, const char *text, size_t length) {
    return strlen(code) == length && memcmp(code, text, length) == 0;
}

/* The day on which naloxone was given, of the plan changes of the row at hand. */
static int32_t naloxone_day(struct person_reader *reader) {
    const char *changes = cell_of(reader, INPUT_RETURNS_TO_USE, RETURNS_PLAN_CHANGES).text, *text;
    size_t length;

    for (size_t place = 0; list_element(changes, place, &text, &length); place++)
        if (is_code("naloxone_given", text, length))
            return list_day(cell_of(reader, INPUT_RETURNS_TO_USE, RETURNS_PLAN_DONE).text, place);
    return CALENDAR_NO_DAY;
}

static void read_plans(struct person_reader *reader, struct person *person) {
    const enum input_table which = INPUT_RETURNS_TO_USE;
    const char *changes = cell_of(reader, which, RETURNS_PLAN_CHANGES).text, *text;
    size_t length;

    for (size_t place = 0; list_element(changes, place, &text, &length); place++) {
        if (is_code("none", text, length) || is_code("unknown", text, length) || is_code("not_asked", text, length))
            continue;
        reader->plans = memory_grow(reader->plans, &reader->plans_capacity, person->n_plans + 1, sizeof *reader->plans);
        reader->plans[person->n_plans++] =
            (struct person_plan){.change = dictionary_add(reader->texts, text, length),
                                 .due = list_day(cell_of(reader, which, RETURNS_PLAN_DUE).text, place),
                                 .done = list_day(cell_of(reader, which, RETURNS_PLAN_DONE).text, place)};
    }
}

static bool is_reflected(struct person_reader *reader) {
    static const enum returns_column columns[] = {RETURNS_REFLECTED_ON, RETURNS_TRIGGERS, RETURNS_MISSED_SIGNS,
                                                  RETURNS_LACKING_SUPPORTS, RETURNS_PLAN_CHANGES};

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (cell_of(reader, INPUT_RETURNS_TO_USE, columns[i]).length > 0)
            return true;
    return false;
}

static void read_returns(struct person_reader *reader, struct person *person) {
    const enum input_table which = INPUT_RETURNS_TO_USE;

    for (; has_row_of(reader, which); next_row_of(reader, which)) {
        int32_t event_on = key_day_of(reader, which), reported_on = day_of(reader, which, RETURNS_REPORTED_ON);
        reader->returns =
            memory_grow(reader->returns, &reader->returns_capacity, person->n_returns + 1, sizeof *reader->returns);
        reader->returns[person->n_returns++] =
            (struct person_return){.event_on = event_on,
                                   .known_on = reported_on != CALENDAR_NO_DAY ? reported_on : event_on,
                                   .naloxone_on = naloxone_day(reader),
                                   .has_plan = cell_of(reader, which, RETURNS_PLAN_CHANGES).length > 0,
                                   .used = cell_of(reader, which, RETURNS_USED_ON).length > 0,
                                   .reported = reported_on != CALENDAR_NO_DAY,
                                   .is_reflected = is_reflected(reader)};
        if (reader->needs.plans)
            read_plans(reader, person);
    }
}

/* Is what was tested for prescribed here? */
static bool is_medication(const struct settings *settings, struct record_cell substance) {
    for (size_t i = 0; i < settings->n_medications; i++)
        if (strncasecmp(settings->medications[i].name, substance.text, substance.length) == 0)
            return true;
    return false;
}

static void add_due_test(struct person_reader *reader, struct person *person, int32_t day) {
    char result = cell_of(reader, INPUT_DRUG_TESTS, DRUG_TESTS_RESULT).text[0];
    size_t n = person->n_due_tests;
    struct person_test *test;

    if (n == 0 || reader->due_tests[n - 1].day != day) {
        reader->due_tests =
            memory_grow(reader->due_tests, &reader->due_tests_capacity, n + 1, sizeof *reader->due_tests);
        reader->due_tests[person->n_due_tests++] = (struct person_test){.day = day, .missed = true};
    }
    test = &reader->due_tests[person->n_due_tests - 1];
    test->missed = test->missed && (result == 'm' || result == 'r');
    if (result == 'p' && !is_medication(reader->settings, cell_of(reader, INPUT_DRUG_TESTS, DRUG_TESTS_SUBSTANCE)))
        test->positive = true;
}

static void read_tests(struct person_reader *reader, struct person *person) {
    for (; has_row_of(reader, INPUT_DRUG_TESTS); next_row_of(reader, INPUT_DRUG_TESTS)) {
        int32_t day = key_day_of(reader, INPUT_DRUG_TESTS);
        size_t n = person->n_tests;
        bool is_missed = cell_of(reader, INPUT_DRUG_TESTS, DRUG_TESTS_RESULT).text[0] == 'm';
        if (reader->needs.due)
            add_due_test(reader, person, day);
        if (is_missed || (n > 0 && reader->tests[n - 1] == day))
            continue;
        reader->tests = memory_grow(reader->tests, &reader->tests_capacity, n + 1, sizeof *reader->tests);
        reader->tests[person->n_tests++] = day;
    }
}

void person_reader_read_events(struct person_reader *reader, struct person *person) {
    read_adverse_events(reader, person);
    read_returns(reader, person);
    read_tests(reader, person);
}
