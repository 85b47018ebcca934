/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What others published, and how good the data are.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/safety_words.h"
#include "text/section_renewal.h"
#include "text/wording.h"

void section_published_add(struct report *report) {
    if (!numbers_have(&report->numbers, ANALYSIS_RETENTION_FIRST) || not_held(report->numbers.config, "open_stays"))
        return;
    report_section(report, "measures");
    document_paragraph(
        report->document,
        "Published figures, for orientation. 1,100 US opioid treatment programs, 2023, upper and lower quartile of "
        "programs: in care after 30 days 73.5 and 40.9%, 90 days 54.8 and 22.2%, 180 days 40.5 and 11.4% (RTI, JAMA "
        "Network Open 2026; the rule for “has left” is not stated). Washington State: half of first episodes ended "
        "within 84 days. British Columbia: 24% had left and returned within a year. Others count differently, so these "
        "figures are no target and not compared here.");
}

static const char *count_cell(const struct report *report, const char *measure, const char *table) {
    struct number_key key = {
        .analysis = ANALYSIS_DATA_QUALITY, .measure = measure, .group_by = "table", .group = table};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (!number_is_shown(row))
        return row == NULL ? "–" : "too few";
    return wording_count(&report->numbers, row->estimate);
}

static void add_tables(struct report *report) {
    static const char *const headers[] = {"Table",     "Used", "Duplicates", "Replaced", "Filtered",
                                          "Set aside", "Late", "Rows in",    NULL};
    const char *tables[REPORT_MOST_GROUPS];
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = "accepted", .group_by = "table"};
    size_t n = report_groups(report, &key, tables);

    document_table(report->document, "Rows of the export", headers);
    for (size_t i = 0; i < n; i++) {
        const char *cells[] = {wording_code(&report->numbers, tables[i]),
                               count_cell(report, "accepted", tables[i]),
                               count_cell(report, "duplicates", tables[i]),
                               count_cell(report, "replaced", tables[i]),
                               count_cell(report, "filtered", tables[i]),
                               count_cell(report, "quarantined", tables[i]),
                               count_cell(report, "late_rows", tables[i]),
                               count_cell(report, "rows_in", tables[i]),
                               NULL};
        if (!not_held(report->numbers.config, tables[i]))
            document_row(report->document, cells);
    }
    document_aside(report->document, true);
    if (n > 0)
        document_note(
            report->document,
            "Duplicates: exact repetitions, counted once. Replaced: a later file has otherwise. Filtered: left out by "
            "the mapping, or dated after the last day told of. Set aside: cannot be read or make no sense; "
            "none is guessed. Late: the day lies before the month of the file.");
    document_aside(report->document, false);
}

static void add_reasons(struct report *report) {
    static const char *const headers[] = {"Reason", "Table", "Rows", NULL};
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = "quarantined_reason", .group_by = "table"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_SUBGROUP);

    document_table_of_words(report->document, "Why rows were set aside", headers);
    for (size_t i = 0; i < list.n; i++) {
        const char *cells[] = {
            wording_code(&report->numbers, list.rows[i]->subgroup), wording_code(&report->numbers, list.rows[i]->group),
            number_is_shown(list.rows[i]) ? wording_count(&report->numbers, list.rows[i]->estimate) : "too few"};
        document_row(report->document, cells);
    }
    number_list_free(&list);
}

/* The same in a note: "Set aside: bad date 15 (doses 7, drug tests 3, visits 5); ...". */
static void say_reasons(struct report *report) {
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = "quarantined_reason", .group_by = "table"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_SUBGROUP);
    const char *words = "";

    for (size_t i = 0; i < list.n; i++) {
        const struct estimate *row = list.rows[i];
        bool again = i > 0 && strcmp(list.rows[i - 1]->group, row->group) == 0;
        const char *table = wording_code(&report->numbers, row->group);
        words = WORDS(report, "%s%s%s %s", words, again ? ", " : WORDS(report, "%s%s: ", i == 0 ? "" : "; ", table),
                      wording_inside(&report->numbers, wording_code(&report->numbers, row->subgroup)),
                      number_is_shown(row) ? wording_count(&report->numbers, row->estimate) : "too few");
    }
    if (list.n > 0)
        document_note(report->document, WORDS(report, "Why rows were set aside. %s.", words));
    number_list_free(&list);
}

