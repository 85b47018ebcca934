/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/episode_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/parallel.h"
#include "table/patient_range.h"
#include "table/spell_tables.h"

struct building;

/* One range of people, read by one thread. */
struct part {
    struct building *building;
    const struct patient_range *range;
    struct episode_outputs outputs;
    struct person_reader *reader;
    struct episode_findings findings;
};

/* The reading of everybody. */
struct building {
    const struct episode_request *request;
    struct patient_range ranges[PATIENT_RANGES_MOST];
    struct part parts[PATIENT_RANGES_MOST];
    size_t n;
    struct episode_build build;
};

static void check_end(const struct person *person) {
    if (person->care.end_of_observation == CALENDAR_NO_DAY)
        message_fail(EX_DATAERR,
                     "the end of observation is not known for every person (expected --as-of, or observed_until in "
                     "patients: a person's own last record would bias retention upward)");
}

/* The first part's files are the files; the rows of the others wait for their turn. */
static struct table_writer *open_output(const char *path, bool first, const struct table_spec *spec,
                                        const struct settings *groups) {
    size_t n_groups = groups != NULL ? groups->n_groups : 0;

    if (!first)
        return table_writer_open_scratch(path, spec, n_groups);
    return table_writer_open(path, spec, groups != NULL ? (const char *const *)groups->groups : NULL, n_groups);
}

static struct episode_outputs open_outputs(const struct episode_request *request, bool first) {
    const struct settings *settings = request->settings;
    struct episode_outputs outputs = {0};

    if (request->wants_all)
        outputs.episodes = open_output(request->episodes, first, &spell_episodes, settings);
    if (request->other_rules != NULL)
        outputs.other_rules = open_output(request->other_rules, first, &spell_other_rules, NULL);
    if (request->by_default != NULL)
        outputs.by_default = open_output(request->by_default, first, &spell_episodes, settings);
    if (request->stretches != NULL)
        outputs.stretches = open_output(request->stretches, first, &spell_stretches, NULL);
    if (request->exposures != NULL)
        outputs.exposures = open_output(request->exposures, first, &spell_exposures, NULL);
    if (request->starts != NULL)
        outputs.starts = open_output(request->starts, first, &spell_starts, settings);
    return outputs;
}

static void append_output(struct table_writer *first, struct table_writer *more) {
    if (first != NULL)
        table_writer_append(first, more);
}

static void close_output(struct table_writer *writer) {
    if (writer != NULL)
        table_writer_commit(writer);
}

static void read_part(void *context) {
    struct part *part = context;
    const struct building *building = part->building;
    const struct episode_request *request = building->request;
    struct episode_rows *rows;
    struct person person;

    if (part != building->parts)
        part->outputs = open_outputs(request, false);
    part->reader =
        person_reader_open(request->tables, part->range, request->settings,
                           (struct person_needs){.doses = true, .visits = true}, request->as_of, request->show_values);
    person_reader_use(part->reader, request->whole);
    rows = episode_rows_alloc(request->settings, part->reader, &part->outputs);
    if (request->as_of != CALENDAR_NO_DAY)
        person_reader_expect_days(part->reader, request->as_of_kind);
    while (person_reader_next(part->reader, &person)) {
        check_end(&person);
        episode_rows_write(rows, &person);
    }
    part->findings = *episode_rows_findings(rows);
    episode_rows_free(rows);
}

/* In the order of the parts; the reader stays open for the one behind. */
static void finish_part(void *context) {
    struct part *part = context;
    struct building *building = part->building;
    struct part *first = building->parts;

    if (part == first) {
        building->build.days = person_reader_days(part->reader);
    } else {
        person_reader_check_joined(part[-1].reader, part->reader);
        person_reader_close(part[-1].reader);
        append_output(first->outputs.episodes, part->outputs.episodes);
        append_output(first->outputs.by_default, part->outputs.by_default);
        append_output(first->outputs.other_rules, part->outputs.other_rules);
        append_output(first->outputs.stretches, part->outputs.stretches);
        append_output(first->outputs.exposures, part->outputs.exposures);
        append_output(first->outputs.starts, part->outputs.starts);
    }
    supply_counts_add(&building->build.supplies, person_reader_supplies(part->reader));
    building->build.n_unknown += person_reader_n_unknown(part->reader);
    episode_findings_add(&building->build.findings, &part->findings);
}

struct episode_build episode_build(const struct episode_request *request) {
    char *patients = memory_format("%s/patients.csv", request->tables);
    struct building building = {.request = request};

    building.n = patient_ranges_split(patients, request->jobs, building.ranges);
    for (size_t i = 0; i < building.n; i++)
        building.parts[i] = (struct part){.building = &building, .range = &building.ranges[i]};
    building.parts[0].outputs = open_outputs(request, true);
    parallel_run(building.parts, building.n, sizeof building.parts[0],
                 request->jobs > 0 ? request->jobs : parallel_jobs(), read_part, finish_part);
    person_reader_close(building.parts[building.n - 1].reader);
    close_output(building.parts[0].outputs.episodes);
    close_output(building.parts[0].outputs.by_default);
    close_output(building.parts[0].outputs.other_rules);
    close_output(building.parts[0].outputs.stretches);
    close_output(building.parts[0].outputs.exposures);
    close_output(building.parts[0].outputs.starts);
    patient_ranges_free(building.ranges, building.n);
    free(patients);
    return building.build;
}
