/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/sums_table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

static const struct column_spec columns[] = {
    {"sum", COLUMN_TEXT, true, "", NULL, "what is summed"},
    {"of", COLUMN_TEXT, false, "", NULL, "of which site, medication or rule"},
    {"numbers", COLUMN_TEXT, false, "", NULL, "the sums, zeros at the end left out"},
};

enum { SUM, OF, NUMBERS, N_COLUMNS };

static const struct table_spec spec = {"sums", "Sums over a range of people.", "as they were counted", "",
                                       TABLE_SPEC_COLUMNS(columns)};

struct sums_writer sums_writer_open(const char *path) {
    return (struct sums_writer){.table = table_writer_open(path, &spec, NULL, 0)};
}

void sums_writer_begin(struct sums_writer *writer, const char *sum, const char *of, size_t length) {
    table_writer_text(writer->table, sum);
    table_writer_bytes(writer->table, of, length);
    text_buffer_clear(&writer->numbers);
    writer->n_zeros = 0;
}

void sums_writer_number(struct sums_writer *writer, uint64_t number) {
    char digits[NUMBER_TEXT_SIZE];

    if (number == 0) {
        writer->n_zeros++;
        return;
    }
    for (; writer->n_zeros > 0; writer->n_zeros--)
        text_buffer_append_text(&writer->numbers, "0 ");
    text_buffer_append(&writer->numbers, digits, number_format_int((int64_t)number, digits));
    text_buffer_append_char(&writer->numbers, ' ');
}

void sums_writer_end(struct sums_writer *writer) {
    size_t length = writer->numbers.length;

    table_writer_bytes(writer->table, length > 0 ? writer->numbers.text : "", length > 0 ? length - 1 : 0);
    table_writer_end_row(writer->table);
}

void sums_writer_commit(struct sums_writer *writer) {
    table_writer_commit(writer->table);
    text_buffer_free(&writer->numbers);
}

struct sums_reader sums_reader_open(const char *path) {
    struct sums_reader reader = {.table = table_reader_open(path, true)};
    int at[N_COLUMNS];

    table_reader_match(reader.table, &spec, at);
    return reader;
}

bool sums_reader_next(struct sums_reader *reader) {
    if (!table_reader_next(reader->table))
        return false;
    reader->sum = table_reader_cell(reader->table, SUM).text;
    reader->of = table_reader_cell(reader->table, OF);
    reader->rest = table_reader_cell(reader->table, NUMBERS).text;
    return true;
}

uint64_t sums_reader_number(struct sums_reader *reader) {
    char *end;
    uint64_t number;

    if (*reader->rest == '\0')
        return 0;
    errno = 0;
    number = (uint64_t)strtoll(reader->rest, &end, 10);
    if (end == reader->rest || errno != 0 || (*end != ' ' && *end != '\0'))
        table_reader_fail(reader->table, NUMBERS, "not usable (expected whole numbers with a blank between them)");
    reader->rest = end + (*end == ' ');
    return number;
}

void sums_reader_add_sizes(struct sums_reader *reader, size_t *const sizes[], size_t n) {
    for (size_t i = 0; i < n; i++)
        *sizes[i] += (size_t)sums_reader_number(reader);
}

void sums_reader_add_counts(struct sums_reader *reader, uint32_t counts[], size_t n) {
    for (size_t i = 0; i < n && *reader->rest != '\0'; i++)
        counts[i] += (uint32_t)sums_reader_number(reader);
}

void sums_reader_close(struct sums_reader *reader) { table_reader_close(reader->table); }
