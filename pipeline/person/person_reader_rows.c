/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of one person, table by table: the second half of person/person_reader.h. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "person/person_reader_state.h"
#include "person/supply.h"
#include "table/input_tables.h"

static int32_t int_of(struct person_reader *reader, enum input_table which, int column, int32_t missing) {
    return table_reader_int(person_tables_reader(&reader->tables, which), reader->tables.columns[which][column],
                            missing);
}

/* Sites and groups, as they are written most often. */
static uint32_t shown_text(struct person_reader *reader, struct record_cell cell, const char *column) {
    const char *shown = cell.text;

    if (reader->whole == NULL)
        return dictionary_add(reader->texts, cell.text, cell.length);
    shown = whole_shown(reader->whole, column, cell.text, cell.length);
    return dictionary_add(reader->texts, shown, strlen(shown));
}

static void read_patient(struct person_reader *reader, struct person *person) {
    struct record_cell id = cell_of(reader, INPUT_PATIENTS, PATIENTS_PATIENT_ID);
    int32_t observed_until;

    if (reader->patient_id != NULL && strcmp(reader->patient_id, id.text) == 0)
        table_reader_fail(person_tables_reader(&reader->tables, INPUT_PATIENTS),
                          reader->tables.columns[INPUT_PATIENTS][PATIENTS_PATIENT_ID],
                          "stands twice (expected one row for each person)");
    free(reader->patient_id);
    reader->patient_id = memory_copy_text(id.text, id.length);
    *person = (struct person){.patient_id = reader->patient_id};
    person->birth_year = int_of(reader, INPUT_PATIENTS, PATIENTS_BIRTH_YEAR, -1);
    person->age = int_of(reader, INPUT_PATIENTS, PATIENTS_AGE, -1);
    person->sex = text_of(reader, INPUT_PATIENTS, PATIENTS_SEX);
    person->race_ethnicity = text_of(reader, INPUT_PATIENTS, PATIENTS_RACE_ETHNICITY);
    person->primary_substance = text_of(reader, INPUT_PATIENTS, PATIENTS_PRIMARY_SUBSTANCE);
    person->site = shown_text(reader, cell_of(reader, INPUT_PATIENTS, PATIENTS_SITE), "site");
    for (size_t i = 0; i < reader->settings->n_groups; i++) {
        struct record_cell cell =
            table_reader_cell(person_tables_reader(&reader->tables, INPUT_PATIENTS), reader->group_columns[i]);
        person->groups[i] = shown_text(reader, cell, reader->settings->groups[i]);
    }
    observed_until = day_of(reader, INPUT_PATIENTS, PATIENTS_OBSERVED_UNTIL);
    person->care.death = person->next_visit = CARE_NO_DAY;
    person->care.end_of_observation = reader->as_of;
    if (observed_until != CALENDAR_NO_DAY && (reader->as_of == CALENDAR_NO_DAY || observed_until < reader->as_of))
        person->care.end_of_observation = observed_until;
}

void person_reader_add_reason(struct person_reader *reader, struct person *person, struct care_reason reason) {
    size_t at = person->care.n_reasons;

    if (person->care.end_of_observation != CALENDAR_NO_DAY && reason.day > person->care.end_of_observation)
        return;
    reader->reasons = memory_grow(reader->reasons, &reader->reasons_capacity, at + 1, sizeof *reader->reasons);
    for (; at > 0 && reader->reasons[at - 1].day > reason.day; at--)
        reader->reasons[at] = reader->reasons[at - 1];
    reader->reasons[at] = reason;
    person->care.n_reasons++;
}

static enum care_exit reason_of(struct record_cell cell) {
    return cell.length == 0 ? CARE_EXIT_NONE : care_exit_from_name(cell.text, cell.length);
}

/* A discharge after the end of observation is not known yet: the admission is open. */
static void open_if_closed_later(struct person *person, struct care_admission *admission) {
    if (admission->discharged == CALENDAR_NO_DAY || person->care.end_of_observation == CALENDAR_NO_DAY ||
        admission->discharged <= person->care.end_of_observation)
        return;
    admission->discharged = CARE_NO_DAY;
    admission->reason = CARE_EXIT_NONE;
    person->n_later_closed++;
}

