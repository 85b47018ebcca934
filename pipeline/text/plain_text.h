/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text that cannot act on a terminal or a page: no control characters, no characters that turn the direction
 * of writing or are invisible. What comes from data passes through here before it is shown.
 *
 * source: Unicode 15, UAX #9 (bidirectional formatting characters) and general categories Cc and Cf.
 */
#ifndef SWITCHBACK_TEXT_PLAIN_TEXT_H
#define SWITCHBACK_TEXT_PLAIN_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* The next character of UTF-8 text; *length is its bytes (1 and U+FFFD where the bytes are no UTF-8). */
uint32_t plain_text_decode(const char *text, size_t *length);

/* A copy without control, bidirectional and zero-width characters; tab and line ends become a blank, bytes
 * that are no UTF-8 become U+FFFD. The caller frees. */
char *plain_text_copy(const char *text);

/* Characters, not bytes. */
size_t plain_text_width(const char *text);

/* Bytes of the first `width` characters (all of them when there are fewer). */
size_t plain_text_prefix(const char *text, size_t width);

#endif
