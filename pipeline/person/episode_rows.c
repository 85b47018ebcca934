/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/episode_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "person/episode_cells.h"
#include "person/start_rows.h"

struct episode_rows {
    const struct settings *settings;
    struct episode_cells cells;
    struct episode_outputs outputs;
    struct care_run *runs;
    size_t runs_capacity;
    struct care_covers covers; /* of the person at hand */
    struct care_episode *episodes;
    size_t episodes_capacity;
    struct care_stretch *stretches;
    size_t stretches_capacity;
    struct care_exposure_span *spans;
    size_t spans_capacity;
    struct episode_findings findings;
};

struct episode_rows *episode_rows_alloc(const struct settings *settings, const struct person_reader *reader,
                                        const struct episode_outputs *outputs) {
    struct episode_rows *rows = memory_alloc(1, sizeof *rows);

    *rows =
        (struct episode_rows){.settings = settings, .cells = episode_cells_of(settings, reader), .outputs = *outputs};
    return rows;
}

void episode_rows_free(struct episode_rows *rows) {
    if (rows == NULL)
        return;
    free(rows->runs);
    free(rows->episodes);
    free(rows->stretches);
    free(rows->spans);
    free(rows);
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
            episode_cells_write_stretch(&rows->cells, rows->outputs.stretches, person, rule->name, &rows->episodes[0],
                                        &rows->stretches[i]);
    }
}

/* An episode of a rule of recorded discharges has no gap: then as care of visits alone. */
static void write_exposures(struct episode_rows *rows, const struct person *person) {
    const struct care_rule *rule = &rows->settings->rules[rows->settings->default_rule].rule;
    int32_t gap = rule->by_discharge ? rows->settings->care.visit_gap_days : rule->gap;
    size_t n;

    rows->spans =
        memory_grow(rows->spans, &rows->spans_capacity, care_exposure_capacity(&rows->covers), sizeof *rows->spans);
    n = care_exposures(&person->care, &rows->covers, &rows->settings->care, gap, rows->spans);
    for (size_t i = 0; i < n; i++)
        episode_cells_write_exposure(&rows->cells, rows->outputs.exposures, person, &rows->spans[i]);
}

/* Do the tables tell of all who were seen? Where they do not, an admission is all there is. */
static bool tells_contacts(const struct episode_rows *rows) { return rows->settings->care.silent_days < INT32_MAX; }

/* Admitted, and not covered on a single day: never started, by recorded discharges as under the other rules. */
static bool has_started(const struct episode_rows *rows, size_t rule) {
    return rows->covers.n_all > 0 || !rows->settings->rules[rule].rule.by_discharge || !tells_contacts(rows);
}

static void write_episode(struct episode_rows *rows, const struct person *person, size_t rule,
                          const struct care_episode *episode) {
    const struct episode_outputs *outputs = &rows->outputs;
    const char *name = rows->settings->rules[rule].name;
    bool is_default = rule == rows->settings->default_rule;

    if (outputs->episodes != NULL)
        episode_cells_write_episode(&rows->cells, outputs->episodes, person, name, episode);
    if (is_default && outputs->by_default != NULL)
        episode_cells_write_episode(&rows->cells, outputs->by_default, person, name, episode);
    if (!is_default && outputs->other_rules != NULL)
        episode_cells_write_spell(&rows->cells, outputs->other_rules, person, name, episode);
}

static void write_rule(struct episode_rows *rows, const struct person *person, size_t rule) {
    const struct named_rule *named = &rows->settings->rules[rule];
    struct care_episode *episodes = rows->episodes;
    size_t n = care_episodes(&person->care, &rows->covers, &named->rule, &rows->settings->care, episodes);

    for (size_t i = 0; i < n; i++) {
        count_episode(&rows->findings.rules[rule], &episodes[i]);
        write_episode(rows, person, rule, &episodes[i]);
    }
    if (rule != rows->settings->default_rule)
        return;
    if (rows->outputs.starts != NULL)
        start_rows_write(&rows->cells, rows->outputs.starts, person,
                         &(struct start_rows_care){.covers = &rows->covers, .episodes = episodes, .n = n});
    if (n == 0)
        return;
    rows->findings.bridged_reasons += care_bridged_reasons(&person->care, episodes, n, &rows->settings->care);
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
    if (rows->outputs.exposures != NULL)
        write_exposures(rows, person);
    for (size_t rule = 0; rule < rows->settings->n_rules; rule++)
        if (has_started(rows, rule))
            write_rule(rows, person, rule);
}

const struct episode_findings *episode_rows_findings(const struct episode_rows *rows) { return &rows->findings; }
