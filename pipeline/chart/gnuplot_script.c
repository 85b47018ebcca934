/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/gnuplot_script.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/output_file.h"

/* Pixels of the chart: radius of a point of size 1 in each form, and the width of the rim of a dot. */
static const double SVG_RADIUS = 5.625, PNG_RADIUS = 1.5, RIM = 1.2;

static const char *const align_names[] = {[ALIGN_LEFT] = "left", [ALIGN_CENTER] = "center", [ALIGN_RIGHT] = "right"};

static bool uses(const struct canvas *canvas, enum chart_font font, enum canvas_align align) {
    for (size_t i = 0; i < canvas->n_texts; i++)
        if (canvas->texts[i].font == font && canvas->texts[i].align == align)
            return true;
    return false;
}

static size_t n_text_plots(const struct canvas *canvas) {
    size_t n = 0;

    for (int font = 0; font < FONT_COUNT; font++)
        for (int align = 0; align < ALIGN_COUNT; align++)
            n += uses(canvas, (enum chart_font)font, (enum canvas_align)align);
    return n;
}

size_t gnuplot_script_n_plots(const struct canvas *canvas) {
    size_t n = n_text_plots(canvas);

    for (size_t i = 0; i < canvas->n_panels; i++)
        for (size_t j = 0; j < canvas->panels[i]->n_series; j++)
            n += canvas->panels[i]->series[j]->n_values == 0         ? 0
                 : canvas->panels[i]->series[j]->kind == SERIES_DOTS ? 2
                                                                     : 1;
    return n;
}

/* A single-quoted gnuplot string: nothing in it is special but the quote itself, which is doubled. */
static void write_quoted(struct output_file *script, const char *text) {
    output_file_write_char(script, '\'');
    for (; *text != '\0'; text++)
        output_file_write_text(script, *text == '\'' ? "''" : (char[]){*text, '\0'});
    output_file_write_char(script, '\'');
}

static void write_head(struct output_file *script, const struct canvas *canvas, const struct gnuplot_places *places) {
    output_file_printf(script, "# %s: gnuplot -d -c %s.gp svg|png FILE\n", canvas->name, canvas->name);
    output_file_write_text(script, "reset\nset encoding utf8\nnumbers = ");
    write_quoted(script, places->data_from_charts);
    output_file_printf(script, ".'/%s.dat'\ntexts = ", canvas->name);
    write_quoted(script, places->data_from_charts);
    output_file_printf(script, ".'/%s.text.dat'\n", canvas->name);
    output_file_printf(script,
                       "if (ARG1 eq \"svg\") {\n"
                       "  set terminal svg size %.0f,%.0f dynamic noenhanced font \"Liberation Sans,15\" "
                       "background \"#ffffff\" rounded name \"%s\"\n  dot = %.4f\n} else {\n"
                       "  set terminal pngcairo size %.0f,%.0f noenhanced font \"Liberation Sans,15\" fontscale 1.5 "
                       "background \"#ffffff\" rounded linewidth 2 dashlength 0.9\n  dot = %.4f\n}\n",
                       canvas->width, canvas->height, canvas->name, 1 / SVG_RADIUS, canvas->width * 2,
                       canvas->height * 2, 1 / PNG_RADIUS);
    output_file_write_text(script, "load numbers\nset output ARG2\nset multiplot\nunset key\nunset border\nunset tics\n"
                                   "set datafile separator tab\nunset datafile columnheaders\n"
                                   "set datafile commentschars \"#\"\n");
}

/* Margins are pinned in screen units, from below. */
static void write_margins(struct output_file *script, const struct canvas *canvas, const struct canvas_panel *panel) {
    output_file_printf(script,
                       "set lmargin at screen %.6f; set rmargin at screen %.6f; set tmargin at screen %.6f; "
                       "set bmargin at screen %.6f\nset xrange [%.10g:%.10g]; set yrange [%.10g:%.10g]\n",
                       panel->left / canvas->width, panel->right / canvas->width, 1 - panel->top / canvas->height,
                       1 - panel->bottom / canvas->height, panel->x_min, panel->x_max, panel->y_min, panel->y_max);
}

/* A disc with a white rim, which parts it from what it lies on: gnuplot's circles would be polygons of 145 corners. */
static void write_dots(struct output_file *script, const struct canvas_series *series, size_t block) {
    output_file_printf(script,
                       "1:2 with points pt 7 lw 0 ps %.10g*dot lc rgb 0x%06X, \\\n"
                       "     $series_%zu using 1:2 with points pt 7 lw 0 ps %.10g*dot lc rgb 0x%06X",
                       series->width + RIM / 2, COLOUR_PAPER, block, series->width - RIM / 2, series->colour);
}

static void write_look(struct output_file *script, const struct canvas_series *series, size_t block) {
    switch (series->kind) {
    case SERIES_BAND:
        output_file_printf(script, "1:2:3 with filledcurves fc rgb 0x%06X fs transparent solid %.2f noborder",
                           series->colour, series->opacity);
        return;
    case SERIES_BOXES:
        output_file_printf(script, "1:3:1:2:3:4 with boxxyerror fc rgb 0x%06X fs transparent solid %.2f ",
                           series->colour, series->opacity);
        if (series->width > 0)
            output_file_printf(script, "border lc rgb 0x%06X lw %.2f", series->colour, series->width);
        else
            output_file_write_text(script, "noborder");
        return;
    case SERIES_SEGMENTS: output_file_write_text(script, "1:2:($3-$1):($4-$2) with vectors nohead"); break;
    case SERIES_DOTS: write_dots(script, series, block); return;
    case SERIES_LINE:
    default: output_file_write_text(script, "1:2 with lines"); break;
    }
    output_file_printf(script, " lw %.2f lc rgb 0x%06X", series->width, series->colour);
    if (series->dash != NULL)
        output_file_printf(script, " dt %s", series->dash);
}

