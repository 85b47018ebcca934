/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people and staff wrote down after a return to use or an early warning.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const struct estimate *find(const struct report *report, const char *measure, const char *group_by,
                                   const char *group) {
    struct number_key key = {
        .analysis = ANALYSIS_REFLECTIONS, .measure = measure, .group_by = group_by, .group = group};

    return numbers_find(&report->numbers, &key);
}

static void add_recorded(struct report *report) {
    const struct estimate *all = find(report, "reflections_recorded", "", "");
    const struct estimate *stayed = find(report, "reflections_recorded", "stayed", "yes"),
                          *not_stayed = find(report, "reflections_recorded", "stayed", "no");

    if (!number_is_shown(all))
        return;
    document_paragraph(
        report->document,
        WORDS(report, "How much is known: a reflection was recorded for %s returns to use and early warnings (%s).",
              wording_of_100_before(&report->numbers, all->estimate), wording_likely(&report->numbers, all)));
    if (number_is_shown(stayed) && number_is_shown(not_stayed))
        document_paragraph(report->document,
                           WORDS(report,
                                 "Of people who stayed in care afterwards: %s; of people who did not: %s. What follows "
                                 "is mostly told by those who stayed.",
                                 wording_share(&report->numbers, stayed), wording_share(&report->numbers, not_stayed)));
}

/* Of nobody there is no share. */
static const char *share_cell(const struct report *report, const struct estimate *row) {
    return number_is_shown(row) || row->at_risk > 0 ? wording_cell(&report->numbers, row) : "–";
}

static void add_line(struct report *report, const char *name, const struct estimate *row) {
    if (row == NULL)
        return;
    const char *cells[] = {name, wording_count(&report->numbers, row->n), wording_count(&report->numbers, row->events),
                           share_cell(report, row)};
    document_row(report->document, cells);
}

static int more_first(const void *left, const void *right) {
    const struct estimate *a = *(const struct estimate *const *)left, *b = *(const struct estimate *const *)right;
    double x = number_is_shown(a) ? a->estimate : -1, y = number_is_shown(b) ? b->estimate : -1;

    if (x > y || x < y)
        return x > y ? -1 : 1;
    return strcmp(a->subgroup, b->subgroup);
}

static void add_code(struct report *report, const struct estimate *row) {
    const char *cells[] = {wording_answer(&report->numbers, row), wording_cell(&report->numbers, row),
                           wording_count(&report->numbers, row->event_people),
                           wording_count(&report->numbers, row->events)};

    if (number_is_shown(row) && row->estimate > 0)
        document_row(report->document, cells);
}

/* The codes of a field, most frequent first; what nobody named is left out. */
static void add_field(struct report *report, const char *field, const char *heading, const char *figure) {
    static const char *const headers[] = {"Named", "Share of reflections", "People", "Reflections", NULL};
    struct number_key key = {.analysis = ANALYSIS_REFLECTIONS, .measure = "share", .group_by = "field", .group = field};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_SUBGROUP);

    if (list.n > 0) {
        bool drawn;
        const struct estimate *not_asked = find(report, "not_asked", "field", field);
        qsort(list.rows, list.n, sizeof(void *), more_first);
        document_subsection(report->document, heading);
        drawn = report_figure(report, figure, WORDS(report, "%s, most frequent first.", heading));
        document_table(report->document,
                       WORDS(report, "%s: share of the reflections that asked, most frequent first", heading), headers);
        if (drawn)
            document_fold_table(report->document);
        for (size_t i = 0; i < list.n; i++)
            add_code(report, list.rows[i]);
        if (number_is_shown(not_asked) && not_asked->estimate > 0)
            document_note(report->document, WORDS(report, "Not asked in %s of the reflections.",
                                                  wording_percent(&report->numbers, not_asked->estimate)));
    }
    number_list_free(&list);
}

static void add_early(struct report *report) {
    static const char *const headers[] = {"Noticed before use", "People", "Share of reflections", NULL};
    const struct estimate *rows[] = {find(report, "recognised_before_use", "", ""),
                                     find(report, "recognised_before_use", "event", "return_to_use")};
    static const char *const names[] = {"All reflections", "After a return to use"};

    document_subsection(report->document, "How early it was noticed");
    document_table(report->document, "Noticed in feelings or thoughts, before use", headers);
    for (size_t i = 0; i < 2; i++) {
        if (rows[i] == NULL)
            continue;
        const char *cells[] = {names[i], wording_count(&report->numbers, rows[i]->n), share_cell(report, rows[i])};
        document_row(report->document, cells);
    }
}

