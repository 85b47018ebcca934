/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/settings_print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini_line.h"
#include "settings/protection.h"

enum { LAST_GRID_DAY = 720 };

static void print_origin(const struct ini_entry *entry, struct output_file *output) {
    output_file_printf(output, ";@ %ld ", entry->line);
    for (const char *name = entry->file; *name != '\0'; name++)
        output_file_write_char(output, (unsigned char)*name < ' ' ? '?' : *name);
    output_file_write_char(output, '\n');
}

/* No blanks before a value that would begin as a comment does. */
static void print_entry(const struct ini_entry *entry, struct output_file *output) {
    const char *equals = *entry->written == '\0' ? " =" : *entry->written == ';' ? "=" : " = ";
    char *key = ini_line_quoted(entry->key);

    output_file_printf(output, "%s%s%s\n", key, equals, entry->written);
    free(key);
}

static bool stays_inside(const struct ini_entry *entry) {
    static const char *const sections[] = {"accept", "completeness", "rebase", "notes"};

    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        if (strcmp(entry->section, sections[i]) == 0)
            return true;
    return strcmp(entry->section, "tables") == 0 && strcmp(entry->key, "missing") == 0; /* the first row shows there */
}

struct printing {
    const struct ini_file *merged;
    const char *section;
    enum settings_form form;
    struct output_file *output;
};

static void print_section(const struct printing *printing) {
    const char *file = "";
    long line = 0;

    if (*printing->section != '\0')
        output_file_printf(printing->output, "\n[%s]\n", printing->section);
    for (size_t i = 0; i < printing->merged->n_entries; i++) {
        const struct ini_entry *entry = &printing->merged->entries[i];
        if (strcmp(entry->section, printing->section) != 0 ||
            (printing->form == SETTINGS_RELEASED && stays_inside(entry)))
            continue;
        if (printing->form == SETTINGS_WITH_ORIGINS && (entry->line != line || strcmp(entry->file, file) != 0))
            print_origin(entry, printing->output);
        print_entry(entry, printing->output);
        file = entry->file;
        line = entry->line + 1;
    }
}

/* Called for every key: a section is printed at its first one. */
static void take_section(void *context, const char *section, const char *key) {
    struct printing *printing = context;
    (void)key;

    if (strcmp(section, printing->section) == 0)
        return;
    printing->section = section;
    print_section(printing);
}

void settings_print_ini(const struct ini_file *merged, enum settings_form form, struct output_file *output) {
    struct printing printing = {.merged = merged, .section = "", .form = form, .output = output};

    print_section(&printing);
    settings_file_each_key(take_section, &printing);
}

static void print_landmarks(const struct settings *settings, struct output_file *output) {
    double days[SETTINGS_MOST_LANDMARKS];
    size_t n = settings_landmarks(settings->file, days);

    output_file_write_text(output, "LANDMARKS := ");
    for (size_t i = 0; i < n; i++)
        output_file_printf(output, "%s%.0f", i == 0 ? "" : ",", days[i]);
    output_file_write_char(output, '\n');
}

static void print_grid(const struct settings *settings, struct output_file *output) {
    int32_t step = protection_read(settings->file).grid_days;

    output_file_write_text(output, "GRID := ");
    for (int32_t day = step; day <= LAST_GRID_DAY; day += step)
        output_file_printf(output, "%s%d", day == step ? "" : ",", day);
    output_file_write_char(output, '\n');
}

static void print_other_rules(const struct settings *settings, struct output_file *output) {
    const char *comma = "";

    output_file_write_text(output, "OTHER_RULES := ");
    for (size_t i = 0; i < settings->n_rules; i++) {
        if (i == settings->default_rule)
            continue;
        output_file_printf(output, "%s%s", comma, settings->rules[i].name);
        comma = ",";
    }
    output_file_write_char(output, '\n');
}

/* On which days it is told how soon a gap ended: up to the gap of the default rule, where it has one. */
static void print_early_days(const struct settings *settings, struct output_file *output) {
    const struct care_rule *rule = &settings->rules[settings->default_rule].rule;

    output_file_write_text(output, "EARLY_DAYS := 14,21,30,60");
    if (!rule->by_discharge && rule->gap > 0)
        output_file_printf(output, ",%d", rule->gap);
    output_file_write_char(output, '\n');
}

void settings_print_make(const struct settings *settings, struct output_file *output) {
    print_landmarks(settings, output);
    print_grid(settings, output);
    output_file_printf(output, "DEFAULT_RULE := %s\n", settings->rules[settings->default_rule].name);
    output_file_printf(output, "LAUNCH_SECONDS := %s\n", ini_file_value(settings->file, "launch", "limit_seconds"));
    print_other_rules(settings, output);
    print_early_days(settings, output);
}

void settings_print_facts(const struct settings *settings, const char *profile, struct output_file *output) {
    const struct ini_file *file = settings->file;

    output_file_printf(output, "program\t%s\n", ini_file_value(file, "report", "program"));
    output_file_printf(output, "profile\t%s\n", profile == NULL ? ini_file_value(file, "report", "profile") : profile);
    output_file_printf(output, "data_use_agreement\t%s\n", ini_file_value(file, "report", "data_use_agreement"));
}
