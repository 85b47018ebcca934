/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people and staff wrote down after a return to use or an early warning.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/ini_file.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/wording.h"

enum { MOST_NAMED = 5 };

static const struct estimate *find(const struct report *report, const char *measure, const char *group_by,
                                   const char *group) {
    struct number_key key = {
        .analysis = ANALYSIS_REFLECTIONS, .measure = measure, .group_by = group_by, .group = group};

    return numbers_find(&report->numbers, &key);
}

static double quality_of(const struct report *report, const char *measure) {
    const struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = measure};

    return numbers_value(&report->numbers, &key);
}

/* "5 further rows of a use less than 14 days after one before"; "": there are none. */
static const char *rows_words(const struct report *report, double n, const char *what) {
    return n > 0.5
               ? WORDS(report, "; %s %s %s", wording_count(&report->numbers, n), n < 1.5 ? "row is" : "rows are", what)
               : "";
}

/* How the rows add up to the numbers of the other sections; nothing where they do not, or one is not known. */
static void add_sum(struct report *report, double rows) {
    double uses = quality_of(report, "returns_to_use"), joined = quality_of(report, "returns_to_use_joined"),
           unobserved = quality_of(report, "returns_to_use_unobserved"),
           warnings = quality_of(report, "early_warnings");

    if (!(fabs(uses + joined + unobserved + warnings - rows) < 0.5) || !(uses > 0.5))
        return;
    document_note(
        report->document,
        WORDS(report, "Of %s, %s %s to use and %s early %s%s%s.",
              rows < 1.5 ? "this 1 row" : WORDS(report, "these %s rows", wording_count(&report->numbers, rows)),
              wording_count(&report->numbers, uses), uses < 1.5 ? "is a return" : "are returns",
              wording_count(&report->numbers, warnings), fabs(warnings - 1) < 0.5 ? "warning" : "warnings",
              rows_words(report, joined,
                         WORDS(report, "of a use less than %s days after one before, which is the same return",
                               ini_file_value(report->numbers.config, "returns_to_use", "same_event_days"))),
              rows_words(report, unobserved, "of a use behind the last known day of the person")));
}

static void add_recorded(struct report *report) {
    const struct estimate *all = find(report, "reflections_recorded", "", "");
    const struct estimate *stayed = find(report, "reflections_recorded", "stayed", "yes"),
                          *not_stayed = find(report, "reflections_recorded", "stayed", "no");

    if (!number_is_shown(all))
        return;
    if (all->at_risk > all->events) /* as far as the class may say */
        document_paragraph(report->document,
                           WORDS(report,
                                 "First, what is missing: of %s returns to use and early warnings, %s have no "
                                 "reflection.",
                                 wording_count(&report->numbers, all->at_risk),
                                 wording_count(&report->numbers, all->at_risk - all->events)));
    add_sum(report, all->at_risk);
    if (!number_is_sayable(all))
        return;
    document_paragraph(
        report->document,
        WORDS(report, "How much is known: a reflection was recorded for %s returns to use and early warnings (%s).",
              wording_of_100_before(&report->numbers, all->estimate), wording_likely(&report->numbers, all)));
    if (number_is_sayable(stayed) && number_is_sayable(not_stayed))
        document_paragraph(report->document,
                           WORDS(report,
                                 "Of people who stayed in care afterwards: %s; of people who did not: %s. What follows "
                                 "is mostly told by those who stayed.",
                                 wording_share(&report->numbers, stayed), wording_share(&report->numbers, not_stayed)));
}

static int more_first(const void *left, const void *right) {
    const struct estimate *a = *(const struct estimate *const *)left, *b = *(const struct estimate *const *)right;
    double x = number_is_shown(a) ? a->estimate : -1, y = number_is_shown(b) ? b->estimate : -1;

    if (x > y || x < y)
        return x > y ? -1 : 1;
    return strcmp(a->subgroup, b->subgroup);
}

static bool is_named(const struct estimate *row) { return number_is_shown(row) && row->estimate > 0; }

static void add_code(struct report *report, const struct estimate *row) {
    document_row(report->document,
                 (const char *[]){wording_answer(&report->numbers, row), wording_cell(&report->numbers, row),
                                  wording_count(&report->numbers, row->event_people),
                                  wording_count(&report->numbers, row->events)});
}

/* "Further: housing 6%, grief 6%." of the codes behind the first ones; "" where there are none. */
static const char *further_words(const struct report *report, const struct number_list *list) {
    const char *further[REPORT_MOST_GROUPS];
    size_t n = 0;

    for (size_t i = MOST_NAMED; i < list->n && n < REPORT_MOST_GROUPS && is_named(list->rows[i]); i++)
        further[n++] = WORDS(
            report, "%s %s", wording_inside(&report->numbers, wording_answer(&report->numbers, list->rows[i])),
            estimate_has_flag(list->rows[i], "too_few") ? wording_cell(&report->numbers, list->rows[i])
                                                        : wording_percent(&report->numbers, list->rows[i]->estimate));
    return n == 0 ? "" : WORDS(report, "Further: %s. ", wording_list(&report->numbers, further, n));
}

