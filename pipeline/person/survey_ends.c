/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ends: declared, not delivered, found, or a silence of which nobody can tell. */
#include "person/survey_findings.h"
#include "settings/declared_end.h"

enum { LATE_DAYS = 60, SILENT_DAYS = 14, UNSEEN_ROWS = 3 };

static struct fact_row end_row(const struct survey_findings *findings, uint32_t site, size_t table, const char *fact) {
    struct fact_row row = fact_row_empty(fact);

    row.site = findings->site_names[site];
    row.table = input_tables[survey_input_table[table]].name;
    return row;
}

/* true: something is declared of the table, and nothing else is asked about it. */
static bool add_declared(struct survey_findings *findings, uint32_t site, size_t table) {
    struct fact_row row = end_row(findings, site, table, "end");
    struct declared_end end = declared_end_find(findings->config, row.site, row.table);

    if (end.day == CALENDAR_NO_DAY)
        return false;
    row.last_day = end.day;
    row.subject = end.closed ? "closed" : "declared";
    if (end.day < findings->survey->grid.as_of)
        fact_rows_add(&findings->facts, &row);
    return true;
}

/* The last day that the files of a table can hold, where they come month by month; as-of where they do not. */
static int32_t last_delivered(const struct survey_findings *findings, const struct survey_delivery deliveries[],
                              size_t n, size_t table) {
    int32_t first, last, end;

    if (!survey_delivery_months(deliveries, n, input_tables[survey_input_table[table]].name, &first, &last))
        return findings->survey->grid.as_of;
    end = calendar_month_first_day(last + 1) - 1;
    return end < findings->survey->grid.as_of ? end : findings->survey->grid.as_of;
}

/* What no file brought is late, whatever the people do: true. */
static bool add_undelivered(struct survey_findings *findings, uint32_t site, size_t table, int32_t delivered) {
    int32_t last = findings->verdicts[table][site].last_day;
    struct fact_row row = end_row(findings, site, table, "end");

    if (delivered == findings->survey->grid.as_of || last > delivered || delivered - last > SILENT_DAYS)
        return false;
    row.last_day = delivered;
    row.subject = "late";
    fact_rows_add(&findings->facts, &row);
    return true;
}

static void judge_table(struct survey_findings *findings, uint32_t site, size_t table, int32_t delivered) {
    const struct completeness_verdict *verdict = &findings->verdicts[table][site];
    int32_t silent = findings->survey->grid.as_of - verdict->last_day;
    struct fact_row row = end_row(findings, site, table, verdict->has_ended ? "end" : "silent");

    if (verdict->last_day == CALENDAR_NO_DAY || add_declared(findings, site, table) ||
        add_undelivered(findings, site, table, delivered))
        return;
    row.last_day = verdict->last_day;
    if (verdict->has_ended) {
        row.subject = silent > LATE_DAYS ? "closed" : "late";
        row.people = verdict->end_people;
    }
    if (verdict->has_ended || silent > SILENT_DAYS)
        fact_rows_add(&findings->facts, &row);
}

static bool has_rows(const struct survey_findings *findings, uint32_t site, size_t table) {
    return findings->verdicts[table][site].last_day != CALENDAR_NO_DAY;
}

static bool has_rows_anywhere(const struct survey_findings *findings, size_t table) {
    for (uint32_t site = 0; site < dictionary_count(findings->survey->sites); site++)
        if (has_rows(findings, site, table))
            return true;
    return false;
}

/* People are of the site, and not one row of a table that other sites have ever was (table empty: neither a dose nor a
 * visit): a file of one site that never came looks like this. */
static void judge_unseen(struct survey_findings *findings, uint32_t site, bool has_doses, bool has_visits) {
    bool doses = has_doses && !has_rows(findings, site, SURVEY_DOSES);
    bool visits = has_visits && !has_rows(findings, site, SURVEY_VISITS);
    bool neither = !has_rows(findings, site, SURVEY_DOSES) && !has_rows(findings, site, SURVEY_VISITS);
    struct fact_row row = fact_row_empty("unseen");

    if (findings->site_names[site][0] == '\0' || !(doses || visits))
        return;
    row.site = findings->site_names[site];
    row.table = neither ? "" : input_tables[survey_input_table[doses ? SURVEY_DOSES : SURVEY_VISITS]].name;
    row.count = (double)findings->site_rows[site];
    if (row.count >= UNSEEN_ROWS)
        fact_rows_add(&findings->facts, &row);
}

/* People are in care at the site, and nobody of them has an admission, though others have: the same of admissions. */
static void judge_unadmitted(struct survey_findings *findings, uint32_t site) {
    struct survey_site_people people = findings->survey->site_people[site];
    struct fact_row row = fact_row_empty("unseen");

    if (findings->site_names[site][0] == '\0' || people.in_care < UNSEEN_ROWS || people.admitted > 0 ||
        findings->survey->tables[INPUT_ADMISSIONS].rows == 0)
        return;
    row.site = findings->site_names[site];
    row.table = input_tables[INPUT_ADMISSIONS].name;
    row.count = (double)findings->site_rows[site];
    fact_rows_add(&findings->facts, &row);
}

void survey_judge_ends(struct survey_findings *findings, const struct survey_delivery deliveries[], size_t n) {
    if (findings->survey->grid.n_days == 0)
        return;
    for (size_t table = 0; table < SURVEY_TABLES; table++) {
        int32_t delivered = last_delivered(findings, deliveries, n, table);
        for (uint32_t site = 0; site < dictionary_count(findings->survey->sites); site++)
            judge_table(findings, site, table, delivered);
    }
    bool has_doses = has_rows_anywhere(findings, SURVEY_DOSES), has_visits = has_rows_anywhere(findings, SURVEY_VISITS);
    for (uint32_t site = 0; site < dictionary_count(findings->survey->sites); site++)
        judge_unseen(findings, site, has_doses, has_visits);
    for (uint32_t site = 0; site < dictionary_count(findings->survey->sites); site++)
        judge_unadmitted(findings, site);
}
