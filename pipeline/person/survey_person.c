/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person of a survey: the rows of every table, what they count for, and where. */
#include "person/survey_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { DAYS_OF_AN_EXIT = 7, DAYS_TO_BEGIN = 30, DAYS_OF_A_STAY = 14 };

/* The site of a cell; the same text is folded once. */
static uint32_t read_site(struct survey_part *part, struct record_cell cell) {
    const struct dictionary *texts = part->survey->spellings[0].texts;
    uint32_t text;

    survey_spell(part->survey, 0, cell.text, cell.length);
    text = dictionary_find(texts, cell.text, cell.length);
    part->site_of_text = memory_grow(part->site_of_text, &part->site_of_text_capacity, text + 1, sizeof(uint32_t));
    if (text == part->n_site_of_text)
        part->site_of_text[part->n_site_of_text++] = survey_site(part->survey, cell.text, cell.length);
    return part->site_of_text[text];
}

static void read_patient(struct survey_part *part) {
    struct record_cell id = person_tables_cell(&part->tables, INPUT_PATIENTS, PATIENTS_PATIENT_ID),
                       site = person_tables_cell(&part->tables, INPUT_PATIENTS, PATIENTS_SITE);

    free(part->patient_id);
    part->patient_id = memory_copy_text(id.text, id.length);
    part->has_home = site.length > 0;
    part->home = part->has_home ? read_site(part, site) : 0;
    for (size_t i = 0; i < part->request->settings->n_groups; i++) {
        struct record_cell cell =
            table_reader_cell(person_tables_reader(&part->tables, INPUT_PATIENTS), part->group_columns[i]);
        survey_spell(part->survey, i + 1, cell.text, cell.length);
    }
    part->survey->people++;
    person_tables_next(&part->tables, INPUT_PATIENTS);
}

static int32_t key_day(const struct survey_part *part, enum input_table which) {
    return patient_rows_day(part->tables.rows[which]);
}

static bool has_row(struct survey_part *part, enum input_table which) {
    return person_tables_has_row(&part->tables, which, part->patient_id);
}

/* An appointment to come is a row, and no day that the table reaches. */
static bool is_past(const struct survey_part *part, int32_t day) {
    return part->survey->grid.n_days == 0 || day <= part->survey->grid.as_of;
}

static void count_row(struct survey_part *part, enum input_table which, int32_t day, bool first) {
    struct survey_table_sums *sums = &part->survey->tables[which];

    sums->rows++;
    sums->people += first;
    if (sums->first_day == CALENDAR_NO_DAY || day < sums->first_day)
        sums->first_day = day;
    if (day > sums->last_day && is_past(part, day))
        sums->last_day = day;
}

static bool is_counseling(struct record_cell program) {
    static const char word[] = "counseling";

    return program.length == sizeof word - 1 && memcmp(program.text, word, program.length) == 0;
}

static void read_stays(struct survey_part *part) {
    const enum input_table which = INPUT_ADMISSIONS;

    for (part->n_stays = 0; has_row(part, which); person_tables_next(&part->tables, which)) {
        struct record_cell site = person_tables_cell(&part->tables, which, ADMISSIONS_SITE);
        struct survey_stay stay = {.admitted = key_day(part, which),
                                   .discharged = table_reader_day(person_tables_reader(&part->tables, which),
                                                                  part->tables.columns[which][ADMISSIONS_DISCHARGED]),
                                   .has_site = site.length > 0};
        if (stay.has_site)
            stay.site = read_site(part, site);
        stay.counseling = is_counseling(person_tables_cell(&part->tables, which, ADMISSIONS_PROGRAM));
        count_row(part, which, stay.admitted, part->n_stays == 0);
        part->stays = memory_grow(part->stays, &part->stays_capacity, part->n_stays + 1, sizeof *part->stays);
        part->stays[part->n_stays++] = stay;
    }
}

/* Stays are sorted by their first day: of several the one begun last. */
static uint32_t site_on(struct survey_part *part, int32_t day) {
    const struct survey_stay *before = NULL;

    for (size_t i = part->n_stays; i-- > 0;) {
        const struct survey_stay *stay = &part->stays[i];
        if (stay->admitted > day || !stay->has_site)
            continue;
        if (stay->discharged == CALENDAR_NO_DAY || stay->discharged >= day)
            return stay->site;
        before = before == NULL ? stay : before;
    }
    if (part->has_home)
        return part->home;
    return before != NULL ? before->site : survey_site(part->survey, "", 0);
}

