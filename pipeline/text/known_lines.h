/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sentences of what is known (text/section_known.h says what stands in braces), in the order of page one. Of these
 * a release has what privacy/classify.c lets out: what the mapping says.
 */
#ifndef SWITCHBACK_TEXT_KNOWN_LINES_H
#define SWITCHBACK_TEXT_KNOWN_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct known_line {
    const char *measure, *sentence;
    bool first; /* a number may be misread without it */
};

extern const struct known_line known_lines[];
extern const size_t known_lines_n;

#endif
