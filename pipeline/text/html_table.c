/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "text/html_parts.h"
#include "text/plain_text.h"

enum { LONGEST_WORD = 12, FULL_COLUMNS = 4, MANY_COLUMNS = 6, BRIEF_ROWS = 8 };

/* A day, a code or a short name among words is not broken; among numbers words are, where there is no room. */
static void append_cell(struct text_buffer *out, const struct document_table *table, const char *cell) {
    bool one_word =
             (table->words || strchr(cell, '-') != NULL) && strlen(cell) <= LONGEST_WORD && strchr(cell, ' ') == NULL,
         says = !table->words && strchr(cell, ' ') != NULL && strchr(cell, '(') == NULL;

    text_buffer_append_text(out, one_word ? "<td class=\"one\">" : says ? "<td class=\"says\">" : "<td>");
    html_append_cell_text(out, cell);
    text_buffer_append_text(out, "</td>");
}

/* On paper so many lines of a table (html_style.c), fewer of a list of names: what is hardly longer is printed whole.
 */
static size_t most_printed(const struct document_table *table) { return table->words ? 12 : 20; }

static bool is_long(const struct document_table *table) {
    return !table->whole && table->n_rows > most_printed(table) + 7;
}

/* Tenths of pixels of a printed column, of a digit in a table of many columns, between two columns, and of a narrow
 * first one. */
enum { PRINTED = 3370, DIGIT = 46, BETWEEN = 64, FIRST = 560 };

/* Do the cells need more than a printed column, so that they may break? */
static bool is_tight(const struct document_table *table) {
    size_t width = FIRST;

    for (size_t i = 1; i < table->n_columns; i++) {
        size_t most = 0;
        for (size_t row = 0; row < table->n_rows; row++) {
            size_t length = plain_text_width(table->cells[row * table->n_columns + i]);
            most = length > most ? length : most;
        }
        width += most * DIGIT + BETWEEN;
    }
    return width > PRINTED;
}

void html_table_append(struct text_buffer *out, const struct document_table *table, const char *caption, bool aside) {
    char line[128], classes[64];

    if (table->n_rows == 0)
        return;
    if (table->folded)
        html_append(out, aside ? "<details class=\"aside\"><summary>" : "<details><summary>", caption,
                    " (table)</summary>\n");
    html_append(out,
                aside ? "<div class=\"wide aside\" tabindex=\"0\" role=\"group\" aria-label=\""
                      : "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"",
                caption, "\">");
    snprintf(classes, sizeof classes, "%s%s%s%s%s%s", is_tight(table) ? "tight " : "",
             table->n_rows <= BRIEF_ROWS ? "brief " : "", table->words ? "words " : "", is_long(table) ? "long " : "",
             table->n_columns >= FULL_COLUMNS ? "full " : "", table->n_columns >= MANY_COLUMNS ? "many" : "few");
    html_append(out, "<table class=\"", classes, "\">");
    html_append(out, "<caption><span>", caption, "</span></caption>\n<thead><tr>");
    for (size_t i = 0; i < table->n_columns; i++)
        html_append(out, table->headers[i][0] == '\0' ? "<td>" : "<th scope=\"col\">", table->headers[i],
                    table->headers[i][0] == '\0' ? "</td>" : "</th>");
    text_buffer_append_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t row = 0; row < table->n_rows; row++) {
        html_append(out, "<tr><th scope=\"row\">", table->cells[row * table->n_columns], "</th>");
        for (size_t i = 1; i < table->n_columns; i++)
            append_cell(out, table, table->cells[row * table->n_columns + i]);
        text_buffer_append_text(out, "</tr>\n");
    }
    text_buffer_append_text(out, "</tbody></table></div>\n");
    if (is_long(table) && !aside) {
        snprintf(line, sizeof line, "Printed are the first %zu of %zu lines; all stand in the page and in data/.",
                 most_printed(table), table->n_rows);
        html_append(out, "<p class=\"note printed\">", line, "</p>\n");
    }
    text_buffer_append_text(out, table->folded ? "</details>\n" : "");
}
