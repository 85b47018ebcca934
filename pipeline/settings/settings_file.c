/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/settings_file.h"

#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/nearest_name.h"
#include "settings/accept.h"
#include "settings/declared_end.h"
#include "settings/retired_keys.h"

enum { MOST_KEYS = 12 };

static const struct known_section {
    const char *name, *keys[MOST_KEYS]; /* no key: they are names of the user's own */
} known_sections[] = {
    {"report", {"program", "profile", "data_use_agreement", "default_rule", "return_rule", "landmarks", "slides"}},
    {"rules", {NULL}},
    {"episodes",
     {"cover", "bank_cap_days", "default_supply_days", "visit_gap_days", "reason_days_before", "reason_days_after",
      "planned_end_days", "prevalent_days", "switch_days", "silent_days", "discharge_lag_days"}},
    {"completeness", {NULL}},
    {"medications", {NULL}},
    {"medication_names", {NULL}},
    {"returns_to_use", {"same_event_days", "re_engaged_services", "warning_days"}},
    {"groups", {"carry"}},
    {"quality", {"max_quarantined", "dose_jump"}},
    {"protection", {"class", "withhold_below", "unreliable_below", "grid_days"}},
    {"months", {"least_points", "baseline_until"}},
    {"rebase", {NULL}},
    {"accept", {NULL}},
};

enum { N_SECTIONS = sizeof known_sections / sizeof known_sections[0] };

static size_t count_keys(const struct known_section *section) {
    size_t n = 0;

    while (n < MOST_KEYS && section->keys[n] != NULL)
        n++;
    return n;
}

static bool has_key(const struct known_section *section, const char *key) {
    for (size_t i = 0; i < count_keys(section); i++)
        if (strcmp(section->keys[i], key) == 0)
            return true;
    return false;
}

static const struct known_section *find_section(const char *name) {
    for (size_t i = 0; i < N_SECTIONS; i++)
        if (strcmp(known_sections[i].name, name) == 0)
            return &known_sections[i];
    return NULL;
}

static struct message_place place_of(const struct ini_file *file, const struct ini_entry *entry) {
    return (struct message_place){.file = file->path, .line = entry->line};
}

/* A key, or with its whole section, that was there once. */
static void refuse_retired(const struct ini_file *file, const struct ini_entry *entry) {
    const char *advice = retired_keys_advice(entry->section, entry->key);

    if (advice != NULL)
        message_fail_at(EX_CONFIG, place_of(file, entry), "[%s] %s: is no more (%s)", entry->section, entry->key,
                        advice);
}

static _Noreturn void refuse_section(const struct ini_file *file, const struct ini_entry *entry) {
    const char *names[N_SECTIONS], *nearest;

    for (size_t i = 0; i < N_SECTIONS; i++)
        names[i] = known_sections[i].name;
    nearest = nearest_name_find(names, N_SECTIONS, entry->section);
    if (nearest != NULL)
        message_fail_at(EX_CONFIG, place_of(file, entry), "[%s]: no such section (did you mean [%s]?)", entry->section,
                        nearest);
    message_fail_at(EX_CONFIG, place_of(file, entry),
                    "[%s]: no such section (pipeline/switchback.ini has all there are)", entry->section);
}

static _Noreturn void refuse_key(const struct ini_file *file, const struct ini_entry *entry,
                                 const struct known_section *section) {
    const char *nearest = nearest_name_find(section->keys, count_keys(section), entry->key);

    if (nearest != NULL)
        message_fail_at(EX_CONFIG, place_of(file, entry), "[%s] %s: no such key (did you mean '%s'?)", entry->section,
                        entry->key, nearest);
    for (size_t i = 0; i < N_SECTIONS; i++)
        if (has_key(&known_sections[i], entry->key))
            message_fail_at(EX_CONFIG, place_of(file, entry), "[%s] %s: no such key (it belongs into [%s])",
                            entry->section, entry->key, known_sections[i].name);
    message_fail_at(EX_CONFIG, place_of(file, entry),
                    "[%s] %s: no such key (pipeline/switchback.ini has all there are)", entry->section, entry->key);
}

static void check_entry(const struct ini_file *file, const struct ini_entry *entry) {
    const struct known_section *section = find_section(entry->section);

    if (section != NULL && section->keys[0] != NULL && has_key(section, entry->key))
        return;
    refuse_retired(file, entry);
    if (section == NULL)
        refuse_section(file, entry);
    if (section->keys[0] != NULL)
        refuse_key(file, entry, section);
    if (strcmp(section->name, "accept") == 0)
        accept_check(file, entry);
    if (strcmp(section->name, "completeness") == 0)
        declared_end_check(file, entry);
}

struct ini_file *settings_file_read(const char *path) {
    struct ini_file *file = ini_file_read(path);

    for (size_t i = 0; i < file->n_entries; i++)
        check_entry(file, &file->entries[i]);
    return file;
}

void settings_file_each_key(void (*take)(void *context, const char *section, const char *key), void *context) {
    for (size_t i = 0; i < N_SECTIONS; i++) {
        const struct known_section *section = &known_sections[i];
        for (size_t k = 0; k < count_keys(section); k++)
            take(context, section->name, section->keys[k]);
        if (section->keys[0] == NULL)
            take(context, section->name, NULL);
    }
}
