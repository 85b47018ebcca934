/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/report_settings.h"

#include <string.h>

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

struct report_settings report_settings_read(const struct ini_file *config) {
    static const char *const periods[] = {"year-before", "period-before"}, *const papers[] = {"A4", "Letter"},
                             *const laws[] = {"us", "other"};

    check_left_out(config);
    return (struct report_settings){
        .compared = choose(config, "compare_with", periods, "year-before or period-before") == 0
                        ? COMPARED_YEAR_BEFORE
                        : COMPARED_PERIOD_BEFORE,
        .jurisdiction = choose(config, "jurisdiction", laws, "us or other") == 0 ? REPORT_JURISDICTION_US
                                                                                 : REPORT_JURISDICTION_OTHER,
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
