/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The definitions of care, read from the configuration (switchback.ini; every default stands there).
 */
#ifndef SWITCHBACK_SETTINGS_SETTINGS_H
#define SWITCHBACK_SETTINGS_SETTINGS_H

#include <stddef.h>

#include "base/dictionary.h"
#include "base/ini_file.h"
#include "care/episode.h"
#include "settings/settings_file.h"

enum { SETTINGS_MOST_RULES = 16, SETTINGS_MOST_MEDICATIONS = 64, SETTINGS_MOST_GROUPS = 16 };

struct named_rule {
    const char *name; /* owned by the ini file */
    struct care_rule rule;
};

struct medication_setting {
    const char *name;
    enum care_supply_kind kind;
    int32_t days;       /* how long one supply lasts, where its row does not tell; 0: as is usual for the kind */
    int32_t asked_dose; /* micrograms a day, asked about on day 30; 0: not asked about */
};

/* How long a supply of a kind can last, and how long one lasts whose row does not tell, or not what is possible. */
struct supply_setting {
    int32_t least, most, usual; /* days */
};

struct settings {
    struct ini_file *file;
    struct named_rule rules[SETTINGS_MOST_RULES];
    size_t n_rules, default_rule; /* index into rules */
    struct care_settings care;
    struct supply_setting supplies[CARE_SUPPLY_KIND_COUNT];
    double supply_share; /* so large a share of a medication's supplies may be told wrongly without being asked about */
    struct medication_setting medications[SETTINGS_MOST_MEDICATIONS];
    size_t n_medications;
    int32_t same_event_days;
    int32_t review_deaths_days; /* deaths of so many days stand on the list to review */
    char *re_engaged_services;  /* blank-separated */
    char **groups;              /* [groups] carry, NULL-terminated */
    size_t n_groups;
};

/* Reads and checks the configuration, or ends the program (66, 78); files may be NULL: every default. */
struct settings *settings_read(const struct settings_files *files);
void settings_free(struct settings *settings);

/* [report] landmarks, in the order of the file; returns how many. */
enum { SETTINGS_MOST_LANDMARKS = 8 };
size_t settings_landmarks(const struct ini_file *config, double days[SETTINGS_MOST_LANDMARKS]);

/* [groups] carry: the columns of patients to carry along, split at commas, NULL-terminated; options_list_free frees. */
char **settings_carried(const struct ini_file *config);

/* The medication's setting; NULL when the configuration does not name it. */
const struct medication_setting *settings_medication(const struct settings *settings, const char *name);

/* How many days one supply of it covers before which only a death ends care: of an injection or an implant, under a
 * default rule that counts days of cover. 0 of others. */
int32_t settings_lasting_days(const struct settings *settings, const struct medication_setting *medication);

#endif
