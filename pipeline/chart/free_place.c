/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/free_place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { STEP_ASIDE = 4, STEP_UP = 3 /* pixels between places that are tried */, CLEAR = 2 /* around words */ };

/* How much farther away a place may be that has no line of the grid through it, or is on the better side. */
static const double grid_cost = 14, side_cost = 4, aside_cost = 0.12;

struct box {
    double left, right, top, bottom;
};

/* What may not be covered, or only if need be (the grid). */
struct line {
    double x1, y1, x2, y2;
    bool is_grid, is_leader;
};

struct obstacles {
    struct box near; /* what lies outside is in nobody's way */
    struct line *lines;
    struct box *boxes;
    size_t n_lines, line_capacity, n_boxes, box_capacity;
};

static bool touch(const struct box *one, const struct box *other) {
    return one->left < other->right && other->left < one->right && one->top < other->bottom && other->top < one->bottom;
}

/* Letters reach a little more than half of their size up and down from the middle of their line. */
static struct box box_of_width(const struct canvas_text *text, double width) {
    double half = chart_fonts[text->font].size * 0.52;
    double left = text->align == ALIGN_LEFT    ? text->x
                  : text->align == ALIGN_RIGHT ? text->x - width
                                               : text->x - width / 2;

    return (struct box){left, left + width, text->y - half, text->y + half};
}

static struct box box_of(const struct canvas_text *text) {
    return box_of_width(text, chart_text_width(text->font, text->text));
}

/* ---- what is drawn near the point ---- */

static void add_box(struct obstacles *obstacles, struct box box) {
    if (!touch(&box, &obstacles->near))
        return;
    obstacles->boxes =
        memory_grow(obstacles->boxes, &obstacles->box_capacity, obstacles->n_boxes + 1, sizeof *obstacles->boxes);
    obstacles->boxes[obstacles->n_boxes++] = box;
}

static void add_line(struct obstacles *obstacles, struct line line) {
    struct box around = {fmin(line.x1, line.x2) - 1, fmax(line.x1, line.x2) + 1, fmin(line.y1, line.y2) - 1,
                         fmax(line.y1, line.y2) + 1};

    if (!touch(&around, &obstacles->near))
        return;
    obstacles->lines =
        memory_grow(obstacles->lines, &obstacles->line_capacity, obstacles->n_lines + 1, sizeof *obstacles->lines);
    obstacles->lines[obstacles->n_lines++] = line;
}

static void add_series(struct obstacles *obstacles, const struct canvas_panel *panel,
                       const struct canvas_series *series) {
    const double *v = series->values;
    bool is_grid = series->colour == COLOUR_GRID;

    for (size_t i = 0, step = series_columns(series->kind); i < series->n_values; i += step)
        if (series->kind == SERIES_DOTS)
            add_box(obstacles,
                    (struct box){panel_x(panel, v[i]) - series->width, panel_x(panel, v[i]) + series->width,
                                 panel_y(panel, v[i + 1]) - series->width, panel_y(panel, v[i + 1]) + series->width});
        else if (series->kind == SERIES_SEGMENTS)
            add_line(obstacles, (struct line){panel_x(panel, v[i]), panel_y(panel, v[i + 1]), panel_x(panel, v[i + 2]),
                                              panel_y(panel, v[i + 3]), is_grid,
                                              series->what != NULL && strcmp(series->what, "leader") == 0});
        else if (series->kind == SERIES_LINE && i > 0)
            add_line(obstacles, (struct line){panel_x(panel, v[i - 2]), panel_y(panel, v[i - 1]), panel_x(panel, v[i]),
                                              panel_y(panel, v[i + 1]), is_grid, false});
}

static struct obstacles collect(const struct canvas *canvas, struct box near) {
    struct obstacles obstacles = {.near = near};

    for (size_t p = 0; p < canvas->n_panels; p++)
        for (size_t s = 0; s < canvas->panels[p]->n_series; s++)
            add_series(&obstacles, canvas->panels[p], canvas->panels[p]->series[s]);
    for (size_t i = 0; i < canvas->n_texts; i++)
        add_box(&obstacles, box_of(&canvas->texts[i]));
    return obstacles;
}

/* ---- what a place costs ---- */

/* Cuts [*from, *to] of a line down to where at + t * step lies between low and high; false: nowhere. */
static bool cut(double at, double step, double low, double high, double *from, double *to) {
    double enter, leave;

    if (fabs(step) < 1e-9)
        return at > low && at < high;
    enter = (low - at) / step;
    leave = (high - at) / step;
    *from = fmax(*from, fmin(enter, leave));
    *to = fmin(*to, fmax(enter, leave));
    return *from < *to;
}

/* Both ends on one side: most lines are so far from most places that nothing has to be divided. */
static bool is_beside(double one, double other, double low, double high) {
    return (one <= low && other <= low) || (one >= high && other >= high);
}

