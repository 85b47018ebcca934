/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the report is about, and the month in five sentences.
 */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/plain_text.h"
#include "text/report_parts.h"
#include "text/wording.h"

static double sum_of_tables(const struct report *report, const char *measure) {
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = measure, .group_by = "table"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP);
    double sum = list.n > 0 ? 0 : (double)NAN;

    for (size_t i = 0; i < list.n; i++)
        sum += number_is_shown(list.rows[i]) ? list.rows[i]->estimate : (double)NAN;
    number_list_free(&list);
    return sum;
}

/* What the rule takes for having left. */
static const char *rule_words(const struct report *report) {
    const char *gap = ini_file_value(report->numbers.config, "rules", numbers_rule(&report->numbers));

    if (gap == NULL || strcmp(gap, "recorded") == 0)
        return "when a discharge is recorded, which happens late";
    return WORDS(report, "after more than %s days in a row without medication or a visit", gap);
}

static void add_header(struct report *report) {
    const struct numbers *numbers = &report->numbers;
    const char *end = report_day(report, "observation_end", ""),
               *known = report_day(report, "censoring_day", numbers_rule(numbers));
    double used = sum_of_tables(report, "accepted"), refused = sum_of_tables(report, "quarantined");

    document_paragraph(report->document,
                       WORDS(report,
                             "Data up to %s. A person counts as having left %s (rule %s), so who has left is known "
                             "only up to %s.",
                             end[0] != '\0' ? end : facts_value(report->facts, "as_of"), rule_words(report),
                             numbers_rule(numbers), known[0] != '\0' ? known : "some days before"));
    if (!isnan(used))
        document_note(
            report->document,
            WORDS(report,
                  "Rows used: %s; rows set aside as unusable: %s. Made by %s. Profile %s; data use agreement: %s.",
                  wording_count(numbers, used), wording_count(numbers, refused), facts_value(report->facts, "version"),
                  facts_value(report->facts, "profile"), facts_value(report->facts, "data_use_agreement")));
    if (report_is_relative(report))
        document_note(report->document,
                      "This export has days counted from each person’s own start, not dates: there are no "
                      "months, and nothing here is about a calendar month.");
}

static const char *with_capital(const struct report *report, const char *text) {
    return WORDS(report, "%c%s", toupper((unsigned char)text[0]), text + 1);
}

/* " In September 2026, 34 people started care, 17 people came back and 34 people left, each within the usual ..." */
static const char *flow_words(const struct report *report, const char *period) {
    static const char *const flows[][2] = {
        {"admissions", "started care"}, {"returns", "came back"}, {"leavings", "left"}};
    const char *parts[3], *unusual[3], *words = "";
    size_t n = 0, n_judged = 0, n_unusual = 0;

    for (size_t i = 0; i < 3; i++) {
        struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = flows[i][0], .period = period};
        const struct estimate *row = numbers_find(&report->numbers, &key);
        int signal;
        if (!number_is_shown(row))
            continue;
        parts[n++] = WORDS(report, "%s %s", wording_people(&report->numbers, row->estimate), flows[i][1]);
        signal = report_month_signal(report, row);
        n_judged += signal >= 0;
        if (signal == 1)
            unusual[n_unusual++] = flows[i][1];
    }
    if (n == 0)
        return "";
    if (n_unusual > 0)
        words = WORDS(report, "; more than the usual month-to-month variation in how many %s",
                      wording_list(&report->numbers, unusual, n_unusual));
    else if (n_judged == n)
        words =
            n > 1 ? ", each within the usual month-to-month variation" : ", within the usual month-to-month variation";
    return WORDS(report, " In %s, %s%s.", wording_month(&report->numbers, period),
                 wording_list(&report->numbers, parts, n), words);
}

/* " At North and River, the sites known up to then, 268 people were in care at the end of September 2026." Where the
 * months of all sites are known as far as anybody's: "". */
static const char *known_sites_words(const struct report *report, const char *period) {
    struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = "people_in_care_known", .group_by = "sites"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_PERIOD);
    const struct estimate *latest = NULL;

    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]) && strcmp(list.rows[i]->period, period) > 0 &&
            (latest == NULL || strcmp(list.rows[i]->period, latest->period) > 0))
            latest = list.rows[i];
    number_list_free(&list);
    if (latest == NULL)
        return "";
    return WORDS(report, " Of the sites known longer (%s): %s were in care at the end of %s.",
                 word_pool_keep(report->numbers.pool, plain_text_copy(latest->group)),
                 wording_people(&report->numbers, latest->estimate), wording_month(&report->numbers, latest->period));
}

