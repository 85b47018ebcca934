/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/called_people.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/ini_file.h"
#include "table/people_list.h"
#include "text/people_page.h"
#include "text/report_parts.h"
#include "text/wording.h"

enum { GAP_OF_DISCHARGES = 30 }; /* as person/people_lists.c: care of visits alone */

long called_people_days(const struct report *report) {
    const char *gap = ini_file_value(report->numbers.config, "rules", numbers_rule(&report->numbers));

    return gap == NULL || strcmp(gap, "recorded") == 0 ? GAP_OF_DISCHARGES : strtol(gap, NULL, 10);
}

static const char *band_cell(const struct report *report, const char *site, const char *band) {
    const struct number_key key = {
        .analysis = ANALYSIS_TO_DO, .measure = "callable", .group_by = "site", .group = site, .subgroup = band};
    double n = numbers_value(&report->numbers, &key);

    return wording_count(&report->numbers, isnan(n) ? 0 : n);
}

/* Is anybody in the last band, of rules that wait for longer? */
static size_t count_bands(const struct report *report) {
    const struct number_key last = {
        .analysis = ANALYSIS_TO_DO, .measure = "callable", .subgroup = people_bands[PEOPLE_BANDS - 1]};

    return numbers_value(&report->numbers, &last) > 0 ? PEOPLE_BANDS : PEOPLE_BANDS - 1;
}

/* The cells of a site; false: nobody there is to be called. */
static bool site_cells(const struct report *report, const char *site, size_t n_bands, const char *cells[]) {
    bool is_anybody = false;

    cells[0] = wording_group(&report->numbers, "site", site);
    for (size_t band = 0; band < n_bands; band++) {
        cells[band + 1] = band_cell(report, site, people_bands[band]);
        is_anybody = is_anybody || strcmp(cells[band + 1], "0") != 0;
    }
    return is_anybody;
}

/* The sites at which anybody is to be called; of one site, or of more than can be told here, data/ has them. */
static void add_by_site(struct report *report) {
    const char *titles[PEOPLE_BANDS + 2] = {"Site", "1-7 days", "8-14 days", "15-30 days"}, *sites[REPORT_MOST_GROUPS],
                                      *cells[PEOPLE_BANDS + 1] = {NULL};
    const struct number_key any = {
        .analysis = ANALYSIS_TO_DO, .measure = "callable", .group_by = "site", .subgroup = people_bands[0]};
    size_t n = report_groups(report, &any, sites), n_bands = count_bands(report), n_lines = 0;

    for (size_t i = 0; i < n; i++)
        n_lines += site_cells(report, sites[i], n_bands, cells);
    if (n < 2 || n == REPORT_MOST_GROUPS || n_lines == 0)
        return;
    if (n_bands == PEOPLE_BANDS)
        titles[PEOPLE_BANDS] = "31+ days";
    document_table(report->document, "To be called, by days without care and site", titles);
    for (size_t i = 0; i < n; i++)
        if (site_cells(report, sites[i], n_bands, cells))
            document_row(report->document, cells);
}

/* The lists of the report that a run has just made stay for its reader: with 0 days the next run deletes them. */
static const char *deleted_words(const struct report *report) {
    long days = strtol(ini_file_value(report->numbers.config, "report", "keep_people_lists"), NULL, 10);

    return days == 0 ? "by the next run"
                     : WORDS(report, "%ld %s after this report was made", days, days == 1 ? "day" : "days");
}

void called_people_add(struct report *report) {
    add_by_site(report);
    if (report->lists != NULL)
        document_link(report->document, people_page_name,
                      WORDS(report,
                            "These people one by one, the most urgent first (deleted %s, with the lists in data/)",
                            deleted_words(report)));
}
