/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/cell_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* The element [text, end), without the blanks that stand about it in a cell that was quoted ("a, b"). */
static enum row_fault convert_element(const struct cell_rule *rule, const char *text, const char *end,
                                      cell_list_element *convert, struct text_buffer *out) {
    struct record_cell element;
    size_t before = out->length;
    enum row_fault fault;
    char *copy;

    while (text < end && (*text == ' ' || *text == '\t'))
        text++;
    while (text < end && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    if (cell_memo_recall(rule->elements, text, (size_t)(end - text), out, &fault))
        return fault;
    copy = memory_copy_text(text, (size_t)(end - text));
    element = (struct record_cell){.text = copy, .length = (uint32_t)(end - text)};
    fault = convert(rule, element, out);
    cell_memo_keep(rule->elements, element.text, element.length, out, before, fault);
    free(copy);
    return fault;
}

enum row_fault cell_list_convert(const struct cell_rule *rule, struct record_cell cell, cell_list_element *convert,
                                 struct text_buffer *out) {
    bool is_days = rule->column->type == COLUMN_DAY_LIST, first = true;
    enum row_fault fault = ROW_FAULT_NONE, of_element;
    const char *end;

    for (const char *at = cell.text;; at = end + 1) {
        size_t before = out->length;
        end = strchrnul(at, rule->separator);
        if (!first)
            text_buffer_append_char(out, ';');
        of_element = convert_element(rule, at, end, convert, out);
        if (!is_days && out->length == before + !first)
            out->length = before;
        else
            first = false;
        fault = fault == ROW_FAULT_NONE ? of_element : fault;
        if (*end == '\0')
            return fault;
    }
}
