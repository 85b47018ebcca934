/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/wording.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text_buffer.h"
#include "text/plain_text.h"

/* Whole percents, but a share that is not nothing never reads 0 (-1 here) and one that is not all never 100 (101). */
static int whole_percent(double share) {
    int percent = (int)floor(share * 100 + 0.5);

    if (percent <= 0)
        return share > 0 ? -1 : 0;
    return percent >= 100 && share < 1 ? 101 : percent;
}

const char *wording_percent(const struct numbers *numbers, double share) {
    int percent;

    if (isnan(share))
        return "";
    percent = whole_percent(share);
    if (percent < 0)
        return "<1%";
    return percent > 100 ? ">99%" : word_pool_format(numbers->pool, "%d%%", percent);
}

const char *wording_of_100(const struct numbers *numbers, double share) {
    int percent;

    if (isnan(share))
        return "";
    percent = whole_percent(share);
    if (percent < 0)
        return "fewer than 1 of 100";
    if (percent > 100)
        return "more than 99 of 100";
    if (percent == 0 || percent == 100)
        return percent == 0 ? "none" : "all";
    return word_pool_format(numbers->pool, "%d of 100", percent);
}

const char *wording_of_100_before(const struct numbers *numbers, double share) {
    return share <= 0 ? "no" : wording_of_100(numbers, share);
}

static int bound(double share) { return (int)floor(share * 100 + 0.5); }

static bool has_interval(const struct estimate *row) { return !isnan(row->ci_low) && !isnan(row->ci_high); }

const char *wording_likely(const struct numbers *numbers, const struct estimate *row) {
    if (!has_interval(row))
        return "";
    return word_pool_format(numbers->pool, "likely between %d and %d", bound(row->ci_low), bound(row->ci_high));
}

const char *wording_share(const struct numbers *numbers, const struct estimate *row) {
    const char *share = wording_of_100(numbers, row->estimate);

    if (!has_interval(row))
        return share;
    return word_pool_format(numbers->pool, "%s, %s", share, wording_likely(numbers, row));
}

static const char *reason_for_nothing(const struct estimate *row) {
    if (row == NULL)
        return "–";
    if (estimate_has_flag(row, "immature") || estimate_has_flag(row, "beyond_follow_up"))
        return "not yet known";
    return "too few";
}

/* Is the share `with` of `of`, or what is left of them? */
static bool is_share_of(const struct estimate *row, double with, double of) {
    double count = row->estimate * of;

    return of > 0 && (fabs(count - with) < 1e-6 || fabs(of - count - with) < 1e-6); /* NaN: false */
}

/* "2 of 3" where the share is that of so many of so many; "" where one of these is not known, as of people who could
 * not all be followed for so long. By a day it is of those decided by then (left, or still followed), else of all;
 * without one of rows, else of people. */
static const char *count_words(const struct numbers *numbers, const struct estimate *row) {
    bool by_day = !isnan(row->time_days);
    const double rows[2] = {row->events, by_day ? row->at_risk + row->events : row->at_risk},
                 people[2] = {row->event_people, row->n}, *const pairs[] = {rows, people};

    if (by_day && row->estimate <= 0 && row->events < 0.5)
        return "none";
    if (by_day && row->at_risk < 0.5 && row->events < row->n) /* who stopped being followed before is in no count */
        return "";
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (is_share_of(row, pairs[i][0], pairs[i][1]))
            return word_pool_format(numbers->pool, "%.0f of %.0f", row->estimate * pairs[i][1], pairs[i][1]);
    return "";
}

const char *wording_told(const struct numbers *numbers, const struct estimate *row) {
    return number_is_sayable(row) ? wording_share(numbers, row) : "too few to say";
}

const char *wording_cell(const struct numbers *numbers, const struct estimate *row) {
    const char *counts;

    if (!number_is_shown(row) || !estimate_has_flag(row, "too_few"))
        return wording_range(numbers, row);
    counts = count_words(numbers, row);
    return counts[0] == '\0' ? "too few" : counts;
}

const char *wording_told_cell(const struct numbers *numbers, const struct estimate *row) {
    const char *counts;

    if (!number_is_shown(row) || number_is_sayable(row) || estimate_has_flag(row, "by_construction"))
        return wording_cell(numbers, row);
    counts = count_words(numbers, row);
    return counts[0] == '\0' ? "too few" : counts;
}

const char *wording_range(const struct numbers *numbers, const struct estimate *row) {
    const char *mark, *percent;

    if (!number_is_shown(row))
        return reason_for_nothing(row);
    mark = estimate_has_flag(row, "too_few") ? "*" : "";
    percent = wording_percent(numbers, row->estimate);
    if (!has_interval(row))
        return word_pool_format(numbers->pool, "%s%s", percent, mark);
    return word_pool_format(numbers->pool, "%s (%d–%d)%s", percent, bound(row->ci_low), bound(row->ci_high), mark);
}

static const char *with_thousands(const struct numbers *numbers, double count) {
    char digits[32];
    struct text_buffer text = {0};
    int length = snprintf(digits, sizeof digits, "%.0f", count);

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
            text_buffer_append_char(&text, ',');
        text_buffer_append_char(&text, digits[i]);
    }
    return word_pool_keep(numbers->pool, text.text);
}