static struct survey_place *place_at(struct survey_part *part, uint32_t site) {
    for (size_t i = 0; i < part->n_places; i++)
        if (part->places[i].site == site)
            return &part->places[i];
    part->places = memory_grow(part->places, &part->places_capacity, part->n_places + 1, sizeof *part->places);
    struct survey_place *place = &part->places[part->n_places++];
    *place = (struct survey_place){.site = site};
    for (size_t i = 0; i < SURVEY_TABLES; i++)
        place->last_day[i] = CALENDAR_NO_DAY;
    return place;
}

static void see_care(struct survey_part *part, int32_t day) {
    if (part->first_care == CALENDAR_NO_DAY || day < part->first_care)
        part->first_care = day;
    if (day > part->last_care)
        part->last_care = day;
}

static void see_day(struct survey_part *part, enum survey_table table, int32_t day) {
    const struct completeness_grid *grid = &part->survey->grid;
    struct survey_place *place;

    if (day > grid->as_of || grid->n_days == 0)
        return;
    if (table != SURVEY_DRUG_TESTS)
        see_care(part, day);
    place = place_at(part, site_on(part, day));
    completeness_see(grid, &place->tables[table], day);
    completeness_count_day(grid, part->survey->counts[place->site][table], day);
    place->last_day[table] = day;
}

enum { DAYS_AT_ONCE = 256 };

/* Rows come by day: of several on one day one is looked at. Of the rows behind the first only the days are read. */
static void read_judged(struct survey_part *part, enum survey_table table) {
    const enum input_table which = survey_input_table[table];
    struct survey_table_sums *sums = &part->survey->tables[which];
    int32_t days[DAYS_AT_ONCE + 1], before = CALENDAR_NO_DAY;

    for (; has_row(part, which); person_tables_next(&part->tables, which)) {
        size_t n = 1;
        days[0] = key_day(part, which);
        if (before == CALENDAR_NO_DAY)
            count_row(part, which, days[0], true);
        else
            sums->rows++;
        n += patient_rows_take_days(part->tables.rows[which], days + 1, DAYS_AT_ONCE);
        for (size_t i = 0; i < n; i++) {
            if (days[i] != before)
                see_day(part, table, days[i]);
            before = days[i];
            if (before > sums->last_day && is_past(part, before))
                sums->last_day = before;
        }
        sums->rows += n - 1;
    }
}

static void read_others(struct survey_part *part, enum input_table which) {
    bool first = true;

    for (; has_row(part, which); person_tables_next(&part->tables, which), first = false)
        count_row(part, which, key_day(part, which), first);
}

static int32_t last_exit(const struct survey_part *part) {
    int32_t last = CALENDAR_NO_DAY;

    for (size_t i = 0; i < part->n_stays; i++)
        if (part->stays[i].discharged > last && part->stays[i].discharged <= part->survey->grid.as_of)
            last = part->stays[i].discharged;
    return last;
}

static bool was_elsewhere_after(const struct survey_part *part, const struct survey_place *place, int32_t day) {
    for (size_t i = 0; i < part->n_places; i++)
        for (size_t table = 0; table < SURVEY_TABLES; table++)
            if (&part->places[i] != place && part->places[i].last_day[table] > day)
                return true;
    return false;
}

static void leave_out(const struct survey_part *part, struct survey_place *place, enum survey_table table) {
    for (size_t i = 0; i < part->n_stays; i++)
        if (part->stays[i].discharged != CALENDAR_NO_DAY)
            completeness_leave_out(&part->survey->grid, &place->tables[table], part->stays[i].discharged);
    for (size_t i = 0; i < part->n_places; i++)
        for (size_t other = 0; other < SURVEY_TABLES; other++)
            if (&part->places[i] != place)
                completeness_seen_elsewhere(&place->tables[table], &part->places[i].tables[other]);
}

