/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"

static _Noreturn void fail_for_memory(void) { message_fail(EX_SOFTWARE, "out of memory"); }

void *memory_alloc(size_t n, size_t size) {
    void *block = calloc(n > 0 ? n : 1, size > 0 ? size : 1);

    if (block == NULL)
        fail_for_memory();
    return block;
}

void *memory_enlarge(void *block, size_t *capacity, size_t needed, size_t size) {
    size_t larger = *capacity < 16 ? 16 : *capacity;

    while (larger < needed)
        larger = larger > SIZE_MAX / 2 ? needed : larger * 2;
    block = reallocarray(block, larger, size);
    if (block == NULL)
        fail_for_memory();
    *capacity = larger;
    return block;
}

char *memory_copy_text(const char *text, size_t length) {
    char *copy = memory_alloc(length + 1, 1);

    memcpy(copy, text, length);
    return copy;
}

char *memory_format_list(const char *format, va_list arguments) {
    char *text = NULL;

    if (vasprintf(&text, format, arguments) < 0)
        fail_for_memory();
    return text;
}

char *memory_format(const char *format, ...) {
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = memory_format_list(format, arguments);
    va_end(arguments);
    return text;
}
