/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holes: what the judge of each table found, and months without a file, put together site by site and named. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "person/survey_delivery.h"
#include "person/survey_findings.h"
#include "settings/accept.h"

/* An entry of [accept] holds for what is found within so many days of it: later months move the blocks. */
enum { NEAR_DAYS = 7 };

struct hole {
    uint32_t site;
    unsigned tables; /* bits by number of the input table */
    int32_t first, last;
    bool named;
};

/* Those of one site stand together, in the order of sites. */
struct holes {
    struct hole *rows;
    size_t n, capacity;
    size_t *starts; /* by site, and one more: where its rows begin */
};

static bool overlap(const struct hole *a, const struct hole *b) { return a->first <= b->last && b->first <= a->last; }

/* Several tables of one site at one time are one hole. */
static void add_hole(struct holes *holes, struct hole hole) {
    for (size_t i = holes->starts[hole.site]; i < holes->n; i++) {
        struct hole *known = &holes->rows[i];
        if (!overlap(known, &hole))
            continue;
        known->tables |= hole.tables;
        known->first = hole.first < known->first ? hole.first : known->first;
        known->last = hole.last > known->last ? hole.last : known->last;
        return;
    }
    holes->rows = memory_grow(holes->rows, &holes->capacity, holes->n + 1, sizeof *holes->rows);
    holes->rows[holes->n++] = hole;
}

static void collect_site(const struct survey_findings *findings, uint32_t site, struct holes *holes) {
    const struct completeness_grid *grid = &findings->survey->grid;

    holes->starts[site] = holes->n;
    for (size_t table = 0; table < SURVEY_TABLES; table++) {
        const struct completeness_verdict *verdict = &findings->verdicts[table][site];
        struct hole hole = {.site = site, .tables = 1u << survey_input_table[table]};
        for (int32_t from = grid->as_of; completeness_next_hole(grid, verdict, from, &hole.first, &hole.last);
             from = hole.first - 1)
            add_hole(holes, hole);
    }
}

static const struct completeness_counts *counts_of(const struct survey_findings *findings, uint32_t site,
                                                   size_t table) {
    return findings->survey->counts[site][table];
}

/* Did the site deliver these tables before and after the days? */
static bool is_open_around(const struct survey_findings *findings, uint32_t site, const struct hole *hole) {
    const struct completeness_grid *grid = &findings->survey->grid;

    for (size_t table = 0; table < SURVEY_TABLES; table++)
        if ((hole->tables >> survey_input_table[table] & 1) != 0 &&
            completeness_has_row(grid, counts_of(findings, site, table), INT32_MIN / 2, hole->first - 1) &&
            completeness_has_row(grid, counts_of(findings, site, table), hole->last + 1, grid->as_of))
            return true;
    return false;
}

static struct hole *same_at(const struct holes *holes, uint32_t site, const struct hole *hole) {
    for (size_t i = holes->starts[site]; i < holes->starts[site + 1]; i++)
        if (holes->rows[i].tables == hole->tables && overlap(&holes->rows[i], hole))
            return &holes->rows[i];
    return NULL;
}

/* The days that are missing at every site that delivered around them; false: there are sites that have them. */
static bool find_common(const struct survey_findings *findings, const struct holes *holes, const struct hole *hole,
                        struct hole *common) {
    *common = *hole;
    for (uint32_t site = 0; site < dictionary_count(findings->survey->sites); site++) {
        const struct hole *same = same_at(holes, site, hole);
        if (same == NULL && is_open_around(findings, site, hole))
            return false;
        if (same == NULL)
            continue;
        common->first = same->first > common->first ? same->first : common->first;
        common->last = same->last < common->last ? same->last : common->last;
    }
    return common->first <= common->last;
}

