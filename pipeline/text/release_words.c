/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/release_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "base/sorting.h"
#include "text/wording.h"

static bool is_text(const char *wanted, const char *text) { return strcmp(wanted == NULL ? "" : wanted, text) == 0; }

static bool is_time(double wanted, double days) { return isnan(days) ? wanted < 0.5 : fabs(wanted - days) < 1e-6; }

static bool matches(const struct released *row, const struct number_key *key, unsigned open) {
    return is_text(key->measure, row->measure) && is_text(key->analysis, row->analysis) &&
           is_text(key->rule, row->rule) && is_text(key->group_by, row->group_by) &&
           ((open & NUMBERS_ANY_GROUP) != 0 || is_text(key->group, row->group)) &&
           ((open & NUMBERS_ANY_SUBGROUP) != 0 || is_text(key->subgroup, row->subgroup)) &&
           ((open & NUMBERS_ANY_PERIOD) != 0 || is_text(key->period, row->period)) &&
           ((open & NUMBERS_ANY_TIME) != 0 || is_time(key->time_days, row->time_days));
}

const struct released *release_find(const struct release *release, const struct number_key *key) {
    for (size_t i = 0; i < release->rows->n; i++)
        if (matches(&release->rows->rows[i], key, 0))
            return &release->rows->rows[i];
    return NULL;
}

static int compare_rows(const void *left, const void *right) {
    const struct released *a = *(const struct released *const *)left, *b = *(const struct released *const *)right;
    const char *const pairs[][2] = {
        {a->group, b->group}, {a->subgroup, b->subgroup}, {a->period, b->period}, {a->analysis, b->analysis}};

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        int order = sorting_compare_names(pairs[i][0], pairs[i][1]);
        if (order != 0)
            return order;
    }
    return (a->time_days > b->time_days) - (a->time_days < b->time_days);
}

size_t release_list(const struct release *release, const struct number_key *key, unsigned open,
                    const struct released ***rows) {
    size_t n = 0, capacity = 0;

    *rows = NULL;
    for (size_t i = 0; i < release->rows->n; i++) {
        if (!matches(&release->rows->rows[i], key, open))
            continue;
        *rows = memory_grow(*rows, &capacity, n + 1, sizeof **rows);
        (*rows)[n++] = &release->rows->rows[i];
    }
    if (n > 0)
        qsort(*rows, n, sizeof **rows, compare_rows);
    return n;
}

static bool is_flagged(const struct released *row, const char *flag) { return strcmp(row->flag, flag) == 0; }

bool release_is_by_definition(const struct released *row) { return row != NULL && is_flagged(row, "by_construction"); }

bool release_has_flag(const struct release *release, const char *flag) {
    for (size_t i = 0; i < release->rows->n; i++)
        if (is_flagged(&release->rows->rows[i], flag))
            return true;
    return false;
}

bool release_is_small(const struct release *release) {
    for (size_t i = 0; i < release->rows->n; i++)
        if (strcmp(release->rows->rows[i].measure, "survival") == 0)
            return false;
    return true;
}

bool release_is_told(const struct released *row) {
    return row != NULL && !isnan(row->low) && !is_flagged(row, "withheld") && !is_flagged(row, "too_few");
}

/* The end of a period as text that sorts: 2026-Q3 and 2026-09 end together. */
static int last_month(const char *period) {
    int year = (int)strtol(period, NULL, 10) * 12;

    if (strlen(period) == 4)
        return year + 11;
    if (period[5] == 'Q' || period[5] == 'H')
        return year + (period[6] - '0') * (period[5] == 'Q' ? 3 : 6) - 1;
    return year + (int)strtol(period + 5, NULL, 10) - 1;
}

const struct released *release_latest(const struct release *release, const char *measure) {
    const struct released *latest = NULL;

    for (size_t i = 0; i < release->rows->n; i++) {
        const struct released *row = &release->rows->rows[i];
        if (strcmp(row->measure, measure) == 0 && *row->period != '\0' && release_is_told(row) &&
            (latest == NULL || last_month(row->period) > last_month(latest->period)))
            latest = row;
    }
    return latest;
}

static int percent(double share) { return (int)floor(share * 100 + 0.5); }

static const char *reason_for_nothing(const struct released *row) {
    if (row == NULL)
        return "–";
    return is_flagged(row, "withheld") ? "withheld" : "too few";
}

const char *release_nothing_words(const struct release *release, const struct released *row) {
    if (row != NULL && is_flagged(row, "withheld"))
        return "withheld, as it would tell too much of few people";
    if (row == NULL || !isnan(row->people_low))
        return "too few people to say";
    return word_pool_format(release->numbers.pool, "not recorded, or of fewer than %ld people",
                            strtol(ini_file_value(release->numbers.config, "protection", "class"), NULL, 10) + 1);
}

