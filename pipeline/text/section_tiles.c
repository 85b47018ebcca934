/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The numbers to see first, each with what it is of, its direction (text/comparison.h) and a line of 24 months.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "table/people_list.h"
#include "text/first_shares.h"
#include "text/report_parts.h"
#include "text/safety_words.h"
#include "text/section_known.h"
#include "text/to_do_lists.h"
#include "text/wording.h"

enum { LINE_MONTHS = 24 };

/* The last points of a measure of `months`, where single months say something; one that is not shown is a gap. */
static void fill_points(const struct report *report, const char *measure, bool is_share, struct document_tile *tile) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = measure};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_PERIOD);
    size_t end = 0, first;

    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]))
            end = i + 1;
    first = end > LINE_MONTHS ? end - LINE_MONTHS : 0;
    for (size_t i = first; i < end && number_list_is_of_many(&list, is_share); i++)
        tile->points[tile->n_points++] = number_is_shown(list.rows[i]) ? list.rows[i]->estimate : (double)NAN;
    number_list_free(&list);
}

static const char *usual_words(const struct report *report, const struct estimate *row) {
    struct comparison_month month = comparison_of_month(&report->numbers, row);

    if (!month.is_judged)
        return "";
    if (!month.is_unusual)
        return "a usual month";
    return month.is_high ? "more than usual" : month.is_low ? "fewer than usual" : "an unusual month";
}

static void add_count(struct report *report, const char *measure, const char *label) {
    const struct estimate *row = report_latest_month(report, measure);
    struct document_tile tile = {.label = label};

    if (row == NULL)
        return;
    tile.value = wording_count(&report->numbers, row->estimate);
    tile.range = wording_month(&report->numbers, row->period);
    tile.note = usual_words(report, row);
    fill_points(report, measure, false, &tile);
    document_tile(report->document, &tile);
}

/* Who is in care is no count of what happened: it is set beside the year before, and not judged. */
static void add_in_care(struct report *report) {
    static const char measure[] = "people_in_care";
    const struct estimate *row = report_latest_month(report, measure), *before;
    struct document_tile tile = {.label = "People in care", .note = ""};

    if (row == NULL)
        return;
    tile.value = wording_count(&report->numbers, row->estimate);
    tile.range = WORDS(report, "end of %s", wording_month(&report->numbers, row->period));
    before = report_year_before(report, row);
    if (before != NULL)
        tile.note = WORDS(report, "a year before: %s", wording_count(&report->numbers, before->estimate));
    fill_points(report, measure, false, &tile);
    document_tile(report->document, &tile);
}

static const char *change_words(enum comparison_change change) {
    switch (change) {
    case COMPARISON_UP: return "up from";
    case COMPARISON_DOWN: return "down from";
    case COMPARISON_ALIKE:
    case COMPARISON_SAME: return "about the same as";
    case COMPARISON_UNCLEAR: break;
    }
    return "no clear change from";
}

static void add_periods(struct report *report, const char *label, const char *range,
                        const struct comparison_periods *periods, const char *line) {
    struct document_tile tile = {.label = label, .note = ""};
    const char *likely = wording_likely(&report->numbers, periods->later);

    tile.value = wording_percent(&report->numbers, periods->later->estimate);
    tile.range = WORDS(report, "%s%s%s", range, likely[0] == '\0' ? "" : ", ", likely);
    if (periods->is_sayable)
        tile.note = WORDS(report, "%s %s before", change_words(periods->change),
                          wording_percent(&report->numbers, periods->earlier->estimate));
    fill_points(report, line, true, &tile);
    document_tile(report->document, &tile);
}

/* A number over the whole time of the data, where there is none of a year; of too few people it is said nowhere. */
static void add_whole(struct report *report, const struct number_key *key, const char *label, const char *line) {
    const struct estimate *row = numbers_find(&report->numbers, key);
    struct document_tile tile = {.label = label, .range = "", .note = ""};

    if (row == NULL)
        return;
    if (number_is_sayable(row)) {
        tile.value = wording_percent(&report->numbers, row->estimate);
        tile.range = wording_likely(&report->numbers, row);
        tile.note = WORDS(report, "%s, whole time of the data", wording_people(&report->numbers, row->n));
        if (line != NULL)
            fill_points(report, line, true, &tile);
    } else {
        tile.value = number_is_shown(row) ? "too few" : wording_cell(&report->numbers, row);
        tile.note = number_is_shown(row) ? WORDS(report, "%s, whole time of the data, are too few to say",
                                                 wording_people(&report->numbers, row->n))
                                         : "";
    }
    document_tile(report->document, &tile);
}

