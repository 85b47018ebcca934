/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long people stay: by medication, by site, first and after a return, and under every named rule.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/retention_rules.h"
#include "text/wording.h"

static bool is_landmark(const struct report *report, double time_days) {
    struct report_times times = report_landmarks(report);

    for (size_t i = 0; i < times.n; i++)
        if (fabs(times.days[i] - time_days) < 0.5)
            return true;
    return false;
}

/* One row per group of a grouping, all people first. */
static void add_groups(struct report *report, const char *group_by, const char *caption, const char *first) {
    const char *headers[DOCUMENT_MOST_COLUMNS], *groups[REPORT_MOST_GROUPS];
    struct report_times times = report_landmarks(report);
    struct number_key key = {
        .analysis = ANALYSIS_RETENTION_FIRST, .rule = numbers_rule(&report->numbers), .measure = "survival"};
    size_t n;

    key.group_by = group_by;
    n = group_by[0] == '\0' ? 0 : report_groups(report, &key, groups);
    if (strcmp(group_by, "site") == 0 && (n < 2 || n > REPORT_MOST_SITES))
        return;
    report_time_headers(report, first, true, &times, headers);
    document_table(report->document,
                   report_is_relative(report) ? caption
                                              : WORDS(report, "%s, first episodes %s", caption, report_since(report)),
                   headers);
    key.group_by = "";
    report_time_row(report, "All people", true, &key, &times);
    key.group_by = group_by;
    for (size_t i = 0; i < n; i++) {
        key.group = groups[i];
        report_time_row(report, wording_group(&report->numbers, group_by, groups[i]), true, &key, &times);
    }
    if (n > 0)
        report_note_left_out(report, &key);
}

static const char *median_words(const struct report *report, const struct estimate *row) {
    if (isnan(row->ci_low) || isnan(row->ci_high))
        return WORDS(report, "%.0f", row->estimate);
    return WORDS(report, "%.0f (likely between day %.0f and day %.0f)", row->estimate, row->ci_low, row->ci_high);
}

static void add_median(struct report *report) {
    struct number_key key = {.analysis = ANALYSIS_RETENTION_FIRST,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "median_days",
                             .subgroup = "0.5"};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (row == NULL || row->n < NUMBERS_LEAST_SAYABLE)
        return;
    if (number_is_sayable(row) || estimate_has_flag(row, "not_reached"))
        document_paragraph(
            report->document,
            number_is_sayable(row)
                ? WORDS(report, "Half of the %s by day %s.",
                        not_held(report->numbers.config, "open_stays")
                            ? "stays that have ended were over"
                            : WORDS(report, "people in a first episode %s had left", report_whole_time(report)),
                        median_words(report, row))
                : "More than half of the people who start care are still in care at the end of what "
                  "could be followed.");
}

/* Of whom the curve of all is, where few are followed from their first day (estimate_retention, too_few). */
static void add_late_entries(struct report *report) {
    struct number_key key = {.analysis = ANALYSIS_RETENTION_FIRST,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "late_entries_left_out"};
    double left_out = numbers_value(&report->numbers, &key);
    struct number_list list;

    if (left_out > 0)
        document_note(
            report->document,
            WORDS(report,
                  "All people: those who are followed from their first day on. %s who had been in care before "
                  "the data begin %s left out: with so few followed in the first days, single people would "
                  "decide all that follows.",
                  wording_people(&report->numbers, left_out), fabs(left_out - 1) < 0.5 ? "is" : "are"));
    key.measure = "survival_from";
    list = numbers_list(&report->numbers, &key, NUMBERS_ANY_SUBGROUP | NUMBERS_ANY_TIME);
    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]) && is_landmark(report, list.rows[i]->time_days))
            document_note(report->document,
                          WORDS(report, "Of those who were in care on day %s: still in care on day %.0f %s (%s).",
                                list.rows[i]->subgroup, list.rows[i]->time_days,
                                wording_cell(&report->numbers, list.rows[i]),
                                wording_people(&report->numbers, list.rows[i]->n)));
    number_list_free(&list);
}

/* Who is counted, and from which first day. `with`: the row without which this one says nothing new. */
static const struct kind {
    const char *name, *analysis, *group_by, *group;
    size_t with;
} kinds[] = {{"First episode", ANALYSIS_RETENTION_FIRST, "", "", 0},
             {"begun directly", ANALYSIS_RETENTION_FIRST, "after_detoxification", "0", 2},
             {"after detoxification", ANALYSIS_RETENTION_FIRST, "after_detoxification", "1", 2},
             {"in maintenance", ANALYSIS_RETENTION_FIRST, "program", "maintenance", 4},
             {"in counseling", ANALYSIS_RETENTION_FIRST, "program", "counseling", 3},
             {"with who never started", ANALYSIS_RETENTION_ADMITTED, "", "", 5},
             {"After a return to care", ANALYSIS_RETENTION_RETURNED, "", "", 6},
             {"All episodes", ANALYSIS_RETENTION_ALL, "", "", 6}};

enum { N_KINDS = sizeof kinds / sizeof kinds[0], NEVER_STARTED = 5, FIRST_RETURNED = 6 };

