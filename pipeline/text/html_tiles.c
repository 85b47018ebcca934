/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "text/html_parts.h"

enum { LINE_WIDTH = 100, LINE_HEIGHT = 24, LINE_MARGIN = 2 };

/* The points as a line from 0 up that is broken where one is missing; what it says stands in the table of months. */
static void append_points(struct text_buffer *out, const struct document_tile *tile) {
    double most = 0;
    char point[64];
    bool pen_down = false;

    for (size_t i = 0; i < tile->n_points; i++)
        most = fmax(most, tile->points[i]);
    text_buffer_append_text(out, "<svg viewBox=\"0 0 100 24\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                                 "<path vector-effect=\"non-scaling-stroke\" d=\"");
    for (size_t i = 0; i < tile->n_points; i++) {
        double height = most > 0 ? tile->points[i] / most : 0;
        if (!isnan(tile->points[i])) {
            snprintf(point, sizeof point, "%c%.1f %.1f", pen_down ? 'L' : 'M',
                     (double)i * LINE_WIDTH / (double)(tile->n_points - 1),
                     LINE_HEIGHT - LINE_MARGIN - height * (LINE_HEIGHT - 2 * LINE_MARGIN));
            text_buffer_append_text(out, point);
        }
        pen_down = !isnan(tile->points[i]);
    }
    text_buffer_append_text(out, "\"/></svg>");
}

void html_tile_append(struct text_buffer *out, const struct document *document, const struct document_block *block) {
    const struct document_tile *tile = &block->tile;

    html_append(out, "<li><b>", tile->label, "</b>");
    html_append(out, "<span class=\"value\">", tile->value, "</span>");
    html_append(out, "<span><small>", tile->range, "</small>");
    text_buffer_append_text(out, "<small>");
    html_append_jumping(out, document, block, tile->note);
    text_buffer_append_text(out, "</small></span>");
    if (tile->n_points > 1)
        append_points(out, tile);
    text_buffer_append_text(out, "</li>\n");
}

enum { MOST_TILES = 7 /* in a row */ };

void html_tiles_begin(struct text_buffer *out, const struct document *document, size_t first) {
    size_t n = 0, row;
    char line[96];

    while (first + n < document->n_blocks && document->blocks[first + n].kind == DOCUMENT_TILE)
        n++;
    row = n > MOST_TILES ? (n + 1) / 2 : n;
    snprintf(line, sizeof line, "<ul class=\"tiles%s\" style=\"--row:%zu;--half:%zu\">\n", row == n ? " one" : "", row,
             (n + 1) / 2);
    text_buffer_append_text(out, line);
}