const char *wording_count(const struct numbers *numbers, double count) {
    return isnan(count) ? "–" : with_thousands(numbers, count);
}

const char *wording_people(const struct numbers *numbers, double count) {
    return word_pool_format(numbers->pool, "%s %s", wording_count(numbers, count),
                            fabs(count - 1) < 0.5 ? "person" : "people");
}

const char *wording_days(const struct numbers *numbers, const struct estimate *row) {
    const char *unit = row != NULL && fabs(row->estimate - 1) < 0.5 ? "day" : "days";

    if (row != NULL && estimate_has_flag(row, "not_reached"))
        return "not reached";
    if (row == NULL || !number_is_shown(row))
        return reason_for_nothing(row);
    if (estimate_has_flag(row, "too_few"))
        return "too few";
    if (isnan(row->ci_low))
        return word_pool_format(numbers->pool, "%.0f %s", row->estimate, unit);
    if (isnan(row->ci_high))
        return word_pool_format(numbers->pool, "%.0f %s (%.0f or more)", row->estimate, unit, row->ci_low);
    return word_pool_format(numbers->pool, "%.0f %s (%.0f–%.0f)", row->estimate, unit, row->ci_low, row->ci_high);
}

const char *wording_span(const struct numbers *numbers, double time_days) {
    if (fabs(time_days - 365) < 0.5)
        return "1 year";
    if (fabs(time_days - 730) < 0.5)
        return "2 years";
    return word_pool_format(numbers->pool, "%.0f day%s", time_days, fabs(time_days - 1) < 0.5 ? "" : "s");
}

static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};

static bool is_month(int month) { return month >= 1 && month <= 12; }

/* Of "2025-11/2026-10"; NULL: it is no such period. */
static const char *months_words(const struct numbers *numbers, const char *period) {
    int years[2], months[2], end = 0;

    if (sscanf(period, "%4d-%2d/%4d-%2d%n", &years[0], &months[0], &years[1], &months[1], &end) != 4 ||
        period[end] != '\0' || !is_month(months[0]) || !is_month(months[1]))
        return NULL;
    if (years[0] == years[1])
        return word_pool_format(numbers->pool, "%s to %s %d", names[months[0] - 1], names[months[1] - 1], years[1]);
    return word_pool_format(numbers->pool, "%s %d to %s %d", names[months[0] - 1], years[0], names[months[1] - 1],
                            years[1]);
}

const char *wording_month(const struct numbers *numbers, const char *period) {
    int year, month, end = 0;

    if (strchr(period, '/') != NULL && months_words(numbers, period) != NULL)
        return months_words(numbers, period);
    if (sscanf(period, "%4d-Q%1d%n", &year, &month, &end) == 2 && period[end] == '\0' && month >= 1 && month <= 4)
        return word_pool_format(numbers->pool, "%s to %s %d", names[month * 3 - 3], names[month * 3 - 1], year);
    end = 0;
    if (sscanf(period, "%4d-H%1d%n", &year, &month, &end) == 2 && period[end] == '\0' && month >= 1 && month <= 2)
        return word_pool_format(numbers->pool, "%s to %s %d", names[month * 6 - 6], names[month * 6 - 1], year);
    end = 0;
    if (sscanf(period, "%4d-%2d%n", &year, &month, &end) == 2 && period[end] == '\0' && is_month(month))
        return word_pool_format(numbers->pool, "%s %d", names[month - 1], year);
    return word_pool_keep(numbers->pool, plain_text_copy(period));
}

const char *wording_list(const struct numbers *numbers, const char *const texts[], size_t n) {
    struct text_buffer list = {0};

    text_buffer_append_text(&list, "");
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            text_buffer_append_text(&list, i + 1 == n ? " and " : ", ");
        text_buffer_append_text(&list, texts[i]);
    }
    return word_pool_keep(numbers->pool, list.text);
}

const char *wording_inside(const struct numbers *numbers, const char *text) {
    int first = (unsigned char)text[0];

    if (first == '\0')
        return "";
    if (wording_is_proper(text))
        return word_pool_format(numbers->pool, "%s", text);
    return word_pool_format(numbers->pool, "%c%s", islower((unsigned char)text[1]) ? tolower(first) : first, text + 1);
}

const char *wording_begun(const struct numbers *numbers, const char *text) {
    return text[0] == '\0' ? "" : word_pool_format(numbers->pool, "%c%s", toupper((unsigned char)text[0]), text + 1);
}

const char *wording_group(const struct numbers *numbers, const char *group_by, const char *value) {
    const char *name = NULL;

    if (value[0] == '\0')
        return "Not recorded";
    if (strcmp(value, "other") == 0 && strcmp(group_by, "exit") != 0)
        return "Other";
    if (numbers->config != NULL && strcmp(group_by, "medication") == 0)
        name = ini_file_value(numbers->config, "medication_names", value);
    return name != NULL ? word_pool_keep(numbers->pool, plain_text_copy(name)) : wording_code(numbers, value);
}