static void write_panel(struct output_file *script, const struct canvas *canvas, const struct canvas_panel *panel,
                        size_t *block) {
    const char *before = "plot ";

    write_margins(script, canvas, panel);
    for (size_t i = 0; i < panel->n_series; i++) {
        if (panel->series[i]->n_values == 0)
            continue;
        output_file_printf(script, "%s$series_%zu using ", before, *block);
        write_look(script, panel->series[i], (*block)++);
        before = ", \\\n     ";
    }
    output_file_write_text(script, "\n");
}

static void write_text_plots(struct output_file *script, const struct canvas *canvas) {
    static const struct canvas_panel unit = {.x_max = 1, .y_max = 1};
    struct canvas_panel whole = unit;
    const char *before = "plot ";

    whole.right = canvas->width;
    whole.bottom = canvas->height;
    write_margins(script, canvas, &whole);
    output_file_write_text(script, "set datafile commentschars \"\"\nset datafile columnheaders\n");
    for (int font = 0; font < FONT_COUNT; font++)
        for (int align = 0; align < ALIGN_COUNT; align++) {
            if (!uses(canvas, (enum chart_font)font, (enum canvas_align)align))
                continue;
            output_file_printf(script,
                               "%stexts using (strcol(3) eq \"%s-%s\" ? $1 : NaN):2:5:4 with labels %s font \"%s\" "
                               "textcolor rgb variable",
                               before, chart_fonts[font].name, align_names[align], align_names[align],
                               chart_fonts[font].gnuplot);
            before = ", \\\n     ";
        }
    output_file_write_text(script, "\nunset multiplot\nunset output\n");
}

static void write_series(struct output_file *data, const struct canvas_series *series, size_t block) {
    static const char *const columns[] = {[SERIES_LINE] = "x\ty",
                                          [SERIES_BAND] = "x\tlow\thigh",
                                          [SERIES_BOXES] = "x1\tx2\ty1\ty2",
                                          [SERIES_SEGMENTS] = "x1\ty1\tx2\ty2",
                                          [SERIES_DOTS] = "x\ty"};
    size_t n = series_columns(series->kind);

    output_file_printf(data, "$series_%zu << end\n# %s\n# %s\n", block, series->what, columns[series->kind]);
    for (size_t i = 0; i < series->n_values; i++) {
        char text[NUMBER_TEXT_SIZE]; /* there are many: nothing is allocated for each */
        size_t length = number_format_ten_digits(series->values[i], text);
        text[length++] = (i + 1) % n == 0 ? '\n' : '\t';
        output_file_write(data, text, length);
    }
    output_file_write_text(data, "end\n");
}

/* Blocks that gnuplot keeps once they are loaded: it would read all of a file anew for each series of it. */
static void write_numbers(const struct canvas *canvas, const char *path) {
    struct output_file *data = output_file_open(path);
    size_t block = 0;

    for (size_t i = 0; i < canvas->n_panels; i++)
        for (size_t j = 0; j < canvas->panels[i]->n_series; j++)
            if (canvas->panels[i]->series[j]->n_values > 0)
                write_series(data, canvas->panels[i]->series[j], block++);
    output_file_commit(data);
}

/* gnuplot reads a quote as the beginning of a quoted cell, and a backslash as an escape: both are replaced by
 * letters that look the same. Tabs and line ends cannot be in a canvas text. */
static void write_cell(struct output_file *data, const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '"')
            output_file_write_text(data, "”");
        else if (*text == '\\')
            output_file_write_text(data, "⧵");
        else
            output_file_write_char(data, *text);
    }
    output_file_write_char(data, '\n');
}

static void write_texts(const struct canvas *canvas, const char *path) {
    struct output_file *data = output_file_open(path);

    output_file_write_text(data, "x\ty\tstyle\tcolour\ttext\n");
    for (size_t i = 0; i < canvas->n_texts; i++) {
        const struct canvas_text *text = &canvas->texts[i];
        output_file_printf(data, "%.6f\t%.6f\t%s-%s\t%u\t", text->x / canvas->width, 1 - text->y / canvas->height,
                           chart_fonts[text->font].name, align_names[text->align], text->colour);
        write_cell(data, text->text);
    }
    output_file_commit(data);
}

void gnuplot_script_write(const struct canvas *canvas, const struct gnuplot_places *places) {
    char *path = memory_format("%s/%s.gp", places->charts, canvas->name);
    char *numbers = memory_format("%s/%s.dat", places->data, canvas->name);
    char *texts = memory_format("%s/%s.text.dat", places->data, canvas->name);
    struct output_file *script = output_file_open(path);
    size_t block = 0;

    write_head(script, canvas, places);
    for (size_t i = 0; i < canvas->n_panels; i++)
        write_panel(script, canvas, canvas->panels[i], &block);
    write_text_plots(script, canvas);
    output_file_commit(script);
    write_numbers(canvas, numbers);
    write_texts(canvas, texts);
    free(path);
    free(numbers);
    free(texts);
}
