/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/text_table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "text/plain_text.h"
#include "text/text_wrap.h"

enum { BETWEEN = 2, NARROWEST = 4 };

/* One row being printed: what is left of each clean cell. */
struct printed_row {
    char *clean[DOCUMENT_MOST_COLUMNS];
    const char *rest[DOCUMENT_MOST_COLUMNS];
};

static size_t clean_width(const char *cell) {
    char *clean = plain_text_copy(cell);
    size_t width = plain_text_width(clean);

    free(clean);
    return width;
}

/* Of the longest word, which is not to be broken. */
static size_t word_width(const char *cell) {
    char *clean = plain_text_copy(cell);
    size_t longest = 0;

    for (char *at = strtok(clean, " "); at != NULL; at = strtok(NULL, " ")) {
        size_t width = plain_text_width(at);
        longest = width > longest ? width : longest;
    }
    free(clean);
    return longest;
}

/* The widest column that is wider than its least; n when none is. */
static size_t widest_of(const size_t widths[], const size_t least[], size_t n) {
    size_t widest = n;

    for (size_t i = 0; i < n; i++)
        if (widths[i] > least[i] && (widest == n || widths[i] > widths[widest]))
            widest = i;
    return widest;
}

/* Headers take more lines first, then cells; words are broken only where nothing else makes room. */
static void fit(size_t widths[], const size_t cells[], const size_t words[], size_t n, size_t room) {
    size_t total = (n - 1) * BETWEEN, narrowest[DOCUMENT_MOST_COLUMNS], whole[DOCUMENT_MOST_COLUMNS];

    for (size_t i = 0; i < n; i++) {
        total += widths[i];
        narrowest[i] = NARROWEST;
        whole[i] = cells[i] > words[i] ? cells[i] : words[i];
    }
    for (; total > room; total--) {
        size_t widest = widest_of(widths, whole, n);
        if (widest == n)
            widest = widest_of(widths, words, n);
        if (widest == n)
            widest = widest_of(widths, narrowest, n);
        if (widest == n)
            return;
        widths[widest]--;
    }
}

/* The widest of a column's cells, by `width_of`; with its header, or without. */
static void measure(const struct document_table *table, size_t (*width_of)(const char *cell), bool header,
                    size_t widths[]) {
    for (size_t column = 0; column < table->n_columns; column++) {
        widths[column] = header ? width_of(table->headers[column]) : 0;
        for (size_t row = 0; row < table->n_rows; row++) {
            size_t width = width_of(table->cells[row * table->n_columns + column]);
            widths[column] = width > widths[column] ? width : widths[column];
        }
    }
}

static void pad(struct text_buffer *out, size_t n) {
    while (n-- > 0)
        text_buffer_append_char(out, ' ');
}

static void trim_line(struct text_buffer *out) {
    while (out->length > 0 && out->text[out->length - 1] == ' ')
        out->text[--out->length] = '\0';
    text_buffer_append_char(out, '\n');
}

static void append_piece(struct text_buffer *out, const char **rest, size_t width, bool right) {
    size_t length;
    const char *piece = text_wrap_next(rest, width, &length);
    size_t used = 0;

    for (size_t at = 0, bytes; at < length; at += bytes, used++)
        plain_text_decode(piece + at, &bytes);
    pad(out, right ? width - used : 0);
    text_buffer_append(out, piece, length);
    pad(out, right ? 0 : width - used);
}

static bool has_more(const struct printed_row *row, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (row->rest[i][0] != '\0')
            return true;
    return false;
}

static void append_row(struct text_buffer *out, const struct document_table *table, const char *const cells[],
                       const size_t widths[]) {
    struct printed_row row;

    for (size_t i = 0; i < table->n_columns; i++)
        row.rest[i] = row.clean[i] = plain_text_copy(cells[i]);
    while (has_more(&row, table->n_columns)) {
        for (size_t i = 0; i < table->n_columns; i++) {
            pad(out, i > 0 ? BETWEEN : 0);
            append_piece(out, &row.rest[i], widths[i], i > 0 && !table->words);
        }
        trim_line(out);
    }
    for (size_t i = 0; i < table->n_columns; i++)
        free(row.clean[i]);
}

void text_table_append(struct text_buffer *out, const struct document_table *table, size_t width) {
    size_t widths[DOCUMENT_MOST_COLUMNS] = {0}, cells[DOCUMENT_MOST_COLUMNS] = {0}, words[DOCUMENT_MOST_COLUMNS] = {0};

    measure(table, clean_width, true, widths);
    measure(table, clean_width, false, cells);
    measure(table, word_width, true, words);
    fit(widths, cells, words, table->n_columns, width);
    append_row(out, table, table->headers, widths);
    for (size_t i = 0; i < table->n_columns; i++) {
        pad(out, i > 0 ? BETWEEN : 0);
        for (size_t k = 0; k < widths[i]; k++)
            text_buffer_append_char(out, '-');
    }
    text_buffer_append_char(out, '\n');
    for (size_t row = 0; row < table->n_rows; row++)
        append_row(out, table, table->cells + row * table->n_columns, widths);
}
