/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/survey.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/spelling.h"

const enum input_table survey_input_table[SURVEY_TABLES] = {
    [SURVEY_DOSES] = INPUT_DOSES, [SURVEY_VISITS] = INPUT_VISITS, [SURVEY_DRUG_TESTS] = INPUT_DRUG_TESTS};

struct survey *survey_alloc(const struct survey_request *request) {
    struct survey *survey = memory_alloc(1, sizeof *survey);
    int32_t first = request->first_day;

    if (request->as_of != CALENDAR_NO_DAY && request->as_of_kind == CALENDAR_CIVIL) {
        if (first == CALENDAR_NO_DAY || first > request->as_of)
            first = request->as_of - COMPLETENESS_MOST_DAYS + 1;
        completeness_grid_set(&survey->grid, first, request->as_of);
    }
    survey->sites = dictionary_alloc();
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++) {
        survey->tables[i].first_day = survey->tables[i].last_day = CALENDAR_NO_DAY;
        survey->tables[i].unknown.ids = dictionary_alloc();
    }
    for (size_t i = 0; i <= request->settings->n_groups; i++)
        survey->spellings[i].texts = dictionary_alloc();
    survey->begun = memory_alloc((size_t)survey->grid.n_days, sizeof *survey->begun);
    survey->stopped = memory_alloc((size_t)survey->grid.n_days, sizeof *survey->stopped);
    survey->unadmitted = memory_alloc((size_t)survey->grid.n_days, sizeof *survey->unadmitted);
    return survey;
}

void survey_free(struct survey *survey) {
    if (survey == NULL)
        return;
    for (size_t site = 0; site < dictionary_count(survey->sites); site++)
        for (size_t i = 0; i < SURVEY_TABLES; i++)
            completeness_counts_free(survey->counts[site][i]);
    free(survey->counts);
    free(survey->site_people);
    dictionary_free(survey->sites);
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        dictionary_free(survey->tables[i].unknown.ids);
    for (size_t i = 0; i < SURVEY_COLUMNS; i++) {
        dictionary_free(survey->spellings[i].texts);
        free(survey->spellings[i].rows);
    }
    free(survey->begun);
    free(survey->stopped);
    free(survey->unadmitted);
    free(survey);
}

static uint32_t add_site(struct survey *survey, const char *folded, size_t length) {
    size_t known = dictionary_count(survey->sites);
    uint32_t site = dictionary_add(survey->sites, folded, length);

    if (site != known)
        return site;
    survey->counts = memory_grow(survey->counts, &survey->sites_capacity, known + 1, sizeof *survey->counts);
    survey->site_people =
        memory_grow(survey->site_people, &survey->site_people_capacity, known + 1, sizeof *survey->site_people);
    survey->site_people[site] = (struct survey_site_people){0};
    for (size_t i = 0; i < SURVEY_TABLES; i++) {
        survey->counts[site][i] = completeness_counts_alloc(&survey->grid);
        if (survey->counts[site][i] == NULL)
            message_fail(EX_SOFTWARE, "no memory for another site");
    }
    return site;
}

/* The caller frees. */
static char *fold(const char *text, size_t length) {
    char *folded = memory_alloc(length + 1, 1);

    spelling_fold(text, length, folded);
    return folded;
}

uint32_t survey_site(struct survey *survey, const char *text, size_t length) {
    char *folded = fold(text, length);
    uint32_t site = add_site(survey, folded, strlen(folded));

    free(folded);
    return site;
}

uint32_t survey_find_site(const struct survey *survey, const char *text, size_t length) {
    char *folded = fold(text, length);
    uint32_t site = dictionary_find(survey->sites, folded, strlen(folded));

    free(folded);
    return site;
}

static void add_spelling(struct survey_spellings *spellings, const char *text, size_t length, uint64_t rows) {
    size_t known = dictionary_count(spellings->texts);
    uint32_t number = dictionary_add(spellings->texts, text, length);

    spellings->rows = memory_grow(spellings->rows, &spellings->capacity, number + 1, sizeof *spellings->rows);
    if (number == known)
        spellings->rows[number] = 0;
    spellings->rows[number] += rows;
}

void survey_spell(struct survey *survey, size_t column, const char *text, size_t length) {
    if (length > 0)
        survey_spell_rows(survey, column, text, length, 1);
}

void survey_spell_rows(struct survey *survey, size_t column, const char *text, size_t length, uint64_t rows) {
    add_spelling(&survey->spellings[column], text, length, rows);
}

static void add_days(struct survey_table_sums *sums, const struct survey_table_sums *more) {
    if (more->first_day == CALENDAR_NO_DAY)
        return;
    if (sums->first_day == CALENDAR_NO_DAY || more->first_day < sums->first_day)
        sums->first_day = more->first_day;
    if (more->last_day > sums->last_day)
        sums->last_day = more->last_day;
}

static void add_table(struct survey_table_sums *sums, const struct survey_table_sums *more) {
    sums->rows += more->rows;
    sums->people += more->people;
    sums->unknown.rows += more->unknown.rows;
    sums->unknown.people += more->unknown.people;
    survey_tails_join(&sums->tails, &more->tails);
    survey_current_join(&sums->current, &more->current);
    add_days(sums, more);
    for (uint32_t i = 0; i < dictionary_count(more->unknown.ids); i++)
        if (dictionary_count(sums->unknown.ids) < SURVEY_MOST_IDS)
            dictionary_add(sums->unknown.ids, dictionary_text(more->unknown.ids, i),
                           dictionary_length(more->unknown.ids, i));
}

static void add_spellings(struct survey_spellings *sums, const struct survey_spellings *more) {
    for (uint32_t i = 0; more->texts != NULL && i < dictionary_count(more->texts); i++)
        add_spelling(sums, dictionary_text(more->texts, i), dictionary_length(more->texts, i), more->rows[i]);
}

void survey_add(struct survey *survey, const struct survey *more) {
    for (uint32_t i = 0; i < dictionary_count(more->sites); i++) {
        uint32_t site = add_site(survey, dictionary_text(more->sites, i), dictionary_length(more->sites, i));
        for (size_t table = 0; table < SURVEY_TABLES; table++)
            completeness_counts_add(&survey->grid, survey->counts[site][table], more->counts[i][table]);
        survey->site_people[site].in_care += more->site_people[i].in_care;
        survey->site_people[site].admitted += more->site_people[i].admitted;
    }
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        add_table(&survey->tables[i], &more->tables[i]);
    for (size_t i = 0; i < SURVEY_COLUMNS; i++)
        add_spellings(&survey->spellings[i], &more->spellings[i]);
    for (int32_t age = 0; age < survey->grid.n_days; age++) {
        survey->begun[age] += more->begun[age];
        survey->stopped[age] += more->stopped[age];
        survey->unadmitted[age] += more->unadmitted[age];
    }
    survey->people += more->people;
}
