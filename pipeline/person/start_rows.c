/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/start_rows.h"

#include <string.h>

#include "care/first_dose.h"
#include "care/start.h"
#include "person/whole.h"

enum { YEAR_DAYS = 365, DOSE_DAY = 30 };

/* What the rows of a person are made from, and where they go. */
struct writing {
    const struct episode_cells *cells;
    struct table_writer *writer;
    const struct person *person;
    const struct start_rows_care *care;
    const struct named_rule *rule;
};

struct start_row {
    const char *question, *event;
    int32_t origin, entry_days, time_days;
    const struct care_episode *of; /* whose site, program and medication they are */
};

static void write_days(struct table_writer *writer, int32_t first, int32_t last) {
    char text[2 * CALENDAR_TEXT_SIZE];
    size_t length = calendar_write(CALENDAR_CIVIL, first, text);

    text[length++] = '/';
    calendar_write(CALENDAR_CIVIL, last, text + length);
    table_writer_text(writer, text);
}

/* The last 365 days up to as-of, or the days of the data before them. */
static void write_window(const struct writing *writing, int32_t origin) {
    int32_t opening = writing->cells->settings->care.window_start, as_of = person_reader_as_of(writing->cells->reader),
            first;

    if (as_of == CALENDAR_NO_DAY || opening == CALENDAR_NO_DAY || origin < opening ||
        person_reader_days(writing->cells->reader) != CALENDAR_CIVIL) {
        table_writer_empty(writing->writer);
        return;
    }
    first = as_of - YEAR_DAYS + 1;
    if (origin >= first)
        write_days(writing->writer, first > opening ? first : opening, as_of);
    else
        write_days(writing->writer, opening, first - 1);
}

static void write_row(const struct writing *writing, const struct start_row *row) {
    struct table_writer *writer = writing->writer;

    table_writer_text(writer, row->question);
    table_writer_text(writer, writing->rule->name);
    table_writer_text(writer, writing->person->patient_id);
    table_writer_day(writer, person_reader_days(writing->cells->reader), row->origin);
    table_writer_int(writer, row->entry_days);
    table_writer_int(writer, row->time_days);
    table_writer_text(writer, row->event);
    write_window(writing, row->origin);
    episode_cells_write_person(writing->cells, writer, writing->person, row->of);
    table_writer_end_row(writer);
}

/* The last day on which the site of an admission is known, of those from a day on. */
static int32_t known_until(const struct writing *writing, const struct care_admission *admission, int32_t day) {
    const struct whole *whole = person_reader_whole(writing->cells->reader);
    const struct person *person = writing->person;
    int32_t end = person->care.end_of_observation;
    const char *site = dictionary_text(person_reader_texts(writing->cells->reader),
                                       admission->site != 0 ? admission->site : person->site);
    size_t n = 0;
    const struct care_unknown *days = whole == NULL ? NULL : whole_site_days(whole, site, &n);

    for (size_t i = 0; i < n; i++)
        if (days[i].last >= day)
            return days[i].first - 1 < end ? days[i].first - 1 : end;
    return end;
}

/* Somebody asked, of whom no day is known yet: of the admission's site and program, of no medication. */
static struct care_episode asked_at(int32_t day, size_t admission) {
    return (struct care_episode){.start = day, .admission = admission, .order = CARE_ORDER_FIRST};
}

static void write_waits(const struct writing *writing) {
    const struct care_person *person = &writing->person->care;
    const struct care_first_dose_course course = {.person = person,
                                                  .settings = &writing->cells->settings->care,
                                                  .episodes = writing->care->episodes,
                                                  .n = writing->care->n,
                                                  .gap = writing->rule->rule.gap};
    struct care_first_dose wait = care_first_dose_none;

    while (care_first_dose_next(&course, &wait)) {
        struct care_episode asked = asked_at(wait.requested, wait.admission);
        struct start_row row = {.question = "first_dose", .origin = wait.requested, .of = &asked};
        int32_t until = known_until(writing, &person->admissions[wait.admission], wait.requested);
        row.event = care_first_dose_end_name(care_first_dose_end(&wait, person->death, until, &row.time_days));
        if (row.time_days > 0)
            write_row(writing, &row);
    }
}

