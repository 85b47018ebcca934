/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text in another encoding than UTF-8, by iconv(3): only where somebody states the name. One line at a time, and only
 * lines that hold more than printable ASCII, so an encoding must have ASCII where ASCII has it (windows-1252,
 * ISO-8859-15, GBK ... but neither UTF-16 nor UTF-7 nor EBCDIC). UTF-8 itself needs no conversion and gets none.
 *
 * source: POSIX.1-2008, iconv(3); the names are those of the C library (iconv --list).
 */
#ifndef SWITCHBACK_TABLE_TEXT_ENCODING_H
#define SWITCHBACK_TABLE_TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text_buffer.h"

struct text_encoding;

enum text_encoding_status {
    TEXT_ENCODING_OK,
    TEXT_ENCODING_UTF8,     /* needs no conversion: *encoding is NULL */
    TEXT_ENCODING_UNKNOWN,  /* the C library does not know the name */
    TEXT_ENCODING_NOT_ASCII /* its lines cannot be told by ASCII's bytes */
};

/* *encoding only on OK; the caller frees it. */
enum text_encoding_status text_encoding_open(const char *name, struct text_encoding **encoding);
void text_encoding_close(struct text_encoding *encoding);

/* Replaces `out` by the line in UTF-8; false where a byte is none of the encoding's. */
bool text_encoding_convert(struct text_encoding *encoding, const char *line, size_t length, struct text_buffer *out);

#endif
