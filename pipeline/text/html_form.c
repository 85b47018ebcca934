/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/html_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/html_parts.h"
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

void html_append(struct text_buffer *out, const char *before, const char *text, const char *after) {
    text_buffer_append_text(out, before);
    html_form_escape(out, text);
    text_buffer_append_text(out, after);
}

void html_append_cell_text(struct text_buffer *out, const char *text) {
    static const char dash[] = "\xE2\x80\x93"; /* of a range; alone it stands for what is not known */
    char *rest = memory_copy_text(text, strlen(text));

    for (char *at = rest, *end; at != NULL; at = end) {
        char *line = strchr(at, '_'), *range = strstr(at, dash);
        bool is_range = range != NULL && range > at && (line == NULL || range < line);
        end = is_range ? range : line;
        if (end != NULL)
            *end = '\0';
        html_form_escape(out, at);
        if (end == NULL)
            break;
        text_buffer_append_text(out, is_range ? "\xE2\x80\x93&NoBreak;" : "_<wbr>");
        end += is_range ? strlen(dash) : 1;
    }
    free(rest);
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
        html_append(out, "<a href=\"", name, "\">");
        html_append_cell_text(out, name);
        text_buffer_append_text(out, "</a>");
        at = found = found + strlen(name);
        free(name);
    }
    html_form_escape(out, at);
    text_buffer_append_text(out, after);
    free(rest);
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
    html_append(out, "<figcaption>", block->text, "</figcaption></figure>\n");
}

/* Is there such a place? */
static bool leads(const struct document *document, const char *to) {
    return to[0] != '#' || document_has_section(document, to + 1);
}

void html_append_jumping(struct text_buffer *out, const struct document *document, const struct document_block *block,
                         const char *text) {
    for (size_t i = 0; i < block->n_jumps; i++) {
        const struct document_jump *jump = &block->jumps[i];
        const char *found = leads(document, jump->to) ? strstr(text, jump->words) : NULL;
        char *before;
        if (found == NULL)
            continue;
        before = memory_copy_text(text, (size_t)(found - text));
        append_linked(out, "", before, "<a href=\"");
        html_append(out, "", jump->to, "\">");
        html_append(out, "", jump->words, "</a>");
        text = found + strlen(jump->words);
        free(before);
    }
    append_linked(out, "", text, "");
}

/* Of the first list each item begins with what it is of. */
static void append_item(struct text_buffer *out, const struct document *document, const struct document_block *block,
                        bool has_lead) {
    const char *text = block->text;
    size_t length = has_lead ? strcspn(text, ":") : 0;

    text_buffer_append_text(out, block->aside ? "<li class=\"aside\">" : "<li>");
    if (length > 0 && text[length] == ':') {
        char *lead = memory_copy_text(text, length);
        text_buffer_append_text(out, "<b>");
        html_append_jumping(out, document, block, lead);
        text_buffer_append_text(out, "</b>");
        free(lead);
        text += length;
    }
    html_append_jumping(out, document, block, text);
    text_buffer_append_text(out, "</li>\n");
}

static void append_block(struct text_buffer *out, const struct document *document, const struct document_block *block,
                         bool first_list) {
    switch (block->kind) {
    case DOCUMENT_SECTION:
        html_append(out, block->aside ? "<h2 class=\"aside\" id=\"" : "<h2 id=\"", block->name, "\">");
        html_append(out, "", block->text, "</h2>\n");
        break;
    case DOCUMENT_SUBSECTION:
        html_append(out, block->aside ? "<h3 class=\"aside\">" : "<h3>", block->text, "</h3>\n");
        break;
    case DOCUMENT_PARAGRAPH:
        append_linked(out, block->aside ? "<p class=\"aside\">" : "<p>", block->text, "</p>\n");
        break;
    case DOCUMENT_NOTE:
        append_linked(out, block->aside ? "<p class=\"note aside\">" : "<p class=\"note\">", block->text, "</p>\n");
        break;
    case DOCUMENT_LINK:
        html_append(out, block->aside ? "<p class=\"aside\"><a href=\"" : "<p><a href=\"", block->name, ".html\">");
        html_append(out, "", block->text, "</a></p>\n");
        break;
    case DOCUMENT_NOTICE: html_append(out, "<p class=\"notice\">", block->text, "</p>\n"); break;
    case DOCUMENT_ITEM: append_item(out, document, block, first_list); break;
    case DOCUMENT_TILE: html_tile_append(out, document, block); break;
    case DOCUMENT_TABLE: html_table_append(out, &block->table, block->text, block->aside); break;
    case DOCUMENT_FIGURE: append_figure(out, block); break;
    case DOCUMENT_FOLD: html_append(out, "<details><summary>", block->text, "</summary>\n"); break;
    case DOCUMENT_FOLD_END: text_buffer_append_text(out, "</details>\n"); break;
    }
}

