/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of output_file that writes values: texts, numbers, formats. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/output_file.h"

void output_file_write_text(struct output_file *output, const char *text) {
    output_file_write(output, text, strlen(text));
}

void output_file_write_int(struct output_file *output, int64_t value) {
    char text[NUMBER_TEXT_SIZE];

    output_file_write(output, text, number_format_int(value, text));
}

void output_file_write_double(struct output_file *output, double value) {
    char text[NUMBER_TEXT_SIZE];

    output_file_write(output, text, number_format_double(value, text));
}

void output_file_printf(struct output_file *output, const char *format, ...) {
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = memory_format_list(format, arguments);
    va_end(arguments);
    output_file_write_text(output, text);
    free(text);
}
