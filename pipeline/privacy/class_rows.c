/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "privacy/classify_parts.h"
#include "privacy/count_class.h"

enum { GRID_END = 360 };

static const char returns_to_use[] = "returns_to_use";

static const double soon[] = {7, 14, 30, 90}, later[] = {90, 180, 365};

static void add_day(struct classifying *at, const struct release_question *question, struct class_key key) {
    struct release_names codes = release_codes_named(question->codes, &at->lists->exits);

    for (size_t i = 0; i < codes.n; i++) {
        key.subgroup = codes.names[i];
        classify_add(at, &key, question->kind, question->people, &codes);
    }
}

static size_t days_of(const struct release_lists *lists, enum release_days which, const double **days) {
    switch (which) {
    case RELEASE_LANDMARKS: *days = lists->landmarks; return lists->n_landmarks;
    case RELEASE_SOON: *days = soon; return sizeof soon / sizeof soon[0];
    case RELEASE_LATER: *days = later; return sizeof later / sizeof later[0];
    case RELEASE_NO_DAYS: break;
    }
    return 0;
}

/* Two days of one curve that are close date the leavings between them. */
static bool is_near_landmark(const struct release_lists *lists, double day) {
    for (size_t i = 0; i < lists->n_landmarks; i++)
        if (fabs(lists->landmarks[i] - day) < lists->grid_days / 2)
            return true;
    return false;
}

