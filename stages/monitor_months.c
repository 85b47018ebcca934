/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * monitor_months: care month by month, each month held against the usual month-to-month variation.
 *
 * in   episodes.csv (of build_episodes; the configuration's default rule is taken), --returns returns_to_use.csv,
 *      --followup followup.csv
 * out  estimates of analysis `months`, period = YYYY-MM: people_in_care at the month's end, admissions (first starts
 *      inside the data), returns (starts of later episodes), leavings, returns_to_use (events), cohort_retention_90
 *      (share of the month's admissions to maintenance or counseling in care for more than 90 days); all people and by
 *      site. Flows and cohorts of all people have control charts; the census has none: it repeats itself from month to
 *      month. A month that is not decided yet, or not known at every open site (--facts), keeps its row, empty, with
 * the flag immature; the sums of the sites that are known stand in rows MEASURE_known. Relative days have no months:
 * people_ever_in_care, episodes, returns, leavings, returns_to_use, period "". Analysis `compared`: recent periods
 *      beside earlier ones (estimate/month_compared.h).
 *
 *     monitor_months --config pipeline/switchback.ini --as-of 2026-10-31 work/spells/default_rule.csv
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "estimate/month_compared.h"
#include "estimate/month_groups.h"
#include "estimate/month_spans.h"
#include "person/use_events.h"
#include "person/use_outcomes.h"
#include "settings/chain_options.h"
#include "settings/not_held.h"
#include "settings/report_settings.h"
#include "settings/settings.h"

struct options {
    struct chain_options chain;
    const char *returns, *followup, *file;
};

enum key { KEY_RETURNS = OPTIONS_FIRST_KEY, KEY_FOLLOWUP };

static const struct argp_option option_list[] = {
    {"returns", KEY_RETURNS, "FILE", 0, "returns_to_use.csv, for returns to use per month", 1},
    {"followup", KEY_FOLLOWUP, "FILE", 0, "followup.csv, for who is seen again within 7 days of a return to use", 1},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->chain; return 0;
    case KEY_RETURNS: options->returns = argument; return 0;
    case KEY_FOLLOWUP: options->followup = argument; return 0;
    case ARGP_KEY_ARG: options->file = options_operand("FILE", options->file, argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc = "Care month by month: people in care, admissions, returns to care, leavings, returns to use, and the share "
           "of each month's admissions in care after 90 days, with control charts.\v"
           "FILE: episodes.csv; - or none is standard input. Only flows and cohorts have control limits (mean -+ 2.66 "
           "mean moving range), from 12 months on ([months] least_points). Limits are set anew only by the "
           "configuration, with a reason: [rebase] 2025-10 = weekly calls began; or frozen: [months] baseline_until = "
           "2024-12.\n\n"
           "Exit: 0 done; 64 usage; 65 the data cannot be used; 66 no such input; 78 the configuration is not "
           "understood.\n\nExamples:\n"
           "  monitor_months --config pipeline/switchback.ini --as-of 2026-10-31 \\\n"
           "    tests/golden/monitor_months/sample/episodes.csv | head -40\n"
           "  monitor_months --config pipeline/switchback.ini --as-of 2026-10-31 \\\n"
           "    --returns work/tables/returns_to_use.csv \\\n"
           "    work/spells/default_rule.csv | grep _signal",
    .children = chain_facts_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.chain = chain_options_none};

    options_parse(&argp, argc, argv, &options);
    if (options.chain.as_of == CALENDAR_NO_DAY)
        options_fail("--as-of is needed");
    return options;
}

/* Where the data begin: where people who were in care before enter; without such people, at the first start. */
static int32_t first_day_of(const struct rule_episodes *all) {
    int32_t entered = INT32_MAX, started = INT32_MAX;

    for (size_t i = 0; i < all->n; i++) {
        const struct listed_care *care = &all->rows[i].care;
        started = care->start < started ? care->start : started;
        if (care->entry_days > 0 && care->start + care->entry_days < entered)
            entered = care->start + care->entry_days;
    }
    return entered == INT32_MAX ? started : entered;
}

/* The first days of the months from the first that lies wholly inside the data to the one of as-of, and of the month
 * behind it; the caller frees. */
static int32_t *list_months(const struct rule_episodes *all, int32_t as_of, size_t *n_months) {
    int32_t from = first_day_of(all), first = calendar_month_index(from), last = calendar_month_index(as_of);

    if (calendar_month_first_day(first) < from)
        first++;
    *n_months = last < first ? 0 : (size_t)(last - first + 1);
    int32_t *days = memory_alloc(*n_months + 1, sizeof *days);
    for (size_t i = 0; i <= *n_months && *n_months > 0; i++)
        days[i] = calendar_month_first_day(first + (int32_t)i);
    return days;
}

/* A site that closed takes its people with it: from the month behind it on everybody's flows are others. Returns the
 * reasons, one a site, to be freed. */
static char **rebase_at_closings(struct month_chart_settings *charts, const struct rule_episodes *all,
                                 const struct whole *whole) {
    size_t n = whole == NULL ? 0 : dictionary_count(all->sites);
    char **reasons = memory_alloc(n + 1, sizeof *reasons);

    for (uint32_t site = 0; site < n; site++) {
        const char *name = dictionary_text(all->sites, site);
        int32_t closed_on = whole_closed_on(whole, name);
        reasons[site] = memory_format("%s closed", name);
        if (closed_on != CALENDAR_NO_DAY)
            month_chart_rebase(charts, calendar_month_index(closed_on) + 1, reasons[site]);
    }
    return reasons;
}

/* Civil days and at least one episode: a relative day belongs to no month. */
static void write_months(const struct month_rows *given, const struct rule_episodes *all, const struct whole *whole,
                         int32_t as_of, enum compared_period compared) {
    struct month_rows everyone = *given;
    int32_t *first_day = list_months(all, as_of, &everyone.frame.n_months);
    struct month_chart_settings charts = *given->charts;
    char **reasons = rebase_at_closings(&charts, all, whole);

    everyone.charts = &charts;
    everyone.frame.first_day = first_day;
    if (everyone.frame.n_months > 0) {
        struct month_groups *groups = month_groups_alloc(&everyone, all, whole, as_of);
        month_chart_write_rebases(everyone.charts, everyone.writer, calendar_month_index(first_day[0]),
                                  everyone.frame.n_months);
        month_rows_write(&groups->everyone);
        month_spans_write(&groups->everyone);
        month_compared_write(&groups->everyone, compared);
        for (size_t i = 0; i < groups->n_sites; i++)
            month_rows_write(&groups->sites[i]);
        month_known_write(&groups->everyone, groups->sites, groups->n_sites);
        month_groups_free(groups);
    }
    for (size_t i = 0; reasons[i] != NULL; i++)
        free(reasons[i]);
    free(reasons);
    free(first_day);
}

static void check_days(const struct options *options, const struct rule_episodes *all) {
    const char *path = options->file == NULL ? "-" : options->file;

    if (all->n > 0 && all->days != options->chain.days)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path},
                        "its days are not of the kind of --as-of (expected both dates, or both relative days)");
    for (size_t i = 0; i < all->n; i++)
        if (all->rows[i].care.start > options->chain.as_of)
            message_fail_at(EX_DATAERR, (struct message_place){.file = path},
                            "an episode starts after --as-of (expected the day that build_episodes was given)");
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct settings *settings = settings_read(&options.chain.config);
    struct month_chart_settings charts = month_chart_read_settings(settings->file, options.chain.common.quiet);
    struct dictionary *people = dictionary_alloc();
    struct rule_episodes *all = rule_episodes_read(options.file, settings->rules[settings->default_rule].name, people,
                                                   options.chain.common.show_values);
    struct use_events uses = {NULL, 0};
    struct use_outcomes outcomes = {NULL, 0};
    struct whole *whole = options.chain.facts == NULL ? NULL : whole_read(options.chain.facts);

    check_days(&options, all);
    if (options.returns != NULL)
        uses =
            use_events_read(options.returns, settings->same_event_days, people, all, options.chain.common.show_values);
    if (options.followup != NULL && options.chain.days == CALENDAR_CIVIL)
        outcomes = use_outcomes_read(options.followup, settings->rules[settings->default_rule].name, people,
                                     options.chain.common.show_values);
    struct month_rows everyone = {.writer = estimates_table_open(options.chain.common.output),
                                  .charts = &charts,
                                  .group_by = "",
                                  .group = "",
                                  .episodes = all->rows,
                                  .n_episodes = all->n,
                                  .uses = uses.events,
                                  .n_uses = uses.n,
                                  .outcomes = outcomes.rows,
                                  .n_outcomes = outcomes.n,
                                  .frame = {.same_event_days = settings->same_event_days},
                                  .with_uses = options.returns != NULL && !not_held(settings->file, "returns_to_use"),
                                  .with_returns = !not_held(settings->file, "readmissions")};
    if (options.chain.days == CALENDAR_CIVIL && all->n > 0)
        write_months(&everyone, all, whole, options.chain.as_of, report_settings_read(settings->file).compared);
    else if (all->n > 0)
        month_rows_write_totals(&everyone);
    table_writer_commit(everyone.writer);
    free(uses.events);
    free(outcomes.rows);
    whole_free(whole);
    rule_episodes_free(all);
    dictionary_free(people);
    settings_free(settings);
    return 0;
}
