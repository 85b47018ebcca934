/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/plain_line.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum kind { KIND_TEXT, KIND_DELIMITER, KIND_END, KIND_OTHER };

struct plain_line_bytes plain_line_bytes_for(char delimiter) {
    struct plain_line_bytes bytes = {.delimiter = delimiter};

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

static struct record_cell end_cell(char *cell, char *end) {
    *end = '\0';
    return (struct record_cell){.text = cell, .length = (uint32_t)(end - cell)};
}

/* Trims [cell, end) and ends it. */
static struct record_cell finish_cell(char *cell, char *end) {
    while (cell < end && is_blank_byte(*cell))
        cell++;
    while (cell < end && is_blank_byte(end[-1]))
        end--;
    return end_cell(cell, end);
}

/* The length of the LF or CRLF at text[at]; 0: neither. */
static size_t end_length(const char *text, size_t at, size_t length) {
    if (text[at] == '\n')
        return 1;
    return at + 1 < length && text[at + 1] == '\n' ? 2 : 0;
}

/* Where a line was left off: the ends of its cells so far are in cells[].length. */
struct scan {
    const struct plain_line_bytes *bytes;
    const char *text;
    struct record_cell *cells;
    size_t n_cells, at, most; /* most: bytes that may be looked at */
    bool is_full;             /* a delimiter more than there is room for */
    bool has_blanks;          /* there may be some about a cell */
};

static bool add_cell(struct scan *scan, size_t end) {
    scan->is_full = scan->n_cells + 1 >= RECORD_MOST_CELLS;
    if (!scan->is_full)
        scan->cells[scan->n_cells++].length = (uint32_t)end;
    return !scan->is_full;
}

#ifdef __SSE2__
/* Sixteen bytes a step. False where a byte is neither text nor delimiter, which scan->at then is, or no room is left.
 * Blanks count from the line behind, too, as far as a step reaches into it. */
static bool scan_blocks(struct scan *scan) {
    const __m128i delimiter = _mm_set1_epi8(scan->bytes->delimiter), quote = _mm_set1_epi8('"');
    const __m128i blank = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t'), rubout = _mm_set1_epi8('\x7F');
    __m128i blanks = _mm_setzero_si128();
    unsigned others = 0;

    for (; scan->at + 16 <= scan->most; scan->at += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(scan->text + scan->at));
        __m128i tabs = _mm_cmpeq_epi8(block, tab);
        /* signed: bytes above 0x7F are below the blank, too */
        __m128i low = _mm_andnot_si128(tabs, _mm_cmplt_epi8(block, blank));
        __m128i not_plain =
            _mm_or_si128(_mm_or_si128(low, _mm_cmpeq_epi8(block, quote)), _mm_cmpeq_epi8(block, rubout));
        unsigned ends = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, delimiter));
        others = (unsigned)_mm_movemask_epi8(not_plain);
        blanks = _mm_or_si128(blanks, _mm_or_si128(tabs, _mm_cmpeq_epi8(block, blank)));
        if (others != 0)
            ends &= (others & -others) - 1;
        for (; ends != 0; ends &= ends - 1)
            if (!add_cell(scan, scan->at + (size_t)__builtin_ctz(ends)))
                return false;
        if (others != 0)
            break;
    }
    scan->has_blanks = _mm_movemask_epi8(blanks) != 0;
    if (others != 0)
        scan->at += (size_t)__builtin_ctz(others);
    return others == 0;
}
#else
static bool scan_blocks(struct scan *scan) { return scan->most > 0; }
#endif

/* One byte a step, to the first that is neither text nor delimiter, or the last. */
static void scan_bytes(struct scan *scan) {
    scan->has_blanks = true;
    for (; scan->at < scan->most; scan->at++) {
        uint8_t kind = scan->bytes->kind[(unsigned char)scan->text[scan->at]];
        if (kind == KIND_TEXT)
            continue;
        if (kind != KIND_DELIMITER || !add_cell(scan, scan->at))
            return;
    }
}

/* Nothing is written before the whole line is known to be plain: until then a cell is the offset of its end. */
size_t plain_line_split(const struct plain_line_bytes *bytes, char *text, size_t length, struct record_cell *cells,
                        struct plain_line *line) {
    struct scan scan = {.bytes = bytes, .text = text, .cells = cells};
    size_t start = 0;

    scan.most = length < RECORD_LONGEST_CELL ? length : RECORD_LONGEST_CELL + 1;
    if (scan_blocks(&scan))
        scan_bytes(&scan);
    if (scan.is_full || scan.at == scan.most || bytes->kind[(unsigned char)text[scan.at]] != KIND_END ||
        (line->end = end_length(text, scan.at, length)) == 0)
        return 0;
    line->length = scan.at;
    cells[scan.n_cells++].length = (uint32_t)scan.at;
    for (size_t i = 0; i < scan.n_cells; i++) {
        size_t end = cells[i].length;
        cells[i] = scan.has_blanks ? finish_cell(text + start, text + end) : end_cell(text + start, text + end);
        start = end + 1;
    }
    return scan.n_cells;
}

bool plain_line_is_blank(const char *line, size_t length, unsigned char delimiter) {
    for (size_t i = 0; i < length; i++)
        if (line[i] != ' ' && (line[i] != '\t' || delimiter == '\t'))
            return false;
    return true;
}
