/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/survey_summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "base/spelling.h"
#include "settings/declared_end.h"
#include "table/estimates_table.h"

enum { GOES_ON_DAYS = 31, SAME_END_DAYS = 7 };

static struct estimate start_row(const char *measure, const char *group_by, const char *group) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_DATA_QUALITY;
    row.measure = measure;
    row.group_by = group_by;
    row.group = group;
    return row;
}

static const char *site_words(const char *site) { return site[0] == '\0' ? "the program" : site; }

static void write_day(struct table_writer *writer, struct estimate row, int32_t day) {
    char text[CALENDAR_TEXT_SIZE];

    calendar_write(CALENDAR_CIVIL, day, text);
    row.period = text;
    row.estimate = day;
    estimates_table_write(writer, &row);
}

/* Of a site that was declared closed one row; of others one a table. */
static bool is_first_of_closed(const struct fact_rows *facts, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (strcmp(facts->rows[i].fact, "end") == 0 && strcmp(facts->rows[i].site, facts->rows[at].site) == 0 &&
            strcmp(facts->rows[i].subject, "closed") == 0 && facts->rows[i].last_day == facts->rows[at].last_day)
            return false;
    return true;
}

/* Ends that every site with the table shares, and nobody declared: the table stopped, not a site. The last day. */
static int32_t find_common_end(const struct survey_findings *findings, const char *table) {
    int32_t first = INT32_MAX, last = CALENDAR_NO_DAY;
    size_t n = 0, n_sites = 0, which = 0;

    while (which < SURVEY_TABLES && strcmp(input_tables[survey_input_table[which]].name, table) != 0)
        which++;
    for (uint32_t site = 0; which < SURVEY_TABLES && site < dictionary_count(findings->survey->sites); site++)
        n_sites += findings->verdicts[which][site].last_day != CALENDAR_NO_DAY;
    for (size_t i = 0; i < findings->facts.n; i++) {
        const struct fact_row *fact = &findings->facts.rows[i];
        if (strcmp(fact->fact, "end") != 0 || strcmp(fact->table, table) != 0 ||
            declared_end_find(findings->config, fact->site, table).day != CALENDAR_NO_DAY)
            continue;
        n++;
        first = fact->last_day < first ? fact->last_day : first;
        last = fact->last_day > last ? fact->last_day : last;
    }
    return n > 1 && n == n_sites && last - first <= SAME_END_DAYS ? last : CALENDAR_NO_DAY;
}

static bool is_first_of_table(const struct fact_rows *facts, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (strcmp(facts->rows[i].fact, "end") == 0 && strcmp(facts->rows[i].table, facts->rows[at].table) == 0)
            return false;
    return true;
}

static void write_common_end(struct table_writer *writer, const struct survey_findings *findings, size_t at,
                             int32_t last) {
    struct estimate row = start_row("table_cut", "table", findings->facts.rows[at].table);
    char text[CALENDAR_TEXT_SIZE];

    if (!is_first_of_table(&findings->facts, at))
        return;
    calendar_write(CALENDAR_CIVIL, last, text);
    row.period = text;
    row.events = row.estimate = findings->survey->grid.as_of - last;
    estimates_table_write(writer, &row);
}

static void write_end(struct table_writer *writer, const struct survey_findings *findings, size_t at) {
    const struct fact_row *fact = &findings->facts.rows[at];
    struct declared_end declared = declared_end_find(findings->config, fact->site, fact->table);
    struct estimate row = start_row("table_late", "site", site_words(fact->site));
    int32_t common = find_common_end(findings, fact->table);

    if (common != CALENDAR_NO_DAY) {
        write_common_end(writer, findings, at, common);
        return;
    }
    row.subgroup = fact->table;
    row.n = fact->people;
    if (declared.closed) {
        row.measure = "site_closed";
        row.subgroup = "";
        if (is_first_of_closed(&findings->facts, at))
            write_day(writer, row, fact->last_day);
        return;
    }
    if (declared.day != CALENDAR_NO_DAY) {
        row.measure = "table_declared";
    } else if (strcmp(fact->subject, "late") != 0) {
        row.measure = "table_ended";
    }
    write_day(writer, row, fact->last_day);
}

static bool is_cover_table(const char *table) { return strcmp(table, "doses") == 0 || strcmp(table, "visits") == 0; }

/* Is the fact the last word of a site whose doses and visits are both silent, or of which there are no others? */
static bool is_whole_site(const struct survey_findings *findings, const struct fact_row *fact) {
    for (uint32_t site = 0; site < dictionary_count(findings->survey->sites); site++) {
        if (strcmp(findings->site_names[site], fact->site) != 0)
            continue;
        for (size_t table = 0; table <= SURVEY_VISITS; table++) {
            int32_t last = findings->verdicts[table][site].last_day;
            if (last != CALENDAR_NO_DAY && last > fact->last_day)
                return false;
        }
    }
    return true;
}

/* Both tables are silent: the one that ended last says so, and the other is part of it. */
static bool is_part_of_silence(const struct survey_findings *findings, const struct fact_row *fact) {
    for (size_t i = 0; i < findings->facts.n; i++) {
        const struct fact_row *other = &findings->facts.rows[i];
        if (other != fact && strcmp(other->fact, "silent") == 0 && strcmp(other->site, fact->site) == 0 &&
            is_cover_table(other->table) && is_whole_site(findings, other) &&
            (!is_whole_site(findings, fact) || other < fact))
            return true;
    }
    return false;
}