static void add_staying(struct report *report) {
    const struct number_key whole = report_key_staying(report);
    struct comparison_periods periods = first_shares_staying(report, whole.time_days);

    if (periods.later != NULL && number_is_sayable(periods.later))
        add_periods(report, "In care after 90 days", "now, by the last year’s days", &periods, "cohort_retention_90");
    else
        add_whole(report, &whole, "In care after 90 days", "cohort_retention_90");
}

static void add_lost(struct report *report) {
    struct comparison_periods shown = first_shares_lost(report, "cohort_left_14");

    if (shown.later != NULL && number_is_sayable(shown.later))
        add_periods(report, "Left within 14 days",
                    WORDS(report, "started %s", wording_month(&report->numbers, shown.later->period)), &shown,
                    "cohort_left_14");
}

static void add_seen(struct report *report) {
    static const char label[] = "Seen within 7 days of a return to use";
    const struct number_key whole = report_key_seen_again(report);
    struct comparison_periods year = first_shares_seen(report);

    if (year.later != NULL && number_is_sayable(year.later))
        add_periods(report, label, wording_month(&report->numbers, year.later->period), &year, "seen_again_7");
    else
        add_whole(report, &whole, label, NULL);
}

static void add_back(struct report *report) {
    const struct number_key whole = report_key_came_back(report);

    if (report_latest_month(report, "returns") != NULL && !report_is_relative(report))
        add_count(report, "returns", "Back in care");
    else
        add_whole(report, &whole, "Back in care within 90 days of leaving", NULL);
}

static double to_do(const struct report *report, const char *measure, const char *subgroup) {
    const struct number_key key = {.analysis = ANALYSIS_TO_DO, .measure = measure, .subgroup = subgroup};

    return numbers_value(&report->numbers, &key);
}

/* Who survived an overdose, and of them whom nobody has seen since; then the other lists to reach first. */
static void add_to_look_for(struct report *report) {
    double first = to_do(report, "different", "first"),
           survived = to_do(report, "people", people_list_names[LIST_SURVIVED_OVERDOSE]),
           callable = to_do(report, "people", people_list_names[LIST_CALLABLE]), not_seen = to_do_not_seen(report);
    const char *others = to_do_first(report);

    if (isnan(first) || isnan(callable))
        return;
    document_tile(
        report->document,
        &(struct document_tile){
            .label = "People to reach first",
            .value = wording_count(&report->numbers, first),
            .range = survived > 0 ? WORDS(report, "%s %s%s; others %s", wording_count(&report->numbers, survived),
                                          safety_overdose_words(report),
                                          not_seen > 0 ? WORDS(report, " (%s not seen since)",
                                                               wording_count(&report->numbers, not_seen))
                                                       : "",
                                          others)
                                  : others,
            .note = WORDS(report, "%s to be called: see To do now", wording_count(&report->numbers, callable))});
    document_jump(report->document, "To do now", "#to_do");
}

static void add_totals(struct report *report) {
    static const struct {
        const char *measure, *label;
    } totals[] = {{"people_ever_in_care", "People ever in care"},
                  {"episodes", "Treatment episodes"},
                  {"returns", "Returns to care"},
                  {"leavings", "Leavings"},
                  {"returns_to_use", "Returns to use"}};

    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
        struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = totals[i].measure};
        const struct estimate *row = numbers_find(&report->numbers, &key);
        struct document_tile tile = {.label = totals[i].label, .range = "", .note = ""};
        if (row == NULL)
            continue;
        tile.value = wording_count(&report->numbers, row->estimate);
        document_tile(report->document, &tile);
    }
}

void section_tiles_add(struct report *report) {
    document_section(report->document, "numbers", "The numbers");
    add_to_look_for(report);
    if (report_is_relative(report)) {
        add_totals(report);
    } else {
        add_in_care(report);
        add_count(report, "admissions", "Started care");
        add_lost(report);
    }
    add_staying(report);
    add_seen(report);
    add_back(report);
    section_known_add_first(report);
}