static bool crosses(const struct line *line, const struct box *box) {
    double from = 0, to = 1;

    if (is_beside(line->x1, line->x2, box->left, box->right) || is_beside(line->y1, line->y2, box->top, box->bottom))
        return false;
    return cut(line->x1, line->x2 - line->x1, box->left, box->right, &from, &to) &&
           cut(line->y1, line->y2 - line->y1, box->top, box->bottom, &from, &to);
}

/* What was in the way comes first: it is in the way of the next place, too, mostly. */
static void bring_forward(struct obstacles *obstacles, size_t at) {
    struct line line = obstacles->lines[at];

    obstacles->lines[at] = obstacles->lines[0];
    obstacles->lines[0] = line;
}

/* INFINITY: something lies there. */
static double cost_of(struct obstacles *obstacles, const struct box *box) {
    double cost = 0;

    for (size_t i = 0; i < obstacles->n_boxes; i++)
        if (touch(&obstacles->boxes[i], box))
            return (double)INFINITY;
    for (size_t i = 0; i < obstacles->n_lines; i++) {
        if (!crosses(&obstacles->lines[i], box))
            continue;
        if (!obstacles->lines[i].is_grid) {
            bring_forward(obstacles, i);
            return (double)INFINITY;
        }
        cost = grid_cost;
    }
    return cost;
}

/* From the point to the nearest edge of the box. */
static double away(const struct free_place *place, const struct box *box) {
    return hypot(fmax(0, fmax(box->left - place->x, place->x - box->right)),
                 fmax(0, fmax(box->top - place->y, place->y - box->bottom)));
}

static bool is_within(const struct free_place *place, const struct box *box) {
    return box->left >= place->left && box->right <= place->right && box->top >= place->top &&
           box->bottom <= place->bottom;
}

/* ---- the line that joins ---- */

static struct line joint_of(const struct free_place *place, const struct box *box) {
    return (struct line){.x1 = place->x,
                         .y1 = place->y,
                         .x2 = fmax(box->left, fmin(box->right, place->x)),
                         .y2 = fmax(box->top, fmin(box->bottom, place->y))};
}

void free_place_joint(const struct free_place *place, const struct canvas_text *text, double *x, double *y) {
    struct box box = box_of(text);
    struct line joint = joint_of(place, &box);

    *x = joint.x2;
    *y = joint.y2;
}

static double side_of(const struct line *line, double x, double y) {
    return (line->x2 - line->x1) * (y - line->y1) - (line->y2 - line->y1) * (x - line->x1);
}

static bool meet(const struct line *one, const struct line *other) {
    return side_of(one, other->x1, other->y1) * side_of(one, other->x2, other->y2) < 0 &&
           side_of(other, one->x1, one->y1) * side_of(other, one->x2, one->y2) < 0;
}

static bool holds(const struct box *box, double x, double y) {
    return x >= box->left && x <= box->right && y >= box->top && y <= box->bottom;
}

/* Is there nothing between the point and the words? A dot that lies on the point itself is no other. */
static bool can_join(const struct obstacles *obstacles, const struct free_place *place, const struct box *box) {
    struct line joint = joint_of(place, box);

    for (size_t i = 0; i < obstacles->n_boxes; i++)
        if (!holds(&obstacles->boxes[i], place->x, place->y) && crosses(&joint, &obstacles->boxes[i]))
            return false;
    for (size_t i = 0; i < obstacles->n_lines; i++)
        if (obstacles->lines[i].is_leader && meet(&joint, &obstacles->lines[i]))
            return false;
    return true;
}

bool free_place_find(const struct canvas *canvas, const struct free_place *place, struct canvas_text *text) {
    double width = chart_text_width(text->font, text->text), reach = place->most_away + width / 2 + CLEAR,
           rise = place->most_away + chart_fonts[text->font].size;
    struct obstacles obstacles =
        collect(canvas, (struct box){place->x - reach - width / 2, place->x + reach + width / 2, place->y - 2 * rise,
                                     place->y + 2 * rise});
    double best = (double)INFINITY;

    text->align = ALIGN_CENTER;
    for (double dy = -rise; dy <= rise; dy += STEP_UP)
        for (double dx = -reach; dx <= reach; dx += STEP_ASIDE) {
            struct canvas_text tried = *text;
            struct box box;
            double cost, apart;
            tried.x = place->x + dx;
            tried.y = place->y + dy;
            box = box_of_width(&tried, width);
            box = (struct box){box.left - CLEAR, box.right + CLEAR, box.top, box.bottom};
            apart = away(place, &box);
            cost = apart + aside_cost * fabs(dx) + ((dy > 0) != place->below ? side_cost : 0);
            if (cost >= best || apart > place->most_away || !is_within(place, &box))
                continue;
            cost += cost_of(&obstacles, &box);
            if (cost >= best || (place->joined && !can_join(&obstacles, place, &box)))
                continue;
            best = cost;
            text->x = tried.x;
            text->y = tried.y;
        }
    free(obstacles.lines);
    free(obstacles.boxes);
    return best < (double)INFINITY;
}