const char *release_share_cell(const struct release *release, const struct released *row) {
    if (release_is_by_definition(row))
        return "by definition";
    if (!release_is_told(row))
        return reason_for_nothing(row);
    if (isnan(row->estimate))
        return word_pool_format(release->numbers.pool, "%d–%d%%", percent(row->low), percent(row->high));
    return word_pool_format(release->numbers.pool, "%d%% (%d–%d)", percent(row->estimate), percent(row->low),
                            percent(row->high));
}

/* "between 12 and 30", "at most 18", "at least 72". */
static const char *range_words(const struct release *release, double low, double high) {
    if (percent(low) <= 0)
        return word_pool_format(release->numbers.pool, "at most %d", percent(high));
    if (percent(high) >= 100)
        return word_pool_format(release->numbers.pool, "at least %d", percent(low));
    return word_pool_format(release->numbers.pool, "between %d and %d", percent(low), percent(high));
}

const char *release_share_words(const struct release *release, const struct released *row, const char *noun) {
    bool is_likely = !isnan(row->likely_low) && !isnan(row->likely_high);
    const char *range = is_likely ? range_words(release, row->likely_low, row->likely_high)
                                  : range_words(release, row->low, row->high),
               *likely = is_likely ? "likely " : "", *blank = *noun == '\0' ? "" : " ";

    if (isnan(row->estimate))
        return word_pool_format(release->numbers.pool, "%s%s of 100%s%s", likely, range, blank, noun);
    return word_pool_format(release->numbers.pool, "%d of 100%s%s, %s%s", percent(row->estimate), blank, noun, likely,
                            range);
}

const char *release_count_cell(const struct release *release, const struct released *row) {
    if (!release_is_told(row))
        return reason_for_nothing(row);
    if (row->low <= 0)
        return word_pool_format(release->numbers.pool, "under %.0f", row->high + 1);
    return word_pool_format(release->numbers.pool, "%s–%s", wording_count(&release->numbers, row->low),
                            wording_count(&release->numbers, row->high));
}

const char *release_count_words(const struct release *release, const struct released *row) {
    if (row->low <= 0)
        return word_pool_format(release->numbers.pool, "fewer than %.0f", row->high + 1);
    return word_pool_format(release->numbers.pool, "between %s and %s", wording_count(&release->numbers, row->low),
                            wording_count(&release->numbers, row->high));
}

const char *release_people_cell(const struct release *release, const struct released *row) {
    if (row == NULL || isnan(row->people_low) || is_flagged(row, "withheld"))
        return reason_for_nothing(row);
    return word_pool_format(release->numbers.pool, "%s–%s", wording_count(&release->numbers, row->people_low),
                            wording_count(&release->numbers, row->people_high));
}

/* Is `row` to stand before `other`? */
static bool is_before(const struct release *release, const struct released *row, const struct released *other) {
    if (row->low > other->low || row->low < other->low)
        return row->low > other->low;
    return strcmp(release_code_words(release, row), release_code_words(release, other)) < 0;
}

size_t release_keep_told(const struct release *release, const struct released **rows, size_t n) {
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        const struct released *row = rows[i];
        size_t at = kept;
        if (!release_is_told(row))
            continue;
        for (; at > 0 && is_before(release, row, rows[at - 1]); at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
        kept++;
    }
    return kept;
}

int release_compare(const struct released *first, const struct released *second) {
    if (!release_is_told(first) || !release_is_told(second))
        return 0;
    if (first->likely_high < second->likely_low)
        return -1;
    return first->likely_low > second->likely_high ? 1 : 0;
}

const char *release_compare_sites(const struct release *release, const struct number_key *key) {
    struct number_key by_site = *key;
    const struct released **rows;
    size_t n_told = 0, n;
    bool apart = false;

    by_site.group_by = "site";
    n = release_list(release, &by_site, NUMBERS_ANY_GROUP, &rows);
    for (size_t i = 0; i < n; i++) {
        n_told += release_is_told(rows[i]);
        for (size_t k = 0; k < i; k++)
            apart = apart || release_compare(rows[i], rows[k]) != 0;
    }
    free(rows);
    if (n < 2)
        return NULL;
    if (n_told < 2)
        return "There are too few people to compare sites";
    return apart ? "Sites differ, which may come from who their patients are"
                 : "Whether sites differ, these numbers cannot tell";
}

const char *release_code_words(const struct release *release, const struct released *row) {
    if (strcmp(row->group, "plan_change") == 0 && strcmp(row->subgroup, "none") == 0)
        return "No change of plan";
    if (strcmp(row->analysis, ANALYSIS_AFTER_RETURN_TO_USE) == 0 && strcmp(row->subgroup, "left") == 0)
        return "Left care";
    if (strcmp(row->subgroup, "death") == 0)
        return "Died, as recorded"; /* always: else it would tell that somebody was the first to be recorded */
    return wording_code(&release->numbers, row->subgroup);
}
