/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/file_name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "table/byte_check.h"

enum { MOST_TOKENS = 64, YEAR_DIGITS = 4, FIRST_YEAR = 1900, LAST_YEAR = 2199 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool file_name_is_hidden(const char *name) {
    return name[0] == '.' || strncmp(name, "~$", 2) == 0 || strcasecmp(name, "Thumbs.db") == 0 ||
           strcasecmp(name, "desktop.ini") == 0;
}

bool file_name_is_unfinished(const char *name) {
    static const char *const ends[] = {".part", ".tmp", ".filepart", ".crdownload"};
    size_t length = strlen(name);

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t n = strlen(ends[i]);
        if (length >= n && strcasecmp(name + length - n, ends[i]) == 0)
            return true;
    }
    return false;
}

static const char *const month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

/* A run of digits or of letters. */
struct token {
    size_t at, length;
    bool is_number, is_joined; /* to the one before: nothing, or one of -_. and a blank, stands between */
};

static size_t split(const char *name, struct token tokens[MOST_TOKENS]) {
    size_t n = 0, end = 0;

    for (size_t at = 0; name[at] != '\0' && n < MOST_TOKENS;) {
        size_t start = at;
        bool is_number = is_digit(name[at]);
        while (is_number ? is_digit(name[at]) : is_letter(name[at]))
            at++;
        if (at == start) {
            at++;
            continue;
        }
        tokens[n] = (struct token){.at = start, .length = at - start, .is_number = is_number};
        tokens[n].is_joined = n > 0 && (start == end || (start == end + 1 && strchr("-_. ", name[end]) != NULL));
        n++;
        end = at;
    }
    return n;
}

static int number_at(const char *text, size_t n) {
    int number = 0;

    for (size_t i = 0; i < n; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

/* 1 to 12 for a month in two digits or by its English name (three letters, Sept, or all of it); 0: no month. */
static int month_of(const char *name, const struct token *token) {
    int number;

    if (token->is_number) {
        number = token->length == 2 ? number_at(name + token->at, 2) : 0;
        return number <= 12 ? number : 0;
    }
    for (int i = 0; i < 12; i++) {
        size_t whole = strlen(month_names[i]);
        bool is_long_enough = token->length == 3 || token->length == whole || (i == 8 && token->length == 4);
        if (is_long_enough && token->length <= whole &&
            strncasecmp(name + token->at, month_names[i], token->length) == 0)
            return i + 1;
    }
    return 0;
}

static bool is_year(const char *name, const struct token *token) {
    int year = token->is_number && token->length == YEAR_DIGITS ? number_at(name + token->at, YEAR_DIGITS) : 0;

    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static bool is_day(const char *name, const struct token *token) {
    int number = token->is_number && token->length <= 2 ? number_at(name + token->at, token->length) : 0;

    return token->length == 2 && number >= 1 && number <= 31;
}

static struct file_month found(const char *name, size_t year_at, const struct token *month, int number) {
    return (struct file_month){.month = number_at(name + year_at, YEAR_DIGITS) * 12 + number - 1,
                               .year_at = year_at,
                               .month_at = month->at,
                               .month_length = month->length};
}

/* Year and month in two tokens from `i` on, in either order, or in one of six digits. The number of tokens, 0: none.
 * A day joined to the month makes a day of it. */
static size_t find_at(const char *name, const struct token *tokens, size_t n, size_t i, struct file_month *month) {
    bool after = i + 2 < n && tokens[i + 2].is_joined && is_day(name, &tokens[i + 2]);
    bool before = i > 0 && tokens[i].is_joined && is_day(name, &tokens[i - 1]);
    struct token half;
    int number;

    if (tokens[i].is_number && tokens[i].length == 6) {
        struct token year = {.at = tokens[i].at, .length = YEAR_DIGITS, .is_number = true};
        half = (struct token){.at = tokens[i].at + YEAR_DIGITS, .length = 2, .is_number = true};
        number = month_of(name, &half);
        after = i + 1 < n && tokens[i + 1].is_joined && is_day(name, &tokens[i + 1]);
        if (!is_year(name, &year) || number == 0 || after)
            return 0;
        *month = found(name, year.at, &half, number);
        return 1;
    }
    if (i + 1 >= n || !tokens[i + 1].is_joined)
        return 0;
    if (is_year(name, &tokens[i]) && !after && (number = month_of(name, &tokens[i + 1])) > 0) {
        *month = found(name, tokens[i].at, &tokens[i + 1], number);
        return 2;
    }
    if (is_year(name, &tokens[i + 1]) && !before && (number = month_of(name, &tokens[i])) > 0) {
        *month = found(name, tokens[i + 1].at, &tokens[i], number);
        return 2;
    }
    return 0;
}

bool file_name_month(const char *name, struct file_month *month) {
    struct token tokens[MOST_TOKENS];
    size_t n = split(name, tokens), n_found = 0;

    for (size_t i = 0; i < n;) {
        size_t used = find_at(name, tokens, n, i, month);
        n_found += used > 0;
        i += used > 0 ? used : 1;
    }
    return n_found == 1;
}

char *file_name_shown(const char *name) {
    char *shown = memory_copy_text(name, strlen(name));
    bool is_utf8 = byte_check(name, strlen(name)) != BYTE_CHECK_NOT_UTF8;

    for (char *at = shown; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        *at = byte < ' ' || byte == 127 || (byte > 127 && !is_utf8) ? '?' : *at;
    }
    return shown;
}

static bool is_plain(char c) { return is_digit(c) || is_letter(c) || strchr("-_. ", c) != NULL; }

char *file_name_pattern(const char *name) {
    struct file_month month;
    char *pattern = memory_copy_text(name, strlen(name));

    for (char *at = pattern; *at != '\0'; at++)
        *at = is_plain(*at) ? *at : '?';
    if (file_name_month(name, &month)) {
        size_t from = month.year_at < month.month_at ? month.year_at : month.month_at;
        size_t year_end = month.year_at + YEAR_DIGITS, month_end = month.month_at + month.month_length;
        size_t to = year_end > month_end ? year_end : month_end;
        pattern[from] = '*';
        memmove(pattern + from + 1, pattern + to, strlen(pattern + to) + 1);
    }
    return pattern;
}

char *file_name_of_month(const char *name, const struct file_month *place, int32_t month) {
    const char *word = month_names[month % 12];
    bool is_number = is_digit(name[place->month_at]);
    size_t length = is_number || place->month_length == 3 ? place->month_length : strlen(word),
           rest = strlen(name) + 16;
    char *text = memory_alloc(rest, 1), year[8], number[4];

    snprintf(year, sizeof year, "%04d", (int)(month / 12 % 10000));
    snprintf(number, sizeof number, "%02d", (int)(month % 12 + 1));
    snprintf(text, rest, "%.*s%.*s%s", (int)place->month_at, name, (int)length, is_number ? number : word,
             name + place->month_at + place->month_length);
    memcpy(text + place->year_at + (place->year_at > place->month_at ? length - place->month_length : 0), year,
           YEAR_DIGITS);
    return text;
}
