/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "survive.h"

#include <csv.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/message.h"

int close_range(unsigned first, unsigned last, int flags);

/* The linker puts these in the place of what our own code calls (-Wl,--wrap); what the C library keeps for itself, such
 * as its tables of encodings, passes by. */
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_realloc(void *block, size_t size);
void *__real_reallocarray(void *block, size_t n, size_t size);
void *__wrap_reallocarray(void *block, size_t n, size_t size);
void __real_free(void *block);
void __wrap_free(void *block);
ssize_t __real_getline(char **line, size_t *capacity, FILE *stream);
ssize_t __wrap_getline(char **line, size_t *capacity, FILE *stream);
int __real_vasprintf(char **text, const char *format, va_list arguments);
int __wrap_vasprintf(char **text, const char *format, va_list arguments);
FILE *__real_fmemopen(void *bytes, size_t length, const char *mode);
FILE *__wrap_fmemopen(void *bytes, size_t length, const char *mode);
FILE *__real_fopen(const char *path, const char *mode);
FILE *__wrap_fopen(const char *path, const char *mode);
FILE *__real_open_memstream(char **text, size_t *length);
FILE *__wrap_open_memstream(char **text, size_t *length);
int __real_fclose(FILE *stream);
int __wrap_fclose(FILE *stream);
iconv_t __real_iconv_open(const char *to, const char *from);
iconv_t __wrap_iconv_open(const char *to, const char *from);
int __real_iconv_close(iconv_t converter);
int __wrap_iconv_close(iconv_t converter);
void __real_csv_free(struct csv_parser *parser);
void __wrap_csv_free(struct csv_parser *parser);

enum { MOST_BLOCKS = 1 << 18, MOST_HANDLES = 64, MOST_TEXT = 4096 };

/* What was allocated and not freed: addresses, in a table with open addressing. */
static struct {
    bool is_running;
    jmp_buf back;
    const volatile void *blocks[MOST_BLOCKS];
    size_t used[MOST_BLOCKS / 2], n_used; /* places of the table that are or were taken */
    void *streams[MOST_HANDLES], *converters[MOST_HANDLES];
    int first_descriptor;
    char path[64];
} state;

static const char removed; /* stands in the place of a block that was freed */

