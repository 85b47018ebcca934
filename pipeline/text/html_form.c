/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/html_form.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/html_style.h"
#include "text/plain_text.h"

void html_form_escape(struct text_buffer *out, const char *text) {
    char *clean = plain_text_copy(text);

    for (const char *c = clean; *c != '\0'; c++) {
        switch (*c) {
        case '&': text_buffer_append_text(out, "&amp;"); break;
        case '<': text_buffer_append_text(out, "&lt;"); break;
        case '>': text_buffer_append_text(out, "&gt;"); break;
        case '"': text_buffer_append_text(out, "&quot;"); break;
        case '\'': text_buffer_append_text(out, "&#39;"); break;
        default: text_buffer_append_char(out, *c);
        }
    }
    free(clean);
}

/* before + the escaped text + after */
static void append(struct text_buffer *out, const char *before, const char *text, const char *after) {
    text_buffer_append_text(out, before);
    html_form_escape(out, text);
    text_buffer_append_text(out, after);
}

/* Behind the last letter of a file's name below data/; NULL: there is none. */
static const char *end_of_file_name(const char *at) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
    size_t length = strspn(at, letters);

    while (length > 0 && at[length - 1] == '.')
        length--;
    return memchr(at, '.', length) == NULL || at[0] == '.' ? NULL : at + length;
}

/* The escaped text, in which a file below data/ is a link to it. */
static void append_linked(struct text_buffer *out, const char *before, const char *text, const char *after) {
    static const char below[] = "data/";
    char *rest = plain_text_copy(text), *at = rest;

    text_buffer_append_text(out, before);
    for (char *found = strstr(at, below); found != NULL; found = strstr(found + 1, below)) {
        const char *end = end_of_file_name(found + strlen(below));
        char *name;
        if (end == NULL || (found > rest && found[-1] != ' ' && found[-1] != '('))
            continue;
        name = memory_copy_text(found, (size_t)(end - found));
        *found = '\0';
        html_form_escape(out, at);
        append(out, "<a href=\"", name, "\">");
        append(out, "", name, "</a>");
        at = found = found + strlen(name);
        free(name);
    }
    html_form_escape(out, at);
    text_buffer_append_text(out, after);
    free(rest);
}

enum { LINE_WIDTH = 100, LINE_HEIGHT = 24, LINE_MARGIN = 2 };

/* The points as a line that is broken where one is missing; what it says stands in the table of months. */
static void append_points(struct text_buffer *out, const struct document_tile *tile) {
    double least = (double)INFINITY, most = -(double)INFINITY;
    char point[64];
    bool pen_down = false;

    for (size_t i = 0; i < tile->n_points; i++) {
        least = fmin(least, tile->points[i]);
        most = fmax(most, tile->points[i]);
    }
    text_buffer_append_text(out, "<svg viewBox=\"0 0 100 24\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                                 "<path vector-effect=\"non-scaling-stroke\" d=\"");
    for (size_t i = 0; i < tile->n_points; i++) {
        double height = most > least ? (tile->points[i] - least) / (most - least) : 0.5;
        if (!isnan(tile->points[i])) {
            snprintf(point, sizeof point, "%c%.1f %.1f", pen_down ? 'L' : 'M',
                     (double)i * LINE_WIDTH / (double)(tile->n_points - 1),
                     LINE_HEIGHT - LINE_MARGIN - height * (LINE_HEIGHT - 2 * LINE_MARGIN));
            text_buffer_append_text(out, point);
        }
        pen_down = !isnan(tile->points[i]);
    }
    text_buffer_append_text(out, "\"/></svg>");
}

static void append_tile(struct text_buffer *out, const struct document_tile *tile) {
    append(out, "<li><b>", tile->label, "</b>");
    append(out, "<span class=\"value\">", tile->value, "</span>");
    append(out, "<small>", tile->range, "</small>");
    append(out, "<small>", tile->note, "</small>");
    if (tile->n_points > 1)
        append_points(out, tile);
    text_buffer_append_text(out, "</li>\n");
}

enum { LONGEST_WORD = 12, MANY_COLUMNS = 6 };

/* Among words a day, a code or a short name is not broken; among numbers words are, where there is no room. */
static void append_cell(struct text_buffer *out, const struct document_table *table, const char *cell) {
    bool one_word = table->words && strlen(cell) <= LONGEST_WORD && strchr(cell, ' ') == NULL,
         says = !table->words && strchr(cell, ' ') != NULL && strchr(cell, '(') == NULL;

    append(out, one_word ? "<td class=\"one\">" : says ? "<td class=\"says\">" : "<td>", cell, "</td>");
}

