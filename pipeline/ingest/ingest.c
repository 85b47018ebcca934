/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/ingest.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/message.h"
#include "ingest/ingest_parts.h"
#include "ingest/mapping_check.h"

/* An export has one kind of day: mapping_read has seen to it. */
static enum calendar_kind days_of(const struct mapping *mapping) {
    const char *dates = mapping_value(mapping, "export", "dates", NULL);

    return dates != NULL && strcmp(dates, "days") == 0 ? CALENDAR_RELATIVE : CALENDAR_CIVIL;
}

static void check_as_of(const struct ingest_request *request, enum calendar_kind days) {
    if (request->as_of != CALENDAR_NO_DAY && request->as_of_kind != days)
        message_fail(EX_DATAERR, "--as-of is a %s, but the export has %s",
                     days == CALENDAR_CIVIL ? "relative day" : "date",
                     days == CALENDAR_CIVIL ? "dates" : "relative days");
}

struct ingest_result ingest_run(const struct ingest_request *request) {
    struct ingest_result result = {.quarantine = quarantine_open(request->quarantine)};
    struct ingest ingest = {.request = request, .result = &result};

    mapping_check_table(request->mapping, request->table);
    ingest.files = export_files_find(request->mapping, request->table->name, request->exports);
    ingest.texts = (struct row_texts){.patients = dictionary_alloc(), .rests = dictionary_alloc()};
    ingest.store = row_store_alloc(ingest.texts.patients, ingest.texts.rests, request->budget, request->output);
    ingest.places = request->table->key[0] != '\0' ? row_places_alloc() : NULL;
    result.days = days_of(request->mapping);
    check_as_of(request, result.days);
    ingest_read_files(&ingest);
    ingest_write_rows(&ingest);
    assert(result.rows_in == result.accepted + result.duplicates + result.filtered + result.quarantined);
    result.first_day = day_range_first(&ingest.range);
    result.last_day = day_range_last(&ingest.range);
    day_range_free(&ingest.range);
    if (ingest.month.counts != NULL)
        result.month = last_month_find(&ingest.month, request->table, ingest.texts.rests, request->dose_jump);
    last_month_free(&ingest.month);
    row_places_free(ingest.places);
    row_store_free(ingest.store);
    row_texts_free(&ingest.texts);
    text_buffer_free(&ingest.patient_cell);
    export_files_free(&ingest.files);
    return result;
}

void ingest_result_free(struct ingest_result *result) {
    quarantine_commit(result->quarantine);
    mapping_list_free(result->dropped_columns);
    month_findings_free(&result->month);
}
