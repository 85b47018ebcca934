/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/canvas.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/plain_text.h"

/* Pixels between the frame and whatever is drawn. */
static double edge(const struct canvas *canvas) { return canvas_is_narrow(canvas) ? 8 : 20; }

struct canvas *canvas_alloc(const char *name, double width, double height) {
    struct canvas *canvas = memory_alloc(1, sizeof *canvas);

    canvas->name = memory_format("%s%s", name, width < CHART_WIDE ? "_narrow" : "");
    canvas->width = width;
    canvas->height = height;
    canvas->title = memory_format("%s", name);
    canvas->description = memory_format("%s", "");
    return canvas;
}

bool canvas_is_narrow(const struct canvas *canvas) { return canvas->width < CHART_WIDE; }

static void free_panel(struct canvas_panel *panel) {
    for (size_t i = 0; i < panel->n_series; i++) {
        free(panel->series[i]->values);
        free(panel->series[i]);
    }
    free(panel->series);
    free(panel);
}

void canvas_free(struct canvas *canvas) {
    if (canvas == NULL)
        return;
    for (size_t i = 0; i < canvas->n_panels; i++)
        free_panel(canvas->panels[i]);
    for (size_t i = 0; i < canvas->n_texts; i++)
        free(canvas->texts[i].text);
    free(canvas->panels);
    free(canvas->texts);
    free(canvas->title);
    free(canvas->description);
    free(canvas->name);
    free(canvas);
}

size_t series_columns(enum series_kind kind) {
    switch (kind) {
    case SERIES_BAND: return 3;
    case SERIES_BOXES:
    case SERIES_SEGMENTS: return 4;
    case SERIES_LINE:
    case SERIES_DOTS:
    default: return 2;
    }
}

struct canvas_panel *canvas_add_panel(struct canvas *canvas, struct canvas_panel shape) {
    struct canvas_panel *panel = memory_alloc(1, sizeof *panel);

    *panel = shape;
    canvas->panels = memory_grow(canvas->panels, &canvas->panel_capacity, canvas->n_panels + 1, sizeof(void *));
    canvas->panels[canvas->n_panels++] = panel;
    return panel;
}

struct canvas_series *canvas_add_series(struct canvas_panel *panel, struct canvas_series look) {
    struct canvas_series *series = memory_alloc(1, sizeof *series);

    *series = look;
    panel->series = memory_grow(panel->series, &panel->capacity, panel->n_series + 1, sizeof(void *));
    panel->series[panel->n_series++] = series;
    return series;
}

void series_add(struct canvas_series *series, const double values[]) {
    size_t n = series_columns(series->kind);

    series->values = memory_grow(series->values, &series->capacity, series->n_values + n, sizeof *series->values);
    memcpy(series->values + series->n_values, values, n * sizeof *values);
    series->n_values += n;
}

double panel_x(const struct canvas_panel *panel, double x) {
    return panel->left + (x - panel->x_min) / (panel->x_max - panel->x_min) * (panel->right - panel->left);
}

double panel_y(const struct canvas_panel *panel, double y) {
    return panel->bottom - (y - panel->y_min) / (panel->y_max - panel->y_min) * (panel->bottom - panel->top);
}

struct canvas_panel *canvas_add_overlay(struct canvas *canvas, double left, double right, double top, double bottom) {
    return canvas_add_panel(canvas, (struct canvas_panel){.left = left,
                                                          .right = right,
                                                          .top = top,
                                                          .bottom = bottom,
                                                          .x_min = left,
                                                          .x_max = right,
                                                          .y_min = bottom,
                                                          .y_max = top});
}

void canvas_add_leader(struct canvas_panel *overlay, double x1, double y1, double x2, double y2) {
    struct canvas_series *line = canvas_add_series(
        overlay,
        (struct canvas_series){.kind = SERIES_SEGMENTS, .what = "leader", .colour = COLOUR_AXIS, .width = 0.8});

    series_add(line, (double[]){x1, y1, x2, y2});
}

static void add_cleaned(struct canvas *canvas, struct canvas_text text, char *copy) {
    if (copy[0] == '\0') {
        free(copy);
        return;
    }
    text.text = copy;
    canvas->texts = memory_grow(canvas->texts, &canvas->text_capacity, canvas->n_texts + 1, sizeof *canvas->texts);
    canvas->texts[canvas->n_texts++] = text;
}

void canvas_add_text(struct canvas *canvas, struct canvas_text text) {
    add_cleaned(canvas, text, plain_text_copy(text.text));
}

