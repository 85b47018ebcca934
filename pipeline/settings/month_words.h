/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sections of the configuration that say something of months: [rebase] and [notes], `YYYY-MM = words`.
 */
#ifndef SWITCHBACK_SETTINGS_MONTH_WORDS_H
#define SWITCHBACK_SETTINGS_MONTH_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ini_file.h"

enum { MONTH_WORDS_MOST = 24 };

struct month_words {
    struct month_word {
        int32_t month;          /* calendar_month_index */
        const char *words;      /* of the configuration */
    } months[MONTH_WORDS_MOST]; /* ascending */
    size_t n;
};

/* "2025-10" as a month index; false: it is none. */
bool month_words_parse(const char *text, int32_t *month);

/* The months of a section, or ends the program (78): a key that is no month, no words, more than MONTH_WORDS_MOST. */
struct month_words month_words_read(const struct ini_file *config, const char *section);

#endif
