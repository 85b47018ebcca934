/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shares of people by day: staying, leaving, what followed a return to use, who came back.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/release_report.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* A row of a table over days: name, people (not where they are those of every row), shares. */
static void add_row(struct report *report, const struct release *release, const char *name, struct number_key key,
                    const struct report_times *times, bool people) {
    const char *cells[DOCUMENT_MOST_COLUMNS] = {name, "–"};
    size_t first = people ? 2 : 1;
    bool any = false, has_people = false;

    for (size_t i = 0; i < times->n; i++) {
        key.time_days = times->days[i];
        const struct released *row = release_find(release, &key);
        any = any || row != NULL;
        if (people && row != NULL && !has_people) {
            cells[1] = release_people_cell(release, row);
            has_people = !isnan(row->people_low);
        }
        cells[first + i] = release_share_cell(release, row);
    }
    if (any)
        document_row(report->document, cells);
}

/* One row for each group that has any range, in the order of their names. */
static void add_groups(struct report *report, const struct release *release, struct number_key key,
                       const struct report_times *times) {
    const struct released **rows;
    size_t n = release_list(release, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME, &rows);
    const char *before = NULL;

    for (size_t i = 0; i < n; i++) {
        if (!release_is_told(rows[i]) || (before != NULL && strcmp(before, rows[i]->group) == 0))
            continue;
        before = key.group = rows[i]->group;
        add_row(report, release, wording_group(&report->numbers, key.group_by, before), key, times, true);
    }
    free(rows);
}

/* One row for each code of the key. */
static void add_codes(struct report *report, const struct release *release, struct number_key key,
                      const struct report_times *times) {
    const struct released **rows;
    size_t n = release_list(release, &key, NUMBERS_ANY_SUBGROUP | NUMBERS_ANY_TIME, &rows);

    for (size_t i = 0; i < n; i++) {
        if (i > 0 && strcmp(rows[i - 1]->subgroup, rows[i]->subgroup) == 0)
            continue;
        key.subgroup = rows[i]->subgroup;
        add_row(report, release, release_code_words(release, rows[i]), key, times, false);
    }
    free(rows);
}

/* Has any row of the key a range? */
static bool any_told(const struct release *release, struct number_key key, unsigned open) {
    const struct released **rows;
    size_t n = release_list(release, &key, open, &rows);
    bool any = false;

    for (size_t i = 0; i < n; i++)
        any = any || release_is_told(rows[i]);
    free(rows);
    return any;
}

static void begin_table(struct report *report, const char *caption, const char *first, const struct report_times *times,
                        bool people) {
    const char *headers[DOCUMENT_MOST_COLUMNS];

    report_time_headers(report, first, people, times, headers);
    document_table(report->document, caption, headers);
}

static struct number_key survival(const struct report *report, const char *analysis, const char *group_by) {
    return (struct number_key){
        .analysis = analysis, .rule = numbers_rule(&report->numbers), .measure = "survival", .group_by = group_by};
}

static void add_median(struct report *report, const struct release *release) {
    struct number_key key = {.analysis = ANALYSIS_RETENTION_FIRST,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "median_days",
                             .subgroup = "0.5"};
    const struct released *row = release_find(release, &key);
    const char *half = not_held(report->numbers.config, "open_stays") ? "stays that have ended were over"
                                                                      : "people who start care have left";

    if (row == NULL)
        return;
    if (isnan(row->high))
        document_paragraph(report->document,
                           WORDS(report, "Half of the %s on some day behind day %.0f.", half, row->low));
    else
        document_paragraph(report->document, WORDS(report, "Half of the %s by a day between day %.0f and day %.0f.",
                                                   half, row->low, row->high));
}

static void add_grouping(struct report *report, const struct release *release, const char *group_by,
                         const char *caption, const char *first) {
    struct report_times times = report_landmarks(report);

    begin_table(report, caption, first, &times, true);
    add_row(report, release, "All people", survival(report, ANALYSIS_RETENTION_FIRST, ""), &times, true);
    add_groups(report, release, survival(report, ANALYSIS_RETENTION_FIRST, group_by), &times);
}

