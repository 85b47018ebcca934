/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text that grows. Start from {0}; always NUL-terminated after the first append; free with text_buffer_free.
 */
#ifndef SWITCHBACK_BASE_TEXT_BUFFER_H
#define SWITCHBACK_BASE_TEXT_BUFFER_H

#include <stddef.h>

struct text_buffer {
    char *text;
    size_t length, capacity;
};

void text_buffer_append(struct text_buffer *buffer, const char *text, size_t length);
void text_buffer_append_text(struct text_buffer *buffer, const char *text);
void text_buffer_append_char(struct text_buffer *buffer, char c);
void text_buffer_clear(struct text_buffer *buffer);
void text_buffer_free(struct text_buffer *buffer);

#endif
