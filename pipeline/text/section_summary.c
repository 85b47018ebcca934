/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The month in five sentences, or as many short ones: starting, staying, leaving and coming back, after a return to
 * use, safety. What is said of a month, of three and of twelve is decided in text/comparison.h, and nowhere else.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "settings/report_settings.h"
#include "text/comparison.h"
#include "text/plain_text.h"
#include "text/report_parts.h"
#include "text/section_known.h"
#include "text/wording.h"

/* ---- words ---- */

static const char *change_words(enum comparison_change change) {
    switch (change) {
    case COMPARISON_UP: return "more";
    case COMPARISON_DOWN: return "fewer";
    case COMPARISON_ALIKE: return "about the same";
    case COMPARISON_UNCLEAR: break;
    }
    return "no clear change";
}

/* ", as usual", ", more than usual: outside the limits" */
static const char *usual_words(const struct report *report, const struct estimate *row) {
    static const char *const rules[][2] = {{"outside", "outside the limits"},
                                           {"one_side", "the seventh month or more on this side of the mean"},
                                           {"trend", "the seventh month or more in one direction"},
                                           {"near", "two of three months near the limit"}};
    struct comparison_month month = comparison_of_month(&report->numbers, row);
    const char *direction = month.is_high  ? "more than usual"
                            : month.is_low ? "fewer than usual"
                                           : "more than the usual variation";

    if (!month.is_judged)
        return "";
    if (!month.is_unusual)
        return ", which is usual";
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(rules[i][0], month.rule) == 0)
            return WORDS(report, ", %s: %s", direction, rules[i][1]);
    return WORDS(report, ", %s", direction);
}

static const char *before_words(const struct report *report) {
    return report_settings_read(report->numbers.config).compared == COMPARED_YEAR_BEFORE ? "a year before"
                                                                                         : "just before";
}

/* ---- counts ---- */

/* " In October 2026, 30 people started care, which is usual." */
static const char *month_sentence(const struct report *report, const char *measure, const char *one, const char *many) {
    const struct estimate *row = report_latest_month(report, measure);

    if (row == NULL)
        return "";
    return WORDS(report, " In %s, %s %s%s.", wording_month(&report->numbers, row->period),
                 wording_count(&report->numbers, row->estimate), fabs(row->estimate - 1) < 0.5 ? one : many,
                 usual_words(report, row));
}

static const char *count_and_before(const struct report *report, const struct comparison_periods *periods,
                                    const char *before) {
    return WORDS(report, "%s (%s%s)", wording_count(&report->numbers, periods->later->estimate), before,
                 wording_count(&report->numbers, periods->earlier->estimate));
}

/* " In three months 87 (a year before 87), in twelve 330 (331): no clear change." A period of too few people is not
 * compared. */
static const char *period_sentences(const struct report *report, const char *measure, bool with_three) {
    struct comparison_periods three = comparison_of_periods(&report->numbers, measure, 3),
                              year = comparison_of_periods(&report->numbers, measure, 12);
    const char *before = WORDS(report, "%s ", before_words(report));

    if (with_three && three.is_sayable && year.is_sayable && three.change == year.change)
        return WORDS(report, " In three months %s, in twelve %s: %s.", count_and_before(report, &three, before),
                     count_and_before(report, &year, ""), change_words(year.change));
    return WORDS(report, "%s%s",
                 with_three && three.is_sayable
                     ? WORDS(report, " In three months %s: %s.", count_and_before(report, &three, before),
                             change_words(three.change))
                     : "",
                 year.is_sayable ? WORDS(report, " In twelve months %s: %s.", count_and_before(report, &year, before),
                                         change_words(year.change))
                                 : "");
}

/* ---- shares ---- */

/* "80" of 80 of 100; "none" and the like as they are. */
static const char *bare_share(const struct report *report, double share) {
    const char *words = wording_of_100(&report->numbers, share), *of = strstr(words, " of 100");

    return of == NULL ? words : WORDS(report, "%.*s", (int)(of - words), words);
}

/* "89 of 100 (a year before 80)" */
static const char *share_and_before(const struct report *report, const struct comparison_periods *periods) {
    const char *share = wording_of_100(&report->numbers, periods->later->estimate);

    if (!periods->is_sayable)
        return share;
    return WORDS(report, "%s (%s %s)", share, before_words(report), bare_share(report, periods->earlier->estimate));
}

/* ": fewer"; nothing where nothing is beside it. */
static const char *share_change(const struct report *report, const struct comparison_periods *periods) {
    return periods->is_sayable ? WORDS(report, ": %s", change_words(periods->change)) : "";
}

