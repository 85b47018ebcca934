/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/safety_words.h"

#include <string.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "base/ini_file.h"
#include "care/told_by.h"
#include "settings/declared_end.h"
#include "settings/not_held.h"
#include "table/people_list.h"
#include "text/comparison.h"
#include "text/report_parts.h"
#include "text/wording.h"

static bool holds_fatal(const struct report *report) {
    return !not_held(report->numbers.config, "adverse_events.fatal");
}

bool safety_tells_fatal(const struct report *report) {
    const struct number_key unrecorded = {.analysis = ANALYSIS_DATA_QUALITY,
                                          .measure = "fatal_unrecorded",
                                          .group_by = "table",
                                          .group = "adverse_events"};

    return holds_fatal(report) && numbers_find(&report->numbers, &unrecorded) == NULL;
}

static bool has_rate_off_cover(const struct report *report, const char *measure) {
    const struct number_key key = {.analysis = ANALYSIS_SAFETY, .measure = measure, .subgroup = "uncovered_29"};

    return numbers_find(&report->numbers, &key) != NULL;
}

bool safety_misses_deaths(const struct report *report) {
    return holds_fatal(report) && !has_rate_off_cover(report, "deaths_per_100_person_years");
}

bool safety_misses_overdoses(const struct report *report) {
    return !has_rate_off_cover(report, "overdoses_per_100_person_years");
}

bool safety_is_linked(const struct report *report, const char *source) {
    return declared_linked_end(report->numbers.config, source) != CALENDAR_NO_DAY;
}

const char *safety_undeclared_words(const struct report *report) {
    static const char early[] = "lies before any such day";
    bool deaths = safety_misses_deaths(report), overdoses = safety_misses_overdoses(report),
         has_index = safety_is_linked(report, "death_index"), has_hospital = safety_is_linked(report, "hospital");

    if (!(deaths && has_index) && !(overdoses && has_hospital))
        return "none is declared";
    if (deaths && overdoses && has_index != has_hospital)
        return WORDS(report, "that of the %s %s; for %s none is declared", has_index ? "death index" : "hospital",
                     early, has_index ? "a hospital" : "a death index");
    return WORDS(report, "the one declared %s", early);
}

static const struct estimate *find(const struct report *report, const char *measure, const char *period) {
    const struct number_key key = {.analysis = ANALYSIS_SAFETY, .measure = measure, .period = period};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    return number_is_shown(row) ? row : NULL;
}

/* The last period of a month, or of a year; NULL: there is none. */
static const char *last_period(const struct report *report, bool is_year) {
    const struct number_key any = {.analysis = ANALYSIS_SAFETY, .measure = "deaths"};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    const char *found = NULL;

    for (size_t i = 0; i < list.n; i++)
        if (list.rows[i]->period[0] != '\0' && (strchr(list.rows[i]->period, '/') != NULL) == is_year)
            found = list.rows[i]->period;
    number_list_free(&list);
    return found;
}

const char *safety_last_year(const struct report *report) { return last_period(report, true); }

const char *safety_year_before(const struct report *report) {
    struct comparison_periods year = comparison_of_periods(&report->numbers, "deaths", 12);

    return year.earlier == NULL ? NULL : year.earlier->subgroup;
}

static const char *died_words(const struct report *report) {
    return safety_tells_fatal(report) ? "died" : "died, as recorded";
}

const char *safety_overdose_words(const struct report *report) {
    return safety_tells_fatal(report) ? "survived an overdose" : "had an overdose";
}

static const char *overdose_words(const struct report *report) {
    return safety_tells_fatal(report) ? "survived an overdose" : "had an overdose, survived or not";
}

static const char *who(const struct report *report, double people) {
    return people < 0.5 ? "nobody is known to have" : wording_people(&report->numbers, people);
}

/* "3 people died, and nobody is known to have survived an overdose" */
static const char *both_words(const struct report *report, const char *period) {
    const struct estimate *deaths = find(report, "deaths", period), *overdoses = find(report, "overdoses", period);

    if (deaths == NULL || overdoses == NULL)
        return "";
    if (deaths->estimate < 0.5 && overdoses->event_people < 0.5)
        return WORDS(report, "nobody is known to have %s, or to have %s", died_words(report), overdose_words(report));
    return WORDS(report, "%s %s, and %s %s", who(report, deaths->estimate), died_words(report),
                 who(report, overdoses->event_people), overdose_words(report));
}

/* Somebody, and fewer than may be spoken of. */
static bool is_few(double died, double lived) {
    return died + lived > 0.5 && died < NUMBERS_LEAST_SAYABLE && lived < NUMBERS_LEAST_SAYABLE;
}

