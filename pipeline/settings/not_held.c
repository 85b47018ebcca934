/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/not_held.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/nearest_name.h"

static const char BETWEEN[] = ", \t";

const char *const not_held_names[] = {"doses",
                                      "visits",
                                      "drug_tests",
                                      "returns_to_use",
                                      "adverse_events",
                                      "readmissions",
                                      "open_stays",
                                      "admissions",
                                      "patients.site",
                                      "patients.birth_year",
                                      "patients.sex",
                                      "patients.race_ethnicity",
                                      "admissions.discharged",
                                      "admissions.reason",
                                      "admissions.requested",
                                      "admissions.planned_end",
                                      "doses.dose_mg",
                                      "visits.service",
                                      "visits.reason",
                                      "returns_to_use.used_on",
                                      "returns_to_use.reported_on",
                                      "returns_to_use.stage",
                                      "returns_to_use.triggers",
                                      "returns_to_use.missed_signs",
                                      "returns_to_use.lacking_supports",
                                      "returns_to_use.reflected_on",
                                      "returns_to_use.plan_changes",
                                      "returns_to_use.plan_due",
                                      "returns_to_use.plan_done",
                                      "adverse_events.fatal",
                                      NULL};

/* The column without which none of a table's rows says what it is. */
static const struct { const char *table, *column; } essential[] = {{"returns_to_use", "returns_to_use.used_on"}};

static bool is_name(const char *text, size_t length) {
    for (size_t i = 0; not_held_names[i] != NULL; i++)
        if (strlen(not_held_names[i]) == length && memcmp(not_held_names[i], text, length) == 0)
            return true;
    return false;
}

bool not_held_names_it(const struct ini_entry *entry, const char *name) {
    for (const char *at = entry->value; *(at += strspn(at, BETWEEN)) != '\0'; at += strcspn(at, BETWEEN))
        if (strcspn(at, BETWEEN) == strlen(name) && strncmp(at, name, strlen(name)) == 0)
            return true;
    return false;
}

bool not_held_by_kind(const struct ini_file *config, const char *name) {
    const struct ini_entry *without = ini_file_entry(config, "tables", "without");

    return without != NULL && not_held_names_it(without, name);
}

static bool is_named(const struct ini_file *config, const char *name) {
    const struct ini_entry *missing = ini_file_entry(config, "tables", "missing");

    return not_held_by_kind(config, name) || (missing != NULL && not_held_names_it(missing, name));
}

/* Is the table of a column named? */
static bool is_table_named(const struct ini_file *config, const char *column) {
    const char *point = strchr(column, '.');
    char *table = point == NULL ? NULL : memory_copy_text(column, (size_t)(point - column));
    bool found = table != NULL && is_named(config, table);

    free(table);
    return found;
}

bool not_held(const struct ini_file *config, const char *name) {
    bool found = is_named(config, name) || is_table_named(config, name);

    for (size_t i = 0; i < sizeof essential / sizeof essential[0]; i++)
        found = found || (strcmp(essential[i].table, name) == 0 && is_named(config, essential[i].column));
    return found;
}

void not_held_check(const struct ini_entry *entry) {
    size_t n = sizeof not_held_names / sizeof not_held_names[0] - 1;

    for (const char *at = entry->value; *(at += strspn(at, BETWEEN)) != '\0'; at += strcspn(at, BETWEEN)) {
        char *name = memory_copy_text(at, strcspn(at, BETWEEN));
        if (!is_name(name, strlen(name)))
            message_fail_at(EX_CONFIG, ini_file_place(entry), "[%s] %s: '%s' is nothing an export can be without (%s)",
                            entry->section, entry->key, name,
                            nearest_name_hint(not_held_names, n, name,
                                              "expected a table, readmissions, open_stays, or TABLE.COLUMN, an "
                                              "optional column that changes what is told, such as "
                                              "admissions.discharged or patients.site"));
        free(name);
    }
}

static bool is_recorded(const struct ini_entry *entry) { return strcmp(entry->value, "recorded") == 0; }

static bool is_rule(const struct ini_entry *entry) { return strcmp(entry->section, "rules") == 0; }

static const struct ini_entry *find_recorded(const struct ini_file *config) {
    for (size_t i = 0; i < config->n_entries; i++)
        if (is_rule(&config->entries[i]) && is_recorded(&config->entries[i]))
            return &config->entries[i];
    message_fail_at(EX_CONFIG, ini_file_place(ini_file_entry(config, "tables", "without")),
                    "without doses only a rule `recorded` can be built, and [rules] has none (expected discharge = "
                    "recorded)");
}

void not_held_settle_rules(struct ini_file *config) {
    struct ini_entry rule;
    const struct ini_entry *named;

    if (!not_held(config, "doses"))
        return;
    rule = *find_recorded(config);
    for (size_t i = config->n_entries; i-- > 0;)
        if (is_rule(&config->entries[i]) && !is_recorded(&config->entries[i]))
            ini_file_remove(config, i);
    named = ini_file_entry(config, "report", "default_rule");
    for (size_t i = 0; i < config->n_entries; i++)
        if (is_rule(&config->entries[i]) && strcmp(config->entries[i].key, named->value) == 0)
            return;
    ini_file_put(config, &(struct ini_entry){.section = "report",
                                             .key = "default_rule",
                                             .value = find_recorded(config)->key,
                                             .file = rule.file,
                                             .line = rule.line});
}
