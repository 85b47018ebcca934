/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same work on several contexts, some at once. A thread that fails ends the program with its message
 * (message_fail), whichever is first.
 */
#ifndef SWITCHBACK_BASE_PARALLEL_H
#define SWITCHBACK_BASE_PARALLEL_H

#include <stddef.h>

enum { PARALLEL_MOST_JOBS = 64 };

/* Calls work with each of the `n` contexts, `size` bytes apart and begun in their order, in at most `jobs` threads, of
 * which the caller's is one; returns when all are done. finish (NULL: nothing) is called with each context when its own
 * work is done and those before are finished, one at a time: the first contexts are finished while later ones are
 * worked on. No context is begun while 2 x jobs before it are unfinished. */
void parallel_run(void *contexts, size_t n, size_t size, size_t jobs, void (*work)(void *), void (*finish)(void *));

/* As many jobs as there are processors. */
size_t parallel_jobs(void);

#endif
