/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/followup_rows.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "care/followup.h"
#include "care/states.h"
#include "settings/not_held.h"
#include "table/spell_tables.h"

struct followup_rows {
    const struct settings *settings;
    const struct person_reader *reader;
    struct table_writer *writer, *states;
    int32_t *events, *known_on, *visits;
    size_t events_capacity, known_capacity, visits_capacity;
    struct care_run *runs;
    size_t runs_capacity;
    struct care_episode *episodes;
    size_t episodes_capacity;
    struct care_followup *followups;
    size_t followups_capacity;
    struct care_interval *intervals;
    size_t intervals_capacity;
    struct followup_findings findings;
};

struct followup_rows *followup_rows_alloc(const struct settings *settings, const struct person_reader *reader,
                                          struct table_writer *writer, struct table_writer *states) {
    struct followup_rows *rows = memory_alloc(1, sizeof *rows);

    *rows = (struct followup_rows){.settings = settings, .reader = reader, .writer = writer, .states = states};
    return rows;
}

void followup_rows_free(struct followup_rows *rows) {
    if (rows == NULL)
        return;
    free(rows->events);
    free(rows->known_on);
    free(rows->runs);
    free(rows->visits);
    free(rows->episodes);
    free(rows->followups);
    free(rows->intervals);
    free(rows);
}

/* A question asked of a person's episodes, and how its rows are marked. */
struct question {
    const char *name, *rule;
    const struct read_episodes *read;
    const char *patient_id;
};

static void write_followup(struct followup_rows *rows, const struct question *question, size_t ordinal,
                           const struct care_followup *followup) {
    const struct read_episode *episode = &question->read->episodes[followup->episode];
    enum calendar_kind days = person_reader_days(rows->reader);
    struct table_writer *writer = rows->writer;
    char month[CALENDAR_TEXT_SIZE] = "";

    if (days == CALENDAR_CIVIL)
        calendar_write_month(followup->origin, month);
    table_writer_text(writer, question->name);
    table_writer_text(writer, question->rule);
    table_writer_text(writer, question->patient_id);
    table_writer_int(writer, (int64_t)ordinal);
    table_writer_day(writer, days, followup->origin);
    table_writer_int(writer, followup->time_days);
    table_writer_text(writer, care_outcome_name(followup->outcome));
    table_writer_text(writer, care_exit_name(followup->exit));
    table_writer_text(writer, month);
    table_writer_raw(writer, episode->person_cells, strlen(episode->person_cells),
                     SPELL_PERSON_COLUMNS + rows->settings->n_groups);
    table_writer_end_row(writer);
}

/* The pure functions want plain episodes, side by side. */
static struct care_course copy_episodes(struct followup_rows *rows, const struct read_episodes *read) {
    rows->episodes = memory_grow(rows->episodes, &rows->episodes_capacity, read->n + 1, sizeof *rows->episodes);
    for (size_t i = 0; i < read->n; i++)
        rows->episodes[i] = read->episodes[i].care;
    return (struct care_course){.episodes = rows->episodes, .n = read->n};
}

static struct care_days collect_events(struct followup_rows *rows, const struct person *person) {
    size_t n = 0;

    rows->events = memory_grow(rows->events, &rows->events_capacity, person->n_returns + 1, sizeof *rows->events);
    for (size_t i = 0; i < person->n_returns; i++) {
        rows->findings.warnings += !person->returns[i].used;
        if (person->returns[i].used && person->returns[i].event_on <= person->care.end_of_observation)
            rows->events[n++] = person->returns[i].event_on;
    }
    n = care_collapse_events(rows->events, n, rows->settings->same_event_days);
    rows->findings.events += n;
    return (struct care_days){.days = rows->events, .n = n};
}

/* The first of the days on which the program knew of a use of that day. */
static int32_t known_on(const struct person *person, int32_t used_on) {
    int32_t known = INT32_MAX;

    for (size_t i = 0; i < person->n_returns; i++)
        if (person->returns[i].used && person->returns[i].event_on == used_on && person->returns[i].known_on < known)
            known = person->returns[i].known_on;
    return known;
}

/* The days on which the program knew of the events, in order. */
static struct care_days collect_known(struct followup_rows *rows, const struct person *person,
                                      struct care_days events) {
    rows->known_on = memory_grow(rows->known_on, &rows->known_capacity, events.n + 1, sizeof *rows->known_on);
    for (size_t i = 0; i < events.n; i++) {
        int32_t day = known_on(person, events.days[i]);
        size_t at = i;
        for (; at > 0 && rows->known_on[at - 1] > day; at--)
            rows->known_on[at] = rows->known_on[at - 1];
        rows->known_on[at] = day;
    }
    return (struct care_days){.days = rows->known_on, .n = events.n};
}

