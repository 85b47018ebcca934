/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a control chart: notes at their lines, names of marked points, values of the lines behind the frame.
 * None lies on another, and those of points as far as can be on no value.
 */
#ifndef SWITCHBACK_CHART_CONTROL_WORDS_H
#define SWITCHBACK_CHART_CONTROL_WORDS_H

#include "chart/control.h"

/* Pixels that words take. */
struct control_box {
    double left, right, top, bottom;
};

enum { CONTROL_MOST_BOXES = 96 };

struct control_boxes {
    struct control_box boxes[CONTROL_MOST_BOXES];
    size_t n;
};

/* Each with its upright line. */
void control_words_add_notes(struct canvas *canvas, struct canvas_panel *panel, struct word_pool *pool,
                             const struct control_panel *control, struct control_boxes *boxes);

/* The latest first: where many stand close an early one may find no place. */
void control_words_add_marks(struct canvas *canvas, const struct canvas_panel *panel,
                             const struct control_panel *control, struct control_boxes *boxes);

/* Values of mean and limits, and the last point, each as near to its line as can be. */
void control_words_add_ends(struct canvas *canvas, const struct canvas_panel *panel,
                            const struct control_panel *control);

#endif
