/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * INI files: lines of base/ini_line.h, which says what quotes do. A key stands once in its section. Keys and values
 * keep the order of the file; a byte order mark is passed over. Refused, with the line (exit 78): a key that stands
 * twice, a line that is neither a section, a comment nor key = value, what stands behind a section's `]` or a closing
 * quote, a quote that is not closed, a line that begins with a blank, a `:` before the `=`, a NUL, and a carriage
 * return within a line (a file of an old Mac would be one line).
 *
 * A copy can say what it is a copy of: after a line `;@ 12 north.ini` the next line counts as line 12 of north.ini, in
 * entries and in messages, so that a message names the file that somebody can mend.
 */
#ifndef SWITCHBACK_BASE_INI_FILE_H
#define SWITCHBACK_BASE_INI_FILE_H

#include <stddef.h>

#include "base/message.h"

struct ini_entry {
    const char *section, *key, *value; /* never NULL; without quotes */
    const char *written;               /* the value with its quotes: what a list is told by */
    const char *file;                  /* where it stands, for messages */
    long line;
};

struct ini_file {
    char *path; /* of the file, or of what it is a copy of */
    struct ini_entry *entries;
    size_t n_entries, capacity;
    struct dictionary *names; /* section and key of the entries, in their order */
};

/* Reads the whole file or ends the program (66 no such file, 78 what is wrong in it). The caller frees. */
struct ini_file *ini_file_read(const char *path);

/* The same from a text in memory; `name` stands for the path. */
struct ini_file *ini_file_read_text(const char *name, const char *text, size_t length);

/* Puts an entry in the place of the one of its section and key, or behind the others; everything is copied. `written`
 * may be NULL: as the value. */
void ini_file_put(struct ini_file *file, const struct ini_entry *entry);

/* Takes out the entry at the index. */
void ini_file_remove(struct ini_file *file, size_t index);

void ini_file_free(struct ini_file *file);

/* The value, or NULL. Names are compared exactly. */
const char *ini_file_value(const struct ini_file *file, const char *section, const char *key);

/* The entry, or NULL (for messages that name its line). */
const struct ini_entry *ini_file_entry(const struct ini_file *file, const char *section, const char *key);

/* The whole number or decimal of a key; ends the program with 78 where it is absent, or no such number in
 * [least, most]. */
long ini_file_int(const struct ini_file *file, const char *section, const char *key, const long range[2]);
double ini_file_double(const struct ini_file *file, const char *section, const char *key, const double range[2]);

/* The place of an entry, for messages. */
struct message_place ini_file_place(const struct ini_entry *entry);

#endif
