/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/episode_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/parallel.h"
#include "table/patient_range.h"
#include "table/spell_tables.h"

/* One range of people, read by one thread. */
struct part {
    const struct episode_request *request;
    const struct patient_range *range;
    const struct site_ends *settled; /* NULL: the pass that counts */
    struct site_ends *counts;
    struct episode_outputs outputs;
    struct person_reader *reader;
    struct episode_findings findings;
};

struct pass {
    const struct episode_request *request;
    struct patient_range ranges[PATIENT_RANGES_MOST];
    struct part parts[PATIENT_RANGES_MOST];
    size_t n;
};

static void check_end(const struct person *person) {
    if (person->care.end_of_observation == CALENDAR_NO_DAY)
        message_fail(EX_DATAERR,
                     "the end of observation is not known for every person (expected --as-of, or observed_until in "
                     "patients: a person's own last record would bias retention upward)");
}

static void *read_part(void *context) {
    struct part *part = context;
    const struct episode_request *request = part->request;
    struct episode_rows *rows;
    struct person person;

    part->reader =
        person_reader_open(request->tables, part->range, request->settings,
                           (struct person_needs){.doses = true, .visits = true}, request->as_of, request->show_values);
    rows = episode_rows_alloc(request->settings, part->reader, &part->outputs);
    if (request->as_of != CALENDAR_NO_DAY)
        person_reader_expect_days(part->reader, request->as_of_kind);
    while (person_reader_next(part->reader, &person)) {
        check_end(&person);
        if (part->settled != NULL)
            site_ends_apply(part->settled, &person, person_reader_texts(part->reader));
        else
            site_ends_count(part->counts, &person, person_reader_texts(part->reader));
        episode_rows_write(rows, &person);
    }
    part->findings = *episode_rows_findings(rows);
    episode_rows_free(rows);
    return NULL;
}

static bool is_stdout(const char *path) { return path == NULL || strcmp(path, "-") == 0; }

/* The first part's files are the files; the others wait beside them. `keep` false: nothing goes to standard output. */
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

/* The rows of all parts in their order, or nothing. */
static void close_output(struct table_writer *first, struct table_writer *more[], size_t n_more, bool keep) {
    if (first == NULL)
        return;
    for (size_t i = 0; i < n_more; i++)
        if (keep)
            table_writer_append(first, more[i]);
        else
            table_writer_discard(more[i]);
    if (keep)
        table_writer_commit(first);
    else
        table_writer_discard(first);
}

/* Reads everybody. */
static void run_pass(struct pass *pass, bool keep, const struct site_ends *settled) {
    for (size_t i = 0; i < pass->n; i++) {
        const struct episode_request *request = pass->request;
        pass->parts[i] = (struct part){.request = request,
                                       .range = &pass->ranges[i],
                                       .settled = settled,
                                       .outputs = open_outputs(request, keep, i == 0)};
        if (settled == NULL)
            pass->parts[i].counts = site_ends_alloc(request->as_of, request->settings->completeness_days,
                                                    request->settings->completeness_share);
    }
    parallel_run(pass->parts, pass->n, sizeof pass->parts[0], read_part);
    for (size_t i = 1; i < pass->n; i++)
        person_reader_check_joined(pass->parts[i - 1].reader, pass->parts[i].reader);
}

static void close_outputs(struct pass *pass, bool keep) {
    struct table_writer *episodes[PATIENT_RANGES_MOST] = {NULL}, *by_default[PATIENT_RANGES_MOST] = {NULL},
                        *uncovered[PATIENT_RANGES_MOST] = {NULL};

    for (size_t i = 0; i < pass->n; i++) {
        episodes[i] = pass->parts[i].outputs.episodes;
        by_default[i] = pass->parts[i].outputs.by_default;
        uncovered[i] = pass->parts[i].outputs.uncovered;
    }
    close_output(episodes[0], episodes + 1, pass->n - 1, keep);
    close_output(by_default[0], by_default + 1, pass->n - 1, keep);
    close_output(uncovered[0], uncovered + 1, pass->n - 1, keep);
}

/* What all parts found; the caller gets the counts of sites, if this pass made them. */
static struct episode_build join_parts(struct pass *pass) {
    struct episode_build build = {.days = person_reader_days(pass->parts[0].reader), .ends = pass->parts[0].counts};

    for (size_t i = 0; i < pass->n; i++) {
        struct part *part = &pass->parts[i];
        build.n_unknown += person_reader_n_unknown(part->reader);
        episode_findings_add(&build.findings, &part->findings);
        person_reader_close(part->reader);
        if (i > 0 && part->counts != NULL)
            site_ends_add(build.ends, part->counts);
        if (i > 0)
            site_ends_free(part->counts);
    }
    return build;
}

/* Observation ends where a site's tables do. That is known only after reading, so when a site turns out to stop early
 * everything is read once more; standard output, which cannot be taken back, is written in a later pass. */
struct episode_build episode_build(const struct episode_request *request) {
    char *patients = memory_format("%s/patients.csv", request->tables);
    struct pass pass = {.request = request};
    bool to_stdout = is_stdout(request->episodes), is_done;
    struct episode_build build;

    pass.n = patient_ranges_split(patients, request->jobs, pass.ranges);
    run_pass(&pass, !to_stdout, NULL);
    build = join_parts(&pass);
    is_done = !site_ends_settle(build.ends, build.days) && !to_stdout;
    close_outputs(&pass, is_done);
    if (!is_done) {
        struct site_ends *ends = build.ends;
        run_pass(&pass, true, ends);
        build = join_parts(&pass);
        build.ends = ends;
        close_outputs(&pass, true);
    }
    patient_ranges_free(pass.ranges, pass.n);
    free(patients);
    return build;
}
