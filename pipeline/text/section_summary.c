/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The month in five sentences, or as many short ones: safety, starting, staying, leaving and coming back, after a
 * return to use. What is said of a month, of three and of twelve is decided in text/comparison.h, and nowhere else.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "care/to_do.h"
#include "settings/not_held.h"
#include "table/people_list.h"
#include "text/first_shares.h"
#include "text/period_words.h"
#include "text/plain_text.h"
#include "text/rates_compared.h"
#include "text/report_parts.h"
#include "text/safety_words.h"
#include "text/section_known.h"
#include "text/to_do_lists.h"
#include "text/wording.h"

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
    static const char *const started[] = {"nobody started care", "person started care", "people started care"};

    add(report, "Starting",
        WORDS(report, "%s%s%s%s", period_words_month(report, "admissions", started),
              period_words_compared(report, "admissions", NULL, true), in_care_words(report),
              known_sites_words(report)));
}

static const char *now_words(const struct report *report, double day, const char *lead, const char *tail) {
    struct comparison_periods now = first_shares_staying(report, day);
    const char *words;

    if (now.later == NULL || !number_is_sayable(now.later))
        return "";
    words = period_words_share(report, &now);
    return WORDS(report, " %s%s%s%s.", lead, lead[0] == '\0' ? wording_begun(&report->numbers, words) : words, tail,
                 period_words_change(report, &now));
}

/* A number over the whole time of the data, where there is none of now. asked: "how many stay 90 days" */
static const char *whole_words(const struct report *report, const struct number_key *key, const char *tail,
                               const char *asked) {
    const struct estimate *row = numbers_find(&report->numbers, key);
    const char *likely;

    if (row == NULL || (!number_is_shown(row) && row->n < 1))
        return "";
    if (!number_is_sayable(row))
        return number_is_shown(row) ? WORDS(report, " Too few people to say %s.", asked)
                                    : WORDS(report, " It is not yet known %s.", asked);
    likely = wording_likely(&report->numbers, row);
    return WORDS(report, " %s %s%s%s. That is of all the data.",
                 wording_begun(&report->numbers, wording_of_100_before(&report->numbers, row->estimate)), tail,
                 likely[0] != '\0' ? ", " : "", likely);
}

static const char *lost_words(const struct report *report) {
    struct comparison_periods since = comparison_since_rebase(&report->numbers, "cohort_left_30");

    if (since.is_sayable)
        return WORDS(report, " Since %s (%s), %s who started left within 30 days; before, %s%s.",
                     wording_month(&report->numbers, WORDS(report, "%.7s", since.later->period)), since.later->group,
                     wording_of_100(&report->numbers, since.later->estimate),
                     period_words_bare(report, since.earlier->estimate), period_words_change(report, &since));
    return period_words_lost(report);
}

/* Who left within 30 days since a change of the program, and how many stay 30 days by the last year's days, are one
 * question by two windows: the page gives one answer, of the change where there was one. */
static void add_staying(struct report *report) {
    const struct number_key stay = report_key_staying(report);
    const char *first = comparison_since_rebase(&report->numbers, "cohort_left_30").is_sayable
                            ? ""
                            : now_words(report, 30, "Of all who start now, ", " stay 30 days"),
               *words = WORDS(report, "%s%s", first,
                              now_words(report, 90, first[0] == '\0' ? "Of all who start now, " : "", " stay 90 days"));

    if (words[0] == '\0')
        words = whole_words(report, &stay,
                            not_held(report->numbers.config, "open_stays")
                                ? "stays that have ended went on for more than 90 days"
                                : "people who start care are still in care after 90 days",
                            "how many stay 90 days");
    add(report, "Staying", WORDS(report, "%s%s", words, lost_words(report)));
}

static void add_leaving(struct report *report) {
    static const char *const left[] = {"nobody left care", "person left care", "people left care"},
                             *const leavings[] = {"leaving", "leavings"},
                             *const returns[] = {"return to care", "returns to care"},
                             *const came[] = {"nobody came back", "person came back", "people came back"};
    const struct number_key back = report_key_came_back(report);
    const char *words = WORDS(
        report, "%s%s%s%s", period_words_month(report, "leavings", left),
        period_words_rates(report, "leavings", leavings, "in care", NULL), period_words_month(report, "returns", came),
        period_words_rates(report, "returns", returns, "out of care", "came back within a year of leaving"));

    if (words[0] == '\0')
        words = whole_words(report, &back, "leavings are followed by a return to care within 90 days",
                            "how many come back within 90 days");
    add(report, "Leaving and coming back", words);
}

