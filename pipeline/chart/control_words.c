/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/control_words.h"

#include <math.h>

#include "chart/axes.h"
#include "chart/label_spread.h"

enum { LINE = 15 /* pixels from one line of words to the next */, MOST_AWAY = 46 /* of words from their point */ };

static bool touch(const struct control_box *one, const struct control_box *other) {
    return one->left < other->right && other->left < one->right && one->top < other->bottom && other->top < one->bottom;
}

static bool is_free(const struct control_boxes *boxes, const struct control_box *box) {
    for (size_t i = 0; i < boxes->n; i++)
        if (touch(box, &boxes->boxes[i]))
            return false;
    return true;
}

/* Does the line of values, or a dot on it, run through the box? */
static bool is_crossed(const struct canvas_panel *panel, const struct control_panel *control,
                       const struct control_box *box) {
    enum { STEPS = 6, DOT = 4 };

    for (size_t i = 1; i < control->n; i++)
        for (int k = 0; k <= STEPS; k++) {
            const struct control_point *from = &control->points[i - 1], *to = &control->points[i];
            double x = panel_x(panel, from->x + (to->x - from->x) * k / STEPS),
                   y = panel_y(panel, from->value + (to->value - from->value) * k / STEPS);
            if (touch(box, &(struct control_box){x - DOT, x + DOT, y - DOT, y + DOT}))
                return true;
        }
    return false;
}

static bool is_between(const struct control_box *box, double y) { return y > box->top && y < box->bottom; }

/* Does a line of the grid, the mean or a limit run through the box? The grid has its lines at the axis' quarters. */
static bool is_struck(const struct canvas_panel *panel, const struct control_panel *control,
                      const struct control_box *box) {
    for (int i = 0; i <= 4; i++)
        if (is_between(box, panel_y(panel, panel->y_max * i / 4)))
            return true;
    for (size_t i = 0; i < control->n; i++) {
        const struct control_point *point = &control->points[i];
        double left = panel_x(panel, point->x - control->step / 2),
               right = panel_x(panel, point->x + control->step / 2);
        if (box->left < right && left < box->right &&
            (is_between(box, panel_y(panel, point->center)) || is_between(box, panel_y(panel, point->low)) ||
             is_between(box, panel_y(panel, point->high))))
            return true;
    }
    return false;
}

static struct control_box box_at(double x, double y, double width) {
    return (struct control_box){x - width / 2 - 2, x + width / 2 + 2, y - 7, y + 7};
}

/* Words of a marked point, and what they keep clear of. */
struct mark_words {
    const struct canvas_panel *panel;
    const struct control_panel *control;
    const struct control_boxes *boxes;
    double x, y, width; /* pixels of the point; width of the words */
    bool above, recent; /* recent: the words may cover values rather than be left out */
};

/* What words may lie on, one after the other. */
enum may_cover { COVER_NOTHING, COVER_LINES, COVER_VALUES };

static bool fits(const struct mark_words *words, const struct control_box *box, enum may_cover cover) {
    return box->left > words->panel->left && box->right < words->panel->right && is_free(words->boxes, box) &&
           (cover == COVER_VALUES || !is_crossed(words->panel, words->control, box)) &&
           (cover != COVER_NOTHING || !is_struck(words->panel, words->control, box));
}

/* The place nearest to the point, above or below it, else beside it, where the words touch none placed before, no line
 * and no value, or at last only none placed before; false: there is none in the panel. */
static bool find_place(const struct mark_words *words, struct control_box *box) {
    const double beside[] = {0, words->width / 2 + 8, -words->width / 2 - 8};

    for (int attempt = 0; attempt < (words->recent ? 18 : 12); attempt++) {
        enum may_cover cover = (enum may_cover)(attempt / 6);
        bool above = words->above == (attempt % 2 == 0);
        double x = words->x + beside[attempt / 2 % 3];
        bool aside = attempt / 2 % 3 > 0;
        if (!aside)
            x = fmax(words->panel->left + words->width / 2 + 3, fmin(x, words->panel->right - words->width / 2 - 3));
        for (double y = words->y + (aside   ? 0
                                    : above ? -12
                                            : 12);
             y > words->panel->top - 5 && y < words->panel->bottom - 7 &&
             (cover == COVER_VALUES || fabs(y - words->y) < MOST_AWAY);
             y += above ? -3 : 3) {
            *box = box_at(x, y, words->width);
            if (fits(words, box, cover))
                return true;
        }
    }
    return false;
}

/* The middle of the run that ends with point i, and of its values the one farthest from the mean. */
static struct control_point run_of(const struct control_panel *control, size_t i) {
    struct control_point run = control->points[i];
    size_t start = i;

    for (; start > 0 && control->points[start - 1].mark == CONTROL_IN_RUN && control_joins(control, start); start--)
        if (fabs(control->points[start - 1].value - run.center) > fabs(run.value - run.center))
            run.value = control->points[start - 1].value;
    run.x = (control->points[start].x + run.x) / 2;
    return run;
}

void control_words_add_marks(struct canvas *canvas, const struct canvas_panel *panel,
                             const struct control_panel *control, struct control_boxes *boxes) {
    for (size_t i = control->n; i-- > 0 && boxes->n < CONTROL_MOST_BOXES;) {
        struct control_box *box = &boxes->boxes[boxes->n];
        struct control_point point = control->points[i];
        struct mark_words words;
        if (point.label == NULL)
            continue;
        if (point.mark == CONTROL_IN_RUN)
            point = run_of(control, i);
        words = (struct mark_words){.panel = panel,
                                    .control = control,
                                    .boxes = boxes,
                                    .x = panel_x(panel, point.x),
                                    .y = panel_y(panel, point.value),
                                    .width = chart_text_width(FONT_SMALL_BOLD, point.label),
                                    .above = !(point.value < point.center),
                                    .recent = point.x > control->points[control->n - 1].x - 12};
        if (!find_place(&words, box))
            continue;
        canvas_add_words(canvas, (box->left + box->right) / 2, (box->top + box->bottom) / 2, FONT_SMALL_BOLD,
                         ALIGN_CENTER, chart_hues[1].text, point.label);
        boxes->n++;
    }
}

/* Words stand at the right of a note's line, on its left where that has more room, a line lower where another's are. */
void control_words_add_notes(struct canvas *canvas, struct canvas_panel *panel, struct word_pool *pool,
                             const struct control_panel *control, struct control_boxes *boxes) {
    for (size_t i = 0; i < control->n_notes && boxes->n < CONTROL_MOST_BOXES; i++) {
        double x = panel_x(panel, control->notes[i].x), room = panel->right - x, width, at, y = panel->top - 9;
        const char *words = control->notes[i].words;
        bool left = chart_text_width(FONT_SMALL, words) > room - 8 && x - panel->left > room;
        struct control_box box;
        axes_add_mark(panel, control->notes[i].x);
        words = chart_text_shorten(pool, FONT_SMALL, words, fmax(left ? x - panel->left : room, 20) - 8);
        width = chart_text_width(FONT_SMALL, words);
        at = left ? x - 5 - width / 2 : x + 5 + width / 2;
        for (box = box_at(at, y, width); !is_free(boxes, &box) && y < panel->bottom - LINE; box = box_at(at, y, width))
            y += LINE;
        boxes->boxes[boxes->n++] = box;
        canvas_add_words(canvas, at, y, FONT_SMALL, ALIGN_CENTER, COLOUR_INK, words);
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