/* The shortest of a month, three and twelve that may be spoken of, but for one that says less of a change. */
static struct comparison_periods share_periods(const struct report *report, const char *measure) {
    static const int months[] = {1, 3, 12};
    struct comparison_periods found = {NULL, NULL, false, COMPARISON_UNCLEAR};

    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++) {
        struct comparison_periods periods = comparison_of_periods(&report->numbers, measure, months[i]);
        if (periods.is_sayable && (!found.is_sayable || found.change == COMPARISON_UNCLEAR))
            found = periods;
    }
    return found;
}

/* "in October 2026", "from August to October 2026" */
static const char *in_period(const struct report *report, const char *period) {
    return WORDS(report, "%s %s", strchr(period, '/') == NULL ? "in" : "from", wording_month(&report->numbers, period));
}

/* ---- the five ---- */

static void add(struct report *report, const char *lead, const char *words) {
    if (words[0] != '\0')
        document_item(report->document, WORDS(report, "%s:%s", lead, words));
}

static const char *in_care_words(const struct report *report) {
    const struct estimate *row = report_latest_month(report, "people_in_care"), *before;

    if (row == NULL)
        return "";
    before = report_year_before(report, row);
    return WORDS(
        report, " At the end of %s, %s in care%s.", wording_month(&report->numbers, row->period),
        fabs(row->estimate - 1) < 0.5 ? "1 person was"
                                      : WORDS(report, "%s were", wording_people(&report->numbers, row->estimate)),
        before == NULL ? "" : WORDS(report, " (a year before %s)", wording_count(&report->numbers, before->estimate)));
}

/* " Of the sites known longer (North, River): 268 people were in care at the end of September 2026." */
static const char *known_sites_words(const struct report *report) {
    const struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = "people_in_care_known", .group_by = "sites"};
    const struct estimate *all = report_latest_month(report, "people_in_care"), *latest = NULL;
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_PERIOD);

    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]) && (all == NULL || strcmp(list.rows[i]->period, all->period) > 0) &&
            (latest == NULL || strcmp(list.rows[i]->period, latest->period) > 0))
            latest = list.rows[i];
    number_list_free(&list);
    if (latest == NULL)
        return "";
    return WORDS(report, " Of the sites known longer (%s): %s were in care at the end of %s.",
                 word_pool_keep(report->numbers.pool, plain_text_copy(latest->group)),
                 wording_people(&report->numbers, latest->estimate), wording_month(&report->numbers, latest->period));
}

static void add_starting(struct report *report) {
    add(report, "Starting",
        WORDS(report, "%s%s%s%s", month_sentence(report, "admissions", "person started care", "people started care"),
              period_sentences(report, "admissions", true), in_care_words(report), known_sites_words(report)));
}

static struct comparison_periods stay_periods(const struct report *report, double day) {
    struct number_key key = {.analysis = ANALYSIS_RETENTION_NOW,
                             .rule = numbers_rule(&report->numbers),
                             .measure = "survival",
                             .group_by = "window",
                             .group = "now",
                             .time_days = day};
    const struct estimate *now = numbers_find(&report->numbers, &key);

    key.group = "year_before";
    return comparison_of_two(now, numbers_find(&report->numbers, &key));
}

static const char *now_words(const struct report *report, double day, const char *lead, const char *tail) {
    struct comparison_periods now = stay_periods(report, day);

    if (now.later == NULL || !number_is_sayable(now.later))
        return "";
    return WORDS(report, "%s%s%s%s.", lead, share_and_before(report, &now), tail, share_change(report, &now));
}

/* A number over the whole time of the data, where there is none of now. */
static const char *whole_words(const struct report *report, const struct number_key *key, const char *tail) {
    const struct estimate *row = numbers_find(&report->numbers, key);
    const char *likely;

    if (row == NULL || (!number_is_shown(row) && row->n < 1))
        return "";
    if (!number_is_sayable(row))
        return number_is_shown(row) ? " Too few people to say." : " Not yet known.";
    likely = wording_likely(&report->numbers, row);
    return WORDS(report, " %s %s%s%s. That is of all the data.", wording_of_100_before(&report->numbers, row->estimate),
                 tail, likely[0] != '\0' ? ", " : "", likely);
}

