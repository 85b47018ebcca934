/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/input_tables.h"

#include <string.h>

#define EXIT_REASONS "completed transferred jail hospital administrative moved declined death left other"
#define TRIGGERS                                                                                                       \
    "stress conflict loneliness boredom grief low_mood anxiety anger pain withdrawal_or_dose craving "                 \
    "social_pressure positive_event testing_control housing legal financial access_barrier other_substance "           \
    "unknown not_asked"
#define MISSED_SIGNS                                                                                                   \
    "isolation bottled_feelings missed_visits missed_doses sleep_or_eating irritability secrecy glamorizing "          \
    "bargaining contact_with_use_network dose_request test_refusal late_pickup unknown not_asked"
#define LACKING_SUPPORTS                                                                                               \
    "dose_adequacy visit_frequency counseling peer family housing transport childcare psychiatric_care pain_care "     \
    "employment after_hours_contact naloxone unknown not_asked"
#define PLAN_CHANGES                                                                                                   \
    "therapy_deepened medication_reassessed dose_changed formulation_changed visits_increased family_involved "        \
    "peer_linked level_of_care_up safety_plan naloxone_given social_work none unknown not_asked"

static const struct column_spec patients[] = {
    {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier, the same in every table"},
    {"birth_year", COLUMN_INT, false, "year", NULL, "year of birth; or give age"},
    {"age", COLUMN_INT, false, "years", NULL, "age at first admission; 90 stands for 90 and over"},
    {"sex", COLUMN_CODE, false, "", "female male other unknown", "sex as recorded"},
    {"race_ethnicity", COLUMN_TEXT, false, "", NULL, "as recorded"},
    {"primary_substance", COLUMN_TEXT, false, "", NULL, "main opioid at first admission"},
    {"site", COLUMN_TEXT, false, "", NULL, "site of the program"},
    {"observed_until", COLUMN_DAY, false, "day", NULL, "end of this person's observation, where fixed in advance"},
};
static const struct column_spec admissions[] = {
    {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    {"admitted", COLUMN_DAY, true, "day", NULL, "first day of the admission"},
    {"discharged", COLUMN_DAY, false, "day", NULL, "recorded last day; empty while open"},
    {"reason", COLUMN_CODE, false, "", EXIT_REASONS, "recorded reason of the discharge"},
    {"program", COLUMN_CODE, false, "", "maintenance detoxification counseling", "kind of program"},
    {"site", COLUMN_TEXT, false, "", NULL, "site of the admission"},
    {"requested", COLUMN_DAY, false, "day", NULL, "day on which the person first asked for care"},
    {"planned_end", COLUMN_DAY, false, "day", NULL, "last day of the plan, where care was planned to end"},
    {"planned_days", COLUMN_INT, false, "days", NULL, "planned length, instead of planned_end"},
};
static const struct column_spec doses[] = {
    {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    {"date", COLUMN_DAY, true, "day", NULL, "day the dose was taken or the supply dispensed"},
    {"medication", COLUMN_TEXT, true, "", NULL, "medication for OUD, as named in the configuration"},
    {"dose_mg", COLUMN_NUMBER, false, "mg a day", NULL, "daily dose; of an injection the whole dose"},
    {"days_supply", COLUMN_INT, false, "days", NULL, "days a dispensed supply lasts"},
    {"kind", COLUMN_CODE, false, "", "administered dispensed injection implant",
     "how it was given; empty: by the medication's table in the configuration"},
};
static const struct column_spec visits[] = {
    {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    {"date", COLUMN_DAY, true, "day", NULL, "day of the appointment"},
    {"service", COLUMN_CODE, false, "", "counseling medical group peer other", "what the appointment was for"},
    {"status", COLUMN_CODE, true, "", "attended missed cancelled scheduled",
     "what became of it; scheduled: to come, the only one dated after as-of that is kept"},
    {"reason", COLUMN_CODE_LIST, false, "", NULL, "why not attended"},
    {"clinician", COLUMN_TEXT, false, "", NULL, "with whom: a code (C07, no name)"},
};
static const struct column_spec drug_tests[] = {
    {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    {"date", COLUMN_DAY, true, "day", NULL, "day of the sample, or for which one was asked"},
    {"substance", COLUMN_TEXT, true, "", NULL, "substance tested for"},
    {"result", COLUMN_CODE, true, "", "positive negative refused invalid missed",
     "result; missed: a test that was due, to which nobody came"},
};
static const struct column_spec returns_to_use[] = {
    {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    {"event_on", COLUMN_DAY, true, "day", NULL, "used_on, else reported_on (set by ingest_export)"},
    {"used_on", COLUMN_DAY, false, "day", NULL, "day of the return to use; empty: a warning recognised before use"},
    {"reported_on", COLUMN_DAY, false, "day", NULL, "day the program learned of it"},
    {"stage", COLUMN_CODE, false, "", "emotional mental physical unknown not_asked", "stage first recognised"},
    {"reflected_on", COLUMN_DAY, false, "day", NULL, "day of the reflection with the person"},
    {"triggers", COLUMN_CODE_LIST, false, "", TRIGGERS, "what came before"},
    {"missed_signs", COLUMN_CODE_LIST, false, "", MISSED_SIGNS, "early signs nobody acted on"},
    {"lacking_supports", COLUMN_CODE_LIST, false, "", LACKING_SUPPORTS, "supports that were lacking"},
    {"plan_changes", COLUMN_CODE_LIST, false, "", PLAN_CHANGES, "what was changed afterwards"},
    {"plan_due", COLUMN_DAY_LIST, false, "day", NULL, "when each plan change was due, in the order of plan_changes"},
    {"plan_done", COLUMN_DAY_LIST, false, "day", NULL, "when each was done; an empty element: not yet"},
};
static const struct column_spec adverse_events[] = {
    {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    {"date", COLUMN_DAY, true, "day", NULL, "day of the event"},
    {"kind", COLUMN_CODE, true, "", "overdose death", "kind of event"},
    {"fatal", COLUMN_CODE, false, "", "yes no unknown",
     "did the person die of it; an overdose with neither yes nor no counts as not fatal, and is told as survived or "
     "not"},
    {"source", COLUMN_CODE, false, "", "program hospital death_index", "who told of it; empty: the program"},
};

const struct table_spec input_tables[INPUT_TABLE_COUNT] = {
    [INPUT_PATIENTS] = {"patients", "The people: one row each.", "patient_id", "patient_id",
                        TABLE_SPEC_COLUMNS(patients)},
    [INPUT_ADMISSIONS] = {"admissions", "Recorded admissions to the program.", "patient_id, admitted",
                          "patient_id, admitted, program, site", TABLE_SPEC_COLUMNS(admissions)},
    [INPUT_DOSES] = {"doses", "Medication taken, dispensed or injected.", "patient_id, date", "",
                     TABLE_SPEC_COLUMNS(doses)},
    [INPUT_VISITS] = {"visits", "Appointments, attended or not.", "patient_id, date", "", TABLE_SPEC_COLUMNS(visits)},
    [INPUT_DRUG_TESTS] = {"drug_tests", "Drug tests, one row a substance.", "patient_id, date", "",
                          TABLE_SPEC_COLUMNS(drug_tests)},
    [INPUT_RETURNS_TO_USE] = {"returns_to_use", "Returns to use and early warnings, with the reflection on each.",
                              "patient_id, event_on", "", TABLE_SPEC_COLUMNS(returns_to_use)},
    [INPUT_ADVERSE_EVENTS] = {"adverse_events", "Overdoses and deaths.", "patient_id, date", "",
                              TABLE_SPEC_COLUMNS(adverse_events)},
};

const struct table_spec *input_tables_find(const char *name) {
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        if (strcmp(input_tables[i].name, name) == 0)
            return &input_tables[i];
    return NULL;
}
