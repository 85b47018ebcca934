/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/report_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "settings/not_held.h"
#include "settings/settings.h"
#include "text/comparison.h"
#include "text/month_marks.h"
#include "text/wording.h"

struct report_times report_landmarks(const struct report *report) {
    struct report_times times = {.n = 0};
    double days[SETTINGS_MOST_LANDMARKS];
    size_t n = settings_landmarks(report->numbers.config, days);

    for (size_t i = 0; i < n && times.n < REPORT_MOST_TIMES; i++)
        times.days[times.n++] = days[i];
    return times;
}

const char *report_owner_words(const struct report *report) {
    const char *owner = ini_file_value(report->numbers.config, "report", "owner"),
               *contact = ini_file_value(report->numbers.config, "report", "contact");

    if (owner == NULL || contact == NULL || (*owner == '\0' && *contact == '\0'))
        return "";
    if (*owner == '\0')
        return WORDS(report, " Questions: %s.", contact);
    return WORDS(report, " Answered for by %s%s%s.", owner, *contact == '\0' ? "" : ", ", contact);
}

bool report_is_relative(const struct report *report) {
    const char *as_of = facts_value(report->facts, "as_of");

    return strlen(as_of) < 5 || as_of[4] != '-';
}

const char *report_day(const struct report *report, const char *measure, const char *rule) {
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .rule = rule, .measure = measure};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_PERIOD);
    const char *day = "";

    if (list.n > 0)
        day = list.rows[0]->period[0] == '\0' ? WORDS(report, "day %.0f", list.rows[0]->estimate)
              : report_is_relative(report)    ? WORDS(report, "day %s", list.rows[0]->period)
                                              : list.rows[0]->period;
    number_list_free(&list);
    return day;
}

/* NULL: days have no dates. */
static const char *first_day(const struct report *report) {
    const struct number_key any = {.analysis = ANALYSIS_DATA_QUALITY, .measure = "window_start"};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    const char *first = list.n > 0 && !report_is_relative(report) ? list.rows[0]->period : NULL;

    number_list_free(&list);
    return first;
}

const char *report_whole_time(const struct report *report) {
    const char *first = first_day(report);

    return first == NULL ? "at any time" : WORDS(report, "from %s to %s", first, facts_value(report->facts, "as_of"));
}

const char *report_since(const struct report *report) {
    const char *first = first_day(report);

    return first == NULL ? "at any time" : WORDS(report, "since %s", first);
}

const char **report_all_groups(const struct report *report, const struct number_key *key, size_t *n) {
    struct number_list list = numbers_list(&report->numbers, key, NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME);
    const char **groups = memory_alloc(list.n + 1, sizeof *groups);

    *n = 0;
    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]) && (*n == 0 || strcmp(groups[*n - 1], list.rows[i]->group) != 0))
            groups[(*n)++] = list.rows[i]->group;
    number_list_free(&list);
    return groups;
}

size_t report_groups(const struct report *report, const struct number_key *key, const char *groups[]) {
    size_t n;
    const char **all = report_all_groups(report, key, &n);

    n = n < REPORT_MOST_GROUPS ? n : REPORT_MOST_GROUPS;
    memcpy(groups, all, n * sizeof *groups);
    free(all);
    return n;
}

void report_note_left_out(struct report *report, const struct number_key *key) {
    size_t n;

    free(report_all_groups(report, key, &n));
    if (n > REPORT_MOST_GROUPS)
        document_note(report->document,
                      WORDS(report,
                            "The first %d of %zu, in the order of their names; all stand in data/estimates.csv.",
                            REPORT_MOST_GROUPS, n));
}

const struct estimate *report_latest_month(const struct report *report, const char *measure) {
    struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = measure};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_PERIOD);
    const struct estimate *latest = NULL;

    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]) && list.rows[i]->period[0] != '\0')
            latest = list.rows[i];
    number_list_free(&list);
    return latest;
}

const struct estimate *report_year_before(const struct report *report, const struct estimate *row) {
    struct number_key key = {.analysis = row->analysis, .measure = row->measure};
    const struct estimate *before;
    int year, month;

    if (sscanf(row->period, "%4d-%2d", &year, &month) != 2)
        return NULL;
    key.period = WORDS(report, "%04d-%02d", year - 1, month);
    before = numbers_find(&report->numbers, &key);
    return number_is_shown(before) ? before : NULL;
}

