/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/episode_cells.h"

#include "settings/not_held.h"

struct episode_cells episode_cells_of(const struct settings *settings, const struct person_reader *reader) {
    return (struct episode_cells){
        .settings = settings, .reader = reader, .tells_medication = !not_held(settings->file, "doses")};
}

static const char *text(const struct episode_cells *cells, uint32_t number) {
    return dictionary_text(person_reader_texts(cells->reader), number);
}

static const struct care_admission *admission_of(const struct person *person, const struct care_episode *episode) {
    return episode->admission == CARE_NO_INDEX ? NULL : &person->care.admissions[episode->admission];
}

/* The program of day 0: the admission's; without one, what the care of that day was. */
static const char *program_of(const struct person *person, const struct care_episode *episode) {
    const struct care_admission *admission = admission_of(person, episode);

    if (episode->order == CARE_ORDER_NONE)
        return care_program_name(CARE_DETOXIFICATION);
    if (admission != NULL && admission->program != CARE_PROGRAM_UNKNOWN)
        return care_program_name(admission->program);
    return care_program_name(episode->medication == CARE_NO_MEDICATION ? CARE_COUNSELING : CARE_MAINTENANCE);
}

static const char *site_of(const struct episode_cells *cells, const struct person *person,
                           const struct care_episode *episode) {
    const struct care_admission *admission = admission_of(person, episode);

    return text(cells, admission != NULL && admission->site != 0 ? admission->site : person->site);
}

/* Without a table of doses nobody knows; with one that tells of none, there was none. */
static const char *medication_of(const struct episode_cells *cells, const struct care_episode *episode) {
    if (!cells->tells_medication)
        return "unknown";
    return episode->medication == CARE_NO_MEDICATION ? "none" : text(cells, episode->medication);
}

void episode_cells_write_person(const struct episode_cells *cells, struct table_writer *writer,
                                const struct person *person, const struct care_episode *episode) {
    table_writer_text(writer, site_of(cells, person, episode));
    table_writer_text(writer, program_of(person, episode));
    table_writer_text(writer, medication_of(cells, episode));
    table_writer_text(writer, text(cells, person->sex));
    table_writer_text(writer, person_age_band(person_age(person, episode->start, person_reader_days(cells->reader))));
    table_writer_text(writer, text(cells, person->race_ethnicity));
    for (size_t i = 0; i < cells->settings->n_groups; i++)
        table_writer_text(writer, text(cells, person->groups[i]));
}

static void write_month(struct table_writer *writer, enum calendar_kind days, int32_t day) {
    char month[CALENDAR_TEXT_SIZE] = "";

    if (days == CALENDAR_CIVIL)
        calendar_write_month(day, month);
    table_writer_text(writer, month);
}

static const char *order_of(const struct care_episode *episode) {
    static const char *const orders[] = {[CARE_ORDER_NONE] = "",
                                         [CARE_ORDER_FIRST] = "first",
                                         [CARE_ORDER_RETURNED] = "returned",
                                         [CARE_ORDER_UNKNOWN] = "unknown"};

    return orders[episode->order];
}

/* Detoxification has no ordinal. */
static void write_ordinal(struct table_writer *writer, const struct care_episode *episode) {
    if (episode->order == CARE_ORDER_NONE)
        table_writer_empty(writer);
    else
        table_writer_int(writer, (int64_t)episode->ordinal);
    table_writer_text(writer, order_of(episode));
}

static void write_time(struct table_writer *writer, const struct care_episode *episode) {
    table_writer_int(writer, episode->entry_days);
    if (episode->time_days >= 0)
        table_writer_int(writer, episode->time_days);
    else
        table_writer_empty(writer);
}

static void write_earliest(struct table_writer *writer, const struct care_episode *episode) {
    if (episode->earliest_days > 0)
        table_writer_int(writer, episode->earliest_days);
    else
        table_writer_empty(writer);
}

void episode_cells_write_episode(const struct episode_cells *cells, struct table_writer *writer,
                                 const struct person *person, const char *rule, const struct care_episode *episode) {
    enum calendar_kind days = person_reader_days(cells->reader);

    table_writer_text(writer, rule);
    table_writer_text(writer, person->patient_id);
    write_ordinal(writer, episode);
    table_writer_day(writer, days, episode->start);
    table_writer_day(writer, days, episode->last_covered);
    table_writer_day(writer, days, episode->left_on);
    write_time(writer, episode);
    table_writer_day(writer, days, episode->censored_on);
    table_writer_day(writer, days, episode->observed_until);
    table_writer_int(writer, episode->left_on != CARE_NO_DAY);
    table_writer_text(writer, care_exit_name(episode->exit));
    table_writer_day(writer, days, episode->next_start);
    table_writer_int(writer, episode->after_detoxification);
    write_earliest(writer, episode);
    write_month(writer, days, episode->start);
    episode_cells_write_person(cells, writer, person, episode);
    table_writer_end_row(writer);
}

void episode_cells_write_spell(const struct episode_cells *cells, struct table_writer *writer,
                               const struct person *person, const char *rule, const struct care_episode *episode) {
    enum calendar_kind days = person_reader_days(cells->reader);

    table_writer_text(writer, rule);
    table_writer_text(writer, person->patient_id);
    table_writer_text(writer, order_of(episode));
    table_writer_day(writer, days, episode->start);
    table_writer_day(writer, days, episode->left_on);
    write_time(writer, episode);
    table_writer_int(writer, episode->left_on != CARE_NO_DAY);
    write_earliest(writer, episode);
    table_writer_text(writer, site_of(cells, person, episode));
    table_writer_text(writer, program_of(person, episode));
    table_writer_text(writer, medication_of(cells, episode));
    table_writer_end_row(writer);
}

static void write_gap(struct table_writer *writer, const struct care_stretch *stretch) {
    if (stretch->end == CARE_STRETCH_OPEN)
        table_writer_empty(writer);
    else
        table_writer_int(writer, stretch->gap_days);
    table_writer_text(writer, care_gap_end_name(stretch->gap_end));
}

void episode_cells_write_stretch(const struct episode_cells *cells, struct table_writer *writer,
                                 const struct person *person, const char *rule, const struct care_episode *first,
                                 const struct care_stretch *stretch) {
    table_writer_text(writer, rule);
    table_writer_text(writer, person->patient_id);
    table_writer_int(writer, stretch->start);
    table_writer_int(writer, stretch->stop);
    table_writer_int(writer, stretch->end == CARE_STRETCH_INTERRUPTED);
    table_writer_text(writer, care_stretch_end_name(stretch->end));
    write_gap(writer, stretch);
    table_writer_text(writer, site_of(cells, person, first));
    table_writer_text(writer, medication_of(cells, first));
    table_writer_end_row(writer);
}

void episode_cells_write_exposure(const struct episode_cells *cells, struct table_writer *writer,
                                  const struct person *person, const struct care_exposure_span *span) {
    enum calendar_kind days = person_reader_days(cells->reader);

    table_writer_text(writer, person->patient_id);
    table_writer_day(writer, days, span->first);
    table_writer_day(writer, days, span->last);
    table_writer_text(writer, care_exposure_name(span->exposure));
    table_writer_end_row(writer);
}