static size_t home_of(const volatile void *block) {
    return (size_t)(((uintptr_t)block >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (MOST_BLOCKS - 1);
}

static void take_block(const volatile void *block) {
    size_t at = home_of(block);

    if (!state.is_running || block == NULL)
        return;
    while (state.blocks[at] != NULL && state.blocks[at] != &removed)
        at = (at + 1) & (MOST_BLOCKS - 1);
    if (state.blocks[at] == NULL && state.n_used == MOST_BLOCKS / 2)
        abort(); /* so many of so little input */
    if (state.blocks[at] == NULL)
        state.used[state.n_used++] = at;
    state.blocks[at] = block;
}

static void drop_block(const volatile void *block) {
    size_t at = home_of(block);

    if (!state.is_running || block == NULL)
        return;
    while (state.blocks[at] != NULL && state.blocks[at] != block)
        at = (at + 1) & (MOST_BLOCKS - 1);
    if (state.blocks[at] == block)
        state.blocks[at] = &removed;
}

void *__wrap_malloc(size_t size) {
    void *block = __real_malloc(size);

    take_block(block);
    return block;
}

void *__wrap_calloc(size_t n, size_t size) {
    void *block = __real_calloc(n, size);

    take_block(block);
    return block;
}

void *__wrap_realloc(void *block, size_t size) {
    drop_block(block);
    block = __real_realloc(block, size);
    take_block(block);
    return block;
}

void *__wrap_reallocarray(void *block, size_t n, size_t size) {
    drop_block(block);
    block = __real_reallocarray(block, n, size);
    take_block(block);
    return block;
}

void __wrap_free(void *block) {
    drop_block(block);
    __real_free(block);
}

ssize_t __wrap_getline(char **line, size_t *capacity, FILE *stream) {
    ssize_t length;

    drop_block(*line);
    length = __real_getline(line, capacity, stream);
    take_block(*line);
    return length;
}

int __attribute__((format(printf, 2, 0))) __wrap_vasprintf(char **text, const char *format, va_list arguments) {
    int length = __real_vasprintf(text, format, arguments);

    take_block(length < 0 ? NULL : *text);
    return length;
}

/* libcsv frees by itself what it has allocated by our own hook. */
void __wrap_csv_free(struct csv_parser *parser) {
    drop_block(parser->entry_buf);
    __real_csv_free(parser);
}

static void take_handle(void *handles[MOST_HANDLES], void *handle) {
    for (size_t i = 0; i < MOST_HANDLES; i++) {
        if (handles[i] != NULL)
            continue;
        handles[i] = handle;
        return;
    }
}

static void drop_handle(void *handles[MOST_HANDLES], const void *handle) {
    for (size_t i = 0; i < MOST_HANDLES; i++)
        if (handles[i] == handle)
            handles[i] = NULL;
}

static FILE *take_stream(FILE *stream) {
    if (stream != NULL)
        take_handle(state.streams, stream);
    return stream;
}

FILE *__wrap_fmemopen(void *bytes, size_t length, const char *mode) {
    return take_stream(__real_fmemopen(bytes, length, mode));
}

FILE *__wrap_fopen(const char *path, const char *mode) { return take_stream(__real_fopen(path, mode)); }

FILE *__wrap_open_memstream(char **text, size_t *length) { return take_stream(__real_open_memstream(text, length)); }

int __wrap_fclose(FILE *stream) {
    drop_handle(state.streams, stream);
    return __real_fclose(stream);
}

iconv_t __wrap_iconv_open(const char *to, const char *from) {
    iconv_t converter = __real_iconv_open(to, from);

    if (converter != (iconv_t)-1)
        take_handle(state.converters, converter);
    return converter;
}

int __wrap_iconv_close(iconv_t converter) {
    drop_handle(state.converters, converter);
    return __real_iconv_close(converter);
}

/* Handles first: they may hold memory. */
static void take_back(void) {
    for (size_t i = 0; i < MOST_HANDLES; i++) {
        if (state.streams[i] != NULL)
            __wrap_fclose(state.streams[i]);
        if (state.converters[i] != NULL)
            __wrap_iconv_close(state.converters[i]);
    }
    state.is_running = false;
    for (; state.n_used > 0; state.n_used--) {
        const volatile void **block = &state.blocks[state.used[state.n_used - 1]];
        if (*block != &removed)
            __real_free((void *)(uintptr_t)*block);
        *block = NULL;
    }
    close_range((unsigned)state.first_descriptor, ~0U, 0);
}

bool survive(void (*run)(const void *context), const void *context) {
    volatile bool is_whole = false;

    state.first_descriptor = dup(STDIN_FILENO); /* the first that is free */
    close(state.first_descriptor);
    state.is_running = true;
    if (setjmp(state.back) == 0) {
        run(context);
        is_whole = true;
    }
    take_back();
    return is_whole;
}

const char *survive_file(const uint8_t *bytes, size_t length) {
    int descriptor = memfd_create("fuzz", 0);

    if (descriptor < 0)
        abort();
    for (size_t at = 0; at < length;) {
        ssize_t n = write(descriptor, bytes + at, length - at);
        if (n <= 0)
            abort();
        at += (size_t)n;
    }
    snprintf(state.path, sizeof state.path, "/proc/self/fd/%d", descriptor);
    return state.path;
}

/* ---- in the place of base/message.c: the texts are made, since making them may be wrong, too ---- */

static void __attribute__((format(printf, 1, 0))) make_text(const char *format, va_list arguments) {
    char text[MOST_TEXT];

    vsnprintf(text, sizeof text, format, arguments);
}

void message_say(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    make_text(format, arguments);
    va_end(arguments);
}

void message_say_at(struct message_place place, const char *format, ...) {
    va_list arguments;
    (void)place;

    va_start(arguments, format);
    make_text(format, arguments);
    va_end(arguments);
}

void message_note(bool quiet, const char *format, ...) {
    va_list arguments;
    (void)quiet;

    va_start(arguments, format);
    make_text(format, arguments);
    va_end(arguments);
}

_Noreturn void message_fail(int code, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    make_text(format, arguments);
    va_end(arguments);
    if (!state.is_running || code == EX_SOFTWARE)
        abort();
    longjmp(state.back, 1);
}

_Noreturn void message_fail_at(int code, struct message_place place, const char *format, ...) {
    va_list arguments;
    (void)place;

    va_start(arguments, format);
    make_text(format, arguments);
    va_end(arguments);
    if (!state.is_running || code == EX_SOFTWARE)
        abort();
    longjmp(state.back, 1);
}