static const char *lost_words(const struct report *report) {
    struct comparison_periods since = comparison_since_rebase(&report->numbers, "cohort_left_30"),
                              lost = share_periods(report, "cohort_left_30");

    if (since.is_sayable)
        return WORDS(report, " Since %s (%s), %s who started left within 30 days; in the year before, %s%s.",
                     wording_month(&report->numbers, WORDS(report, "%.7s", since.later->period)), since.later->group,
                     wording_of_100(&report->numbers, since.later->estimate),
                     bare_share(report, since.earlier->estimate), share_change(report, &since));
    if (!lost.is_sayable)
        return "";
    return WORDS(report, " Of those who started %s, %s left within 30 days%s.", in_period(report, lost.later->period),
                 share_and_before(report, &lost), share_change(report, &lost));
}

static void add_staying(struct report *report) {
    const struct number_key stay = report_key_staying(report);
    const char *first = now_words(report, 30, " Of all who start now, ", " stay 30 days"),
               *words =
                   WORDS(report, "%s%s", first,
                         now_words(report, 90, first[0] == '\0' ? " Of all who start now, " : " ", " stay 90 days"));

    if (words[0] == '\0')
        words = whole_words(report, &stay,
                            not_held(report->numbers.config, "open_stays")
                                ? "stays that have ended went on for more than 90 days"
                                : "people who start care are still in care after 90 days");
    add(report, "Staying", WORDS(report, "%s%s", words, lost_words(report)));
}

static void add_leaving(struct report *report) {
    const struct number_key back = report_key_came_back(report);
    const char *words =
        WORDS(report, "%s%s%s%s", month_sentence(report, "leavings", "person left care", "people left care"),
              period_sentences(report, "leavings", false),
              month_sentence(report, "returns", "person came back", "people came back"),
              period_sentences(report, "returns", false));

    if (words[0] == '\0')
        words = whole_words(report, &back, "leavings are followed by a return to care within 90 days");
    add(report, "Leaving and coming back", words);
}

static void add_after_use(struct report *report) {
    const struct number_key key = report_key_seen_again(report);
    struct comparison_periods seen = share_periods(report, "seen_again_7");
    const char *again =
        seen.is_sayable
            ? WORDS(report, " After those %s, %s were seen within 7 days%s.", in_period(report, seen.later->period),
                    share_and_before(report, &seen), share_change(report, &seen))
            : whole_words(report, &key, "are followed by a counseling or medical visit within 7 days");

    add(report, "After a return to use",
        WORDS(report, "%s%s%s",
              month_sentence(report, "returns_to_use", "return to use is known", "returns to use are known"),
              period_sentences(report, "returns_to_use", false), again));
}

static const char *safety_clause(const struct report *report, const char *period) {
    const struct number_key died = {.analysis = ANALYSIS_SAFETY, .measure = "deaths", .period = period},
                            lived = {.analysis = ANALYSIS_SAFETY, .measure = "overdoses", .period = period};
    const struct estimate *deaths = numbers_find(&report->numbers, &died),
                          *overdoses = numbers_find(&report->numbers, &lived);

    if (!number_is_shown(deaths) || !number_is_shown(overdoses))
        return "";
    return WORDS(report, "%s died and %s survived an overdose",
                 deaths->estimate < 0.5 ? "nobody" : wording_people(&report->numbers, deaths->estimate),
                 overdoses->event_people < 0.5 ? "nobody" : wording_people(&report->numbers, overdoses->event_people));
}

static void add_safety(struct report *report) {
    const struct number_key any = {.analysis = ANALYSIS_SAFETY, .measure = "deaths"};
    struct number_list list = numbers_list(&report->numbers, &any, NUMBERS_ANY_PERIOD);
    const char *words = "";

    for (size_t i = 0; i < list.n; i++) {
        const char *period = list.rows[i]->period, *clause = safety_clause(report, period);
        if (period[0] == '\0' || clause[0] == '\0')
            continue;
        words = strchr(period, '/') == NULL
                    ? WORDS(report, " In %s, %s.%s", wording_month(&report->numbers, period), clause, words)
                    : WORDS(report, "%s In twelve months, %s.", words, clause);
    }
    number_list_free(&list);
    add(report, "Safety", words);
}

void section_summary_add(struct report *report) {
    const char *comment = facts_value(report->facts, "comment");
    size_t before;

    if (comment[0] != '\0')
        document_paragraph(report->document, comment);
    document_section(report->document, "summary",
                     report_is_relative(report) ? "The report in a few sentences" : "The month in five sentences");
    before = report->document->n_blocks;
    add_starting(report);
    add_staying(report);
    add_leaving(report);
    add_after_use(report);
    add_safety(report);
    if (report->document->n_blocks == before)
        document_paragraph(report->document, "Too early to say: nobody has been in care for long enough that somebody "
                                             "could be seen to stay or to leave.");
    section_known_add_first(report);
}
