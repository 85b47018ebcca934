/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/survey_summary.h"

#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "person/survey_summary_parts.h"
#include "table/estimates_table.h"

enum { GOES_ON_DAYS = 31 };

struct estimate survey_summary_row(const char *measure, const char *group_by, const char *group) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_DATA_QUALITY;
    row.measure = measure;
    row.group_by = group_by;
    row.group = group;
    return row;
}

static void write_unknown(struct table_writer *writer, const struct fact_row *fact) {
    struct estimate row = survey_summary_row("unknown_people", "table", fact->table);

    row.n = fact->people;
    row.estimate = row.events = fact->count;
    estimates_table_write(writer, &row);
}

static void write_unseen(struct table_writer *writer, const struct fact_row *fact) {
    struct estimate row =
        survey_summary_row(fact->table[0] == '\0' ? "site_unseen" : "table_unseen", "site", fact->site);

    row.subgroup = fact->table;
    row.estimate = row.events = fact->count;
    estimates_table_write(writer, &row);
}

/* Files came for a table, and not one of them holds a row: said once, at the first. */
static void write_empty(struct summary *summary, size_t at) {
    struct estimate row = survey_summary_row("table_empty", "table", summary->facts[at].table);

    if (fact_kin_first(summary->kin, at) != (long)at)
        return;
    for (long i = (long)at; i != FACT_KIN_END; i = fact_kin_next(summary->kin, i))
        if (summary->facts[i].count > 0)
            return;
    row.estimate = 1;
    estimates_table_write(summary->writer, &row);
}

static void write_new_ids(struct table_writer *writer, const struct fact_row *fact) {
    struct estimate row = survey_summary_row("new_ids", "", "");

    row.n = fact->people;
    row.events = fact->value;
    row.estimate = fact->count;
    char text[CALENDAR_TEXT_SIZE];
    calendar_write(CALENDAR_CIVIL, fact->first_day, text);
    row.period = text;
    estimates_table_write(writer, &row);
}

/* Spellings of one column that are one but for case, blanks and punctuation: said once, by the one shown. */
static void write_spelling(struct summary *summary, size_t at) {
    const struct fact_row *fact = &summary->facts[at];
    struct estimate row = survey_summary_row("spellings_joined", "spelling", fact->text);
    size_t n = 0;

    for (long i = fact_kin_first(summary->kin, at); i != FACT_KIN_END; i = fact_kin_next(summary->kin, i)) {
        const struct fact_row *other = &summary->facts[i];
        n++;
        if (other->count > fact->count || (!(other->count < fact->count) && strcmp(other->text, fact->text) < 0))
            return;
    }
    row.subgroup = fact->subject;
    row.estimate = (double)n;
    if (n > 1)
        estimates_table_write(summary->writer, &row);
}

static void write_fact(struct summary *summary, size_t at) {
    const struct fact_row *fact = &summary->facts[at];

    if (strcmp(fact->fact, "end") == 0)
        survey_summary_write_end(summary, at);
    else if (strcmp(fact->fact, "silent") == 0)
        survey_summary_write_silence(summary, at);
    else if (strcmp(fact->fact, "table") == 0)
        survey_summary_write_stopped(summary, at);
    else if (strcmp(fact->fact, "delivery") == 0)
        write_empty(summary, at);
    else if (strcmp(fact->fact, "unseen") == 0)
        write_unseen(summary->writer, fact);
    else if (strcmp(fact->fact, "unknown_people") == 0)
        write_unknown(summary->writer, fact);
    else if (strcmp(fact->fact, "new_ids") == 0)
        write_new_ids(summary->writer, fact);
    else if (strcmp(fact->fact, "spelling") == 0)
        write_spelling(summary, at);
    else if (strcmp(fact->fact, "unjudged") == 0) {
        struct estimate row = survey_summary_row("completeness_unjudged", "table", fact->table);
        row.estimate = 1;
        estimates_table_write(summary->writer, &row);
    }
}

/* Does some site have no row at all of the table? It is said of the site, and its people may be the last. */
static bool is_unseen_somewhere(const struct survey_findings *findings, const char *table) {
    for (size_t i = 0; i < findings->facts.n; i++)
        if (strcmp(findings->facts.rows[i].fact, "unseen") == 0 &&
            (findings->facts.rows[i].table[0] == '\0' || strcmp(findings->facts.rows[i].table, table) == 0))
            return true;
    return false;
}

/* Whose rows were left out by a filter, or cut off at the end of a table. Of one that ended early those who came later
 * have none, either. */
static void write_cut(struct table_writer *writer, const struct survey_findings *findings, size_t table) {
    const struct survey *survey = findings->survey;
    const char *name = input_tables[survey_input_table[table]].name;
    const struct survey_table_sums *sums = &survey->tables[survey_input_table[table]];
    struct estimate row = survey_summary_row("people_cut", "table", name);
    size_t n = survey_current_missing(&sums->current);

    if (n > 0) {
        row.measure = "people_current";
        row.n = row.events = row.estimate = (double)n;
        estimates_table_write(writer, &row);
        return;
    }
    n = survey_tails_cut(&sums->tails);
    if (n == 0 || sums->last_day < survey->grid.as_of - GOES_ON_DAYS || is_unseen_somewhere(findings, name))
        return;
    row.n = row.events = row.estimate = (double)n;
    estimates_table_write(writer, &row);
}

void survey_summary_write(const struct survey_findings *findings, const char *path) {
    struct table_writer *writer = estimates_table_open(path);
    struct summary summary = {
        .findings = findings, .facts = findings->facts.rows, .kin = fact_kin_alloc(&findings->facts), .writer = writer};

    survey_summary_find_common_ends(&summary);
    for (size_t i = 0; i < findings->facts.n; i++)
        write_fact(&summary, i);
    fact_kin_free(summary.kin);
    for (size_t table = 0; table < SURVEY_TABLES && findings->survey->grid.n_days > 0; table++)
        write_cut(writer, findings, table);
    for (size_t i = 0; i < findings->unmet.n; i++) {
        struct estimate row = survey_summary_row("accept_unmet", "accept", findings->unmet.rows[i].subject);
        row.estimate = 1;
        estimates_table_write(writer, &row);
    }
    for (size_t i = 0; i < findings->accepted.n; i++) {
        struct estimate row = survey_summary_row("accept_used", "accept", findings->accepted.rows[i].subject);
        row.subgroup = findings->accepted.rows[i].text;
        row.estimate = 1;
        estimates_table_write(writer, &row);
    }
    table_writer_commit(writer);
}
