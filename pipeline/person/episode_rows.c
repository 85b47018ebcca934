/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/episode_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "care/call_list.h"
#include "care/interruption.h"
#include "settings/not_held.h"

struct episode_rows {
    const struct settings *settings;
    const struct person_reader *reader;
    struct episode_outputs outputs;
    struct care_run *runs;
    size_t runs_capacity;
    struct care_covers covers; /* of the person at hand */
    struct care_episode *episodes;
    size_t episodes_capacity;
    struct care_stretch *stretches;
    size_t stretches_capacity;
    struct episode_findings findings;
};

struct episode_rows *episode_rows_alloc(const struct settings *settings, const struct person_reader *reader,
                                        const struct episode_outputs *outputs) {
    struct episode_rows *rows = memory_alloc(1, sizeof *rows);

    *rows = (struct episode_rows){.settings = settings, .reader = reader, .outputs = *outputs};
    return rows;
}

void episode_rows_free(struct episode_rows *rows) {
    if (rows == NULL)
        return;
    free(rows->runs);
    free(rows->episodes);
    free(rows->stretches);
    free(rows);
}

static const char *text(const struct episode_rows *rows, uint32_t number) {
    return dictionary_text(person_reader_texts(rows->reader), number);
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

static const char *site_of(const struct episode_rows *rows, const struct person *person,
                           const struct care_episode *episode) {
    const struct care_admission *admission = admission_of(person, episode);

    return text(rows, admission != NULL && admission->site != 0 ? admission->site : person->site);
}

/* Without a table of doses nobody knows; with one that tells of none, there was none. */
static const char *medication_of(const struct episode_rows *rows, const struct care_episode *episode) {
    if (not_held(rows->settings->file, "doses"))
        return "unknown";
    return episode->medication == CARE_NO_MEDICATION ? "none" : text(rows, episode->medication);
}

static void write_person_columns(const struct episode_rows *rows, struct table_writer *writer,
                                 const struct person *person, const struct care_episode *episode) {
    table_writer_text(writer, site_of(rows, person, episode));
    table_writer_text(writer, program_of(person, episode));
    table_writer_text(writer, medication_of(rows, episode));
    table_writer_text(writer, text(rows, person->sex));
    table_writer_text(writer, person_age_band(person_age(person, episode->start, person_reader_days(rows->reader))));
    table_writer_text(writer, text(rows, person->race_ethnicity));
    for (size_t i = 0; i < rows->settings->n_groups; i++)
        table_writer_text(writer, text(rows, person->groups[i]));
}

static void write_month(struct table_writer *writer, enum calendar_kind days, int32_t day) {
    char month[CALENDAR_TEXT_SIZE] = "";

    if (days == CALENDAR_CIVIL)
        calendar_write_month(day, month);
    table_writer_text(writer, month);
}

/* Detoxification has no ordinal. */
static void write_ordinal(struct table_writer *writer, const struct care_episode *episode) {
    static const char *const orders[] = {[CARE_ORDER_NONE] = "",
                                         [CARE_ORDER_FIRST] = "first",
                                         [CARE_ORDER_RETURNED] = "returned",
                                         [CARE_ORDER_UNKNOWN] = "unknown"};

    if (episode->order == CARE_ORDER_NONE)
        table_writer_empty(writer);
    else
        table_writer_int(writer, (int64_t)episode->ordinal);
    table_writer_text(writer, orders[episode->order]);
}

static void write_episode(const struct episode_rows *rows, struct table_writer *writer, const struct person *person,
                          const char *rule, const struct care_episode *episode) {
    enum calendar_kind days = person_reader_days(rows->reader);

    table_writer_text(writer, rule);
    table_writer_text(writer, person->patient_id);
    write_ordinal(writer, episode);
    table_writer_day(writer, days, episode->start);
    table_writer_day(writer, days, episode->last_covered);
    table_writer_day(writer, days, episode->left_on);
    table_writer_int(writer, episode->entry_days);
    if (episode->time_days >= 0)
        table_writer_int(writer, episode->time_days);
    else
        table_writer_empty(writer);
    table_writer_day(writer, days, episode->censored_on);
    table_writer_day(writer, days, episode->observed_until);
    table_writer_int(writer, episode->left_on != CARE_NO_DAY);
    table_writer_text(writer, care_exit_name(episode->exit));
    table_writer_day(writer, days, episode->next_start);
    table_writer_int(writer, episode->after_detoxification);
    if (episode->earliest_days > 0)
        table_writer_int(writer, episode->earliest_days);
    else
        table_writer_empty(writer);
    write_month(writer, days, episode->start);
    write_person_columns(rows, writer, person, episode);
    table_writer_end_row(writer);
}

/* Rows behind unknown days are no further episodes. */
static void count_episode(struct episode_rule_counts *counts, const struct care_episode *episode) {
    if (episode->order == CARE_ORDER_NONE) {
        counts->detoxifications++;
        counts->followed += episode->last_covered <= episode->censored_on;
        counts->linked += episode->last_covered <= episode->censored_on && episode->next_start != CARE_NO_DAY;
        return;
    }
    counts->episodes += !episode->is_continued;
    counts->prevalent += episode->prevalent && !episode->is_continued;
    counts->without_time += episode->time_days < 0 && !episode->prevalent && !episode->is_continued;
}

/* The row that the person's last covered day belongs to. */
static const struct care_episode *last_episode(const struct care_episode episodes[], size_t n) {
    const struct care_episode *last = &episodes[0];

    for (size_t i = 1; i < n; i++)
        if (episodes[i].last_covered > last->last_covered)
            last = &episodes[i];
    return last;
}

static void write_call(const struct episode_rows *rows, const struct person *person, const char *band,
                       const struct care_episode *episode, const struct care_call *call) {
    enum calendar_kind days = person_reader_days(rows->reader);
    struct table_writer *writer = rows->outputs.uncovered;

    table_writer_text(writer, person->patient_id);
    table_writer_text(writer, site_of(rows, person, episode));
    table_writer_text(writer, medication_of(rows, episode));
    table_writer_day(writer, days, call->last_covered);
    table_writer_int(writer, call->days);
    table_writer_text(writer, band);
    table_writer_day(writer, days, call->last_visit);
    table_writer_text(writer, call->is_open ? "open" : "discharged");
    table_writer_day(writer, days, call->discharged);
    table_writer_text(writer, care_exit_name(call->reason));
    table_writer_end_row(writer);
}

/* People whose cover has run out, and who can still be called. */
static void note_uncovered(struct episode_rows *rows, const struct person *person, const struct care_episode *episode) {
    static const char *const bands[] = {"1-7", "8-14", "15-30"};
    struct care_call call;
    size_t band;

    if (not_held(rows->settings->file, "doses") || !care_call(&person->care, &rows->covers, &call))
        return;
    band = call.days <= 7 ? 0 : call.days <= 14 ? 1 : 2;
    if (call.is_open)
        rows->findings.uncovered[band]++;
    else
        rows->findings.uncovered_discharged++;
    if (rows->outputs.uncovered != NULL)
        write_call(rows, person, bands[band], episode, &call);
}

static void write_stretch(const struct episode_rows *rows, const struct person *person, const char *rule,
                          const struct care_episode *first, const struct care_stretch *stretch) {
    struct table_writer *writer = rows->outputs.stretches;

    table_writer_text(writer, rule);
    table_writer_text(writer, person->patient_id);
    table_writer_int(writer, stretch->start);
    table_writer_int(writer, stretch->stop);
    table_writer_int(writer, stretch->end == CARE_STRETCH_INTERRUPTED);
    table_writer_text(writer, care_stretch_end_name(stretch->end));
    write_person_columns(rows, writer, person, first);
    table_writer_end_row(writer);
}

/* A rule of recorded discharges has no gap, and so no interruptions. */
static void note_stretches(struct episode_rows *rows, const struct person *person, const struct named_rule *rule) {
    size_t n;

    if (rule->rule.by_discharge)
        return;
    rows->stretches =
        memory_grow(rows->stretches, &rows->stretches_capacity, rows->covers.n_continuing + 1, sizeof *rows->stretches);
    n = care_stretches(&person->care, &rows->covers, rule->rule.gap, rows->settings->care.window_start,
                       rows->stretches);
    for (size_t i = 0; i < n; i++) {
        rows->findings.gaps += rows->stretches[i].end != CARE_STRETCH_OPEN;
        rows->findings.interruptions += rows->stretches[i].end == CARE_STRETCH_INTERRUPTED;
        if (rows->outputs.stretches != NULL)
            write_stretch(rows, person, rule->name, &rows->episodes[0], &rows->stretches[i]);
    }
}

/* Do the tables tell of all who were seen? Where they do not, an admission is all there is. */
static bool tells_contacts(const struct episode_rows *rows) { return rows->settings->care.silent_days < INT32_MAX; }

/* Admitted, and not covered on a single day: never started, by recorded discharges as under the other rules. */
static bool has_started(const struct episode_rows *rows, size_t rule) {
    return rows->covers.n_all > 0 || !rows->settings->rules[rule].rule.by_discharge || !tells_contacts(rows);
}

static void write_rule(struct episode_rows *rows, const struct person *person, size_t rule) {
    const struct named_rule *named = &rows->settings->rules[rule];
    struct care_episode *episodes = rows->episodes;
    size_t n = care_episodes(&person->care, &rows->covers, &named->rule, &rows->settings->care, episodes);

    for (size_t i = 0; i < n; i++) {
        count_episode(&rows->findings.rules[rule], &episodes[i]);
        write_episode(rows, rows->outputs.episodes, person, named->name, &episodes[i]);
        if (rule == rows->settings->default_rule && rows->outputs.by_default != NULL)
            write_episode(rows, rows->outputs.by_default, person, named->name, &episodes[i]);
    }
    if (rule != rows->settings->default_rule || n == 0)
        return;
    rows->findings.bridged_reasons += care_bridged_reasons(&person->care, episodes, n, &rows->settings->care);
    note_uncovered(rows, person, last_episode(episodes, n));
    note_stretches(rows, person, named);
}

/* Only an admission that the data could have followed: inside the window, up to the end of observation. */
static bool is_admitted_in_window(const struct person *person, int32_t window_start) {
    for (size_t i = 0; i < person->care.n_admissions; i++)
        if (person->care.admissions[i].admitted >= window_start &&
            person->care.admissions[i].admitted <= person->care.end_of_observation)
            return true;
    return false;
}

/* One of the two records is wrong; the death ends cover all the same, and it is said. */
static bool has_care_after_death(const struct care_person *care) {
    if (care->death == CARE_NO_DAY)
        return false;
    return (care->n_supplies > 0 && care->supplies[care->n_supplies - 1].day > care->death) ||
           (care->n_visits > 0 && care->visits[care->n_visits - 1] > care->death);
}

static bool is_seen(const struct person *person) {
    return person->care.n_visits > 0 && person->care.visits[0] <= person->care.end_of_observation;
}

static void count_person(struct episode_rows *rows, const struct person *person) {
    struct episode_findings *findings = &rows->findings;
    bool is_covered = rows->covers.n_all > 0,
         admitted = is_covered || is_admitted_in_window(person, rows->settings->care.window_start),
         started = is_covered || (admitted && !tells_contacts(rows));
    findings->people++;
    findings->admitted += admitted;
    findings->started += started;
    findings->never_started += admitted && !started;
    findings->seen_once += !admitted && is_seen(person);
    findings->care_after_death += has_care_after_death(&person->care);
    findings->unnamed += person->n_unnamed;
    findings->later_closed += person->n_later_closed;
}

void episode_rows_write(struct episode_rows *rows, const struct person *person) {
    rows->runs =
        memory_grow(rows->runs, &rows->runs_capacity, 3 * care_cover_capacity(&person->care) + 1, sizeof *rows->runs);
    care_covers_fill(&person->care, &rows->settings->care.cover, rows->runs, &rows->covers);
    rows->episodes = memory_grow(rows->episodes, &rows->episodes_capacity, care_episodes_capacity(&person->care),
                                 sizeof *rows->episodes);
    count_person(rows, person);
    for (size_t rule = 0; rule < rows->settings->n_rules; rule++)
        if (has_started(rows, rule))
            write_rule(rows, person, rule);
}

const struct episode_findings *episode_rows_findings(const struct episode_rows *rows) { return &rows->findings; }
