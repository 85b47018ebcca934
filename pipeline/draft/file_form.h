/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a file of an export is written, by its bytes: encoding, delimiter, and whether a table can be in it at all.
 */
#ifndef SWITCHBACK_DRAFT_FILE_FORM_H
#define SWITCHBACK_DRAFT_FILE_FORM_H

#include <stdbool.h>

struct file_form {
    const char *encoding; /* NULL: UTF-8; "windows-1252": some bytes are no UTF-8 (a guess) */
    bool is_wide;         /* it holds more than ASCII */
    char delimiter;
    const char *advice; /* why no table can be read from it, and what to do; NULL: one can */
};

/* Ends the program with 66 where the file cannot be read. */
struct file_form file_form_of(const char *path);

/* "comma", "semicolon", "tab", "pipe". */
const char *file_form_delimiter_name(char delimiter);

#endif
