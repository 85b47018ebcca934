/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts that live as long as the report that is made of them: asked for anywhere, freed together.
 */
#ifndef SWITCHBACK_TEXT_WORD_POOL_H
#define SWITCHBACK_TEXT_WORD_POOL_H

#include <stddef.h>

struct word_pool;

struct word_pool *word_pool_alloc(void);
void word_pool_free(struct word_pool *pool);

/* printf into a text of the pool. */
const char *word_pool_format(struct word_pool *pool, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The pool becomes the owner of a text from the heap. */
const char *word_pool_keep(struct word_pool *pool, char *text);

#endif
