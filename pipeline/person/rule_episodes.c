/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/rule_episodes.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/table_reader.h"

/* The columns that are used, wherever they stand. */
enum column {
    RULE,
    PATIENT_ID,
    ORDER,
    START,
    LEFT_ON,
    ENTRY_DAYS,
    TIME_DAYS,
    CENSORED_ON,
    OBSERVED_UNTIL,
    EXIT,
    SITE,
    PROGRAM,
    N_COLUMNS
};

static const char *const column_names[N_COLUMNS] = {
    [RULE] = "rule",
    [PATIENT_ID] = "patient_id",
    [ORDER] = "order",
    [START] = "start",
    [LEFT_ON] = "left_on",
    [ENTRY_DAYS] = "entry_days",
    [TIME_DAYS] = "time_days",
    [CENSORED_ON] = "censored_on",
    [OBSERVED_UNTIL] = "observed_until",
    [EXIT] = "exit",
    [SITE] = "site",
    [PROGRAM] = "program",
};

static int32_t read_day(struct table_reader *reader, int column) {
    int32_t day = table_reader_day(reader, column);

    if (day == CALENDAR_NO_DAY)
        table_reader_fail(reader, column, "empty (expected a day)");
    return day;
}

static enum care_exit read_exit(struct table_reader *reader, int column) {
    struct record_cell cell = {NULL, 0};

    if (column >= 0)
        cell = table_reader_cell(reader, column);
    return cell.length == 0 ? CARE_EXIT_LEFT : care_exit_from_name(cell.text, cell.length);
}

static struct listed_care read_care(struct table_reader *reader, const int at[N_COLUMNS]) {
    int32_t time_days;
    struct listed_care care = {.start = read_day(reader, at[START]),
                               .left_on = table_reader_day(reader, at[LEFT_ON]),
                               .censored_on = read_day(reader, at[CENSORED_ON]),
                               .entry_days = table_reader_int(reader, at[ENTRY_DAYS], 0)};

    time_days = table_reader_int(reader, at[TIME_DAYS], -1);
    if (care.left_on != CALENDAR_NO_DAY)
        care.exit = read_exit(reader, at[EXIT]);
    if (care.left_on != CALENDAR_NO_DAY && care.left_on <= care.start)
        table_reader_fail(reader, at[LEFT_ON], "not after the start of the episode");
    /* Without a time though C lies behind its start: it had begun at an unknown day before the data. */
    care.prevalent = time_days < 0 && care.entry_days == 0 && care.start < care.censored_on;
    return care;
}

static bool is_text(const struct table_reader *reader, int column, const char *text) {
    return strcmp(table_reader_cell(reader, column).text, text) == 0;
}

static struct listed_episode read_row(struct table_reader *reader, const int at[N_COLUMNS], struct dictionary *people,
                                      struct dictionary *sites) {
    struct record_cell patient = table_reader_cell(reader, at[PATIENT_ID]);
    struct record_cell site = table_reader_cell(reader, at[SITE]);

    if (patient.length == 0)
        table_reader_fail(reader, at[PATIENT_ID], "empty (expected an identifier)");
    return (struct listed_episode){
        .person = (int32_t)dictionary_add_near(people, patient.text, patient.length),
        .site = dictionary_add(sites, site.text, site.length),
        .observed_until = read_day(reader, at[OBSERVED_UNTIL]),
        .first = is_text(reader, at[ORDER], "first"),
        .returned = is_text(reader, at[ORDER], "returned") || is_text(reader, at[ORDER], "unknown"),
        .continuing = is_text(reader, at[PROGRAM], "maintenance") || is_text(reader, at[PROGRAM], "counseling"),
        .care = read_care(reader, at)};
}

/* A second row of one episode, behind unknown days. */
static void mark_continued(struct listed_episode *row, const struct listed_episode *before) {
    row->care.is_continued = before != NULL && before->person == row->person && before->care.start == row->care.start;
}

struct rule_episodes *rule_episodes_read(const char *path, const char *rule, struct dictionary *people,
                                         bool show_values) {
    struct rule_episodes *episodes = memory_alloc(1, sizeof *episodes);
    struct table_reader *reader = table_reader_open(path, show_values);
    size_t capacity = 0;
    int at[N_COLUMNS];
    bool any = false;

    for (size_t i = 0; i < N_COLUMNS; i++)
        at[i] =
            i == EXIT ? table_reader_find(reader, column_names[i]) : (int)table_reader_require(reader, column_names[i]);
    episodes->sites = dictionary_alloc();
    while (table_reader_next(reader)) {
        bool wanted = is_text(reader, at[RULE], rule);
        any = any || wanted;
        if (!wanted || is_text(reader, at[ORDER], ""))
            continue; /* detoxification stands by itself */
        episodes->rows = memory_grow(episodes->rows, &capacity, episodes->n + 1, sizeof *episodes->rows);
        episodes->rows[episodes->n] = read_row(reader, at, people, episodes->sites);
        mark_continued(&episodes->rows[episodes->n], episodes->n > 0 ? &episodes->rows[episodes->n - 1] : NULL);
        episodes->n++;
    }
    if (!any && table_reader_n_rows(reader) > 0)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path == NULL ? "-" : path},
                        "no episode is of the rule '%s' (expected those of [report] default_rule)", rule);
    episodes->days = table_reader_days(reader);
    table_reader_close(reader);
    listed_episode_sort(episodes->rows, episodes->n);
    return episodes;
}

void rule_episodes_free(struct rule_episodes *episodes) {
    if (episodes == NULL)
        return;
    dictionary_free(episodes->sites);
    free(episodes->rows);
    free(episodes);
}
