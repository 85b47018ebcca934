/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every program says on stderr, in one form:
 *
 *     program: text
 *     program: file:LINE:FIELD: column: text
 *
 * in one line: control characters, of names, stand as `?`. LINE is the physical line (1 = header), FIELD the 1-based
 * position; 0 or NULL leaves a part out. Never put the value of a data cell into the text unless the user gave
 * --show-values.
 *
 * Exit codes come from <sysexits.h> (EX_USAGE 64, EX_DATAERR 65, EX_NOINPUT 66, EX_UNAVAILABLE 69,
 * EX_SOFTWARE 70, EX_CANTCREAT 73, EX_IOERR 74, EX_TEMPFAIL 75, EX_CONFIG 78) plus EXIT_GATE_FAILED.
 */
#ifndef SWITCHBACK_BASE_MESSAGE_H
#define SWITCHBACK_BASE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sysexits.h>

enum { EXIT_GATE_FAILED = 1 /* the work is done, but a quality gate failed */ };

/* Where in the input something stands. */
struct message_place {
    const char *file;   /* NULL: no place is printed; "-" is printed as "stdin" */
    long line;          /* 0: no line */
    long field;         /* 0: no field */
    const char *column; /* NULL: no column */
};

/* `program: text`. */
void message_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* `program: place: text`. */
void message_say_at(struct message_place place, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A note is left out when the user asked for quiet. */
void message_note(bool quiet, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says the message and exits with `code`. */
_Noreturn void message_fail(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
_Noreturn void message_fail_at(int code, struct message_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
