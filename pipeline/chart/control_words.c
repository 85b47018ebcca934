/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/control_words.h"

#include <math.h>
#include <stdint.h>

#include "chart/axes.h"
#include "chart/free_place.h"
#include "chart/label_spread.h"

enum { LINE = 15 /* pixels from one line of words to the next */, MOST_AWAY = 60 /* of words from their point */ };

/* The middle of the run that ends with point i, and of its values the one farthest from the mean. */
static struct control_point run_of(const struct control_panel *control, size_t i) {
    struct control_point run = control->points[i];
    size_t start = i;

    for (; start > 0 && control->points[start - 1].in_run && control_joins(control, start); start--)
        if (fabs(control->points[start - 1].value - run.center) > fabs(run.value - run.center))
            run.value = control->points[start - 1].value;
    run.x = (control->points[start].x + run.x) / 2;
    return run;
}

/* Beside the point, away from the mean; words for which there is no place are left out. */
static void add_mark(struct canvas *canvas, const struct canvas_panel *panel, const struct control_point *point,
                     const char *words) {
    struct canvas_text text = {.font = FONT_SMALL_BOLD, .colour = chart_hues[1].text, .text = (char *)(uintptr_t)words};

    if (words != NULL && free_place_find(canvas,
                                         &(struct free_place){.left = panel->left,
                                                              .right = panel->right,
                                                              .top = panel->top - LINE,
                                                              .bottom = panel->bottom,
                                                              .x = panel_x(panel, point->x),
                                                              .y = panel_y(panel, point->value),
                                                              .most_away = MOST_AWAY,
                                                              .below = point->value < point->center},
                                         &text))
        canvas_add_text(canvas, text);
}

void control_words_add_marks(struct canvas *canvas, const struct canvas_panel *panel,
                             const struct control_panel *control) {
    for (size_t i = control->n; i-- > 0;) {
        struct control_point run = run_of(control, i);

        if (i + 1 < control->n) /* the last one's words stand behind its line */
            add_mark(canvas, panel, &control->points[i], control->points[i].label);
        add_mark(canvas, panel, &run, control->points[i].run);
    }
}

/* Words stand at the right of a note's line, on its left where that has more room, a line lower where another's are. */
void control_words_add_notes(struct canvas *canvas, struct canvas_panel *panel, struct word_pool *pool,
                             const struct control_panel *control) {
    double y = panel->top - 9, taken[2] = {panel->left, panel->left};

    for (size_t i = 0; i < control->n_notes; i++) {
        double x = panel_x(panel, control->notes[i].x), room = panel->right - x, width, at;
        const char *words = control->notes[i].words;
        bool left = chart_text_width(FONT_SMALL, words) > room - 8 && x - panel->left > room, lower;
        axes_add_mark(panel, control->notes[i].x, panel->y_max);
        words = chart_text_shorten(pool, FONT_SMALL, words, fmax(left ? x - panel->left : room, 20) - 8);
        width = chart_text_width(FONT_SMALL, words);
        at = left ? x - 5 - width : x + 5;
        lower = at < taken[0];
        taken[lower] = at + width + 4;
        canvas_add_words(canvas, at, y + (lower ? LINE : 0), FONT_SMALL, ALIGN_LEFT, COLOUR_INK, words);
    }
}

/* One word behind the end of a line. */
struct end_word {
    const char *text;
    double y;
    bool bold;
};

static size_t list_end_words(const struct canvas_panel *panel, const struct control_panel *control,
                             struct end_word words[4]) {
    const struct control_point *last = &control->points[control->n - 1];
    size_t n = 0;

    if (!isnan(last->center)) {
        words[n++] = (struct end_word){control->high, panel_y(panel, fmin(last->high, panel->y_max)), false};
        words[n++] = (struct end_word){control->mean, panel_y(panel, last->center), false};
        if (control->low != NULL)
            words[n++] = (struct end_word){control->low, panel_y(panel, last->low), false};
    }
    words[n] = (struct end_word){control->last, panel_y(panel, last->value), true};
    for (size_t i = n++; i > 0 && words[i].y < words[i - 1].y; i--) {
        struct end_word word = words[i];
        words[i] = words[i - 1];
        words[i - 1] = word;
    }
    return n;
}

void control_words_add_ends(struct canvas *canvas, const struct canvas_panel *panel,
                            const struct control_panel *control) {
    struct end_word words[4];
    size_t n = list_end_words(panel, control, words);
    double y[4];

    for (size_t i = 0; i < n; i++)
        y[i] = words[i].y;
    label_spread(y, n, LINE, panel->top - 4, panel->bottom + 4);
    for (size_t i = 0; i < n; i++)
        if (words[i].text != NULL)
            canvas_add_words(canvas, panel->right + 6, y[i], words[i].bold ? FONT_SMALL_BOLD : FONT_SMALL, ALIGN_LEFT,
                             words[i].bold ? chart_hues[0].text : COLOUR_MUTED, words[i].text);
}
