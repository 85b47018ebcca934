/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_blocks.h"

#include <stdlib.h>

#include "base/message.h"

/* Not zeroed: memory is first touched when a row comes. */
static struct row_block *new_block(struct row_spares *spares) {
    struct row_block *block = spares->first;

    if (block != NULL)
        spares->first = block->next;
    else if ((block = malloc(sizeof *block)) == NULL)
        message_fail(EX_SOFTWARE, "out of memory");
    block->next = NULL;
    return block;
}

void row_list_extend(struct row_list *list, struct row_spares *spares) {
    struct row_block *block = new_block(spares);

    if (list->last != NULL)
        list->last->next = block;
    else
        list->first = block;
    list->last = block;
    list->at = block->rows;
    list->end = block->rows + ROW_BLOCK_ROWS;
}

struct row_block *row_list_take(struct row_list *list, size_t *n) {
    struct row_block *block = list->first;

    if (block == NULL)
        return NULL;
    *n = block == list->last ? (size_t)(list->at - block->rows) : ROW_BLOCK_ROWS;
    list->first = block->next;
    if (list->first == NULL)
        *list = (struct row_list){0};
    return block;
}

void row_spares_give(struct row_spares *spares, struct row_block *block) {
    block->next = spares->first;
    spares->first = block;
}

static void free_blocks(struct row_block *first) {
    for (struct row_block *block = first, *next; block != NULL; block = next) {
        next = block->next;
        free(block);
    }
}

void row_list_free(struct row_list *list) {
    free_blocks(list->first);
    *list = (struct row_list){0};
}

void row_spares_free(struct row_spares *spares) {
    free_blocks(spares->first);
    spares->first = NULL;
}