/* Events by the time in care: where more people are in care more happens, and nothing has changed. */
static const char *rate_words(const struct report *report) {
    struct comparison_periods years = rates_compared(report);

    if (years.later == NULL || !number_is_sayable(years.later))
        return "";
    return WORDS(report, " In the twelve months to %s there were %.1f per 100 months in care%s%s.%s",
                 wording_month(&report->numbers, strchr(years.later->period, '/') + 1), years.later->estimate,
                 years.is_sayable ? WORDS(report, " (%s %.1f)", period_words_before(report), years.earlier->estimate)
                                  : "",
                 period_words_change(report, &years), period_words_three(report, "returns_to_use_rate", &years));
}

static void add_after_use(struct report *report) {
    static const char *const known[] = {"no return to use is known", "return to use is known",
                                        "returns to use are known"};
    const struct number_key key = report_key_seen_again(report);
    struct comparison_periods seen = period_words_choose(report, "seen_again_7");
    const char *again;

    if (!seen.is_sayable) /* the year, as its tile has it, with none before */
        seen = first_shares_seen(report);
    if (seen.later != NULL && number_is_sayable(seen.later))
        again = WORDS(report, " After those %s, %s were seen within 7 days%s.%s",
                      period_words_in(report, seen.later->period), period_words_share(report, &seen),
                      period_words_change(report, &seen), period_words_three(report, "seen_again_7", &seen));
    else
        again = whole_words(report, &key, "are followed by a counseling or medical visit within 7 days",
                            "how many were seen within 7 days");
    add(report, "After a return to use",
        WORDS(report, "%s%s%s", period_words_month(report, "returns_to_use", known), rate_words(report), again));
}

static double to_do(const struct report *report, const char *measure, const char *subgroup) {
    const struct number_key key = {.analysis = ANALYSIS_TO_DO, .measure = measure, .subgroup = subgroup};

    return numbers_value(&report->numbers, &key);
}

/* ", and 2 of these 3 have not been seen since"; "": all have, or nobody can tell. */
static const char *not_seen_words(const struct report *report, double n) {
    double not_seen = to_do_not_seen(report);

    if (!(not_seen > 0))
        return "";
    if (not_seen < n)
        return WORDS(report, ", and %s of these %s not been seen since, as recorded",
                     wording_count(&report->numbers, not_seen), not_seen < 1.5 ? "has" : "have");
    return WORDS(report, ", and %s not been seen since, as recorded", n < 1.5 ? "has" : "have");
}

/* " 3 of them survived an overdose in the last 30 days, and 1 of these has not been seen since, as recorded." */
static const char *survived_words(const struct report *report, double all) {
    double n = to_do(report, "people", people_list_names[LIST_SURVIVED_OVERDOSE]);
    const char *what = safety_overdose_words(report);

    if (!(n > 0))
        return "";
    return WORDS(report, " %s %s in the last %d days%s.",
                 n < all   ? WORDS(report, "%s of them", wording_count(&report->numbers, n))
                 : n < 1.5 ? "This person"
                           : "All of them",
                 what, CARE_OVERDOSE_DAYS, not_seen_words(report, n));
}

/* Whom to reach first: what can be done about the next death. */
static const char *first_words(const struct report *report) {
    double n = to_do(report, "different", "first");

    return n > 0 ? WORDS(report, " Reach %s first (see To do now).%s", wording_people(&report->numbers, n),
                         survived_words(report, n))
                 : "";
}

/* Safety comes before all else, and in it what is to be done; whom it is about stands on lists. */
static void add_safety(struct report *report) {
    const char *words = safety_words(report), *lead = words[0] == '\0' ? "To do" : "Safety",
               *all = WORDS(report, "%s%s", first_words(report), words);

    if (all[0] == '\0')
        return;
    add(report, lead, all);
    if (words[0] != '\0')
        document_jump(report->document, lead, "#safety");
    document_jump(report->document, "To do now", "#to_do");
}

void section_summary_add(struct report *report) {
    const char *comment = facts_value(report->facts, "comment");
    size_t before;

    if (comment[0] != '\0')
        document_paragraph(report->document, comment);
    document_section(report->document, "summary",
                     report_is_relative(report) ? "The report in a few sentences" : "The month in five sentences");
    before = report->document->n_blocks;
    add_safety(report);
    add_starting(report);
    add_staying(report);
    add_leaving(report);
    add_after_use(report);
    if (report->document->n_blocks == before)
        document_paragraph(report->document, "Too early to say: nobody has been in care for long enough that somebody "
                                             "could be seen to stay or to leave.");
    section_known_announce(report);
}
