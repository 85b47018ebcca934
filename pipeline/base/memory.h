/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory for programs: an allocation that cannot be had ends the program with exit 70 and one message.
 * Pure folders (stats, care, privacy) do not use this: they return a status.
 */
#ifndef SWITCHBACK_BASE_MEMORY_H
#define SWITCHBACK_BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

/* n x size zeroed bytes (never NULL, also for n = 0); the caller frees. */
void *memory_alloc(size_t n, size_t size);

/* The part of memory_grow that allocates. */
void *memory_enlarge(void *block, size_t *capacity, size_t needed, size_t size);

/* Room for at least `needed` elements: returns the old block, or a larger one (doubled), and sets *capacity. Inline,
 * since it is asked for every row and hardly ever has to allocate. */
static inline void *memory_grow(void *block, size_t *capacity, size_t needed, size_t size) {
    return needed <= *capacity && block != NULL ? block : memory_enlarge(block, capacity, needed, size);
}

/* A copy of `length` bytes with a NUL behind; the caller frees. */
char *memory_copy_text(const char *text, size_t length);

/* printf into a new string; the caller frees. */
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *memory_format_list(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

#endif
