/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/site_ends.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "care/row_volume.h"
#include "table/estimates_table.h"

enum { DOSES, VISITS, N_TABLES };

static const char *const table_names[N_TABLES] = {"doses", "visits"};

struct site {
    struct row_volume tables[N_TABLES];
    int32_t lags[N_TABLES];
};

struct site_ends {
    int32_t as_of, window_days;
    double least_share;
    struct dictionary *names;
    struct site **sites; /* by number of the name */
    size_t capacity;
};

struct site_ends *site_ends_alloc(int32_t as_of, int32_t window_days, double least_share) {
    struct site_ends *ends = memory_alloc(1, sizeof *ends);

    *ends = (struct site_ends){.as_of = as_of, .window_days = window_days, .least_share = least_share};
    ends->names = dictionary_alloc();
    return ends;
}

void site_ends_free(struct site_ends *ends) {
    if (ends == NULL)
        return;
    for (size_t i = 0; i < dictionary_count(ends->names); i++)
        free(ends->sites[i]);
    free(ends->sites);
    dictionary_free(ends->names);
    free(ends);
}

/* The name of a site: that of a person's latest admission; without one, the person's. */
static uint32_t site_of(const struct person *person) {
    size_t n = person->care.n_admissions;

    return n > 0 && person->care.admissions[n - 1].site != 0 ? person->care.admissions[n - 1].site : person->site;
}

static struct site *add_site(struct site_ends *ends, const struct dictionary *texts, uint32_t name) {
    size_t known = dictionary_count(ends->names);
    uint32_t number = dictionary_add(ends->names, dictionary_text(texts, name), dictionary_length(texts, name));

    if (number == known) {
        ends->sites = memory_grow(ends->sites, &ends->capacity, known + 1, sizeof(struct site *));
        ends->sites[number] = memory_alloc(1, sizeof(struct site));
    }
    return ends->sites[number];
}

static void count_person(const struct site_ends *ends, const struct person *person, struct site *site) {
    for (size_t i = 0; i < person->care.n_supplies; i++)
        row_volume_add(&site->tables[DOSES], ends->as_of - person->care.supplies[i].day);
    for (size_t i = 0; i < person->care.n_visits; i++)
        row_volume_add(&site->tables[VISITS], ends->as_of - person->care.visits[i]);
}

static int32_t lag_of(const struct site *site) {
    return site->lags[DOSES] > site->lags[VISITS] ? site->lags[DOSES] : site->lags[VISITS];
}

void site_ends_count(struct site_ends *ends, const struct person *person, const struct dictionary *texts) {
    if (ends->as_of != CALENDAR_NO_DAY)
        count_person(ends, person, add_site(ends, texts, site_of(person)));
}

void site_ends_apply(const struct site_ends *ends, struct person *person, const struct dictionary *texts) {
    uint32_t name = site_of(person), number;

    if (ends->as_of == CALENDAR_NO_DAY)
        return;
    number = dictionary_find(ends->names, dictionary_text(texts, name), dictionary_length(texts, name));
    if (number != DICTIONARY_NONE && person->care.end_of_observation > ends->as_of - lag_of(ends->sites[number]))
        person->care.end_of_observation = ends->as_of - lag_of(ends->sites[number]);
}

void site_ends_add(struct site_ends *ends, const struct site_ends *more) {
    for (uint32_t i = 0; i < dictionary_count(more->names); i++) {
        struct site *site = add_site(ends, more->names, i);
        for (size_t table = 0; table < N_TABLES; table++)
            row_volume_add_all(&site->tables[table], &more->sites[i]->tables[table]);
    }
}

bool site_ends_settle(struct site_ends *ends, enum calendar_kind days) {
    bool early = false;

    if (days == CALENDAR_RELATIVE)
        return false;
    for (size_t i = 0; i < dictionary_count(ends->names); i++)
        for (size_t table = 0; table < N_TABLES; table++) {
            ends->sites[i]->lags[table] =
                row_volume_lag(&ends->sites[i]->tables[table], ends->window_days, ends->least_share);
            early = early || ends->sites[i]->lags[table] > 0;
        }
    return early;
}

int32_t site_ends_last(const struct site_ends *ends) {
    size_t n = dictionary_count(ends->names);
    int32_t least = n > 0 ? lag_of(ends->sites[0]) : 0;

    for (size_t i = 1; i < n; i++)
        if (lag_of(ends->sites[i]) < least)
            least = lag_of(ends->sites[i]);
    return ends->as_of == CALENDAR_NO_DAY ? CALENDAR_NO_DAY : ends->as_of - least;
}

static void end_text(const struct site_ends *ends, int32_t lag, char text[CALENDAR_TEXT_SIZE]) {
    calendar_write(CALENDAR_CIVIL, ends->as_of - lag, text);
}

void site_ends_say(const struct site_ends *ends, bool quiet) {
    char text[CALENDAR_TEXT_SIZE];

    for (size_t i = 0; i < dictionary_count(ends->names); i++)
        for (size_t table = 0; table < N_TABLES; table++) {
            if (ends->sites[i]->lags[table] == 0)
                continue;
            end_text(ends, ends->sites[i]->lags[table], text);
            message_note(quiet, "site '%s': its %s stop on %s (observation of its people ends there)",
                         dictionary_text(ends->names, (uint32_t)i), table_names[table], text);
        }
}

void site_ends_write(const struct site_ends *ends, struct table_writer *estimates) {
    char text[CALENDAR_TEXT_SIZE];

    for (size_t i = 0; i < dictionary_count(ends->names); i++)
        for (size_t table = 0; table < N_TABLES; table++) {
            struct estimate row = estimate_empty();
            if (ends->sites[i]->lags[table] == 0)
                continue;
            end_text(ends, ends->sites[i]->lags[table], text);
            row.analysis = "data_quality";
            row.measure = "table_end";
            row.group_by = "site";
            row.group = dictionary_text(ends->names, (uint32_t)i);
            row.subgroup = table_names[table];
            row.period = text;
            row.estimate = ends->as_of - ends->sites[i]->lags[table];
            estimates_table_write(estimates, &row);
        }
}