static void add_episodes(struct report *report, const struct release *release) {
    struct report_times times = report_landmarks(report);

    begin_table(report, "In care, counted from the first day of that episode", "Episode", &times, true);
    add_row(report, release, "First episode", survival(report, ANALYSIS_RETENTION_FIRST, ""), &times, true);
    add_row(report, release, "Episode after a return to care", survival(report, ANALYSIS_RETENTION_RETURNED, ""),
            &times, true);
    add_row(report, release, "All episodes", survival(report, ANALYSIS_RETENTION_ALL, ""), &times, true);
}

static void add_rules(struct report *report, const struct release *release) {
    const struct ini_file *config = report->numbers.config;
    struct report_times times = report_landmarks(report);

    begin_table(report, "In care (first episodes, all people) under every rule for “has left”",
                "A person has left when", &times, true);
    for (size_t i = 0; i < config->n_entries; i++) {
        const struct ini_entry *entry = &config->entries[i];
        struct number_key key = {.analysis = ANALYSIS_RETENTION_FIRST, .rule = entry->key, .measure = "survival"};
        if (strcmp(entry->section, "rules") == 0)
            add_row(report, release,
                    strcmp(entry->value, "recorded") == 0
                        ? WORDS(report, "a discharge is recorded (%s)", entry->key)
                        : WORDS(report, "over %s days without care (%s)", entry->value, entry->key),
                    key, &times, true);
    }
}

static void add_medications(struct report *report, const struct release *release) {
    add_grouping(report, release, "medication", "In care after first starting, by the medication of the first day",
                 "Medication");
    report_figure(report, "retention_by_medication",
                  "Staying in care by medication: the truth may lie anywhere in a box.");
}

static void add_all_people(struct report *report, const struct release *release) {
    struct report_times times = report_landmarks(report);

    begin_table(report, "In care after first starting", "People", &times, true);
    add_row(report, release, "All people", survival(report, ANALYSIS_RETENTION_FIRST, ""), &times, true);
}

/* Groups that have rows in the release, and of these those with any range. */
static void count_groups(const struct release *release, struct number_key key, size_t *n_groups, size_t *n_told) {
    const struct released **rows;
    size_t n = release_list(release, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME, &rows);
    bool is_told = false;

    *n_groups = *n_told = 0;
    for (size_t i = 0; i < n; i++) {
        bool is_first = i == 0 || strcmp(rows[i - 1]->group, rows[i]->group) != 0;
        *n_groups += is_first;
        is_told = !is_first && is_told;
        *n_told += !is_told && release_is_told(rows[i]);
        is_told = is_told || release_is_told(rows[i]);
    }
    free(rows);
}

/* What is not in the table. */
static void add_other_sites(struct report *report, const struct release *release) {
    size_t n, n_told;

    count_groups(release, survival(report, ANALYSIS_RETENTION_FIRST, "site"), &n, &n_told);
    if (n > n_told)
        document_note(report->document, WORDS(report, "%s further %s too few people for any of these numbers.",
                                              wording_count(&report->numbers, (double)(n - n_told)),
                                              n - n_told == 1 ? "site has" : "sites have"));
}

/* A table of nobody but everybody says nothing. */
static void add_sites(struct report *report, const struct release *release) {
    if (!any_told(release, survival(report, ANALYSIS_RETENTION_FIRST, "site"), NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME))
        return;
    add_grouping(report, release, "site", "In care after first starting, by site", "Site");
    document_note(report->document,
                  "Sites stand in the order of their names. Ranges that lie apart are no ranking: who comes to which "
                  "site is not chance.");
    add_other_sites(report, release);
    report_figure(report, "retention_by_site", "Staying in care by site: the truth may lie anywhere in a box.");
}

