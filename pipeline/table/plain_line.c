/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/plain_line.h"

enum kind { KIND_TEXT, KIND_DELIMITER, KIND_END, KIND_OTHER };

struct plain_line_bytes plain_line_bytes_for(char delimiter) {
    struct plain_line_bytes bytes;

    for (int byte = 0; byte < 256; byte++)
        bytes.kind[byte] = byte == '\t' || (byte >= ' ' && byte <= '~') ? KIND_TEXT : KIND_OTHER;
    if (bytes.kind[(unsigned char)delimiter] == KIND_TEXT)
        bytes.kind[(unsigned char)delimiter] = KIND_DELIMITER;
    bytes.kind['"'] = KIND_OTHER;
    bytes.kind['\n'] = KIND_END;
    bytes.kind['\r'] = KIND_END;
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

/* The length of the LF or CRLF at text[at]; 0: neither. */
static size_t end_length(const char *text, size_t at, size_t length) {
    if (text[at] == '\n')
        return 1;
    return at + 1 < length && text[at + 1] == '\n' ? 2 : 0;
}

/* Nothing is written before the whole line is known to be plain: until then a cell is the offset of its end. */
size_t plain_line_split(const struct plain_line_bytes *bytes, char *text, size_t length, struct record_cell *cells,
                        struct plain_line *line) {
    size_t n_cells = 0, start = 0, at = 0, most = length < RECORD_LONGEST_CELL ? length : RECORD_LONGEST_CELL + 1;
    uint8_t kind = KIND_OTHER;

    for (; at < most; at++) {
        kind = bytes->kind[(unsigned char)text[at]];
        if (kind == KIND_TEXT)
            continue;
        if (kind != KIND_DELIMITER || n_cells + 1 >= RECORD_MOST_CELLS)
            break;
        cells[n_cells++].length = (uint32_t)at;
    }
    if (at == most || kind != KIND_END || (line->end = end_length(text, at, length)) == 0)
        return 0;
    line->length = at;
    cells[n_cells++].length = (uint32_t)at;
    for (size_t i = 0; i < n_cells; i++) {
        size_t end = cells[i].length;
        cells[i] = finish_cell(text + start, text + end);
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
