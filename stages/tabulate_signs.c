/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tabulate_signs: what was missed before returns to use (appointments, doses, pickups, tests), beside what the same
 *                 people and others missed else.
 *
 * in   --tables DIR: patients, admissions, doses, visits, drug_tests, returns_to_use, adverse_events; FILE:
 *      default_rule.csv
 * out  estimates of the analysis `signs_before_use` (estimate/signs.h)
 *
 *     tabulate_signs --tables work/tables --as-of 2026-10-31 work/spells/default_rule.csv
 */
#include <stdlib.h>

#include "estimate/signs.h"
#include "person/sign_days.h"
#include "settings/chain_options.h"
#include "table/estimates_table.h"

static const struct argp argp = {
    .parser = chain_options_take_file,
    .args_doc = "[FILE]",
    .doc = "What was missed before returns to use, beside what the same people and others missed else.\v"
           "FILE: episodes under the default rule; - or none is standard input. The unit is what was due: an "
           "appointment, a daily dose, a pickup, a test. The 14 days before a return to use are held against the same "
           "person's days -42 to -29 and -70 to -57, and this against the same days since day 0 of people in care "
           "without one. No cause, and no prediction.\n\n"
           "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such input; 78 the configuration is not "
           "understood.\n\nExamples:\n"
           "  tabulate_signs --tables work/tables --as-of 2026-10-31 \\\n"
           "    work/spells/default_rule.csv\n"
           "  tabulate_signs --tables work/tables --as-of 2026-10-31 \\\n"
           "    --config our.ini -o numbers.csv < work/spells/default_rule.csv",
    .children = chain_directory_children};

static void add_person(struct signs *signs, const struct sign_days *days) {
    struct signs_person person = {.stays = days->stays,
                                  .n_stays = days->n_stays,
                                  .uses = {days->uses, days->n_uses},
                                  .found_by_test = days->found_by_test};

    for (int sign = 0; sign < CARE_SIGN_COUNT; sign++) {
        person.due[sign] = days->due[sign];
        person.n_due[sign] = days->n_due[sign];
    }
    signs_add(signs, &person);
}

static void read_people(const struct chain_options *options, const struct settings *settings, struct signs *signs) {
    struct person_reader *reader = person_reader_open(
        options->tables, NULL, settings,
        (struct person_needs){.doses = true, .visits = true, .returns = true, .tests = true, .due = true},
        options->as_of, options->common.show_values);
    struct episode_reader *episodes = episode_reader_open(options->file != NULL ? options->file : "-", NULL, settings);
    struct sign_days days = {0};
    struct person person;

    person_reader_expect_days(reader, options->days);
    while (person_reader_next(reader, &person)) {
        sign_days_fill(&days, &person, episode_reader_take(episodes, person.patient_id), settings);
        add_person(signs, &days);
    }
    episode_reader_pass_rest(episodes);
    episode_reader_close(episodes);
    person_reader_close(reader);
    sign_days_free(&days);
}

int main(int argc, char **argv) {
    struct chain_options options = chain_options_read(&argp, argc, argv);
    struct settings *settings = settings_read(&options.config);
    struct signs *signs = signs_alloc();
    struct table_writer *writer;

    read_people(&options, settings, signs);
    writer = estimates_table_open(options.common.output);
    signs_write(signs, writer);
    table_writer_commit(writer);
    signs_free(signs);
    settings_free(settings);
    return 0;
}
