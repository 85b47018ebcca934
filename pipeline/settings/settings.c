/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/options.h"
#include "settings/month_words.h"
#include "settings/not_held.h"
#include "settings/protection.h"
#include "settings/report_settings.h"
#include "settings/settings_file.h"

enum { LONGEST_GAP = 3660 };

static _Noreturn void fail_at(const struct ini_entry *entry, const char *expected) {
    message_fail_at(EX_CONFIG, (struct message_place){.file = entry->file, .line = entry->line, .column = entry->key},
                    "'%s' is not usable (expected %s)", entry->value, expected);
}

static int32_t read_days(const struct settings *settings, const char *section, const char *key, long most) {
    const long range[2] = {0, most};

    return (int32_t)ini_file_int(settings->file, section, key, range);
}

/* Rules are columns of numbers, words of command lines and of reports. */
static bool is_word(const char *name) {
    return *name != '\0' &&
           strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static void read_rules(struct settings *settings) {
    for (size_t i = 0; i < settings->file->n_entries; i++) {
        const struct ini_entry *entry = &settings->file->entries[i];
        struct named_rule *rule = &settings->rules[settings->n_rules];
        if (strcmp(entry->section, "rules") != 0)
            continue;
        if (settings->n_rules == SETTINGS_MOST_RULES)
            fail_at(entry, "at most 16 rules");
        if (!is_word(entry->key))
            fail_at(entry, "a name of letters, digits and _");
        *rule = (struct named_rule){.name = entry->key, .rule.by_discharge = strcmp(entry->value, "recorded") == 0};
        if (!rule->rule.by_discharge && (!number_parse_int(entry->value, strlen(entry->value), &rule->rule.gap) ||
                                         rule->rule.gap < 1 || rule->rule.gap > LONGEST_GAP))
            fail_at(entry, "a gap of 1 to 3660 days, or recorded");
        settings->n_rules++;
    }
    if (settings->n_rules == 0)
        message_fail_at(EX_CONFIG, (struct message_place){.file = settings->file->path}, "[rules] names no rule");
}

static size_t find_rule(const struct settings *settings, const char *key) {
    const struct ini_entry *entry = ini_file_entry(settings->file, "report", key);

    for (size_t i = 0; i < settings->n_rules; i++)
        if (strcmp(settings->rules[i].name, entry->value) == 0)
            return i;
    fail_at(entry, "a name of [rules]");
}

static const char *const kind_names[CARE_SUPPLY_KIND_COUNT] = {[CARE_ADMINISTERED] = "administered",
                                                               [CARE_DISPENSED] = "dispensed",
                                                               [CARE_INJECTION] = "injection",
                                                               [CARE_IMPLANT] = "implant"};

static enum care_supply_kind read_kind(const struct ini_entry *entry, const char *kind) {
    for (size_t i = 0; i < CARE_SUPPLY_KIND_COUNT; i++)
        if (strcmp(kind_names[i], kind) == 0)
            return (enum care_supply_kind)i;
    fail_at(entry, "administered, dispensed, injection or implant, and days");
}

static void read_medications(struct settings *settings) {
    for (size_t i = 0; i < settings->file->n_entries; i++) {
        const struct ini_entry *entry = &settings->file->entries[i];
        char kind[32];
        int days, end = 0;
        if (strcmp(entry->section, "medications") != 0)
            continue;
        if (settings->n_medications == SETTINGS_MOST_MEDICATIONS)
            fail_at(entry, "at most 64 medications");
        if (sscanf(entry->value, "%31s %d%n", kind, &days, &end) != 2 || entry->value[end] != '\0' || days < 0 ||
            days > LONGEST_GAP)
            fail_at(entry, "a kind and a number of days, as in: injection 31");
        settings->medications[settings->n_medications++] =
            (struct medication_setting){.name = entry->key, .kind = read_kind(entry, kind), .days = days};
    }
}

static struct medication_setting *find_oral(struct settings *settings, const char *name) {
    for (size_t i = 0; i < settings->n_medications; i++)
        if (strcmp(settings->medications[i].name, name) == 0)
            return settings->medications[i].kind == CARE_ADMINISTERED || settings->medications[i].kind == CARE_DISPENSED
                       ? &settings->medications[i]
                       : NULL;
    return NULL;
}

/* Which dose is asked about on day 30. What is there by default goes with a medication that was taken away. Those of
 * other jurisdictions are checked, and ask nothing. */
static void read_asked_doses(struct settings *settings) {
    enum { MICROGRAMS = 1000, MOST_MG = 10000 };

    for (size_t i = 0; i < settings->file->n_entries; i++) {
        const struct ini_entry *entry = &settings->file->entries[i];
        struct medication_setting *medication;
        const char *name = entry->key;
        int32_t mg;
        if (strcmp(entry->section, "dose_on_day_30") != 0)
            continue;
        medication = find_oral(settings, name);
        if (medication == NULL) {
            name = report_settings_medication_of_dose(settings->file, entry);
            medication = find_oral(settings, name);
        }
        if (medication == NULL && settings_file_is_built_in(entry))
            continue;
        if (medication == NULL || !number_parse_int(entry->value, strlen(entry->value), &mg) || mg < 1 || mg > MOST_MG)
            fail_at(entry, "a name of [medications] that is taken by day, and whole mg a day, 1 to 10000");
        if (report_settings_asked_dose(settings->file, name) == entry)
            medication->asked_dose = mg * MICROGRAMS;
    }
}

/* The days that are possible, and the usual ones among them. */
static bool is_supply(const struct supply_setting *supply) {
    return supply->least >= 1 && supply->most <= LONGEST_GAP && supply->least <= supply->usual &&
           supply->usual <= supply->most;
}

static void read_supplies(struct settings *settings) {
    const double share[2] = {0, 1};

    for (size_t i = 0; i < CARE_SUPPLY_KIND_COUNT; i++) {
        const struct ini_entry *entry = ini_file_entry(settings->file, "supplies", kind_names[i]);
        struct supply_setting *supply = &settings->supplies[i];
        int end = 0;
        if (sscanf(entry->value, "%d %d %d%n", &supply->least, &supply->most, &supply->usual, &end) != 3 ||
            entry->value[end] != '\0' || !is_supply(supply))
            fail_at(entry, "the fewest and the most days that are possible, and the usual ones, as in: 5 120 31");
    }
    settings->supply_share = ini_file_double(settings->file, "supplies", "asked_share", share);
}

static bool read_visits_count(const struct settings *settings) {
    const struct ini_entry *entry = ini_file_entry(settings->file, "episodes", "cover");

    if (strcmp(entry->value, "medication") != 0 && strcmp(entry->value, "medication visits") != 0)
        fail_at(entry, "medication, or medication visits");
    return strcmp(entry->value, "medication visits") == 0;
}

static void read_care(struct settings *settings) {
    settings->care =
        (struct care_settings){.cover = {.bank_cap_days = read_days(settings, "episodes", "bank_cap_days", 366),
                                         .visits_count = read_visits_count(settings)},
                               .visit_gap_days = read_days(settings, "episodes", "visit_gap_days", 366),
                               .reason_days_before = read_days(settings, "episodes", "reason_days_before", 366),
                               .reason_days_after = read_days(settings, "episodes", "reason_days_after", 366),
                               .planned_end_days = read_days(settings, "episodes", "planned_end_days", 366),
                               .prevalent_days = read_days(settings, "episodes", "prevalent_days", 366),
                               .window_start = CARE_NO_DAY,
                               .silent_days = read_days(settings, "episodes", "silent_days", 3660)};
    settings->care.discharge_lag_days = settings->care.silent_days + 1;
    if (not_held(settings->file, "doses")) /* who only came for a dose would be silent */
        settings->care.silent_days = INT32_MAX;
}

static void check_text(const struct settings *settings, const char *key) {
    const struct ini_entry *entry = ini_file_entry(settings->file, "report", key);

    if (*entry->value == '\0')
        fail_at(entry, "what reports print");
}

/* Read again by those who need them: here the user learns in one place, and first, what is wrong. */
static void check_report_keys(const struct settings *settings) {
    const struct ini_entry *profile = ini_file_entry(settings->file, "report", "profile");
    double days[SETTINGS_MOST_LANDMARKS];
    struct protection_sites sites;

    check_text(settings, "program");
    check_text(settings, "data_use_agreement");
    if (strcmp(profile->value, "limited") != 0 && strcmp(profile->value, "safe-harbor") != 0)
        fail_at(profile, "limited or safe-harbor");
    settings_landmarks(settings->file, days);
    read_days(settings, "report", "keep_people_lists", 3660);
    read_days(settings, "launch", "limit_seconds", 10000000);
    report_settings_read(settings->file);
    month_words_read(settings->file, "rebase");
    month_words_read(settings->file, "notes");
    protection_read(settings->file);
    sites = protection_read_sites(settings->file);
    protection_sites_free(&sites);
}

struct settings *settings_read(const struct settings_files *files) {
    struct settings *settings = memory_alloc(1, sizeof *settings);
    const char *services;

    settings->file = settings_file_read(files);
    check_report_keys(settings);
    settings->review_deaths_days = read_days(settings, "report", "review_deaths", 3660);
    read_rules(settings);
    settings->default_rule = find_rule(settings, "default_rule");
    read_care(settings);
    read_supplies(settings);
    read_medications(settings);
    read_asked_doses(settings);
    settings->groups = settings_carried(settings->file);
    while (settings->groups[settings->n_groups] != NULL)
        settings->n_groups++;
    settings->same_event_days = read_days(settings, "returns_to_use", "same_event_days", 366);
    services = ini_file_value(settings->file, "returns_to_use", "re_engaged_services");
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

static bool has_name(char *const *names, const char *name) {
    for (size_t i = 0; names[i] != NULL; i++)
        if (strcasecmp(names[i], name) == 0)
            return true;
    return false;
}

char **settings_carried(const struct ini_file *config) {
    const struct ini_entry *entry = ini_file_entry(config, "groups", "carry");
    char **names = memory_alloc(SETTINGS_MOST_GROUPS + 1, sizeof *names);
    size_t n = 0;

    for (const char *at = entry->value + strspn(entry->value, ", \t"); *at != '\0'; at += strspn(at, ", \t")) {
        size_t length = strcspn(at, ","), used = length;
        char *name;
        while (at[used - 1] == ' ' || at[used - 1] == '\t')
            used--;
        name = memory_copy_text(at, used);
        if (n == SETTINGS_MOST_GROUPS || has_name(names, name))
            fail_at(entry, "at most 16 columns, each once");
        names[n++] = name;
        at += length;
    }
    return names;
}

static bool has_day(const double *days, size_t n, int32_t day) {
    for (size_t i = 0; i < n; i++)
        if ((int32_t)days[i] == day)
            return true;
    return false;
}

size_t settings_landmarks(const struct ini_file *config, double days[SETTINGS_MOST_LANDMARKS]) {
    static const char expected[] = "1 to 8 different days, as in: 30 90 180 365";
    const struct ini_entry *entry = ini_file_entry(config, "report", "landmarks");
    size_t n = 0;

    for (const char *at = entry->value + strspn(entry->value, ", "); *at != '\0'; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        int32_t day;
        if (n == SETTINGS_MOST_LANDMARKS || !number_parse_int(at, length, &day) || day < 1 || day > LONGEST_GAP ||
            has_day(days, n, day))
            fail_at(entry, expected);
        days[n++] = day;
        at += length;
    }
    if (n == 0)
        fail_at(entry, expected);
    return n;
}

int32_t settings_lasting_days(const struct settings *settings, const struct medication_setting *medication) {
    bool lasts = medication->kind == CARE_INJECTION || medication->kind == CARE_IMPLANT;

    if (!lasts || settings->rules[settings->default_rule].rule.by_discharge)
        return 0;
    return medication->days > 0 ? medication->days : settings->supplies[medication->kind].usual;
}
