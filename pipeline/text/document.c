/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/document.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct document *document_alloc(void) {
    return memory_alloc(1, sizeof(struct document));
}

void document_free(struct document *document) {
    if (document == NULL)
        return;
    for (size_t i = 0; i < document->n_blocks; i++) {
        free(document->blocks[i].table.cells);
        free(document->blocks[i].table.links);
    }
    free(document->blocks);
    free(document);
}

static void drop_last(struct document *document) { free(document->blocks[--document->n_blocks].table.cells); }

/* A table to which no row was added is none. */
static void drop_empty_table(struct document *document) {
    const struct document_block *last = document->n_blocks > 0 ? &document->blocks[document->n_blocks - 1] : NULL;

    if (last != NULL && last->kind == DOCUMENT_TABLE && last->table.n_rows == 0)
        drop_last(document);
}

static struct document_block *add(struct document *document, enum document_kind kind, const char *text) {
    struct document_block *block;

    drop_empty_table(document);
    document->blocks =
        memory_grow(document->blocks, &document->capacity, document->n_blocks + 1, sizeof *document->blocks);
    block = &document->blocks[document->n_blocks++];
    memset(block, 0, sizeof *block);
    block->kind = kind;
    block->text = text;
    block->aside = document->aside;
    return block;
}

/* A heading or a table to which nothing was added. */
static bool says_nothing(const struct document_block *block) {
    return block->kind == DOCUMENT_SECTION || block->kind == DOCUMENT_SUBSECTION ||
           (block->kind == DOCUMENT_TABLE && block->table.n_rows == 0);
}

/* The section that goes on; NULL: none. */
static const struct document_block *last_section(const struct document *document) {
    for (size_t i = document->n_blocks; i-- > 0;)
        if (document->blocks[i].kind == DOCUMENT_SECTION)
            return &document->blocks[i];
    return NULL;
}

bool document_has_section(const struct document *document, const char *name) {
    bool inside = false;

    for (size_t i = 0; i < document->n_blocks; i++) {
        const struct document_block *block = &document->blocks[i];
        if (block->kind == DOCUMENT_SECTION)
            inside = strcmp(block->name, name) == 0;
        else if (inside && !says_nothing(block))
            return true;
    }
    return false;
}

void document_section(struct document *document, const char *name, const char *heading) {
    const struct document_block *last = last_section(document);

    if (last != NULL && strcmp(last->name, name) == 0)
        return;
    while (document->n_blocks > 0 && says_nothing(&document->blocks[document->n_blocks - 1]))
        drop_last(document);
    add(document, DOCUMENT_SECTION, heading)->name = name;
}

void document_subsection(struct document *document, const char *heading) {
    drop_empty_table(document);
    if (document->n_blocks > 0 && document->blocks[document->n_blocks - 1].kind == DOCUMENT_SUBSECTION)
        drop_last(document);
    add(document, DOCUMENT_SUBSECTION, heading);
}

void document_paragraph(struct document *document, const char *text) { add(document, DOCUMENT_PARAGRAPH, text); }

void document_note(struct document *document, const char *text) { add(document, DOCUMENT_NOTE, text); }

void document_notice(struct document *document, const char *text) { add(document, DOCUMENT_NOTICE, text); }

void document_link(struct document *document, const char *name, const char *text) {
    add(document, DOCUMENT_LINK, text)->name = name;
}

void document_item(struct document *document, const char *text) { add(document, DOCUMENT_ITEM, text); }

void document_tile(struct document *document, const struct document_tile *tile) {
    add(document, DOCUMENT_TILE, tile->label)->tile = *tile;
}

void document_jump(struct document *document, const char *words, const char *to) {
    struct document_block *block = &document->blocks[document->n_blocks - 1];

    assert(block->n_jumps < DOCUMENT_MOST_JUMPS);
    block->jumps[block->n_jumps++] = (struct document_jump){words, to};
}

void document_figure(struct document *document, const char *name, const char *caption, const char *svg,
                     const char *narrow_svg) {
    struct document_block *block = add(document, DOCUMENT_FIGURE, caption);

    block->name = name;
    block->svg = svg;
    block->narrow_svg = narrow_svg;
}

void document_fold(struct document *document, const char *summary) { add(document, DOCUMENT_FOLD, summary); }

void document_fold_end(struct document *document) { add(document, DOCUMENT_FOLD_END, ""); }

void document_aside(struct document *document, bool aside) { document->aside = aside; }

void document_table(struct document *document, const char *caption, const char *const headers[]) {
    struct document_table *table = &add(document, DOCUMENT_TABLE, caption)->table;

    while (headers[table->n_columns] != NULL) {
        assert(table->n_columns < DOCUMENT_MOST_COLUMNS);
        table->headers[table->n_columns] = headers[table->n_columns];
        table->n_columns++;
    }
}

void document_table_of_words(struct document *document, const char *caption, const char *const headers[]) {
    document_table(document, caption, headers);
    document->blocks[document->n_blocks - 1].table.words = true;
}

void document_fold_table(struct document *document) { document->blocks[document->n_blocks - 1].table.folded = true; }

void document_print_table(struct document *document) { document->blocks[document->n_blocks - 1].table.whole = true; }

void document_row(struct document *document, const char *const cells[]) {
    struct document_table *table = &document->blocks[document->n_blocks - 1].table;
    size_t used = table->n_rows * table->n_columns;

    assert(document->blocks[document->n_blocks - 1].kind == DOCUMENT_TABLE);
    table->cells = memory_grow(table->cells, &table->capacity, used + table->n_columns, sizeof *table->cells);
    for (size_t i = 0; i < table->n_columns; i++)
        table->cells[used + i] = cells[i];
    table->n_rows++;
}

void document_row_links(struct document *document, const char *const links[]) {
    struct document_table *table = &document->blocks[document->n_blocks - 1].table;
    size_t used = (table->n_rows - 1) * table->n_columns;
    bool is_first = table->links == NULL;

    table->links = memory_grow(table->links, &table->links_capacity, used + table->n_columns, sizeof *table->links);
    for (size_t i = 0; is_first && i < used; i++)
        table->links[i] = NULL;
    for (size_t i = 0; i < table->n_columns; i++)
        table->links[used + i] = links[i];
}
