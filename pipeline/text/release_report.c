/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/release_report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/section_known.h"
#include "text/section_method.h"
#include "text/wording.h"

static const char in_care[] = "people_in_care", cohort[] = "cohort_retention_90";

/* "internal", as the configuration comes, is none: it would read as if this might not leave. */
static const char *agreement_words(const struct report *report) {
    const char *name = facts_value(report->facts, "data_use_agreement");

    return strcmp(name, "internal") == 0 ? "no data use agreement is named"
                                         : WORDS(report, "data use agreement: %s", name);
}

static void set_title(struct report *report) {
    const char *program = facts_value(report->facts, "program"), *period = facts_value(report->facts, "period");

    if (program[0] == '\0')
        program = "Opioid use disorder program";
    report->document->title = report_is_relative(report)
                                  ? WORDS(report, "%s: release", program)
                                  : WORDS(report, "%s: %s", program, wording_month(&report->numbers, period));
    report->document->subtitle = WORDS(report, "As of %s%s. Release: numbers are ranges; it may leave the program.%s",
                                       report_is_relative(report) ? "day " : "", facts_value(report->facts, "as_of"),
                                       report_owner_words(report));
}

static const char *rows_words(const struct report *report, const struct released *rows) {
    if (rows == NULL || !release_is_told(rows))
        return "";
    return rows->low < 1000 ? "Rows used: under 1,000. "
                            : WORDS(report, "Rows used: %s or more. ", wording_count(&report->numbers, rows->low));
}

static void add_header(struct report *report, const struct release *release) {
    const char *gap = ini_file_value(report->numbers.config, "rules", numbers_rule(&report->numbers));
    const struct released *rows =
        release_find(release, &(struct number_key){.analysis = ANALYSIS_DATA_QUALITY, .measure = "accepted"});

    document_paragraph(report->document,
                       WORDS(report, "A person counts as having left %s (rule %s).%s",
                             gap == NULL || strcmp(gap, "recorded") == 0
                                 ? "when a discharge is recorded"
                                 : WORDS(report, "after more than %s days in a row without medication or a visit", gap),
                             numbers_rule(&report->numbers),
                             report_is_relative(report)
                                 ? ""
                                 : " Numbers of months, quarters and years stay as they were first "
                                   "published."));
    document_note(report->document, WORDS(report, "%sMade by %s. Profile %s; %s.", rows_words(report, rows),
                                          facts_value(report->facts, "version"), facts_value(report->facts, "profile"),
                                          agreement_words(report)));
    if (report_is_relative(report))
        document_note(report->document, "This export has days counted from each person’s own start, not dates: there "
                                        "are no months.");
}

/* " In July to September 2026, between 89 and 99 people started care." */
static const char *flow_words(const struct report *report, const struct release *release) {
    static const char *const flows[][2] = {
        {"admissions", "started care"}, {"returns", "came back"}, {"leavings", "left"}};
    const char *parts[3], *words = "";
    size_t n = 0;

    for (size_t i = 0; i < sizeof flows / sizeof flows[0]; i++) {
        const struct released *row = release_latest(release, flows[i][0]);
        if (row != NULL)
            parts[n++] = WORDS(report, " In %s, %s people %s.", wording_month(&report->numbers, row->period),
                               release_count_words(release, row), flows[i][1]);
    }
    for (size_t i = 0; i < n; i++)
        words = WORDS(report, "%s%s", words, parts[i]);
    return words;
}

/* What the census is told by, where it is too small to be told by month. */
static const char *level_words(const char *period) {
    if (strlen(period) == 4)
        return " It is told once a year, as months are too small.";
    if (period[5] == 'H')
        return " It is told twice a year, as months are too small.";
    return period[5] == 'Q' ? " It is told four times a year, as months are too small." : "";
}

static void add_people(struct report *report, const struct release *release) {
    const struct released *row = release_latest(release, in_care);

    if (row != NULL)
        document_item(report->document,
                      WORDS(report, "At the end of %s, %s people were in care.%s%s",
                            wording_month(&report->numbers, row->period), release_count_words(release, row),
                            level_words(row->period), flow_words(report, release)));
}

static void add_share(struct report *report, const struct release *release, const struct number_key *key,
                      const char *lead, const char *noun, const char *more) {
    const struct released *row = release_find(release, key);
    const char *sites = release_compare_sites(release, key); /* NULL: there is one */

    if (row == NULL)
        return;
    if (release_is_told(row))
        document_item(report->document, WORDS(report, "%s: %s%s%s.%s", lead, release_share_words(release, row, noun),
                                              sites == NULL ? "" : ". ", sites == NULL ? "" : sites, more));
    else
        document_item(report->document, WORDS(report, "%s: %s.", lead, release_nothing_words(release, row)));
}

/* The period that ends a year before; "" where there is none. */
static const char *year_before(const struct report *report, const char *period) {
    int year;

    return sscanf(period, "%4d", &year) == 1 ? WORDS(report, "%04d%s", year - 1, period + 4) : "";
}

