/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/month_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/message.h"

static _Noreturn void fail_at(const struct ini_entry *entry, const char *expected) {
    message_fail_at(EX_CONFIG, (struct message_place){.file = entry->file, .line = entry->line, .column = entry->key},
                    "'%s' is not usable (expected %s)", entry->value, expected);
}

bool month_words_parse(const char *text, int32_t *month) {
    char day[CALENDAR_TEXT_SIZE];
    int32_t first;

    if (strlen(text) != 7)
        return false;
    snprintf(day, sizeof day, "%s-01", text);
    if (!calendar_parse_iso(day, strlen(day), &first))
        return false;
    *month = calendar_month_index(first);
    return true;
}

static int compare_months(const void *left, const void *right) {
    const struct month_word *a = left, *b = right;

    return (a->month > b->month) - (a->month < b->month);
}

struct month_words month_words_read(const struct ini_file *config, const char *section) {
    struct month_words found = {.n = 0};

    for (size_t i = 0; i < config->n_entries; i++) {
        const struct ini_entry *entry = &config->entries[i];
        struct month_word *month = &found.months[found.n];
        if (strcmp(entry->section, section) != 0)
            continue;
        if (found.n == MONTH_WORDS_MOST)
            fail_at(entry, "at most 24 months");
        if (!month_words_parse(entry->key, &month->month) || *entry->value == '\0')
            fail_at(entry, "a month and the reason, as in: 2025-10 = weekly calls began");
        month->words = entry->value;
        found.n++;
    }
    qsort(found.months, found.n, sizeof found.months[0], compare_months);
    return found;
}
