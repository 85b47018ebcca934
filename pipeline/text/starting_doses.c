/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/report_settings.h"
#include "text/starting_parts.h"
#include "text/wording.h"

static struct number_key key_of(const struct report *report, const char *analysis, const char *event) {
    return (struct number_key){.analysis = analysis,
                               .rule = numbers_rule(&report->numbers),
                               .measure = "cumulative_incidence",
                               .subgroup = event,
                               .group_by = "medication"};
}

/* How long one supply of a medication lasts, and the gap of the rule behind it: by then it is seen whether a second one
 * was missed. A dose or a week's supply: by day 30 in any case. */
static double decided_by(const struct report *report, const char *medication) {
    const struct ini_file *config = report->numbers.config;
    const struct ini_entry *named = ini_file_entry(config, "medications", medication), *usual, *rule;
    char kind[32];
    int lasts = 0, gap = 0;

    if (named == NULL || sscanf(named->value, "%31s %d", kind, &lasts) != 2 || kind[0] != 'i')
        return 30;
    usual = ini_file_entry(config, "supplies", kind);
    if (lasts == 0 && usual != NULL)
        (void)sscanf(usual->value, "%*d %*d %d", &lasts);
    rule = ini_file_entry(config, "rules", numbers_rule(&report->numbers));
    if (rule != NULL)
        (void)sscanf(rule->value, "%d", &gap);
    return lasts + gap;
}

/* Of the days told, the first on which it is seen; NULL: none. */
static const struct estimate *second_dose(const struct report *report, struct number_key key) {
    double by = decided_by(report, key.group);
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_TIME);
    const struct estimate *row = NULL;

    for (size_t i = 0; i < list.n && row == NULL; i++)
        if (list.rows[i]->time_days >= by)
            row = list.rows[i];
    number_list_free(&list);
    return row;
}

static void add_second_doses(struct report *report) {
    static const char *const headers[] = {"Medication of the first day", "People", "Given a second", "Within", NULL};
    struct number_key key = key_of(report, ANALYSIS_SECOND_DOSE, "second_dose");
    const char *groups[REPORT_MOST_GROUPS];
    size_t n = report_groups(report, &key, groups);

    document_table(report->document,
                   WORDS(report, "A second dose, supply, injection or implant, who started %s", report_since(report)),
                   headers);
    for (size_t i = 0; i < n; i++) {
        const struct estimate *row;
        key.group = groups[i];
        row = second_dose(report, key);
        document_row(report->document,
                     (const char *[]){wording_group(&report->numbers, "medication", groups[i]),
                                      row == NULL ? "–" : wording_count(&report->numbers, row->n),
                                      row == NULL ? "not told" : wording_cell(&report->numbers, row),
                                      row == NULL ? "–" : wording_span(&report->numbers, row->time_days)});
    }
    document_aside(report->document, true);
    if (n > 0)
        document_note(report->document,
                      "Of people in care for the first time; leaving and death compete. After "
                      "an injection or an implant the next one counts, by when its days and the days that the rule "
                      "waits are over: before, nobody can be seen to have missed it.");
    document_aside(report->document, false);
}

static const char *asked_mg(const struct report *report, const char *medication) {
    const struct ini_entry *entry = report_settings_asked_dose(report->numbers.config, medication);

    return entry == NULL ? "–" : WORDS(report, "%s mg", entry->value);
}

static const char *share_of(const struct report *report, const struct estimate *row) {
    return row == NULL ? "–" : wording_cell(&report->numbers, row);
}

/* In all, and of those who started in the latest days. */
static void add_dose_row(struct report *report, const char *medication, const char *latest) {
    struct number_key key = key_of(report, ANALYSIS_DOSE_ON_DAY_30, "at_least"), within = key;
    const struct estimate *row;

    key.group = medication;
    within.group_by = "medication;window";
    within.group = WORDS(report, "%s;%s", medication, latest);
    within.time_days = key.time_days = 30;
    row = numbers_find(&report->numbers, &key);
    if (row != NULL)
        document_row(report->document, (const char *[]){wording_group(&report->numbers, "medication", medication),
                                                        asked_mg(report, medication),
                                                        wording_count(&report->numbers, row->n), share_of(report, row),
                                                        share_of(report, numbers_find(&report->numbers, &within))});
}

static void add_doses_on_day_30(struct report *report) {
    struct number_key key = key_of(report, ANALYSIS_DOSE_ON_DAY_30, "at_least"), window = key;
    const char *groups[REPORT_MOST_GROUPS], *windows[REPORT_MOST_GROUPS], *latest = "";
    const char *headers[] = {"After 30 days on", "At least, a day", "People", "Share", NULL, NULL};
    size_t n = report_groups(report, &key, groups), n_windows;

    window.group_by = "window";
    n_windows = report_groups(report, &window, windows);
    if (n_windows > 1) {
        latest = windows[n_windows - 1];
        headers[4] = WORDS(report, "Started since %.10s", latest);
    }
    document_table(report->document,
                   WORDS(report, "The dose on day 30, of people in care on it, who started %s", report_since(report)),
                   headers);
    for (size_t i = 0; i < n; i++)
        add_dose_row(report, groups[i], latest);
    if (n > 0)
        document_note(
            report->document,
            "The right dose is the person's: nobody's dose is to be raised for this number. Where few reach "
            "it, doses may rise too slowly to hold people in care. Doses that are not recorded are not in it.");
}

void starting_doses_add(struct report *report) {
    add_second_doses(report);
    add_doses_on_day_30(report);
}
