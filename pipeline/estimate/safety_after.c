/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/safety_after.h"

#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "sample/estimate_run.h"
#include "stats/proportion.h"
#include "table/estimates_table.h"

enum { SEEN_DAYS = 7, DOSE_DAYS = 14, DOSE_BEFORE_DAYS = 30 };

/* Events among trials, of each person with a trial. */
struct share {
    const char *measure, *subgroup;
    double *events, *trials;
    size_t n, events_capacity, trials_capacity;
};

enum { SEEN_ON_COVER, SEEN_OFF_COVER, DOSE_CHANGED, NALOXONE, SHARES };

struct safety_after {
    bool has_plans; /* some change of plan is recorded of somebody: else nobody knows who was given naloxone */
    struct share shares[SHARES];
};

struct safety_after *safety_after_alloc(void) {
    struct safety_after *after = memory_alloc(1, sizeof *after);

    *after = (struct safety_after){.shares = {{.measure = "seen_within_7_days", .subgroup = "on_cover"},
                                              {.measure = "seen_within_7_days", .subgroup = "off_cover"},
                                              {.measure = "dose_changed_within_14_days"},
                                              {.measure = "naloxone_in_hand"}}};
    return after;
}

void safety_after_free(struct safety_after *after) {
    for (size_t i = 0; i < SHARES; i++) {
        free(after->shares[i].events);
        free(after->shares[i].trials);
    }
    free(after);
}

static bool is_on_cover(enum care_exposure exposure) {
    return exposure == CARE_EXPOSURE_FIRST_WEEKS || exposure == CARE_EXPOSURE_ON_COVER;
}

static void add(struct share *share, double events, double trials) {
    if (!(trials > 0))
        return;
    share->events = memory_grow(share->events, &share->events_capacity, share->n + 1, sizeof *share->events);
    share->trials = memory_grow(share->trials, &share->trials_capacity, share->n + 1, sizeof *share->trials);
    share->events[share->n] = events;
    share->trials[share->n++] = trials;
}

static bool is_behind(int32_t day, int32_t overdose, int32_t days) { return day > overdose && day <= overdose + days; }

/* Could so many days behind it be seen: known ones, up to the end of observation, or to a death before? */
static bool is_followed(const struct care_person *person, int32_t overdose, int32_t days) {
    int32_t last = overdose + days;

    if (person->death != CARE_NO_DAY && person->death < last)
        last = person->death;
    for (size_t i = 0; i < person->n_unknown; i++)
        if (person->unknown[i].first <= last && person->unknown[i].last > overdose)
            return false;
    return last > overdose && last <= person->end_of_observation;
}

static bool is_seen(const struct care_person *person, int32_t overdose) {
    for (size_t i = 0; i < person->n_visits; i++)
        if (is_behind(person->visits[i], overdose, SEEN_DAYS))
            return true;
    for (size_t i = 0; i < person->n_supplies; i++)
        if (is_behind(person->supplies[i].day, overdose, SEEN_DAYS))
            return true;
    return false;
}

/* A day's dose of one medication: several strengths of one day add up. */
struct day_dose {
    int32_t day;
    uint32_t medication;
    int64_t strength;
};

/* The dose of the day and medication of supply *i, which moves behind its rows: they stand together. */
static struct day_dose take_dose(const struct care_person *person, size_t *i) {
    struct day_dose dose = {person->supplies[*i].day, person->supplies[*i].medication, 0};

    for (; *i < person->n_supplies && person->supplies[*i].day == dose.day &&
           person->supplies[*i].medication == dose.medication;
         (*i)++)
        if (person->supplies[*i].strength != CARE_NO_STRENGTH)
            dose.strength += person->supplies[*i].strength;
    return dose;
}

/* The last recorded dose in the days up to the overdose; strength 0: none. */
static struct day_dose dose_before(const struct care_person *person, int32_t overdose) {
    struct day_dose before = {0};

    for (size_t i = 0; i < person->n_supplies;) {
        struct day_dose dose = take_dose(person, &i);
        if (dose.strength > 0 && dose.day <= overdose && dose.day > overdose - DOSE_BEFORE_DAYS)
            before = dose;
    }
    return before;
}

static bool is_changed(const struct care_person *person, int32_t overdose, const struct day_dose *before) {
    for (size_t i = 0; i < person->n_supplies;) {
        struct day_dose dose = take_dose(person, &i);
        if (is_behind(dose.day, overdose, DOSE_DAYS) && dose.strength > 0 &&
            (dose.medication != before->medication || dose.strength != before->strength))
            return true;
    }
    return false;
}

static bool has_naloxone(const struct person *person) {
    for (size_t i = 0; i < person->n_returns; i++)
        if (person->returns[i].naloxone_on != CARE_NO_DAY &&
            person->returns[i].naloxone_on <= person->care.end_of_observation)
            return true;
    return false;
}

void safety_after_add(struct safety_after *after, const struct person *person, struct care_days overdoses,
                      const struct care_exposure_span spans[], size_t n) {
    const struct care_person *care = &person->care;
    double events[SHARES] = {0}, trials[SHARES] = {0};

    for (size_t i = 0; i < overdoses.n; i++) {
        int32_t day = overdoses.days[i];
        struct day_dose before = dose_before(care, day);
        int seen = is_on_cover(care_exposure_on(spans, n, day)) ? SEEN_ON_COVER : SEEN_OFF_COVER;
        if (is_followed(care, day, SEEN_DAYS)) {
            trials[seen]++;
            events[seen] += is_seen(care, day);
        }
        if (before.strength > 0 && is_followed(care, day, DOSE_DAYS)) {
            trials[DOSE_CHANGED]++;
            events[DOSE_CHANGED] += is_changed(care, day, &before);
        }
    }
    if (is_on_cover(care_exposure_on(spans, n, care->end_of_observation))) {
        trials[NALOXONE] = 1;
        events[NALOXONE] = has_naloxone(person);
    }
    for (size_t i = 0; i < person->n_returns; i++)
        after->has_plans = after->has_plans || person->returns[i].has_plan;
    for (size_t i = 0; i < SHARES; i++)
        add(&after->shares[i], events[i], trials[i]);
}

static void write_share(struct table_writer *writer, const struct share *share) {
    struct estimate row = estimate_empty();
    struct interval interval;

    row.analysis = ANALYSIS_SAFETY;
    row.measure = share->measure;
    row.subgroup = share->subgroup;
    row.n = (double)share->n;
    row.event_people = row.at_risk = row.events = 0;
    for (size_t i = 0; i < share->n; i++) {
        row.at_risk += share->trials[i];
        row.events += share->events[i];
        row.event_people += share->events[i] > 0;
    }
    if (share->n == 0)
        return;
    estimate_run_check(proportion_clustered(share->events, share->trials, share->n, 0.95, &interval));
    estimate_run_set_interval(&row, &interval);
    if (share->n < ESTIMATE_FEW_PEOPLE)
        row.flag = "too_few";
    estimates_table_write(writer, &row);
}

void safety_after_write(const struct safety_after *after, bool tells_done, struct table_writer *writer) {
    for (size_t i = 0; i < SHARES; i++)
        if (i != NALOXONE || (after->has_plans && tells_done))
            write_share(writer, &after->shares[i]);
}