static bool is_listed(enum document_kind kind) { return kind == DOCUMENT_ITEM || kind == DOCUMENT_TILE; }

static bool is_heading(const struct document_block *block) {
    return block->kind == DOCUMENT_SECTION || block->kind == DOCUMENT_SUBSECTION;
}

static bool is_printed(const struct document_block *block) {
    return !block->aside && !is_heading(block) && block->kind != DOCUMENT_FOLD && block->kind != DOCUMENT_FOLD_END &&
           (block->kind != DOCUMENT_TABLE || block->table.n_rows > 0);
}

/* Is nothing printed under the heading? */
static bool is_bare(const struct document *document, size_t heading) {
    enum document_kind kind = document->blocks[heading].kind;

    for (size_t i = heading + 1; i < document->n_blocks; i++) {
        const struct document_block *block = &document->blocks[i];
        if (is_printed(block))
            return false;
        if (block->kind == DOCUMENT_SECTION || block->kind == kind)
            return true;
    }
    return true;
}

static void append_blocks(struct text_buffer *out, const struct document *document) {
    enum document_kind before = DOCUMENT_PARAGRAPH, list = DOCUMENT_PARAGRAPH;
    bool first_list = true;

    for (size_t i = 0; i < document->n_blocks; i++) {
        enum document_kind kind = document->blocks[i].kind;
        struct document_block block;
        if (is_listed(list) && kind != list) {
            text_buffer_append_text(out, "</ul>\n");
            first_list = false;
        }
        if (kind == DOCUMENT_TILE && kind != before)
            html_tiles_begin(out, document, i);
        else if (is_listed(kind) && kind != before)
            text_buffer_append_text(out, first_list ? "<ul class=\"first\">\n" : "<ul>\n");
        block = document->blocks[i];
        block.aside = block.aside || (is_heading(&block) && is_bare(document, i));
        append_block(out, document, &block, first_list);
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
        html_append(out, "<li><a href=\"#", document->blocks[i].name, "\">");
        html_append(out, "", document->blocks[i].text, "</a></li>\n");
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
    html_append(out, "<title>", title, "</title>\n<style>\n@page{size:");
    html_append(out, "", paper == NULL ? "A4" : paper, ";margin:10mm 12mm}\n");
    for (size_t i = 0; html_style[i] != NULL; i++)
        text_buffer_append_text(out, html_style[i]);
    text_buffer_append_text(out, "</style>\n</head>\n<body>\n");
}

void html_form_append(struct text_buffer *out, const struct document *document) {
    html_form_begin(out, document->title, document->paper);
    text_buffer_append_text(out, "<a class=\"skip\" href=\"#report\">Skip to the report</a>\n");
    if (document->notice != NULL)
        html_append(out, "<p class=\"running\" aria-hidden=\"true\">", document->notice, "</p>\n");
    text_buffer_append_text(out, "<header>");
    if (document->notice != NULL)
        html_append(out, "<p class=\"notice\">", document->notice, "</p>\n");
    html_append(out, "<h1>", document->title, "</h1>\n");
    html_append(out, "<p class=\"subtitle\">", document->subtitle, "</p>\n");
    if (has_asides(document))
        html_append(
            out, "<p class=\"note printed\">",
            "Some tables and notes are not printed: they stand in the page on a screen, in the text and in data/.",
            "</p>\n");
    text_buffer_append_text(out, "</header>\n<div class=\"beside\">\n");
    append_contents(out, document);
    text_buffer_append_text(out, "<main id=\"report\">\n");
    append_blocks(out, document);
    text_buffer_append_text(out, "</main>\n</div>\n</body>\n</html>\n");
}
