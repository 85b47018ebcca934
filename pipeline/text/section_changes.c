/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What changed: the month beside the one before and the same a year ago; the first numbers of the last report beside
 * those of this one, and months that it showed differently.
 */
#include <string.h>

#include "analysis/catalogue.h"
#include "text/first_shares.h"
#include "text/report_parts.h"
#include "text/revisions.h"
#include "text/this_month.h"
#include "text/wording.h"

enum { MOST_LINES = 8 };

/* "September 2026", "day 300"; "an earlier day" and so on where the chain did not say. */
static const char *earlier_name(const struct report *report) {
    const char *name = facts_value(report->facts, "earlier_report");

    if (name[0] == '\0')
        return "an earlier time";
    return strncmp(name, "day-", 4) == 0 ? WORDS(report, "day %s", name + 4) : wording_month(&report->numbers, name);
}

/* "366, September 2026" */
static const char *count_cell(const struct report *report, const char *measure) {
    struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = measure};
    const struct estimate *row =
        report_is_relative(report) ? numbers_find(&report->numbers, &key) : report_latest_month(report, measure);

    if (!number_is_shown(row))
        return row == NULL ? "–" : "too few";
    if (row->period[0] == '\0')
        return wording_count(&report->numbers, row->estimate);
    return WORDS(report, "%s, %s", wording_count(&report->numbers, row->estimate),
                 wording_month(&report->numbers, row->period));
}

static void add_counts(struct report *report, const struct report *then) {
    static const struct {
        const char *measure, *words;
    } months[] = {{"people_in_care", "People in care"},
                  {"admissions", "Started care"},
                  {"leavings", "Left care"},
                  {"returns", "Back in care"}},
      totals[] = {{"people_ever_in_care", "People ever in care"},
                  {"returns", "Returns to care"},
                  {"leavings", "Leavings"},
                  {"returns_to_use", "Returns to use"}};
    bool relative = report_is_relative(report);

    for (size_t i = 0; i < (relative ? sizeof totals / sizeof totals[0] : sizeof months / sizeof months[0]); i++) {
        const char *measure = relative ? totals[i].measure : months[i].measure;
        const char *cells[] = {relative ? totals[i].words : months[i].words, count_cell(then, measure),
                               count_cell(report, measure)};
        if (strcmp(cells[1], "–") != 0 || strcmp(cells[2], "–") != 0)
            document_row(report->document, cells);
    }
}

/* As a tile has it: of fewer people than a sentence may rest on, no share. */
static const char *share_cell(const struct report *report, const struct estimate *row) {
    return number_is_shown(row) && !number_is_sayable(row) ? "too few" : wording_cell(&report->numbers, row);
}

static void add_share(struct report *report, const char *words, const struct estimate *before,
                      const struct estimate *now) {
    if (before != NULL || now != NULL)
        document_row(report->document, (const char *[]){words, share_cell(report, before), share_cell(report, now)});
}

static void add_whole(struct report *report, const struct report *then, const struct number_key *key,
                      const char *words) {
    add_share(report, words, numbers_find(&then->numbers, key), numbers_find(&report->numbers, key));
}

/* By the rule of this report's tile, so that both numbers are of the same kind of period. Returns whether it is a
 * period's, and not of the whole time of the data. */
static bool add_tile(struct report *report, const struct report *then, const char *words,
                     struct comparison_periods before, struct comparison_periods now, const struct number_key *whole) {
    bool is_told = now.later != NULL && number_is_sayable(now.later);

    if (is_told)
        add_share(report, words, before.later, now.later);
    else
        add_whole(report, then, whole, words);
    return is_told;
}

static void add_shares(struct report *report, const struct report *then) {
    const struct number_key stay = report_key_staying(report), seen = report_key_seen_again(report),
                            back = report_key_came_back(report);
    struct comparison_periods lost = first_shares_lost(report, "cohort_left_14");
    bool is_back_whole = report_is_relative(report) || report_latest_month(report, "returns") == NULL;
    int n_periods = 0;

    if (lost.later != NULL && number_is_sayable(lost.later))
        add_share(report, "Left within 14 days", first_shares_lost(then, "cohort_left_14").later, lost.later);
    n_periods += add_tile(report, then, "In care after 90 days", first_shares_staying(then, stay.time_days),
                          first_shares_staying(report, stay.time_days), &stay) +
                 add_tile(report, then, "Seen within 7 days of a return to use", first_shares_seen(then),
                          first_shares_seen(report), &seen);
    if (is_back_whole)
        add_whole(report, then, &back, "Back in care within 90 days of leaving");
    document_note(
        report->document,
        WORDS(report,
              "The shares are of the periods named above under The numbers%s. Most people are in both reports: a small "
              "difference says little about the time between them.%s",
              n_periods == 0 ? ", the whole time of the data" : "",
              report_is_relative(report) ? "" : " How single months went stands under Months."));
}

