/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Are these bytes plain text? UTF-8 as RFC 3629 has it (no overlong forms, no surrogates, at most U+10FFFF)
 * without control characters other than tab.
 */
#ifndef SWITCHBACK_TABLE_BYTE_CHECK_H
#define SWITCHBACK_TABLE_BYTE_CHECK_H

#include <stddef.h>

enum byte_check_status { BYTE_CHECK_TEXT, BYTE_CHECK_NUL, BYTE_CHECK_CONTROL, BYTE_CHECK_NOT_UTF8 };

enum byte_check_status byte_check(const char *bytes, size_t length);

#endif
