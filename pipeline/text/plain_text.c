/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/plain_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/text_buffer.h"

enum { REPLACEMENT = 0xFFFD };

static size_t sequence_length(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

/* Overlong forms, surrogates and what lies beyond Unicode are no characters. */
static bool is_scalar(uint32_t value, size_t length) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

    return value >= least[length] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

uint32_t plain_text_decode(const char *text, size_t *length) {
    unsigned char lead = (unsigned char)text[0];
    size_t n = sequence_length(lead);
    uint32_t value = n == 1 ? lead : lead & (0x7FU >> n);

    *length = 1;
    if (n == 0)
        return REPLACEMENT;
    for (size_t i = 1; i < n; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xC0) != 0x80)
            return REPLACEMENT;
        value = value << 6 | (next & 0x3FU);
    }
    if (!is_scalar(value, n))
        return REPLACEMENT;
    *length = n;
    return value;
}

static bool is_hidden(uint32_t c) {
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},     {0x61C, 0x61C},   {0x180E, 0x180E},   {0x200B, 0x200F},
        {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
    };

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

char *plain_text_copy(const char *text) {
    struct text_buffer copy = {0};
    size_t length;

    text_buffer_append_text(&copy, "");
    for (; *text != '\0'; text += length) {
        uint32_t c = plain_text_decode(text, &length);
        if (c == '\t' || c == '\n' || c == '\r')
            text_buffer_append_char(&copy, ' ');
        else if (c == REPLACEMENT)
            text_buffer_append_text(&copy, "\xEF\xBF\xBD");
        else if (!is_hidden(c))
            text_buffer_append(&copy, text, length);
    }
    return copy.text;
}

size_t plain_text_width(const char *text) {
    size_t width = 0, length;

    for (; *text != '\0'; text += length, width++)
        plain_text_decode(text, &length);
    return width;
}

size_t plain_text_prefix(const char *text, size_t width) {
    const char *at = text;
    size_t length;

    for (size_t i = 0; i < width && *at != '\0'; i++, at += length)
        plain_text_decode(at, &length);
    return (size_t)(at - text);
}
