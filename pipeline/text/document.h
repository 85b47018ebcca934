/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a report says, without its look: blocks in reading order, built once and rendered by every form
 * (text_form, html_form), so that the forms cannot differ in a number.
 *
 * Every text is borrowed and must live as long as the document (word_pool). Texts are plain: the forms clean and
 * escape them. Consecutive items are one list, consecutive tiles one row of tiles.
 */
#ifndef SWITCHBACK_TEXT_DOCUMENT_H
#define SWITCHBACK_TEXT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

enum document_kind {
    DOCUMENT_SECTION,    /* text: heading, name: anchor */
    DOCUMENT_SUBSECTION, /* text: heading */
    DOCUMENT_PARAGRAPH,
    DOCUMENT_NOTE, /* small print */
    DOCUMENT_LINK, /* text: what it is, name: NAME.html beside the page, NAME.txt beside the text */
    DOCUMENT_NOTICE,
    DOCUMENT_ITEM,
    DOCUMENT_TILE,
    DOCUMENT_TABLE,
    DOCUMENT_FIGURE,
    DOCUMENT_FOLD, /* text: summary; up to DOCUMENT_FOLD_END */
    DOCUMENT_FOLD_END
};

enum { DOCUMENT_MOST_COLUMNS = 12, DOCUMENT_MOST_POINTS = 36, DOCUMENT_MOST_JUMPS = 2 };

/* Words of a text that lead to a place: #NAME of a section (where there is none they are words), or a file. */
struct document_jump {
    const char *words, *to;
};

struct document_tile {
    const char *label, *value, *range, *note;
    double points[DOCUMENT_MOST_POINTS]; /* a small line of what came before; NaN is a gap */
    size_t n_points;
};

struct document_table {
    const char *headers[DOCUMENT_MOST_COLUMNS];
    size_t n_columns, n_rows, capacity;
    bool words;         /* columns after the first hold words (left), not numbers (right) */
    bool folded;        /* a figure says the same: a page shows it on demand */
    bool whole;         /* printed to its last line, however long */
    const char **cells; /* n_rows x n_columns; the first of a row is its header */
    const char **links; /* of the same shape: where a cell leads, NULL: nowhere; NULL: no cell does */
    size_t links_capacity;
};

struct document_block {
    enum document_kind kind;
    const char *text;       /* heading, words, caption, summary */
    const char *name;       /* anchor, figure's name */
    bool aside;             /* in the text and on the screen, not on paper */
    const char *svg;        /* figure: a whole <svg> element, safe to inline */
    const char *narrow_svg; /* the same for narrow screens and columns; NULL: none */
    struct document_tile tile;
    struct document_table table;
    struct document_jump jumps[DOCUMENT_MOST_JUMPS]; /* of an item and of a tile's note, in the order of the text */
    size_t n_jumps;
};

struct document {
    const char *title, *subtitle, *notice; /* notice: on top and on every printed page; NULL: none */
    const char *paper;                     /* "A4" (NULL) or "Letter" */
    struct document_block *blocks;
    size_t n_blocks, capacity;
    bool aside; /* whether what is added is */
};

struct document *document_alloc(void);
void document_free(struct document *document);

/* A section begins, unless it is the one that goes on; one that stayed empty before it is taken out. */
void document_section(struct document *document, const char *name, const char *heading);
/* The same of its parts. */
void document_subsection(struct document *document, const char *heading);
/* Does a section of that name say anything? */
bool document_has_section(const struct document *document, const char *name);
void document_paragraph(struct document *document, const char *text);
void document_note(struct document *document, const char *text);
void document_notice(struct document *document, const char *text);
void document_link(struct document *document, const char *name, const char *text);
void document_item(struct document *document, const char *text);
void document_tile(struct document *document, const struct document_tile *tile);
/* Words of the item or tile added last lead there. */
void document_jump(struct document *document, const char *words, const char *to);
void document_figure(struct document *document, const char *name, const char *caption, const char *svg,
                     const char *narrow_svg);
void document_fold(struct document *document, const char *summary);
void document_fold_end(struct document *document);

/* What follows is on a screen and in the text, not on paper, until it is told otherwise: what repeats a sentence or a
 * figure, or is for those who reckon it again. Begins with a block, not within a table. */
void document_aside(struct document *document, bool aside);

/* Begins a table; headers end with NULL. Rows follow by document_row, before any other block; it is left out of
 * every form as long as it has none. */
void document_table(struct document *document, const char *caption, const char *const headers[]);
void document_table_of_words(struct document *document, const char *caption, const char *const headers[]);
/* The table begun last says what a figure shows. */
void document_fold_table(struct document *document);
/* The table begun last is what the page is for: all of it is printed. */
void document_print_table(struct document *document);

/* A row of the table begun last: as many cells as it has headers. */
void document_row(struct document *document, const char *const cells[]);

/* On a page the cells of the row added last lead there; NULL: nowhere. */
void document_row_links(struct document *document, const char *const links[]);

#endif
