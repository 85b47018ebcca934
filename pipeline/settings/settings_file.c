/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/settings_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/nearest_name.h"
#include "settings/accept.h"
#include "settings/declared_end.h"
#include "settings/default_text.h"
#include "settings/definitions.h"
#include "settings/not_held.h"
#include "settings/retired_keys.h"

enum { MOST_KEYS = 14 };

static const char BUILT_IN[] = "(built-in)";

static const struct known_section {
    const char *name, *keys[MOST_KEYS]; /* no key: they are names of the user's own */
} known_sections[] = {
    {"report",
     {"program", "owner", "contact", "profile", "data_use_agreement", "default_rule", "landmarks", "compare_with",
      "leave_out", "jurisdiction", "paper", "slides", "keep_people_lists", "review_deaths"}},
    {"jurisdictions", {NULL}},
    {"launch", {"limit_seconds"}},
    {"tables", {"without", "missing"}},
    {"rules", {NULL}},
    {"episodes",
     {"cover", "bank_cap_days", "visit_gap_days", "reason_days_before", "reason_days_after", "planned_end_days",
      "prevalent_days", "silent_days"}},
    {"supplies", {"administered", "dispensed", "injection", "implant", "asked_share"}},
    {"completeness", {NULL}},
    {"medications", {NULL}},
    {"medication_names", {NULL}},
    {"dose_on_day_30", {NULL}},
    {"returns_to_use", {"same_event_days", "re_engaged_services", "warning_days"}},
    {"groups", {"carry"}},
    {"quality", {"max_quarantined", "max_quarantined_rows", "max_unusable", "dose_jump"}},
    {"protection", {"class", "grid_days"}},
    {"release", {"sites"}},
    {"accept", {NULL}},
    {"rebase", {NULL}},
    {"notes", {NULL}},
    {"months", {"least_points", "baseline_until"}},
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

/* A key, or with its whole section, that was there once. */
static void refuse_retired(const struct ini_entry *entry) {
    const char *advice = retired_keys_advice(entry->section, entry->key);

    if (advice != NULL)
        message_fail_at(EX_CONFIG, ini_file_place(entry), "[%s] %s: is no more (%s)", entry->section, entry->key,
                        advice);
}

static _Noreturn void refuse_section(const struct ini_entry *entry) {
    const char *names[N_SECTIONS], *nearest;

    for (size_t i = 0; i < N_SECTIONS; i++)
        names[i] = known_sections[i].name;
    nearest = nearest_name_find(names, N_SECTIONS, entry->section);
    if (nearest != NULL)
        message_fail_at(EX_CONFIG, ini_file_place(entry), "[%s]: no such section (did you mean [%s]?)", entry->section,
                        nearest);
    message_fail_at(EX_CONFIG, ini_file_place(entry),
                    "[%s]: no such section (pipeline/switchback.ini has all there are)", entry->section);
}

static _Noreturn void refuse_key(const struct ini_entry *entry, const struct known_section *section) {
    const char *nearest = nearest_name_find(section->keys, count_keys(section), entry->key);

    if (nearest != NULL)
        message_fail_at(EX_CONFIG, ini_file_place(entry), "[%s] %s: no such key (did you mean '%s'?)", entry->section,
                        entry->key, nearest);
    for (size_t i = 0; i < N_SECTIONS; i++)
        if (has_key(&known_sections[i], entry->key))
            message_fail_at(EX_CONFIG, ini_file_place(entry), "[%s] %s: no such key (it belongs into [%s])",
                            entry->section, entry->key, known_sections[i].name);
    message_fail_at(EX_CONFIG, ini_file_place(entry),
                    "[%s] %s: no such key (pipeline/switchback.ini has all there are)", entry->section, entry->key);
}

static void check_entry(const struct ini_entry *entry) {
    const struct known_section *section = find_section(entry->section);

    if (*entry->section == '\0' && strcmp(entry->key, "version") == 0) {
        definitions_check(entry);
        return;
    }
    if (section != NULL && section->keys[0] != NULL && has_key(section, entry->key)) {
        if (strcmp(section->name, "tables") == 0)
            not_held_check(entry);
        return;
    }
    refuse_retired(entry);
    if (section == NULL)
        refuse_section(entry);
    if (section->keys[0] != NULL)
        refuse_key(entry, section);
    if (strcmp(section->name, "accept") == 0)
        accept_check(entry);
    if (strcmp(section->name, "completeness") == 0)
        declared_end_check(entry);
}

static void check_file(const struct ini_file *file) {
    for (size_t i = 0; i < file->n_entries; i++)
        check_entry(&file->entries[i]);
}

/* In a section of the user's own names an empty value takes the name away; elsewhere it is a value like others. */
static bool is_removal(const struct ini_entry *entry) {
    const struct known_section *section = find_section(entry->section);

    return section != NULL && section->keys[0] == NULL && *entry->value == '\0';
}

static _Noreturn void refuse_removal(const struct ini_file *merged, const struct ini_entry *entry) {
    const char **names = memory_alloc(merged->n_entries, sizeof *names), *nearest;
    size_t n = 0;

    for (size_t i = 0; i < merged->n_entries; i++)
        if (strcmp(merged->entries[i].section, entry->section) == 0)
            names[n++] = merged->entries[i].key;
    nearest = nearest_name_find(names, n, entry->key);
    if (nearest != NULL)
        message_fail_at(EX_CONFIG, ini_file_place(entry),
                        "[%s] %s: nothing has that name, to be removed (did you mean '%s'?)", entry->section,
                        entry->key, nearest);
    message_fail_at(EX_CONFIG, ini_file_place(entry), "[%s] %s: has no value, and nothing has that name, to be removed",
                    entry->section, entry->key);
}

static void lay_over(struct ini_file *merged, const char *path) {
    struct ini_file *own = ini_file_read(path);

    check_file(own);
    for (size_t i = 0; i < own->n_entries; i++) {
        const struct ini_entry *entry = &own->entries[i];
        if (is_removal(entry) && ini_file_entry(merged, entry->section, entry->key) == NULL)
            refuse_removal(merged, entry);
        ini_file_put(merged, entry);
    }
    free(merged->path);
    merged->path = memory_copy_text(own->path, strlen(own->path));
    ini_file_free(own);
}

/* What the kind of export cannot hold, no configuration can ask of it. */
static void lay_over_without(struct ini_file *merged, const struct ini_entry *without) {
    struct ini_entry entry;

    if (without == NULL)
        return;
    entry = *without;
    entry.section = "tables";
    entry.key = "without";
    ini_file_put(merged, &entry);
}

/* Nor can a file that somebody printed once say of what there are files now. */
static void lay_over_missing(struct ini_file *merged, const char *missing) {
    struct ini_entry entry = *ini_file_entry(merged, "tables", "missing");

    if (missing == NULL)
        return;
    entry.value = missing;
    entry.written = NULL;
    ini_file_put(merged, &entry);
}

static struct ini_file *read_built_in(void) {
    struct ini_file *file = ini_file_read_text(BUILT_IN, (const char *)settings_default_text, settings_default_length);

    check_file(file);
    return file;
}

bool settings_file_is_built_in(const struct ini_entry *entry) { return strcmp(entry->file, BUILT_IN) == 0; }

struct ini_file *settings_file_merge(const struct settings_files *files) {
    struct ini_file *built_in = read_built_in(), *merged = read_built_in();

    for (size_t i = 0; files != NULL && i < files->n; i++)
        lay_over(merged, files->paths[i]);
    lay_over_without(merged, files == NULL ? NULL : files->without);
    lay_over_missing(merged, files == NULL ? NULL : files->missing);
    for (size_t i = merged->n_entries; i-- > 0;) {
        const struct ini_entry *entry = &merged->entries[i];
        if (is_removal(entry) && ini_file_entry(built_in, entry->section, entry->key) == NULL)
            ini_file_remove(merged, i);
    }
    ini_file_free(built_in);
    return merged;
}

static void refuse_removed_rule(const struct ini_file *file, const struct ini_entry *removed, const char *key) {
    const char *name = ini_file_value(file, "report", key);

    if (strcmp(removed->section, "rules") == 0 && name != NULL && strcmp(name, removed->key) == 0)
        message_fail_at(EX_CONFIG, ini_file_place(removed),
                        "[rules] %s: cannot be removed, [report] %s names it (name another rule there)", removed->key,
                        key);
}

struct ini_file *settings_file_read(const struct settings_files *files) {
    struct ini_file *file = settings_file_merge(files);

    for (size_t i = file->n_entries; i-- > 0;) {
        if (!is_removal(&file->entries[i]))
            continue;
        refuse_removed_rule(file, &file->entries[i], "default_rule");
        ini_file_remove(file, i);
    }
    not_held_settle_rules(file);
    return file;
}

void settings_files_add(struct settings_files *files, const char *path) {
    if (files->n == SETTINGS_MOST_FILES)
        message_fail(EX_USAGE, "--config: at most %d files are read (try --help)", SETTINGS_MOST_FILES);
    files->paths[files->n++] = path;
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
