/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tabulate_requests: who has asked for care and is still waiting on the last day of observation, and for how long.
 *
 * in   --tables DIR (patients, admissions, adverse_events); FILE: the episodes of the default rule, for covered days
 * out  estimates: people_waiting, in all and by the days waited (subgroup 0-7, 8-21, 22-90, 91+), people_who_gave_up,
 *      people_not_known; n: people who ever asked; everyone, then each site of the request, bytewise
 *
 *     tabulate_requests --tables work/tables --as-of 2026-10-31 work/spells/default_rule.csv
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "care/request.h"
#include "person/person_reader.h"
#include "person/whole.h"
#include "settings/chain_options.h"
#include "settings/not_held.h"
#include "table/estimates_table.h"
#include "table/spell_tables.h"
#include "table/table_reader.h"

/* The first bound is a week; the second the three weeks that England's national monitoring (NDTMS) counts as waiting
 * in time; what is over the last one was hardly kept up to date. */
enum { N_BANDS = 4 };
static const int32_t band_ends[N_BANDS] = {7, 21, 90, INT32_MAX};
static const char *const band_names[N_BANDS] = {"0-7", "8-21", "22-90", "91+"};

static const struct argp argp = {
    .parser = chain_options_take_file,
    .args_doc = "[FILE]",
    .doc = "Who has asked for care and is still waiting for the first day of it, by the days waited and by site.\v"
           "FILE: episodes under the default rule; - or none is standard input. A request is answered by any covered "
           "day since, given up with the discharge or the death before one. Where a site is unknown since the request, "
           "or the person is not observed to the end, nobody can tell (people_not_known).\n\n"
           "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such input; 78 the configuration is not "
           "understood.\n\nExamples:\n"
           "  tabulate_requests --tables work/tables --as-of 2026-10-31 \\\n"
           "    work/spells/default_rule.csv\n"
           "  tabulate_requests --tables work/tables --as-of 2026-10-31 \\\n"
           "    --config our.ini -o numbers.csv < work/spells/default_rule.csv",
    .children = chain_tabulate_children};

/* The last covered day of each person who has any. */
struct last_days {
    struct dictionary *people;
    int32_t *days;
    size_t capacity;
};

static struct last_days read_last_days(const char *path, const char *rule, bool show_values) {
    struct table_reader *reader = table_reader_open(path, show_values);
    struct last_days last = {.people = dictionary_alloc()};
    int at[EPISODE_COLUMNS];

    table_reader_match(reader, &spell_episodes, at);
    while (table_reader_next(reader)) {
        struct record_cell patient = table_reader_cell(reader, at[EPISODE_PATIENT_ID]);
        size_t n_before = dictionary_count(last.people);
        uint32_t person;
        int32_t day = table_reader_day(reader, at[EPISODE_LAST_COVERED]);
        if (strcmp(table_reader_cell(reader, at[EPISODE_RULE]).text, rule) != 0)
            continue;
        person = dictionary_add_near(last.people, patient.text, patient.length);
        last.days = memory_grow(last.days, &last.capacity, (size_t)person + 1, sizeof *last.days);
        if (person >= n_before || day > last.days[person])
            last.days[person] = day;
    }
    table_reader_close(reader);
    return last;
}

static int32_t last_day_of(const struct last_days *last, const char *patient_id) {
    uint32_t person = dictionary_find(last->people, patient_id, strlen(patient_id));

    return person == DICTIONARY_NONE || last->days == NULL ? CALENDAR_NO_DAY : last->days[person];
}

struct counts {
    size_t asked, waiting[N_BANDS], gave_up, not_known;
};

/* Everyone's stand first, then those of each site by its number in `sites`. */
struct tally {
    struct dictionary *sites;
    struct counts *counts;
    size_t capacity;
};

static void count_request(struct counts *counts, const struct care_request *request, bool is_known) {
    size_t band = 0;

    counts->asked++;
    if (request->state == CARE_REQUEST_ANSWERED)
        return;
    if (!is_known) {
        counts->not_known++;
        return;
    }
    if (request->state == CARE_REQUEST_GIVEN_UP) {
        counts->gave_up++;
        return;
    }
    while (request->days > band_ends[band])
        band++;
    counts->waiting[band]++;
}