/* The part of a subgroup `column;code` behind the column. */
static const char *code_of(const struct estimate *row) {
    const char *code = strchr(row->subgroup, ';');

    return code == NULL ? "" : code + 1;
}

static const char *column_of(const struct report *report, const struct estimate *row) {
    return WORDS(report, "%.*s", (int)strcspn(row->subgroup, ";"), row->subgroup);
}

static void add_new_codes(struct report *report) {
    static const char *const headers[] = {"Code", "Column", "Table", "Rows", NULL};
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = "new_category", .group_by = "table"};
    struct number_list list =
        numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_SUBGROUP | NUMBERS_ANY_PERIOD);

    if (list.n > 0)
        document_table_of_words(
            report->document,
            WORDS(report, "Never seen before %s", wording_month(&report->numbers, list.rows[0]->period)), headers);
    for (size_t i = 0; i < list.n; i++) {
        const struct estimate *row = list.rows[i];
        const char *cells[] = {
            wording_code(&report->numbers, code_of(row)), wording_code(&report->numbers, column_of(report, row)),
            wording_code(&report->numbers, row->group), wording_count(&report->numbers, row->estimate)};
        document_row(report->document, cells);
    }
    if (list.n > 0)
        document_note(report->document, "Is each of these new, or an old one spelt otherwise? Of one column at most 20 "
                                        "are named.");
    number_list_free(&list);
}

static const char *median_words(const struct report *report, const struct estimate *jump, const char *measure) {
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY,
                             .measure = measure,
                             .group_by = jump->group_by,
                             .group = jump->group,
                             .subgroup = jump->subgroup,
                             .period = jump->period};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    return row == NULL ? "unknown" : WORDS(report, "%.4g mg", row->estimate);
}

static void add_jumps(struct report *report) {
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = "dose_jump", .group_by = "table"};
    struct number_list list =
        numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_SUBGROUP | NUMBERS_ANY_PERIOD);

    for (size_t i = 0; i < list.n; i++)
        document_paragraph(report->document,
                           WORDS(report, "%s: the median dose was %s in %s and %s before. Has the unit changed?",
                                 wording_group(&report->numbers, "medication", list.rows[i]->subgroup),
                                 median_words(report, list.rows[i], "dose_median_within"),
                                 wording_month(&report->numbers, list.rows[i]->period),
                                 median_words(report, list.rows[i], "dose_median_before")));
    number_list_free(&list);
}

enum { STARTING = 4 };

/* In a table; is_report: in a line, and what Starting tells is left out. */
static void add_people(struct report *report, bool is_report) {
    static const struct {
        const char *measure, *table /* without it there is nothing to count; "": always */, *words;
    } lines[] = {
        /* the first STARTING are told there */
        {"people_admitted", "", "People admitted"},
        {"people_started", "", "People who started care (retention counts these)"},
        {"people_never_started", "doses", "People admitted who never started"},
        {"people_seen_once", "visits", "People seen, but not admitted and not yet in care"},
        {"unknown_people_rows", "", "Rows of people whom the patients table does not know"},
        {"care_after_death", "doses", "People with care recorded after a recorded death"},
        {"bridged_reasons", "doses", "Recorded reasons for leaving that were followed by more care"},
        {"later_discharges", "", "Discharges dated after the end of the data: not known yet"},
        {"supplies", "doses", "Supplies of medication"},
        {"supplies_missing", "doses", "Of these, dispensed without a number of days (the default was taken)"},
        {"supplies_impossible", "doses", "Of these, with a number of days that cannot be (the default was taken)"},
        {"returns_to_use", "returns_to_use", "Returns to use recorded"},
        {"returns_to_use_in_care", "doses", "Of these, known while the person was still covered"},
        {"returns_to_use_joined", "returns_to_use", "Further rows of a use soon after one before: the same return"},
        {"returns_to_use_unobserved", "returns_to_use", "Rows of a use behind the last known day of the person"},
        {"early_warnings", "returns_to_use", "Early warnings recorded"},
    };
    enum { N_LINES = sizeof lines / sizeof lines[0] };
    static const char *const headers[] = {"What there is any of", "Count", NULL};
    const char *told[N_LINES];
    size_t n = 0;

    if (!is_report)
        document_table(report->document, "People and records", headers);
    for (size_t i = is_report ? STARTING : 0; i < N_LINES; i++) {
        struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = lines[i].measure};
        const struct estimate *row = numbers_find(&report->numbers, &key);
        const char *cells[] = {lines[i].words,
                               number_is_shown(row) ? wording_count(&report->numbers, row->estimate) : "too few"};
        if (row == NULL || not_held(report->numbers.config, lines[i].table) || fabs(row->estimate) < 0.5)
            continue;
        told[n++] = WORDS(report, "%s (%s)", wording_inside(&report->numbers, cells[0]), cells[1]);
        if (!is_report)
            document_row(report->document, cells);
    }
    if (is_report && n > 0)
        document_note(report->document, WORDS(report, "Counts: %s.", wording_list(&report->numbers, told, n)));
}