int report_month_signal(const struct report *report, const struct estimate *row) {
    struct month_marks marks;
    bool marked;

    if (!comparison_of_month(&report->numbers, row).is_judged)
        return -1;
    marks = month_marks_of(&report->numbers, row->measure, strncmp(row->measure, "cohort_", strlen("cohort_")) == 0);
    marked = month_marks_has(&marks, row->period);
    month_marks_free(&marks);
    return marked;
}

const char *report_month_words(const struct report *report, const struct estimate *row) {
    int signal = report_month_signal(report, row);

    if (signal < 0)
        return "";
    return signal > 0 ? "more than the usual month-to-month variation" : "within the usual month-to-month variation";
}

void report_time_headers(const struct report *report, const char *first, bool people, const struct report_times *times,
                         const char *headers[]) {
    size_t n = 0;

    headers[n++] = first;
    if (people)
        headers[n++] = "People";
    for (size_t i = 0; i < times->n; i++)
        headers[n++] = wording_span(&report->numbers, times->days[i]);
    headers[n] = NULL;
}

/* Who dies all the same makes it a number. */
static bool is_by_definition(const struct estimate *row) {
    return row != NULL && estimate_has_flag(row, "by_construction") && (!number_is_shown(row) || row->estimate >= 1);
}

void report_time_row(struct report *report, const char *name, bool people, const struct number_key *key,
                     const struct report_times *times) {
    const char *cells[DOCUMENT_MOST_COLUMNS];
    struct number_key at = *key;
    double n_people = NAN;
    size_t n = 0, first = people ? 2 : 1;

    for (size_t i = 0; i < times->n; i++) {
        const struct estimate *row;
        at.time_days = times->days[i];
        row = numbers_find(&report->numbers, &at);
        n_people = number_is_shown(row) && isnan(n_people) ? row->n : n_people;
        cells[first + i] = is_by_definition(row) ? "by definition" : wording_told_cell(&report->numbers, row);
    }
    cells[n++] = name;
    if (people)
        cells[n] = isnan(n_people) ? "too few" : wording_count(&report->numbers, n_people);
    document_row(report->document, cells);
}

bool report_has_times(const struct report *report, const struct number_key *key, const struct report_times *times) {
    struct number_key at = *key;

    for (size_t i = 0; i < times->n; i++) {
        at.time_days = times->days[i];
        if (numbers_find(&report->numbers, &at) != NULL)
            return true;
    }
    return false;
}

bool report_is_sayable(const struct report *report, const struct number_key *key, const struct report_times *times) {
    struct number_key at = *key;

    for (size_t i = 0; i < times->n; i++) {
        at.time_days = times->days[i];
        if (number_is_sayable(numbers_find(&report->numbers, &at)))
            return true;
    }
    return false;
}

void report_marks(struct report *report) {
    document_note(
        report->document,
        WORDS(report,
              "In brackets: the range in which the true share likely lies (95%% interval). “2 of 3” (people, or "
              "leavings or requests where these are counted): too few for a share, by days under %d people, "
              "else under 11, or one of them moves it by more than 9 points. “too few”: as few, and not all "
              "could be followed for so long. “not yet known”: nobody has been.%s",
              NUMBERS_LEAST_SAYABLE,
              not_held(report->numbers.config, "doses")
                  ? ""
                  : " “by definition”: one injection or implant covers that many days."));
}

bool report_has_answers(const struct report *report) {
    const struct estimates *estimates = report->numbers.estimates;

    for (size_t i = 0; i < estimates->n_rows; i++) {
        const struct estimate *row = &estimates->rows[i];
        if (strcmp(row->analysis, ANALYSIS_REFLECTIONS) == 0 && strcmp(row->measure, "share") == 0 &&
            number_is_shown(row) && row->estimate > 0)
            return true;
    }
    return false;
}

struct number_key report_key_staying(const struct report *report) {
    return (struct number_key){.analysis = ANALYSIS_RETENTION_FIRST,
                               .rule = numbers_rule(&report->numbers),
                               .measure = "survival",
                               .time_days = 90};
}

struct number_key report_key_seen_again(const struct report *report) {
    return (struct number_key){.analysis = ANALYSIS_AFTER_RETURN_TO_USE,
                               .rule = numbers_rule(&report->numbers),
                               .measure = "cumulative_incidence",
                               .subgroup = "re_engaged",
                               .time_days = 7};
}

struct number_key report_key_came_back(const struct report *report) {
    return (struct number_key){.analysis = ANALYSIS_RETURN_AFTER_LEAVING,
                               .rule = numbers_rule(&report->numbers),
                               .measure = "cumulative_incidence",
                               .subgroup = "returned",
                               .time_days = 90};
}
