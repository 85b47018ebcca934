/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/plain_line.h"

enum kind { KIND_TEXT, KIND_DELIMITER, KIND_OTHER };

struct plain_line_bytes plain_line_bytes_for(char delimiter) {
    struct plain_line_bytes bytes;

    for (int byte = 0; byte < 256; byte++)
        bytes.kind[byte] = byte == '\t' || (byte >= ' ' && byte <= '~') ? KIND_TEXT : KIND_OTHER;
    if (bytes.kind[(unsigned char)delimiter] == KIND_TEXT)
        bytes.kind[(unsigned char)delimiter] = KIND_DELIMITER;
    bytes.kind['"'] = KIND_OTHER;
    return bytes;
}

static bool is_blank_byte(char byte) { return byte == ' ' || byte == '\t'; }

/* Trims [cell, end) and ends it. */
static struct record_cell finish_cell(char *cell, char *end) {
    while (cell < end && is_blank_byte(*cell))
        cell++;
    while (cell < end && is_blank_byte(end[-1]))
        end--;
    *end = '\0';
    return (struct record_cell){.text = cell, .length = (uint32_t)(end - cell)};
}

/* Nothing is written before the whole line is known to be plain: until then a cell is the offset of its end. */
size_t plain_line_split(const struct plain_line_bytes *bytes, char *line, size_t length, struct record_cell *cells) {
    size_t n_cells = 0, start = 0;

    if (length > RECORD_LONGEST_CELL)
        return 0;
    for (size_t i = 0; i < length; i++) {
        uint8_t kind = bytes->kind[(unsigned char)line[i]];
        if (kind == KIND_TEXT)
            continue;
        if (kind == KIND_OTHER || n_cells + 1 >= RECORD_MOST_CELLS)
            return 0;
        cells[n_cells++].length = (uint32_t)i;
    }
    cells[n_cells++].length = (uint32_t)length;
    for (size_t i = 0; i < n_cells; i++) {
        size_t end = cells[i].length;
        cells[i] = finish_cell(line + start, line + end);
        start = end + 1;
    }
    return n_cells;
}

bool plain_line_is_blank(const char *line, size_t length, unsigned char delimiter) {
    for (size_t i = 0; i < length; i++)
        if (line[i] != ' ' && (line[i] != '\t' || delimiter == '\t'))
            return false;
    return true;
}