static int compare_days(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* All days of one group, in their order. */
static void add_group(struct classifying *at, const struct release_question *question, struct class_key key,
                      bool with_grid) {
    double days[RELEASE_MOST_DAYS + GRID_END];
    const double *listed = NULL;
    size_t n = days_of(at->lists, question->days, &listed);

    if (n > 0)
        memcpy(days, listed, n * sizeof *days);
    for (double day = at->lists->grid_days; with_grid && day <= GRID_END; day += at->lists->grid_days)
        if (!is_near_landmark(at->lists, day))
            days[n++] = day;
    if (n > 0)
        qsort(days, n, sizeof *days, compare_days);
    key.time_days = (double)NAN;
    if (question->days == RELEASE_NO_DAYS)
        add_day(at, question, key);
    for (size_t i = 0; i < n; i++) {
        key.time_days = days[i];
        add_day(at, question, key);
    }
}

static void add_groups(struct classifying *at, const struct release_question *question, struct class_key key,
                       const char *group_by, const struct release_names *listed) {
    struct release_names names;

    key.group_by = group_by;
    names = classify_groups(at, &key, listed);
    for (size_t i = 0; i < names.n; i++) {
        key.group = names.names[i];
        add_group(at, question, key, false);
    }
}

static void add_question(struct classifying *at, const struct release_question *question) {
    const struct release_lists *lists = at->lists;
    bool has_rule = question->days != RELEASE_NO_DAYS;
    struct class_key key = {.analysis = question->analysis,
                            .rule = has_rule ? lists->default_rule : "",
                            .measure = question->measure,
                            .group_by = question->group_by,
                            .group = question->group,
                            .subgroup = "",
                            .period = ""};

    add_group(at, question, key, question->has_grid);
    if ((question->groups & RELEASE_BY_MEDICATION) != 0)
        add_groups(at, question, key, "medication", &lists->medications);
    if ((question->groups & RELEASE_BY_SITE) != 0)
        add_groups(at, question, key, "site", &lists->sites);
    if ((question->groups & RELEASE_BY_EXIT) != 0)
        add_groups(at, question, key, "exit", &lists->exits);
    for (size_t i = 0; question->every_rule && i < lists->rules.n; i++) {
        key.rule = lists->rules.names[i];
        if (strcmp(key.rule, lists->default_rule) != 0)
            add_group(at, question, key, false);
    }
}

static void add_fields(struct classifying *at) {
    for (size_t i = 0; i < at->lists->n_fields; i++) {
        const struct release_field *field = &at->lists->fields[i];
        struct class_key key = {ANALYSIS_REFLECTIONS, "", "share", "field", field->name, "", "", (double)NAN};
        for (size_t k = 0; k < field->codes.n; k++) {
            key.subgroup = field->codes.names[k];
            classify_add(at, &key, RELEASE_PORTION, field->name, &field->codes);
        }
    }
}

/* The table owns the text; "" when there is no memory. */
static const char *keep_period(struct classifying *at, int32_t last_month, int months) {
    char text[CALENDAR_TEXT_SIZE], *copy;
    struct class_table *table = at->table;

    calendar_write_span(last_month - months + 1, months, text);
    copy = strdup(text);
    if (copy != NULL && table->n_texts == table->texts_capacity) {
        size_t capacity = 2 * table->texts_capacity + 64;
        char **grown = realloc(table->texts, capacity * sizeof *grown);
        if (grown != NULL) {
            table->texts = grown;
            table->texts_capacity = capacity;
        }
    }
    if (copy == NULL || table->n_texts == table->texts_capacity) {
        free(copy);
        at->status = PROTECT_NO_MEMORY;
        return "";
    }
    return table->texts[table->n_texts++] = copy;
}

/* Returns to use have a file of their own. Were its first row told as a class that may be nobody, where nothing is told
 * without a file, it would show: so nothing is told until some span has 12 of them. */
static void forget_if_few(struct class_table *table, size_t from) {
    for (size_t i = from; i < table->n; i++)
        if (table->rows[i].h > 0)
            return;
    for (size_t i = from; i < table->n; i++) {
        table->rows[i].n = 0;
        table->rows[i].h = COUNT_CLASS_NONE;
        table->rows[i].is_known = false;
    }
}

static void add_periods(struct classifying *at, const struct release_series *series) {
    static const struct release_names no_codes = {{""}, 1};
    int32_t last = at->lists->last_month;
    size_t from = at->table->n;

    for (size_t level = 0; level < RELEASE_LEVELS; level++)
        for (int32_t month = last - RELEASE_MONTHS + 1; month <= last; month++) {
            struct class_key key = {.analysis = release_levels[level].analysis,
                                    .rule = "",
                                    .measure = series->measure,
                                    .group_by = "",
                                    .group = "",
                                    .subgroup = "",
                                    .time_days = (double)NAN};
            if ((month + 1) % release_levels[level].months != 0)
                continue;
            key.period = keep_period(at, month, release_levels[level].months);
            classify_add(at, &key, series->kind, series->measure, &no_codes);
        }
    if (strcmp(series->measure, returns_to_use) == 0)
        forget_if_few(at->table, from);
}

static void add_totals(struct classifying *at) {
    static const struct class_key started = {ANALYSIS_DATA_QUALITY, "", "people_started", "", "", "", "", (double)NAN};
    static const char *const measures[] = {"people_ever_in_care", "returns", "leavings", returns_to_use};
    static const struct release_names no_codes = {{""}, 1};
    struct class_key key = {ANALYSIS_MONTHS, "", "", "", "", "", "", (double)NAN};

    classify_add(at, &started, RELEASE_COUNT, "people_started", &no_codes);
    for (size_t i = 0; at->lists->last_month < 0 && i < sizeof measures / sizeof measures[0]; i++) {
        key.measure = measures[i];
        classify_add(at, &key, RELEASE_COUNT, measures[i], &no_codes);
        if (measures[i] == returns_to_use)
            forget_if_few(at->table, at->table->n - 1);
    }
}

void class_rows_add(struct classifying *at) {
    add_totals(at);
    for (size_t i = 0; i < release_n_series && at->lists->last_month >= 0; i++)
        add_periods(at, &release_series[i]);
    for (size_t i = 0; i < release_n_questions; i++)
        add_question(at, &release_questions[i]);
    add_fields(at);
}
