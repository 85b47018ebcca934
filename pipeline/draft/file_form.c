/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/file_form.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "ingest/file_kind.h"
#include "table/byte_check.h"

enum { LOOKED_AT = 20 /* lines, for the delimiter */, N_DELIMITERS = 4, BYTE_ORDER_MARK = 2 };

static const char delimiters[N_DELIMITERS] = {',', ';', '\t', '|'};
static const char *const delimiter_names[N_DELIMITERS] = {"comma", "semicolon", "tab", "pipe"};

const char *file_form_delimiter_name(char delimiter) {
    const char *at = memchr(delimiters, delimiter, N_DELIMITERS);

    return delimiter_names[at == NULL ? 0 : at - delimiters];
}

/* Outside of quotes. */
static void count_delimiters(const char *line, long counts[N_DELIMITERS]) {
    bool in_quotes = false;

    memset(counts, 0, N_DELIMITERS * sizeof *counts);
    for (const char *c = line; *c != '\0'; c++) {
        const char *found = memchr(delimiters, *c, N_DELIMITERS);
        in_quotes = in_quotes != (*c == '"');
        if (!in_quotes && found != NULL)
            counts[found - delimiters]++;
    }
}

struct looking {
    long first[N_DELIMITERS], agree[N_DELIMITERS]; /* in the header; lines with as many */
    long n_lines;
    bool is_utf8, is_wide;
};

static void look_at_line(struct looking *looking, const char *line, size_t length) {
    long counts[N_DELIMITERS];

    for (size_t i = 0; i < length && !looking->is_wide; i++)
        looking->is_wide = (unsigned char)line[i] >= 0x80;
    looking->is_utf8 = looking->is_utf8 && byte_check(line, length) != BYTE_CHECK_NOT_UTF8;
    if (looking->n_lines >= LOOKED_AT || length == 0)
        return;
    count_delimiters(line, counts);
    for (size_t i = 0; i < N_DELIMITERS; i++) {
        if (looking->n_lines == 0)
            looking->first[i] = counts[i];
        looking->agree[i] += counts[i] > 0 && counts[i] == looking->first[i];
    }
    looking->n_lines++;
}

/* The one that parts most lines as it parts the header; of several the one that makes most columns. */
static char choose_delimiter(const struct looking *looking) {
    size_t best = 0;

    for (size_t i = 1; i < N_DELIMITERS; i++)
        if (looking->agree[i] > looking->agree[best] ||
            (looking->agree[i] == looking->agree[best] && looking->first[i] > looking->first[best]))
            best = i;
    return delimiters[best];
}

static struct looking look_at_lines(FILE *stream) {
    struct looking looking = {.is_utf8 = true};
    char *line = NULL;
    size_t capacity = 0;
    ssize_t n;

    while ((n = getline(&line, &capacity, stream)) >= 0) {
        size_t length = (size_t)n;
        while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
            line[--length] = '\0';
        look_at_line(&looking, line, length);
    }
    free(line);
    return looking;
}

static const char *advice_for_bytes(FILE *stream) {
    unsigned char start[BYTE_ORDER_MARK] = {0};
    size_t n = fread(start, 1, sizeof start, stream);

    rewind(stream);
    if (n == 0)
        return "empty";
    if (n == BYTE_ORDER_MARK && ((start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF)))
        return "UTF-16 (save it as \"CSV UTF-8\", or: iconv -f UTF-16 -t UTF-8)";
    return NULL;
}

static void look_at_file(FILE *stream, struct file_form *form) {
    struct looking looking;

    form->advice = advice_for_bytes(stream);
    if (form->advice != NULL)
        return;
    looking = look_at_lines(stream);
    form->delimiter = choose_delimiter(&looking);
    form->is_wide = looking.is_wide;
    form->encoding = looking.is_utf8 ? NULL : "windows-1252";
}

struct file_form file_form_of(const char *path) {
    struct file_form form = {.delimiter = ',', .advice = file_kind_advice(file_kind_of(path))};
    FILE *stream = form.advice != NULL ? NULL : fopen(path, "rbe");

    if (stream != NULL) {
        look_at_file(stream, &form);
        fclose(stream);
    } else if (form.advice == NULL) {
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    }
    return form;
}
