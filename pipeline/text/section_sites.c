/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Site by site.
 */
#include <math.h>
#include <stdlib.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/sites_compared.h"
#include "text/wording.h"

/* What a site's line shows. */
static const char *site_cell(const struct report *report, struct number_key key, const char *site) {
    key.group_by = "site";
    key.group = site;
    return wording_cell(&report->numbers, numbers_find(&report->numbers, &key));
}

/* What stands beside a site's people, where the kind of export holds what it is told from. */
struct site_column {
    const char *header, *table;
    struct number_key key;
};

/* With many sites, who left beside who was expected to: with few they are in the model (section_adjusted). */
static bool has_expected(const struct report *report) {
    const struct number_key key = {.analysis = ANALYSIS_LEAVING_ADJUSTED,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "observed_expected_ratio",
                                   .group = "site"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_SUBGROUP);
    bool any = list.n > 0;

    number_list_free(&list);
    return any;
}

static const char *expected_cell(const struct report *report, const struct sites_compared *sites, const char *site) {
    const struct number_key key = {.analysis = ANALYSIS_LEAVING_ADJUSTED,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "observed_expected_ratio",
                                   .group = "site",
                                   .subgroup = site};
    const struct estimate *row = numbers_find(&report->numbers, &key);
    const char *mark;

    if (row == NULL || estimate_has_flag(row, "not_estimable"))
        return "–";
    mark = sites_compared_place(&report->numbers, sites, row) == SITE_OUTSIDE ? " †" : "";
    if (estimate_has_flag(row, "too_few"))
        return WORDS(report, "too few%s", mark);
    return WORDS(report, "%.2f (%.2f–%.2f)%s", row->estimate, row->ci_low, row->ci_high, mark);
}

enum { MOST_SITE_COLUMNS = 4 };

static size_t list_site_columns(const struct report *report, struct site_column columns_of[MOST_SITE_COLUMNS]) {
    const struct site_column all[] = {
        {"In care after 90 days", "", report_key_staying(report)},
        {"Seen within 7 days of a return to use", "returns_to_use", report_key_seen_again(report)},
        {"Back within 90 days of leaving", "readmissions", report_key_came_back(report)},
        {"Reflections recorded",
         "returns_to_use",
         {.analysis = ANALYSIS_REFLECTIONS, .measure = "reflections_recorded"}}};
    size_t n = 0, n_all = sizeof all / sizeof all[0];

    n_all -= has_expected(report) || !report_has_answers(report);
    for (size_t i = 0; i < n_all; i++)
        if (!not_held(report->numbers.config, all[i].table) && numbers_have(&report->numbers, all[i].key.analysis))
            columns_of[n++] = all[i];
    return n;
}

static void add_site(struct report *report, const struct site_column columns_of[], size_t n,
                     const struct sites_compared *sites, const char *site) {
    struct number_key stay = report_key_staying(report);
    const struct estimate *row;
    const char *cells[MOST_SITE_COLUMNS + 3] = {wording_group(&report->numbers, "site", site)};

    stay.group_by = "site";
    stay.group = site;
    row = numbers_find(&report->numbers, &stay);
    cells[1] = wording_count(&report->numbers, row == NULL ? (double)NAN : row->n);
    for (size_t i = 0; i < n; i++)
        cells[i + 2] = site_cell(report, columns_of[i].key, site);
    cells[n + 2] = expected_cell(report, sites, site);
    document_row(report->document, cells);
}

/* One line a site, however many. */
static void add_sites(struct report *report, const char *const sites[], size_t n) {
    const char *headers[MOST_SITE_COLUMNS + 4] = {"Site", "People"};
    struct site_column columns_of[MOST_SITE_COLUMNS];
    const struct sites_compared compared = sites_compared_of(&report->numbers);
    size_t n_columns = list_site_columns(report, columns_of);

    for (size_t i = 0; i < n_columns; i++)
        headers[i + 2] = columns_of[i].header;
    if (has_expected(report))
        headers[n_columns + 2] = "Left / expected";
    document_table(report->document,
                   report_is_relative(report)
                       ? "The sites side by side, in the order of their names"
                       : WORDS(report, "The sites side by side, in the order of their names, %s", report_since(report)),
                   headers);
    for (size_t i = 0; i < n; i++)
        add_site(report, columns_of, n_columns, &compared, sites[i]);
    document_note(report->document,
                  "Not adjusted for who the sites’ patients are, and no ranking: a site with people in greater "
                  "need may do better work and show lower numbers.");
}

/* One verdict for sentence, table and charts. */
static void say_sites(struct report *report) {
    struct sites_compared sites = sites_compared_of(&report->numbers);
    const char *words = sites_compared_words(&report->numbers);

    if (words == NULL)
        return;
    document_paragraph(report->document,
                       WORDS(report, "%s, first episodes %s: %s.",
                             sites.is_adjusted
                                 ? "How fast people leave their first episode, among people alike in the rest"
                                 : "In care after 90 days",
                             report_whole_time(report), words));
}

void section_sites_add(struct report *report) {
    struct number_key stay = report_key_staying(report);
    const char **sites;
    size_t n;

    stay.group_by = "site";
    sites = report_all_groups(report, &stay, &n);
    if (n > 1) {
        report_section(report, "sites");
        say_sites(report);
        add_sites(report, sites, n);
    }
    free(sites);
}
