/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of early warnings and of changes of plan, and what was seen after changes of plan. Internal class only.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const double LEVEL = 0.05, WIDEST = 100;

static const struct estimate *incidence(const struct report *report, const char *question, const char *cause,
                                        const char *kind, double time_days) {
    const struct number_key key = {.analysis = question,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "cumulative_incidence",
                                   .group_by = kind == NULL ? "" : "kind",
                                   .group = kind,
                                   .subgroup = cause,
                                   .time_days = time_days};

    return numbers_find(&report->numbers, &key);
}

/* ---- early warnings ---- */

/* "25% (19–31)"; where nobody used, or nobody left, the line of the other has it. */
static const char *cause_cell(const struct report *report, const char *question, const char *cause, const char *kind) {
    const struct estimate *row = incidence(report, question, cause, kind, 30);

    return row == NULL ? "–" : wording_cell(&report->numbers, row);
}

static void add_warning_line(struct report *report, const char *name, const char *question, const char *kind) {
    const struct estimate *used = incidence(report, question, "used", kind, 30),
                          *left = incidence(report, question, "left", kind, 30), *any = used != NULL ? used : left;

    if (any == NULL)
        return;
    document_row(report->document, (const char *[]){name, wording_count(&report->numbers, any->n),
                                                    cause_cell(report, question, "used", kind),
                                                    cause_cell(report, question, "left", kind)});
}

static void add_warnings(struct report *report) {
    static const char *const headers[] = {"Early warning", "People", "Went on to use", "Left care first", NULL};
    const struct estimate *used = incidence(report, ANALYSIS_AFTER_EARLY_WARNING, "used", NULL, 30);

    if (!numbers_have(&report->numbers, ANALYSIS_AFTER_EARLY_WARNING))
        return;
    document_subsection(report->document, "After early warnings");
    if (!number_is_sayable(used)) {
        document_paragraph(report->document, "Too few early warnings to say how many went on to use.");
        return;
    }
    document_paragraph(
        report->document,
        WORDS(report,
              "Early warnings are noticed before use. Of those %s, %s went on within 30 days to a recorded use (%s).",
              report_whole_time(report), wording_of_100(&report->numbers, used->estimate),
              wording_likely(&report->numbers, used)));
    document_aside(report->document, true);
    document_table(report->document, "Within 30 days of an early warning, what came first (Aalen-Johansen)", headers);
    add_warning_line(report, "All", ANALYSIS_AFTER_EARLY_WARNING, NULL);
    add_warning_line(report, "From the day therapy was deepened", ANALYSIS_EARLY_WARNING_BY_THERAPY, "yes");
    add_warning_line(report, "Therapy not deepened, or not yet", ANALYSIS_EARLY_WARNING_BY_THERAPY, "no");
    document_aside(report->document, false);
    document_aside(report->document, true);
    document_note(report->document, "Observed, not tested: therapy is deepened for people in greater need. A use that "
                                    "nobody recorded is not here.");
    document_aside(report->document, false);
}

/* ---- due and done ---- */

static const struct estimate *change(const struct report *report, const char *measure, const char *code) {
    const struct number_key key = {.analysis = ANALYSIS_REFLECTIONS,
                                   .measure = measure,
                                   .group_by = code == NULL ? "" : "field",
                                   .group = code == NULL ? "" : "plan_change",
                                   .subgroup = code};

    return numbers_find(&report->numbers, &key);
}

static const char *count_of(const struct report *report, const char *measure, const char *code) {
    const struct estimate *row = change(report, measure, code);

    return row == NULL ? "–" : wording_count(&report->numbers, row->estimate);
}

/* Those that were not done, by people in care and by others. */
static const char *not_done(const struct report *report, const char *code) {
    const struct estimate *overdue = change(report, "plan_changes_overdue", code),
                          *left = change(report, "plan_changes_left_undone", code);

    return overdue == NULL || left == NULL ? "–" : wording_count(&report->numbers, overdue->estimate + left->estimate);
}

static const char *share_of(const struct report *report, const char *measure, const char *code) {
    const struct estimate *row = change(report, measure, code);

    return row == NULL ? "–" : wording_told_cell(&report->numbers, row);
}

/* As the table has it: a share of enough people, else how many of how many. */
static const char *told_share(const struct report *report, const char *measure) {
    const struct estimate *row = change(report, measure, NULL);

    return number_is_sayable(row) ? wording_share(&report->numbers, row) : share_of(report, measure, NULL);
}

static void add_change(struct report *report, const char *name, const char *code) {
    const struct estimate *done = change(report, "plan_change_done", code);

    if (done == NULL || !(done->at_risk > 0)) /* nothing was due */
        return;
    document_row(report->document, (const char *[]){name, wording_count(&report->numbers, done->at_risk),
                                                    share_of(report, "plan_change_on_time", code),
                                                    share_of(report, "plan_change_late", code), not_done(report, code),
                                                    count_of(report, "plan_changes_left_undone", code)});
}

/* "half within 24 days"; "" where half are not reached or too few. */
static const char *half_words(const struct report *report, const char *question, const char *subgroup) {
    const struct number_key key = {
        .analysis = question, .rule = numbers_rule(&report->numbers), .measure = "quantile_days", .subgroup = subgroup};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (!number_is_sayable(row))
        return "";
    return row->estimate < 0.5
               ? ", half of all on the same day"
               : WORDS(report, ", half of all within %s", wording_span(&report->numbers, row->estimate));
}

