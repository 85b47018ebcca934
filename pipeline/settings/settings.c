/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/options.h"
#include "settings/settings_file.h"

enum { LONGEST_GAP = 3660 };

static _Noreturn void fail_at(const struct settings *settings, const struct ini_entry *entry, const char *expected) {
    message_fail_at(EX_CONFIG,
                    (struct message_place){.file = settings->file->path, .line = entry->line, .column = entry->key},
                    "'%s' is not usable (expected %s)", entry->value, expected);
}

static int32_t read_days(const struct settings *settings, const char *section, const char *key, long most,
                         long otherwise) {
    const long range[2] = {0, most};

    return (int32_t)ini_file_int(settings->file, section, key, range, otherwise);
}

static void read_rules(struct settings *settings) {
    for (size_t i = 0; i < settings->file->n_entries; i++) {
        const struct ini_entry *entry = &settings->file->entries[i];
        struct named_rule *rule = &settings->rules[settings->n_rules];
        if (strcmp(entry->section, "rules") != 0)
            continue;
        if (settings->n_rules == SETTINGS_MOST_RULES)
            fail_at(settings, entry, "at most 16 rules");
        *rule = (struct named_rule){.name = entry->key, .rule.by_discharge = strcmp(entry->value, "recorded") == 0};
        if (!rule->rule.by_discharge && (!number_parse_int(entry->value, strlen(entry->value), &rule->rule.gap) ||
                                         rule->rule.gap < 1 || rule->rule.gap > LONGEST_GAP))
            fail_at(settings, entry, "a gap of 1 to 3660 days, or recorded");
        settings->n_rules++;
    }
    if (settings->n_rules == 0)
        message_fail_at(EX_CONFIG, (struct message_place){.file = settings->file->path}, "[rules] names no rule");
}

static size_t find_rule(const struct settings *settings, const char *key, const char *otherwise) {
    const struct ini_entry *entry = ini_file_entry(settings->file, "report", key);
    const char *name = entry == NULL ? otherwise : entry->value;

    for (size_t i = 0; i < settings->n_rules; i++)
        if (strcmp(settings->rules[i].name, name) == 0)
            return i;
    if (entry != NULL)
        fail_at(settings, entry, "a name of [rules]");
    return 0;
}

static enum care_supply_kind read_kind(const struct settings *settings, const struct ini_entry *entry,
                                       const char *kind) {
    static const char *const names[] = {[CARE_ADMINISTERED] = "administered",
                                        [CARE_DISPENSED] = "dispensed",
                                        [CARE_INJECTION] = "injection",
                                        [CARE_IMPLANT] = "implant"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], kind) == 0)
            return (enum care_supply_kind)i;
    fail_at(settings, entry, "administered, dispensed, injection or implant, and days");
}

static void read_medications(struct settings *settings) {
    for (size_t i = 0; i < settings->file->n_entries; i++) {
        const struct ini_entry *entry = &settings->file->entries[i];
        char kind[32];
        int days, end = 0;
        if (strcmp(entry->section, "medications") != 0)
            continue;
        if (settings->n_medications == SETTINGS_MOST_MEDICATIONS)
            fail_at(settings, entry, "at most 64 medications");
        if (sscanf(entry->value, "%31s %d%n", kind, &days, &end) != 2 || entry->value[end] != '\0' || days < 0 ||
            days > 366)
            fail_at(settings, entry, "a kind and a number of days, as in: injection 31");
        settings->medications[settings->n_medications++] =
            (struct medication_setting){.name = entry->key, .kind = read_kind(settings, entry, kind), .days = days};
    }
}

static bool read_visits_count(const struct settings *settings) {
    const struct ini_entry *entry = ini_file_entry(settings->file, "episodes", "cover");

    if (entry != NULL && strcmp(entry->value, "medication") != 0 && strcmp(entry->value, "medication visits") != 0)
        fail_at(settings, entry, "medication, or medication visits");
    return entry == NULL || strcmp(entry->value, "medication visits") == 0;
}

static void read_care(struct settings *settings) {
    settings->care =
        (struct care_settings){.cover = {.bank_cap_days = read_days(settings, "episodes", "bank_cap_days", 366, 30),
                                         .visits_count = read_visits_count(settings)},
                               .visit_gap_days = read_days(settings, "episodes", "visit_gap_days", 366, 30),
                               .reason_days_before = read_days(settings, "episodes", "reason_days_before", 366, 7),
                               .reason_days_after = read_days(settings, "episodes", "reason_days_after", 366, 14),
                               .planned_end_days = read_days(settings, "episodes", "planned_end_days", 366, 7),
                               .prevalent_days = read_days(settings, "episodes", "prevalent_days", 366, 31),
                               .window_start = CARE_NO_DAY,
                               .silent_days = read_days(settings, "episodes", "silent_days", 3660, 60),
                               .discharge_lag_days = read_days(settings, "episodes", "discharge_lag_days", 366, 30)};
    settings->default_supply_days = read_days(settings, "episodes", "default_supply_days", 366, 7);
    settings->switch_days = read_days(settings, "episodes", "switch_days", 366, 14);
}

static void read_groups(struct settings *settings) {
    const char *carry = ini_file_value(settings->file, "groups", "carry");
    char *copy, *next, *name;

    settings->groups = memory_alloc(SETTINGS_MOST_GROUPS + 1, sizeof *settings->groups);
    if (carry == NULL)
        return;
    copy = memory_copy_text(carry, strlen(carry));
    for (name = strtok_r(copy, ", \t", &next); name != NULL; name = strtok_r(NULL, ", \t", &next)) {
        if (settings->n_groups == SETTINGS_MOST_GROUPS)
            fail_at(settings, ini_file_entry(settings->file, "groups", "carry"), "at most 16 columns");
        settings->groups[settings->n_groups++] = memory_copy_text(name, strlen(name));
    }
    free(copy);
}

struct settings *settings_read(const char *path) {
    struct settings *settings = memory_alloc(1, sizeof *settings);
    const char *services;

    settings->file = settings_file_read(path);
    read_rules(settings);
    settings->default_rule = find_rule(settings, "default_rule", "coverage30");
    settings->return_rule = find_rule(settings, "return_rule", "coverage7");
    read_care(settings);
    read_medications(settings);
    read_groups(settings);
    settings->same_event_days = read_days(settings, "returns_to_use", "same_event_days", 366, 14);
    services = ini_file_value(settings->file, "returns_to_use", "re_engaged_services");
    services = services == NULL ? "counseling medical" : services;
    settings->re_engaged_services = memory_copy_text(services, strlen(services));
    return settings;
}

void settings_free(struct settings *settings) {
    if (settings == NULL)
        return;
    options_list_free(settings->groups);
    free(settings->re_engaged_services);
    ini_file_free(settings->file);
    free(settings);
}

const struct medication_setting *settings_medication(const struct settings *settings, const char *name) {
    for (size_t i = 0; i < settings->n_medications; i++)
        if (strcmp(settings->medications[i].name, name) == 0)
            return &settings->medications[i];
    return NULL;
}
