/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mending.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const char *const file_words[] = {
    [MENDING_MAPPING] = "mapping, [", [MENDING_CONFIGURATION] = "configuration, ["};
static const char first[] = "write into the ", other[] = "or into the ", between[] = "; ", behind_section[] = "]: ";

static char *__attribute__((format(printf, 4, 0)))
format_line(const char *beginning, enum mending_file file, const char *section, const char *format, va_list arguments) {
    char *line = memory_format_list(format, arguments);
    char *text = memory_format("%s%s%s%s%s", beginning, file_words[file], section, behind_section, line);

    free(line);
    return text;
}

char *mending_line(enum mending_file file, const char *section, const char *format, ...) {
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = format_line(first, file, section, format, arguments);
    va_end(arguments);
    return text;
}

char *mending_other_line(enum mending_file file, const char *section, const char *format, ...) {
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = format_line(other, file, section, format, arguments);
    va_end(arguments);
    return text;
}

/* Behind "; write into the mapping, [" or one of its kin at `at`: what follows, and the file; NULL: none is there. */
static const char *pass_beginning(const char *at, enum mending_file *file) {
    if (strncmp(at, between, strlen(between)) != 0)
        return NULL;
    at += strlen(between);
    if (strncmp(at, first, strlen(first)) == 0)
        at += strlen(first);
    else if (strncmp(at, other, strlen(other)) == 0)
        at += strlen(other);
    else
        return NULL;
    for (size_t i = 0; i < sizeof file_words / sizeof file_words[0]; i++)
        if (strncmp(at, file_words[i], strlen(file_words[i])) == 0) {
            *file = (enum mending_file)i;
            return at + strlen(file_words[i]);
        }
    return NULL;
}

/* Where the next line begins: at its "; "; the end where there is none. */
static const char *find_beginning(const char *at) {
    enum mending_file file;

    while (*at != '\0' && pass_beginning(at, &file) == NULL)
        at++;
    return at;
}

size_t mending_split(const char *message, size_t *why, struct mending lines[], size_t most) {
    const char *at = find_beginning(message);
    size_t n = 0;

    *why = (size_t)(at - message);
    while (*at != '\0' && n < most) {
        struct mending *line = &lines[n];
        const char *next;
        line->section = pass_beginning(at, &line->file);
        line->is_other = strncmp(at + strlen(between), other, strlen(other)) == 0;
        line->line = strstr(line->section, behind_section);
        if (line->line == NULL)
            return n;
        line->section_length = (size_t)(line->line - line->section);
        line->line += strlen(behind_section);
        next = find_beginning(line->line);
        line->line_length = (size_t)(next - line->line);
        n++;
        at = next;
    }
    return n;
}
