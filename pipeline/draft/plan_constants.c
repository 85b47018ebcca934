/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/plan_constants.h"

#include <string.h>

#include "draft/draft_plan.h"
#include "draft/value_words.h"

static void add(struct plan_section *section, const char *column, const char *value, const char *guess) {
    if (section->n_constants < PLAN_MOST_CONSTANTS)
        section->constants[section->n_constants++] =
            (struct plan_constant){.column = column, .value = value, .guess = guess};
}

static bool is_missing(const struct plan_section *section, size_t column) {
    const char *name = input_tables[section->choice.table].columns[column].name;

    for (size_t i = 0; i < section->n_constants; i++)
        if (strcmp(section->constants[i].column, name) == 0)
            return false;
    return section->choice.columns[column].header < 0;
}

/* "methadone_2026.csv", "Methadone Dose (mg)". */
static void add_medication(struct plan_section *section) {
    int dose = section->choice.columns[DOSES_DOSE_MG].header;
    const char *target = NULL;

    if (value_words_read(VALUE_MEDICATION, section->group->stem, &target) != VALUE_UNKNOWN)
        add(section, "medication", target, "the file's name says so");
    else if (dose >= 0 &&
             value_words_read(VALUE_MEDICATION, section->group->columns[dose].header, &target) != VALUE_UNKNOWN)
        add(section, "medication", target, "the header of the dose says so");
}

static void add_event(struct plan_section *section) {
    int date = section->choice.columns[ADVERSE_EVENTS_DATE].header;
    const struct header_words *words = date < 0 ? NULL : &section->group->columns[date].words;
    const struct header_words *stem = &section->group->stem_words;

    if (header_words_have(stem, "overdose") || (words != NULL && header_words_have(words, "overdose")))
        add(section, "kind", "overdose", "by the names of file and headers");
    else if (header_words_have(stem, "death") || (words != NULL && header_words_have(words, "death")))
        add(section, "kind", "death", "by the names of file and headers");
}

void plan_constants_add(struct plan_section *section) {
    switch (section->choice.table) {
    case INPUT_DOSES:
        if (is_missing(section, DOSES_MEDICATION))
            add_medication(section);
        return;
    case INPUT_VISITS:
        if (is_missing(section, VISITS_STATUS))
            add(section, "status", "attended",
                "no column says what became of it: each row is taken for a visit "
                "that was");
        return;
    case INPUT_DRUG_TESTS:
        if (is_missing(section, DRUG_TESTS_RESULT))
            add(section, "result", "positive", "no column of results: each row is taken for a substance found");
        return;
    case INPUT_ADVERSE_EVENTS:
        if (is_missing(section, ADVERSE_EVENTS_KIND))
            add_event(section);
        return;
    case INPUT_PATIENTS:
    case INPUT_ADMISSIONS:
    case INPUT_RETURNS_TO_USE:
    case INPUT_TABLE_COUNT: return;
    }
}
