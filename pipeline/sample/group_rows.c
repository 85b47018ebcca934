/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/group_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "stats/part_of_mean.h"
#include "stats/thin_curve.h"

static const double level = 0.95;

/* The rows of the rule that begin in a window. */
struct window {
    struct survival_sample rows;
    double *exit, *entry;
    int32_t *event, *person, *group, *stratum;
    double *people, *events; /* per group; events by the time asked for */
    double n_people;         /* of all groups */
    char *period;
};

static void copy_row(const struct estimate_run *run, struct window *window, size_t from) {
    size_t to = window->rows.n_rows++;

    window->exit[to] = run->rows.exit[from];
    if (window->entry != NULL)
        window->entry[to] = run->rows.entry[from];
    window->event[to] = run->rows.event[from];
    window->person[to] = run->rows.person == NULL ? (int32_t)from : run->rows.person[from];
    window->group[to] = run->group == NULL ? 0 : run->group[from];
    window->stratum[to] = run->stratum == NULL ? 0 : run->stratum[from];
}

/* The day of a row of the rule. */
static double day_of(const struct estimate_run *run, size_t row) {
    const struct sample *sample = run->sample;

    return sample_cells_get(&sample->extra, sample->rule_start[run->n_rules - 1] + row, 0);
}

static struct window window_alloc(const struct estimate_run *run) {
    size_t n = run->rows.n_rows + 1;
    struct window window = {.exit = memory_alloc(n, sizeof(double)),
                            .entry = run->rows.entry == NULL ? NULL : memory_alloc(n, sizeof(double)),
                            .event = memory_alloc(n, sizeof(int32_t)),
                            .person = memory_alloc(n, sizeof(int32_t)),
                            .group = memory_alloc(n, sizeof(int32_t)),
                            .stratum = memory_alloc(n, sizeof(int32_t)),
                            .people = memory_alloc(run->sample->groups.n + 1, sizeof(double)),
                            .events = memory_alloc(run->sample->groups.n + 1, sizeof(double))};

    window.rows =
        (struct survival_sample){.entry = window.entry,
                                 .exit = window.exit,
                                 .event = window.event,
                                 .person = window.person,
                                 .n_causes = run->rows.n_causes,
                                 .n_people = run->rows.person == NULL ? (int32_t)run->rows.n_rows : run->rows.n_people};
    return window;
}

static void window_free(struct window *window) {
    free(window->exit);
    free(window->entry);
    free(window->event);
    free(window->person);
    free(window->group);
    free(window->stratum);
    free(window->people);
    free(window->events);
    free(window->period);
}

/* "2025-11-01/2026-10-31" */
static char *period_of(int32_t last, double days) {
    char from[CALENDAR_TEXT_SIZE], to[CALENDAR_TEXT_SIZE];

    calendar_write(CALENDAR_CIVIL, last - (int32_t)days + 1, from);
    calendar_write(CALENDAR_CIVIL, last, to);
    return memory_format("%s/%s", from, to);
}

/* A person's rows stand together. */
static void count_groups(const struct estimate_run *run, const struct group_rows_request *request,
                         struct window *window) {
    int32_t *seen = memory_alloc(run->sample->groups.n + 1, sizeof *seen);

    for (size_t g = 0; g < run->sample->groups.n; g++) {
        window->people[g] = window->events[g] = 0;
        seen[g] = -1;
    }
    for (size_t i = 0; i < window->rows.n_rows; i++) {
        int32_t group = window->group[i];
        window->n_people += i == 0 || window->person[i] != window->person[i - 1];
        window->people[group] += window->person[i] != seen[group];
        seen[group] = window->person[i];
        window->events[group] += !(window->exit[i] > run->options->at[0]) && window->event[i] > 0 &&
                                 (request->event == 0 || window->event[i] == request->event);
    }
    free(seen);
}

static struct window window_make(const struct estimate_run *run, const struct group_rows_request *request, int32_t last,
                                 double days) {
    struct window window = window_alloc(run);

    for (size_t i = 0; i < run->rows.n_rows; i++) {
        double ago = isinf(days) ? 0 : last - day_of(run, i);
        if (ago >= 0 && ago < days)
            copy_row(run, &window, i);
    }
    count_groups(run, request, &window);
    window.period = isinf(days) ? memory_copy_text("", 0) : period_of(last, days);
    return window;
}

static int32_t last_day(const struct estimate_run *run) {
    double last = CALENDAR_NO_DAY;

    for (size_t i = 0; i < run->rows.n_rows; i++)
        last = fmax(last, day_of(run, i));
    return (int32_t)last;
}

static bool is_apart(const struct group_rows_request *request, const char *group) {
    for (size_t i = 0; i < request->apart->n; i++)
        if (strcasecmp(request->apart->items[i], group) == 0)
            return true;
    return group[0] == '\0';
}

/* ---- rows ---- */

static void write_interval(const struct estimate_run *run, const struct group_rows_request *request,
                           const char *measure, struct interval found, const char *flag) {
    struct estimate row = run->row;
    double all = strncmp(measure, "difference", strlen("difference")) == 0 ? 0 : 1;

    row.measure = measure;
    if (request->without)
        found = (struct interval){all - found.estimate, found.std_error, all - found.ci_high, all - found.ci_low};
    estimate_run_set_interval(&row, &found);
    estimate_run_write(run, &row, flag);
}

/* Of all people, in the window of the group. */
static void write_mean(struct estimate_run *run, const struct group_rows_request *request, const struct window *window,
                       const char *measure, struct interval mean) {
    struct estimate of_group = run->row;

    run->row.n = window->n_people;
    run->row.events = run->row.at_risk = nan("");
    write_interval(run, request, measure, mean, "");
    run->row = of_group;
}