static void add_headlines(struct report *report, const struct report *then) {
    const char *headers[] = {"Number", WORDS(report, "Report of %s", earlier_name(report)), "This report", NULL};

    document_table(report->document, "The first numbers, then and now", headers);
    add_counts(report, then);
    add_shares(report, then);
    first_shares_add_turned(report, then);
}

/* Other definitions give other numbers for the same people. */
static void add_differences(struct report *report) {
    const char *what = facts_value(report->facts, "earlier_differs");

    if (what[0] != '\0')
        document_paragraph(
            report->document,
            WORDS(report, "Between the two reports the %s changed: numbers can differ for that reason alone.", what));
}

/* Another version made the earlier report. Where this one has made it again from its own files, that one is compared
 * with, and what moved by the program alone is told here. */
static void add_upgrade(struct report *report) {
    const char *version = facts_value(report->facts, "earlier_version"),
               *moved = facts_value(report->facts, "earlier_moved"),
               *compared = facts_value(report->facts, "earlier_compared"),
               *why = facts_value(report->facts, "earlier_unmoved");

    if (version[0] == '\0')
        return;
    if (moved[0] == '\0')
        document_paragraph(report->document,
                           WORDS(report,
                                 "The earlier report was made by another program (%s), and this one cannot make "
                                 "it again: %s. What the program moved cannot be told from what records did.",
                                 version, why));
    else if (strcmp(moved, "0") == 0)
        document_paragraph(report->document,
                           WORDS(report,
                                 "The earlier report was made by another program (%s). Made again from its own "
                                 "files by this one, each of its %s numbers is the same.",
                                 version, compared));
    else
        document_paragraph(report->document,
                           WORDS(report,
                                 "The earlier report was made by another program (%s). Made again from its own "
                                 "files by this one, %s of its %s numbers are others or gone: the program alone "
                                 "moved them (data/moved_by_program.csv). All else here is compared with the "
                                 "report as this program makes it.",
                                 version, moved, compared));
}

static const char *numbers_words(const struct report *report, size_t n) {
    return n == 1 ? "1 number" : WORDS(report, "%zu numbers", n);
}

/* "3 numbers of earlier months for all sites together and 2 numbers by site" */
static const char *amount_words(const struct report *report, size_t n_all, size_t n_by_site) {
    const char *parts[2];
    size_t n = 0;

    if (n_all > 0)
        parts[n++] = WORDS(report, "%s for all sites together", numbers_words(report, n_all));
    if (n_by_site > 0)
        parts[n++] = WORDS(report, "%s by site", numbers_words(report, n_by_site));
    return wording_list(&report->numbers, parts, n);
}

static void add_revisions(struct report *report) {
    struct revision_list all = revisions_find(report, ""), sites = revisions_find(report, "site");

    document_subsection(report->document, "Months that the earlier report showed differently");
    if (all.n + sites.n == 0)
        document_paragraph(report->document, "None: no late or corrected record has changed a month that it showed.");
    else
        document_paragraph(
            report->document,
            WORDS(report, "Late or corrected records%s changed %s.",
                  facts_value(report->facts, "earlier_differs")[0] == '\0' ? "" : ", or what is said above,",
                  amount_words(report, all.n, sites.n)));
    for (size_t i = 0; i < all.n && i < MOST_LINES; i++)
        document_item(report->document, revision_words(report, &all.rows[i]));
    if (all.n > MOST_LINES)
        document_item(report->document, WORDS(report, "And %zu more, of earlier months.", all.n - MOST_LINES));
    revision_list_free(&all);
    revision_list_free(&sites);
}

void section_changes_add(struct report *report) {
    struct report then = *report;

    document_section(report->document, "changes", "What changed");
    if (!report_is_relative(report))
        this_month_add(report);
    if (report->earlier == NULL) {
        document_paragraph(report->document, "There is no earlier report to compare with.");
        return;
    }
    document_subsection(report->document, "Since the last report");
    then.numbers.estimates = report->earlier;
    add_headlines(report, &then);
    add_differences(report);
    add_upgrade(report);
    if (!report_is_relative(report))
        add_revisions(report);
}