/* "doses" or "doses+visits"; the caller frees. */
static char *table_names(unsigned tables, const char *between) {
    struct text_buffer names = {0};

    for (int which = 0; which < INPUT_TABLE_COUNT; which++) {
        if ((tables >> which & 1) == 0)
            continue;
        if (names.length > 0)
            text_buffer_append_text(&names, between);
        text_buffer_append_text(&names, input_tables[which].name);
    }
    return names.text;
}

/* FIRST..LAST behind the prefix of a key. */
static bool parse_days(const char *text, int32_t *first, int32_t *last) {
    const char *dots = strstr(text, "..");

    return dots != NULL && calendar_parse_iso(text, (size_t)(dots - text), first) &&
           calendar_parse_iso(dots + 2, strlen(dots + 2), last);
}

/* The entry of [accept] that takes the hole, or NULL. `prefix` is its key up to the days. */
static const struct ini_entry *find_entry(const struct ini_file *config, const char *prefix, const struct hole *hole) {
    for (size_t i = 0; i < config->n_entries; i++) {
        const struct ini_entry *entry = &config->entries[i];
        int32_t first, last;
        if (strcmp(entry->section, "accept") == 0 && strncmp(entry->key, prefix, strlen(prefix)) == 0 &&
            parse_days(entry->key + strlen(prefix), &first, &last) && first <= hole->first + NEAR_DAYS &&
            last >= hole->last - NEAR_DAYS)
            return entry;
    }
    return NULL;
}

static void add_fact(struct survey_findings *findings, const struct hole *hole, const char *key, const char *reason) {
    struct fact_row row = fact_row_empty("hole");
    char *tables = table_names(hole->tables, "+");

    row.site = hole->site == DICTIONARY_NONE ? "" : findings->site_names[hole->site];
    row.table = tables;
    row.first_day = hole->first;
    row.last_day = hole->last;
    row.subject = key;
    row.text = reason;
    fact_rows_add(&findings->facts, &row);
    free(tables);
}

/* Are there rows of it all the same, of few people? */
static bool some_have_rows(const struct survey_findings *findings, struct hole *const members[], size_t n,
                           const struct hole *common) {
    for (size_t i = 0; i < n; i++)
        for (size_t table = 0; table < SURVEY_TABLES; table++)
            if ((common->tables >> survey_input_table[table] & 1) != 0 &&
                completeness_has_row(&findings->survey->grid, counts_of(findings, members[i]->site, table),
                                     common->first, common->last))
                return true;
    return false;
}

static void stop_at(struct survey_findings *findings, const struct hole *hole, bool has_rows, const char *site,
                    const char *key) {
    char first[CALENDAR_TEXT_SIZE], last[CALENDAR_TEXT_SIZE], *names = table_names(hole->tables, " or ");

    calendar_write(CALENDAR_CIVIL, hole->first, first);
    calendar_write(CALENDAR_CIVIL, hole->last, last);
    survey_stop(findings,
                memory_format(
                    "%s%s: %s %s from %s to %s, while the days before and after have them: a delivery that is missing "
                    "(have it sent; or, if it is known to be so, say why)",
                    site == NULL ? "all sites" : "site ", site == NULL ? "" : site, has_rows ? "too few" : "no", names,
                    first, last),
                memory_format("%s = say why here", key));
    free(names);
}

/* The key of the hole in [accept], as far as the days. `site` NULL: all. The caller frees. */
static char *key_prefix(const struct hole *hole, const char *site) {
    char *names = table_names(hole->tables, "+");
    char *name = memory_format("%s.%s.", site == NULL ? "*" : site, names), *prefix = accept_key("hole", name);

    free(names);
    free(name);
    return prefix;
}

static char *key_of(const char *prefix, const struct hole *hole) {
    char first[CALENDAR_TEXT_SIZE], last[CALENDAR_TEXT_SIZE];

    calendar_write(CALENDAR_CIVIL, hole->first, first);
    calendar_write(CALENDAR_CIVIL, hole->last, last);
    return memory_format("%s%s..%s", prefix, first, last);
}

