/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/report_settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

/* What page one needs, and what a number is defined by, stay. */
static const char *const may_go[] = {"changes",     "safety",      "starting",   "staying",  "now",
                                     "leaving",     "after_use",   "seen_again", "rates",    "coming_back",
                                     "whereabouts", "reflections", "signs",      "plans",    "months",
                                     "sites",       "adjusted",    "for_whom",   "measures", "data"};

static _Noreturn void fail_at(const struct ini_entry *entry, const char *expected) {
    message_fail_at(EX_CONFIG, (struct message_place){.file = entry->file, .line = entry->line, .column = entry->key},
                    "'%s' is not usable (expected %s)", entry->value, expected);
}

/* The index of the value among two. */
static int choose(const struct ini_file *config, const char *key, const char *const values[2], const char *expected) {
    const struct ini_entry *entry = ini_file_entry(config, "report", key);

    if (strcmp(entry->value, values[0]) != 0 && strcmp(entry->value, values[1]) != 0)
        fail_at(entry, expected);
    return strcmp(entry->value, values[1]) == 0;
}

/* The next name of a list with commas; its length is 0 behind the last one. */
static const char *next_name(const char *at, size_t *length) {
    at += strspn(at, ", \t");
    *length = strcspn(at, ", \t");
    return at;
}

static bool is_name(const char *at, size_t length, const char *name) {
    return strlen(name) == length && memcmp(at, name, length) == 0;
}

static void check_left_out(const struct ini_file *config) {
    const struct ini_entry *entry = ini_file_entry(config, "report", "leave_out");
    size_t length;

    for (const char *at = next_name(entry->value, &length); length > 0; at = next_name(at + length, &length)) {
        bool found = false;
        for (size_t i = 0; i < sizeof may_go / sizeof may_go[0]; i++)
            found = found || is_name(at, length, may_go[i]);
        if (!found)
            fail_at(entry, "names of sections that may go, as in: signs, measures");
    }
}

/* "us, other, scotland", to be freed. */
static char *known_jurisdictions(const struct ini_file *config) {
    char *names = memory_copy_text("", 0), *longer;

    for (size_t i = 0; i < config->n_entries; i++) {
        if (strcmp(config->entries[i].section, "jurisdictions") != 0)
            continue;
        longer = memory_format("%s%s%s", names, *names == '\0' ? "" : ", ", config->entries[i].key);
        free(names);
        names = longer;
    }
    return names;
}

/* In [dose_on_day_30] a point ends the name. */
static void check_jurisdictions(const struct ini_file *config) {
    for (size_t i = 0; i < config->n_entries; i++) {
        const struct ini_entry *entry = &config->entries[i];
        if (strcmp(entry->section, "jurisdictions") == 0 && strchr(entry->key, '.') != NULL)
            message_fail_at(EX_CONFIG,
                            (struct message_place){.file = entry->file, .line = entry->line, .column = entry->key},
                            "a name of [jurisdictions] has no point");
    }
}

/* `at`: what names it. */
static const char *notice_of(const struct ini_file *config, const struct ini_entry *at, const char *name) {
    const struct ini_entry *notice = ini_file_entry(config, "jurisdictions", name);
    char *names;

    if (notice != NULL)
        return notice->value;
    names = known_jurisdictions(config);
    message_fail_at(EX_CONFIG, (struct message_place){.file = at->file, .line = at->line, .column = at->key},
                    "'%s' is no name of [jurisdictions] (expected one of: %s; or add it there with its notice)", name,
                    names);
}

const char *report_settings_medication_of_dose(const struct ini_file *config, const struct ini_entry *entry) {
    const char *point = strchr(entry->key, '.');
    char *name;

    if (point == NULL)
        return entry->key;
    name = memory_copy_text(entry->key, (size_t)(point - entry->key));
    notice_of(config, entry, name);
    free(name);
    return point + 1;
}

const struct ini_entry *report_settings_asked_dose(const struct ini_file *config, const char *medication) {
    char *key = memory_format("%s.%s", ini_file_value(config, "report", "jurisdiction"), medication);
    const struct ini_entry *entry = ini_file_entry(config, "dose_on_day_30", key);

    free(key);
    return entry != NULL ? entry : ini_file_entry(config, "dose_on_day_30", medication);
}

struct report_settings report_settings_read(const struct ini_file *config) {
    static const char *const periods[] = {"year-before", "period-before"}, *const papers[] = {"A4", "Letter"};
    const struct ini_entry *jurisdiction = ini_file_entry(config, "report", "jurisdiction");

    check_left_out(config);
    check_jurisdictions(config);
    return (struct report_settings){
        .compared = choose(config, "compare_with", periods, "year-before or period-before") == 0
                        ? COMPARED_YEAR_BEFORE
                        : COMPARED_PERIOD_BEFORE,
        .notice = notice_of(config, jurisdiction, jurisdiction->value),
        .paper = choose(config, "paper", papers, "A4 or Letter") == 0 ? REPORT_PAPER_A4 : REPORT_PAPER_LETTER};
}

bool report_settings_leave_out(const struct ini_file *config, const char *section) {
    size_t length;

    for (const char *at = next_name(ini_file_value(config, "report", "leave_out"), &length); length > 0;
         at = next_name(at + length, &length))
        if (is_name(at, length, section))
            return true;
    return false;
}
