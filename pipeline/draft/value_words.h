/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a raw value of a code column means: "Completed Tx", "AMA", "LTFU", "Suboxone 8-2 film", "No Show", "FENT".
 *
 * A value is folded (base/spelling.h) and judged by its words. A rule names words that must be there (`transfer*`: a
 * word that begins so; `!not`: a word that must not) and what the value then is; the first rule that holds decides. It
 * is sure where every other word of the value is a number or one that changes nothing ("tx", "program"); with a word
 * that nobody knows it is a guess. Pure.
 *
 * A code of a vocabulary that says nothing by itself (a number, three letters of a code book) stands here only with the
 * public file that it was read from beside it.
 */
#ifndef SWITCHBACK_DRAFT_VALUE_WORDS_H
#define SWITCHBACK_DRAFT_VALUE_WORDS_H

#include <stddef.h>

enum value_domain {
    VALUE_NONE, /* no code column */
    VALUE_SEX,
    VALUE_REASON, /* of a discharge */
    VALUE_PROGRAM,
    VALUE_MEDICATION,
    VALUE_KIND, /* how a dose was given */
    VALUE_SERVICE,
    VALUE_STATUS, /* of a visit */
    VALUE_SUBSTANCE,
    VALUE_RESULT,
    VALUE_EVENT,
    VALUE_FATAL,
    VALUE_DOSE_ROW, /* is the row of a dose one that was given? */
    VALUE_DOMAIN_COUNT
};

enum value_reading { VALUE_UNKNOWN, VALUE_GUESS, VALUE_SURE };

/* Targets that are no code of ours. */
#define VALUE_MISSING "" /* says "not known": becomes an empty cell */
#define VALUE_OMIT "-"   /* rows of it are not of the table */
#define VALUE_KEEP "+"   /* (of dose rows) the dose was given */

enum value_reading value_words_read(enum value_domain domain, const char *raw, const char **target);

/* Rules, one after another by commas, and what the value is; "?code": a guess whatever else it says; NULL: nobody can
 * tell, and no later rule is asked. */
struct value_rule {
    const char *words, *target;
};

struct value_domain_rules {
    const struct value_rule *rules; /* ends with {NULL} */
    const char *fillers;            /* words that change nothing */
};
extern const struct value_domain_rules value_rules_sex, value_rules_reason, value_rules_program, value_rules_medication,
    value_rules_kind, value_rules_dose_row, value_rules_service, value_rules_status, value_rules_substance,
    value_rules_result, value_rules_event, value_rules_fatal;

#endif
