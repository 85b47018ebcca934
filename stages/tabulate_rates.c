/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tabulate_rates: how often people in care return to use, are tested, and leave in ways to look at first, per 100
 *                 person-months.
 *
 * in   --tables DIR: patients, admissions, drug_tests, returns_to_use, adverse_events; FILE: default_rule.csv
 * out  estimates of the analysis `rates_in_care` (estimate/care_rates.h)
 *
 *     tabulate_rates --tables work/tables --as-of 2026-10-31 work/spells/default_rule.csv
 */
#include <stdlib.h>

#include "base/memory.h"
#include "estimate/care_rates.h"
#include "person/episode_reader.h"
#include "person/followup_days.h"
#include "settings/chain_options.h"
#include "settings/not_held.h"
#include "table/estimates_table.h"

static const struct argp argp = {
    .parser = chain_options_take_file,
    .args_doc = "[FILE]",
    .doc =
        "How often people in care return to use, are tested, and leave in ways to look at first.\v"
        "FILE: episodes under the default rule; - or none is standard input. Rates are per 100 person-months of known "
        "days in care, robust by person; nobody is at risk of another return to use on the 13 days behind one.\n\n"
        "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such input; 78 the configuration is not "
        "understood.\n\nExamples:\n"
        "  tabulate_rates --tables work/tables --as-of 2026-10-31 \\\n"
        "    work/spells/default_rule.csv\n"
        "  tabulate_rates --tables work/tables --as-of 2026-10-31 \\\n"
        "    --config our.ini -o numbers.csv < work/spells/default_rule.csv",
    .children = chain_directory_children};

static struct care_course copy_episodes(const struct read_episodes *read, struct care_episode **episodes,
                                        size_t *capacity) {
    *episodes = memory_grow(*episodes, capacity, read->n + 1, sizeof **episodes);
    for (size_t i = 0; i < read->n; i++)
        (*episodes)[i] = read->episodes[i].care;
    return (struct care_course){.episodes = *episodes, .n = read->n};
}

static void read_people(const struct chain_options *options, const struct settings *settings,
                        struct care_rates *rates) {
    struct person_reader *reader =
        person_reader_open(options->tables, NULL, settings, (struct person_needs){.returns = true, .tests = true},
                           options->as_of, options->common.show_values);
    struct episode_reader *episodes = episode_reader_open(options->file != NULL ? options->file : "-", NULL, settings);
    struct followup_days days = {0};
    struct care_episode *copies = NULL;
    size_t capacity = 0;
    struct person person;

    person_reader_expect_days(reader, options->days);
    while (person_reader_next(reader, &person)) {
        struct care_course course = copy_episodes(episode_reader_take(episodes, person.patient_id), &copies, &capacity);
        followup_days_fill(&days, &person, settings->same_event_days);
        care_rates_add(rates, &person, course, days.uses);
    }
    episode_reader_pass_rest(episodes);
    episode_reader_close(episodes);
    person_reader_close(reader);
    followup_days_free(&days);
    free(copies);
}

/* C of the default rule; of recorded discharges it is measured, and stands in no option. */
static int32_t end_of_care(const struct chain_options *options, const struct settings *settings) {
    const struct care_rule *rule = &settings->rules[settings->default_rule].rule;

    return rule->by_discharge ? CALENDAR_NO_DAY : options->as_of - rule->gap;
}

int main(int argc, char **argv) {
    struct chain_options options = chain_options_read(&argp, argc, argv);
    struct settings *settings = settings_read(&options.config);
    struct care_rates *rates = care_rates_alloc(
        &(struct care_rates_scope){.end = end_of_care(&options, settings),
                                   .same_event_days = settings->same_event_days,
                                   .reason_days_before = settings->care.reason_days_before,
                                   .reason_days_after = settings->care.reason_days_after,
                                   .days = options.days,
                                   .has_uses = !not_held(settings->file, "returns_to_use"),
                                   .has_discharges = !not_held(settings->file, "admissions.discharged"),
                                   .has_tests = !not_held(settings->file, "drug_tests")});
    struct table_writer *writer;

    read_people(&options, settings, rates);
    writer = estimates_table_open(options.common.output);
    care_rates_write(rates, writer);
    table_writer_commit(writer);
    care_rates_free(rates);
    settings_free(settings);
    return 0;
}
