/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/text_form.h"

#include <math.h>
#include <stdlib.h>

#include "text/plain_text.h"
#include "text/text_table.h"
#include "text/text_wrap.h"

static const char *const plain[2] = {"", ""}, *const item[2] = {"- ", "  "}, *const notice[2] = {"! ", "! "},
                         *const inset[2] = {"  ", "  "};

static void append_rule(struct text_buffer *out, size_t width, char c) {
    while (width-- > 0)
        text_buffer_append_char(out, c);
    text_buffer_append_char(out, '\n');
}

static void append_heading(struct text_buffer *out, const char *text, char c) {
    size_t width = plain_text_width(text);

    text_buffer_append_char(out, '\n');
    text_wrap_append(out, text, TEXT_FORM_WIDTH, plain);
    append_rule(out, width < TEXT_FORM_WIDTH ? width : TEXT_FORM_WIDTH, c);
}

/* A blank line, unless the line of a heading parts it from what stands before. */
static void append_space(struct text_buffer *out, enum document_kind before) {
    if (before != DOCUMENT_SECTION && before != DOCUMENT_SUBSECTION && before != DOCUMENT_FOLD)
        text_buffer_append_char(out, '\n');
}

/* Eight heights between the least and the largest point; a gap is a blank. */
static void append_points(struct text_buffer *out, const struct document_tile *tile) {
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < tile->n_points; i++) {
        least = fmin(least, tile->points[i]);
        most = fmax(most, tile->points[i]);
    }
    for (size_t i = 0; i < tile->n_points; i++) {
        double height = most > least ? (tile->points[i] - least) / (most - least) : 0.5;
        text_buffer_append_text(out, isnan(tile->points[i]) ? " " : bars[(int)(height * 7 + 0.5)]);
    }
}

static void append_tile(struct text_buffer *out, const struct document_tile *tile) {
    struct text_buffer line = {0};

    text_buffer_append_text(&line, tile->label);
    text_buffer_append_text(&line, ": ");
    text_buffer_append_text(&line, tile->value);
    if (tile->range[0] != '\0') {
        text_buffer_append_text(&line, ", ");
        text_buffer_append_text(&line, tile->range);
    }
    if (tile->n_points > 1) {
        text_buffer_append_text(&line, "  ");
        append_points(&line, tile);
    }
    text_wrap_append(out, line.text, TEXT_FORM_WIDTH, item);
    if (tile->note[0] != '\0')
        text_wrap_append(out, tile->note, TEXT_FORM_WIDTH, inset);
    text_buffer_free(&line);
}

static void append_table(struct text_buffer *out, const struct document_block *block, enum document_kind before) {
    if (block->table.n_rows == 0)
        return;
    append_space(out, before);
    text_wrap_append(out, block->text, TEXT_FORM_WIDTH, plain);
    text_table_append(out, &block->table, TEXT_FORM_WIDTH);
}

static void append_link(struct text_buffer *out, const struct document_block *block) {
    struct text_buffer line = {0};

    text_buffer_append_text(&line, block->text);
    text_buffer_append_text(&line, ": ");
    text_buffer_append_text(&line, block->name);
    text_buffer_append_text(&line, ".txt");
    text_buffer_append_char(out, '\n');
    text_wrap_append(out, line.text, TEXT_FORM_WIDTH, plain);
    text_buffer_free(&line);
}

static void append_block(struct text_buffer *out, const struct document_block *block, enum document_kind before) {
    switch (block->kind) {
    case DOCUMENT_SECTION: append_heading(out, block->text, '='); break;
    case DOCUMENT_SUBSECTION:
    case DOCUMENT_FOLD: append_heading(out, block->text, '-'); break;
    case DOCUMENT_PARAGRAPH:
    case DOCUMENT_NOTE:
        append_space(out, before);
        text_wrap_append(out, block->text, TEXT_FORM_WIDTH, plain);
        break;
    case DOCUMENT_LINK: append_link(out, block); break;
    case DOCUMENT_NOTICE:
        text_buffer_append_char(out, '\n');
        text_wrap_append(out, block->text, TEXT_FORM_WIDTH, notice);
        break;
    case DOCUMENT_ITEM:
        if (before != DOCUMENT_ITEM)
            append_space(out, before);
        text_wrap_append(out, block->text, TEXT_FORM_WIDTH, item);
        break;
    case DOCUMENT_TILE:
        if (before != DOCUMENT_TILE)
            append_space(out, before);
        append_tile(out, &block->tile);
        break;
    case DOCUMENT_TABLE: append_table(out, block, before); break;
    case DOCUMENT_FIGURE:
    case DOCUMENT_FOLD_END: break;
    }
}

/* A chart is not, nor a table without a row. */
static bool is_written(const struct document_block *block) {
    return block->kind != DOCUMENT_FIGURE && block->kind != DOCUMENT_FOLD_END &&
           (block->kind != DOCUMENT_TABLE || block->table.n_rows > 0);
}

void text_form_append(struct text_buffer *out, const struct document *document) {
    enum document_kind before = DOCUMENT_SECTION;

    if (document->notice != NULL) {
        text_wrap_append(out, document->notice, TEXT_FORM_WIDTH, notice);
        text_buffer_append_char(out, '\n');
    }
    text_wrap_append(out, document->title, TEXT_FORM_WIDTH, plain);
    text_wrap_append(out, document->subtitle, TEXT_FORM_WIDTH, plain);
    append_rule(out, TEXT_FORM_WIDTH, '=');
    for (size_t i = 0; i < document->n_blocks; i++) {
        append_block(out, &document->blocks[i], before);
        if (is_written(&document->blocks[i]))
            before = document->blocks[i].kind;
    }
    if (document->notice != NULL) {
        text_buffer_append_char(out, '\n');
        text_wrap_append(out, document->notice, TEXT_FORM_WIDTH, notice);
    }
}
