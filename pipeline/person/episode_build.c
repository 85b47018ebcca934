/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/episode_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/parallel.h"
#include "table/patient_range.h"
#include "table/spell_tables.h"

struct pass;

/* One range of people, read by one thread. */
struct part {
    struct pass *pass;
    const struct patient_range *range;
    struct site_ends *counts; /* NULL: this pass does not count */
    struct episode_outputs outputs;
    struct person_reader *reader;
    struct episode_findings findings;
};

/* One reading of everybody. */
struct pass {
    const struct episode_request *request;
    const struct site_ends *settled; /* NULL: this pass counts */
    bool keep;                       /* the rows, which may turn out to be wrong */
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

static bool is_stdout(const char *path) { return path == NULL || strcmp(path, "-") == 0; }

/* The first part's files are the files; the rows of the others wait for their turn. `keep` false: nothing goes to
 * standard output. */
static struct table_writer *open_output(const char *path, bool keep, bool first, const struct table_spec *spec,
                                        const struct settings *groups) {
    size_t n_groups = groups != NULL ? groups->n_groups : 0;

    if (!first)
        return table_writer_open_scratch(path, spec, n_groups);
    return table_writer_open(is_stdout(path) && !keep ? "/dev/null" : path, spec,
                             groups != NULL ? (const char *const *)groups->groups : NULL, n_groups);
}

static struct episode_outputs open_outputs(const struct episode_request *request, bool keep, bool first) {
    const struct settings *settings = request->settings;
    struct episode_outputs outputs = {.episodes =
                                          open_output(request->episodes, keep, first, &spell_episodes, settings)};

    if (request->by_default != NULL)
        outputs.by_default = open_output(request->by_default, true, first, &spell_episodes, settings);
    if (request->uncovered != NULL)
        outputs.uncovered = open_output(request->uncovered, true, first, &spell_uncovered, NULL);
    return outputs;
}

static void append_output(struct table_writer *first, struct table_writer *more, bool keep) {
    if (first != NULL && keep)
        table_writer_append(first, more);
    else if (first != NULL)
        table_writer_discard(more);
}

static void close_output(struct table_writer *writer, bool keep) {
    if (writer != NULL && keep)
        table_writer_commit(writer);
    else if (writer != NULL)
        table_writer_discard(writer);
}

static void read_part(void *context) {
    struct part *part = context;
    const struct pass *pass = part->pass;
    const struct episode_request *request = pass->request;
    struct episode_rows *rows;
    struct person person;

    if (part != pass->parts)
        part->outputs = open_outputs(request, pass->keep, false);
    part->reader =
        person_reader_open(request->tables, part->range, request->settings,
                           (struct person_needs){.doses = true, .visits = true}, request->as_of, request->show_values);
    person_reader_use(part->reader, request->whole);
    rows = episode_rows_alloc(request->settings, part->reader, &part->outputs);
    if (request->as_of != CALENDAR_NO_DAY)
        person_reader_expect_days(part->reader, request->as_of_kind);
    if (pass->settled == NULL)
        part->counts = site_ends_alloc(request->as_of, 14, 0.5);
    while (person_reader_next(part->reader, &person)) {
        check_end(&person);
        if (pass->settled != NULL)
            site_ends_apply(pass->settled, &person, person_reader_texts(part->reader));
        else
            site_ends_count(part->counts, &person, person_reader_texts(part->reader));
        episode_rows_write(rows, &person);
    }
    part->findings = *episode_rows_findings(rows);
    episode_rows_free(rows);
}

/* The first part's counts of sites take up those of the others. */
static void add_counts(struct episode_build *build, struct part *part) {
    if (build->ends == NULL) {
        build->ends = part->counts;
        return;
    }
    site_ends_add(build->ends, part->counts);
    site_ends_free(part->counts);
}

/* In the order of the parts; the reader stays open for the one behind. */
static void finish_part(void *context) {
    struct part *part = context;
    struct pass *pass = part->pass;
    struct part *first = pass->parts;

    if (part == first) {
        pass->build.days = person_reader_days(part->reader);
    } else {
        person_reader_check_joined(part[-1].reader, part->reader);
        person_reader_close(part[-1].reader);
        append_output(first->outputs.episodes, part->outputs.episodes, pass->keep);
        append_output(first->outputs.by_default, part->outputs.by_default, pass->keep);
        append_output(first->outputs.uncovered, part->outputs.uncovered, pass->keep);
    }
    supply_counts_add(&pass->build.supplies, person_reader_supplies(part->reader));
    pass->build.n_unknown += person_reader_n_unknown(part->reader);
    episode_findings_add(&pass->build.findings, &part->findings);
    if (part->counts != NULL)
        add_counts(&pass->build, part);
}

/* Reads everybody; the outputs stay open. `settled`: NULL in the pass that counts. */
static struct episode_build run_pass(struct pass *pass, bool keep, const struct site_ends *settled) {
    const struct episode_request *request = pass->request;

    pass->keep = keep;
    pass->settled = settled;
    pass->build = (struct episode_build){0};
    for (size_t i = 0; i < pass->n; i++)
        pass->parts[i] = (struct part){.pass = pass, .range = &pass->ranges[i]};
    pass->parts[0].outputs = open_outputs(request, keep, true);
    parallel_run(pass->parts, pass->n, sizeof pass->parts[0], request->jobs > 0 ? request->jobs : parallel_jobs(),
                 read_part, finish_part);
    person_reader_close(pass->parts[pass->n - 1].reader);
    return pass->build;
}

static void close_outputs(const struct pass *pass, bool keep) {
    const struct episode_outputs *outputs = &pass->parts[0].outputs;

    close_output(outputs->episodes, keep);
    close_output(outputs->by_default, keep);
    close_output(outputs->uncovered, keep);
}

/* Observation ends where a site's tables do. That is known only after reading, so when a site turns out to stop early
 * everything is read once more; standard output, which cannot be taken back, is written in a later pass. */
struct episode_build episode_build(const struct episode_request *request) {
    char *patients = memory_format("%s/patients.csv", request->tables);
    struct pass pass = {.request = request};
    bool to_stdout = is_stdout(request->episodes), is_done;
    struct episode_build build;

    pass.n = patient_ranges_split(patients, request->jobs, pass.ranges);
    build = run_pass(&pass, !to_stdout, NULL);
    is_done = !site_ends_settle(build.ends, build.days) && !to_stdout;
    close_outputs(&pass, is_done);
    if (!is_done) {
        struct site_ends *ends = build.ends;
        build = run_pass(&pass, true, ends);
        build.ends = ends;
        close_outputs(&pass, true);
    }
    patient_ranges_free(pass.ranges, pass.n);
    free(patients);
    return build;
}
