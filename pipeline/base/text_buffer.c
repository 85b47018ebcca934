/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text_buffer.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void text_buffer_append(struct text_buffer *buffer, const char *text, size_t length) {
    buffer->text = memory_grow(buffer->text, &buffer->capacity, buffer->length + length + 1, 1);
    memcpy(buffer->text + buffer->length, text, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

void text_buffer_append_text(struct text_buffer *buffer, const char *text) {
    text_buffer_append(buffer, text, strlen(text));
}

void text_buffer_append_char(struct text_buffer *buffer, char c) { text_buffer_append(buffer, &c, 1); }

void text_buffer_clear(struct text_buffer *buffer) { buffer->length = 0; }

void text_buffer_free(struct text_buffer *buffer) {
    free(buffer->text);
    *buffer = (struct text_buffer){0};
}
