/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables, read in ranges of people by several threads: the second half of person/survey.h. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "person/survey_part.h"

/* So many whatever the number of threads: what they count is added up, and few additions are cheap. */
enum { PARTS = 8 };

static void meet_unknown(void *context, enum input_table which, const char *id, bool first) {
    struct survey_part *part = context;
    struct survey_unknown *unknown = &part->survey->tables[which].unknown;

    unknown->rows++;
    unknown->people += first;
    if (first && dictionary_count(unknown->ids) < SURVEY_MOST_IDS)
        dictionary_add(unknown->ids, id, strlen(id));
}

static void read_part(void *context) {
    struct survey_part *part = context;
    const struct survey_request *request = part->request;

    part->survey = survey_alloc(request);
    for (int which = 0; which < INPUT_TABLE_COUNT; which++)
        person_tables_open(&part->tables, request->tables, (enum input_table)which, part->range, request->show_values);
    part->tables.on_unknown = meet_unknown;
    part->tables.context = part;
    for (size_t i = 0; i < request->settings->n_groups; i++)
        part->group_columns[i] =
            table_reader_find(person_tables_reader(&part->tables, INPUT_PATIENTS), request->settings->groups[i]);
    if (request->as_of != CALENDAR_NO_DAY) {
        part->tables.days_known = true;
        part->tables.days = request->as_of_kind;
    }
    while (person_tables_has_patient(&part->tables))
        survey_part_read_person(part);
    person_tables_pass_rest(&part->tables);
    part->survey->days = part->tables.days;
    free(part->patient_id);
    free(part->stays);
    free(part->places);
    free(part->site_of_text);
}

/* In the order of the parts; the tables stay open for the part behind. The first part's sums take up all others. */
static void finish_part(void *context) {
    struct survey_part *part = context;

    if (part->number == 0)
        return;
    person_tables_check_joined(&part[-1].tables, &part->tables);
    person_tables_close(&part[-1].tables);
    survey_add(part[-(ptrdiff_t)part->number].survey, part->survey);
    survey_free(part->survey);
}

struct survey *survey_read(const struct survey_request *request) {
    char *patients = memory_format("%s/patients.csv", request->tables);
    struct patient_range ranges[PATIENT_RANGES_MOST];
    size_t n = patient_ranges_split(patients, PARTS, ranges);
    struct survey_part *parts = memory_alloc(n, sizeof *parts);
    struct survey *survey;

    for (size_t i = 0; i < n; i++)
        parts[i] = (struct survey_part){.request = request, .range = &ranges[i], .number = i};
    parallel_run(parts, n, sizeof *parts, request->jobs > 0 ? request->jobs : parallel_jobs(), read_part, finish_part);
    person_tables_close(&parts[n - 1].tables);
    survey = parts[0].survey;
    patient_ranges_free(ranges, n);
    free(parts);
    free(patients);
    return survey;
}
