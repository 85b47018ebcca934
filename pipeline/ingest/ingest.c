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
#include "ingest/rest_cells.h"
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

static void count_digits(const struct ingest *ingest, size_t column, struct identifier_digits *digits) {
    const struct table_spec *table = ingest->request->table;
    size_t first_rest = source_table_is_dated(table) ? 2 : 1;
    struct dictionary *values = dictionary_alloc();
    struct text_buffer cell = {0};

    for (uint32_t i = 0; i < dictionary_count(ingest->texts.rests); i++) {
        rest_cells_take(dictionary_text(ingest->texts.rests, i), column - first_rest, &cell);
        if (cell.length > 0)
            dictionary_add(values, cell.text, cell.length);
    }
    for (uint32_t i = 0; i < dictionary_count(values); i++)
        identifier_digits_add(digits, dictionary_text(values, i), dictionary_length(values, i));
    text_buffer_free(&cell);
    dictionary_free(values);
}

/* Forms of digits alone, by the distinct values of each column that may hold them. */
static void judge_digits(const struct ingest *ingest) {
    const struct table_spec *table = ingest->request->table;
    const struct dictionary *patients = ingest->texts.patients;

    for (size_t i = 0; i < table->n_columns; i++) {
        struct identifier_digits *digits = &ingest->result->digits[i];
        bool is_open = table->columns[i].type == COLUMN_TEXT || table->columns[i].type == COLUMN_ID;
        if (!is_open)
            continue;
        *digits = identifier_digits_begin(table->columns[i].name);
        for (uint32_t k = 0; i == 0 && k < dictionary_count(patients); k++)
            identifier_digits_add(digits, dictionary_text(patients, k), dictionary_length(patients, k));
        if (i > 0 && digits->form != IDENTIFIER_NONE)
            count_digits(ingest, i, digits);
    }
}

/* Ids that a spreadsheet took for numbers too long to show: 1.23E+05. The sign is a character of their own. */
static long count_rounded(const struct dictionary *patients) {
    long n = 0;

    for (uint32_t i = 0; i < dictionary_count(patients); i++) {
        const char *id = dictionary_text(patients, i), *power = strpbrk(id, "eE");
        size_t length = power == NULL ? 0 : (size_t)(power - id);
        n += length > 0 && strspn(id, "0123456789.,") == length && power[1] == '+' && power[2] != '\0' &&
             power[2 + strspn(power + 2, "0123456789")] == '\0';
    }
    return n;
}

/* Which texts of the rows are of a medication that the configuration does not name. */
static void mark_unknown(struct ingest *ingest) {
    const struct dictionary *rests = ingest->texts.rests;
    struct text_buffer cell = {0};

    if (medications_n_unknown(ingest->request->medications) == 0)
        return;
    ingest->unknown = memory_alloc(dictionary_count(rests), sizeof *ingest->unknown);
    for (uint32_t i = 0; i < dictionary_count(rests); i++) {
        rest_cells_take(dictionary_text(rests, i), DOSES_MEDICATION - DOSES_DATE - 1, &cell);
        if (cell.length > 0)
            ingest->unknown[i] = medications_unknown(ingest->request->medications, cell.text, cell.length);
    }
    text_buffer_free(&cell);
}

static struct ingest begin(const struct ingest_request *request, struct ingest_result *result) {
    struct ingest ingest = {.request = request, .result = result};
    bool has_key = request->table->key[0] != '\0';

    ingest.files = export_files_find(request->mapping, request->table->name, request->exports);
    ingest.texts = (struct row_texts){.patients = dictionary_alloc(),
                                      .rests = dictionary_alloc(),
                                      .medications = request->medications,
                                      .merges = id_merges_read(request->mapping, request->exports)};
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
    text_buffer_free(&ingest->patient_cell);
    export_files_free(&ingest->files);
    free(ingest->deliveries);
    free(ingest->unknown);
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
    judge_digits(&ingest);
    result.rounded_ids = count_rounded(ingest.texts.patients);
    mark_unknown(&ingest);
    ingest_write_rows(&ingest);
    assert(result.rows_in ==
           result.accepted + result.duplicates + result.replaced + result.filtered + result.quarantined);
    if (ingest.texts.merges != NULL)
        result.merges = id_merges_count(ingest.texts.merges);
    judge_days(&ingest);
    if (ingest.month.counts != NULL)
        result.month = last_month_find(&ingest.month, request->table, ingest.texts.rests, request->dose_jump);
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
    rejected_values_free(result->values);
}
