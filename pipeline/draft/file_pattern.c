/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/file_pattern.h"

#include <fnmatch.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini_line.h"
#include "base/memory.h"
#include "base/text_buffer.h"
#include "ingest/file_name.h"

enum { FEWEST_LETTERS = 3, FEWEST_DIGITS = 4 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80; }
static bool is_between(char c) { return c != '\0' && strchr("-_. ()", c) != NULL; }

static size_t common_prefix(const char *const names[], size_t n) {
    size_t length = strlen(names[0]);

    for (size_t i = 1; i < n; i++) {
        size_t same = 0;
        while (same < length && names[i][same] == names[0][same])
            same++;
        length = same;
    }
    return length;
}

static size_t common_suffix(const char *const names[], size_t n, size_t prefix) {
    size_t whole = strlen(names[0]), length = whole - prefix;

    for (size_t i = 1; i < n; i++) {
        size_t other = strlen(names[i]), same = 0;
        while (same < length && same < other - prefix && names[i][other - 1 - same] == names[0][whole - 1 - same])
            same++;
        length = same;
    }
    return length;
}

/* Back to where a word, a number or a date in digits would begin. */
static size_t trim_prefix(const char *name, size_t length) {
    if (is_letter(name[length])) /* within a word: before it */
        while (length > 0 && is_letter(name[length - 1]))
            length--;
    while (length > 0 &&
           (is_digit(name[length - 1]) || (is_between(name[length - 1]) && length > 1 && is_digit(name[length - 2]))))
        length--;
    return length;
}

static size_t trim_suffix(const char *name, size_t length) {
    size_t whole = strlen(name);
    const char *at = name + whole - length;

    if (at > name && is_letter(at[-1]))
        while (is_letter(*at))
            at++;
    while (is_digit(*at) || (is_between(*at) && is_digit(at[1])))
        at++;
    return whole - (size_t)(at - name);
}

static size_t count_letters(const char *text, size_t length) {
    size_t n = 0;

    for (size_t i = 0; i < length; i++)
        n += is_letter(text[i]);
    return n;
}

static bool takes_stranger(const char *pattern, const char *const names[], size_t n, const char *const all[],
                           size_t n_all) {
    for (size_t i = 0; i < n_all; i++) {
        bool is_ours = false;
        for (size_t k = 0; k < n && !is_ours; k++)
            is_ours = strcmp(all[i], names[k]) == 0;
        if (!is_ours && fnmatch(pattern, all[i], FNM_PERIOD) == 0)
            return true;
    }
    return false;
}

static char *list_names(const char *const names[], size_t n) {
    struct text_buffer list = {0};

    for (size_t i = 0; i < n; i++) {
        char *quoted = ini_line_quoted(names[i]);
        if (i > 0)
            text_buffer_append_text(&list, ", ");
        text_buffer_append_text(&list, quoted);
        free(quoted);
    }
    return list.text;
}

/* The name up to its month or its digits, and from behind them on; false: it has none. */
static bool find_changing(const char *name, size_t *before, size_t *behind) {
    struct file_month month;
    size_t first = 0, digits = 0, last = 0, dot = (size_t)(strrchr(name, '.') == NULL ? 0 : strrchr(name, '.') - name);

    if (file_name_month(name, &month)) {
        *before = month.year_at < month.month_at ? month.year_at : month.month_at;
        *behind = month.month_at + month.month_length > month.year_at + 4 ? month.month_at + month.month_length
                                                                          : month.year_at + 4;
        return true;
    }
    for (size_t i = 0; i < dot; i++) {
        if (!is_digit(name[i]))
            continue;
        first = digits++ == 0 ? i : first;
        last = i + 1;
    }
    *before = first;
    *behind = last;
    return digits >= FEWEST_DIGITS;
}

char *file_pattern_of(const char *const names[], size_t n, const char *const all[], size_t n_all) {
    size_t prefix = n == 1 ? 0 : trim_prefix(names[0], common_prefix(names, n));
    size_t suffix = n == 1 ? 0 : trim_suffix(names[0], common_suffix(names, n, prefix)), behind = 0;
    const char *dot = strrchr(names[0], '.');
    size_t ending = dot == NULL ? 0 : strlen(dot);
    char *pattern, *quoted;

    if (n == 1 && !find_changing(names[0], &prefix, &behind))
        return list_names(names, n);
    if (n == 1)
        suffix = strlen(names[0]) - behind;
    if (count_letters(names[0], prefix) < FEWEST_LETTERS &&
        (suffix < ending || count_letters(names[0] + strlen(names[0]) - suffix, suffix - ending) < FEWEST_LETTERS))
        return list_names(names, n);
    pattern = memory_format("%.*s*%s", (int)prefix, names[0], names[0] + strlen(names[0]) - suffix);
    if (strpbrk(names[0], "*?[]\\") != NULL || takes_stranger(pattern, names, n, all, n_all)) {
        free(pattern);
        return list_names(names, n);
    }
    quoted = ini_line_quoted(pattern);
    free(pattern);
    return quoted;
}

char *file_pattern_stem(const char *name) {
    const char *dot = strrchr(name, '.');
    size_t length = dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name), before, behind;
    char *stem;

    if (!find_changing(name, &before, &behind) || behind > length)
        return memory_copy_text(name, length);
    stem = memory_format("%.*s%.*s", (int)before, name, (int)(length - behind), name + behind);
    length = strlen(stem);
    while (length > 0 && is_between(stem[length - 1]))
        stem[--length] = '\0';
    return stem;
}
