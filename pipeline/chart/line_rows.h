/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows that lie under each other, each with a name, something drawn from left to right and its numbers in words: beside
 * each other where there is room, on a narrow drawing the words above what is drawn.
 */
#ifndef SWITCHBACK_CHART_LINE_ROWS_H
#define SWITCHBACK_CHART_LINE_ROWS_H

#include "chart/canvas.h"

/* The panel of n rows from `top` down; x from 0 to x_max, y of the rows as line_rows_y has it. */
struct canvas_panel *line_rows_add_panel(struct canvas *canvas, double top, size_t n, double x_max);

/* The middle of what is drawn of row i of n, in the panel's numbers. */
double line_rows_y(const struct canvas_panel *panel, size_t n, size_t i);

/* Half the height of a bar, in rows. */
double line_rows_half(const struct canvas_panel *panel);

struct line_words {
    const char *name, *value, *count; /* count: NULL or "103 of 545" */
};

/* The words of the row whose middle is at y; a long name is shortened. */
void line_rows_add_words(struct canvas *canvas, const struct canvas_panel *panel, struct word_pool *pool,
                         const struct line_words *words, double y);

#endif