static void read_admissions(struct person_reader *reader, struct person *person) {
    const enum input_table which = INPUT_ADMISSIONS;

    for (; has_row_of(reader, which); next_row_of(reader, which)) {
        struct record_cell program = cell_of(reader, which, ADMISSIONS_PROGRAM);
        int32_t planned_days = int_of(reader, which, ADMISSIONS_PLANNED_DAYS, -1);
        struct care_admission admission = {.admitted = key_day_of(reader, which),
                                           .discharged = day_of(reader, which, ADMISSIONS_DISCHARGED),
                                           .planned_end = day_of(reader, which, ADMISSIONS_PLANNED_END),
                                           .requested = day_of(reader, which, ADMISSIONS_REQUESTED),
                                           .reason = reason_of(cell_of(reader, which, ADMISSIONS_REASON)),
                                           .program = care_program_from_name(program.text, program.length),
                                           .site = shown_text(reader, cell_of(reader, which, ADMISSIONS_SITE), "site")};
        if (admission.planned_end == CALENDAR_NO_DAY && planned_days > 0)
            admission.planned_end = admission.admitted + planned_days - 1;
        open_if_closed_later(person, &admission);
        reader->admissions = memory_grow(reader->admissions, &reader->admissions_capacity,
                                         person->care.n_admissions + 1, sizeof *reader->admissions);
        reader->admissions[person->care.n_admissions++] = admission;
        if (admission.discharged != CALENDAR_NO_DAY && admission.reason != CARE_EXIT_NONE)
            person_reader_add_reason(reader, person,
                                     (struct care_reason){admission.discharged, admission.reason, admission.program});
    }
}

/* Medications of the configuration have the first numbers in the texts, in its order. */
static const struct medication_setting *medication_of(const struct person_reader *reader, uint32_t text) {
    for (size_t i = 0; i < reader->settings->n_medications; i++)
        if (reader->medication_texts[i] == text)
            return &reader->settings->medications[i];
    return NULL;
}

static struct known_dose dose_at_hand(struct person_reader *reader) {
    struct known_dose dose;
    uint32_t text = text_of(reader, INPUT_DOSES, DOSES_MEDICATION);
    const struct medication_setting *medication = medication_of(reader, text);

    dose.supply = supply_from_row(person_tables_reader(&reader->tables, INPUT_DOSES),
                                  reader->tables.columns[INPUT_DOSES], medication, reader->settings, &dose.record);
    dose.supply.medication = text;
    dose.medication =
        medication != NULL ? (size_t)(medication - reader->settings->medications) : SETTINGS_MOST_MEDICATIONS;
    return dose;
}

static void add_dose(struct person_reader *reader, struct person *person, const struct known_dose *dose, int32_t day) {
    struct care_supply *supply;

    reader->counts.rows[dose->medication][dose->record]++;
    person->n_unnamed += dose->medication == SETTINGS_MOST_MEDICATIONS;
    reader->supplies = memory_grow(reader->supplies, &reader->supplies_capacity, person->care.n_supplies + 1,
                                   sizeof *reader->supplies);
    supply = &reader->supplies[person->care.n_supplies++];
    *supply = dose->supply;
    supply->day = day;
}

static void read_doses(struct person_reader *reader, struct person *person) {
    struct patient_rows *rows = reader->tables.rows[INPUT_DOSES];
    size_t place = ROW_MEMO_NO_PLACE, known;
    int32_t day;

    for (; has_row_of(reader, INPUT_DOSES); next_row_of(reader, INPUT_DOSES)) {
        struct known_dose dose = dose_at_hand(reader);
        add_dose(reader, person, &dose, key_day_of(reader, INPUT_DOSES));
        if (place != ROW_MEMO_NO_PLACE)
            reader->known_doses[place] = dose;
        while ((known = row_memo_take(&reader->doses_met, rows, &day, &place)) != ROW_MEMO_NO_PLACE)
            add_dose(reader, person, &reader->known_doses[known], day);
    }
    care_supplies_sort(reader->supplies, person->care.n_supplies);
}

static bool is_passed_over(const struct person_needs *needs, const struct person *person, size_t n_before) {
    return (needs->every > 1 && n_before % needs->every != 0) ||
           (needs->after_events && person->n_returns == 0 && person->care.death == CARE_NO_DAY) ||
           (needs->after_overdoses && person->n_overdoses == 0);
}

bool person_reader_next(struct person_reader *reader, struct person *person) {
    if (!person_tables_has_patient(&reader->tables)) {
        person_tables_pass_rest(&reader->tables);
        return false;
    }
    read_patient(reader, person);
    next_row_of(reader, INPUT_PATIENTS);
    read_admissions(reader, person);
    person_reader_read_events(reader, person);
    if (is_passed_over(&reader->needs, person, reader->n_people++)) {
        person_tables_pass(&reader->tables, INPUT_DOSES, reader->patient_id);
        person_tables_pass(&reader->tables, INPUT_VISITS, reader->patient_id);
    } else {
        read_doses(reader, person);
        person_reader_read_visits(reader, person);
    }
    person_tables_check_days(&reader->tables);
    person->care.supplies = reader->supplies;
    person->care.visits = reader->visits;
    person->care.admissions = reader->admissions;
    person->care.reasons = reader->reasons;
    person->attended = reader->attended;
    person->returns = reader->returns;
    person->plans = reader->plans;
    person->overdoses = reader->overdoses;
    person->overdoses_told_by = reader->told_by;
    person->tests = reader->tests;
    person->appointments = reader->appointments;
    person->due_tests = reader->due_tests;
    person->care.unknown = reader->unknown;
    if (reader->whole != NULL && whole_has_unknown(reader->whole))
        person->care.n_unknown = whole_unknown_days(reader->whole, person, reader->texts, reader->unknown);
    return true;
}
