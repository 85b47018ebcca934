/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of person/survey_summary that says where tables end, and which are silent. */
#include <stdlib.h>
#include <string.h>

#include "person/survey_summary_parts.h"
#include "settings/declared_end.h"

enum {
    SAME_END_DAYS = 7,
    LEAST_STOPPED_DAYS = 31,
    LEAST_SPAN_DAYS = 90,
    FIRST_SEEN_DAYS = 90,
    DAYS_TO_BEGIN = 14,
    LEAST_UNADMITTED = 5
};

static const char *site_words(const char *site) { return site[0] == '\0' ? "the program" : site; }

/* `row` with the day as its period. */
static void write_day_of(struct table_writer *writer, struct estimate row, int32_t day) {
    char text[CALENDAR_TEXT_SIZE];

    calendar_write(CALENDAR_CIVIL, day, text);
    row.period = text;
    estimates_table_write(writer, &row);
}

static void write_day(struct table_writer *writer, struct estimate row, int32_t day) {
    row.estimate = day;
    write_day_of(writer, row, day);
}

/* Of a site that was declared closed one row; of others one a table. */
static bool is_first_of_closed(const struct summary *summary, size_t at) {
    for (long i = fact_kin_first(summary->kin, at); i < (long)at; i = fact_kin_next(summary->kin, i)) {
        const struct fact_row *other = &summary->facts[i];
        if (strcmp(other->fact, "end") == 0 && strcmp(other->subject, "closed") == 0 &&
            other->last_day == summary->facts[at].last_day)
            return false;
    }
    return true;
}