/* About the latest admissions that were followed for long enough, held against those of a year before. */
static const char *cohort_words(const struct report *report, const struct release *release) {
    static const char *const words[] = {"That is fewer than in", "Whether that is a change from",
                                        "That is more than in"};
    const struct released *now = release_latest(release, cohort), *then;
    int order;

    if (now == NULL)
        return "";
    then = release_find(
        release,
        &(struct number_key){.analysis = now->analysis, .measure = cohort, .period = year_before(report, now->period)});
    order = then == NULL ? 0 : release_compare(now, then);
    return WORDS(report, " Of those who started in %s: %s%s%s%s%s.", wording_month(&report->numbers, now->period),
                 release_share_words(release, now, ""), then == NULL ? "" : ". ", then == NULL ? "" : words[order + 1],
                 then == NULL ? "" : WORDS(report, " %s", wording_month(&report->numbers, then->period)),
                 then == NULL || order != 0 ? "" : " cannot be told from protected numbers");
}

/* After 90 days; where that is not told, after the last landmark before it that is. */
static void add_staying(struct report *report, const struct release *release) {
    struct number_key stay = report_key_staying(report);
    struct report_times times = report_landmarks(report);
    double usual = stay.time_days;

    for (size_t i = times.n; i-- > 0 && !release_is_told(release_find(release, &stay));)
        if (times.days[i] < usual)
            stay.time_days = times.days[i];
    if (!release_is_told(release_find(release, &stay)))
        stay.time_days = usual;
    add_share(report, release, &stay, "Staying",
              WORDS(report,
                    not_held(report->numbers.config, "open_stays")
                        ? "stays that have ended went on for more than %s"
                        : "people who ever started care were still in care after %s",
                    wording_span(&report->numbers, stay.time_days)),
              cohort_words(report, release));
}

static void add_small(struct report *report, const struct release *release) {
    const struct released *started =
        release_find(release, &(struct number_key){.analysis = ANALYSIS_DATA_QUALITY, .measure = "people_started"});

    document_paragraph(
        report->document,
        WORDS(report,
              "So far %s people ever started care here: too few for shares that hold the truth and give "
              "nobody away. The program itself has all numbers in its internal report.",
              started == NULL || !release_is_told(started) ? "few" : release_count_words(release, started)));
}

/* Sections of returns to use by the kind of export, not by whether this one has a file of them: its first row would
 * show. */
static void add_summary(struct report *report, const struct release *release, bool is_small) {
    const struct ini_file *config = report->numbers.config;
    struct number_key seen = report_key_seen_again(report), back = report_key_came_back(report),
                      early = {.analysis = ANALYSIS_REFLECTIONS, .measure = "recognised_before_use"};

    document_section(report->document, "summary", "The release in a few sentences");
    add_people(report, release);
    if (is_small) {
        add_small(report, release);
        return;
    }
    add_staying(report, release);
    if (!not_held_by_kind(config, "returns_to_use"))
        add_share(report, release, &seen, "After a return to use",
                  "are followed by a counseling or medical visit within 7 days", "");
    if (!not_held(config, "readmissions"))
        add_share(report, release, &back, "After leaving", "leavings are followed by a return to care within 90 days",
                  "");
    if (!not_held_by_kind(config, "returns_to_use"))
        add_share(report, release, &early, "Reflections",
                  "recorded reflections, on returns to use and on early warnings together, say that the signs were "
                  "noticed in feelings or thoughts",
                  "");
    document_note(report->document,
                  "How to read the ranges: a count is told by classes of 11 people, so that nobody can be found in it; "
                  "a share made of such counts lies between the two numbers of the tables for certain. “Likely”, in "
                  "sentences, adds chance: where the true share behind these people lies (95%). Shares are over the "
                  "whole time of the data, unless a "
                  "period is named.");
}

static void add_method(struct report *report) {
    static const char *const lines[] = {
        "Share in care after so many days: Kaplan-Meier, every reason for leaving counted. Ways of leaving, and what "
        "followed: Aalen-Johansen, with death and other ends competing.",
        "A number is told where rounding moves it by at most 5 points, with its range; a range alone where by at most "
        "15; else “too few”. “Withheld”: it is of enough people, and with the other numbers it would tell too much of "
        "few.",
        "A count is told by month where every month has 23 people or more, else by quarter, half-year or year. "
        "Whether a month is unusual is judged in the internal report, on exact counts.",
        "Not a measure of any person’s worth or effort, nor of a single member of staff."};

    bool by_cover = !not_held(report->numbers.config, "doses");

    document_section(report->document, "definitions", "Definitions");
    document_item(report->document,
                  by_cover
                      ? "Covered day: a day with a dose, or one for which a supply, injection or implant lasts; in "
                        "programs without medication one with an attended visit."
                      : "Treatment episode: from a recorded admission to its discharge.");
    if (by_cover)
        document_item(report->document, "Not a comparison of medications, nor of sites: who gets which is not chance, "
                                        "and nothing here is adjusted for who the people are.");
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        document_item(report->document, lines[i]);
    section_method_provenance_add(report, REPORT_RELEASE);
}

void release_report_build(struct report *report, const struct released_rows *rows) {
    struct release release = {report->numbers, rows};
    bool is_small = release_is_small(&release);

    set_title(report);
    add_header(report, &release);
    add_summary(report, &release, is_small);
    section_known_add_all(report);
    if (!is_small) {
        release_retention_add(report, &release);
        release_leaving_add(report, &release);
        if (!not_held_by_kind(report->numbers.config, "returns_to_use"))
            release_after_use_add(report, &release);
        if (!not_held(report->numbers.config, "readmissions"))
            release_return_add(report, &release);
        if (!not_held_by_kind(report->numbers.config, "returns_to_use"))
            release_reflections_add(report, &release);
        release_months_add(report, &release);
    }
    add_method(report);
}
