/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deaths and overdoses by how long people had been without cover, and what was done afterwards. Internal class only:
 * so few events are somebody's.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "care/told_by.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/safety_words.h"
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

/* Of fewer events a rate stands in data/ alone: it would be quoted without its limits. */
enum { LEAST_EVENTS_OF_RATE = 5 };

static const char *rate_of(struct report *report, const char *measure, const char *subgroup) {
    const struct number_key key = key_of(measure, subgroup, "");
    const struct estimate *row = numbers_find(&report->numbers, &key);

    if (row == NULL)
        return strcmp(subgroup, "before_care") == 0 ? "–" : "no rate";
    if (!number_is_sayable(row) || row->events < LEAST_EVENTS_OF_RATE || isnan(row->ci_low) || isnan(row->ci_high))
        return "too few";
    return WORDS(report, "%.1f (%.1f–%.1f)", row->estimate, row->ci_low, row->ci_high);
}

static const char *years_words(struct report *report, double years) {
    return years < 10 ? WORDS(report, "%.1f", years) : wording_count(&report->numbers, years); /* NaN: "–" */
}

static void add_table(struct report *report) {
    const char *const headers[] = {"Days since the last covered day",
                                   "Person-years",
                                   "Deaths",
                                   "Deaths per 100 years",
                                   safety_tells_fatal(report) ? "Overdoses survived" : "Overdoses",
                                   "Overdoses per 100 years",
                                   NULL};

    document_table(report->document,
                   WORDS(report, "Deaths%s, %s",
                         safety_tells_fatal(report) ? ", and overdoses that were survived"
                                                    : " recorded as such, and overdoses, survived or not",
                         report_since(report)),
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

/* ---- the last twelve months, and those before ---- */

static const char *count_cell(const struct report *report, const char *measure, const char *subgroup,
                              const char *period) {
    return wording_count(&report->numbers, value_of(report, measure, subgroup, period));
}

static void add_years_table(struct report *report, const char *year, const char *before) {
    const char *const headers[] = {"Days since the last covered day",
                                   "Deaths",
                                   "Deaths a year before",
                                   safety_tells_fatal(report) ? "Overdoses survived" : "Overdoses",
                                   "Overdoses a year before",
                                   NULL};

    document_table(report->document, WORDS(report, "Of these, %s", wording_month(&report->numbers, year)), headers);
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        const char *of = classes[i].subgroup;
        if (isnan(value_of(report, "deaths", of, year)) && isnan(value_of(report, "deaths", of, before)))
            continue;
        document_row(report->document, (const char *[]){classes[i].words, count_cell(report, "deaths", of, year),
                                                        count_cell(report, "deaths", of, before),
                                                        count_cell(report, "overdoses", of, year),
                                                        count_cell(report, "overdoses", of, before)});
    }
}

/* Of the first weeks and later; of either where the other is not told. */
static double on_cover(const struct report *report, const char *measure, const char *period) {
    double first = value_of(report, measure, "first_weeks", period),
           later = value_of(report, measure, "on_cover", period);

    return isnan(first) ? later : isnan(later) ? first : first + later;
}

/* "12 people died on cover, in 631 person-years (a year before 3, in 503): too few ..." */
static const char *deaths_on_cover(struct report *report, const char *year, const char *before) {
    double deaths = on_cover(report, "deaths", year), deaths_before = on_cover(report, "deaths", before);

    if (isnan(deaths) || isnan(deaths_before) || deaths + deaths_before < 0.5)
        return "";
    return WORDS(report, "%s died on cover, in %s person-years (a year before %s, in %s)%s.",
                 deaths < 0.5 ? "nobody is known to have" : wording_people(&report->numbers, deaths),
                 years_words(report, on_cover(report, "person_years", year)),
                 wording_count(&report->numbers, deaths_before),
                 years_words(report, on_cover(report, "person_years", before)),
                 deaths + deaths_before < NUMBERS_LEAST_SAYABLE ? ": too few to say if that is a change" : "");
}

/* Where somebody had several: "83 people survived 86 overdoses (a year before 57 people, 58)." */
static const char *several_overdoses(struct report *report, const char *year, const char *before) {
    const struct number_key key = key_of("overdoses", "", year), key_before = key_of("overdoses", "", before);
    const struct estimate *row = numbers_find(&report->numbers, &key),
                          *earlier = before == NULL ? NULL : numbers_find(&report->numbers, &key_before);
    bool is_before = number_is_shown(earlier);

    if (!number_is_shown(row) ||
        !(row->events > row->event_people || (is_before && earlier->events > earlier->event_people)))
        return "";
    return WORDS(
        report, "%s %s %s%s%s.", wording_people(&report->numbers, row->event_people),
        safety_tells_fatal(report) ? "survived" : "had",
        row->events < 1.5 ? "1 overdose" : WORDS(report, "%s overdoses", wording_count(&report->numbers, row->events)),
        is_before ? WORDS(report, " (a year before %s, ", wording_people(&report->numbers, earlier->event_people)) : "",
        is_before ? WORDS(report, "%s)", wording_count(&report->numbers, earlier->events)) : "");
}

static void add_years(struct report *report) {
    const char *year = safety_last_year(report), *before = safety_year_before(report), *died, *several;
    bool has_years = year != NULL && before != NULL;

    if (has_years)
        add_years_table(report, year, before);
    died = has_years ? deaths_on_cover(report, year, before) : "";
    several = several_overdoses(report, has_years ? year : "", has_years ? before : NULL);
    if (died[0] != '\0' || several[0] != '\0')
        document_paragraph(report->document, WORDS(report, "%s%s%s%s", has_years ? "In these twelve months " : "", died,
                                                   died[0] != '\0' && several[0] != '\0' ? " " : "", several));
}

/* ---- who told of them ---- */

static double told(const struct report *report, const char *measure, int by, const char *period) {
    return value_of(report, measure, told_by_names[by], period);
}

/* Both years beside each other, where there are two; else the whole time. */
static void add_told(struct report *report) {
    static const char *const words[TOLD_BY_COUNT] = {"The program", "A hospital", "A death index", "Not recorded"};
    const char *const overdoses = safety_tells_fatal(report) ? "Overdoses survived" : "Overdoses";
    const char *year = safety_last_year(report), *before = safety_year_before(report);
    bool has_years = year != NULL && before != NULL;
    const char *const headers[] = {"Who told of it",
                                   "Deaths",
                                   has_years ? "Deaths a year before" : overdoses,
                                   has_years ? overdoses : NULL,
                                   "Overdoses a year before",
                                   NULL};
    bool is_begun = false;

    for (int by = 0; by < TOLD_BY_COUNT; by++) {
        const char *period = has_years ? year : "";
        const char *deaths = wording_count(&report->numbers, told(report, "deaths_told_by", by, period)),
                   *events = wording_count(&report->numbers, told(report, "overdoses_told_by", by, period));
        if (isnan(told(report, "deaths_told_by", by, "")) && isnan(told(report, "overdoses_told_by", by, "")))
            continue;
        if (!is_begun)
            document_table(report->document,
                           WORDS(report, "Who told of them%s%s", has_years ? ", " : "",
                                 has_years ? wording_month(&report->numbers, year) : ""),
                           headers);
        is_begun = true;
        document_row(
            report->document,
            has_years
                ? (const char *[]){words[by], deaths,
                                   wording_count(&report->numbers, told(report, "deaths_told_by", by, before)), events,
                                   wording_count(&report->numbers, told(report, "overdoses_told_by", by, before))}
                : (const char *[]){words[by], deaths, events});
    }
    if (is_begun)
        document_note(report->document,
                      "What several told of stands at the first of them in this order. Where a source is new, or sends "
                      "more than before, counts grow though no more happened.");
}

static const struct estimate *share_of(const struct report *report, const char *measure, const char *subgroup) {
    const struct number_key key = key_of(measure, subgroup, "");

    return numbers_find(&report->numbers, &key);
}

/* "3 of 61 times (5%, likely 2% to 14%)" */
static const char *share_words(const struct report *report, const struct estimate *row) {
    return WORDS(report, "%s of %s times (%s, likely %s to %s)", wording_count(&report->numbers, row->events),
                 wording_count(&report->numbers, row->at_risk), wording_percent(&report->numbers, row->estimate),
                 wording_percent(&report->numbers, row->ci_low), wording_percent(&report->numbers, row->ci_high));
}

/* A share, where enough people are in it that a sentence may rest on it; else how often. */
static void add_share(struct report *report, const struct estimate *row, const char *lead, const char *tail) {
    if (number_is_shown(row) && row->at_risk > 0.5)
        document_item(report->document,
                      WORDS(report, "%s %s%s", lead,
                            number_is_sayable(row)
                                ? share_words(report, row)
                                : WORDS(report, "%s of %s times", wording_count(&report->numbers, row->events),
                                        wording_count(&report->numbers, row->at_risk)),
                            tail));
}

static void add_afterwards(struct report *report) {
    const struct estimate *on_cover = share_of(report, "seen_within_7_days", "on_cover"),
                          *off_cover = share_of(report, "seen_within_7_days", "off_cover"),
                          *changed = share_of(report, "dose_changed_within_14_days", ""),
                          *naloxone = share_of(report, "naloxone_in_hand", "");

    add_share(report, on_cover, "Within 7 days of an overdose, people on cover were seen",
              ": an attended visit, or medication given.");
    add_share(report, off_cover,
              on_cover == NULL ? "Within 7 days of an overdose, people off cover were seen"
                               : "People off cover were seen",
              ". Of an overdose off cover a program often hears only later.");
    add_share(report, changed, "Within 14 days of an overdose, the dose or the medication was changed",
              ", where one had been given in the 30 days before.");
    if (naloxone != NULL)
        document_item(report->document,
                      WORDS(report,
                            "Naloxone given as a change of plan, and recorded as done: to %s of %s on cover "
                            "on the last day of their data, %s%s at the latest. Kits given in another way are not in "
                            "it.",
                            wording_count(&report->numbers, naloxone->events),
                            wording_people(&report->numbers, naloxone->at_risk),
                            report_is_relative(report) ? "day " : "", facts_value(report->facts, "as_of")));
}

static void add_note(struct report *report) {
    bool deaths = safety_misses_deaths(report), overdoses = safety_misses_overdoses(report);

    document_note(
        report->document,
        "Of everybody in the records, in care or not. On cover: on a covered day (a dose, a supply at hand, the days "
        "of an injection or implant) or the day after; "
        "of who comes for visits alone, for 30 days from each. In care also counts people off cover, until the days "
        "that the rule waits are over; the number at the top may be of an earlier day. A rate says how often, not why; "
        "of fewer than 5 events there is none, as one more or less would change it much. Two overdoses within 7 days "
        "are one.");
    if (deaths || overdoses)
        document_note(report->document,
                      WORDS(report,
                            "Of people off cover the program hears of few %s: those counts are what was heard of. They "
                            "have no rate, and are not to be compared with those on cover. %s may have told of some "
                            "of them: a rate needs the date up to which that source is complete, and %s.",
                            !deaths      ? "overdoses"
                            : !overdoses ? "deaths"
                                         : "deaths, and of overdoses mostly from those who come back",
                            !deaths      ? "A hospital"
                            : !overdoses ? "A death index"
                                         : "A death index or a hospital",
                            safety_undeclared_words(report)));
}

void section_safety_add(struct report *report) {
    const struct number_key deaths = key_of("deaths", "", "");

    if (numbers_find(&report->numbers, &deaths) == NULL)
        return;
    report_section(report, "safety");
    add_table(report);
    add_years(report);
    add_told(report);
    add_afterwards(report);
    add_note(report);
}