void release_retention_add(struct report *report, const struct release *release) {
    const struct ini_file *config = report->numbers.config;

    document_section(report->document, "retention", "How long people stay in care");
    document_paragraph(report->document,
                       not_held(config, "open_stays")
                           ? "Share of the stays that have ended that went on for so many days, whatever the reason "
                             "for leaving (maintenance and counseling programs)."
                           : "Share of people still in care so many days after they first started, whatever the reason "
                             "for leaving (maintenance and counseling programs).");
    add_median(report, release);
    report_figure(report, "retention",
                  "Staying in care, all people: the truth may lie anywhere in a box, on every day that is told.");
    if (not_held(config, "doses"))
        add_all_people(report, release);
    else
        add_medications(report, release);
    document_note(report->document,
                  "“53% (52–54)”: 53 of 100, for certain between 52 and 54. “38–55%”: for certain in this range. “Too "
                  "few”: a range would be wider than 30 points, or too few were followed for so long.");
    if (release_has_flag(release, "withheld"))
        document_note(report->document, "“Withheld”: with the other numbers it would tell too much of few people.");
    if (release_has_flag(release, "by_construction"))
        document_note(report->document,
                      "“By definition”: one injection or implant covers that many days, so that staying until then "
                      "tells nothing; fewer than 12 people had left before, by a death or after a shorter supply.");
    add_sites(report, release);
    if (!not_held(config, "readmissions"))
        add_episodes(report, release);
    add_rules(report, release);
    document_note(report->document,
                  "The rows of the last table differ by definition, not by chance: they say how much the answer "
                  "depends on when care is taken to have ended.");
}

void release_leaving_add(struct report *report, const struct release *release) {
    struct report_times times = report_landmarks(report);
    struct number_key exits = {
        .analysis = ANALYSIS_EXITS_FIRST, .rule = numbers_rule(&report->numbers), .measure = "cumulative_incidence"};

    document_section(report->document, "leaving", "How people leave");
    begin_table(report, "First episodes, all people, by the recorded reason", "What happened", &times, false);
    add_row(report, release, "Still in care", survival(report, ANALYSIS_RETENTION_FIRST, ""), &times, false);
    add_codes(report, release, exits, &times);
    report_figure(report, "exits", "Ways of leaving: where ranges meet, the order of the lines is no finding.");
}

void release_after_use_add(struct report *report, const struct release *release) {
    const struct report_times times = {.days = {7, 14, 30, 90}, .n = 4};
    struct number_key key = {.analysis = ANALYSIS_AFTER_RETURN_TO_USE,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "cumulative_incidence"};

    document_section(report->document, "after-use", "After a return to use");
    document_paragraph(report->document,
                       "What happened first after a return to use, counted from the day on which the program knew of "
                       "it. “Seen again” is an attended counseling or medical visit after that day.");
    if (!any_told(release, key, NUMBERS_ANY_SUBGROUP | NUMBERS_ANY_TIME)) {
        key = report_key_seen_again(report);
        document_paragraph(report->document, WORDS(report, "Nothing is told of it: %s.",
                                                   release_nothing_words(release, release_find(release, &key))));
        return;
    }
    begin_table(report, "After a return to use, all people", "What happened first", &times, false);
    add_codes(report, release, key, &times);
    begin_table(report, "Seen again after a return to use, by site", "Site", &times, true);
    key.group_by = "site";
    key.subgroup = "re_engaged";
    add_groups(report, release, key, &times);
}

void release_return_add(struct report *report, const struct release *release) {
    const struct report_times times = {.days = {90, 180, 365}, .n = 3};
    struct number_key key = {.analysis = ANALYSIS_RETURN_AFTER_LEAVING,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "cumulative_incidence"};

    document_section(report->document, "return", "Who came back");
    begin_table(report, "After leaving care, every leaving", "What happened first", &times, false);
    add_codes(report, release, key, &times);
    key.subgroup = "returned";
    key.analysis = ANALYSIS_EVER_RETURNED;
    add_row(report, release, "Returned, each person’s first leaving", key, &times, false);
    begin_table(report, "Returned to care, by the way of leaving", "Way of leaving", &times, true);
    key.analysis = ANALYSIS_RETURN_AFTER_LEAVING;
    key.group_by = "exit";
    add_groups(report, release, key, &times);
}
