/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Requests for care that nobody has answered yet, by how long.
 */
#include <math.h>

#include "analysis/catalogue.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const char *count_of(const struct report *report, struct number_key key) {
    return wording_count(&report->numbers, numbers_value(&report->numbers, &key));
}

static void add_row(struct report *report, const char *name, struct number_key key) {
    static const char *const bands[] = {"0-7", "8-21", "22-90", "91+"};
    const char *cells[DOCUMENT_MOST_COLUMNS] = {name, count_of(report, key)};

    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++) {
        key.subgroup = bands[i];
        cells[2 + i] = count_of(report, key);
    }
    document_row(report->document, cells);
}

static void add_table(struct report *report, struct number_key key) {
    static const char *const headers[] = {"Site asked", "Waiting",     "0-7 days", "8-21 days",
                                          "22-90 days", "91 and more", NULL};
    const char *groups[REPORT_MOST_GROUPS];
    size_t n;

    document_table(report->document, "People still waiting, by the days since they asked", headers);
    add_row(report, "All people", key);
    key.group_by = "site";
    n = report_groups(report, &key, groups);
    for (size_t i = 0; i < n && n > 1; i++) {
        key.group = groups[i];
        add_row(report, wording_group(&report->numbers, "site", groups[i]), key);
    }
    report_note_left_out(report, &key);
}

void section_requests_add(struct report *report) {
    struct number_key waiting = {.analysis = ANALYSIS_REQUESTS, .measure = "people_waiting"},
                      gave_up = {.analysis = ANALYSIS_REQUESTS, .measure = "people_who_gave_up"},
                      not_known = {.analysis = ANALYSIS_REQUESTS, .measure = "people_not_known"};
    double n_unknown = numbers_value(&report->numbers, &not_known);
    const struct estimate *row = numbers_find(&report->numbers, &waiting);

    if (row == NULL)
        return;
    document_section(report->document, "requests", "Requests still waiting");
    document_paragraph(
        report->document,
        WORDS(
            report,
            "Of %s who ever asked for care, %s had no day of care since their last request, and no "
            "discharge either: they are still waiting. Of %s the admission was closed before a first "
            "day of care.%s",
            wording_people(&report->numbers, row->n), wording_count(&report->numbers, row->estimate),
            count_of(report, gave_up),
            n_unknown > 0
                ? WORDS(
                      report,
                      " Of %s nobody can tell: nothing has come from their site since, or they are observed no longer.",
                      wording_count(&report->numbers, n_unknown))
                : ""));
    add_table(report, waiting);
    document_note(report->document,
                  "It does not say why: a request may have been withdrawn, or answered elsewhere, and nobody wrote it "
                  "down. Who waits for 91 days and more is most likely a record that nobody closed.");
}
