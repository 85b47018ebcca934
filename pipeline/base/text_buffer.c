/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text_buffer.h"

#include <stdlib.h>
#include <string.h>

void text_buffer_append_text(struct text_buffer *buffer, const char *text) {
    text_buffer_append(buffer, text, strlen(text));
}

void text_buffer_clear(struct text_buffer *buffer) { buffer->length = 0; }

void text_buffer_free(struct text_buffer *buffer) {
    free(buffer->text);
    *buffer = (struct text_buffer){0};
}
