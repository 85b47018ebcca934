/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/episode_summary.h"

#include "analysis/catalogue.h"
#include "person/supply_counts.h"
#include "person/whole.h"
#include "settings/not_held.h"
#include "stats/proportion.h"
#include "table/estimates_table.h"

static void write_number(struct table_writer *writer, const char *measure, const char *rule, const char *subgroup,
                         double value) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_DATA_QUALITY;
    row.rule = rule;
    row.measure = measure;
    row.subgroup = subgroup;
    row.estimate = value;
    row.events = value;
    estimates_table_write(writer, &row);
}

static void write_day_row(struct table_writer *writer, const char *measure, const char *rule, enum calendar_kind days,
                          int32_t day) {
    struct estimate row = estimate_empty();
    char text[CALENDAR_TEXT_SIZE];

    if (day == CALENDAR_NO_DAY)
        return;
    calendar_write(days, day, text);
    row.analysis = ANALYSIS_DATA_QUALITY;
    row.rule = rule;
    row.measure = measure;
    row.period = text;
    row.estimate = day;
    estimates_table_write(writer, &row);
}

/* By which the rule of recorded discharges is censored: measured, or the default where there are too few. */
static void write_lag(struct table_writer *writer, const char *rule, const struct recording_lag *lag) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_DATA_QUALITY;
    row.rule = rule;
    row.measure = "discharge_lag_days";
    row.subgroup = lag->is_measured ? "measured" : "default";
    row.events = (double)lag->discharges;
    row.estimate = lag->days;
    estimates_table_write(writer, &row);
}

/* The last day on which any site is known: the end given, unless the tables of all sites stop before. */
static int32_t last_known(const struct episode_request *request) {
    return request->whole == NULL ? request->as_of : whole_last_known(request->whole, request->as_of);
}

/* Of detoxifications followed for 14 days: the share that led to maintenance within them. */
static void write_linked(struct table_writer *writer, const char *rule, const struct episode_rule_counts *counts) {
    struct estimate row = estimate_empty();
    struct interval share;

    if (proportion_wilson((double)counts->linked, (double)counts->followed, 0.95, &share) != STATS_OK)
        return;
    row.analysis = ANALYSIS_DETOXIFICATION;
    row.rule = rule;
    row.measure = "linked_within_14_days";
    row.at_risk = (double)counts->followed;
    row.events = (double)counts->linked;
    row.estimate = share.estimate;
    row.std_error = share.std_error;
    row.ci_low = share.ci_low;
    row.ci_high = share.ci_high;
    estimates_table_write(writer, &row);
}

static void write_rules(struct table_writer *writer, const struct episode_request *request,
                        const struct episode_build *build, const struct recording_lag *lag) {
    for (size_t i = 0; i < request->settings->n_rules; i++) {
        const struct named_rule *rule = &request->settings->rules[i];
        const struct episode_rule_counts *counts = &build->findings.rules[i];
        int32_t undecided = rule->rule.by_discharge ? lag->days : rule->rule.gap;
        if (rule->rule.by_discharge)
            write_lag(writer, rule->name, lag);
        write_number(writer, "episodes", rule->name, "", (double)counts->episodes);
        write_number(writer, "episodes_without_time", rule->name, "", (double)counts->without_time);
        write_number(writer, "prevalent", rule->name, "", (double)counts->prevalent);
        write_number(writer, "detoxifications", rule->name, "", (double)counts->detoxifications);
        if (!not_held(request->settings->file, "readmissions"))
            write_linked(writer, rule->name, counts);
        if (request->as_of != CALENDAR_NO_DAY)
            write_day_row(writer, "censoring_day", rule->name, build->days, last_known(request) - undecided);
    }
}

/* Under the default rule; one of recorded discharges has none. */
static void write_interruptions(struct table_writer *writer, const struct settings *settings,
                                const struct episode_findings *findings) {
    const struct named_rule *rule = &settings->rules[settings->default_rule];

    if (rule->rule.by_discharge)
        return;
    write_number(writer, "gaps_over_7_days", rule->name, "", (double)findings->gaps);
    write_number(writer, "interruptions", rule->name, "", (double)findings->interruptions);
}

bool episode_summary_has_episodes(const struct episode_findings *findings, const struct settings *settings) {
    return findings->rules[settings->default_rule].episodes + findings->rules[settings->default_rule].detoxifications >
           0;
}

void episode_summary_write(const char *path, const struct episode_request *request, const struct episode_build *build,
                           const struct recording_lag *lag) {
    const struct episode_findings *findings = &build->findings;
    struct table_writer *writer = estimates_table_open(path);

    if (!episode_summary_has_episodes(findings, request->settings))
        write_number(writer, "nobody_covered", "", "", 1);
    write_number(writer, "people", "", "", (double)findings->people);
    write_number(writer, "people_admitted", "", "", (double)findings->admitted);
    write_number(writer, "people_started", "", "", (double)findings->started);
    write_number(writer, "people_never_started", "", "", (double)findings->never_started);
    write_number(writer, "people_seen_once", "", "", (double)findings->seen_once);
    write_number(writer, "unknown_people_rows", "", "", (double)build->n_unknown);
    write_number(writer, "care_after_death", "", "", (double)findings->care_after_death);
    write_number(writer, "bridged_reasons", "", "", (double)findings->bridged_reasons);
    write_number(writer, "later_discharges", "", "", (double)findings->later_closed);
    write_number(writer, "supplies_unnamed", "", "", (double)findings->unnamed);
    supply_counts_write(&build->supplies, request->settings, writer);
    write_interruptions(writer, request->settings, findings);
    write_day_row(writer, "observation_end", "", build->days, last_known(request));
    write_day_row(writer, "window_start", "", build->days, request->settings->care.window_start);
    write_rules(writer, request, build, lag);
    table_writer_commit(writer);
}
