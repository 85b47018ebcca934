/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/followup_rows.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "care/followup.h"
#include "care/states.h"
#include "care/stay.h"
#include "person/followup_days.h"
#include "settings/not_held.h"
#include "table/spell_tables.h"

enum { AFTER_USE_DAYS = 90 };

struct followup_rows {
    const struct settings *settings;
    const struct person_reader *reader;
    struct table_writer *writer, *states, *after_use;
    struct followup_days days; /* of the person at hand */
    struct care_run *runs;
    size_t runs_capacity;
    struct care_episode *episodes;
    size_t episodes_capacity;
    struct care_followup *followups;
    size_t followups_capacity;
    struct care_interval *intervals;
    size_t intervals_capacity;
    bool sees_no_readmission; /* where people are after they left, nobody can see */
    struct followup_findings findings;
};

struct followup_rows *followup_rows_alloc(const struct settings *settings, const struct person_reader *reader,
                                          struct table_writer *writer, struct table_writer *states,
                                          struct table_writer *after_use) {
    struct followup_rows *rows = memory_alloc(1, sizeof *rows);

    *rows = (struct followup_rows){.settings = settings,
                                   .reader = reader,
                                   .writer = writer,
                                   .states = states,
                                   .after_use = after_use,
                                   .sees_no_readmission = not_held(settings->file, "readmissions")};
    return rows;
}

void followup_rows_free(struct followup_rows *rows) {
    if (rows == NULL)
        return;
    followup_days_free(&rows->days);
    free(rows->runs);
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
    bool of_leaving;
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
    table_writer_text(writer, question->of_leaving ? care_stay_class(&episode->care, followup->origin) : "");
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

static struct care_cover_runs cover_person(struct followup_rows *rows, const struct person *person) {
    struct care_cover_runs cover;

    rows->runs =
        memory_grow(rows->runs, &rows->runs_capacity, care_cover_capacity(&person->care) + 1, sizeof *rows->runs);
    cover.n = care_cover(&person->care, &rows->settings->care.cover, CARE_COVER_CONTINUING, rows->runs);
    cover.runs = rows->runs;
    return cover;
}

static void write_interval(const struct followup_rows *rows, const char *patient_id, size_t path,
                           const struct care_interval *interval) {
    char *name = memory_format("%s;%zu", patient_id, path);

    table_writer_text(rows->after_use, rows->settings->rules[rows->settings->default_rule].name);
    table_writer_text(rows->after_use, patient_id);
    table_writer_text(rows->after_use, name);
    table_writer_int(rows->after_use, interval->start);
    table_writer_int(rows->after_use, interval->stop);
    table_writer_text(rows->after_use, care_state_name(interval->next));
    table_writer_end_row(rows->after_use);
    free(name);
}

/* Where the person was after the returns to use in rows->followups, one in 90 days. */
static void write_after_use(struct followup_rows *rows, const struct person *person, struct care_course course,
                            size_t n_uses) {
    size_t n_paths = 0;
    int32_t before = CARE_NO_DAY;

    rows->intervals = memory_grow(rows->intervals, &rows->intervals_capacity, care_states_capacity(course.n),
                                  sizeof *rows->intervals);
    for (size_t i = 0; i < n_uses; i++) {
        const struct care_followup *use = &rows->followups[i];
        size_t n = before != CARE_NO_DAY && use->origin - before < AFTER_USE_DAYS
                       ? 0
                       : care_states_after(&person->care, course, use->origin, use->episode, rows->intervals);
        if (n == 0)
            continue;
        before = use->origin;
        n_paths++;
        for (size_t k = 0; k < n && rows->intervals[k].start < AFTER_USE_DAYS; k++)
            write_interval(rows, person->patient_id, n_paths, &rows->intervals[k]);
    }
}

static void write_after_return_to_use(struct followup_rows *rows, const struct person *person,
                                      const struct read_episodes *read, struct care_course course) {
    const struct question question = {.name = ANALYSIS_AFTER_RETURN_TO_USE,
                                      .rule = rows->settings->rules[rows->settings->default_rule].name,
                                      .read = read,
                                      .patient_id = person->patient_id};
    size_t n_uses = rows->days.uses.n, n;

    if (n_uses == 0)
        return;
    rows->followups = memory_grow(rows->followups, &rows->followups_capacity, n_uses + 1, sizeof *rows->followups);
    n = care_after_return_to_use(course, cover_person(rows, person), rows->days.known, rows->days.engaging_visits,
                                 rows->followups);
    for (size_t i = 0; i < n; i++)
        write_followup(rows, &question, i + 1, &rows->followups[i]);
    if (rows->after_use != NULL && !rows->sees_no_readmission)
        write_after_use(rows, person, course, n);
    rows->findings.events_in_care += n;
}

static void write_after_leaving(struct followup_rows *rows, const struct person *person,
                                const struct read_episodes *read, struct care_course course) {
    struct question question = {.name = ANALYSIS_RETURN_AFTER_LEAVING,
                                .rule = rows->settings->rules[rows->settings->default_rule].name,
                                .read = read,
                                .patient_id = person->patient_id,
                                .of_leaving = true};
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

static void write_states(struct followup_rows *rows, const struct person *person, const struct read_episodes *read) {
    size_t n;

    if (rows->states == NULL || read->n == 0)
        return;
    rows->intervals =
        memory_grow(rows->intervals, &rows->intervals_capacity, care_states_capacity(read->n), sizeof *rows->intervals);
    n = care_states(&person->care, rows->episodes, read->n, rows->days.uses, rows->intervals);
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
    struct care_course course = copy_episodes(rows, episodes);

    followup_days_fill(&rows->days, person, rows->settings->same_event_days);
    rows->findings.events += rows->days.uses.n;
    rows->findings.warnings += rows->days.n_warnings;
    rows->findings.joined += rows->days.n_joined;
    rows->findings.unobserved += rows->days.n_unobserved;
    write_after_return_to_use(rows, person, episodes, course);
    if (rows->sees_no_readmission)
        return;
    write_states(rows, person, episodes);
    write_after_leaving(rows, person, episodes, course);
}

const struct followup_findings *followup_rows_findings(const struct followup_rows *rows) { return &rows->findings; }
