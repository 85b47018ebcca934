/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_events.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text_buffer.h"

/* A text in so many rows of a column with so few texts is a code, and no one person's. */
enum { MOST_TEXTS = 50, FEWEST_ROWS_SHOWN = 11 };

struct sample_events sample_events_open(const char *value, bool are_codes) {
    return (struct sample_events){
        .value = value, .codes = are_codes && value == NULL ? dictionary_alloc() : NULL, .others = dictionary_alloc()};
}

void sample_events_free(struct sample_events *events) {
    dictionary_free(events->codes);
    dictionary_free(events->others);
    free(events->n_rows);
    *events = (struct sample_events){0};
}

static void note_other(struct sample_events *events, struct record_cell cell, long line) {
    size_t known = dictionary_count(events->others);
    uint32_t number = dictionary_find(events->others, cell.text, cell.length);

    if (known == 0)
        events->line = line;
    if (number == DICTIONARY_NONE && known == MOST_TEXTS) {
        events->n_more++;
        return;
    }
    if (number == DICTIONARY_NONE) {
        number = dictionary_add(events->others, cell.text, cell.length);
        events->n_rows = memory_grow(events->n_rows, &events->capacity, known + 1, sizeof *events->n_rows);
        events->n_rows[number] = 0;
    }
    events->n_rows[number]++;
}

static bool cell_is_word(struct record_cell cell, const char *word) {
    return cell.length == strlen(word) && strcasecmp(cell.text, word) == 0;
}

static bool is_none(struct record_cell cell) {
    return cell.length == 0 || (cell.length == 1 && cell.text[0] == '0') || cell_is_word(cell, "FALSE");
}

/* Once a row has the value the others need not be known. */
static bool has_value(struct sample_events *events, struct record_cell cell, const struct table_reader *reader) {
    bool has = strcmp(cell.text, events->value) == 0;

    events->has_value = events->has_value || has;
    if (!events->has_value)
        note_other(events, cell, table_reader_line(reader));
    return has;
}

int32_t sample_events_read(struct sample_events *events, const struct table_reader *reader, int column) {
    struct record_cell cell = table_reader_cell(reader, column);

    if (events->value != NULL)
        return has_value(events, cell, reader);
    if (is_none(cell))
        return 0;
    if (events->codes != NULL)
        return 1 + (int32_t)dictionary_add(events->codes, cell.text, cell.length);
    if ((cell.length == 1 && cell.text[0] == '1') || cell_is_word(cell, "TRUE"))
        return 1;
    note_other(events, cell, table_reader_line(reader));
    return 0;
}

static void append_text(struct text_buffer *out, const char *text, size_t n_rows) {
    char *part = memory_format("%s%s (%zu row%s)", out->length > 0 ? ", " : "", *text == '\0' ? "an empty cell" : text,
                               n_rows, n_rows == 1 ? "" : "s");

    text_buffer_append_text(out, part);
    free(part);
}

/* "1 (30 rows), 2 (12 rows) and 3 texts more in 9 rows (--show-values names them)"; the caller frees. */
static char *texts_seen(const struct sample_events *events, bool show_values) {
    size_t n = dictionary_count(events->others), n_hidden = 0, n_hidden_rows = events->n_more;
    uint32_t *order = dictionary_order(events->others);
    struct text_buffer out = {0};
    char *more;

    text_buffer_append_text(&out, "");
    for (size_t i = 0; i < n; i++) {
        const char *text = dictionary_text(events->others, order[i]);
        size_t n_rows = events->n_rows[order[i]];
        if (show_values || *text == '\0' || (events->n_more == 0 && n_rows >= FEWEST_ROWS_SHOWN)) {
            append_text(&out, text, n_rows);
        } else {
            n_hidden++;
            n_hidden_rows += n_rows;
        }
    }
    free(order);
    if (n_hidden_rows > 0) {
        more = memory_format("%s%s%zu text%s in %zu row%s%s", out.length > 0 ? " and " : "",
                             events->n_more > 0 ? "more than " : "", n_hidden, n_hidden == 1 ? "" : "s", n_hidden_rows,
                             n_hidden_rows == 1 ? "" : "s", show_values ? "" : " (--show-values names them)");
        text_buffer_append_text(&out, more);
        free(more);
    }
    return out.text;
}

void sample_events_judge(const struct sample_events *events, const struct table_reader *reader, int column,
                         bool show_values) {
    struct message_place place = table_reader_place(reader, column);
    char *seen;

    if (dictionary_count(events->others) == 0 || events->has_value)
        return;
    seen = texts_seen(events, show_values);
    place.line = events->value == NULL ? events->line : 0;
    place.field = 0;
    if (events->value == NULL)
        message_fail_at(EX_DATAERR, place, "neither 0, 1, TRUE nor FALSE: %s; say which is the event: --event-value V",
                        seen);
    message_say_at(place, "no row has --event-value %s; seen: %s", events->value, seen);
    free(seen);
}
