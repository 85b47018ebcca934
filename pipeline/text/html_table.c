/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/html_parts.h"
#include "text/plain_text.h"

enum {
    LONGEST_WORD = 12,
    LONGEST_NAME = 24,
    FULL_COLUMNS = 4,
    CARD_COLUMNS = 5,
    MANY_COLUMNS = 6,
    DENSE_COLUMNS = 7,
    BRIEF_ROWS = 8,
    LONG_HEADER = 20
};

/* Many lines of numbers stay a line each on a phone, in small letters: as cards they would be many screens long. */
static bool is_dense(const struct document_table *table) {
    return !table->words && table->n_columns >= MANY_COLUMNS && table->n_columns <= DENSE_COLUMNS &&
           table->n_rows > BRIEF_ROWS;
}

/* Few lines of numbers under a head so long that five columns do not fit beside each other on a phone. */
static bool is_headed_long(const struct document_table *table) {
    size_t longest = 0;

    for (size_t i = 1; i < table->n_columns; i++) {
        size_t length = plain_text_width(table->headers[i]);
        longest = length > longest ? length : longest;
    }
    return table->n_columns == CARD_COLUMNS && table->n_rows <= BRIEF_ROWS && longest > LONG_HEADER;
}

/* On a phone each line of such a table is a card, in which every cell says of what it is (html_style.c). */
static bool is_of_cards(const struct document_table *table) {
    return (table->n_columns >= (table->words ? CARD_COLUMNS : MANY_COLUMNS) || is_headed_long(table)) &&
           !is_dense(table);
}

/* The blank before the number of a short name, "North 1": no line ends there. NULL: there is none. */
static const char *joint_of(const char *name) {
    const char *blank = strrchr(name, ' ');

    if (blank == NULL || blank == name || strlen(name) > LONGEST_NAME || blank[1] == '\0' ||
        blank[1 + strspn(blank + 1, "0123456789")] != '\0' || !isalpha((unsigned char)blank[-1]))
        return NULL;
    return blank;
}

static bool is_day(const char *text) {
    static const char form[] = "0000-00-00";

    for (size_t i = 0; i < strlen(form); i++)
        if (form[i] == '0' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
            return false;
    return true;
}

/* A day among words is not broken. */
static void append_words(struct text_buffer *out, const char *words) {
    enum { DAY = sizeof "0000-00-00" - 1 };
    const char *begin = words;

    for (const char *at = words; strlen(words) > DAY && *at != '\0'; at++) {
        char *before, *day;
        if (!is_day(at))
            continue;
        before = memory_copy_text(begin, (size_t)(at - begin));
        day = memory_copy_text(at, DAY);
        html_append_cell_text(out, before);
        html_append(out, "<span class=\"day\">", day, "</span>");
        free(before);
        free(day);
        begin = at + DAY;
        at = begin - 1;
    }
    html_append_cell_text(out, begin);
}

static void append_name(struct text_buffer *out, const char *name) {
    const char *joint = joint_of(name);
    char *first;

    if (joint == NULL) {
        append_words(out, name);
        return;
    }
    first = memory_copy_text(name, (size_t)(joint - name));
    html_append_cell_text(out, first);
    free(first);
    text_buffer_append_text(out, "&nbsp;");
    html_append_cell_text(out, joint + 1);
}

/* The cell, as a link where it leads anywhere. */
static void append_cell_name(struct text_buffer *out, const struct document_table *table, size_t at) {
    const char *to = table->links == NULL ? NULL : table->links[at];

    if (to != NULL)
        html_append(out, "<a href=\"", to, "\">");
    append_name(out, table->cells[at]);
    if (to != NULL)
        text_buffer_append_text(out, "</a>");
}

/* A day, a code or a short name among words is not broken; among numbers words are, where there is no room. */
static void append_cell(struct text_buffer *out, const struct document_table *table, size_t row, size_t column) {
    const char *cell = table->cells[row * table->n_columns + column];
    bool one_word =
             (table->words || strchr(cell, '-') != NULL) && strlen(cell) <= LONGEST_WORD && strchr(cell, ' ') == NULL,
         says = !table->words && strchr(cell, ' ') != NULL && strchr(cell, '(') == NULL;

    text_buffer_append_text(out, one_word ? "<td class=\"one\"" : says ? "<td class=\"says\"" : "<td");
    if (is_of_cards(table))
        html_append(out, " data-of=\"", table->headers[column], "\"");
    text_buffer_append_text(out, ">");
    append_cell_name(out, table, row * table->n_columns + column);
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

static size_t longest_cell(const struct document_table *table, size_t column) {
    size_t most = 0;

    for (size_t row = 0; row < table->n_rows; row++) {
        size_t length = plain_text_width(table->cells[row * table->n_columns + column]);
        most = length > most ? length : most;
    }
    return most;
}

/* Do the cells need more than a printed column beside names of two lines, so that they may break? */
static bool is_tight(const struct document_table *table) {
    size_t names = longest_cell(table, 0) * DIGIT / 2, width = names > FIRST ? names : FIRST;

    for (size_t i = 1; i < table->n_columns; i++)
        width += longest_cell(table, i) * DIGIT + BETWEEN;
    return width > PRINTED;
}

/* A day in it is not broken. */
static void append_header(struct text_buffer *out, const char *header) {
    const char *day = strpbrk(header, "0123456789");
    size_t length = day == NULL ? 0 : strspn(day, "0123456789-");
    char *before, *within;

    if (length != strlen("2026-10-31")) {
        html_append(out, "<th scope=\"col\">", header, "</th>");
        return;
    }
    before = memory_copy_text(header, (size_t)(day - header));
    within = memory_copy_text(day, length);
    html_append(out, "<th scope=\"col\">", before, "<span class=\"day\">");
    html_append(out, "", within, "</span>");
    html_append(out, "", day + length, "</th>");
    free(before);
    free(within);
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
    snprintf(classes, sizeof classes, "%s%s%s%s%s%s%s",
             is_of_cards(table) ? "cards "
             : is_dense(table)  ? "dense "
                                : "",
             is_tight(table) ? "tight " : "", table->n_rows <= BRIEF_ROWS ? "brief " : "", table->words ? "words " : "",
             is_long(table) ? "long " : "", table->n_columns >= FULL_COLUMNS ? "full " : "",
             table->n_columns >= MANY_COLUMNS ? "many" : "few");
    html_append(out, "<table class=\"", classes, "\">");
    html_append(out, "<caption><span>", caption, "</span></caption>\n<thead><tr>");
    for (size_t i = 0; i < table->n_columns; i++)
        if (table->headers[i][0] == '\0')
            text_buffer_append_text(out, "<td></td>");
        else
            append_header(out, table->headers[i]);
    text_buffer_append_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t row = 0; row < table->n_rows; row++) {
        text_buffer_append_text(out, "<tr><th scope=\"row\">");
        append_cell_name(out, table, row * table->n_columns);
        text_buffer_append_text(out, "</th>");
        for (size_t i = 1; i < table->n_columns; i++)
            append_cell(out, table, row, i);
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