static void write_silence(struct table_writer *writer, const struct survey_findings *findings,
                          const struct fact_row *fact) {
    bool is_whole = is_whole_site(findings, fact);
    struct estimate row = start_row(is_whole ? "site_silent" : "table_silent", "site", site_words(fact->site));
    char *key;

    if (!is_cover_table(fact->table) || is_part_of_silence(findings, fact))
        return;
    key = declared_end_key(fact->site, is_whole ? NULL : fact->table);
    row.subgroup = key;
    write_day(writer, row, fact->last_day);
    free(key);
}

static void write_unknown(struct table_writer *writer, const struct fact_row *fact) {
    struct estimate row = start_row("unknown_people", "table", fact->table);

    row.n = fact->people;
    row.estimate = row.events = fact->count;
    estimates_table_write(writer, &row);
}

static void write_unseen(struct table_writer *writer, const struct fact_row *fact) {
    struct estimate row = start_row(fact->table[0] == '\0' ? "site_unseen" : "table_unseen", "site", fact->site);

    row.subgroup = fact->table;
    row.estimate = row.events = fact->count;
    estimates_table_write(writer, &row);
}

/* Files came for a table, and not one of them holds a row: said once, at the first. */
static void write_empty(struct table_writer *writer, const struct survey_findings *findings, size_t at) {
    const struct fact_row *fact = &findings->facts.rows[at];
    struct estimate row = start_row("table_empty", "table", fact->table);

    for (size_t i = 0; i < findings->facts.n; i++) {
        const struct fact_row *other = &findings->facts.rows[i];
        if (strcmp(other->fact, "delivery") == 0 && strcmp(other->table, fact->table) == 0 &&
            (i < at || other->count > 0))
            return;
    }
    row.estimate = 1;
    estimates_table_write(writer, &row);
}

static void write_new_ids(struct table_writer *writer, const struct fact_row *fact) {
    struct estimate row = start_row("new_ids", "", "");

    row.n = fact->people;
    row.events = fact->value;
    row.estimate = fact->count;
    char text[CALENDAR_TEXT_SIZE];
    calendar_write(CALENDAR_CIVIL, fact->first_day, text);
    row.period = text;
    estimates_table_write(writer, &row);
}

/* Spellings of one column that are one but for case, blanks and punctuation: said once, by the one shown. */
static void write_spelling(struct table_writer *writer, const struct survey_findings *findings,
                           const struct fact_row *fact) {
    struct estimate row = start_row("spellings_joined", "spelling", fact->text);
    size_t n = 0;

    for (size_t i = 0; i < findings->facts.n; i++) {
        const struct fact_row *other = &findings->facts.rows[i];
        if (strcmp(other->fact, "spelling") != 0 || strcmp(other->subject, fact->subject) != 0 ||
            !spelling_same(other->text, fact->text))
            continue;
        n++;
        if (other->count > fact->count || (!(other->count < fact->count) && strcmp(other->text, fact->text) < 0))
            return;
    }
    row.subgroup = fact->subject;
    row.estimate = (double)n;
    if (n > 1)
        estimates_table_write(writer, &row);
}

static void write_fact(struct table_writer *writer, const struct survey_findings *findings, size_t at) {
    const struct fact_row *fact = &findings->facts.rows[at];

    if (strcmp(fact->fact, "end") == 0)
        write_end(writer, findings, at);
    else if (strcmp(fact->fact, "silent") == 0)
        write_silence(writer, findings, fact);
    else if (strcmp(fact->fact, "delivery") == 0)
        write_empty(writer, findings, at);
    else if (strcmp(fact->fact, "unseen") == 0)
        write_unseen(writer, fact);
    else if (strcmp(fact->fact, "unknown_people") == 0)
        write_unknown(writer, fact);
    else if (strcmp(fact->fact, "new_ids") == 0)
        write_new_ids(writer, fact);
    else if (strcmp(fact->fact, "spelling") == 0)
        write_spelling(writer, findings, fact);
    else if (strcmp(fact->fact, "unjudged") == 0) {
        struct estimate row = start_row("completeness_unjudged", "table", fact->table);
        row.estimate = 1;
        estimates_table_write(writer, &row);
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
    struct estimate row = start_row("people_cut", "table", name);
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

    for (size_t i = 0; i < findings->facts.n; i++)
        write_fact(writer, findings, i);
    for (size_t table = 0; table < SURVEY_TABLES && findings->survey->grid.n_days > 0; table++)
        write_cut(writer, findings, table);
    for (size_t i = 0; i < findings->unmet.n; i++) {
        struct estimate row = start_row("accept_unmet", "accept", findings->unmet.rows[i].subject);
        row.estimate = 1;
        estimates_table_write(writer, &row);
    }
    for (size_t i = 0; i < findings->accepted.n; i++) {
        struct estimate row = start_row("accept_used", "accept", findings->accepted.rows[i].subject);
        row.subgroup = findings->accepted.rows[i].text;
        row.estimate = 1;
        estimates_table_write(writer, &row);
    }
    table_writer_commit(writer);
}
