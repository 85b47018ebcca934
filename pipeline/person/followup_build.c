/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/followup_build.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "table/patient_range.h"
#include "table/spell_tables.h"

/* One range of people, read by one thread. */
struct part {
    const struct followup_request *request;
    const struct patient_range *range;
    struct table_writer *followup, *states;
    struct person_reader *reader;
    struct episode_reader *episodes;
    struct followup_findings findings;
};

/* The person's end of observation as build_episodes settled it (a site's tables may stop early). */
static void take_end(struct person *person, const struct read_episodes *by_default,
                     const struct read_episodes *by_return) {
    const struct read_episodes *read = by_default->n > 0 ? by_default : by_return;

    if (read->n > 0)
        person->care.end_of_observation = read->episodes[0].observed_until;
}

static void *read_part(void *context) {
    struct part *part = context;
    const struct followup_request *request = part->request;
    struct followup_rows *rows;
    struct person person;

    part->reader =
        person_reader_open(request->tables, part->range, request->settings,
                           (struct person_needs){.visits = true, .returns = true, .visits_after_returns = true},
                           request->as_of, request->show_values);
    part->episodes = episode_reader_open(request->episodes, part->range, request->settings);
    rows = followup_rows_alloc(request->settings, part->reader, part->followup, part->states);
    while (person_reader_next(part->reader, &person)) {
        const struct read_episodes *by_default, *by_return;
        episode_reader_take(part->episodes, person.patient_id, &by_default, &by_return);
        take_end(&person, by_default, by_return);
        followup_rows_write(rows, &person, by_default, by_return);
    }
    episode_reader_pass_rest(part->episodes);
    part->findings = *followup_rows_findings(rows);
    followup_rows_free(rows);
    return NULL;
}

/* The first part's files are the files; the others wait beside them. */
static void open_outputs(struct part *part, bool first) {
    const struct followup_request *request = part->request;
    const struct settings *settings = request->settings;

    if (first)
        part->followup = table_writer_open(request->followup, &spell_followup, (const char *const *)settings->groups,
                                           settings->n_groups);
    else
        part->followup = table_writer_open_scratch(request->followup, &spell_followup, settings->n_groups);
    if (request->states != NULL)
        part->states = first ? table_writer_open(request->states, &spell_states, NULL, 0)
                             : table_writer_open_scratch(request->states, &spell_states, 0);
}

static void join_part(struct part *first, struct part *before, struct part *part, struct followup_findings *findings) {
    person_reader_check_joined(before->reader, part->reader);
    episode_reader_check_joined(before->episodes, part->episodes);
    table_writer_append(first->followup, part->followup);
    if (first->states != NULL)
        table_writer_append(first->states, part->states);
    findings->events += part->findings.events;
    findings->events_in_care += part->findings.events_in_care;
    findings->warnings += part->findings.warnings;
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
    struct patient_range ranges[PATIENT_RANGES_MOST];
    size_t n = patient_ranges_split(patients, choose_jobs(request), ranges);
    struct part parts[PATIENT_RANGES_MOST];
    struct followup_findings findings;

    for (size_t i = 0; i < n; i++) {
        parts[i] = (struct part){.request = request, .range = &ranges[i]};
        open_outputs(&parts[i], i == 0);
    }
    parallel_run(parts, n, sizeof parts[0], read_part);
    findings = parts[0].findings;
    for (size_t i = 1; i < n; i++)
        join_part(&parts[0], &parts[i - 1], &parts[i], &findings);
    table_writer_commit(parts[0].followup);
    if (parts[0].states != NULL)
        table_writer_commit(parts[0].states);
    for (size_t i = 0; i < n; i++) {
        episode_reader_close(parts[i].episodes);
        person_reader_close(parts[i].reader);
    }
    patient_ranges_free(ranges, n);
    free(patients);
    return findings;
}
