/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/byte_check.h"

#include <stdint.h>
#include <string.h>

/* How many bytes at the front are printable ASCII, eight at a time: a byte is out if its top bit is set, if
 * it is below 0x20 (x - 0x20 borrows into the top bit) or if it is DEL (x + 1 carries into the top bit). */
static size_t skip_plain(const unsigned char *bytes, size_t length) {
    const uint64_t tops = 0x8080808080808080u, spaces = 0x2020202020202020u, ones = 0x0101010101010101u;
    size_t at = 0;

    while (at + 8 <= length) {
        uint64_t word;
        memcpy(&word, bytes + at, 8);
        if (((word - spaces) | (word + ones) | word) & tops)
            break;
        at += 8;
    }
    return at;
}

/* The length of the UTF-8 sequence at the front, 0 if there is none. RFC 3629, section 4. */
static size_t sequence_length(const unsigned char *b, size_t left) {
    size_t n = b[0] < 0x80 ? 1 : b[0] < 0xC2 ? 0 : b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : b[0] < 0xF5 ? 4 : 0;

    if (n == 0 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((b[i] & 0xC0) != 0x80)
            return 0;
    if ((b[0] == 0xE0 && b[1] < 0xA0) || (b[0] == 0xED && b[1] > 0x9F) || (b[0] == 0xF0 && b[1] < 0x90) ||
        (b[0] == 0xF4 && b[1] > 0x8F))
        return 0;
    return n;
}

enum byte_check_status byte_check(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = skip_plain(bytes, length);

    while (at < length) {
        size_t n = sequence_length(bytes + at, length - at);
        if (n == 0)
            return BYTE_CHECK_NOT_UTF8;
        if (bytes[at] == 0)
            return BYTE_CHECK_NUL;
        if ((bytes[at] < 0x20 && bytes[at] != '\t') || bytes[at] == 0x7F)
            return BYTE_CHECK_CONTROL;
        at += n;
    }
    return BYTE_CHECK_TEXT;
}