static void add_warnings(struct report *report) {
    static const char *const headers[] = {"Within 30 days of an early warning", "People", "Warnings", "Share", NULL};
    struct number_key key = {.analysis = ANALYSIS_REFLECTIONS, .measure = "warnings_then_use", .time_days = 30};
    const struct estimate *use, *left;

    use = numbers_find(&report->numbers, &key);
    key.measure = "warnings_then_left";
    left = numbers_find(&report->numbers, &key);
    if (use == NULL && left == NULL)
        return;
    document_subsection(report->document, "What followed early warnings");
    document_table(report->document, "Early warnings (noticed before use) and what came first", headers);
    add_line(report, "Went on to use", use);
    add_line(report, "Left care", left);
    key = (struct number_key){.analysis = ANALYSIS_REFLECTIONS,
                              .measure = "warnings_then_use",
                              .group_by = "plan_change",
                              .group = "yes",
                              .subgroup = "landmark_14",
                              .time_days = 30};
    add_line(report, "Use after day 14, plan changed by then", numbers_find(&report->numbers, &key));
    key.group = "no";
    add_line(report, "Use after day 14, plan not changed", numbers_find(&report->numbers, &key));
    document_note(report->document,
                  "Observed, not tested: plans are changed for people in greater need, so the last two lines "
                  "do not tell what a change of plan does.");
}

static void add_done(struct report *report) {
    static const char *const headers[] = {"Plan change", "Planned", "Done", NULL};
    const struct estimate *all = find(report, "plan_change_done", "", ""),
                          *days = find(report, "plan_change_median_days", "", "");
    struct number_key key = {
        .analysis = ANALYSIS_REFLECTIONS, .measure = "plan_change_done", .group_by = "field", .group = "plan_change"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_SUBGROUP);

    if (number_is_shown(all))
        document_paragraph(
            report->document,
            WORDS(report, "Of the plan changes that were agreed, done: %s%s.", wording_share(&report->numbers, all),
                  number_is_shown(days) ? WORDS(report, "; half of them within %.0f days of the event", days->estimate)
                                        : ""));
    document_table(report->document, "Plan changes agreed and done", headers);
    for (size_t i = 0; i < list.n; i++) {
        if (!(list.rows[i]->at_risk > 0)) /* nobody agreed on it */
            continue;
        const char *cells[] = {wording_answer(&report->numbers, list.rows[i]),
                               wording_count(&report->numbers, list.rows[i]->at_risk),
                               wording_cell(&report->numbers, list.rows[i])};
        document_row(report->document, cells);
    }
    number_list_free(&list);
}

/* Is there a single answer to show? */
static bool has_answers(const struct report *report) {
    const struct estimates *estimates = report->numbers.estimates;

    for (size_t i = 0; i < estimates->n_rows; i++) {
        const struct estimate *row = &estimates->rows[i];
        if (strcmp(row->analysis, ANALYSIS_REFLECTIONS) == 0 && strcmp(row->measure, "share") == 0 &&
            number_is_shown(row) && row->estimate > 0)
            return true;
    }
    return false;
}

/* In place of tables that hold nothing: what they could tell. */
static void say_nothing_to_show(struct report *report) {
    document_paragraph(report->document,
                       "This export holds no reflections. Where people and staff write down after a return to use "
                       "what set it off, which signs came before and which supports were lacking, this is where it is "
                       "counted.");
}

void section_reflections_add(struct report *report) {
    if (!numbers_have(&report->numbers, ANALYSIS_REFLECTIONS) || not_held(report->numbers.config, "returns_to_use"))
        return;
    document_section(report->document, "reflections", "Reflections on returns to use");
    if (!has_answers(report)) {
        say_nothing_to_show(report);
        return;
    }
    add_recorded(report);
    add_early(report);
    add_field(report, "stage", "Stage in which it was first noticed", "stages");
    add_field(report, "trigger", "Triggers", "triggers");
    add_field(report, "missed_sign", "Signs that were missed", "missed_signs");
    add_field(report, "lacking_support", "Supports that were lacking", "lacking_supports");
    document_note(report->document,
                  "A person can name several, so shares add up to more than 100%. Where ranges meet, the order "
                  "of the lines is no finding.");
    add_warnings(report);
    add_field(report, "plan_change", "Changes of plan", "plan_changes");
    add_done(report);
}
