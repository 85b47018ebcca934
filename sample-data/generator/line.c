/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line.h"

#include <assert.h>
#include <string.h>

#include "calendar.h"

static void append(struct line *line, const char *text, int length) {
    assert(line->length + length + 3 < LINE_BYTES);
    if (line->n_cells++ > 0) {
        line->text[line->length++] = ',';
    }
    memcpy(line->text + line->length, text, (size_t)length);
    line->length += length;
}

void line_begin(struct line *line) {
    line->length = 0;
    line->n_cells = 0;
}

void line_text(struct line *line, const char *text) { append(line, text, (int)strlen(text)); }

void line_number(struct line *line, int number) {
    char digits[12];
    int start = (int)sizeof digits;
    unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;
    do {
        digits[--start] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        digits[--start] = '-';
    }
    append(line, digits + start, (int)sizeof digits - start);
}

void line_date(struct line *line, int day) {
    char text[CALENDAR_TEXT];
    int length = calendar_format(day, text);
    append(line, text, length);
}

void line_end(struct line *line) {
    line->text[line->length++] = '\n';
    line->text[line->length] = '\0';
}