static void count_places(struct survey_part *part) {
    int32_t exit = last_exit(part);

    for (size_t i = 0; i < part->n_places; i++)
        for (int table = 0; table < SURVEY_TABLES; table++) {
            struct survey_place *place = &part->places[i];
            int32_t last = place->last_day[table];
            if (last == CALENDAR_NO_DAY)
                continue;
            leave_out(part, place, (enum survey_table)table);
            completeness_count_person(
                &part->survey->grid, part->survey->counts[place->site][table], &place->tables[table],
                (exit != CALENDAR_NO_DAY && exit >= last - DAYS_OF_AN_EXIT) || was_elsewhere_after(part, place, last));
        }
}

static void count_site_people(struct survey_part *part) {
    for (size_t i = 0; i < part->n_places; i++) {
        const struct survey_place *place = &part->places[i];
        bool in_care =
            place->last_day[SURVEY_DOSES] != CALENDAR_NO_DAY || place->last_day[SURVEY_VISITS] != CALENDAR_NO_DAY;
        part->survey->site_people[place->site].in_care += in_care;
        part->survey->site_people[place->site].admitted += in_care && part->n_stays > 0;
    }
}

/* Should the person have a row in the table: admitted for some time, or in care by another table? */
static bool is_expected(const struct survey_part *part, enum survey_table table) {
    int32_t by = part->survey->grid.as_of - DAYS_TO_BEGIN;

    for (size_t i = 0; i < part->n_stays; i++)
        if (table == SURVEY_DOSES && part->stays[i].counseling)
            return false;
    for (size_t i = 0; i < part->n_stays; i++) {
        const struct survey_stay *stay = &part->stays[i];
        if (stay->admitted <= by &&
            (stay->discharged == CALENDAR_NO_DAY || stay->discharged - stay->admitted >= DAYS_OF_A_STAY))
            return true;
    }
    return part->first_care != CALENDAR_NO_DAY && part->first_care <= by;
}

/* Was the person admitted for some time within the days that the tables cover, and is it over? Else nothing is counted.
 */
static bool was_admitted(const struct survey_part *part, bool *is_open) {
    const struct completeness_grid *grid = &part->survey->grid;
    int32_t first = grid->as_of - grid->n_days + 1 + DAYS_TO_BEGIN;
    bool found = false;

    *is_open = false;
    for (size_t i = 0; i < part->n_stays; i++) {
        const struct survey_stay *stay = &part->stays[i];
        bool goes_on = stay->discharged == CALENDAR_NO_DAY || stay->discharged > grid->as_of;
        int32_t end = goes_on ? grid->as_of : stay->discharged;
        *is_open = *is_open || goes_on;
        found = found || (end >= first && end - stay->admitted >= DAYS_OF_A_STAY);
    }
    return found;
}

static void count_tails(struct survey_part *part) {
    for (int table = 0; table < SURVEY_TABLES && part->survey->grid.n_days > 0; table++) {
        bool with = false, is_open;
        for (size_t i = 0; i < part->n_places; i++)
            with = with || part->places[i].last_day[table] != CALENDAR_NO_DAY;
        if (is_expected(part, (enum survey_table)table))
            survey_tails_add(&part->survey->tables[survey_input_table[table]].tails, strlen(part->patient_id), with);
        if (table != SURVEY_DRUG_TESTS && was_admitted(part, &is_open))
            survey_current_add(&part->survey->tables[survey_input_table[table]].current, is_open, with);
    }
}

/* The first and the last dose or visit; no day lies before the grid. */
static void count_days_of_care(struct survey_part *part) {
    const struct completeness_grid *grid = &part->survey->grid;

    if (part->first_care > grid->as_of - grid->n_days && part->first_care <= grid->as_of) {
        part->survey->begun[grid->as_of - part->first_care]++;
        part->survey->unadmitted[grid->as_of - part->first_care] += part->n_stays == 0;
    }
    if (part->last_care > grid->as_of - grid->n_days && part->last_care <= grid->as_of)
        part->survey->stopped[grid->as_of - part->last_care]++;
}

void survey_part_read_person(struct survey_part *part) {
    read_patient(part);
    read_stays(part);
    part->n_places = 0;
    part->first_care = part->last_care = CALENDAR_NO_DAY;
    for (int table = 0; table < SURVEY_TABLES; table++)
        read_judged(part, (enum survey_table)table);
    read_others(part, INPUT_RETURNS_TO_USE);
    read_others(part, INPUT_ADVERSE_EVENTS);
    count_places(part);
    count_site_people(part);
    count_days_of_care(part);
    count_tails(part);
    person_tables_check_days(&part->tables);
}
