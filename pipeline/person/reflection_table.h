/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * returns_to_use.csv as numbers: each event with its reflection's codes as bits, each plan change with its days.
 *
 * A reflection is recorded when it has a day or any of its lists; the stage alone is told with the event. An empty
 * cell of a recorded reflection, or not_asked alone, is "not asked"; unknown is an answer.
 */
#ifndef SWITCHBACK_PERSON_REFLECTION_TABLE_H
#define SWITCHBACK_PERSON_REFLECTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "base/dictionary.h"
#include "care/listed_episode.h"

#define REFLECTION_NO_SITE UINT32_MAX

enum reflection_field {
    REFLECTION_STAGE,
    REFLECTION_TRIGGER,
    REFLECTION_MISSED_SIGN,
    REFLECTION_LACKING_SUPPORT,
    REFLECTION_PLAN_CHANGE,
    REFLECTION_FIELD_COUNT
};

/* The codes of a field, in the order of the table's specification; bit i of a row's codes is names[i]. */
struct reflection_codes {
    const char *field; /* stage, trigger, missed_sign, lacking_support, plan_change */
    char **names;
    size_t n;
    uint32_t not_asked, unknown, none; /* their bits; 0 where the field has no such code */
};

/* names: to be freed with options_list_free. */
struct reflection_codes reflection_codes_of(enum reflection_field field);

struct reflection {
    int32_t person;
    uint32_t site;                                        /* REFLECTION_NO_SITE: not known */
    int32_t event_on, used_on, reported_on, reflected_on; /* event_on: used_on, else reported_on */
    uint32_t triggers;                                    /* read them by reflection_codes */
    uint16_t others[REFLECTION_FIELD_COUNT];              /* the trigger's stays empty */
    bool recorded : 1;
    bool in_care : 1;    /* on event_on; false without episodes */
    bool tells_stay : 1; /* in care then, and C allows to tell whether they were later, too */
    bool stayed : 1;
};

/* The bits of a field. There are millions of rows, and only triggers are more than 16 codes. */
static inline uint32_t reflection_codes(const struct reflection *row, enum reflection_field field) {
    return field == REFLECTION_TRIGGER ? row->triggers : row->others[field];
}

/* One plan change other than none, unknown, not_asked. */
struct plan_change {
    int32_t person;
    uint32_t site;
    int32_t due, done;
    int32_t agreed_on; /* of the reflection; without a day of it, the day of the report, else of the event */
    uint8_t code;      /* its place among the codes */
    bool has_left;     /* is the person known to be in care no longer? */
};

struct reflection_table {
    struct reflection *rows; /* sorted by person and day once reflection_table_arrange was called */
    struct plan_change *changes;
    size_t n_rows, n_changes;
    struct reflection_codes codes[REFLECTION_FIELD_COUNT];
    enum calendar_kind days;
};

/* Numbers the people in `people`. Ends the program with exit 65 at a cell that is not usable. Free with
 * reflection_table_free. */
struct reflection_table *reflection_table_read(const char *path, struct dictionary *people, bool show_values);
void reflection_table_free(struct reflection_table *table);

/* Gives each person the number rank[person] and the site site[person] (NULL: none is known), and sorts. */
void reflection_table_arrange(struct reflection_table *table, const uint32_t *rank, const uint32_t *site);

/* The day on which the program knew: of the report, else of the event. */
int32_t reflection_known_on(const struct reflection *row);
/* The day of the reflection, else the one on which the program knew. */
int32_t reflection_agreed_on(const struct reflection *row);
/* Was a change of plan agreed in it? */
bool reflection_has_plan(const struct reflection_table *table, const struct reflection *row);

/* Was the field asked, and answered (if only with unknown)? */
bool reflection_is_asked(const struct reflection_table *table, const struct reflection *row,
                         enum reflection_field field);

#endif
