/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deaths and overdoses by how long people had been without cover, and what was done afterwards. Internal class only:
 * so few events are somebody's.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const struct {
    const char *subgroup, *words;
} classes[] = {{"first_weeks", "On cover, first 28 days of an episode"},   {"on_cover", "On cover, later"},
               {"uncovered_2", "2 to 28 days since the last covered day"}, {"uncovered_29", "29 days and more"},
               {"not_known", "Nobody can tell (no data from the site)"},   {"before_care", "Before any cover"}};

static struct number_key key_of(const char *measure, const char *subgroup, const char *period) {
    return (struct number_key){.analysis = ANALYSIS_SAFETY, .measure = measure, .subgroup = subgroup, .period = period};
}

static double value_of(const struct report *report, const char *measure, const char *subgroup, const char *period) {
    const struct number_key key = key_of(measure, subgroup, period);

    return numbers_value(&report->numbers, &key);
}

/* Is it known which overdoses somebody died of? */
static bool tells_fatal(const struct report *report) {
    return !not_held(report->numbers.config, "adverse_events.fatal");
}

/* "no death is known", "12 people died". */
static const char *deaths_words(struct report *report, const char *period) {
    double n = value_of(report, "deaths", "", period);

    if (!tells_fatal(report))
        return n < 1 ? "no death is recorded as one"
                     : WORDS(report, "%s died, as recorded", wording_people(&report->numbers, n));
    return n < 1 ? "no death is known" : WORDS(report, "%s died", wording_people(&report->numbers, n));
}

static const char *overdoses_words(struct report *report, const char *period) {
    const struct number_key key = key_of("overdoses", "", period);
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (row == NULL || row->events < 1)
        return tells_fatal(report) ? "no overdose that was survived is known" : "no overdose is known";
    if (!tells_fatal(report))
        return WORDS(report, "%s had %s, survived or not", wording_people(&report->numbers, row->event_people),
                     row->events < 2 ? "an overdose" : WORDS(report, "%.0f overdoses", row->events));
    return WORDS(report, "%s survived %s", wording_people(&report->numbers, row->event_people),
                 row->events < 2 ? "an overdose" : WORDS(report, "%.0f overdoses", row->events));
}

/* Of two periods the longer one is the twelve months. */
static void add_periods(struct report *report) {
    const struct number_key any = key_of("deaths", "", NULL);
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    const char *year = NULL, *month = NULL;

    for (size_t i = 0; i < list.n; i++) {
        const char *period = list.rows[i]->period;
        if (strchr(period, '/') != NULL)
            year = period;
        else if (period[0] != '\0')
            month = period;
    }
    if (year != NULL && month != NULL)
        document_paragraph(report->document,
                           WORDS(report, "In %s, %s, and %s. In the twelve months up to it, %s, and %s.",
                                 wording_month(&report->numbers, month), deaths_words(report, month),
                                 overdoses_words(report, month), deaths_words(report, year),
                                 overdoses_words(report, year)));
    else
        document_paragraph(report->document, WORDS(report, "In all that is observed, %s, and %s.",
                                                   deaths_words(report, ""), overdoses_words(report, "")));
    number_list_free(&list);
}

static const char *rate_of(struct report *report, const char *measure, const char *subgroup) {
    const struct number_key key = key_of(measure, subgroup, "");
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (row == NULL)
        return strcmp(subgroup, "before_care") == 0 ? "–" : "no rate";
    if (!number_is_sayable(row) || isnan(row->ci_low) || isnan(row->ci_high))
        return "too few";
    return WORDS(report, "%.1f (%.1f–%.1f)", row->estimate, row->ci_low, row->ci_high);
}

static const char *years_words(struct report *report, double years) {
    return isnan(years) ? "–" : WORDS(report, years < 10 ? "%.1f" : "%.0f", years);
}

