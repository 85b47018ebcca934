/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/check_report.h"

#include <string.h>
#include <strings.h>

#include "base/calendar.h"
#include "base/output_file.h"
#include "ingest/export_files.h"
#include "ingest/file_header.h"
#include "ingest/last_month.h"
#include "ingest/mapping_use.h"
#include "ingest/source.h"

static void write_unused(const struct header *header, size_t index, struct output_file *output) {
    const char *name = header_shown_name(header, index);

    if (name != NULL)
        output_file_printf(output, "    not used              %s\n", name);
    else
        output_file_printf(output, "    not used              column %zu (not shown: it could be a value)\n",
                           index + 1);
}

static void write_columns(const struct ingest_request *request, const struct header *header,
                          const struct source *source, struct output_file *output) {
    for (size_t i = 0; i < request->table->n_columns; i++) {
        int from = source_column(source, i);
        if (from >= 0)
            output_file_printf(output, "    %-18s <- %s\n", request->table->columns[i].name, header->names[from]);
    }
    for (size_t i = 0; i < header->n; i++) {
        if (source_is_dropped(source, i))
            output_file_printf(output, "    dropped by name       %s\n", header->names[i]);
        else if (!source_is_known(source, i))
            write_unused(header, i, output);
    }
}

/* Files of one section mostly share a header: it is shown once for those in a row that do. */
static bool is_same_header(const struct header *a, const struct header *b) {
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (strcasecmp(a->names[i], b->names[i]) != 0)
            return false;
    return true;
}

static void write_files(const struct ingest_request *request, struct output_file *output) {
    struct export_files files = export_files_find(request->mapping, request->table->name, request->exports);
    struct header last = {0};

    for (size_t i = 0; i < files.n; i++) {
        const struct export_file *file = &files.files[i];
        struct record_reader *reader = file_header_open(request->mapping, file);
        struct header header = file_header_read(reader, request->mapping, file);
        output_file_printf(output, "  %s [%s]%s\n", file->name, file->section,
                           file->same_as != NULL ? " (the same bytes as an earlier file: read once)"
                           : file->is_superseded ? " (take = latest: a later file is there)"
                                                 : "");
        if (i == 0 || strcmp(file->section, files.files[i - 1].section) != 0 || !is_same_header(&header, &last)) {
            struct source *source = source_bind(request->mapping, file->section, request->table, &header, file->name);
            write_columns(request, &header, source, output);
            source_free(source);
        }
        header_free(&last);
        last = header;
        record_reader_close(reader);
    }
    header_free(&last);
    export_files_free(&files);
}

static void write_reason(void *context, const char *code, long count) {
    output_file_printf(context, "    %8ld %s\n", count, code);
}

static void write_cells(const struct table_spec *table, const struct ingest_result *result,
                        struct output_file *output) {
    for (size_t i = 0; i < table->n_columns; i++)
        if (result->cells[i].has_offsets)
            output_file_printf(output,
                               "    %s: the days as they are written (offsets from UTC, %%z, do not move them)\n",
                               table->columns[i].name);
    for (size_t i = 0; i < table->n_columns; i++)
        for (size_t fault = 0; fault < ROW_FAULT_COUNT; fault++)
            if (result->cells[i].n_faults[fault] > 0)
                output_file_printf(output, "    %8ld cells of %s missing: %s\n", result->cells[i].n_faults[fault],
                                   table->columns[i].name, row_fault_code((enum row_fault)fault));
}

static void write_respelt(void *context, const char *name, long rows) {
    output_file_printf(context, "    %8ld rows of %s written otherwise\n", rows, name);
}

/* They are words of the mapping, and no row's. */
static void write_unmet(void *context, const struct ini_entry *entry, const char *element) {
    output_file_printf(context, "    met by no row: [%s] %s%s%s (line %ld of the mapping)\n", entry->section,
                       entry->key, element == NULL ? "" : " = ", element == NULL ? "" : element, entry->line);
}

/* A code of an export is a value: it is named only when values may be shown. */
static void write_finding(const struct month_finding *finding, const char *month, bool show_values,
                          struct output_file *output) {
    if (strcmp(finding->measure, "new_categories") == 0)
        output_file_printf(output, "  new in %s: %.0f code%s of %s that no earlier row has (%.0f row%s)\n", month,
                           finding->value, finding->value > 1 ? "s" : "", finding->subgroup, finding->rows,
                           finding->rows > 1 ? "s" : "");
    else if (strcmp(finding->measure, "new_category") == 0 && show_values)
        output_file_printf(output, "    %8.0f %s\n", finding->rows, strchr(finding->subgroup, ';') + 1);
    else if (strcmp(finding->measure, "dose_jump") == 0)
        output_file_printf(output, "  new in %s: the median dose of %s is %.3g times what it was (%.0f rows)\n", month,
                           show_values ? finding->subgroup : "a medication", finding->value, finding->rows);
}

static void write_findings(const struct ingest_request *request, const struct month_findings *findings,
                           struct output_file *output) {
    char month[CALENDAR_TEXT_SIZE];

    if (findings->n == 0)
        return;
    calendar_write_month(calendar_month_first_day(findings->month), month);
    for (size_t i = 0; i < findings->n; i++)
        write_finding(&findings->findings[i], month, request->show_values, output);
    if (!request->show_values)
        output_file_write_text(output, "    (--show-values names them)\n");
}

void check_report_write(const struct ingest_request *request, const struct ingest_result *result, const char *path) {
    struct output_file *output = output_file_open(path);

    output_file_printf(output, "%s\n", request->table->name);
    if (result->n_files == 0)
        output_file_write_text(output, "  no file in the export\n");
    write_files(request, output);
    output_file_printf(
        output,
        "  %ld rows = %ld accepted + %ld duplicates + %ld replaced + %ld filtered + %ld quarantined; %ld late\n",
        result->rows_in, result->accepted, result->duplicates, result->replaced, result->filtered, result->quarantined,
        result->late_rows);
    quarantine_each_code(result->quarantine, write_reason, output);
    if (result->untaken > 0)
        output_file_printf(output, "    %8ld rows of a file that sections have split, and none takes\n",
                           result->untaken);
    if (result->merges.n_old > 0)
        output_file_printf(output, "    %8ld rows of %zu of %zu merged ids\n", result->merges.n_rows,
                           result->merges.n_met, result->merges.n_old);
    write_cells(request->table, result, output);
    medications_each_respelt(request->medications, write_respelt, output);
    mapping_use_each_unmet(request->mapping, request->table->name, write_unmet, output);
    write_findings(request, &result->month, output);
    output_file_commit(output);
}