static void add_times(struct report *report) {
    static const double days[] = {7, 14, 30};
    const struct estimate *agreed[3], *done[3];

    for (size_t i = 0; i < 3; i++) {
        agreed[i] = incidence(report, ANALYSIS_PLAN_CHANGE_AGREED, "agreed", NULL, days[i]);
        done[i] = incidence(report, ANALYSIS_PLAN_CHANGE_DONE, "done", NULL, days[i]);
        if (!number_is_sayable(agreed[i]) || !number_is_sayable(done[i]))
            return;
    }
    document_paragraph(
        report->document,
        WORDS(report,
              "From the day on which the program knew of a return to use or a warning to an agreed change of plan: "
              "%s within 7 days, %s within 14, %s within 30%s. From then to the change being done: %s within 7 days, "
              "%s within 14, %s within 30%s. Leaving care before counts as not agreed, or not done.",
              wording_percent(&report->numbers, agreed[0]->estimate),
              wording_percent(&report->numbers, agreed[1]->estimate),
              wording_percent(&report->numbers, agreed[2]->estimate),
              half_words(report, ANALYSIS_PLAN_CHANGE_AGREED, "agreed;0.5"),
              wording_percent(&report->numbers, done[0]->estimate),
              wording_percent(&report->numbers, done[1]->estimate),
              wording_percent(&report->numbers, done[2]->estimate),
              half_words(report, ANALYSIS_PLAN_CHANGE_DONE, "done;0.5")));
}

static void add_done(struct report *report) {
    static const char *const headers[] = {"Plan change", "Due", "On time", "Late", "Not done", "Left", NULL};
    struct number_key key = {
        .analysis = ANALYSIS_REFLECTIONS, .measure = "plan_change_done", .group_by = "field", .group = "plan_change"};
    const struct estimate *all = change(report, "plan_change_done", NULL);
    struct number_list list;

    if (all == NULL || !(all->at_risk > 0))
        return;
    document_subsection(report->document, "Changes of plan, due and done");
    document_paragraph(report->document,
                       WORDS(report, "Of the plan changes that were due %s, done: %s. Done on time: %s.",
                             report_whole_time(report), told_share(report, "plan_change_done"),
                             told_share(report, "plan_change_on_time")));
    add_times(report);
    document_table(report->document, "Changes of plan that were due", headers);
    add_change(report, "All", NULL);
    list = numbers_list(&report->numbers, &key, NUMBERS_ANY_SUBGROUP);
    for (size_t i = 0; i < list.n; i++)
        add_change(report, wording_answer(&report->numbers, list.rows[i]), list.rows[i]->subgroup);
    number_list_free(&list);
    document_aside(report->document, true);
    document_note(report->document, "Left: of those not done, by people who have left care. How often each change was "
                                    "agreed: data/estimates.csv (reflections).");
    document_aside(report->document, false);
}

/* ---- what was seen afterwards ---- */

static const struct estimate *hazard(const struct report *report, const char *question, const char *measure,
                                     const char *code) {
    const struct number_key key = {
        .analysis = question, .rule = numbers_rule(&report->numbers), .measure = measure, .group = code};

    return numbers_find(&report->numbers, &key);
}

/* A range of two powers of ten says nothing. */
static bool says_something(const struct estimate *row) {
    return number_is_sayable(row) && row->ci_high <= WIDEST * row->ci_low; /* NaN: false */
}

/* The changes that a search among all of them finds, "Therapy deepened (0.44)". */
static const char *found_words(const struct report *report, const char *question, const struct number_list *codes) {
    const char *found[REPORT_MOST_GROUPS];
    size_t n = 0;

    for (size_t i = 0; i < codes->n && n < REPORT_MOST_GROUPS; i++) {
        const char *code = codes->rows[i]->group;
        const struct estimate *q = hazard(report, question, "q_value", code),
                              *ratio = hazard(report, question, "hazard_ratio", code);
        if (q != NULL && q->estimate < LEVEL && says_something(ratio))
            found[n++] = WORDS(report, "%s (%.2f times as often)",
                               wording_inside(&report->numbers, wording_code(&report->numbers, code)), ratio->estimate);
    }
    return n == 0 ? "no change of plan stands out from chance" : wording_list(&report->numbers, found, n);
}

static void add_followed(struct report *report) {
    struct number_key key = {
        .analysis = ANALYSIS_LEFT_AFTER_PLAN_CHANGE, .rule = numbers_rule(&report->numbers), .measure = "hazard_ratio"};
    struct number_list codes = numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP);
    bool any = false;

    for (size_t i = 0; i < codes.n; i++)
        any = any || says_something(codes.rows[i]);
    if (any) {
        document_subsection(report->document, "Seen in the 90 days after a change of plan");
        document_paragraph(
            report->document,
            WORDS(report,
                  "Among all reflections, of %s in care, from the day of the reflection. With leaving care "
                  "go: %s. With a further return to use: %s.",
                  wording_people(&report->numbers, codes.rows[0]->n),
                  found_words(report, ANALYSIS_LEFT_AFTER_PLAN_CHANGE, &codes),
                  found_words(report, ANALYSIS_USED_AFTER_PLAN_CHANGE, &codes)));
        document_note(report->document,
                      "Observed, not tested: plans are changed for people in greater need. Named is what many "
                      "comparisons do not explain. Each, with its range (Cox, robust by person): data/estimates.csv "
                      "(left_after_plan_change, used_after_plan_change).");
    }
    number_list_free(&codes);
}

void section_plans_add(struct report *report) {
    const struct estimate *done = change(report, "plan_change_done", NULL);

    if (!numbers_have(&report->numbers, ANALYSIS_AFTER_EARLY_WARNING) && (done == NULL || !(done->at_risk > 0)))
        return;
    report_section(report, "reflections");
    add_warnings(report);
    add_done(report);
    add_followed(report);
}
