/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same work on several contexts at once, a thread each. A thread that fails ends the program with its message
 * (message_fail), whichever is first.
 */
#ifndef SWITCHBACK_BASE_PARALLEL_H
#define SWITCHBACK_BASE_PARALLEL_H

#include <stddef.h>

/* Calls work with each of the `n` contexts, `size` bytes apart, and returns when all are done. The last one is the
 * caller's: with one there is no thread. */
void parallel_run(void *contexts, size_t n, size_t size, void *(*work)(void *));

#endif
