/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * assert_texts_have_room(canvas): every text of a drawing lies inside it, and none on another.
 *
 * Widths are those that gnuplot's renderers will find but for hundredths (chart_text_width); of a line's height the
 * letters take seven tenths.
 */
#ifndef SWITCHBACK_TESTS_CANVAS_ROOM_H
#define SWITCHBACK_TESTS_CANVAS_ROOM_H

#include "chart/canvas.h"
#include "cmocka_begin.h"

struct text_box {
    double left, right, top, bottom;
};

static struct text_box text_box_of(const struct canvas_text *text) {
    double width = chart_text_width(text->font, text->text), high = 0.35 * chart_fonts[text->font].size;
    double left = text->x - (text->align == ALIGN_RIGHT ? width : text->align == ALIGN_CENTER ? width / 2 : 0);

    return (struct text_box){left, left + width, text->y - high, text->y + high};
}

static void assert_texts_have_room(const struct canvas *canvas) {
    for (size_t i = 0; i < canvas->n_texts; i++) {
        struct text_box box = text_box_of(&canvas->texts[i]);
        if (box.left < -0.5 || box.right > canvas->width + 0.5 || box.top < 0 || box.bottom > canvas->height)
            fail_msg("%s: '%s' leaves the drawing (%.0f-%.0f of %.0f, %.0f-%.0f of %.0f)", canvas->name,
                     canvas->texts[i].text, box.left, box.right, canvas->width, box.top, box.bottom, canvas->height);
        for (size_t k = 0; k < i; k++) {
            struct text_box other = text_box_of(&canvas->texts[k]);
            if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)
                fail_msg("%s: '%s' lies on '%s'", canvas->name, canvas->texts[i].text, canvas->texts[k].text);
        }
    }
}

#endif