static const char *month_words(const struct report *report, const char *period) {
    const char *words = both_words(report, period);
    const struct estimate *deaths = find(report, "deaths", period), *overdoses = find(report, "overdoses", period);

    if (words[0] == '\0')
        return "";
    return WORDS(report, " In %s, %s%s.", wording_month(&report->numbers, period), words,
                 is_few(deaths->estimate, overdoses->event_people) ? ": too few in a month to compare" : "");
}

/* The change from the year before. More, of more people known: what it is per person stands in its place; where that is
 * not told nothing is said of it. */
static const char *change_words(const struct report *report, const char *measure,
                                const struct comparison_periods *year) {
    enum comparison_change change;

    if (!year->is_sayable)
        return ": too few to say if that is a change";
    if (year->change != COMPARISON_UP || !comparison_by_time_known(&report->numbers, measure, 12, &change))
        return WORDS(report, ": %s", comparison_change_words(year->change));
    return change == COMPARISON_UP
               ? ": more, also per person known"
               : WORDS(report, ". More people were known; per person %s", comparison_change_words(change));
}

/* People in a period, by one source; 0: none, or nobody says who told. */
static double told_people(const struct report *report, const char *measure, const char *source, const char *period) {
    const struct number_key key = {.analysis = ANALYSIS_SAFETY,
                                   .measure = WORDS(report, "%s_told_by", measure),
                                   .subgroup = source,
                                   .period = period};
    const struct estimate *row = numbers_find(&report->numbers, &key);

    return number_is_shown(row) ? row->event_people : 0;
}

/* " Only hospitals told of more people than then.": where there are more, and one source alone has more, known by name.
 */
static const char *told_words(const struct report *report, const char *measure, const struct comparison_periods *year) {
    static const char *const names[TOLD_BY_COUNT] = {"the program itself", "hospitals", "a death index", NULL};
    int only = -1, n_more = 0;

    for (int by = 0; by < TOLD_BY_COUNT; by++)
        if (told_people(report, measure, told_by_names[by], year->later->period) >
            told_people(report, measure, told_by_names[by], year->earlier->subgroup)) {
            only = by;
            n_more++;
        }
    if (n_more != 1 || names[only] == NULL || !(year->later->n > year->earlier->n))
        return "";
    return WORDS(report, " Only %s told of more than in the year before.", names[only]);
}

/* "13 people died (a year before 9): too few to say if that is a change" */
static const char *year_words(const struct report *report, const char *measure, const char *lead, const char *what) {
    struct comparison_periods year = comparison_of_periods(&report->numbers, measure, 12);

    if (year.later == NULL || year.earlier == NULL)
        return "";
    if (year.later->n < 0.5 && year.earlier->n < 0.5)
        return WORDS(report, "%s %s, nor in the year before.",
                     lead[0] == '\0' ? " Nobody is known to have" : WORDS(report, "%s nobody is known to have", lead),
                     what);
    return WORDS(report, "%s %s %s (a year before %s)%s.%s", lead,
                 lead[0] == '\0' && year.later->n < 0.5 ? "Nobody is known to have" : who(report, year.later->n), what,
                 wording_count(&report->numbers, year.earlier->n), change_words(report, measure, &year),
                 year.is_sayable ? told_words(report, measure, &year) : "");
}

/* Those that the list of deaths names, and no others; where there is no such list nothing. */
static const char *review_words(const struct report *report, const char *year) {
    const struct number_key key = {
        .analysis = ANALYSIS_TO_DO, .measure = "people", .subgroup = people_list_names[LIST_DEATHS_TO_REVIEW]};
    const struct estimate *deaths = find(report, "deaths", year);
    double n = numbers_value(&report->numbers, &key);

    if (n > 0)
        return WORDS(report, " %s of the last %s days %s to be reviewed together.",
                     n < 1.5 ? "1 death" : WORDS(report, "%s deaths", wording_count(&report->numbers, n)),
                     ini_file_value(report->numbers.config, "report", "review_deaths"), n < 1.5 ? "is" : "are");
    return n < 0.5 && deaths != NULL && deaths->estimate > 0.5
               ? WORDS(report, " Nobody is known to have died in the last %s days.",
                       ini_file_value(report->numbers.config, "report", "review_deaths"))
               : "";
}

const char *safety_words(const struct report *report) {
    const char *month = last_period(report, false), *year = last_period(report, true), *words, *compared;

    if (month == NULL || year == NULL) {
        words = both_words(report, "");
        return words[0] == '\0' ? "" : WORDS(report, " In all that is observed, %s.", words);
    }
    compared = WORDS(report, "%s%s", year_words(report, "deaths", " In twelve months", died_words(report)),
                     year_words(report, "overdoses", "", overdose_words(report)));
    words = both_words(report, year);
    if (compared[0] == '\0' && words[0] != '\0')
        compared = WORDS(report, " In twelve months, %s; the year before is not known.", words);
    return WORDS(report, "%s%s%s", month_words(report, month), compared, review_words(report, year));
}