static struct care_cover_runs cover_person(struct followup_rows *rows, const struct person *person) {
    struct care_cover_runs cover;

    rows->runs =
        memory_grow(rows->runs, &rows->runs_capacity, care_cover_capacity(&person->care) + 1, sizeof *rows->runs);
    cover.n = care_cover(&person->care, &rows->settings->care.cover, CARE_COVER_CONTINUING, rows->runs);
    cover.runs = rows->runs;
    return cover;
}

static struct care_days collect_engaging_visits(struct followup_rows *rows, const struct person *person) {
    size_t n = 0;

    rows->visits = memory_grow(rows->visits, &rows->visits_capacity, person->n_attended + 1, sizeof *rows->visits);
    for (size_t i = 0; i < person->n_attended; i++)
        if (person->attended[i].re_engages)
            rows->visits[n++] = person->attended[i].day;
    return (struct care_days){.days = rows->visits, .n = n};
}

static void write_after_return_to_use(struct followup_rows *rows, const struct person *person,
                                      const struct read_episodes *read, struct care_course course,
                                      struct care_days events) {
    const struct question question = {.name = ANALYSIS_AFTER_RETURN_TO_USE,
                                      .rule = rows->settings->rules[rows->settings->default_rule].name,
                                      .read = read,
                                      .patient_id = person->patient_id};
    struct care_days visits = collect_engaging_visits(rows, person);
    size_t n;

    if (events.n == 0)
        return;
    rows->followups = memory_grow(rows->followups, &rows->followups_capacity, events.n + 1, sizeof *rows->followups);
    n = care_after_return_to_use(course, cover_person(rows, person), collect_known(rows, person, events), visits,
                                 rows->followups);
    for (size_t i = 0; i < n; i++)
        write_followup(rows, &question, i + 1, &rows->followups[i]);
    rows->findings.events_in_care += n;
}

static void write_after_leaving(struct followup_rows *rows, const struct person *person,
                                const struct read_episodes *read, struct care_course course) {
    struct question question = {.name = ANALYSIS_RETURN_AFTER_LEAVING,
                                .rule = rows->settings->rules[rows->settings->default_rule].name,
                                .read = read,
                                .patient_id = person->patient_id};
    size_t n;

    rows->followups = memory_grow(rows->followups, &rows->followups_capacity, course.n + 1, sizeof *rows->followups);
    n = care_after_leaving(&person->care, &rows->settings->care, course, rows->followups);
    for (size_t i = 0; i < n; i++)
        write_followup(rows, &question, i + 1, &rows->followups[i]);
    question.name = ANALYSIS_EVER_RETURNED;
    if (n > 0)
        write_followup(rows, &question, 1, &rows->followups[0]);
    rows->findings.leavings += n;
}

static void write_states(struct followup_rows *rows, const struct person *person, const struct read_episodes *read,
                         struct care_days events) {
    size_t n;

    if (rows->states == NULL || read->n == 0)
        return;
    rows->intervals =
        memory_grow(rows->intervals, &rows->intervals_capacity, care_states_capacity(read->n), sizeof *rows->intervals);
    n = care_states(&person->care, rows->episodes, read->n, events, rows->intervals);
    for (size_t i = 0; i < n; i++) {
        const struct care_interval *interval = &rows->intervals[i];
        table_writer_text(rows->states, rows->settings->rules[rows->settings->default_rule].name);
        table_writer_text(rows->states, person->patient_id);
        table_writer_int(rows->states, interval->start);
        table_writer_int(rows->states, interval->stop);
        table_writer_text(rows->states, care_state_name(interval->next));
        table_writer_text(rows->states, read->episodes[0].site);
        table_writer_text(rows->states, read->episodes[0].medication);
        table_writer_end_row(rows->states);
    }
}

void followup_rows_write(struct followup_rows *rows, const struct person *person,
                         const struct read_episodes *episodes) {
    struct care_days events = collect_events(rows, person);
    struct care_course course = copy_episodes(rows, episodes);

    write_after_return_to_use(rows, person, episodes, course, events);
    if (not_held(rows->settings->file, "readmissions"))
        return; /* where people are after they left, nobody can see */
    write_states(rows, person, episodes, events);
    write_after_leaving(rows, person, episodes, course);
}

const struct followup_findings *followup_rows_findings(const struct followup_rows *rows) { return &rows->findings; }
