/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/survey_findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "base/spelling.h"

void survey_accept(struct survey_findings *findings, const char *key, const char *reason) {
    struct fact_row row = fact_row_empty("");

    row.subject = key;
    row.text = reason;
    for (size_t i = 0; i < findings->accepted.n; i++)
        if (strcmp(findings->accepted.rows[i].subject, key) == 0)
            return;
    fact_rows_add(&findings->accepted, &row);
}

void survey_stop(struct survey_findings *findings, char *words, char *line) {
    if (findings->n_stops++ > 0)
        text_buffer_append_char(&findings->stops, '\n');
    text_buffer_append_text(&findings->stops, words);
    char *mend = mending_line(MENDING_CONFIGURATION, "accept", "%s", line);

    text_buffer_append_text(&findings->stops, "; ");
    text_buffer_append_text(&findings->stops, mend);
    free(mend);
    free(words);
    free(line);
}

/* Each spelling belongs to one site. */
static void name_sites(struct survey_findings *findings) {
    const struct survey *survey = findings->survey;
    const struct survey_spellings *spellings = &survey->spellings[0];
    size_t n = dictionary_count(survey->sites);
    uint64_t *most = memory_alloc(n + 1, sizeof *most);

    findings->site_names = memory_alloc(n + 1, sizeof *findings->site_names);
    findings->site_rows = memory_alloc(n + 1, sizeof *findings->site_rows);
    for (size_t site = 0; site < n; site++)
        findings->site_names[site] = "";
    for (uint32_t i = 0; i < dictionary_count(spellings->texts); i++) {
        const char *text = dictionary_text(spellings->texts, i);
        uint32_t site = survey_find_site(survey, text, dictionary_length(spellings->texts, i));
        uint64_t rows = spellings->rows[i];
        if (site == DICTIONARY_NONE)
            continue;
        findings->site_rows[site] += rows;
        if (rows > most[site] || (rows == most[site] && strcmp(text, findings->site_names[site]) < 0)) {
            findings->site_names[site] = text;
            most[site] = rows;
        }
    }
    free(most);
}

static void judge_tables(struct survey_findings *findings) {
    const struct survey *survey = findings->survey;
    size_t n = dictionary_count(survey->sites);
    struct completeness_counts **counts = memory_alloc(n + 1, sizeof *counts);

    for (size_t table = 0; table < SURVEY_TABLES; table++) {
        findings->verdicts[table] = memory_alloc(n + 1, sizeof *findings->verdicts[table]);
        for (size_t site = 0; site < n; site++)
            counts[site] = survey->counts[site][table];
        if (survey->grid.n_days > 0 && !completeness_judge(&survey->grid, counts, n, findings->verdicts[table]))
            message_fail(EX_SOFTWARE, "no memory for judging %zu sites", n);
    }
    free(counts);
}

static void add_window(struct survey_findings *findings) {
    int32_t doses = findings->survey->tables[INPUT_DOSES].first_day,
            visits = findings->survey->tables[INPUT_VISITS].first_day;
    struct fact_row row = fact_row_empty("window_start");

    row.first_day = visits == CALENDAR_NO_DAY || (doses != CALENDAR_NO_DAY && doses < visits) ? doses : visits;
    if (row.first_day != CALENDAR_NO_DAY && findings->survey->days == CALENDAR_CIVIL)
        fact_rows_add(&findings->facts, &row);
}

static void add_tables(struct survey_findings *findings) {
    for (size_t i = 1; i < INPUT_TABLE_COUNT; i++) {
        const struct survey_table_sums *sums = &findings->survey->tables[i];
        struct fact_row row = fact_row_empty("table");
        row.table = input_tables[i].name;
        row.first_day = sums->first_day;
        row.last_day = sums->last_day;
        row.count = (double)sums->rows;
        row.people = (double)sums->people;
        if (sums->rows > 0)
            fact_rows_add(&findings->facts, &row);
    }
}

static void add_month(struct survey_findings *findings, uint32_t site, size_t table, int32_t block,
                      const struct completeness_month *month) {
    const struct completeness_grid *grid = &findings->survey->grid;
    struct fact_row row = fact_row_empty("month");

    row.site = findings->site_names[site];
    row.table = input_tables[survey_input_table[table]].name;
    row.first_day = grid->first_day[COMPLETENESS_MONTHS][block];
    row.last_day = completeness_block_end(grid, COMPLETENESS_MONTHS, block);
    row.people = month->people;
    row.count = month->missing;
    row.value = month->if_empty;
    if (month->people > 0)
        fact_rows_add(&findings->facts, &row);
}

