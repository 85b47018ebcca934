/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/rest_cells.h"

#include <stdbool.h>

void rest_cells_take(const char *rest, size_t place, struct text_buffer *cell) {
    bool is_quoted = false;
    size_t at_place = 0;

    text_buffer_clear(cell);
    for (const char *c = rest; *c != '\0'; c++) {
        if (*c == ',' && !is_quoted) {
            if (++at_place > place)
                return;
        } else if (*c == '"' && (!is_quoted || c[1] != '"')) {
            is_quoted = !is_quoted;
        } else if (at_place == place) {
            text_buffer_append_char(cell, *c);
            c += *c == '"';
        } else if (*c == '"') {
            c++;
        }
    }
}
