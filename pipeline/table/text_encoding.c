/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/text_encoding.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

struct text_encoding {
    iconv_t converter;
};

enum { MOST_BYTES_A_BYTE = 8 /* of UTF-8, for one byte of another encoding: characters of two code points */ };

bool text_encoding_convert(struct text_encoding *encoding, const char *line, size_t length, struct text_buffer *out) {
    size_t room = length * MOST_BYTES_A_BYTE + MOST_BYTES_A_BYTE, left = room;
    char *text = memory_alloc(room, 1), *to = text, *from = (char *)(uintptr_t)line;
    bool is_whole;

    iconv(encoding->converter, NULL, NULL, NULL, NULL);
    is_whole = iconv(encoding->converter, &from, &length, &to, &left) != (size_t)-1 &&
               iconv(encoding->converter, NULL, NULL, &to, &left) != (size_t)-1;
    text_buffer_clear(out);
    text_buffer_append(out, text, is_whole ? room - left : 0);
    free(text);
    return is_whole;
}

static bool has_ascii(struct text_encoding *encoding) {
    struct text_buffer out = {0};
    bool is_same = true;

    for (char byte = ' '; byte <= '~' && is_same; byte++)
        is_same = text_encoding_convert(encoding, &byte, 1, &out) && out.length == 1 && out.text[0] == byte;
    is_same = is_same && text_encoding_convert(encoding, "\t", 1, &out) && out.length == 1 && out.text[0] == '\t';
    text_buffer_free(&out);
    return is_same;
}

/* A slash would ask the C library to put up with what it does not know. */
enum text_encoding_status text_encoding_open(const char *name, struct text_encoding **encoding) {
    iconv_t converter;

    *encoding = NULL;
    if (strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0)
        return TEXT_ENCODING_UTF8;
    converter = *name == '\0' || strchr(name, '/') != NULL ? (iconv_t)-1 : iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return TEXT_ENCODING_UNKNOWN;
    *encoding = memory_alloc(1, sizeof **encoding);
    (*encoding)->converter = converter;
    if (has_ascii(*encoding))
        return TEXT_ENCODING_OK;
    text_encoding_close(*encoding);
    *encoding = NULL;
    return TEXT_ENCODING_NOT_ASCII;
}

void text_encoding_close(struct text_encoding *encoding) {
    if (encoding == NULL)
        return;
    iconv_close(encoding->converter);
    free(encoding);
}