/* On paper so many lines of a table (html_style.c), fewer of a list of names: what is hardly longer is printed whole.
 */
static size_t most_printed(const struct document_table *table) { return table->words ? 12 : 20; }

static bool is_long(const struct document_table *table) {
    return !table->whole && table->n_rows > most_printed(table) + 7;
}

static void append_table(struct text_buffer *out, const struct document_block *block) {
    const struct document_table *table = &block->table;
    char line[128], classes[32];

    if (table->n_rows == 0)
        return;
    if (table->folded)
        append(out, block->aside ? "<details class=\"aside\"><summary>" : "<details><summary>", block->text,
               " (table)</summary>\n");
    append(out,
           block->aside ? "<div class=\"wide aside\" tabindex=\"0\" role=\"group\" aria-label=\""
                        : "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"",
           block->text, "\">");
    snprintf(classes, sizeof classes, "%s%s%s", table->words ? "words " : "", is_long(table) ? "long " : "",
             table->n_columns >= MANY_COLUMNS ? "many" : "few");
    append(out, "<table class=\"", classes, "\">");
    append(out, "<caption><span>", block->text, "</span></caption>\n<thead><tr>");
    for (size_t i = 0; i < table->n_columns; i++)
        append(out, table->headers[i][0] == '\0' ? "<td>" : "<th scope=\"col\">", table->headers[i],
               table->headers[i][0] == '\0' ? "</td>" : "</th>");
    text_buffer_append_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t row = 0; row < table->n_rows; row++) {
        append(out, "<tr><th scope=\"row\">", table->cells[row * table->n_columns], "</th>");
        for (size_t i = 1; i < table->n_columns; i++)
            append_cell(out, table, table->cells[row * table->n_columns + i]);
        text_buffer_append_text(out, "</tr>\n");
    }
    text_buffer_append_text(out, "</tbody></table></div>\n");
    if (is_long(table) && !block->aside) {
        snprintf(line, sizeof line, "Printed are the first %zu of %zu lines; all stand in the page and in data/.",
                 most_printed(table), table->n_rows);
        append(out, "<p class=\"note printed\">", line, "</p>\n");
    }
    text_buffer_append_text(out, table->folded ? "</details>\n" : "");
}

static void append_figure(struct text_buffer *out, const struct document_block *block) {
    text_buffer_append_text(out, block->aside ? "<figure class=\"aside\">" : "<figure>");
    if (block->narrow_svg != NULL) {
        text_buffer_append_text(out, "<div class=\"broad\">");
        text_buffer_append_text(out, block->svg);
        text_buffer_append_text(out, "</div><div class=\"narrow\">");
        text_buffer_append_text(out, block->narrow_svg);
        text_buffer_append_text(out, "</div>");
    } else {
        text_buffer_append_text(out, block->svg);
    }
    append(out, "<figcaption>", block->text, "</figcaption></figure>\n");
}

/* Of the first list each item begins with what it is of. */
static void append_item(struct text_buffer *out, const struct document_block *block, bool has_lead) {
    const char *text = block->text;
    size_t length = has_lead ? strcspn(text, ":") : 0;

    text_buffer_append_text(out, block->aside ? "<li class=\"aside\">" : "<li>");
    if (length > 0 && text[length] == ':') {
        char *lead = memory_copy_text(text, length);
        append(out, "<b>", lead, "</b>");
        free(lead);
        text += length;
    }
    append_linked(out, "", text, "</li>\n");
}

