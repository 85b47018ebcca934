/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/starting_parts.h"
#include "text/wording.h"

static const double days[] = {1, 3, 7};

enum { N_DAYS = sizeof days / sizeof days[0] };

/* "from 2025-11-01 to 2026-10-31" of 2025-11-01/2026-10-31. */
static const char *days_words(const struct report *report, const char *window) {
    const char *slash = strchr(window, '/');

    return slash == NULL ? window : WORDS(report, "from %.*s to %s", (int)(slash - window), window, slash + 1);
}

static struct number_key key_of(const struct report *report) {
    return (struct number_key){.analysis = ANALYSIS_FIRST_DOSE,
                               .rule = numbers_rule(&report->numbers),
                               .measure = "cumulative_incidence",
                               .subgroup = "started"};
}

static const struct estimate *find_at(const struct report *report, struct number_key key, double day) {
    key.time_days = day;
    return numbers_find(&report->numbers, &key);
}

static const struct estimate *find_half(const struct report *report, struct number_key key) {
    key.measure = "quantile_days";
    key.subgroup = "started;0.5";
    return numbers_find(&report->numbers, &key);
}

static void add_row(struct report *report, const char *name, struct number_key key) {
    const struct estimate *half = find_half(report, key), *first = find_at(report, key, days[0]);
    const char *cells[DOCUMENT_MOST_COLUMNS] = {name, first == NULL ? "–" : wording_count(&report->numbers, first->n)};

    for (size_t i = 0; i < N_DAYS; i++)
        cells[2 + i] = wording_cell(&report->numbers, find_at(report, key, days[i]));
    cells[2 + N_DAYS] = half == NULL ? "–" : wording_days(&report->numbers, half);
    document_row(report->document, cells);
}

/* The group of those who asked in the last 365 days; "" where there is none, or none before it. */
static const char *find_latest(const struct report *report) {
    struct number_key key = key_of(report);
    const char *windows[REPORT_MOST_GROUPS], *slash;
    size_t n;

    key.group_by = "window";
    n = report_groups(report, &key, windows);
    slash = n > 1 ? strchr(windows[n - 1], '/') : NULL;
    return slash != NULL && strcmp(slash + 1, facts_value(report->facts, "as_of")) == 0 ? windows[n - 1] : "";
}

/* Everybody and each site; `window`: of those who asked in it, "" of all. Everybody alone where no sentence has. */
static void add_table(struct report *report, const char *asked, const char *window, bool is_said) {
    static const char *const headers[] = {"", "People", "1 day", "3 days", "7 days", "Half by", NULL};
    bool has_window = window[0] != '\0';
    struct number_key key = key_of(report), site = key;
    const char *sites[REPORT_MOST_GROUPS];
    size_t n;
    bool has_sites;

    site.group_by = "site";
    n = report_groups(report, &site, sites);
    has_sites = n > 1 && n <= REPORT_MOST_SITES;
    if (is_said && !has_sites)
        return;
    document_table(report->document,
                   WORDS(report, "From asking for care to the first day of it, asked %s: had begun within", asked),
                   headers);
    key.group_by = has_window ? "window" : "";
    key.group = window;
    add_row(report, "All people", key);
    site.group_by = has_window ? "site;window" : "site";
    for (size_t i = 0; i < n && has_sites; i++) {
        site.group = has_window ? WORDS(report, "%s;%s", sites[i], window) : sites[i];
        add_row(report, wording_group(&report->numbers, "site", sites[i]), site);
    }
}

/* Of the last days; of all where there are too few people in them. False: of too few to say. */
static bool add_sentence(struct report *report, const char *latest) {
    struct number_key key = key_of(report), last = key;
    const struct estimate *one, *half;

    last.group_by = "window";
    last.group = latest;
    one = latest[0] != '\0' ? find_at(report, last, 1) : NULL;
    if (one != NULL && number_is_sayable(one))
        key = last;
    one = find_at(report, key, 1);
    if (one == NULL || !number_is_sayable(one))
        return false;
    half = find_half(report, key);
    document_paragraph(
        report->document,
        WORDS(report,
              "Of those who asked for care %s, %s had the first day of it within 1 day, %s within 3, %s within 7 and "
              "%s within 30 days%s.",
              key.group_by == NULL ? report_whole_time(report) : days_words(report, key.group),
              wording_of_100(&report->numbers, one->estimate),
              wording_of_100(&report->numbers, find_at(report, key, 3)->estimate),
              wording_of_100(&report->numbers, find_at(report, key, 7)->estimate),
              wording_of_100(&report->numbers, find_at(report, key, 30)->estimate),
              half != NULL && number_is_shown(half) && half->estimate > 0
                  ? WORDS(report, "; half of them within %.0f", half->estimate)
                  : ""));
    return true;
}

static void add_gave_up(struct report *report) {
    struct number_key key = key_of(report);
    const struct estimate *gave_up;
    const char *likely;

    key.subgroup = "gave_up";
    gave_up = find_at(report, key, 30);
    if (not_held(report->numbers.config, "admissions.discharged") || gave_up == NULL || !number_is_sayable(gave_up))
        return;
    likely = wording_likely(&report->numbers, gave_up);
    document_item(report->document,
                  WORDS(report,
                        "Of all who asked %s, the admission of %s was closed within 30 days, before a first day%s%s.",
                        report_whole_time(report), wording_of_100(&report->numbers, gave_up->estimate),
                        likely[0] == '\0' ? "" : ", ", likely));
}

void starting_waits_add(struct report *report) {
    const char *latest = find_latest(report);
    bool is_said;

    if (not_held(report->numbers.config, "doses"))
        return;
    if (!numbers_have(&report->numbers, ANALYSIS_FIRST_DOSE)) {
        document_note(report->document, "From asking for care to the first day of it: not told, as the export holds no "
                                        "day of a request that could be followed.");
        return;
    }
    is_said = add_sentence(report, latest);
    add_gave_up(report);
    starting_requests_add(report);
    add_table(report, latest[0] != '\0' ? days_words(report, latest) : report_whole_time(report), latest, is_said);
    document_aside(report->document, true);
    document_note(
        report->document,
        WORDS(report,
              "Who starts on the day of the request counts within 1 day; requests made while in care are left out, and "
              "who asks again goes on waiting. A request that was closed before a first day, and death, compete "
              "(Aalen-Johansen). %s in data/estimates.csv (first_dose). The first dose after a hospital or jail is not "
              "told: the day of coming out is not in the "
              "export.",
              latest[0] != '\0' ? "14 and 30 days, and the whole time of the data, stand" : "14 and 30 days stand"));
    document_aside(report->document, false);
}
