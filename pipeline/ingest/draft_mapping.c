/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/draft_mapping.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/message.h"
#include "ingest/file_kind.h"
#include "privacy/identifiers.h"
#include "table/header.h"
#include "table/input_tables.h"
#include "table/record_reader.h"

/* Other names under which our columns are met. */
static const struct {
    const char *header, *column;
} synonyms[] = {
    {"who", "patient_id"},
    {"patient", "patient_id"},
    {"client_id", "patient_id"},
    {"person_id", "patient_id"},
    {"subject_id", "patient_id"},
    {"id", "patient_id"},
    {"when", "date"},
    {"day", "date"},
    {"visit_date", "date"},
    {"dose_date", "date"},
    {"service_date", "date"},
    {"start", "admitted"},
    {"admission_date", "admitted"},
    {"stop", "discharged"},
    {"discharge_date", "discharged"},
    {"drug", "medication"},
    {"amount", "dose_mg"},
    {"dose", "dose_mg"},
    {"gender", "sex"},
    {"race", "race_ethnicity"},
    {"clinic", "site"},
    {"location", "site"},
    {"outcome", "result"},
    {"type", "kind"},
};

static const char *known_header(const struct header *header, const char *column) {
    int index = header_find(header, column);

    if (index >= 0)
        return header->names[index];
    for (size_t i = 0; i < sizeof synonyms / sizeof synonyms[0]; i++)
        if (strcmp(synonyms[i].column, column) == 0 && (index = header_find(header, synonyms[i].header)) >= 0)
            return header->names[index];
    return header_suggest(header, column);
}

static bool has_known_column(const struct header *header) {
    for (size_t table = 0; table < INPUT_TABLE_COUNT; table++)
        for (size_t i = 0; i < input_tables[table].n_columns; i++)
            if (known_header(header, input_tables[table].columns[i].name) != NULL)
                return true;
    return false;
}

/* How many of the table's columns the header seems to have, required ones counting double. */
static size_t likeness(const struct header *header, const struct table_spec *table, const char *file) {
    size_t points = strncasecmp(file, table->name, strlen(table->name) - 1) == 0 ? 4 : 0;

    for (size_t i = 0; i < table->n_columns; i++)
        if (known_header(header, table->columns[i].name) != NULL)
            points += table->columns[i].required ? 2 : 1;
    return points;
}

static const struct table_spec *guess_table(const struct header *header, const char *file) {
    const struct table_spec *best = &input_tables[0];

    for (size_t i = 1; i < INPUT_TABLE_COUNT; i++)
        if (likeness(header, &input_tables[i], file) > likeness(header, best, file))
            best = &input_tables[i];
    return best;
}

static void write_drop(const struct header *header, struct output_file *output) {
    size_t n = 0;

    for (size_t i = 0; i < header->n; i++)
        if (identifier_in_header(header->names[i]) != IDENTIFIER_NONE)
            output_file_printf(output, "%s%s", n++ == 0 ? "drop = " : ", ", header->names[i]);
    output_file_write_text(output, n > 0 ? "\n" : "");
}

static void write_section(const struct header *header, const char *file, struct output_file *output) {
    const struct table_spec *table = guess_table(header, file);

    output_file_printf(output, "\n[%s.%.*s]\nfiles = %s\n", table->name, (int)strcspn(file, "."), file, file);
    for (size_t i = 0; i < table->n_columns; i++) {
        const char *name = table->columns[i].name, *found = known_header(header, name);
        if (found != NULL && strcasecmp(found, name) != 0)
            output_file_printf(output, "column.%s = %s\n", name, found);
        else if (found == NULL && table->columns[i].required)
            output_file_printf(output, "; column.%s = ?   required: %s\n", name, table->columns[i].meaning);
    }
    write_drop(header, output);
}

static void draft_path(const char *path, const char *file, struct output_file *output) {
    struct record_reader *reader = record_reader_open(path, ',');
    struct header header = {0};
    struct record record;

    if (record_reader_next(reader, &record) == RECORD_OK)
        header = header_from_record(&record);
    if (header.n == 0)
        output_file_printf(output, "\n; %s has no header line that can be read\n", file);
    else if (header.is_doubtful || !has_known_column(&header))
        output_file_printf(output, "\n; %s: the first line looks like no header\n", file);
    else
        write_section(&header, file, output);
    header_free(&header);
    record_reader_close(reader);
}

static void draft_file(const char *exports, const char *file, struct output_file *output) {
    char *path = memory_format("%s/%s", exports, file);
    const char *advice = file_kind_advice(file_kind_of(path));

    if (advice != NULL)
        output_file_printf(output, "\n; %s: %s\n", file, advice);
    else
        draft_path(path, file, output);
    free(path);
}

static int compare_names(const struct dirent **left, const struct dirent **right) {
    return strcmp((*left)->d_name, (*right)->d_name);
}

void draft_mapping_write(const char *exports, struct output_file *output) {
    struct dirent **entries = NULL;
    int n = scandir(exports, &entries, NULL, compare_names);

    if (n < 0)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", exports, strerror(errno));
    output_file_write_text(output, "; drafted from the headers: read every line, then run the check again\n[export]\n"
                                   "profile = limited\ndates = %Y-%m-%d\nmissing = NA\n");
    for (int i = 0; i < n; i++) {
        if (fnmatch("*.csv", entries[i]->d_name, FNM_PERIOD) == 0)
            draft_file(exports, entries[i]->d_name, output);
        free(entries[i]);
    }
    free(entries);
}
