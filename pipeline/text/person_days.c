/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days of a person as a line of signs, a month a line. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "care/supply_groups.h"
#include "text/person_page.h"

enum { RELATIVE_LINE_DAYS = 28 };

static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

/* The first day of anything that is known; CARE_NO_DAY: nothing is, up to the end of observation. */
static int32_t first_day(const struct person_page *page) {
    const struct care_person *person = page->person;
    int32_t none = INT32_MAX, first = none;

    if (page->covers->n_all > 0)
        first = smaller(first, page->covers->all[0].first);
    if (person->n_visits > 0)
        first = smaller(first, person->visits[0]);
    for (size_t i = 0; i < person->n_admissions; i++) {
        first = smaller(first, person->admissions[i].admitted);
        if (person->admissions[i].requested != CARE_NO_DAY)
            first = smaller(first, person->admissions[i].requested);
    }
    if (page->uses.n > 0)
        first = smaller(first, page->uses.days[0]);
    return first == none || first > person->end_of_observation ? CARE_NO_DAY : first;
}

static void mark(struct person_days *days, int32_t first, int32_t last, struct person_day day) {
    for (int32_t i = first < days->first ? days->first : first; i <= smaller(last, days->last); i++)
        days->days[i - days->first] = day;
}

static void mark_runs(struct person_days *days, const struct care_run runs[], size_t n, enum person_day_kind kind) {
    for (size_t i = 0; i < n; i++)
        mark(days, runs[i].first, runs[i].last, (struct person_day){kind, CARE_NO_MEDICATION});
}

/* On days that are covered: by what. The supply given last holds. */
static void mark_medication(const struct person_page *page, struct person_days *days) {
    struct care_run *groups = memory_alloc(page->person->n_supplies + 1, sizeof *groups);
    size_t n = care_supply_groups(page->person, page->settings->care.cover.bank_cap_days, groups);

    for (size_t i = 0; i < n; i++)
        for (int32_t day = groups[i].first; day <= smaller(groups[i].last, days->last); day++) {
            struct person_day *at = day < days->first ? NULL : &days->days[day - days->first];
            if (at == NULL || at->kind == PERSON_DAY_UNCOVERED)
                continue;
            at->medication = groups[i].medication;
            if (at->kind == PERSON_DAY_VISIT)
                at->kind = PERSON_DAY_MEDICATION;
        }
    free(groups);
}

static void mark_unknown(const struct person_page *page, struct person_days *days) {
    for (size_t i = 0; i < page->person->n_unknown; i++)
        for (int32_t day = page->person->unknown[i].first; day <= smaller(page->person->unknown[i].last, days->last);
             day++)
            if (day >= days->first && days->days[day - days->first].kind == PERSON_DAY_UNCOVERED)
                days->days[day - days->first].kind = PERSON_DAY_UNKNOWN;
}

struct person_days person_days_fill(const struct person_page *page) {
    int32_t first = first_day(page), last = page->person->end_of_observation;
    struct person_days days = {.first = 1, .last = 0};

    if (first == CARE_NO_DAY)
        return days;
    days = (struct person_days){first, last, memory_alloc((size_t)(last - first) + 1, sizeof *days.days)};
    mark(&days, first, last, (struct person_day){PERSON_DAY_UNCOVERED, CARE_NO_MEDICATION});
    mark_runs(&days, page->covers->all, page->covers->n_all, PERSON_DAY_VISIT);
    mark_runs(&days, page->covers->detoxification, page->covers->n_detoxification, PERSON_DAY_DETOXIFICATION);
    mark_runs(&days, page->covers->continuing, page->covers->n_continuing, PERSON_DAY_VISIT);
    mark_medication(page, &days);
    mark_unknown(page, &days);
    if (page->person->death != CARE_NO_DAY && page->person->death < last)
        mark(&days, page->person->death + 1, last, (struct person_day){PERSON_DAY_DEAD, CARE_NO_MEDICATION});
    return days;
}

static bool is_in(struct care_days days, int32_t day) {
    for (size_t i = 0; i < days.n; i++)
        if (days.days[i] == day)
            return true;
    return false;
}

static char sign_of(const struct person_page *page, const struct person_days *days, int32_t day) {
    static const char signs[] = {
        [PERSON_DAY_UNCOVERED] = '.', [PERSON_DAY_MEDICATION] = 'm', [PERSON_DAY_DETOXIFICATION] = 'd',
        [PERSON_DAY_VISIT] = 'v',     [PERSON_DAY_UNKNOWN] = '?',    [PERSON_DAY_DEAD] = '_'};

    if (day < days->first || day > days->last)
        return '_';
    return is_in(page->uses, day) ? '!' : signs[days->days[day - days->first].kind];
}

/* The last day of the line that the day is on: of its month, or of 28 days of a relative calendar. */
static int32_t end_of_line(const struct person_page *page, int32_t first) {
    return page->days == CALENDAR_CIVIL ? calendar_month_first_day(calendar_month_index(first) + 1) - 1
                                        : first + RELATIVE_LINE_DAYS - 1;
}

static void add_line(const struct person_page *page, const struct person_days *days, int32_t first, int32_t last) {
    char signs[32] = "", name[CALENDAR_TEXT_SIZE];

    for (int32_t day = first; day <= last; day++)
        signs[day - first] = sign_of(page, days, day);
    if (page->days == CALENDAR_CIVIL)
        calendar_write_month(first, name);
    else
        calendar_write(page->days, first, name);
    document_row(page->document, (const char *[]){PAGE_WORDS(page, "%s", name), PAGE_WORDS(page, "%s", signs)});
}

void person_days_add(const struct person_page *page) {
    static const char *const headers[] = {"From", "....5....10...15...20...25...30", NULL};
    struct person_days days = person_days_fill(page);
    int32_t first;

    document_section(page->document, "days", "The days");
    if (days.last < days.first) {
        document_paragraph(page->document, "Nothing is known of this person up to the end of observation.");
        return;
    }
    document_paragraph(page->document,
                       "m medication at hand; d the same in detoxification; v a visit in care without medication; "
                       ". uncovered; ? nobody can tell, as the site delivered nothing; ! a return to use; _ before "
                       "the first record, after a death or past the end of observation.");
    document_table_of_words(page->document, "One sign a day", headers);
    first = page->days == CALENDAR_CIVIL ? calendar_month_first_day(calendar_month_index(days.first)) : days.first;
    while (first <= days.last) {
        int32_t last = end_of_line(page, first);
        add_line(page, &days, first, last);
        first = last + 1;
    }
    free(days.days);
}