static void add_table(struct report *report) {
    static const char *const headers[] = {"Days since the last covered day",
                                          "Person-years",
                                          "Deaths",
                                          "per 100 years",
                                          "Overdoses",
                                          "per 100 years",
                                          NULL};

    document_table(report->document,
                   WORDS(report, "Deaths%s, %s",
                         tells_fatal(report) ? ", and overdoses that were survived"
                                             : " recorded as such, and overdoses, survived or not",
                         report_whole_time(report)),
                   headers);
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        const char *subgroup = classes[i].subgroup;
        double years = value_of(report, "person_years", subgroup, ""),
               deaths = value_of(report, "deaths", subgroup, "");
        if (isnan(years) && isnan(deaths))
            continue;
        document_row(report->document,
                     (const char *[]){classes[i].words, years_words(report, years),
                                      wording_count(&report->numbers, deaths),
                                      rate_of(report, "deaths_per_100_person_years", subgroup),
                                      wording_count(&report->numbers, value_of(report, "overdoses", subgroup, "")),
                                      rate_of(report, "overdoses_per_100_person_years", subgroup)});
    }
}

static const struct estimate *share_of(const struct report *report, const char *measure, const char *subgroup) {
    const struct number_key key = key_of(measure, subgroup, "");

    return numbers_find(&report->numbers, &key);
}

/* "74 of 100, likely ..." where enough people are in it; else the two numbers. */
static const char *share_words(const struct report *report, const struct estimate *row) {
    return number_is_sayable(row) ? WORDS(report, "%.0f of %.0f times (%s)", row->events, row->at_risk,
                                          wording_likely(&report->numbers, row))
                                  : WORDS(report, "%.0f of %.0f times", row->events, row->at_risk);
}

static void add_afterwards(struct report *report) {
    const struct estimate *on_cover = share_of(report, "seen_within_7_days", "on_cover"),
                          *off_cover = share_of(report, "seen_within_7_days", "off_cover"),
                          *changed = share_of(report, "dose_changed_within_14_days", ""),
                          *naloxone = share_of(report, "naloxone_in_hand", "");

    if (on_cover != NULL)
        document_item(report->document,
                      WORDS(report,
                            "Within 7 days of an overdose, people on cover were seen %s: an attended visit, or "
                            "medication given.",
                            share_words(report, on_cover)));
    if (off_cover != NULL)
        document_item(report->document, WORDS(report, "People off cover, whom the program had to find first: %s.",
                                              share_words(report, off_cover)));
    if (changed != NULL)
        document_item(report->document, WORDS(report,
                                              "Within 14 days, the dose or the medication was changed %s, where "
                                              "one had been given in the 30 days before.",
                                              share_words(report, changed)));
    if (naloxone != NULL)
        document_item(report->document,
                      WORDS(report,
                            "Naloxone in hand, as a change of plan that was done: %.0f of %s on cover on "
                            "the last day. Kits given in another way are not in it.",
                            naloxone->events, wording_people(&report->numbers, naloxone->at_risk)));
}

static void add_note(struct report *report) {
    const struct number_key deaths = key_of("deaths_per_100_person_years", "uncovered_29", ""),
                            overdoses = key_of("overdoses_per_100_person_years", "uncovered_29", "");
    bool deaths_linked = !tells_fatal(report) || numbers_find(&report->numbers, &deaths) != NULL,
         overdoses_linked = numbers_find(&report->numbers, &overdoses) != NULL;

    if (!deaths_linked || !overdoses_linked)
        document_note(report->document,
                      WORDS(report,
                            "Of people off cover the program hears of few %s: those counts are what was heard of. They "
                            "have no rate, and are not to be compared with those on cover. Where %s, "
                            "[completeness] %s in the configuration says so.",
                            deaths_linked      ? "overdoses"
                            : overdoses_linked ? "deaths"
                                               : "deaths, and of overdoses mostly from those who come back",
                            deaths_linked      ? "a hospital register is linked"
                            : overdoses_linked ? "a death index is linked"
                                               : "a death index or a hospital register is linked",
                            deaths_linked      ? "linked.hospital = DATE"
                            : overdoses_linked ? "linked.death_index = DATE"
                                               : "linked.death_index = DATE or linked.hospital = DATE"));
    document_note(report->document, "A rate says how often, not why: who stays on cover differs from who does not. Two "
                                    "overdoses within 7 days are one.");
}

void section_safety_add(struct report *report) {
    const struct number_key deaths = key_of("deaths", "", "");

    if (numbers_find(&report->numbers, &deaths) == NULL)
        return;
    report_section(report, "safety");
    add_periods(report);
    add_table(report);
    add_afterwards(report);
    add_note(report);
}
