/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line of an INI file: `[section]`, `key = value`, a comment that begins with `;` or `#`, or nothing.
 *
 * Quotes take away the meaning of  : = ; , #  and keep blanks at the edges; two of them within are one. They open where
 * a part of the key begins (at its start or behind a point), and in the value where it or an element of a list begins
 * (behind a comma); elsewhere a quote is a character like others:
 *
 *     map.medication."Bup: 8=2" = buprenorphine       key: map.medication.Bup: 8=2
 *     column.date = "Given; on"                       value: Given; on
 *     drop = "Name, last", dob                        value as written: the elements of a list are told by who reads it
 *
 * A value ends at " ;" (a comment behind it). A line may be as long as it likes.
 */
#ifndef SWITCHBACK_BASE_INI_LINE_H
#define SWITCHBACK_BASE_INI_LINE_H

#include <stdbool.h>
#include <stddef.h>

enum ini_line_kind { INI_LINE_NOTHING, INI_LINE_SECTION, INI_LINE_ENTRY, INI_LINE_WRONG };

struct ini_line {
    enum ini_line_kind kind;
    const char *why; /* of INI_LINE_WRONG: what to say */
    char *name;      /* of the section, or the key without its quotes */
    char *written;   /* the value as it stands, with quotes */
    char *value;     /* without them where it is one quoted text; else as written */
};

/* Takes a line apart; `text` may end with LF or CR LF. The caller frees the result with ini_line_free. */
struct ini_line ini_line_read(const char *text);
void ini_line_free(struct ini_line *line);

/* The length of the element of a list (divided by commas) that begins at `text`, up to its comma or the end. A closing
 * quote is there: ini_line_read has seen to it. */
size_t ini_line_element_length(const char *text);

/* The text of such an element of `length` bytes: without blanks about it, and without its quotes; the caller frees. */
char *ini_line_element(const char *text, size_t length);

/* The text as a part of a key or an element of a list is written: in quotes where it needs them; the caller frees. */
char *ini_line_quoted(const char *text);

#endif
