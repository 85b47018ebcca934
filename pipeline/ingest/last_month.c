/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/last_month.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "ingest/dose_medians.h"
#include "ingest/rest_cells.h"
#include "table/input_tables.h"

/* The codes of one column. */
struct last_month_codes {
    struct dictionary *codes; /* NULL: not watched */
    struct last_month_counts *counts;
    size_t capacity;
};

static bool is_watched(const struct column_spec *column) {
    return column->type == COLUMN_TEXT || column->type == COLUMN_CODE ||
           (column->type == COLUMN_CODE_LIST && column->codes == NULL);
}

struct last_month last_month_begin(int32_t as_of, const struct table_spec *table, size_t n_texts) {
    int32_t index = calendar_month_index(as_of + 1) - 1;
    struct last_month month = {.first = calendar_month_first_day(index),
                               .end = calendar_month_first_day(index + 1),
                               .counts = memory_alloc(n_texts, sizeof(struct last_month_counts)),
                               .n = n_texts,
                               .table = table,
                               .codes = memory_alloc(table->n_columns, sizeof(struct last_month_codes))};

    for (size_t i = 2; i < table->n_columns; i++)
        if (is_watched(&table->columns[i]))
            month.codes[i].codes = dictionary_alloc();
    if (strcmp(table->name, input_tables[INPUT_DOSES].name) == 0)
        month.doses = dose_medians_alloc();
    return month;
}

void last_month_free(struct last_month *month) {
    for (size_t i = 0; month->codes != NULL && i < month->table->n_columns; i++) {
        dictionary_free(month->codes[i].codes);
        free(month->codes[i].counts);
    }
    dose_medians_free(month->doses);
    free(month->codes);
    free(month->counts);
    *month = (struct last_month){0};
}

void last_month_extend(struct last_month *month, size_t n_texts) {
    size_t before = month->n;

    month->counts = memory_grow(month->counts, &month->n, n_texts, sizeof *month->counts);
    memset(month->counts + before, 0, (month->n - before) * sizeof *month->counts);
}

static void add_finding(struct month_findings *findings, struct month_finding finding) {
    findings->findings =
        memory_grow(findings->findings, &findings->capacity, findings->n + 1, sizeof *findings->findings);
    findings->findings[findings->n++] = finding;
}

static void tally_add(struct last_month_codes *tally, const char *code, size_t length,
                      struct last_month_counts counts) {
    size_t known = dictionary_count(tally->codes);
    uint32_t number;

    if (length == 0)
        return;
    number = dictionary_add(tally->codes, code, length);
    tally->counts = memory_grow(tally->counts, &tally->capacity, known + 1, sizeof *tally->counts);
    if (number == known)
        tally->counts[number] = (struct last_month_counts){0};
    tally->counts[number].before += counts.before;
    tally->counts[number].within += counts.within;
}

static void tally_cell(struct last_month_codes *tally, const struct column_spec *column, const struct text_buffer *cell,
                       struct last_month_counts counts) {
    const char *at = cell->length > 0 ? cell->text : "";

    if (column->type != COLUMN_CODE_LIST) {
        tally_add(tally, at, cell->length, counts);
        return;
    }
    for (;;) {
        size_t length = strcspn(at, ";");
        tally_add(tally, at, length, counts);
        if (at[length] == '\0')
            return;
        at += length + 1;
    }
}

static void fold_column(const struct last_month *month, size_t column, const struct dictionary *rests) {
    struct text_buffer cell = {0};

    for (uint32_t i = 0; i < dictionary_count(rests) && i < month->n; i++) {
        if (month->counts[i].before + month->counts[i].within == 0)
            continue;
        rest_cells_take(dictionary_text(rests, i), column - 2, &cell);
        tally_cell(&month->codes[column], &month->table->columns[column], &cell, month->counts[i]);
    }
    text_buffer_free(&cell);
}

void last_month_fold(struct last_month *month, const struct dictionary *rests) {
    for (size_t i = 2; i < month->table->n_columns; i++)
        if (month->codes[i].codes != NULL)
            fold_column(month, i, rests);
    if (month->doses != NULL)
        dose_medians_add(month->doses, month, rests);
    memset(month->counts, 0, month->n * sizeof *month->counts);
}

static bool is_new(struct last_month_counts counts) { return counts.before == 0 && counts.within > 0; }

/* In bytewise order, so that the order of the export's rows does not matter. */
static void name_new_codes(const struct last_month_codes *tally, const char *column, struct month_findings *findings) {
    size_t n = dictionary_count(tally->codes), n_named = 0;
    uint32_t *in_order = dictionary_order(tally->codes);

    for (size_t i = 0; i < n && n_named < LAST_MONTH_MOST_CODES; i++) {
        uint32_t code = in_order[i];
        double rows = tally->counts[code].within;
        if (!is_new(tally->counts[code]))
            continue;
        n_named++;
        add_finding(findings, (struct month_finding){
                                  .measure = "new_category",
                                  .subgroup = memory_format("%s;%s", column, dictionary_text(tally->codes, code)),
                                  .rows = rows,
                                  .value = rows});
    }
    free(in_order);
}

static void find_new_codes(const struct last_month_codes *tally, const char *column, struct month_findings *findings) {
    double n_new = 0, rows = 0;
    bool had_codes = false;

    if (tally->counts == NULL) /* not one cell holds a code */
        return;
    for (uint32_t i = 0; i < dictionary_count(tally->codes); i++) {
        had_codes = had_codes || tally->counts[i].before > 0;
        n_new += is_new(tally->counts[i]);
        rows += is_new(tally->counts[i]) ? tally->counts[i].within : 0;
    }
    if (!had_codes || n_new < 1)
        return;
    add_finding(findings, (struct month_finding){.measure = "new_categories",
                                                 .subgroup = memory_format("%s", column),
                                                 .rows = rows,
                                                 .value = n_new});
    name_new_codes(tally, column, findings);
}

static void find_jumps(struct dose_medians *medians, double jump, struct month_findings *findings) {
    struct dose_median pair;

    dose_medians_pair_up(medians);
    for (size_t i = 0; dose_medians_get(medians, i, &pair); i++) {
        double ratio = pair.within / pair.before;
        if (!(pair.before > 0) || (ratio < jump && ratio > 1 / jump))
            continue;
        const struct month_finding found[] = {{"dose_jump", NULL, pair.n_within, ratio},
                                              {"dose_median_before", NULL, pair.n_before, pair.before},
                                              {"dose_median_within", NULL, pair.n_within, pair.within}};
        for (size_t k = 0; k < sizeof found / sizeof found[0]; k++) {
            add_finding(findings, found[k]);
            findings->findings[findings->n - 1].subgroup = memory_format("%s", pair.medication);
        }
    }
}

struct month_findings last_month_find(const struct last_month *month, double jump) {
    struct month_findings findings = {.month = calendar_month_index(month->first)};

    for (size_t i = 2; i < month->table->n_columns; i++)
        if (month->codes[i].codes != NULL)
            find_new_codes(&month->codes[i], month->table->columns[i].name, &findings);
    if (month->doses != NULL)
        find_jumps(month->doses, jump, &findings);
    return findings;
}

void month_findings_free(struct month_findings *findings) {
    for (size_t i = 0; i < findings->n; i++)
        free(findings->findings[i].subgroup);
    free(findings->findings);
    *findings = (struct month_findings){0};
}