static void append_block(struct text_buffer *out, const struct document_block *block, bool first_list) {
    switch (block->kind) {
    case DOCUMENT_SECTION:
        append(out, block->aside ? "<h2 class=\"aside\" id=\"" : "<h2 id=\"", block->name, "\">");
        append(out, "", block->text, "</h2>\n");
        break;
    case DOCUMENT_SUBSECTION:
        append(out, block->aside ? "<h3 class=\"aside\">" : "<h3>", block->text, "</h3>\n");
        break;
    case DOCUMENT_PARAGRAPH:
        append_linked(out, block->aside ? "<p class=\"aside\">" : "<p>", block->text, "</p>\n");
        break;
    case DOCUMENT_NOTE:
        append_linked(out, block->aside ? "<p class=\"note aside\">" : "<p class=\"note\">", block->text, "</p>\n");
        break;
    case DOCUMENT_LINK:
        append(out, block->aside ? "<p class=\"aside\"><a href=\"" : "<p><a href=\"", block->name, ".html\">");
        append(out, "", block->text, "</a></p>\n");
        break;
    case DOCUMENT_NOTICE: append(out, "<p class=\"notice\">", block->text, "</p>\n"); break;
    case DOCUMENT_ITEM: append_item(out, block, first_list); break;
    case DOCUMENT_TILE: append_tile(out, &block->tile); break;
    case DOCUMENT_TABLE: append_table(out, block); break;
    case DOCUMENT_FIGURE: append_figure(out, block); break;
    case DOCUMENT_FOLD: append(out, "<details><summary>", block->text, "</summary>\n"); break;
    case DOCUMENT_FOLD_END: text_buffer_append_text(out, "</details>\n"); break;
    }
}

static bool is_listed(enum document_kind kind) { return kind == DOCUMENT_ITEM || kind == DOCUMENT_TILE; }

static void append_blocks(struct text_buffer *out, const struct document *document) {
    enum document_kind before = DOCUMENT_PARAGRAPH, list = DOCUMENT_PARAGRAPH;
    bool first_list = true;

    for (size_t i = 0; i < document->n_blocks; i++) {
        enum document_kind kind = document->blocks[i].kind;
        if (is_listed(list) && kind != list) {
            text_buffer_append_text(out, "</ul>\n");
            first_list = false;
        }
        if (is_listed(kind) && kind != before)
            text_buffer_append_text(out, kind == DOCUMENT_TILE ? "<ul class=\"tiles\">\n"
                                         : first_list          ? "<ul class=\"first\">\n"
                                                               : "<ul>\n");
        append_block(out, &document->blocks[i], first_list);
        before = list = kind;
    }
    if (is_listed(list))
        text_buffer_append_text(out, "</ul>\n");
}

static void append_contents(struct text_buffer *out, const struct document *document) {
    text_buffer_append_text(out, "<nav aria-label=\"Contents\"><ol>\n");
    for (size_t i = 0; i < document->n_blocks; i++) {
        if (document->blocks[i].kind != DOCUMENT_SECTION)
            continue;
        append(out, "<li><a href=\"#", document->blocks[i].name, "\">");
        append(out, "", document->blocks[i].text, "</a></li>\n");
    }
    text_buffer_append_text(out, "</ol></nav>\n");
}

static bool has_asides(const struct document *document) {
    for (size_t i = 0; i < document->n_blocks; i++)
        if (document->blocks[i].aside)
            return true;
    return false;
}

void html_form_begin(struct text_buffer *out, const char *title, const char *paper) {
    text_buffer_append_text(
        out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
             "img-src data:\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n");
    append(out, "<title>", title, "</title>\n<style>\n@page{size:");
    append(out, "", paper == NULL ? "A4" : paper, ";margin:10mm 12mm}\n");
    for (size_t i = 0; html_style[i] != NULL; i++)
        text_buffer_append_text(out, html_style[i]);
    text_buffer_append_text(out, "</style>\n</head>\n<body>\n");
}

void html_form_append(struct text_buffer *out, const struct document *document) {
    html_form_begin(out, document->title, document->paper);
    text_buffer_append_text(out, "<a class=\"skip\" href=\"#report\">Skip to the report</a>\n");
    if (document->notice != NULL)
        append(out, "<p class=\"running\" aria-hidden=\"true\">", document->notice, "</p>\n");
    text_buffer_append_text(out, "<header>");
    if (document->notice != NULL)
        append(out, "<p class=\"notice\">", document->notice, "</p>\n");
    append(out, "<h1>", document->title, "</h1>\n");
    append(out, "<p class=\"subtitle\">", document->subtitle, "</p></header>\n");
    append_contents(out, document);
    text_buffer_append_text(out, "<main id=\"report\">\n");
    append_blocks(out, document);
    if (has_asides(document))
        append(out, "<p class=\"note printed\">",
               "Not printed: some tables and notes. They stand in the page on a screen, in report.txt and in data/.",
               "</p>\n");
    text_buffer_append_text(out, "</main>\n</body>\n</html>\n");
}