/* What the judgment rests on, month by month; the first and the last have no month on one side. */
static void add_months(struct survey_findings *findings, size_t table) {
    const struct completeness_grid *grid = &findings->survey->grid;
    size_t n = dictionary_count(findings->survey->sites), n_blocks = (size_t)grid->n_blocks[COMPLETENESS_MONTHS];
    struct completeness_counts **counts = memory_alloc(n + 1, sizeof *counts);
    struct completeness_month *months = memory_alloc(n * n_blocks + 1, sizeof *months);

    for (size_t site = 0; site < n; site++)
        counts[site] = findings->survey->counts[site][table];
    if (!completeness_months(grid, counts, n, months))
        message_fail(EX_SOFTWARE, "no memory for the months of %zu sites", n);
    for (uint32_t site = 0; site < n; site++)
        for (size_t block = 1; block + 1 < n_blocks; block++)
            add_month(findings, site, table, (int32_t)block, &months[site * n_blocks + block]);
    free(months);
    free(counts);
}

static void add_unjudged(struct survey_findings *findings, size_t table) {
    struct fact_row row = fact_row_empty("unjudged");

    row.table = input_tables[survey_input_table[table]].name;
    for (size_t site = 0; site < dictionary_count(findings->survey->sites); site++)
        if (findings->verdicts[table][site].is_judged)
            return;
    if (findings->survey->tables[survey_input_table[table]].rows > 0)
        fact_rows_add(&findings->facts, &row);
}

static void add_lag(struct survey_findings *findings, const struct recording_lag *lag) {
    struct fact_row row = fact_row_empty("recording_lag");

    row.value = lag->days;
    row.count = (double)lag->discharges;
    row.subject = lag->is_measured ? "measured" : "default";
    fact_rows_add(&findings->facts, &row);
}

static void add_spellings(struct survey_findings *findings, const struct settings *settings) {
    for (size_t column = 0; column <= settings->n_groups; column++) {
        const struct survey_spellings *spellings = &findings->survey->spellings[column];
        for (uint32_t i = 0; i < dictionary_count(spellings->texts); i++) {
            struct fact_row row = fact_row_empty("spelling");
            row.subject = column == 0 ? "site" : settings->groups[column - 1];
            row.text = dictionary_text(spellings->texts, i);
            row.count = (double)spellings->rows[i];
            fact_rows_add(&findings->facts, &row);
        }
    }
}

static void add_deliveries(struct survey_findings *findings, const struct survey_delivery deliveries[], size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct fact_row row = fact_row_empty("delivery");
        row.table = deliveries[i].table;
        row.subject = deliveries[i].month;
        row.first_day = deliveries[i].first_day;
        row.last_day = deliveries[i].last_day;
        row.count = deliveries[i].rows;
        fact_rows_add(&findings->facts, &row);
    }
}

struct survey_findings survey_judge(const struct survey *survey, const struct survey_request *request,
                                    const struct survey_delivery deliveries[], size_t n_deliveries,
                                    const struct recording_lag *lag) {
    struct survey_findings findings = {.survey = survey, .config = request->settings->file, .tables = request->tables};

    name_sites(&findings);
    judge_tables(&findings);
    add_window(&findings);
    add_tables(&findings);
    survey_judge_people(&findings);
    survey_judge_holes(&findings, deliveries, n_deliveries);
    survey_judge_ends(&findings, deliveries, n_deliveries);
    for (size_t table = 0; table < SURVEY_TABLES; table++)
        add_unjudged(&findings, table);
    survey_judge_ids(&findings);
    survey_find_unmet(&findings);
    if (lag != NULL)
        add_lag(&findings, lag);
    add_spellings(&findings, request->settings);
    add_deliveries(&findings, deliveries, n_deliveries);
    for (size_t table = 0; table < SURVEY_TABLES; table++)
        add_months(&findings, table);
    return findings;
}

void survey_findings_free(struct survey_findings *findings) {
    free(findings->site_names);
    free(findings->site_rows);
    for (size_t table = 0; table < SURVEY_TABLES; table++)
        free(findings->verdicts[table]);
    fact_rows_free(&findings->facts);
    fact_rows_free(&findings->accepted);
    fact_rows_free(&findings->unmet);
    text_buffer_free(&findings->stops);
}