static void write_number(const struct estimate_run *run, const char *measure, double value, const char *flag) {
    struct estimate row = run->row;

    row.measure = measure;
    row.estimate = value;
    estimate_run_write(run, &row, flag);
}

/* A group beside all, or (within) beside all people of the same strata. */
struct comparison {
    bool within;
    enum stats_status status;
    struct part_of_mean found;
};

/* A difference that there is none of (nobody else, or nobody followed so long) has its row. */
static void write_difference(struct estimate_run *run, const struct group_rows_request *request,
                             const struct window *window, const struct comparison *comparison, const char *flag) {
    bool within = comparison->within;
    const char *measure = within ? "difference_within" : "difference";

    if (comparison->status != STATS_OK) {
        write_number(run, measure, nan(""),
                     comparison->status == STATS_BEYOND_FOLLOW_UP ? "beyond_follow_up" : "not_estimable");
        return;
    }
    write_mean(run, request, window, within ? "mean_within" : "mean", comparison->found.mean);
    write_interval(run, request, measure, comparison->found.difference, flag);
    if (flag[0] == '\0')
        write_number(run, within ? "difference_within_p" : "difference_p", comparison->found.p_value, "");
}

static struct comparison compare(struct part_of_mean_sample *sample, int32_t group, bool within) {
    struct comparison comparison = {.within = within};

    comparison.status = part_of_mean_compare(sample, group, within, &comparison.found);
    if (comparison.status != STATS_NOT_ESTIMABLE && comparison.status != STATS_BEYOND_FOLLOW_UP)
        estimate_run_check(comparison.status);
    return comparison;
}

static void write_group(struct estimate_run *run, const struct group_rows_request *request, const struct window *window,
                        struct part_of_mean_sample *sample, int32_t group) {
    struct comparison crude = compare(sample, group, false), within;
    bool is_told = crude.status == STATS_OK;
    bool few = run->row.n < request->least || (is_told && crude.found.largest_step * THIN_CURVE_PEOPLE > 1);
    const char *flag = few ? "too_few" : "";

    run->row.at_risk = is_told ? crude.found.at_risk : nan("");
    if (is_told)
        write_interval(run, request, "group_share", crude.found.group, flag);
    else
        write_number(run, "group_share", nan(""),
                     crude.status == STATS_BEYOND_FOLLOW_UP ? "beyond_follow_up" : "not_estimable");
    write_difference(run, request, window, &crude, flag);
    if (run->sample->strata.n < 2)
        return;
    within = compare(sample, group, true);
    write_difference(run, request, window, &within, flag);
}

static void write_one(struct estimate_run *run, const struct group_rows_request *request, const struct window *window,
                      struct part_of_mean_sample *sample, int32_t group) {
    run->row.group = run->sample->groups.text[group];
    run->row.period = window->period;
    run->row.n = window->people[group];
    run->row.at_risk = nan("");
    run->row.events = window->events[group];
    if (!(run->row.n > 0))
        return;
    write_number(run, "people", run->row.n, "");
    if (!is_apart(request, run->row.group))
        write_group(run, request, window, sample, group);
}

static void write_groups(struct estimate_run *run, const struct group_rows_request *request,
                         const struct window *window) {
    struct part_of_mean_sample *sample = NULL;

    if (window->rows.n_rows == 0)
        return;
    estimate_run_check(part_of_mean_open(&(struct part_of_mean_request){.rows = &window->rows,
                                                                        .group = window->group,
                                                                        .n_groups = run->sample->groups.n,
                                                                        .stratum = window->stratum,
                                                                        .n_strata = run->sample->strata.n,
                                                                        .cause = request->event,
                                                                        .time = run->options->at[0],
                                                                        .level = level},
                                         &sample));
    for (size_t g = 0; g < run->sample->groups.n; g++)
        write_one(run, request, window, sample, (int32_t)g);
    part_of_mean_close(sample);
}

/* Has some group enough, and each that has enough in the longest window? Who is apart is not compared. */
static bool is_enough(const struct estimate_run *run, const struct group_rows_request *request,
                      const struct window *window, const struct window *longest) {
    size_t n_enough = 0, n_longest = 0;

    for (size_t g = 0; g < run->sample->groups.n; g++) {
        if (is_apart(request, run->sample->groups.text[g]))
            continue;
        n_enough += window->people[g] >= request->least;
        n_longest += longest->people[g] >= request->least;
    }
    return n_enough > 0 && n_enough == n_longest;
}

/* One for all groups, as shares of other months are not to be set beside each other. */
static struct window *choose_window(const struct estimate_run *run, const struct group_rows_request *request,
                                    struct window windows[], size_t n) {
    size_t chosen = 0;

    while (chosen + 1 < n && !is_enough(run, request, &windows[chosen], &windows[n - 1]))
        chosen++;
    return &windows[chosen];
}

void group_rows_write(struct estimate_run *run, const struct group_rows_request *request) {
    bool is_dated = request->n_windows > 0 && run->sample->days == CALENDAR_CIVIL;
    size_t n = is_dated ? request->n_windows : 1;
    int32_t last = !is_dated || request->until != CALENDAR_NO_DAY ? request->until : last_day(run);
    struct window *windows = memory_alloc(n, sizeof *windows), *chosen;

    for (size_t i = 0; i < n; i++)
        windows[i] = window_make(run, request, last, is_dated ? request->windows[i] : HUGE_VAL);
    run->row.time_days = run->options->at[0];
    run->row.subgroup = request->event_name;
    chosen = choose_window(run, request, windows, n);
    write_groups(run, request, chosen);
    for (size_t i = 0; i < n; i++)
        window_free(&windows[i]);
    free(windows);
}