/* Ends that every site with the table shares, and nobody declared: the table stopped, not a site. The last day. */
static int32_t find_common_end(const struct survey_findings *findings, size_t which) {
    const char *table = input_tables[survey_input_table[which]].name;
    int32_t first = INT32_MAX, last = CALENDAR_NO_DAY;
    size_t n = 0, n_sites = 0;

    for (uint32_t site = 0; site < dictionary_count(findings->survey->sites); site++)
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

void survey_summary_find_common_ends(struct summary *summary) {
    for (size_t table = 0; table < SURVEY_TABLES; table++) {
        summary->common_end[table] = find_common_end(summary->findings, table);
        summary->has_common_end[table] = summary->common_end[table] != CALENDAR_NO_DAY;
    }
}

/* Said once, at the first end of the table. */
static void write_common_end(struct summary *summary, size_t which) {
    struct estimate row = survey_summary_row("table_cut", "table", input_tables[survey_input_table[which]].name);
    int32_t last = summary->common_end[which];

    if (last == CALENDAR_NO_DAY)
        return;
    row.events = row.estimate = summary->findings->survey->grid.as_of - last;
    write_day_of(summary->writer, row, last);
    summary->common_end[which] = CALENDAR_NO_DAY;
}

/* SURVEY_TABLES: none of the judged ones. */
static size_t table_number(const char *name) {
    size_t which = 0;

    while (which < SURVEY_TABLES && strcmp(input_tables[survey_input_table[which]].name, name) != 0)
        which++;
    return which;
}

void survey_summary_write_end(struct summary *summary, size_t at) {
    const struct fact_row *fact = &summary->facts[at];
    struct declared_end declared = declared_end_find(summary->findings->config, fact->site, fact->table);
    struct estimate row = survey_summary_row("table_late", "site", site_words(fact->site));
    size_t which = table_number(fact->table);

    if (which < SURVEY_TABLES && summary->has_common_end[which]) {
        write_common_end(summary, which);
        return;
    }
    row.subgroup = fact->table;
    row.n = fact->people;
    if (declared.closed) {
        row.measure = "site_closed";
        row.subgroup = "";
        if (is_first_of_closed(summary, at))
            write_day(summary->writer, row, fact->last_day);
        return;
    }
    if (declared.day != CALENDAR_NO_DAY) {
        row.measure = "table_declared";
    } else if (strcmp(fact->subject, "late") != 0) {
        row.measure = "table_ended";
    }
    write_day(summary->writer, row, fact->last_day);
}

/* People without any admission whose first dose or visit lies more than two weeks behind the last one. Whoever was in
 * care when doses and visits begin has a first one in their first months, too. */
static uint64_t count_unadmitted_after(const struct survey *survey, int32_t last_admission) {
    int32_t ages = survey->grid.as_of - last_admission - DAYS_TO_BEGIN, oldest = survey->grid.n_days;
    uint64_t n = 0;

    while (oldest > 0 && survey->begun[oldest - 1] == 0)
        oldest--;
    for (int32_t age = 0; age < ages && age < oldest - FIRST_SEEN_DAYS; age++)
        n += survey->unadmitted[age];
    return n;
}

/* Rows that come by chance at the rate of all days from the first to the last: none comes for so long once in 10,000
 * times (P(no row) = exp(-expected)). Of events that grow rare over the years the rate promises too many: then page one
 * asks about a file that is whole. */
static bool is_too_silent(const struct fact_row *fact, int32_t silent) {
    static const double most_expected = 9.2;
    int32_t span = fact->last_day - fact->first_day + 1;

    return span >= LEAST_SPAN_DAYS && fact->count / span * silent >= most_expected;
}

/* A table of events whose last row lies far back, though they went on. No site's people need have one every month, and
 * who takes nobody in any more has no admissions: care that begins without one tells of a file that was cut. Of deaths
 * that others tell of the configuration may say how far they are known. */
static bool has_stopped(const struct survey_findings *findings, const struct fact_row *fact) {
    const struct survey *survey = findings->survey;
    int32_t silent = survey->grid.as_of - fact->last_day;

    if (silent < LEAST_STOPPED_DAYS)
        return false;
    if (strcmp(fact->table, input_tables[INPUT_ADMISSIONS].name) == 0)
        return count_unadmitted_after(survey, fact->last_day) >= LEAST_UNADMITTED;
    if (strcmp(fact->table, input_tables[INPUT_RETURNS_TO_USE].name) == 0)
        return is_too_silent(fact, silent);
    return strcmp(fact->table, input_tables[INPUT_ADVERSE_EVENTS].name) == 0 && is_too_silent(fact, silent) &&
           declared_linked_end(findings->config, "hospital") == CALENDAR_NO_DAY &&
           declared_linked_end(findings->config, "death_index") == CALENDAR_NO_DAY;
}

void survey_summary_write_stopped(struct summary *summary, size_t at) {
    const struct fact_row *fact = &summary->facts[at];
    struct estimate row = survey_summary_row("table_stopped", "table", fact->table);

    if (summary->findings->survey->grid.n_days == 0 || !has_stopped(summary->findings, fact))
        return;
    row.events = row.estimate = summary->findings->survey->grid.as_of - fact->last_day;
    write_day_of(summary->writer, row, fact->last_day);
}

static bool is_cover_table(const char *table) { return strcmp(table, "doses") == 0 || strcmp(table, "visits") == 0; }

/* Is the fact the last word of a site whose doses and visits are both silent, or of which there are no others? */
static bool is_whole_site(const struct survey_findings *findings, const struct fact_row *fact) {
    uint32_t site = survey_find_site(findings->survey, fact->site, strlen(fact->site));

    for (size_t table = 0; site != DICTIONARY_NONE && table <= SURVEY_VISITS; table++) {
        int32_t last = findings->verdicts[table][site].last_day;
        if (last != CALENDAR_NO_DAY && last > fact->last_day)
            return false;
    }
    return true;
}

/* Both tables are silent: the one that ended last says so, and the other is part of it. */
static bool is_part_of_silence(const struct summary *summary, size_t at) {
    bool is_whole = is_whole_site(summary->findings, &summary->facts[at]);

    for (long i = fact_kin_first(summary->kin, at); i != FACT_KIN_END; i = fact_kin_next(summary->kin, i)) {
        const struct fact_row *other = &summary->facts[i];
        if (i != (long)at && strcmp(other->fact, "silent") == 0 && is_cover_table(other->table) &&
            is_whole_site(summary->findings, other) && (!is_whole || i < (long)at))
            return true;
    }
    return false;
}

void survey_summary_write_silence(struct summary *summary, size_t at) {
    const struct fact_row *fact = &summary->facts[at];
    bool is_whole = is_whole_site(summary->findings, fact);
    struct estimate row = survey_summary_row(is_whole ? "site_silent" : "table_silent", "site", site_words(fact->site));
    char *key;

    if (!is_cover_table(fact->table) || is_part_of_silence(summary, at))
        return;
    key = declared_end_key(fact->site, is_whole ? NULL : fact->table);
    row.subgroup = key;
    write_day(summary->writer, row, fact->last_day);
    free(key);
}
