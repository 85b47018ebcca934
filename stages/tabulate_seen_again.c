/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tabulate_seen_again: how many are seen again after a return to use, beside people in care without one at the same
 * time since they started; and how soon the program knew.
 *
 * in   --tables DIR: patients, admissions, doses, visits, returns_to_use, adverse_events; FILE:
 *      default_rule.csv
 * out  estimates of the analysis `seen_again` (estimate/seen_again.h)
 *
 *     tabulate_seen_again --tables work/tables --as-of 2026-10-31 work/spells/default_rule.csv
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/options.h"
#include "estimate/seen_again.h"
#include "person/episode_reader.h"
#include "person/followup_days.h"
#include "person/whole.h"
#include "settings/chain_options.h"
#include "settings/not_held.h"
#include "table/estimates_table.h"
#include "table/line_count.h"

enum { REFERENCE_PEOPLE = 5000 };

struct options {
    struct chain_options chain;
    int32_t people;
};

enum key { KEY_PEOPLE = OPTIONS_FIRST_KEY };

static const struct argp_option option_list[] = {
    {"people", KEY_PEOPLE, "N", 0, "Of more people than N, only about N are compared, spread over all (5000)", 2}, {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case KEY_PEOPLE: options->people = options_int("--people", argument, 1, INT32_MAX); return 0;
    default: return chain_options_take_file(key, argument, state);
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc =
        "How many are seen again after a return to use, beside people in care without one at the same time since they "
        "started; and how soon the program knew.\v"
        "FILE: episodes under the default rule; - or none is standard input. Compared with are days without a return "
        "to use known in the "
        "90 days before, within 3 days of the same time since day 0. Intervals are by person.\n\n"
        "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such input; 78 the configuration is not "
        "understood.\n\nExamples:\n"
        "  tabulate_seen_again --tables work/tables --as-of 2026-10-31 \\\n"
        "    work/spells/default_rule.csv\n"
        "  tabulate_seen_again --tables work/tables --as-of 2026-10-31 \\\n"
        "    --config our.ini -o numbers.csv < work/spells/default_rule.csv",
    .children = chain_tabulate_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.chain = chain_options_none, .people = REFERENCE_PEOPLE};

    options_parse(&argp, argc, argv, &options);
    chain_options_need_tables(&options.chain);
    return options;
}

/* One of how many people is compared with. */
static size_t choose_every(const struct options *options) {
    char *path = memory_format("%s/patients.csv", options->chain.tables);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    long n = 0;

    if (descriptor >= 0 && fstat(descriptor, &status) == 0)
        n = line_count(descriptor, status.st_size); /* where there is none, the reader says so */
    if (descriptor >= 0)
        close(descriptor);
    free(path);
    return 1 + (size_t)n / ((size_t)options->people + 1);
}

/* Room for the person at hand. */
struct at_hand {
    struct care_episode *episodes;
    size_t episodes_capacity;
    struct care_run *runs;
    size_t runs_capacity;
    struct followup_days days;
};

static struct care_reference_person find_reference(struct at_hand *at_hand, const struct person *person,
                                                   const struct read_episodes *read, const struct settings *settings) {
    struct care_reference_person reference;
    size_t capacity = care_cover_capacity(&person->care);

    at_hand->episodes =
        memory_grow(at_hand->episodes, &at_hand->episodes_capacity, read->n + 1, sizeof *at_hand->episodes);
    for (size_t i = 0; i < read->n; i++)
        at_hand->episodes[i] = read->episodes[i].care;
    at_hand->runs = memory_grow(at_hand->runs, &at_hand->runs_capacity, capacity + 1, sizeof *at_hand->runs);
    followup_days_fill(&at_hand->days, person, settings->same_event_days);
    reference.course = (struct care_course){at_hand->episodes, read->n};
    reference.cover = (struct care_cover_runs){
        at_hand->runs, care_cover(&person->care, &settings->care.cover, CARE_COVER_CONTINUING, at_hand->runs)};
    reference.known = at_hand->days.known;
    reference.engaging_visits = at_hand->days.engaging_visits;
    return reference;
}

static void add_people(const struct options *options, const struct settings *settings, struct seen_again *seen) {
    struct person_reader *reader = person_reader_open(
        options->chain.tables, NULL, settings,
        (struct person_needs){.doses = true, .visits = true, .returns = true, .every = choose_every(options)},
        options->chain.as_of, options->chain.common.show_values);
    struct episode_reader *episodes =
        episode_reader_open(options->chain.file != NULL ? options->chain.file : "-", NULL, settings);
    struct whole *whole = options->chain.facts == NULL ? NULL : whole_read(options->chain.facts);
    struct at_hand at_hand = {0};
    struct person person;

    person_reader_use(reader, whole);
    person_reader_expect_days(reader, options->chain.days);
    while (person_reader_next(reader, &person)) {
        const struct read_episodes *read = episode_reader_take(episodes, person.patient_id);
        struct care_reference_person reference = find_reference(&at_hand, &person, read, settings);
        seen_again_add_told(seen, &person);
        seen_again_add(seen, &reference);
    }
    episode_reader_pass_rest(episodes);
    episode_reader_close(episodes);
    person_reader_close(reader);
    whole_free(whole);
    followup_days_free(&at_hand.days);
    free(at_hand.episodes);
    free(at_hand.runs);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct settings *settings = settings_read(&options.chain.config);
    struct seen_again *seen = seen_again_alloc(settings->rules[settings->default_rule].name);
    struct table_writer *writer = estimates_table_open(options.chain.common.output);

    if (!not_held(settings->file, "returns_to_use")) {
        add_people(&options, settings, seen);
        seen_again_write(seen, !not_held(settings->file, "visits"), writer);
    }
    table_writer_commit(writer);
    seen_again_free(seen);
    settings_free(settings);
    return 0;
}
