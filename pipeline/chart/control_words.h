/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a control chart: notes at their lines, names of marked points, values of the lines behind the frame.
 * None lies on another, and those of points on no line and no value.
 */
#ifndef SWITCHBACK_CHART_CONTROL_WORDS_H
#define SWITCHBACK_CHART_CONTROL_WORDS_H

#include "chart/control.h"

/* Each with its upright line. */
void control_words_add_notes(struct canvas *canvas, struct canvas_panel *panel, struct word_pool *pool,
                             const struct control_panel *control);

/* To be drawn after all that the words must keep clear of. The latest first: where many stand close an early one may
 * find no place. */
void control_words_add_marks(struct canvas *canvas, const struct canvas_panel *panel,
                             const struct control_panel *control);

/* Values of mean and limits, and the last point, each as near to its line as can be. */
void control_words_add_ends(struct canvas *canvas, const struct canvas_panel *panel,
                            const struct control_panel *control);

#endif
