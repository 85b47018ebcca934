/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One CSV line being written: cells are appended, a comma goes between them.
 *
 * Every cell here is a code, a date or a number, so nothing is ever quoted. */
#ifndef GENERATOR_LINE_H
#define GENERATOR_LINE_H

enum { LINE_BYTES = 1024 };

struct line {
    char text[LINE_BYTES];
    int length;
    int n_cells;
};

void line_begin(struct line *line);
void line_text(struct line *line, const char *text);
void line_number(struct line *line, int number);

/* An empty cell for CALENDAR_NONE. */
void line_date(struct line *line, int day);

/* Ends the line: newline and NUL. */
void line_end(struct line *line);

#endif