/* Did any reflection ask? A column that the export has not, or that is empty throughout, was never asked about. */
static bool was_asked(const struct estimate *not_asked) {
    return !number_is_shown(not_asked) || not_asked->estimate < 1;
}

/* The codes of a field, most frequent first; what nobody named is left out. */
static void add_field(struct report *report, const char *field, const char *name, const char *figure) {
    const char *headers[] = {name, "Of reflections", "People", "Reflections", NULL};
    struct number_key key = {.analysis = ANALYSIS_REFLECTIONS, .measure = "share", .group_by = "field", .group = field};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_SUBGROUP);
    const struct estimate *not_asked = find(report, "not_asked", "field", field);
    const char *further;
    bool drawn;

    if (!was_asked(not_asked)) {
        number_list_free(&list);
        return;
    }
    qsort(list.rows, list.n, sizeof(void *), more_first);
    document_aside(report->document, true); /* on paper the table takes a third of its room */
    drawn = list.n > 0 &&
            report_figure(
                report, figure,
                WORDS(report, "%s, most frequent first: where the thin lines meet, the order is no finding.", name));
    document_aside(report->document, false);
    document_table(report->document, WORDS(report, "%s, of the reflections that asked", name), headers);
    if (drawn)
        document_fold_table(report->document);
    for (size_t i = 0; i < list.n && i < MOST_NAMED; i++)
        if (is_named(list.rows[i]))
            add_code(report, list.rows[i]);
    further = further_words(report, &list);
    if (further[0] != '\0' || (number_is_shown(not_asked) && not_asked->estimate > 0))
        document_note(report->document, WORDS(report, "%s%s", further,
                                              number_is_shown(not_asked) && not_asked->estimate > 0
                                                  ? WORDS(report, "Not asked in %s of the reflections.",
                                                          wording_percent(&report->numbers, not_asked->estimate))
                                                  : ""));
    number_list_free(&list);
}

static void say_early(struct report *report) {
    const struct estimate *all = find(report, "recognised_before_use", "", ""),
                          *after_use = find(report, "recognised_before_use", "event", "return_to_use");

    if (number_is_sayable(all))
        document_paragraph(
            report->document,
            WORDS(report, "Noticed in feelings or thoughts, before use: %s reflections (%s)%s.",
                  wording_of_100_before(&report->numbers, all->estimate), wording_likely(&report->numbers, all),
                  number_is_sayable(after_use) ? WORDS(report, ", and %s that followed a return to use (%s)",
                                                       wording_of_100_before(&report->numbers, after_use->estimate),
                                                       wording_likely(&report->numbers, after_use))
                                               : ""));
}

/* In place of tables that hold nothing: what they could tell. */
static void say_nothing_to_show(struct report *report) {
    document_paragraph(report->document,
                       "This export holds no reflections. Where people and staff write down after a return to use "
                       "what set it off, which signs came before and which supports were lacking, this is where it is "
                       "counted.");
}

/* Else section_plans has a line for each change of plan. */
static bool nothing_was_due(const struct report *report) {
    const struct estimate *done = find(report, "plan_change_done", "", "");

    return done == NULL || !(done->at_risk > 0);
}

void section_reflections_add(struct report *report) {
    if (!numbers_have(&report->numbers, ANALYSIS_REFLECTIONS) || not_held(report->numbers.config, "returns_to_use"))
        return;
    report_section(report, "reflections");
    if (!report_has_answers(report)) {
        say_nothing_to_show(report);
        return;
    }
    add_recorded(report);
    say_early(report);
    add_field(report, "stage", "Stage in which it was first noticed", "stages");
    add_field(report, "trigger", "Triggers", "triggers");
    add_field(report, "missed_sign", "Signs that were missed", "missed_signs");
    add_field(report, "lacking_support", "Supports that were lacking", "lacking_supports");
    if (nothing_was_due(report))
        add_field(report, "plan_change", "Changes of plan", "plan_changes");
    document_aside(report->document, true);
    if (!nothing_was_due(report))
        report_figure(report, "plan_changes",
                      "Changes of plan, most frequent first: where the thin lines meet, the order is no finding.");
    document_note(report->document,
                  "A person can name several, so shares add up to more than 100%. Where ranges meet, the order "
                  "of the lines is no finding. All answers: data/estimates.csv (reflections).");
    document_aside(report->document, false);
}
