/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/cell_key.h"

#include <stdlib.h>

#include "base/memory.h"

struct cell_key cell_key_bind(const bool marked[], size_t n) {
    struct cell_key key = {.cells = memory_alloc(n, sizeof *key.cells)};

    for (size_t i = 0; i < n; i++)
        if (marked[i])
            key.cells[key.n++] = i;
    return key;
}

void cell_key_free(struct cell_key *key) {
    free(key->cells);
    text_buffer_free(&key->text);
}

/* Do the cells stand in the line as they would be put together? */
static bool is_one_piece(const struct cell_key *key, const struct record_cell *cells) {
    for (size_t i = 1; i < key->n; i++) {
        const struct record_cell *before = &cells[key->cells[i - 1]];
        if (cells[key->cells[i]].text != before->text + before->length + 1)
            return false;
    }
    return key->n > 0;
}

static struct record_cell put_together(struct cell_key *key, const struct record_cell *cells) {
    text_buffer_clear(&key->text);
    text_buffer_append_text(&key->text, "");
    for (size_t i = 0; i < key->n; i++) {
        const struct record_cell *cell = &cells[key->cells[i]];
        if (i > 0)
            text_buffer_append(&key->text, "", 1);
        text_buffer_append(&key->text, cell->text, cell->length);
    }
    return (struct record_cell){.text = key->text.text, .length = (uint32_t)key->text.length};
}

struct record_cell cell_key_of(struct cell_key *key, const struct record_cell *cells) {
    const struct record_cell *first, *last;

    if (!is_one_piece(key, cells))
        return put_together(key, cells);
    first = &cells[key->cells[0]];
    last = &cells[key->cells[key->n - 1]];
    return (struct record_cell){.text = first->text, .length = (uint32_t)(last->text - first->text) + last->length};
}
