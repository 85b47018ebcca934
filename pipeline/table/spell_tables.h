/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The spells: what build_episodes, build_followup, build_reflections and clip_spells write and the estimators read. One
 * row a spell, times in whole days, ready for any survival software. Columns of [groups] in the configuration are
 * carried behind.
 */
#ifndef SWITCHBACK_TABLE_SPELL_TABLES_H
#define SWITCHBACK_TABLE_SPELL_TABLES_H

#include "table/column_spec.h"

/* The columns of each, by name: columns[EPISODE_START] of what table_reader_match found. They stand as the tables have
 * them. */
enum { SPELL_PERSON_COLUMNS = 6 };
#define SPELL_PERSON(PREFIX)                                                                                           \
    PREFIX##_SITE, PREFIX##_PROGRAM, PREFIX##_MEDICATION, PREFIX##_SEX, PREFIX##_AGE_BAND, PREFIX##_RACE_ETHNICITY

enum spell_episode_column {
    EPISODE_RULE,
    EPISODE_PATIENT_ID,
    EPISODE_EPISODE,
    EPISODE_ORDER,
    EPISODE_START,
    EPISODE_LAST_COVERED,
    EPISODE_LEFT_ON,
    EPISODE_ENTRY_DAYS,
    EPISODE_TIME_DAYS,
    EPISODE_CENSORED_ON,
    EPISODE_OBSERVED_UNTIL,
    EPISODE_EVENT,
    EPISODE_EXIT,
    EPISODE_NEXT_START,
    EPISODE_AFTER_DETOXIFICATION,
    EPISODE_EARLIEST_DAYS,
    EPISODE_MONTH,
    SPELL_PERSON(EPISODE),
    EPISODE_COLUMNS
};

enum spell_other_rule_column {
    OTHER_RULE_RULE,
    OTHER_RULE_PATIENT_ID,
    OTHER_RULE_ORDER,
    OTHER_RULE_START,
    OTHER_RULE_LEFT_ON,
    OTHER_RULE_ENTRY_DAYS,
    OTHER_RULE_TIME_DAYS,
    OTHER_RULE_EVENT,
    OTHER_RULE_EARLIEST_DAYS,
    OTHER_RULE_SITE,
    OTHER_RULE_PROGRAM,
    OTHER_RULE_MEDICATION,
    OTHER_RULE_COLUMNS
};

enum spell_followup_column {
    FOLLOWUP_QUESTION,
    FOLLOWUP_RULE,
    FOLLOWUP_PATIENT_ID,
    FOLLOWUP_ORDINAL,
    FOLLOWUP_ORIGIN,
    FOLLOWUP_TIME_DAYS,
    FOLLOWUP_EVENT,
    FOLLOWUP_EXIT,
    FOLLOWUP_STAY,
    FOLLOWUP_MONTH,
    SPELL_PERSON(FOLLOWUP),
    FOLLOWUP_COLUMNS
};

enum spell_state_column {
    STATE_RULE,
    STATE_PATIENT_ID,
    STATE_START,
    STATE_STOP,
    STATE_EVENT,
    STATE_SITE,
    STATE_MEDICATION,
    STATE_COLUMNS
};

enum spell_after_use_column {
    AFTER_USE_RULE,
    AFTER_USE_PATIENT_ID,
    AFTER_USE_PATH,
    AFTER_USE_START,
    AFTER_USE_STOP,
    AFTER_USE_EVENT,
    AFTER_USE_COLUMNS
};

enum spell_stretch_column {
    STRETCH_RULE,
    STRETCH_PATIENT_ID,
    STRETCH_START,
    STRETCH_STOP,
    STRETCH_EVENT,
    STRETCH_ENDED,
    STRETCH_GAP_DAYS,
    STRETCH_GAP_ENDED,
    STRETCH_SITE,
    STRETCH_MEDICATION,
    STRETCH_COLUMNS
};

enum spell_exposure_column { EXPOSURE_PATIENT_ID, EXPOSURE_FIRST, EXPOSURE_LAST, EXPOSURE_EXPOSURE, EXPOSURE_COLUMNS };

enum spell_window_column {
    WINDOW_WINDOW,
    WINDOW_RULE,
    WINDOW_PATIENT_ID,
    WINDOW_ORDER,
    WINDOW_ENTRY_DAYS,
    WINDOW_TIME_DAYS,
    WINDOW_EVENT,
    WINDOW_EARLIEST_DAYS,
    SPELL_PERSON(WINDOW),
    WINDOW_COLUMNS
};

enum spell_wait_column {
    WAIT_QUESTION,
    WAIT_RULE,
    WAIT_PATIENT_ID,
    WAIT_ORIGIN,
    WAIT_ENTRY_DAYS,
    WAIT_TIME_DAYS,
    WAIT_EVENT,
    WAIT_KIND,
    WAIT_COLUMNS
};

enum spell_followed_column {
    FOLLOWED_RULE,
    FOLLOWED_PATIENT_ID,
    FOLLOWED_ORIGIN,
    FOLLOWED_LEFT_DAYS,
    FOLLOWED_LEFT,
    FOLLOWED_USED_DAYS,
    FOLLOWED_USED,
    FOLLOWED_FIRST_PLAN_CHANGE, /* a column for each */
    FOLLOWED_COLUMNS = FOLLOWED_FIRST_PLAN_CHANGE + 11
};

enum spell_start_column {
    START_QUESTION,
    START_RULE,
    START_PATIENT_ID,
    START_ORIGIN,
    START_ENTRY_DAYS,
    START_TIME_DAYS,
    START_EVENT,
    START_WINDOW,
    SPELL_PERSON(START),
    START_COLUMNS
};

extern const struct table_spec spell_episodes;
extern const struct table_spec spell_other_rules; /* columns of spell_episodes, fewer */
extern const struct table_spec spell_followup;
extern const struct table_spec spell_states;
extern const struct table_spec spell_after_use;
extern const struct table_spec spell_stretches;
extern const struct table_spec spell_exposures;
extern const struct table_spec spell_windows;
extern const struct table_spec spell_waits;
extern const struct table_spec spell_followed;
extern const struct table_spec spell_starts;

#endif
