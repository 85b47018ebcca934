/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/supply_counts.h"

#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/mending.h"
#include "base/message.h"
#include "settings/accept.h"
#include "table/estimates_table.h"

void supply_counts_add(struct supply_counts *counts, const struct supply_counts *more) {
    for (size_t i = 0; i <= SETTINGS_MOST_MEDICATIONS; i++)
        for (size_t record = 0; record < SUPPLY_RECORD_COUNT; record++)
            counts->rows[i][record] += more->rows[i][record];
}

static size_t count_rows(const size_t rows[SUPPLY_RECORD_COUNT]) {
    return rows[SUPPLY_RECORDED] + rows[SUPPLY_MISSING] + rows[SUPPLY_IMPOSSIBLE];
}

static void write_count(struct table_writer *estimates, const char *measure, const char *medication, size_t count) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_DATA_QUALITY;
    row.measure = measure;
    row.group_by = medication[0] == '\0' ? "" : "medication";
    row.group = medication;
    row.estimate = row.events = (double)count;
    estimates_table_write(estimates, &row);
}

static void write_accepted(struct table_writer *estimates, const char *medication, const char *reason) {
    struct estimate row = estimate_empty();
    char *key = accept_key("supply", medication);

    row.analysis = ANALYSIS_DATA_QUALITY;
    row.measure = "accept_used";
    row.group_by = "accept";
    row.group = key;
    row.subgroup = reason;
    row.estimate = row.events = 1;
    estimates_table_write(estimates, &row);
    free(key);
}

static bool is_too_many(const struct settings *settings, const size_t rows[SUPPLY_RECORD_COUNT]) {
    size_t n = count_rows(rows);

    return (double)(n - rows[SUPPLY_RECORDED]) > settings->supply_share * (double)n;
}

static void write_medication(struct table_writer *estimates, const struct settings *settings, const char *medication,
                             const size_t rows[SUPPLY_RECORD_COUNT]) {
    const char *reason = accept_reason(settings->file, "supply", medication);

    write_count(estimates, "supply_rows", medication, count_rows(rows));
    write_count(estimates, "supply_missing", medication, rows[SUPPLY_MISSING]);
    write_count(estimates, "supply_impossible", medication, rows[SUPPLY_IMPOSSIBLE]);
    if (reason != NULL && is_too_many(settings, rows))
        write_accepted(estimates, medication, reason);
}

void supply_counts_write(const struct supply_counts *counts, const struct settings *settings,
                         struct table_writer *estimates) {
    size_t all[SUPPLY_RECORD_COUNT] = {0};

    for (size_t i = 0; i <= SETTINGS_MOST_MEDICATIONS; i++)
        for (size_t record = 0; record < SUPPLY_RECORD_COUNT; record++)
            all[record] += counts->rows[i][record];
    write_count(estimates, "supplies", "", count_rows(all));
    write_count(estimates, "supplies_missing", "", all[SUPPLY_MISSING]);
    write_count(estimates, "supplies_impossible", "", all[SUPPLY_IMPOSSIBLE]);
    for (size_t i = 0; i < settings->n_medications; i++)
        if (count_rows(counts->rows[i]) > 0)
            write_medication(estimates, settings, settings->medications[i].name, counts->rows[i]);
}

static void say_stop(const char *medication, size_t n_wrong, size_t n) {
    char *key = accept_key("supply", medication),
         *line = mending_line(MENDING_CONFIGURATION, "accept", "%s = default say why here", key);

    message_note(false,
                 "%zu of %zu supplies of %s tell no length, or none that is possible: check days_supply and kind "
                 "(a quantity? a dose count?), or take the default length of the medication; %s",
                 n_wrong, n, medication, line);
    free(key);
    free(line);
}

bool supply_counts_stop(const struct supply_counts *counts, const struct settings *settings) {
    bool stops = false;

    for (size_t i = 0; i < settings->n_medications; i++) {
        size_t n = count_rows(counts->rows[i]), n_wrong = n - counts->rows[i][SUPPLY_RECORDED];
        if (!is_too_many(settings, counts->rows[i]) ||
            accept_reason(settings->file, "supply", settings->medications[i].name) != NULL)
            continue;
        say_stop(settings->medications[i].name, n_wrong, n);
        stops = true;
    }
    return stops;
}
