/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often people in care return to use, how often they are tested, and which exits to look at first. Internal
 * class only.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/rates_compared.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* `part`: of the row above it, left out where too few are in it. */
static const struct {
    const char *code, *words;
    bool part;
} rates[] = {{"return_to_use", "Returns to use", false},         {"first_return_to_use", "after none before", true},
             {"second_return_to_use", "after one before", true}, {"later_return_to_use", "after two and more", true},
             {"drug_test", "Days with a drug test", false},      {"program_exit", "Exits to look at first", false},
             {"administrative_exit", "administrative", true}};

static const struct estimate *find(const struct report *report, const char *code, const char *period) {
    const struct number_key key = {
        .analysis = ANALYSIS_RATES_IN_CARE, .measure = "per_100_person_months", .subgroup = code, .period = period};

    return numbers_find(&report->numbers, &key);
}

static const char *cell(const struct report *report, const char *code, const char *period) {
    const struct estimate *row = find(report, code, period);

    if (row == NULL || !number_is_sayable(row))
        return row == NULL ? "–" : "too few";
    return WORDS(report, "%.1f (%.1f–%.1f)", row->estimate, row->ci_low, row->ci_high);
}

static const char *events(const struct report *report, const char *code, const char *period) {
    const struct estimate *row = find(report, code, period);

    return row == NULL ? "–" : wording_count(&report->numbers, row->events);
}

static bool says_something(const struct report *report, const char *code, const char *year) {
    const struct estimate *whole = find(report, code, ""), *latest = find(report, code, year);

    return (whole != NULL && number_is_sayable(whole)) || (latest != NULL && number_is_sayable(latest));
}

/* The last twelve months, or (back 1) those before them; "": there are none. */
static const char *find_year(const struct report *report, size_t back) {
    const struct number_key any = {.analysis = ANALYSIS_RATES_IN_CARE, .measure = "person_months"};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    const char *year = "";

    for (size_t i = list.n; i-- > 0 && year[0] == '\0';)
        if (strchr(list.rows[i]->period, '/') != NULL && back-- == 0)
            year = list.rows[i]->period;
    number_list_free(&list);
    return year;
}

struct comparison_periods rates_compared(const struct report *report) {
    const char *year = find_year(report, 0), *before = find_year(report, 1);
    struct comparison_periods years = {.change = COMPARISON_UNCLEAR},
                              compared = comparison_of_periods(&report->numbers, "returns_to_use_rate", 12);

    if (year[0] != '\0')
        years.later = find(report, "return_to_use", year);
    if (before[0] != '\0')
        years.earlier = find(report, "return_to_use", before);
    years.is_sayable = compared.is_sayable && strcmp(compared.later->period, year) == 0 && years.later != NULL &&
                       years.earlier != NULL && number_is_sayable(years.later) && number_is_sayable(years.earlier);
    if (years.is_sayable)
        years.change = compared.change;
    return years;
}

/* "; in the year before 4.8, likely between 4.0 and 5.7: no clear change" */
static const char *before_words(const struct report *report, const struct comparison_periods *years) {
    if (!years->is_sayable)
        return "";
    return WORDS(report, "; in the year before %.1f, likely between %.1f and %.1f: %s", years->earlier->estimate,
                 years->earlier->ci_low, years->earlier->ci_high, comparison_change_words(years->change));
}

static const char *year_words(const struct report *report, const char *year) {
    return year[0] == '\0'
               ? "In all that is observed"
               : WORDS(report, "In the twelve months up to %s", wording_month(&report->numbers, strchr(year, '/') + 1));
}

/* No test may be a table that ended. */
static const char *test_words(const struct report *report, const struct estimate *test) {
    if (test == NULL || !number_is_sayable(test))
        return "";
    return test->estimate / 100 < 0.05
               ? " Hardly any drug test is known of that time: fewer tests find fewer."
               : WORDS(report, " They were tested on %.1f days a month: fewer tests find fewer.", test->estimate / 100);
}

static void add_sentence(struct report *report, const char *year) {
    const struct estimate *use = find(report, "return_to_use", year), *test = find(report, "drug_test", year),
                          *decided = find(report, "program_exit", year),
                          *administrative = find(report, "administrative_exit", year);
    struct comparison_periods years = rates_compared(report);

    if (use != NULL && number_is_sayable(use))
        document_paragraph(
            report->document,
            WORDS(report,
                  "%s, people in care returned to use %.1f times per 100 person-months, likely between %.1f and "
                  "%.1f%s.%s",
                  year_words(report, year), use->estimate, use->ci_low, use->ci_high, before_words(report, &years),
                  test_words(report, test)));
    if (decided != NULL && administrative != NULL && number_is_sayable(decided) &&
        !not_held(report->numbers.config, "admissions.discharged"))
        document_paragraph(report->document,
                           WORDS(report,
                                 "In the same time %s to look at first: %.0f administrative, and %.0f with a "
                                 "discharge within 30 days of a return to use that no other reason explains.",
                                 decided->events < 2 && decided->events > 0
                                     ? "there was 1 exit"
                                     : WORDS(report, "there were %.0f exits", decided->events),
                                 administrative->events, decided->events - administrative->events));
}

void section_rates_add(struct report *report) {
    static const char *const headers[] = {"Among people in care", "Last 12 months", "Number",
                                          "Whole time",           "Number",         NULL};
    static const char *const whole_headers[] = {"Among people in care", "Whole time", "Number", NULL};
    const char *year = find_year(report, 0);
    bool has_year = year[0] != '\0';

    if (find(report, "return_to_use", "") == NULL)
        return;
    report_section(report, "after_use");
    document_subsection(report->document, "How often, by time in care");
    add_sentence(report, year);
    document_aside(report->document, true);
    document_table(report->document, "Per 100 person-months in care", has_year ? headers : whole_headers);
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        const char *code = rates[i].code;
        if (find(report, code, "") == NULL || (rates[i].part && !says_something(report, code, year)))
            continue;
        document_row(report->document,
                     has_year ? (const char *[]){rates[i].words, cell(report, code, year), events(report, code, year),
                                                 cell(report, code, ""), events(report, code, "")}
                              : (const char *[]){rates[i].words, cell(report, code, ""), events(report, code, "")});
    }
    document_note(report->document,
                  "Who has left is not seen to return to use: these are rates of people in care, and no "
                  "measure of anybody's effort. People with more returns to use before differ from the "
                  "others; of few people nothing is told.");
    document_aside(report->document, false);
}
