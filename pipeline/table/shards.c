/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/shards.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/input_tables.h"
#include "table/patient_rows.h"
#include "table/table_writer.h"

static const struct column_spec cut_columns[] = {
    {"patient_id", COLUMN_ID, true, "", NULL, "the first of a range of people, but the first"}};
static const struct table_spec cut_spec = {"cuts", "Where the people are cut into ranges.", "patient_id", "patient_id",
                                           TABLE_SPEC_COLUMNS(cut_columns)};

char *shards_path(const struct shards *shards, size_t number, const char *path) {
    return memory_format("%s/%zu/%s", shards->directory, number + 1, path);
}

struct shards shards_find(const char *directory) {
    struct shards shards = {.directory = directory};
    struct stat status;
    bool is_there;

    do {
        char *path = shards_path(&shards, shards.n, "");
        is_there = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
        free(path);
        shards.n += is_there;
    } while (is_there);
    if (shards.n == 0)
        message_fail(EX_NOINPUT, "%s: holds no shard (expected directories 1, 2, 3 ...)", directory);
    return shards;
}

/* ---- cut ---------------------------------------------------------------------------------------------------- */

void shards_write_cuts(const char *table, const char *cuts, size_t n) {
    struct patient_range ranges[PATIENT_RANGES_MOST];
    size_t n_ranges = patient_ranges_split(table, n, ranges);
    struct table_writer *writer = table_writer_open(cuts, &cut_spec, NULL, 0);

    for (size_t i = 1; i < n_ranges; i++) {
        table_writer_text(writer, ranges[i].from);
        table_writer_end_row(writer);
    }
    table_writer_commit(writer);
    patient_ranges_free(ranges, n_ranges);
}

/* The byte at which the first row of this patient or a later one begins. */
static int64_t find_cut(const char *table, const struct table_spec *spec, char *patient) {
    const struct patient_range range = {.from = patient};
    int *columns = memory_alloc(spec->n_columns, sizeof *columns);
    struct patient_rows *rows = patient_rows_open(table, spec, columns, &range, false);
    const struct table_reader *reader = patient_rows_reader(rows);
    int64_t at = patient_rows_patient(rows) != NULL ? table_reader_byte(reader) : table_reader_size(reader);

    patient_rows_close(rows);
    free(columns);
    return at;
}

struct slice {
    int64_t from, until;
};

/* slices[0] is the header. Those behind the last range are empty. */
static void find_slices(const char *cuts, const char *table, const struct table_spec *spec, struct slice slices[],
                        size_t n) {
    struct table_reader *cut = table_reader_open(cuts, true), *reader = table_reader_open(table, false);
    int64_t end = table_reader_size(reader), at = table_reader_offset(reader);
    int column;

    table_reader_match(cut, &cut_spec, &column);
    slices[0] = (struct slice){0, at};
    for (size_t i = 1; i <= n; i++) {
        int64_t next = end;
        if (i < n && at < end && table_reader_next(cut)) {
            char *patient =
                memory_copy_text(table_reader_cell(cut, column).text, table_reader_cell(cut, column).length);
            next = find_cut(table, spec, patient);
            free(patient);
        }
        slices[i] = (struct slice){at, next};
        at = next;
    }
    table_reader_close(cut);
    table_reader_close(reader);
}

static int open_part(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    return file;
}

static void copy_slice(struct output_file *output, int file, const struct slice *slice) {
    output_file_copy(output, file, slice->from, slice->until - slice->from);
}

void shards_cut(const struct shards *shards, const char *cuts, const char *table) {
    const char *name = strrchr(table, '/') != NULL ? strrchr(table, '/') + 1 : table;
    char *stem = memory_copy_text(name, strcspn(name, "."));
    const struct table_spec *spec = input_tables_find(stem);
    struct slice *slices = memory_alloc(shards->n + 1, sizeof *slices);
    int file = open_part(table);

    if (spec == NULL)
        message_fail(EX_USAGE, "%s: is named as no table (expected patients.csv, doses.csv ...)", table);
    find_slices(cuts, table, spec, slices, shards->n);
    for (size_t i = 0; i < shards->n; i++) {
        char *path = shards_path(shards, i, table);
        struct output_file *output = output_file_open(path);
        copy_slice(output, file, &slices[0]);
        copy_slice(output, file, &slices[i + 1]);
        output_file_commit(output);
        free(path);
    }
    close(file);
    free(slices);
    free(stem);
}

/* ---- joined ------------------------------------------------------------------------------------------------- */

/* The header of a part, as it stands; its rows begin behind it. */
static char *read_header(const char *path, struct slice *rows) {
    struct table_reader *reader = table_reader_open(path, false);
    int file = open_part(path);
    char *header;

    *rows = (struct slice){table_reader_offset(reader), table_reader_size(reader)};
    header = memory_alloc((size_t)rows->from + 1, 1);
    if (pread(file, header, (size_t)rows->from, 0) != (ssize_t)rows->from)
        message_fail(EX_IOERR, "%s: cannot be read: %s", path, strerror(errno));
    close(file);
    table_reader_close(reader);
    return header;
}

/* `first`: the header of the first part; NULL: this is it. Returns it. */
static char *join_part(struct output_file *output, const char *path, char *first) {
    struct slice rows;
    char *header = read_header(path, &rows);
    int file = open_part(path);

    if (first != NULL && strcmp(first, header) != 0)
        message_fail(EX_DATAERR, "%s: other columns than the part before it (made by another run?)", path);
    if (first == NULL)
        output_file_write_text(output, header);
    copy_slice(output, file, &rows);
    close(file);
    if (first == NULL)
        return header;
    free(header);
    return first;
}

void shards_join(const struct shards *shards, const char *path) {
    struct output_file *output = output_file_open(path);
    char *header = NULL;

    for (size_t i = 0; i < shards->n; i++) {
        char *part = shards_path(shards, i, path);
        header = join_part(output, part, header);
        free(part);
    }
    output_file_commit(output);
    free(header);
}
