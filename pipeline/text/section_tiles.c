/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The numbers to see first, and the flow of people.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* The last points of a measure of `months`; a month that is not shown is a gap. */
static void fill_points(const struct report *report, const char *measure, const char *until,
                        struct document_tile *tile) {
    struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = measure};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_PERIOD);
    size_t end = 0, first;

    for (size_t i = 0; i < list.n; i++)
        if (strcmp(list.rows[i]->period, until) <= 0)
            end = i + 1;
    first = end > 12 ? end - 12 : 0;
    for (size_t i = first; i < end; i++)
        tile->points[tile->n_points++] = number_is_shown(list.rows[i]) ? list.rows[i]->estimate : (double)NAN;
    number_list_free(&list);
}

static void add_count(struct report *report, const char *measure, const char *label) {
    const struct estimate *row = report_latest_month(report, measure);
    struct document_tile tile = {.label = label};

    if (row == NULL)
        return;
    tile.value = wording_count(&report->numbers, row->estimate);
    tile.range = wording_month(&report->numbers, row->period);
    tile.note = report_month_words(report, row);
    fill_points(report, measure, row->period, &tile);
    document_tile(report->document, &tile);
}

static void add_share(struct report *report, const struct number_key *key, const char *label, const char *cohorts) {
    const struct estimate *row = numbers_find(&report->numbers, key), *cohort;
    struct document_tile tile = {.label = label, .range = "", .note = ""};

    if (row == NULL)
        return;
    tile.value =
        number_is_shown(row) ? wording_percent(&report->numbers, row->estimate) : wording_cell(&report->numbers, row);
    if (number_is_shown(row))
        tile.range = wording_likely(&report->numbers, row);
    cohort = cohorts == NULL ? NULL : report_latest_month(report, cohorts);
    tile.note = number_is_shown(row)
                    ? WORDS(report, "%s, whole time of the data%s%s", wording_people(&report->numbers, row->n),
                            cohort == NULL ? "" : "; line: by time of admission, ending with ",
                            cohort == NULL ? "" : wording_month(&report->numbers, cohort->period))
                    : "";
    if (cohort != NULL)
        fill_points(report, cohorts, cohort->period, &tile);
    document_tile(report->document, &tile);
}

static const char *flow_cell(const struct report *report, const char *measure, const char *period, double *value) {
    struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = measure, .period = period};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    *value = number_is_shown(row) ? row->estimate : (double)NAN;
    if (row == NULL || number_is_shown(row))
        return wording_count(&report->numbers, *value);
    return "not yet known";
}

/* One month; net is left open where a part is not known yet. */
static void add_flow_row(struct report *report, const char *period, bool with_returns) {
    double in, back, out, net;
    const char *started = flow_cell(report, "admissions", period, &in),
               *returned = flow_cell(report, "returns", period, &back),
               *left = flow_cell(report, "leavings", period, &out);
    const char *cells[5] = {wording_month(&report->numbers, period), started};
    size_t n = 2;

    net = in + back - out;
    if (with_returns)
        cells[n++] = returned;
    cells[n++] = left;
    cells[n] = isnan(net) ? "–" : fabs(net) < 0.5 ? "0" : WORDS(report, "%+.0f", net);
    document_row(report->document, cells);
}

/* The last months of leavings. */
static void add_flow(struct report *report) {
    struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = "leavings"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_PERIOD);
    size_t first = list.n > 4 ? list.n - 4 : 0;
    bool with_returns = !not_held(report->numbers.config, "readmissions");
    const char *const with[] = {"Period", "Started", "Came back", "Left", "Net", NULL};
    const char *const without[] = {"Period", "Started", "Left", NULL};
    document_table(report->document,
                   with_returns ? "People who started care, came back after leaving, and left"
                                : "People who started care and people who left",
                   with_returns ? with : without);
    for (size_t i = first; i < list.n; i++)
        if (list.rows[i]->period[0] != '\0')
            add_flow_row(report, list.rows[i]->period, with_returns);
    if (list.n > 0)
        document_note(report->document,
                      with_returns
                          ? "Net is started plus came back less left. Who left in the last month is not known yet."
                          : "Who left in the last month is not known yet.");
    number_list_free(&list);
}

static void add_totals(struct report *report) {
    static const struct {
        const char *measure, *label;
    } totals[] = {{"people_ever_in_care", "People ever in care"},
                  {"episodes", "Treatment episodes"},
                  {"returns", "Returns to care"},
                  {"leavings", "Leavings"},
                  {"returns_to_use", "Returns to use"}};

    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
        struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = totals[i].measure};
        const struct estimate *row = numbers_find(&report->numbers, &key);
        struct document_tile tile = {.label = totals[i].label, .range = "", .note = ""};
        if (row == NULL)
            continue;
        tile.value = wording_count(&report->numbers, row->estimate);
        document_tile(report->document, &tile);
    }
}

void section_tiles_add(struct report *report) {
    struct number_key stay = report_key_staying(report), seen = report_key_seen_again(report),
                      back = report_key_came_back(report);

    document_section(report->document, "numbers", "The numbers");
    if (report_is_relative(report)) {
        add_totals(report);
    } else {
        add_count(report, "people_in_care", "People in care");
        add_count(report, "admissions", "Admissions (first starts)");
    }
    add_share(report, &stay, "In care after 90 days", "cohort_retention_90");
    add_share(report, &seen, "Seen again within 7 days of a return to use", NULL);
    add_share(report, &back, "Back in care within 90 days of leaving", NULL);
    if (!report_is_relative(report))
        add_flow(report);
    report_figure(report, "people_in_care", "People in care at each month’s end.");
}