static void add_ends(struct report *report) {
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = "observation_end"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_PERIOD);
    const char *as_of = facts_value(report->facts, "as_of");

    for (size_t i = 0; i < list.n; i++)
        if (list.rows[i]->period[0] != '\0')
            document_paragraph(
                report->document,
                WORDS(report, "Observation ends on %s%s.", list.rows[i]->period,
                      strcmp(list.rows[i]->period, as_of) == 0
                          ? ", the day of the report"
                          : WORDS(report, ", before the day of the report (%s): the tables stop there", as_of)));
    number_list_free(&list);
}

void section_counts_add(struct report *report, bool show_values) {
    document_section(report->document, "counts", "Rows and people");
    if (show_values) {
        add_jumps(report);
        add_new_codes(report);
    }
    add_tables(report);
    add_reasons(report);
    add_people(report, false);
}

/* What is to be done in the configuration or with files: for those who run it. */
static void add_to_run(struct report *report) {
    const struct number_key deaths = {.analysis = ANALYSIS_SAFETY, .measure = "deaths"};
    bool has_safety = numbers_find(&report->numbers, &deaths) != NULL;
    bool misses_deaths = has_safety && safety_misses_deaths(report) && !safety_is_linked(report, "death_index"),
         misses_overdoses = has_safety && safety_misses_overdoses(report) && !safety_is_linked(report, "hospital");
    bool has_lists = has_safety && numbers_have(&report->numbers, ANALYSIS_TO_DO);
    const char *how = section_renewal_how(report);

    if (how == NULL && !misses_deaths && !misses_overdoses && !has_lists)
        return;
    document_subsection(report->document, "For those who run it");
    if (misses_deaths || misses_overdoses)
        document_item(report->document,
                      WORDS(report,
                            "Where %s is linked, [completeness] %s in the configuration says so: then Safety "
                            "has rates of people off cover.",
                            !misses_deaths      ? "a hospital register"
                            : !misses_overdoses ? "a death index"
                                                : "a death index or a hospital register",
                            !misses_deaths      ? "linked.hospital = DATE"
                            : !misses_overdoses ? "linked.death_index = DATE"
                                                : "linked.death_index = DATE or linked.hospital = DATE"));
    if (has_lists)
        document_item(report->document, "How far back deaths are reviewed is [report] review_deaths in the "
                                        "configuration.");
    if (how != NULL)
        document_item(report->document, how);
}

void section_quality_add(struct report *report) {
    if (!numbers_have(&report->numbers, ANALYSIS_DATA_QUALITY))
        return;
    report_section(report, "data");
    add_ends(report);
    add_jumps(report);
    add_new_codes(report);
    add_tables(report);
    document_aside(report->document, true);
    say_reasons(report);
    add_people(report, true);
    document_aside(report->document, false);
    add_to_run(report);
}
