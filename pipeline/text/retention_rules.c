/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/retention_rules.h"

#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* "26% to 52%" of every rule that can be spoken of; "": of none. */
static const char *range_of(const struct report *report, const char *const rules[], size_t n, double days) {
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < n; i++) {
        struct number_key key = {
            .analysis = ANALYSIS_RETENTION_FIRST, .rule = rules[i], .measure = "survival", .time_days = days};
        const struct estimate *row = numbers_find(&report->numbers, &key);
        if (!number_is_sayable(row))
            continue;
        least = fmin(least, row->estimate);
        most = fmax(most, row->estimate);
    }
    if (least > most)
        return "";
    if (strcmp(wording_percent(&report->numbers, least), wording_percent(&report->numbers, most)) == 0)
        return wording_percent(&report->numbers, least);
    return WORDS(report, "%s to %s", wording_percent(&report->numbers, least), wording_percent(&report->numbers, most));
}

/* "30 days"; a name that says more than the days stands behind them. */
static const char *rule_words(const struct report *report, const struct ini_entry *entry) {
    bool recorded = strcmp(entry->value, "recorded") == 0;
    const char *words = recorded ? "a discharge" : WORDS(report, "%s days", entry->value);

    if (strcmp(entry->key, recorded ? "discharge" : WORDS(report, "coverage%s", entry->value)) == 0)
        return words;
    return WORDS(report, "%s (%s)", words, entry->key);
}

/* Without days of discharge a rule by them ends care by silence alone, which is another rule. */
static bool is_told(const struct report *report, const struct ini_entry *entry) {
    return strcmp(entry->value, "recorded") != 0 || !not_held(report->numbers.config, "admissions.discharged");
}

/* The rules that tell of any landmark, in the order of the configuration. */
static size_t list_rules(const struct report *report, const struct report_times *times, const char *rules[]) {
    const struct ini_file *config = report->numbers.config;
    size_t n = 0;

    for (size_t i = 0; i < config->n_entries && n < REPORT_MOST_GROUPS; i++) {
        struct number_key key = {
            .analysis = ANALYSIS_RETENTION_FIRST, .rule = config->entries[i].key, .measure = "survival"};
        if (strcmp(config->entries[i].section, "rules") == 0 && is_told(report, &config->entries[i]) &&
            report_has_times(report, &key, times))
            rules[n++] = config->entries[i].key;
    }
    return n;
}

void retention_rules_add(struct report *report) {
    const char *rules[REPORT_MOST_GROUPS], *names[REPORT_MOST_GROUPS], *ranges[REPORT_MOST_TIMES];
    struct report_times times = report_landmarks(report);
    const struct ini_file *config = report->numbers.config;
    size_t n = list_rules(report, &times, rules), n_ranges = 0;

    if (n < 2)
        return;
    for (size_t i = 0; i < n; i++)
        names[i] = rule_words(report, ini_file_entry(config, "rules", rules[i]));
    for (size_t i = 0; i < times.n; i++) {
        const char *range = range_of(report, rules, n, times.days[i]);
        if (range[0] != '\0')
            ranges[n_ranges++] = WORDS(report, "%s after %s", range, wording_span(&report->numbers, times.days[i]));
    }
    if (n_ranges > 0)
        document_note(
            report->document,
            WORDS(report,
                  "When care is taken to have ended decides how much is left of it: by %s, in first episodes in care "
                  "are %s. Each rule: data/estimates.csv (retention_first).",
                  wording_list(&report->numbers, names, n), wording_list(&report->numbers, ranges, n_ranges)));
}