/* Gives `members` of the holes, which are one by the days of `common`, their name, and takes or stops it. */
static void name_hole(struct survey_findings *findings, struct hole *const members[], size_t n,
                      const struct hole *common, const char *site) {
    char *prefix = key_prefix(common, site), *key = key_of(prefix, common);
    const struct ini_entry *entry = find_entry(findings->config, prefix, common);
    const char *reason = entry == NULL ? "" : accept_reason(findings->config, "hole", entry->key + strlen("hole."));

    for (size_t i = 0; i < n; i++) {
        members[i]->named = true;
        add_fact(findings, members[i], entry == NULL ? key : entry->key, reason);
    }
    if (entry == NULL)
        stop_at(findings, common, some_have_rows(findings, members, n, common), site, key);
    else
        survey_accept(findings, entry->key, reason);
    free(prefix);
    free(key);
}

/* A hole and, where it is everybody's, the others' of the same days. */
static void name_from(struct survey_findings *findings, struct holes *holes, struct hole *hole) {
    struct hole **members = memory_alloc(holes->n, sizeof(struct hole *)), common;
    const char *site = findings->site_names[hole->site];
    size_t n = 0;

    if (find_common(findings, holes, hole, &common)) {
        for (size_t i = 0; i < holes->n; i++)
            if (!holes->rows[i].named && holes->rows[i].tables == hole->tables && overlap(&holes->rows[i], hole))
                members[n++] = &holes->rows[i];
    } else {
        common = *hole;
        members[n++] = hole;
    }
    name_hole(findings, members, n, &common, n > 1 || site[0] == '\0' ? NULL : site);
    free(members);
}

/* Every site that delivered before and after misses the days; of a table that is not judged nobody's days are. */
static void mark_month(struct survey_findings *findings, enum input_table which, const struct hole *hole) {
    struct hole all = *hole;

    for (size_t table = 0; table < SURVEY_TABLES; table++)
        for (uint32_t site = 0; survey_input_table[table] == which && site < dictionary_count(findings->survey->sites);
             site++)
            if (is_open_around(findings, site, hole))
                completeness_mark(&findings->survey->grid, &findings->verdicts[table][site], hole->first, hole->last);
    if (which != INPUT_DOSES && which != INPUT_VISITS && which != INPUT_DRUG_TESTS) {
        struct hole *member = &all;
        name_hole(findings, &member, 1, hole, NULL);
    }
}

static void judge_files(struct survey_findings *findings, const struct survey_delivery deliveries[], size_t n) {
    for (int which = 0; which < INPUT_TABLE_COUNT; which++) {
        int32_t first, last;
        if (!survey_delivery_months(deliveries, n, input_tables[which].name, &first, &last))
            continue;
        for (int32_t month = first + 1; month < last; month++) {
            struct hole hole = {.site = DICTIONARY_NONE,
                                .tables = 1u << which,
                                .first = calendar_month_first_day(month),
                                .last = calendar_month_first_day(month + 1) - 1};
            if (hole.first <= findings->survey->grid.as_of &&
                !survey_delivery_has(deliveries, n, input_tables[which].name, month))
                mark_month(findings, (enum input_table)which, &hole);
        }
    }
}

void survey_judge_holes(struct survey_findings *findings, const struct survey_delivery deliveries[], size_t n) {
    size_t n_sites = dictionary_count(findings->survey->sites);
    struct holes holes = {.n = 0};

    if (findings->survey->grid.n_days == 0)
        return;
    judge_files(findings, deliveries, n);
    holes.starts = memory_alloc(n_sites + 1, sizeof *holes.starts);
    for (uint32_t site = 0; site < n_sites; site++)
        collect_site(findings, site, &holes);
    holes.starts[n_sites] = holes.n;
    for (size_t i = 0; i < holes.n; i++)
        if (!holes.rows[i].named)
            name_from(findings, &holes, &holes.rows[i]);
    free(holes.rows);
    free(holes.starts);
}
