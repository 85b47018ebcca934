/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/followup_build.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "table/patient_range.h"
#include "table/spell_tables.h"

struct building;

/* One range of people, read by one thread. */
struct part {
    struct building *building;
    const struct patient_range *range;
    struct table_writer *followup, *states, *after_use;
    struct person_reader *reader;
    struct episode_reader *episodes;
    struct followup_findings findings;
};

struct building {
    const struct followup_request *request;
    struct patient_range ranges[PATIENT_RANGES_MOST];
    struct part parts[PATIENT_RANGES_MOST];
    size_t n;
    struct followup_findings findings;
};

/* The person's end of observation as build_episodes settled it (a site's tables may stop early). */
static void take_end(struct person *person, const struct read_episodes *read) {
    for (size_t i = 0; i < read->n; i++)
        if (i == 0 || read->episodes[i].care.observed_until > person->care.end_of_observation)
            person->care.end_of_observation = read->episodes[i].care.observed_until;
}

/* The first part's files are the files; the rows of the others wait for their turn. */
static void open_outputs(struct part *part, bool first) {
    const struct followup_request *request = part->building->request;
    const struct settings *settings = request->settings;

    if (first)
        part->followup = table_writer_open(request->followup, &spell_followup, (const char *const *)settings->groups,
                                           settings->n_groups);
    else
        part->followup = table_writer_open_scratch(request->followup, &spell_followup, settings->n_groups);
    if (request->states != NULL)
        part->states = first ? table_writer_open(request->states, &spell_states, NULL, 0)
                             : table_writer_open_scratch(request->states, &spell_states, 0);
    if (request->after_use != NULL)
        part->after_use = first ? table_writer_open(request->after_use, &spell_after_use, NULL, 0)
                                : table_writer_open_scratch(request->after_use, &spell_after_use, 0);
}

static void read_part(void *context) {
    struct part *part = context;
    const struct followup_request *request = part->building->request;
    struct followup_rows *rows;
    struct person person;

    if (part != part->building->parts)
        open_outputs(part, false);
    part->reader =
        person_reader_open(request->tables, part->range, request->settings,
                           (struct person_needs){.doses = true, .visits = true, .returns = true, .after_events = true},
                           request->as_of, request->show_values);
    person_reader_use(part->reader, request->whole);
    part->episodes = episode_reader_open(request->episodes, part->range, request->settings);
    rows = followup_rows_alloc(request->settings, part->reader, part->followup, part->states, part->after_use);
    while (person_reader_next(part->reader, &person)) {
        const struct read_episodes *episodes = episode_reader_take(part->episodes, person.patient_id);
        take_end(&person, episodes);
        followup_rows_write(rows, &person, episodes);
    }
    episode_reader_pass_rest(part->episodes);
    part->findings = *followup_rows_findings(rows);
    followup_rows_free(rows);
}

/* The readers stay open for the part behind. */
static void close_readers(struct part *part) {
    episode_reader_close(part->episodes);
    person_reader_close(part->reader);
}

/* In the order of the parts. */
static void finish_part(void *context) {
    struct part *part = context, *first = part->building->parts;
    struct followup_findings *findings = &part->building->findings;

    if (part != first) {
        person_reader_check_joined(part[-1].reader, part->reader);
        episode_reader_check_joined(part[-1].episodes, part->episodes);
        close_readers(part - 1);
        table_writer_append(first->followup, part->followup);
        if (first->states != NULL)
            table_writer_append(first->states, part->states);
        if (first->after_use != NULL)
            table_writer_append(first->after_use, part->after_use);
    }
    findings->events += part->findings.events;
    findings->events_in_care += part->findings.events_in_care;
    findings->warnings += part->findings.warnings;
    findings->joined += part->findings.joined;
    findings->unobserved += part->findings.unobserved;
    findings->leavings += part->findings.leavings;
}

/* A pipe can be read only once, and only from its beginning. */
static size_t choose_jobs(const struct followup_request *request) {
    struct stat status;
    bool is_file = strcmp(request->episodes, "-") != 0 && stat(request->episodes, &status) == 0;

    return is_file && S_ISREG(status.st_mode) ? request->jobs : 1;
}

struct followup_findings followup_build(const struct followup_request *request) {
    char *patients = memory_format("%s/patients.csv", request->tables);
    struct building building = {.request = request};
    struct part *parts = building.parts;
    size_t jobs = choose_jobs(request);

    building.n = patient_ranges_split(patients, jobs, building.ranges);
    for (size_t i = 0; i < building.n; i++)
        parts[i] = (struct part){.building = &building, .range = &building.ranges[i]};
    open_outputs(&parts[0], true);
    parallel_run(parts, building.n, sizeof parts[0], jobs > 0 ? jobs : parallel_jobs(), read_part, finish_part);
    close_readers(&parts[building.n - 1]);
    table_writer_commit(parts[0].followup);
    if (parts[0].states != NULL)
        table_writer_commit(parts[0].states);
    if (parts[0].after_use != NULL)
        table_writer_commit(parts[0].after_use);
    patient_ranges_free(building.ranges, building.n);
    free(patients);
    return building.findings;
}
