/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/people_lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "person/called_list.h"
#include "person/people_list_rows.h"
#include "person/whole.h"
#include "settings/not_held.h"

static void open_writers(struct listing *listing) {
    for (int list = 0; list < PEOPLE_LISTS && listing->request->lists != NULL; list++) {
        char *path = people_list_path(listing->request->lists, (enum people_list)list);
        listing->writers[list] = table_writer_open(path, &people_list_table, NULL, 0);
        table_writer_guard(listing->writers[list]);
        free(path);
    }
}

/* Where nobody ever wrote one down, none is missing. */
static void forget_reflections(struct people_lists *lists) {
    lists->counts[0].different -= lists->counts[0].by_reflections;
    for (size_t i = 0; i <= dictionary_count(lists->sites); i++)
        lists->counts[i].reflections_of_left = 0;
}

/* The list tells of nobody. */
static void forget(struct people_lists *lists, enum people_list list) {
    for (size_t i = 0; i <= dictionary_count(lists->sites); i++) {
        struct people_list_counts *counts = &lists->counts[i];
        counts->possible[list] = counts->people[list] = counts->entries[list] = 0;
    }
    if (list == LIST_REFLECTIONS_MISSING)
        forget_reflections(lists);
}

static void close_writers(struct listing *listing) {
    for (int list = 0; list < PEOPLE_LISTS && listing->request->lists != NULL; list++)
        if (listing->lists.counts[0].possible[list] > 0)
            table_writer_commit(listing->writers[list]);
        else
            table_writer_discard(listing->writers[list]);
}

/* A rule of recorded discharges has no gap: then as care of visits alone. */
static void find_gaps(struct listing *listing) {
    const struct settings *settings = listing->request->settings;
    const struct care_rule *rule = &settings->rules[settings->default_rule].rule;

    listing->visit_gap = settings->care.visit_gap_days;
    listing->gap = rule->by_discharge ? listing->visit_gap : rule->gap;
}

static size_t counts_of_site(struct people_lists *lists, const char *site) {
    size_t n_before = dictionary_count(lists->sites), number = dictionary_add(lists->sites, site, strlen(site));

    lists->counts = memory_grow(lists->counts, &lists->capacity, number + 2, sizeof *lists->counts);
    if (number >= n_before)
        lists->counts[number + 1] = (struct people_list_counts){0};
    return number + 1;
}

static void follow(struct listing *listing, const struct called_list *called, const struct at_hand *at) {
    struct people_called *told = &listing->lists.called;
    int32_t last_covered = called_list_last_covered(called, at->person->patient_id);
    enum care_called became;

    if (last_covered == CALENDAR_NO_DAY)
        return;
    became = care_called(&at->standing, last_covered, listing->gap, listing->visit_gap);
    if (at->standing.end < listing->request->as_of && became == CARE_CALLED_STILL_UNCOVERED)
        became = CARE_CALLED_NOT_KNOWN;
    told->ends += care_cover_ends_on(&at->covers, last_covered);
    told->became[became]++;
}

static void take_person(struct listing *listing, const struct called_list *called, const struct person *person) {
    struct at_hand at = {.person = person};
    size_t most = 3 * care_cover_capacity(&person->care) + 1;

    listing->runs = memory_grow(listing->runs, &listing->runs_capacity, most, sizeof *listing->runs);
    care_covers_fill(&person->care, &listing->request->settings->care.cover, listing->runs, &at.covers);
    at.standing = care_standing_of(&person->care, &at.covers, listing->gap, listing->visit_gap);
    at.site = counts_of_site(&listing->lists, people_list_rows_site(listing, &at));
    follow(listing, called, &at);
    people_list_rows_write_events(listing, &at);
    if (at.standing.end < listing->request->as_of)
        listing->lists.counts[0].observed_no_longer += care_standing_is_here(&at.standing);
    else
        people_list_rows_write(listing, &at);
    people_list_rows_count_person(listing, &at);
}

static void read_people(struct listing *listing, const struct called_list *called) {
    struct people_called *told = &listing->lists.called;
    struct person person;
    size_t n_found = 0;

    while (person_reader_next(listing->reader, &person))
        take_person(listing, called, &person);
    told->n = called_list_count(called);
    for (int i = 0; i < CARE_CALLED_COUNT; i++)
        n_found += told->became[i];
    told->became[CARE_CALLED_NOT_FOUND] += told->n - n_found; /* not in the table of patients */
}

struct people_lists people_lists_build(const struct people_lists_request *request) {
    const struct ini_file *config = request->settings->file;
    struct listing listing = {.request = request,
                              .lists = {.sites = dictionary_alloc()},
                              .window_start = CARE_NO_DAY,
                              .tells_cover = !not_held(config, "doses"),
                              .tells_discharged = !not_held(config, "admissions.discharged"),
                              .tells_overdoses = !not_held(config, "adverse_events"),
                              .tells_plans = !not_held(config, "returns_to_use.plan_due") &&
                                             !not_held(config, "returns_to_use.plan_done")};
    struct called_list *called = called_list_read(request->last, request->show_values);

    listing.tells_deaths = listing.tells_overdoses;
    listing.tells_open = listing.tells_discharged && !not_held(config, "open_stays");
    listing.reader = person_reader_open(
        request->tables, NULL, request->settings,
        (struct person_needs){.doses = true, .visits = true, .returns = true, .plans = true, .appointments = true},
        request->as_of, request->show_values);
    person_reader_use(listing.reader, request->whole);
    person_reader_expect_days(listing.reader, request->days);
    listing.lists.counts = memory_grow(NULL, &listing.lists.capacity, 1, sizeof *listing.lists.counts);
    listing.lists.counts[0] = (struct people_list_counts){0};
    if (request->whole != NULL)
        listing.window_start = whole_window_start(request->whole);
    find_gaps(&listing);
    open_writers(&listing);
    read_people(&listing, called);
    if (!listing.tells_reflections)
        forget(&listing.lists, LIST_REFLECTIONS_MISSING);
    if (!listing.tells_deaths)
        forget(&listing.lists, LIST_DEATHS_TO_REVIEW);
    close_writers(&listing);
    person_reader_close(listing.reader);
    called_list_free(called);
    free(listing.runs);
    free(listing.spans);
    return listing.lists;
}

void people_lists_free(struct people_lists *lists) {
    dictionary_free(lists->sites);
    free(lists->counts);
}
