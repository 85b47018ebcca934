/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/draft_header.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "draft/day_format.h"
#include "draft/header_words.h"
#include "draft/value_words.h"
#include "privacy/identifiers.h"
#include "table/record_reader.h"

enum { ROWS_LOOKED_AT = 200 };

static const char no_header[] = "the first line looks like no header (write "
                                "the names of the columns above it)";

/* Half of the names or more consist of words that headers consist of. */
static bool has_known_words(const struct header *header) {
    size_t n = 0;

    for (size_t i = 0; i < header->n; i++) {
        struct header_words words = header_words_read(header->names[i]);
        n += (words.n > 0 && words.n >= words.n_unknown) || identifier_in_header(header->names[i]) != IDENTIFIER_NONE;
    }
    return n > 0 && 2 * n >= header->n;
}

/* A name that is a value of some column of ours ("methadone", "negative", "M"). */
static bool has_values(const struct header *header) {
    static const enum value_domain domains[] = {VALUE_MEDICATION, VALUE_RESULT, VALUE_SEX};
    const char *target;
    double number;

    for (size_t i = 0; i < header->n; i++) {
        const char *name = header->names[i];
        if (number_parse_double(name, strlen(name), &number) || day_format_is_date(name, strlen(name)))
            return true;
        for (size_t k = 0; k < sizeof domains / sizeof domains[0]; k++)
            if (value_words_read(domains[k], name, &target) == VALUE_SURE && header_words_read(name).n == 0)
                return true;
    }
    return false;
}

static bool is_of_digits(struct record_cell cell) {
    size_t n = 0;

    for (size_t i = 0; i < cell.length; i++)
        n += cell.text[i] >= '0' && cell.text[i] <= '9';
    return n > 0 && 2 * n >= cell.length;
}

/* Rows behind it of another make: below some name without digits nearly every cell consists of digits, and no name
 * stands again in its column. */
static bool differs_from_rows(const struct header *header, struct record_reader *reader) {
    long n_rows = 0, n_digits[RECORD_MOST_CELLS] = {0};
    struct record record;
    enum record_status status;

    while (n_rows < ROWS_LOOKED_AT && (status = record_reader_next(reader, &record)) != RECORD_END) {
        if (status != RECORD_OK || record.n_cells != header->n)
            continue;
        n_rows++;
        for (size_t i = 0; i < header->n; i++) {
            if (record.cells[i].length > 0 && strcasecmp(record.cells[i].text, header->names[i]) == 0)
                return false;
            n_digits[i] += is_of_digits(record.cells[i]) || record.cells[i].length == 0;
        }
    }
    for (size_t i = 0; i < header->n; i++)
        if (n_rows > 0 && 10 * n_digits[i] >= 9 * n_rows && strpbrk(header->names[i], "0123456789") == NULL)
            return true;
    return false;
}

/* Lines behind the first that have more cells: a title stands above the header. */
static bool is_title(const struct header *header, struct record_reader *reader) {
    struct record record;
    size_t named = 0;

    for (size_t i = 0; i < header->n; i++)
        named += header->names[i][0] != '\0';
    return named <= 1 && record_reader_next(reader, &record) == RECORD_OK && record.n_cells > 1;
}

/* Names of known words are a header, if none is a value; others must differ from the rows below. */
static bool looks_like_row(const struct header *header, struct record_reader *reader) {
    if (has_known_words(header))
        return header->is_doubtful && has_values(header);
    return header->is_doubtful || has_values(header) || !differs_from_rows(header, reader);
}

const char *draft_header_doubt(const struct header *header, const char *path, char delimiter, const char *encoding) {
    struct record_reader *reader = record_reader_open(path, delimiter);
    struct record record;
    const char *doubt = NULL;

    record_reader_set_encoding(reader, encoding);
    record_reader_next(reader, &record);
    if (is_title(header, reader))
        doubt = "a title seems to stand above the header (remove the lines before "
                "the names of the columns)";
    else if (header->n < 2)
        doubt = "no table: its lines have one column";
    else if (header_find_duplicate(header) >= 0 && !header->is_doubtful)
        doubt = "two columns have the same name (give each its own)";
    else if (looks_like_row(header, reader))
        doubt = no_header;
    record_reader_close(reader);
    return doubt;
}
