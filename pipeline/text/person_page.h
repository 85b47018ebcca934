/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One person's days, and why each stretch of them counts as it does: what `switchback explain PERSON` prints. It stays
 * inside the program, with whoever may read the records.
 *
 * The parts, in order: the days, one sign a day; the stretches between what was recorded, each with its fate under
 * every rule; the episodes of every rule with how they begin and end; what followed, and where the person was, under
 * the default rule. Nothing is decided here: care/ decides, this puts it in words.
 */
#ifndef SWITCHBACK_TEXT_PERSON_PAGE_H
#define SWITCHBACK_TEXT_PERSON_PAGE_H

#include "base/calendar.h"
#include "base/dictionary.h"
#include "base/text_buffer.h"
#include "care/cover.h"
#include "care/followup.h"
#include "settings/settings.h"
#include "text/document.h"
#include "text/numbers.h"

/* All borrowed. */
struct person_page {
    const char *patient_id;
    const struct care_person *person;
    const struct care_covers *covers;
    const struct settings *settings;
    const struct dictionary *texts; /* of the numbers of sites and medications */
    const char *site;               /* of patients; "": none */
    enum calendar_kind days;
    struct care_days uses, known;     /* returns to use, those near each other joined; the days they were known on */
    struct care_days engaging_visits; /* attended visits that count as seen again */
    struct document *document;        /* its own, as the pool of `numbers`: leave them {0} */
    struct numbers numbers;
};

/* Appends the page, 80 columns wide. */
void person_page_append(const struct person_page *page, struct text_buffer *out);

/* ---- the parts ---- */

#define PAGE_WORDS(page, ...) word_pool_format((page)->numbers.pool, __VA_ARGS__)

void person_days_add(const struct person_page *page);
void person_stretches_add(const struct person_page *page);
void person_episodes_add(const struct person_page *page);
void person_outcomes_add(const struct person_page *page);

/* "2026-05-01"; a relative day as "day 12". */
const char *person_page_day(const struct person_page *page, int32_t day);

/* "1 day", "12 days". */
const char *person_page_length(const struct person_page *page, int32_t days);

/* The episodes under a rule of the settings, those of detoxification behind the others; free() them. */
struct care_episode *person_page_episodes(const struct person_page *page, size_t rule, size_t *n);

/* ---- what is true of each day ---- */

enum person_day_kind {
    PERSON_DAY_UNCOVERED,
    PERSON_DAY_MEDICATION,
    PERSON_DAY_DETOXIFICATION, /* medication given in detoxification */
    PERSON_DAY_VISIT,          /* care of visits alone */
    PERSON_DAY_UNKNOWN,        /* the site delivered nothing, and nothing covers the day */
    PERSON_DAY_DEAD
};

struct person_day {
    enum person_day_kind kind;
    uint32_t medication; /* CARE_NO_MEDICATION: none */
};

/* From the first day on which anything is known of the person up to the end of observation. */
struct person_days {
    int32_t first, last; /* last < first: nothing is known */
    struct person_day *days;
};

struct person_days person_days_fill(const struct person_page *page);

#endif
