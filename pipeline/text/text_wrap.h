/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of a fixed width in characters, broken at blanks; a longer word is cut.
 */
#ifndef SWITCHBACK_TEXT_TEXT_WRAP_H
#define SWITCHBACK_TEXT_TEXT_WRAP_H

#include <stddef.h>

#include "base/text_buffer.h"

/* Takes the next line off *text (clean text, see plain_text): its bytes, without blanks around; *text moves on.
 * width >= 1. *length 0 with *text at the end: nothing is left. */
const char *text_wrap_next(const char **text, size_t width, size_t *length);

/* Appends the text in lines of at most `width` characters, the first behind `first`, the others behind `other`
 * (of the same width, both part of it), each with a line end. The text is cleaned first. */
void text_wrap_append(struct text_buffer *out, const char *text, size_t width, const char *const prefixes[2]);

#endif
