/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visits of one person, for person/person_reader.h. */
#include <string.h>

#include "base/memory.h"
#include "person/person_reader_state.h"
#include "table/input_tables.h"

/* A missed appointment's reason may say why care ended (jail, hospital ...); the others are not exits. */
static bool is_exit(const char *reason, size_t length, enum care_exit *exit) {
    *exit = care_exit_from_name(reason, length);
    return length > 0 && *exit != CARE_EXIT_OTHER && *exit != CARE_EXIT_LINKED;
}

/* The exits among the reasons of the row at hand; returns how many. */
static size_t add_exits(struct person_reader *reader, struct person *person, int32_t day) {
    struct record_cell cell = cell_of(reader, INPUT_VISITS, VISITS_REASON);
    const char *at = cell.text;
    size_t n = 0;

    while (cell.length > 0) {
        size_t length = strcspn(at, ";");
        enum care_exit exit;
        if (is_exit(at, length, &exit)) {
            person_reader_add_reason(reader, person, (struct care_reason){.day = day, .reason = exit});
            n++;
        }
        if (at[length] == '\0')
            break;
        at += length + 1;
    }
    return n;
}

static bool re_engages(const struct settings *settings, struct record_cell service) {
    const struct column_spec column = {.codes = settings->re_engaged_services};

    return service.length == 0 || column_spec_allows(&column, service.text, service.length);
}

/* The first appointment behind the end, and who sees the person: then, else who did last. */
static void note_appointment(struct person *person, const struct known_visit *visit, int32_t day) {
    bool is_next = visit->status == 's' && person->next_visit == CARE_NO_DAY && day > person->care.end_of_observation;

    if (is_next)
        person->next_visit = day;
    if (visit->clinician != 0 && (is_next || (visit->status == 'a' && day <= person->care.end_of_observation)))
        person->clinician = visit->clinician;
}

static void add_appointment(struct person_reader *reader, struct person *person, char status, int32_t day) {
    reader->appointments = memory_grow(reader->appointments, &reader->appointments_capacity, person->n_appointments + 1,
                                       sizeof *reader->appointments);
    reader->appointments[person->n_appointments++] = (struct care_due){day, status == 'm'};
}

static void add_visit(struct person_reader *reader, struct person *person, const struct known_visit *visit,
                      int32_t day) {
    if (reader->needs.appointments)
        note_appointment(person, visit, day);
    if (reader->needs.due && (visit->status == 'a' || visit->status == 'm'))
        add_appointment(reader, person, visit->status, day);
    if (visit->status != 'a')
        return;
    reader->visits =
        memory_grow(reader->visits, &reader->visits_capacity, person->care.n_visits + 1, sizeof *reader->visits);
    reader->visits[person->care.n_visits++] = day;
    if (!reader->needs.returns)
        return;
    reader->attended =
        memory_grow(reader->attended, &reader->attended_capacity, person->n_attended + 1, sizeof *reader->attended);
    reader->attended[person->n_attended++] = (struct person_visit){.day = day, .re_engages = visit->re_engages};
}

static struct known_visit visit_at_hand(struct person_reader *reader) {
    const enum input_table which = INPUT_VISITS;

    return (struct known_visit){
        .status = cell_of(reader, which, VISITS_STATUS).text[0],
        .re_engages = re_engages(reader->settings, cell_of(reader, which, VISITS_SERVICE)),
        .clinician = reader->needs.appointments ? text_of(reader, which, VISITS_CLINICIAN) : 0,
    };
}

/* A row whose reasons end care is not remembered: those of each are read. */
void person_reader_read_visits(struct person_reader *reader, struct person *person) {
    struct patient_rows *rows = reader->tables.rows[INPUT_VISITS];
    size_t place = ROW_MEMO_NO_PLACE, known;
    int32_t day;

    for (; has_row_of(reader, INPUT_VISITS); next_row_of(reader, INPUT_VISITS)) {
        struct known_visit visit = visit_at_hand(reader);
        bool has_exits;
        day = key_day_of(reader, INPUT_VISITS);
        has_exits = add_exits(reader, person, day) > 0;
        add_visit(reader, person, &visit, day);
        if (has_exits)
            row_memo_forget(&reader->visits_met, place);
        else if (place != ROW_MEMO_NO_PLACE)
            reader->known_visits[place] = visit;
        while ((known = row_memo_take(&reader->visits_met, rows, &day, &place)) != ROW_MEMO_NO_PLACE)
            add_visit(reader, person, &reader->known_visits[known], day);
    }
}
