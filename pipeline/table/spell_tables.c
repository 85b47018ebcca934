/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/spell_tables.h"

/* Of the person, on day 0; PREFIX as in the enumeration of the table. */
#define PERSON_COLUMNS(PREFIX)                                                                                         \
    [PREFIX##_SITE] = {"site", COLUMN_TEXT, false, "", NULL, "site on day 0"},                                         \
    [PREFIX##_PROGRAM] = {"program", COLUMN_TEXT, false,                                                               \
                          "",        NULL,        "program on day 0: maintenance, detoxification, counseling"},        \
    [PREFIX##_MEDICATION] = {"medication", COLUMN_TEXT, false, "", NULL, "medication on day 0; none"},                 \
    [PREFIX##_SEX] = {"sex", COLUMN_TEXT, false, "", NULL, "as recorded"},                                             \
    [PREFIX##_AGE_BAND] = {"age_band", COLUMN_TEXT, false,                                                             \
                           "years",    NULL,        "age on day 0: 18-24 25-34 35-44 45-54 55-64 65+ unknown"},        \
    [PREFIX##_RACE_ETHNICITY] = {"race_ethnicity", COLUMN_TEXT, false, "", NULL, "as recorded"}

static const struct column_spec episodes[] = {
    [EPISODE_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule"},
    [EPISODE_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [EPISODE_EPISODE] =
        {"episode", COLUMN_INT, COLUMN_THERE, "", NULL,
         "ordinal among this person's observed episodes under the rule, on each row of one that goes on behind unknown "
         "days; "
         "empty: detoxification"},
    [EPISODE_ORDER] =
        {"order", COLUMN_CODE, COLUMN_THERE, "", "first returned unknown",
         "first observed episode, one after a return, or one begun behind unknown days; empty: detoxification"},
    [EPISODE_START] = {"start", COLUMN_DAY, true, "day", NULL, "day 0: the first covered day"},
    [EPISODE_LAST_COVERED] = {"last_covered", COLUMN_DAY, true, "day", NULL, "the last covered day"},
    [EPISODE_LEFT_ON] = {"left_on", COLUMN_DAY, false, "day", NULL,
                         "first day after care; empty while in care or undecided"},
    [EPISODE_ENTRY_DAYS] =
        {"entry_days", COLUMN_INT, false, "days", NULL,
         "delayed entry: days in care before it was seen, at the data's opening or behind unknown days; 0 else"},
    [EPISODE_TIME_DAYS] =
        {"time_days", COLUMN_INT, false, "days", NULL,
         "length of care, to leaving or censoring; empty: no time can be told (prevalent, or begun after the censoring "
         "day)"},
    [EPISODE_CENSORED_ON] = {"censored_on", COLUMN_DAY, true, "day", NULL, "C: leaving can be told up to this day"},
    [EPISODE_OBSERVED_UNTIL] = {"observed_until", COLUMN_DAY, true, "day", NULL,
                                "E, fixed in advance, or the day before unknown days"},
    [EPISODE_EVENT] = {"event", COLUMN_INT, true, "", NULL, "1 left, 0 censored"},
    [EPISODE_EXIT] = {"exit", COLUMN_TEXT, false, "", NULL,
                      "how care ended; linked: detoxification led to maintenance; empty while censored"},
    [EPISODE_NEXT_START] = {"next_start", COLUMN_DAY, false, "day", NULL,
                            "start of the next episode: the return to care"},
    [EPISODE_AFTER_DETOXIFICATION] = {"after_detoxification", COLUMN_INT, true, "", NULL,
                                      "1: maintenance that a detoxification led to; 0 else"},
    [EPISODE_EARLIEST_DAYS] =
        {"earliest_days", COLUMN_INT, false, "days", NULL,
         "before so many days only death can end the episode: the supply it was first seen with lasts so long; empty: "
         "by recorded discharges"},
    [EPISODE_MONTH] = {"month", COLUMN_MONTH, false, "", NULL, "month of day 0; empty for relative days"},
    PERSON_COLUMNS(EPISODE),
};
static const struct column_spec other_rules[] = {
    [OTHER_RULE_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule"},
    [OTHER_RULE_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [OTHER_RULE_ORDER] = {"order", COLUMN_CODE, COLUMN_THERE, "", "first returned unknown", "as in episodes"},
    [OTHER_RULE_START] = {"start", COLUMN_DAY, true, "day", NULL, "day 0: the first covered day"},
    [OTHER_RULE_LEFT_ON] = {"left_on", COLUMN_DAY, false, "day", NULL, "as in episodes"},
    [OTHER_RULE_ENTRY_DAYS] = {"entry_days", COLUMN_INT, false, "days", NULL, "as in episodes"},
    [OTHER_RULE_TIME_DAYS] = {"time_days", COLUMN_INT, false, "days", NULL, "as in episodes"},
    [OTHER_RULE_EVENT] = {"event", COLUMN_INT, true, "", NULL, "1 left, 0 censored"},
    [OTHER_RULE_EARLIEST_DAYS] = {"earliest_days", COLUMN_INT, false, "days", NULL, "as in episodes"},
    [OTHER_RULE_SITE] = {"site", COLUMN_TEXT, false, "", NULL, "site on day 0"},
    [OTHER_RULE_PROGRAM] = {"program", COLUMN_TEXT, false, "", NULL, "as in episodes"},
    [OTHER_RULE_MEDICATION] = {"medication", COLUMN_TEXT, false, "", NULL, "medication on day 0; none"},
};
static const struct column_spec followup[] = {
    [FOLLOWUP_QUESTION] =
        {"question", COLUMN_TEXT, true, "", NULL,
         "after_return_to_use, return_after_leaving (every leaving), ever_returned (a person's first leaving)"},
    [FOLLOWUP_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule it rests on"},
    [FOLLOWUP_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [FOLLOWUP_ORDINAL] = {"ordinal", COLUMN_INT, true, "", NULL, "the person's first, second ... of this question"},
    [FOLLOWUP_ORIGIN] = {"origin", COLUMN_DAY, true, "day", NULL, "day the clock starts"},
    [FOLLOWUP_TIME_DAYS] = {"time_days", COLUMN_INT, true, "days", NULL, "to the event or to censoring"},
    [FOLLOWUP_EVENT] =
        {"event", COLUMN_TEXT, false, "", NULL,
         "what came first: re_engaged, left, transferred, death; returned, transferred, death; empty: censored"},
    [FOLLOWUP_EXIT] = {"exit", COLUMN_TEXT, false, "", NULL, "how care had ended (questions about leaving)"},
    [FOLLOWUP_STAY] =
        {"stay", COLUMN_CODE, false, "days", "under_30 30-89 90-364 365+ unknown",
         "length of the episode that was left; unknown: its day 0 is not known (questions about leaving)"},
    [FOLLOWUP_MONTH] = {"month", COLUMN_MONTH, false, "", NULL, "month of the origin"},
    PERSON_COLUMNS(FOLLOWUP),
};
static const struct column_spec states[] = {
    [STATE_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule"},
    [STATE_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [STATE_START] = {"start", COLUMN_INT, true, "days", NULL, "since the person's first observed day in care"},
    [STATE_STOP] = {"stop", COLUMN_INT, true, "days", NULL, "since the person's first observed day in care"},
    [STATE_EVENT] = {"event", COLUMN_TEXT, false, "", NULL,
                     "state entered at stop: in_care, in_care_after_return_to_use, out_of_care, back_in_care, death; "
                     "empty: censored"},
    [STATE_SITE] = {"site", COLUMN_TEXT, false, "", NULL, "site on day 0"},
    [STATE_MEDICATION] = {"medication", COLUMN_TEXT, false, "", NULL, "medication on day 0"},
};

static const struct column_spec after_use[] = {
    [AFTER_USE_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule"},
    [AFTER_USE_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [AFTER_USE_PATH] = {"path", COLUMN_TEXT, true, "", NULL,
                        "which return to use of whom it is counted from: patient_id;number. At most one in 90 days"},
    [AFTER_USE_START] = {"start", COLUMN_INT, true, "days", NULL, "since the program knew of the return to use"},
    [AFTER_USE_STOP] = {"stop", COLUMN_INT, true, "days", NULL,
                        "the same; stretches that begin behind day 89 are "
                        "left out"},
    [AFTER_USE_EVENT] = {"event", COLUMN_TEXT, false, "", NULL,
                         "state entered at stop: in_care, out_of_care, death; empty: censored"},
};
static const struct column_spec stretches[] = {
    [STRETCH_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule: the default one"},
    [STRETCH_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [STRETCH_START] = {"start", COLUMN_INT, true, "days", NULL, "covered days of the person before this stretch"},
    [STRETCH_STOP] = {"stop", COLUMN_INT, true, "days", NULL, "with it; cover after the censoring day is cut"},
    [STRETCH_EVENT] = {"event", COLUMN_INT, true, "", NULL, "1 an interruption followed, 0 none"},
    [STRETCH_ENDED] = {"ended", COLUMN_CODE, false, "", "interruption left",
                       "what followed: cover again after 8 uncovered days to the rule's gap; leaving; empty: "
                       "not seen"},
    [STRETCH_GAP_DAYS] = {"gap_days", COLUMN_INT, false, "days", NULL,
                          "from the first uncovered day to what ended the gap, or to the end of observation; empty: no "
                          "gap that is seen"},
    [STRETCH_GAP_ENDED] = {"gap_ended", COLUMN_CODE, false, "", "covered death",
                           "cover again, however late; death; empty: neither up to the end of observation"},
    [STRETCH_SITE] = {"site", COLUMN_TEXT, false, "", NULL, "site on day 0 of the first episode"},
    [STRETCH_MEDICATION] = {"medication", COLUMN_TEXT, false, "", NULL, "medication on that day"},
};

static const struct column_spec exposures[] = {
    [EXPOSURE_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [EXPOSURE_FIRST] = {"first", COLUMN_DAY, true, "day", NULL, "the first day of the class"},
    [EXPOSURE_LAST] = {"last", COLUMN_DAY, true, "day", NULL, "the last one"},
    [EXPOSURE_EXPOSURE] = {"exposure", COLUMN_CODE, true, "", "first_weeks on_cover uncovered_2 uncovered_29 not_known",
                           "on cover in the first 28 days of an episode, or later; 2 to 28 days since the last covered "
                           "one; 29 and more; unknown days up to the next cover"},
};
static const struct column_spec windows[] = {
    [WINDOW_WINDOW] = {"window", COLUMN_TEXT, true, "", NULL, "name of the stretch of the calendar"},
    [WINDOW_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule"},
    [WINDOW_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [WINDOW_ORDER] = {"order", COLUMN_CODE, true, "", "first returned unknown", "as in episodes"},
    [WINDOW_ENTRY_DAYS] = {"entry_days", COLUMN_INT, true, "days", NULL,
                           "days since day 0 before the first one in the window"},
    [WINDOW_TIME_DAYS] = {"time_days", COLUMN_INT, true, "days", NULL,
                          "days since day 0 at leaving, or at the last day "
                          "of the window that can be told"},
    [WINDOW_EVENT] = {"event", COLUMN_INT, true, "", NULL, "1 left on a day of the window, 0 censored"},
    [WINDOW_EARLIEST_DAYS] = {"earliest_days", COLUMN_INT, false, "days", NULL, "as in episodes"},
    PERSON_COLUMNS(WINDOW),
};

static const struct column_spec waits[] = {
    [WAIT_QUESTION] = {"question", COLUMN_TEXT, true, "", NULL,
                       "after_early_warning, early_warning_by_therapy, plan_change_agreed, plan_change_done"},
    [WAIT_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule that tells who is in care"},
    [WAIT_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [WAIT_ORIGIN] = {"origin", COLUMN_DAY, true, "day", NULL, "day the clock starts"},
    [WAIT_ENTRY_DAYS] = {"entry_days", COLUMN_INT, true, "days", NULL,
                         "of therapy deepened: the clock's day of the reflection; 0 else"},
    [WAIT_TIME_DAYS] = {"time_days", COLUMN_INT, true, "days", NULL, "to the event or to censoring"},
    [WAIT_EVENT] = {"event", COLUMN_TEXT, false, "", NULL,
                    "what came first: used; agreed; done; left, transferred, death (the end of care); empty: censored"},
    [WAIT_KIND] = {"kind", COLUMN_TEXT, false, "", NULL,
                   "plan_change_done: the plan change; early_warning_by_therapy: yes from the reflection on that "
                   "deepened therapy, no else"},
};

#define PLAN_CHANGE(name)                                                                                              \
    { name, COLUMN_INT, true, "", NULL, "1: agreed in the reflection, 0 not" }

static const struct column_spec followed[] = {
    [FOLLOWED_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule that tells who is in care"},
    [FOLLOWED_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [FOLLOWED_ORIGIN] = {"origin", COLUMN_DAY, true, "day", NULL, "day of the reflection"},
    [FOLLOWED_LEFT_DAYS] = {"left_days", COLUMN_INT, true, "days", NULL,
                            "to the end of care or to censoring, 90 at most"},
    [FOLLOWED_LEFT] = {"left", COLUMN_TEXT, false, "", NULL, "left, transferred, death; empty: censored"},
    [FOLLOWED_USED_DAYS] = {"used_days", COLUMN_INT, true, "days", NULL,
                            "to a further return to use, the end of care or censoring, 90 at most"},
    [FOLLOWED_USED] = {"used", COLUMN_TEXT, false, "", NULL, "used, left, transferred, death; empty: censored"},
    [FOLLOWED_FIRST_PLAN_CHANGE] = PLAN_CHANGE("therapy_deepened"),
    PLAN_CHANGE("medication_reassessed"),
    PLAN_CHANGE("dose_changed"),
    PLAN_CHANGE("formulation_changed"),
    PLAN_CHANGE("visits_increased"),
    PLAN_CHANGE("family_involved"),
    PLAN_CHANGE("peer_linked"),
    PLAN_CHANGE("level_of_care_up"),
    PLAN_CHANGE("safety_plan"),
    PLAN_CHANGE("naloxone_given"),
    PLAN_CHANGE("social_work"),
};

static const struct column_spec starts[] = {
    [START_QUESTION] =
        {"question", COLUMN_TEXT, true, "", NULL,
         "first_dose (from each request for care by somebody not in care), second_dose (from the first day of "
         "medication), dose_on_day_30 (of those in care on it), all_admitted (first episodes, and who never started)"},
    [START_RULE] = {"rule", COLUMN_TEXT, true, "", NULL, "episode rule: the default one"},
    [START_PATIENT_ID] = {"patient_id", COLUMN_ID, true, "", NULL, "opaque identifier"},
    [START_ORIGIN] = {"origin", COLUMN_DAY, true, "day", NULL,
                      "day the clock starts: of the request, of the first dose, of the admission that led to nothing"},
    [START_ENTRY_DAYS] = {"entry_days", COLUMN_INT, true, "days", NULL, "delayed entry, as in episodes; 0 else"},
    [START_TIME_DAYS] = {"time_days", COLUMN_INT, true, "days", NULL,
                         "to the event or to censoring, at least 1: what happens on day 0 counts as within 1 day"},
    [START_EVENT] = {"event", COLUMN_TEXT, false, "", NULL,
                     "what came first: started, gave_up, death; second_dose, left, death; at_least, below the dose of "
                     "[dose_on_day_30]; left; empty: censored"},
    [START_WINDOW] = {"window", COLUMN_TEXT, false, "", NULL,
                      "days FROM/TO of the calendar that the origin lies in: the last 365, or those before; empty for "
                      "relative days"},
    PERSON_COLUMNS(START),
};

const struct table_spec spell_episodes = {"episodes", "Treatment episodes under every named rule.",
                                          "patient_id, rule, episode", "rule, patient_id, program, start, entry_days",
                                          TABLE_SPEC_COLUMNS(episodes)};
const struct table_spec spell_other_rules = {
    "other_rules", "The same under every rule but the default one: what is read of them, and no more.",
    "patient_id, rule", "rule, patient_id, program, start, entry_days", TABLE_SPEC_COLUMNS(other_rules)};
const struct table_spec spell_followup = {"followup", "What followed each return to use and each leaving.",
                                          "patient_id, question, ordinal", "question, patient_id, ordinal",
                                          TABLE_SPEC_COLUMNS(followup)};
const struct table_spec spell_states = {"states", "Where each person was from the first day in care on.",
                                        "patient_id, start", "rule, patient_id, start", TABLE_SPEC_COLUMNS(states)};
const struct table_spec spell_after_use = {"after_use", "Where people were after a return to use.", "path, start",
                                           "rule, patient_id, path, start", TABLE_SPEC_COLUMNS(after_use)};
const struct table_spec spell_stretches = {
    "stretches", "Stretches of medication without a gap of more than 7 days, on the person's clock of covered days.",
    "patient_id, start", "rule, patient_id, start", TABLE_SPEC_COLUMNS(stretches)};
const struct table_spec spell_exposures = {"exposures",
                                           "Each day from the first covered one to the end of observation or the "
                                           "death, by the days since the last covered one.",
                                           "patient_id, first", "patient_id, first", TABLE_SPEC_COLUMNS(exposures)};
const struct table_spec spell_windows = {
    "windows", "What stretches of the calendar see of the episodes: each has those in care on its days, entered late.",
    "window, patient_id", "window, rule, patient_id, order, entry_days", TABLE_SPEC_COLUMNS(windows)};
const struct table_spec spell_waits = {"waits",
                                       "What people in care waited for after early warnings (warnings.csv), or returns "
                                       "to use and reflections (waits.csv), and when it came.",
                                       "patient_id, origin", "", TABLE_SPEC_COLUMNS(waits)};
const struct table_spec spell_starts = {"starts", "What came of requests for care, and of the first days of it.",
                                        "patient_id, question, origin", "question, rule, patient_id, origin",
                                        TABLE_SPEC_COLUMNS(starts)};
const struct table_spec spell_followed = {"followed", "What followed the reflections of people in care.",
                                          "patient_id, origin", "", TABLE_SPEC_COLUMNS(followed)};
