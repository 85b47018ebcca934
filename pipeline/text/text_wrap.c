/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/text_wrap.h"

#include <stdlib.h>
#include <string.h>

#include "text/plain_text.h"

const char *text_wrap_next(const char **text, size_t width, size_t *length) {
    const char *line = *text + strspn(*text, " ");
    size_t most = plain_text_prefix(line, width), end = most;

    if (line[most] != '\0' && line[most] != ' ') {
        while (end > 0 && line[end - 1] != ' ')
            end--;
        if (end == 0)
            end = most;
    }
    *text = line + end;
    *text += strspn(*text, " ");
    while (end > 0 && line[end - 1] == ' ')
        end--;
    *length = end;
    return line;
}

void text_wrap_append(struct text_buffer *out, const char *text, size_t width, const char *const prefixes[2]) {
    char *clean = plain_text_copy(text);
    const char *rest = clean;
    size_t room = width - plain_text_width(prefixes[0]);

    for (int i = 0; *rest != '\0'; i = 1) {
        size_t length;
        const char *line = text_wrap_next(&rest, room, &length);
        text_buffer_append_text(out, prefixes[i]);
        text_buffer_append(out, line, length);
        text_buffer_append_char(out, '\n');
    }
    free(clean);
}