static struct number_key key_of_kind(const struct report *report, size_t kind) {
    return (struct number_key){.analysis = kinds[kind].analysis,
                               .rule = numbers_rule(&report->numbers),
                               .measure = "survival",
                               .group_by = kinds[kind].group_by,
                               .group = kinds[kind].group};
}

static bool has_kind(const struct report *report, size_t kind, const struct report_times *times) {
    struct number_key key = key_of_kind(report, kind), with = key_of_kind(report, kinds[kind].with);

    if (kind >= FIRST_RETURNED && not_held(report->numbers.config, "readmissions"))
        return false;
    return report_has_times(report, &key, times) && report_has_times(report, &with, times);
}

static void add_kinds(struct report *report) {
    const char *headers[DOCUMENT_MOST_COLUMNS];
    struct report_times times = report_landmarks(report);
    size_t n = 0;

    for (size_t i = 0; i < N_KINDS; i++)
        n += has_kind(report, i, &times);
    if (n < 2)
        return;
    report_time_headers(report, "Episode", true, &times, headers);
    document_table(report->document, "In care, counted from the first day of that episode", headers);
    for (size_t i = 0; i < N_KINDS; i++) {
        struct number_key key = key_of_kind(report, i);
        if (has_kind(report, i, &times))
            report_time_row(report, kinds[i].name, true, &key, &times);
    }
    report_figure(
        report, "retention_after_return",
        "Staying in care in a first episode and after a return: look at the gap between the lines at 90 days, and "
        "whether the bands meet.");
    document_note(report->document,
                  WORDS(report,
                        "Each row is selected: %swho is in which program, or starts through detoxification, is not "
                        "chance: no difference between rows is an effect.%s",
                        has_kind(report, FIRST_RETURNED, &times) ? "people who came back had left before, and " : "",
                        has_kind(report, NEVER_STARTED, &times)
                            ? " Who never started counts as out of care from the first day on."
                            : ""));
}

/* Of all people. */
static void add_curve(struct report *report, const char *caption) {
    report_curve(report, "retention_by_medication", caption, "people",
                 &(struct number_key){.analysis = ANALYSIS_RETENTION_FIRST,
                                      .rule = numbers_rule(&report->numbers),
                                      .measure = "survival",
                                      .time_days = 90});
}

static void add_medications(struct report *report) {
    add_groups(report, "medication", "In care, by the medication of the first day", "Medication");
    add_curve(report,
              "Staying in care, of all people and by the medication of the first day where enough are followed: look "
              "where each line falls fast, and at how many are still followed.");
    document_note(report->document,
                  "Who gets which medication is not chance, and nothing is adjusted: no row says that one medication "
                  "keeps people longer than another.");
}

/* Where nothing is known of medications. */
static void add_all_people(struct report *report) {
    add_groups(report, "", "In care after first starting", "People");
    add_curve(report, "Staying in care: look where the line falls fast; the band is its range.");
}

/* Unless they are left out (add_late_entries). */
static const char *late_entries(const struct report *report) {
    struct number_key key = {.analysis = ANALYSIS_RETENTION_FIRST,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "late_entries_left_out"};

    return numbers_value(&report->numbers, &key) > 0
               ? ""
               : " Who was in care already when the data begin is followed from then on.";
}

/* The same question by two windows has two answers: which is which. */
static const char *whole_and_now(const struct report *report) {
    const struct number_key all = report_key_staying(report);
    struct number_key window = {.analysis = ANALYSIS_RETENTION_NOW,
                                .rule = all.rule,
                                .measure = all.measure,
                                .group_by = "window",
                                .group = "now",
                                .time_days = all.time_days};
    const struct estimate *whole = numbers_find(&report->numbers, &all), *now = numbers_find(&report->numbers, &window);

    if (!number_is_sayable(whole) || !number_is_sayable(now))
        return "";
    return WORDS(report, " After 90 days these are %s; the %s of now leave out the years before.",
                 wording_of_100(&report->numbers, whole->estimate), wording_percent(&report->numbers, now->estimate));
}

void section_retention_add(struct report *report) {
    bool by_medication = !not_held(report->numbers.config, "doses");
    const struct report_times times = report_landmarks(report);
    const struct number_key all = key_of_kind(report, 0);

    if (!numbers_have(&report->numbers, ANALYSIS_RETENTION_FIRST))
        return;
    report_section(report, "staying");
    add_median(report);
    document_note(
        report->document,
        not_held(report->numbers.config, "open_stays")
            ? "Below: the share of the stays that have ended that went on for so many days, whatever the "
              "reason for leaving (maintenance and counseling programs; Kaplan-Meier)."
            : WORDS(
                  report,
                  "Below, of everyone in a first episode %s: the share still in care so many days after its first day, "
                  "whatever the reason for leaving (maintenance and counseling programs; Kaplan-Meier).%s%s",
                  report_whole_time(report), late_entries(report), whole_and_now(report)));
    if (by_medication)
        add_medications(report);
    else
        add_all_people(report);
    report_marks(report);
    add_late_entries(report);
    add_groups(report, "site", "In care, by site", "Site");
    document_aside(report->document, true);
    report_figure(report, "retention_by_site",
                  "Staying in care by site: look at the dots at 90 days, and whether their bands meet.");
    if (report_is_sayable(report, &all, &times)) {
        add_kinds(report);
        retention_rules_add(report);
    }
    document_aside(report->document, false);
}
