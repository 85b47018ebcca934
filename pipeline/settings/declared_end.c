/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/declared_end.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/spelling.h"
#include "settings/accept.h"

static const char section[] = "completeness", complete[] = "complete.", closed[] = "closed.", linked[] = "linked.";

enum { COMPLETE_LENGTH = sizeof complete - 1, CLOSED_LENGTH = sizeof closed - 1, LINKED_LENGTH = sizeof linked - 1 };

static bool is_table(const char *name) {
    return strcmp(name, "doses") == 0 || strcmp(name, "visits") == 0 || strcmp(name, "drug_tests") == 0;
}

/* The site and the table ("": all) that a key is about; false: it is no such key. The caller frees the site. */
static bool parse_key(const char *key, char **site, const char **table) {
    const char *dot = strrchr(key, '.');

    if (strncmp(key, closed, CLOSED_LENGTH) == 0) {
        *site = memory_copy_text(key + CLOSED_LENGTH, strlen(key + CLOSED_LENGTH));
        *table = "";
        return true;
    }
    if (strncmp(key, complete, COMPLETE_LENGTH) != 0 || dot < key + COMPLETE_LENGTH || !is_table(dot + 1))
        return false;
    *site = memory_copy_text(key + COMPLETE_LENGTH, (size_t)(dot - key - COMPLETE_LENGTH));
    *table = dot + 1;
    return true;
}

static int32_t day_of(const struct ini_entry *entry) {
    int32_t day;

    return calendar_parse_iso(entry->value, strlen(entry->value), &day) ? day : CALENDAR_NO_DAY;
}

/* As the site's name stands in a key. */
static char *spelled_site(const char *site) {
    char *key = accept_key("x", site), *spelled = memory_copy_text(key + 2, strlen(key) - 2);

    free(key);
    return spelled;
}

struct declared_end declared_end_find(const struct ini_file *config, const char *site, const char *table) {
    struct declared_end end = {.day = CALENDAR_NO_DAY};
    char *spelled = spelled_site(site);

    for (size_t i = 0; i < config->n_entries; i++) {
        const struct ini_entry *entry = &config->entries[i];
        const char *of_table;
        char *of_site;
        if (strcmp(entry->section, section) != 0 || !parse_key(entry->key, &of_site, &of_table))
            continue;
        if (spelling_same(of_site, spelled) && (of_table[0] == '\0' || strcmp(of_table, table) == 0) &&
            (end.day == CALENDAR_NO_DAY || day_of(entry) < end.day))
            end = (struct declared_end){.day = day_of(entry), .closed = of_table[0] == '\0'};
        free(of_site);
    }
    free(spelled);
    return end;
}

int32_t declared_linked_end(const struct ini_file *config, const char *source) {
    char *key = memory_format("%s%s", linked, source);
    const char *value = ini_file_value(config, section, key);
    int32_t day = CALENDAR_NO_DAY;

    if (value == NULL || !calendar_parse_iso(value, strlen(value), &day))
        day = CALENDAR_NO_DAY;
    free(key);
    return day;
}

static bool is_linked_source(const char *key) {
    return strncmp(key, linked, LINKED_LENGTH) == 0 &&
           (strcmp(key + LINKED_LENGTH, "hospital") == 0 || strcmp(key + LINKED_LENGTH, "death_index") == 0);
}

char *declared_end_key(const char *site, const char *table) {
    char *spelled = spelled_site(site);
    char *key =
        table == NULL ? memory_format("%s%s", closed, spelled) : memory_format("%s%s.%s", complete, spelled, table);

    free(spelled);
    return key;
}

char *declared_end_site(const char *key) {
    char *site = NULL;
    const char *table;

    return parse_key(key, &site, &table) ? site : NULL;
}

void declared_end_check(const struct ini_entry *entry) {
    const struct message_place place = ini_file_place(entry);
    const char *table;
    char *site = NULL;

    if (!is_linked_source(entry->key) && !parse_key(entry->key, &site, &table))
        message_fail_at(EX_CONFIG, place,
                        "[completeness] %s: no such key (expected complete.SITE.TABLE, closed.SITE, linked.hospital or "
                        "linked.death_index, TABLE being doses, visits or drug_tests)",
                        entry->key);
    free(site);
    if (*entry->value != '\0' && day_of(entry) == CALENDAR_NO_DAY)
        message_fail_at(EX_CONFIG, place, "[completeness] %s: '%s' is not usable (expected a date YYYY-MM-DD)",
                        entry->key, entry->value);
}
