/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs code that may end the program, and goes on: message_fail jumps back here instead of ending it (this file stands
 * in the place of base/message.c), and what the code left open or allocated is taken back.
 */
#ifndef SWITCHBACK_TESTS_FUZZ_SURVIVE_H
#define SWITCHBACK_TESTS_FUZZ_SURVIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* false: it would have ended the program with a message. One that says "internal" (EX_SOFTWARE) aborts. */
bool survive(void (*run)(const void *context), const void *context);

/* A path of a file of these bytes, until survive ends; the path until the next call. */
const char *survive_file(const uint8_t *bytes, size_t length);

#endif
