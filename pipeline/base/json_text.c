/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json_text.h"

void json_text_write(struct output_file *output, const char *text) {
    output_file_write_char(output, '"');
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20)
            output_file_printf(output, "\\u%04x", (unsigned int)(unsigned char)*text);
        else if (*text == '"' || *text == '\\')
            output_file_printf(output, "\\%c", *text);
        else
            output_file_write_char(output, *text);
    }
    output_file_write_char(output, '"');
}
