/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text that grows. Start from {0}; always NUL-terminated after the first append; free with text_buffer_free.
 */
#ifndef SWITCHBACK_BASE_TEXT_BUFFER_H
#define SWITCHBACK_BASE_TEXT_BUFFER_H

#include <stddef.h>
#include <string.h>

#include "base/memory.h"

struct text_buffer {
    char *text;
    size_t length, capacity;
};

/* Inline, since rows are put together cell by cell. */
static inline void text_buffer_append(struct text_buffer *buffer, const char *text, size_t length) {
    buffer->text = (char *)memory_grow(buffer->text, &buffer->capacity, buffer->length + length + 1, 1);
    memcpy(buffer->text + buffer->length, text, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

static inline void text_buffer_append_char(struct text_buffer *buffer, char c) {
    buffer->text = (char *)memory_grow(buffer->text, &buffer->capacity, buffer->length + 2, 1);
    buffer->text[buffer->length++] = c;
    buffer->text[buffer->length] = '\0';
}

void text_buffer_append_text(struct text_buffer *buffer, const char *text);
void text_buffer_clear(struct text_buffer *buffer);
void text_buffer_free(struct text_buffer *buffer);

#endif
