/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/revisions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "base/memory.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const struct {
    const char *measure, *words;
} measures[] = {{"people_in_care", "people in care at the end"},
                {"admissions", "people who started care"},
                {"returns", "returns to care"},
                {"leavings", "people who left"},
                {"returns_to_use", "returns to use"},
                {"cohort_retention_90", "still in care after 90 days"}};

enum { N_MEASURES = sizeof measures / sizeof measures[0] };

/* The month after this one: of 2026-06 the index of July. */
static int32_t month_after(const char *month) {
    return (int32_t)strtol(month, NULL, 10) * 12 + (int32_t)strtol(month + 5, NULL, 10);
}

/* The day after the earlier report's data, CALENDAR_NO_DAY where it does not say. */
static int32_t day_after_earlier(const struct report *report) {
    struct numbers then = report->numbers;
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = "observation_end"};
    struct number_list list;
    int32_t day = CALENDAR_NO_DAY;

    then.estimates = report->earlier;
    list = numbers_list(&then, &key, NUMBERS_ANY_PERIOD);
    if (list.n > 0 && calendar_parse_iso(list.rows[0]->period, strlen(list.rows[0]->period), &day))
        day++;
    number_list_free(&list);
    return day;
}

static const char *value_words(const struct report *report, const struct estimate *row) {
    if (strcmp(row->measure, "cohort_retention_90") != 0)
        return wording_count(&report->numbers, row->estimate);
    return WORDS(report, "%.1f%%", row->estimate * 100);
}

static bool is_revised(const struct report *report, const struct estimate *then, const struct estimate *now) {
    return number_is_shown(then) && number_is_shown(now) &&
           strcmp(value_words(report, then), value_words(report, now)) != 0;
}

/* Both lists are sorted by key: one pass. */
static void match(const struct report *report, const struct number_list lists[2], const char *words,
                  struct revision_list *found) {
    int32_t end = day_after_earlier(report);
    size_t i = 0, k = 0;

    while (i < lists[0].n && k < lists[1].n) {
        const struct estimate *then = lists[0].rows[i], *now = lists[1].rows[k];
        int order = numbers_compare_rows(then, now);
        i += order <= 0;
        k += order >= 0;
        if (order != 0 || then->period[0] == '\0' || !is_revised(report, then, now))
            continue;
        if (end != CALENDAR_NO_DAY && calendar_month_first_day(month_after(then->period)) > end)
            continue;
        found->rows = memory_grow(found->rows, &found->capacity, found->n + 1, sizeof *found->rows);
        found->rows[found->n++] = (struct revision){words, then, now};
    }
}

static int compare_periods(const void *left, const void *right) {
    const struct revision *a = left, *b = right;
    int order = strcmp(b->now->period, a->now->period);

    /* A stable order for numbers of one month: that of their measures' names. */
    return order != 0 ? order : numbers_compare_rows(a->now, b->now);
}

struct revision_list revisions_find(const struct report *report, const char *group_by) {
    struct revision_list found = {0};
    struct numbers then = report->numbers;

    then.estimates = report->earlier;
    for (size_t i = 0; i < N_MEASURES; i++) {
        struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = measures[i].measure, .group_by = group_by};
        struct number_list lists[] = {numbers_list(&then, &key, NUMBERS_ANY_PERIOD | NUMBERS_ANY_GROUP),
                                      numbers_list(&report->numbers, &key, NUMBERS_ANY_PERIOD | NUMBERS_ANY_GROUP)};
        match(report, lists, measures[i].words, &found);
        number_list_free(&lists[0]);
        number_list_free(&lists[1]);
    }
    if (found.n > 0)
        qsort(found.rows, found.n, sizeof *found.rows, compare_periods);
    return found;
}

void revision_list_free(struct revision_list *list) {
    free(list->rows);
    *list = (struct revision_list){0};
}

/* "3 more people" */
static const char *people_words(const struct report *report, double difference) {
    double count = fabs(difference);

    return WORDS(report, "%s %s %s", wording_count(&report->numbers, count), difference > 0 ? "more" : "fewer",
                 fabs(count - 1) < 0.5 ? "person" : "people");
}

/* What moved a share: ": 1 more person who started, 3 more people recorded as left" */
static const char *cohort_difference(const struct report *report, const struct revision *revision) {
    double people = revision->now->n - revision->then->n, left = revision->now->events - revision->then->events;
    const char *parts[2];
    size_t n = 0;

    if (fabs(people) > 0.5)
        parts[n++] = WORDS(report, "%s who started", people_words(report, people));
    if (fabs(left) > 0.5)
        parts[n++] = WORDS(report, "%s recorded as left", people_words(report, left));
    return n == 0 ? "" : WORDS(report, ": %s", wording_list(&report->numbers, parts, n));
}

static const char *difference_words(const struct report *report, const struct revision *revision) {
    double difference = revision->now->estimate - revision->then->estimate;

    if (strcmp(revision->now->measure, "cohort_retention_90") == 0)
        return cohort_difference(report, revision);
    return WORDS(report, ": %s %s", wording_count(&report->numbers, fabs(difference)),
                 difference > 0 ? "more" : "fewer");
}

const char *revision_words(const struct report *report, const struct revision *revision) {
    return WORDS(report, "%s, %s: was %s, now %s%s.", wording_month(&report->numbers, revision->now->period),
                 revision->measure_words, value_words(report, revision->then), value_words(report, revision->now),
                 difference_words(report, revision));
}