static void add_flow_sentence(struct report *report) {
    const struct estimate *in_care = report_latest_month(report, "people_in_care"),
                          *left = report_latest_month(report, "leavings");

    if (in_care == NULL)
        return;
    document_item(
        report->document,
        WORDS(report, "%s %s in care at the end of %s, the latest month for which this is known.%s%s",
              with_capital(report, wording_people(&report->numbers, in_care->estimate)),
              fabs(in_care->estimate - 1) < 0.5 ? "was" : "were", wording_month(&report->numbers, in_care->period),
              left == NULL ? "" : flow_words(report, left->period), known_sites_words(report, in_care->period)));
}

/* "LEAD 72 of 100 TAIL, likely between 59 and 81; sites are similar. MORE" */
static void add_share(struct report *report, const struct number_key *key, const char *const words[2],
                      const char *more) {
    const char *lead = words[0], *tail = words[1];
    const struct estimate *row = numbers_find(&report->numbers, key);
    struct number_key by_site = *key;
    const char *likely, *sites;

    if (row == NULL || (!number_is_shown(row) && row->n < 1)) /* nobody to speak of */
        return;
    if (!number_is_sayable(row)) {
        document_item(report->document,
                      WORDS(report, "%s: %s.", lead, number_is_shown(row) ? "too few people to say" : "not yet known"));
        return;
    }
    likely = wording_likely(&report->numbers, row);
    by_site.group_by = "site";
    sites = report_compare_sites(report, &by_site);
    document_item(report->document,
                  WORDS(report, "%s: %s %s%s%s%s%s.%s", lead, wording_of_100_before(&report->numbers, row->estimate),
                        tail, likely[0] != '\0' ? ", " : "", likely, sites == NULL ? "" : "; ",
                        sites == NULL ? "" : sites, more));
}

/* About the latest admissions that were followed for long enough. */
static const char *cohort_words(const struct report *report) {
    const struct estimate *row = report_latest_month(report, "cohort_retention_90");
    const char *words;

    if (row == NULL)
        return "";
    words = number_is_sayable(row) ? report_month_words(report, row) : "";
    return WORDS(report, " Of those who started in %s, the latest who could be followed for 90 days: %s%s%s.",
                 wording_month(&report->numbers, row->period),
                 number_is_sayable(row) ? wording_share(&report->numbers, row) : "too few people to say",
                 words[0] != '\0' ? "; " : "", words);
}

static void add_sentences(struct report *report) {
    struct number_key stay = report_key_staying(report), seen = report_key_seen_again(report),
                      back = report_key_came_back(report);
    struct number_key early = {.analysis = ANALYSIS_REFLECTIONS, .measure = "recognised_before_use"};
    static const char *const words[][2] = {
        {"Staying", "people who start care are still in care after 90 days"},
        {"After a return to use", "are followed by a counseling or medical visit within 7 days"},
        {"After leaving", "leavings are followed by a return to care within 90 days"},
        {"Reflections", "recorded reflections say that the signs were noticed in feelings or thoughts, before use"},
        {"Staying", "stays that have ended went on for more than 90 days"}};

    bool only_ended = not_held(report->numbers.config, "open_stays");

    add_flow_sentence(report);
    add_share(report, &stay, only_ended ? words[4] : words[0], cohort_words(report));
    add_share(report, &seen, words[1], "");
    add_share(report, &back, words[2], "");
    add_share(report, &early, words[3], "");
}

void section_summary_add(struct report *report) {
    size_t before;

    add_header(report);
    document_section(report->document, "summary",
                     report_is_relative(report) ? "The report in a few sentences" : "This month in five sentences");
    before = report->document->n_blocks;
    add_sentences(report);
    if (report->document->n_blocks == before)
        document_paragraph(report->document, "Too early to say: nobody has been in care for long enough that somebody "
                                             "could be seen to stay or to leave.");
    else
        document_note(
            report->document,
            "“Similar” means that a test of all groups sees no difference: one may exist, but these numbers do not "
            "show "
            "it. “Differ clearly” means that the test sees one and that likely ranges lie apart; where only one of the "
            "two is so it cannot be told. Shares are over the whole time of the data, not of one month, unless a month "
            "is named.");
}