/* The person's first episode; NULL: none that is observed to be it. */
static const struct care_episode *first_episode(const struct start_rows_care *care) {
    for (size_t i = 0; i < care->n; i++)
        if (care->episodes[i].order == CARE_ORDER_FIRST && care->episodes[i].time_days >= 0)
            return &care->episodes[i];
    return NULL;
}

static void write_second_dose(const struct writing *writing, const struct care_episode *first) {
    int32_t second = care_second_dose(&writing->person->care, care_start_given(writing->care->covers, first)),
            end = first->start + first->time_days;
    struct start_row row = {
        .question = "second_dose", .origin = first->start, .time_days = first->time_days, .event = "", .of = first};

    if (second != CARE_NO_DAY && second <= end) {
        row.event = "second_dose";
        row.time_days = second > first->start ? second - first->start : 1;
    } else if (first->left_on != CARE_NO_DAY) {
        row.event = first->exit == CARE_EXIT_DEATH ? "death" : "left";
    }
    write_row(writing, &row);
}

static void write_dose(const struct writing *writing, const struct care_episode *first) {
    int32_t strength = CARE_NO_STRENGTH;
    uint32_t number = care_dose_on(&writing->person->care, writing->care->covers, first->start + DOSE_DAY, &strength);
    const struct medication_setting *medication;
    struct care_episode then = *first;
    struct start_row row = {
        .question = "dose_on_day_30", .origin = first->start, .time_days = DOSE_DAY, .event = "below", .of = &then};

    if (first->time_days <= DOSE_DAY || number == CARE_NO_MEDICATION || strength == CARE_NO_STRENGTH)
        return;
    medication = settings_medication(writing->cells->settings,
                                     dictionary_text(person_reader_texts(writing->cells->reader), number));
    if (medication == NULL || medication->asked_dose == 0)
        return;
    then.medication = number;
    if (strength >= medication->asked_dose)
        row.event = "at_least";
    write_row(writing, &row);
}

/* The first admission in the window to other care than detoxification; NULL: none. */
static const struct care_admission *first_admission(const struct writing *writing) {
    const struct care_person *person = &writing->person->care;

    for (size_t i = 0; i < person->n_admissions; i++)
        if (person->admissions[i].program != CARE_DETOXIFICATION &&
            person->admissions[i].admitted >= writing->cells->settings->care.window_start)
            return &person->admissions[i];
    return NULL;
}

static void write_never_started(const struct writing *writing) {
    const struct care_admission *admission = first_admission(writing);
    struct care_episode asked;

    if (admission == NULL ||
        admission->admitted >= known_until(writing, admission, admission->admitted) - writing->rule->rule.gap)
        return;
    asked = asked_at(admission->admitted, (size_t)(admission - writing->person->care.admissions));
    write_row(
        writing,
        &(struct start_row){
            .question = "all_admitted", .origin = admission->admitted, .time_days = 1, .event = "left", .of = &asked});
}

/* An episode that goes on behind unknown days has several rows. */
static void write_admitted(const struct writing *writing) {
    bool tells_contacts = writing->cells->settings->care.silent_days < INT32_MAX;

    for (size_t i = 0; i < writing->care->n && tells_contacts; i++) {
        const struct care_episode *episode = &writing->care->episodes[i];
        if (episode->order == CARE_ORDER_FIRST && episode->time_days >= 0)
            write_row(writing, &(struct start_row){.question = "all_admitted",
                                                   .origin = episode->start,
                                                   .entry_days = episode->entry_days,
                                                   .time_days = episode->time_days,
                                                   .event = episode->left_on != CARE_NO_DAY ? "left" : "",
                                                   .of = episode});
    }
    if (writing->care->covers->n_all == 0 && tells_contacts)
        write_never_started(writing);
}

void start_rows_write(const struct episode_cells *cells, struct table_writer *writer, const struct person *person,
                      const struct start_rows_care *care) {
    const struct writing writing = {.cells = cells,
                                    .writer = writer,
                                    .person = person,
                                    .care = care,
                                    .rule = &cells->settings->rules[cells->settings->default_rule]};
    const struct care_episode *first = first_episode(care);
    bool is_seen_to_start = first != NULL && first->entry_days == 0 && !first->prevalent;

    if (writing.rule->rule.by_discharge)
        return;
    write_waits(&writing);
    if (is_seen_to_start && first->medication != CARE_NO_MEDICATION) {
        write_second_dose(&writing, first);
        write_dose(&writing, first);
    }
    write_admitted(&writing);
}
