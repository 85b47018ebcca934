/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/message.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void write_place(FILE *stream, struct message_place place) {
    if (place.file == NULL)
        return;
    fprintf(stream, "%s:", strcmp(place.file, "-") == 0 ? "stdin" : place.file);
    if (place.line > 0)
        fprintf(stream, "%ld:", place.line);
    if (place.field > 0)
        fprintf(stream, "%ld:", place.field);
    fputc(' ', stream);
    if (place.column != NULL)
        fprintf(stream, "%s: ", place.column);
}

/* One message is one write, so that messages of parallel stages do not mix within a line. It passes by the stream
 * stderr, in whose place another stands while options are parsed (base/options.c). */
static void write_text(const char *text, size_t length) {
    while (length > 0) {
        ssize_t n = write(STDERR_FILENO, text, length);
        if (n < 0 && errno != EINTR)
            return;
        text += n > 0 ? n : 0;
        length -= n > 0 ? (size_t)n : 0;
    }
}

/* A message is one line, and acts on no terminal, whatever is in a name. */
static void make_plain(char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 127)
            text[i] = '?';
}

static void __attribute__((format(printf, 2, 0)))
write_message(struct message_place place, const char *format, va_list arguments) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);

    if (stream == NULL)
        return;
    fprintf(stream, "%s: ", program_invocation_short_name);
    write_place(stream, place);
    vfprintf(stream, format, arguments);
    fputc('\n', stream);
    if (fclose(stream) == 0) {
        make_plain(text, length - 1);
        write_text(text, length);
    }
    free(text);
}

void message_say(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    write_message((struct message_place){0}, format, arguments);
    va_end(arguments);
}

void message_say_at(struct message_place place, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    write_message(place, format, arguments);
    va_end(arguments);
}

void message_note(bool quiet, const char *format, ...) {
    va_list arguments;

    if (quiet)
        return;
    va_start(arguments, format);
    write_message((struct message_place){0}, format, arguments);
    va_end(arguments);
}

/* Of several threads that fail, one says so and ends the program. */
static void begin_failing(void) {
    static pthread_mutex_t failing = PTHREAD_MUTEX_INITIALIZER;

    pthread_mutex_lock(&failing);
}

_Noreturn void message_fail(int code, const char *format, ...) {
    va_list arguments;

    begin_failing();
    va_start(arguments, format);
    write_message((struct message_place){0}, format, arguments);
    va_end(arguments);
    exit(code);
}

_Noreturn void message_fail_at(int code, struct message_place place, const char *format, ...) {
    va_list arguments;

    begin_failing();
    va_start(arguments, format);
    write_message(place, format, arguments);
    va_end(arguments);
    exit(code);
}
