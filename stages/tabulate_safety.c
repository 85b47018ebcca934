/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tabulate_safety: deaths and overdoses by the days since the last covered one, and what was done after overdoses.
 *
 * in   --tables DIR (patients, admissions, doses, visits, adverse_events, returns_to_use); FILE: exposures.csv of
 *      build_episodes
 * out  estimates of the analysis `safety` (estimate/safety.h), and two of `compared` (estimate/safety_compared.h)
 *
 *     tabulate_safety --tables work/tables --as-of 2026-10-31 work/spells/exposures.csv
 */
#include <stdlib.h>

#include "estimate/safety.h"
#include "person/exposure_reader.h"
#include "person/whole.h"
#include "settings/chain_options.h"
#include "settings/declared_end.h"
#include "settings/not_held.h"
#include "table/estimates_table.h"

static const struct argp argp = {
    .parser = chain_options_take_file,
    .args_doc = "[FILE]",
    .doc = "Deaths and overdoses by the days since the last covered one, and what was done after overdoses.\v"
           "FILE: exposures, as build_episodes writes them; - or none is standard input. "
           "Classes: first_weeks (on cover, in the first 28 days of an episode), on_cover, uncovered_2 (2 to 28 days "
           "since "
           "the last covered day), uncovered_29. Rates of days off cover need a source that tells of everybody: "
           "[completeness] linked.death_index and linked.hospital in the configuration.\n\n"
           "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such input; 78 the configuration is not "
           "understood.\n\nExamples:\n"
           "  tabulate_safety --tables work/tables --as-of 2026-10-31 \\\n"
           "    work/spells/exposures.csv\n"
           "  tabulate_safety --tables work/tables --as-of 2026-10-31 \\\n"
           "    --config our.ini -o numbers.csv < work/spells/exposures.csv",
    .children = chain_tabulate_children};

static struct safety *read_people(const struct chain_options *options, const struct settings *settings) {
    struct whole *whole = options->facts == NULL ? NULL : whole_read(options->facts);
    struct person_reader *reader = person_reader_open(
        options->tables, NULL, settings,
        (struct person_needs){.doses = true, .visits = true, .returns = true, .after_overdoses = true}, options->as_of,
        options->common.show_values);
    struct exposure_reader *exposures = exposure_reader_open(options->file, options->common.show_values);
    struct safety *safety = safety_alloc(&(struct safety_scope){
        .as_of = options->as_of,
        .days = options->days,
        .texts = person_reader_texts(reader),
        .deaths_end = declared_linked_end(settings->file, "death_index"),
        .overdoses_end = declared_linked_end(settings->file, "hospital"),
        .tells_fatal = !not_held(settings->file, "adverse_events.fatal"),
        .tells_done = !not_held(settings->file, "returns_to_use.plan_done"),
        .has_events = !not_held(settings->file, "adverse_events") && !not_held(settings->file, "doses")});
    struct person person;

    person_reader_use(reader, whole);
    person_reader_expect_days(reader, options->days);
    while (person_reader_next(reader, &person)) {
        size_t n;
        const struct care_exposure_span *spans = exposure_reader_take(exposures, person.patient_id, &n);
        safety_add(safety, &person, spans, n);
    }
    exposure_reader_close(exposures);
    person_reader_close(reader);
    whole_free(whole);
    return safety;
}

int main(int argc, char **argv) {
    struct chain_options options = chain_options_read(&argp, argc, argv);
    struct settings *settings = settings_read(&options.config);
    struct safety *safety = read_people(&options, settings);
    struct table_writer *writer = estimates_table_open(options.common.output);

    safety_write(safety, writer);
    table_writer_commit(writer);
    safety_free(safety);
    settings_free(settings);
    return 0;
}