static void take_person(struct tally *tally, const struct chain_options *options, const struct whole *whole,
                        const struct person *person, const struct dictionary *texts, int32_t last_covered) {
    struct care_request request = care_request_last(&person->care, last_covered);
    const char *site = dictionary_text(texts, request.site != 0 ? request.site : person->site);
    bool is_known = person->care.end_of_observation >= options->as_of &&
                    (whole == NULL || !whole_is_unknown_since(whole, site, request.requested));
    size_t n_before = dictionary_count(tally->sites), number;

    if (request.state == CARE_REQUEST_NONE)
        return;
    number = dictionary_add(tally->sites, site, strlen(site));
    tally->counts = memory_grow(tally->counts, &tally->capacity, number + 2, sizeof *tally->counts);
    if (number >= n_before)
        tally->counts[number + 1] = (struct counts){0};
    count_request(&tally->counts[0], &request, is_known);
    count_request(&tally->counts[number + 1], &request, is_known);
}

static struct tally read_requests(const struct chain_options *options, const struct settings *settings,
                                  const struct last_days *last) {
    struct whole *whole = options->facts == NULL ? NULL : whole_read(options->facts);
    struct person_reader *reader = person_reader_open(options->tables, NULL, settings, (struct person_needs){0},
                                                      options->as_of, options->common.show_values);
    struct tally tally = {.sites = dictionary_alloc()};
    struct person person;

    tally.counts = memory_grow(NULL, &tally.capacity, 1, sizeof *tally.counts);
    tally.counts[0] = (struct counts){0};
    person_reader_use(reader, whole);
    /* Without doses the first day of care is the admission: nobody is seen to wait for it */
    while (person_reader_next(reader, &person) && !not_held(settings->file, "doses"))
        take_person(&tally, options, whole, &person, person_reader_texts(reader), last_day_of(last, person.patient_id));
    person_reader_close(reader);
    whole_free(whole);
    return tally;
}

static void write_count(struct table_writer *writer, const char *site, const struct counts *counts, const char *measure,
                        const char *subgroup, size_t count) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_REQUESTS;
    row.measure = measure;
    row.group_by = site == NULL ? "" : "site";
    row.group = site == NULL ? "" : site;
    row.subgroup = subgroup;
    row.n = (double)counts->asked;
    row.events = row.estimate = (double)count;
    estimates_table_write(writer, &row);
}

/* site: NULL: everyone. */
static void write_counts(struct table_writer *writer, const char *site, const struct counts *counts) {
    size_t waiting = 0;

    for (size_t band = 0; band < N_BANDS; band++)
        waiting += counts->waiting[band];
    write_count(writer, site, counts, "people_waiting", "", waiting);
    for (size_t band = 0; band < N_BANDS; band++)
        write_count(writer, site, counts, "people_waiting", band_names[band], counts->waiting[band]);
    write_count(writer, site, counts, "people_who_gave_up", "", counts->gave_up);
    write_count(writer, site, counts, "people_not_known", "", counts->not_known);
}

static void write_tally(const char *path, const struct tally *tally) {
    struct table_writer *writer = estimates_table_open(path);
    uint32_t *in_order = dictionary_order(tally->sites);

    if (tally->counts[0].asked > 0)
        write_counts(writer, NULL, &tally->counts[0]);
    for (size_t i = 0; i < dictionary_count(tally->sites); i++)
        write_counts(writer, dictionary_text(tally->sites, in_order[i]), &tally->counts[in_order[i] + 1]);
    table_writer_commit(writer);
    free(in_order);
}

int main(int argc, char **argv) {
    struct chain_options options = chain_options_read(&argp, argc, argv);
    struct settings *settings = settings_read(&options.config);
    const char *rule = settings->rules[settings->default_rule].name;
    struct last_days last = read_last_days(options.file, rule, options.common.show_values);
    struct tally tally = read_requests(&options, settings, &last);

    write_tally(options.common.output, &tally);
    dictionary_free(tally.sites);
    dictionary_free(last.people);
    free(tally.counts);
    free(last.days);
    settings_free(settings);
    return 0;
}