void canvas_add_words(struct canvas *canvas, double x, double y, enum chart_font font, enum canvas_align align,
                      unsigned colour, const char *text) {
    canvas_add_text(
        canvas, (struct canvas_text){
                    .x = x, .y = y, .font = font, .align = align, .colour = colour, .text = (char *)(uintptr_t)text});
}

double canvas_add_lines(struct canvas *canvas, struct canvas_text text, double width) {
    char *whole = plain_text_copy(text.text);

    for (const char *at = whole; *at != '\0';) {
        size_t length = chart_text_fit(text.font, at, width);
        add_cleaned(canvas, text, memory_copy_text(at, length));
        text.y += chart_fonts[text.font].size * 1.3;
        at += length;
        at += strspn(at, " ");
    }
    free(whole);
    return text.y;
}

/* Of the names with the same first line what follows it. */
static const char **rests_of(const struct chart_names *among, const char *name, size_t n_bytes, size_t *n) {
    const char **rests = memory_alloc(among->n + 1, sizeof *rests);

    *n = 0;
    for (size_t i = 0; i < among->n; i++)
        if (strncmp(among->names[i], name, n_bytes) == 0)
            rests[(*n)++] = among->names[i] + n_bytes;
    return rests;
}

void canvas_add_name(struct canvas *canvas, struct word_pool *pool, struct canvas_text text, double width,
                     const struct chart_names *among) {
    const char *name = text.text, **rests;
    size_t length = chart_text_fit(text.font, name, width), skipped = strspn(name + length, " "), n;
    bool is_long = name[length + skipped] != '\0';

    text.text = (char *)(uintptr_t)chart_text_shorten(pool, text.font,
                                                      word_pool_format(pool, "%.*s", (int)length, name), width);
    canvas_add_text(canvas, text);
    if (!is_long)
        return;
    rests = rests_of(among, name, length + skipped, &n);
    text.text = (char *)(uintptr_t)chart_name_shorten(pool, text.font, name + length + skipped, width,
                                                      &(struct chart_names){rests, n});
    free(rests);
    text.y += chart_fonts[text.font].size * 1.3;
    canvas_add_text(canvas, text);
}

/* The least width that takes no more lines: no single word is left for the last of them. */
static double balanced(enum chart_font font, const char *text, double width) {
    size_t n = chart_text_lines(font, text, width);

    while (n > 1 && width > 40 && chart_text_lines(font, text, width - 8) == n)
        width -= 8;
    return width;
}

double canvas_add_heading(struct canvas *canvas, const char *finding, const char *measure) {
    bool narrow = canvas_is_narrow(canvas);
    double left = edge(canvas), width = canvas->width - 2 * left, y = narrow ? 18 : 28;

    free(canvas->title);
    canvas->title = plain_text_copy(finding);
    canvas_describe(canvas, measure);
    y = canvas_add_lines(
        canvas, (struct canvas_text){left, y, narrow ? FONT_LABEL : FONT_TITLE, ALIGN_LEFT, COLOUR_INK, canvas->title},
        balanced(narrow ? FONT_LABEL : FONT_TITLE, canvas->title, width));
    y = canvas_add_lines(canvas,
                         (struct canvas_text){left, y + 3, narrow ? FONT_SMALL : FONT_SUBTITLE, ALIGN_LEFT,
                                              COLOUR_MUTED, canvas->description},
                         balanced(narrow ? FONT_SMALL : FONT_SUBTITLE, canvas->description, width));
    return y;
}

void canvas_add_footer(struct canvas *canvas, double y, const char *text) {
    char *copy = memory_format("%s", text);

    y = canvas_add_lines(canvas, (struct canvas_text){edge(canvas), y, FONT_NOTE, ALIGN_LEFT, COLOUR_MUTED, copy},
                         canvas->width - 2 * edge(canvas));
    canvas->height = y + 2;
    canvas_describe(canvas, text);
    free(copy);
}

/* What stands between a description and what follows it. */
static const char *between(const char *description) {
    size_t length = strlen(description);

    if (length == 0)
        return "";
    return strchr(".!?", description[length - 1]) != NULL ? " " : ". ";
}

void canvas_describe(struct canvas *canvas, const char *text) {
    char *cleaned = plain_text_copy(text);
    char *longer = memory_format("%s%s%s", canvas->description, between(canvas->description), cleaned);

    free(cleaned);
    free(canvas->description);
    canvas->description = longer;
}
