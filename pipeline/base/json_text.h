/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text as a JSON string.
 */
#ifndef SWITCHBACK_BASE_JSON_TEXT_H
#define SWITCHBACK_BASE_JSON_TEXT_H

#include "base/output_file.h"

/* With its quotes. UTF-8 stays as it is; control characters, quotes and backslashes are escaped (RFC 8259, 7). */
void json_text_write(struct output_file *output, const char *text);

#endif
