/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/svg_path.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text_buffer.h"

/* Hundredths of a pixel. */
struct point {
    long x, y;
};

static const char *skip_blanks(const char *at) { return at + strspn(at, " \t\r\n"); }

enum { MOST_WHOLE_DIGITS = 6 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Most numbers are a few digits, a point and two more, and say their hundredths themselves. Moves behind one; false: it
 * is another. */
static bool read_plain(const char **at, long *value) {
    const char *digit = *at + (**at == '-'), *point;
    long size = 0;

    for (point = digit; is_digit(*point); point++)
        if (point - digit < MOST_WHOLE_DIGITS)
            size = size * 10 + (*point - '0');
    if (point == digit || point - digit > MOST_WHOLE_DIGITS || *point != '.' || !is_digit(point[1]) ||
        !is_digit(point[2]) || is_digit(point[3]) || point[3] == 'e' || point[3] == 'E')
        return false;
    size = size * 100 + (point[1] - '0') * 10 + (point[2] - '0');
    *value = **at == '-' ? -size : size;
    *at = point + 3;
    return true;
}

static bool read_hundredths(const char **at, long *value) {
    char *end;
    double number;

    if (read_plain(at, value))
        return true;
    number = strtod(*at, &end);
    if (end == *at || fabs(number) > 1e6)
        return false;
    *value = lround(number * 100);
    *at = end;
    return true;
}

/* "1.25,-3.00" at *at, which moves behind it. */
static bool read_point(const char **at, struct point *point) {
    const char *next = *at;

    if (!read_hundredths(&next, &point->x) || *next != ',')
        return false;
    next++;
    if (!read_hundredths(&next, &point->y))
        return false;
    *at = next;
    return true;
}

/* 150 as "1.5", -36 as "-.36": no more digits than it has. */
static void add_hundredths(struct text_buffer *out, long value, bool follows) {
    unsigned long size = value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;
    char text[NUMBER_TEXT_SIZE];
    size_t n = size >= 100 || size == 0 ? number_format_int((int64_t)(size / 100), text) : 0;

    if (size % 100 != 0) {
        text[n++] = '.';
        text[n++] = (char)('0' + size / 10 % 10);
    }
    if (size % 10 != 0)
        text[n++] = (char)('0' + size % 10);
    if (value < 0)
        text_buffer_append_char(out, '-');
    else if (follows)
        text_buffer_append_char(out, ' ');
    text_buffer_append(out, text, n);
}

/* A way that goes on in the direction of the last one, along an axis, is one with it. */
static bool goes_on(struct point last, struct point way) {
    return (last.y == 0 && way.y == 0 && (last.x > 0) == (way.x > 0)) ||
           (last.x == 0 && way.x == 0 && (last.y > 0) == (way.y > 0));
}

static void add_way(struct text_buffer *out, struct point way) {
    if (way.y == 0 || way.x == 0) {
        text_buffer_append_text(out, way.y == 0 ? "h" : "v");
        add_hundredths(out, way.y == 0 ? way.x : way.y, false);
        return;
    }
    text_buffer_append_text(out, "l");
    add_hundredths(out, way.x, false);
    add_hundredths(out, way.y, true);
}

/* One line while it is read: where its pen is, and the way that is not written yet. */
struct pen {
    struct point at, way;
    bool moves, has_drawn;
};

static void finish_way(struct text_buffer *out, struct pen *pen) {
    if (pen->moves)
        add_way(out, pen->way);
    pen->has_drawn = pen->has_drawn || pen->moves;
    pen->moves = false;
}

/* A line of one point is a dot: it must not vanish. */
static void finish_line(struct text_buffer *out, struct pen *pen, bool begun) {
    finish_way(out, pen);
    if (begun && !pen->has_drawn)
        text_buffer_append_text(out, "h0");
}

static void begin_line(struct text_buffer *out, struct pen *pen, struct point to) {
    *pen = (struct pen){.at = to};
    text_buffer_append_text(out, "M");
    add_hundredths(out, to.x, false);
    add_hundredths(out, to.y, true);
}

static void draw_to(struct text_buffer *out, struct pen *pen, struct point to) {
    struct point way = {to.x - pen->at.x, to.y - pen->at.y};

    pen->at = to;
    if (way.x == 0 && way.y == 0)
        return;
    if (pen->moves && goes_on(pen->way, way)) {
        pen->way = (struct point){pen->way.x + way.x, pen->way.y + way.y};
        return;
    }
    finish_way(out, pen);
    pen->way = way;
    pen->moves = true;
}

/* The points up to a quote, which is what it returns; NULL: they are not understood. `lettered`: each stands behind its
 * M or L, otherwise the first begins the line. */
static const char *shorten(struct text_buffer *out, const char *at, bool lettered) {
    struct pen pen = {.moves = false};
    bool begun = false;

    for (at = skip_blanks(at); *at != '\''; at = skip_blanks(at)) {
        bool begins = lettered ? *at == 'M' : !begun;
        struct point point;
        if (lettered && *at != 'M' && (*at != 'L' || !begun))
            return NULL;
        at += lettered ? 1 : 0;
        if (!read_point(&at, &point))
            return NULL;
        if (begins) {
            finish_line(out, &pen, begun);
            begin_line(out, &pen, point);
        } else {
            draw_to(out, &pen, point);
        }
        begun = true;
    }
    finish_line(out, &pen, begun);
    return begun ? at : NULL;
}

static const char path[] = "d='", polygon[] = "<polygon ", points[] = "points = '";

static bool begins_with(const char *text, const char *what) { return strncmp(text, what, strlen(what)) == 0; }

/* Writes d='...' for the points behind `mark`; NULL for output: only whether they are understood. */
static size_t write_points(struct output_file *output, const char *at, const char *mark) {
    struct text_buffer out = {0};
    const char *end = shorten(&out, at + strlen(mark), mark == path);

    if (end != NULL && output != NULL) {
        output_file_write_text(output, path);
        output_file_write(output, out.text, out.length);
        output_file_write_text(output, mark == path ? "'" : "z'");
    }
    text_buffer_free(&out);
    return end == NULL ? 0 : (size_t)(end - at) + 1;
}

/* A polygon of points that are understood becomes a path. */
static size_t write_polygon(struct output_file *output, const char *at) {
    const char *end = strchr(at, '>'), *list = strstr(at, points);

    if (end == NULL || list == NULL || list > end || write_points(NULL, list, points) == 0)
        return 0;
    output_file_write_text(output, "<path ");
    return strlen(polygon);
}

size_t svg_path_write(struct output_file *output, const char *at) {
    if (begins_with(at, polygon))
        return write_polygon(output, at);
    if (begins_with(at, path))
        return write_points(output, at, path);
    return begins_with(at, points) ? write_points(output, at, points) : 0;
}
