/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A cell that holds a list: its elements one by one, each converted once as long as it is remembered (cell_memo.h).
 */
#ifndef SWITCHBACK_INGEST_CELL_LIST_H
#define SWITCHBACK_INGEST_CELL_LIST_H

#include "ingest/cell_rule.h"

/* Appends what the element becomes, nothing where it is missing or cannot be used. */
typedef enum row_fault cell_list_element(const struct cell_rule *rule, struct record_cell element,
                                         struct text_buffer *out);

/* Each element on its own: one that cannot be used is left out. Codes mapped to nothing are dropped; days keep their
 * place, since they stand in the order of another list. The first fault. */
enum row_fault cell_list_convert(const struct cell_rule *rule, struct record_cell cell, cell_list_element *convert,
                                 struct text_buffer *out);

#endif
