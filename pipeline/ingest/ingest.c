/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/ingest.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "ingest/ingest_parts.h"
#include "ingest/mapping_check.h"
#include "table/input_tables.h"

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

/* Sections that read one file share its rows as they mean to. */
static bool may_repeat(const void *context, size_t first, size_t second) {
    const struct ingest *ingest = context;
    const struct export_file *a = &ingest->files.files[first], *b = &ingest->files.files[second];
    const struct mapping *mapping = ingest->request->mapping;

    return a->rank != b->rank && !mapping_takes_distinct(mapping, a->section) &&
           !mapping_takes_distinct(mapping, b->section);
}

static void find_overlap(struct ingest *ingest) {
    const struct export_file *files = ingest->files.files;
    struct row_overlap_pair pair;

    if (ingest->overlap == NULL || !row_overlap_find(ingest->overlap, may_repeat, ingest, &pair))
        return;
    char *distinct = mending_line(MENDING_MAPPING, files[pair.second].section, "take = distinct"),
         *latest = mending_other_line(MENDING_MAPPING, files[pair.second].section, "take = latest");
    ingest->result->overlap = memory_format(
        "%s and %s have %.0f %% of the smaller one's rows in common, and both count. Which is it? One replaces "
        "the other: take the older one out of the export. Parts with corrections (a row that stands in both counts "
        "once): distinct. EVERY file a full export (only the one whose name comes last is read, no other): latest; "
        "%s; %s",
        files[pair.first].name, files[pair.second].name, 100 * pair.share, distinct, latest);
    free(distinct);
    free(latest);
}

static struct ingest begin(const struct ingest_request *request, struct ingest_result *result) {
    struct ingest ingest = {.request = request, .result = result};
    bool has_key = request->table->key[0] != '\0';

    ingest.files = export_files_find(request->mapping, request->table->name, request->exports);
    ingest.texts =
        (struct row_texts){.patients = dictionary_alloc(),
                           .rests = dictionary_alloc(),
                           .medications = request->medications,
                           .merges = id_merges_read(request->mapping, request->exports),
                           .as_of = request->as_of_kind == CALENDAR_CIVIL ? request->as_of : CALENDAR_NO_DAY};
    ingest.store = row_store_alloc(ingest.texts.patients, ingest.texts.rests, request->budget, request->output);
    ingest.keys = has_key ? key_rows_alloc(request->table, ingest.texts.rests) : NULL;
    ingest.overlap = !has_key && ingest.files.n > 1 ? row_overlap_alloc(ingest.files.n) : NULL;
    ingest.split_files = split_files_alloc(request->mapping, request->exports);
    ingest.account = table_account_open(request->account, request->table);
    ingest.values = result->values = rejected_values_alloc();
    ingest.deliveries = memory_alloc(ingest.files.n, sizeof *ingest.deliveries);
    result->n_columns = request->table->n_columns;
    result->cells = memory_alloc(request->table->n_columns, sizeof *result->cells);
    result->digits = memory_alloc(request->table->n_columns, sizeof *result->digits);
    ingest_values_begin(&ingest);
    return ingest;
}

static void end(struct ingest *ingest) {
    last_month_free(&ingest->month);
    day_range_free(&ingest->range);
    far_days_free(&ingest->far);
    file_days_free(&ingest->days);
    key_rows_free(ingest->keys);
    row_overlap_free(ingest->overlap);
    row_store_free(ingest->store);
    id_merges_free(ingest->texts.merges);
    split_files_free(ingest->split_files);
    row_texts_free(&ingest->texts);
    text_runs_free(ingest->runs);
    ingest_values_end(ingest);
    text_buffer_free(&ingest->patient_cell);
    text_buffer_free(&ingest->met[0]);
    text_buffer_free(&ingest->met[1]);
    export_files_free(&ingest->files);
    free(ingest->deliveries);
}

/* Admissions may be older than anything else. */
static void judge_days(struct ingest *ingest) {
    struct ingest_result *result = ingest->result;
    bool is_of_admissions = strcmp(ingest->request->table->name, input_tables[INPUT_ADMISSIONS].name) == 0;

    result->first_day = day_range_first(&ingest->range);
    result->last_day = day_range_last(&ingest->range);
    result->far_ahead = far_days_ahead(&ingest->far, ingest->request->as_of);
    result->far_before = is_of_admissions ? 0 : far_days_before(&ingest->far, ingest->request->as_of);
    result->files = deliveries_judge(&ingest->files, ingest->deliveries, &result->n_file_findings);
}

struct ingest_result ingest_run(const struct ingest_request *request) {
    struct ingest_result result = {.quarantine = quarantine_open(request->quarantine)};
    struct ingest ingest;

    mapping_check_table(request->mapping, request->table);
    ingest = begin(request, &result);
    result.days = days_of(request->mapping);
    check_as_of(request, result.days);
    ingest_read_files(&ingest);
    find_overlap(&ingest);
    ingest_write_rows(&ingest);
    ingest_values_judge(&ingest);
    assert(result.rows_in ==
           result.accepted + result.duplicates + result.replaced + result.filtered + result.quarantined);
    if (ingest.texts.merges != NULL)
        result.merges = id_merges_count(ingest.texts.merges);
    judge_days(&ingest);
    if (ingest.month.counts != NULL)
        result.month = last_month_find(&ingest.month, request->dose_jump);
    if (request->deliveries != NULL)
        deliveries_write(request->deliveries, request->table->name, &ingest.files, ingest.deliveries, result.days);
    table_account_commit(ingest.account, request->mapping, result.cells, result.accepted,
                         request->show_values ? result.values : NULL);
    end(&ingest);
    return result;
}

void ingest_result_free(struct ingest_result *result) {
    quarantine_commit(result->quarantine);
    mapping_list_free(result->dropped_columns);
    unused_columns_free(&result->unused);
    month_findings_free(&result->month);
    column_cells_free(result->cells, result->n_columns);
    for (size_t i = 0; i < result->n_file_findings; i++)
        free(result->files[i].file);
    free(result->files);
    free(result->digits);
    free(result->overlap);
    free(result->bad_keys.file);
    free(result->identifiers.file);
    free(result->cut.file);
    free(result->lost.file);
    rejected_values_free(result->values);
}
