/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/person_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "person/person_reader_state.h"
#include "table/input_tables.h"

struct person_reader *person_reader_open(const char *tables, const struct patient_range *range,
                                         const struct settings *settings, struct person_needs needs, int32_t as_of,
                                         bool show_values) {
    struct person_reader *reader = memory_alloc(1, sizeof *reader);

    reader->settings = settings;
    reader->needs = needs;
    reader->as_of = as_of;
    reader->texts = dictionary_alloc();
    dictionary_add(reader->texts, "", 0);
    for (size_t i = 0; i < settings->n_medications; i++)
        reader->medication_texts[i] =
            dictionary_add(reader->texts, settings->medications[i].name, strlen(settings->medications[i].name));
    person_tables_open(&reader->tables, tables, INPUT_PATIENTS, range, show_values);
    person_tables_open(&reader->tables, tables, INPUT_ADMISSIONS, range, show_values);
    person_tables_open(&reader->tables, tables, INPUT_ADVERSE_EVENTS, range, show_values);
    if (needs.doses)
        person_tables_open(&reader->tables, tables, INPUT_DOSES, range, show_values);
    if (needs.visits)
        person_tables_open(&reader->tables, tables, INPUT_VISITS, range, show_values);
    if (needs.returns)
        person_tables_open(&reader->tables, tables, INPUT_RETURNS_TO_USE, range, show_values);
    if (needs.tests)
        person_tables_open(&reader->tables, tables, INPUT_DRUG_TESTS, range, show_values);
    for (size_t i = 0; i < settings->n_groups; i++)
        reader->group_columns[i] =
            table_reader_find(person_tables_reader(&reader->tables, INPUT_PATIENTS), settings->groups[i]);
    return reader;
}

void person_reader_close(struct person_reader *reader) {
    if (reader == NULL)
        return;
    person_tables_close(&reader->tables);
    dictionary_free(reader->texts);
    free(reader->patient_id);
    free(reader->supplies);
    free(reader->visits);
    free(reader->attended);
    free(reader->admissions);
    free(reader->reasons);
    free(reader->returns);
    free(reader->plans);
    free(reader->overdoses);
    free(reader->told_by);
    free(reader->tests);
    free(reader->appointments);
    free(reader->due_tests);
    free(reader->unknown);
    free(reader);
}

void person_reader_use(struct person_reader *reader, const struct whole *whole) {
    reader->whole = whole;
    if (whole != NULL)
        reader->unknown = memory_alloc(whole_most_unknown(whole) + 1, sizeof *reader->unknown);
}

void person_reader_expect_days(struct person_reader *reader, enum calendar_kind days) {
    reader->tables.days_known = true;
    reader->tables.days = days;
}

void person_reader_check_joined(const struct person_reader *first, struct person_reader *second) {
    person_tables_check_joined(&first->tables, &second->tables);
    if (first->tables.days_known) {
        person_reader_expect_days(second, first->tables.days);
        person_tables_check_days(&second->tables);
    }
}

const struct dictionary *person_reader_texts(const struct person_reader *reader) { return reader->texts; }

const struct whole *person_reader_whole(const struct person_reader *reader) { return reader->whole; }

int32_t person_reader_as_of(const struct person_reader *reader) { return reader->as_of; }

enum calendar_kind person_reader_days(const struct person_reader *reader) { return reader->tables.days; }

size_t person_reader_n_unknown(const struct person_reader *reader) { return reader->tables.n_unknown; }

const struct supply_counts *person_reader_supplies(const struct person_reader *reader) { return &reader->counts; }
