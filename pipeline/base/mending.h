/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines that answer a stop, in the one form in which messages have them, so that `switchback check` can set them
 * apart, each with its file and section:
 *
 *     WHY; write into the mapping, [doses]: take = latest; or into the configuration, [accept]: file.a.csv = ...
 */
#ifndef SWITCHBACK_BASE_MENDING_H
#define SWITCHBACK_BASE_MENDING_H

#include <stdbool.h>
#include <stddef.h>

enum mending_file { MENDING_MAPPING, MENDING_CONFIGURATION };

/* "write into the mapping, [doses]: take = latest", from what follows `section`; the caller frees. */
char *mending_line(enum mending_file file, const char *section, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same as a further one: "or into the ...". */
char *mending_other_line(enum mending_file file, const char *section, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

enum { MENDING_MOST_LINES = 8 }; /* of one message */

/* One line within a message; the texts are not terminated. */
struct mending {
    enum mending_file file;
    bool is_other; /* instead of the one before; else beside it */
    const char *section, *line;
    size_t section_length, line_length;
};

/* Takes a message apart: returns the number of lines, at most `most`, and sets *why to the length of what stands before
 * the first. */
size_t mending_split(const char *message, size_t *why, struct mending lines[], size_t most);

#endif
