/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * To do now: how many people stand on each list to act on, whom to call by name, and what became of the list before.
 * Internal class only.
 */
#include <string.h>

#include "analysis/catalogue.h"
#include "care/to_do.h"
#include "settings/not_held.h"
#include "text/called_people.h"
#include "text/people_page.h"
#include "text/report_parts.h"
#include "text/to_do_last_list.h"
#include "text/to_do_lists.h"
#include "text/unread_discharges.h"
#include "text/wording.h"

static const char *people_cell(const struct report *report, const struct estimate *row) {
    double entries = to_do_count(report, "entries", row->subgroup);
    const char *people = wording_count(&report->numbers, row->estimate);

    return entries > row->estimate ? WORDS(report, "%s (%s rows)", people, wording_count(&report->numbers, entries))
                                   : people;
}

/* What the export does not hold, each once. */
static void add_absent(struct report *report, const char *const absent[], size_t n) {
    const char *needs[PEOPLE_LISTS];
    size_t n_needs = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_named = false;
        for (size_t j = 0; j < i; j++)
            is_named = is_named || absent[j] == absent[i];
        if (!is_named)
            needs[n_needs++] = WORDS(report, "no %s", absent[i]);
    }
    if (n_needs > 0)
        document_note(report->document, WORDS(report, "The export holds %s: the lists that rest on these are not made.",
                                              wording_list(&report->numbers, needs, n_needs)));
}

/* One person may stand on several lists: how many there are to think of. */
static void add_different(struct report *report) {
    const struct estimate *all = to_do_row(report, "different", ""), *first = to_do_row(report, "different", "first");
    bool has_deaths = to_do_count(report, "people", people_list_names[LIST_DEATHS_TO_REVIEW]) > 0,
         has_survived = to_do_count(report, "people", people_list_names[LIST_SURVIVED_OVERDOSE]) > 0;

    if (all == NULL || first == NULL)
        return;
    document_paragraph(report->document,
                       all->estimate < 0.5
                           ? has_deaths ? "There are deaths to review together; nobody else stands on a list."
                                        : "Nobody stands on a list."
                           : WORDS(report, "%s on the lists below, each counted once%s. %s: %s.%s",
                                   all->estimate < 1.5
                                       ? "1 person stands"
                                       : WORDS(report, "%s stand", wording_people(&report->numbers, all->estimate)),
                                   has_deaths ? ", deaths apart" : "",
                                   WORDS(report, has_survived ? "After an overdose, %s" : "W%s",
                                         to_do_first(report) + (has_survived ? 0 : 1)),
                                   first->estimate < 0.5 ? "nobody" : wording_people(&report->numbers, first->estimate),
                                   first->estimate < 0.5 ? "" : " Reach these first."));
}

/* Who cannot be read as discharged counts as open. */
static void add_unread_discharges(struct report *report) {
    double n = unread_discharges_count(report);

    if (n > 0)
        document_note(
            report->document,
            WORDS(report,
                  "Of %s the day of discharge cannot be read, so that %s open: look there before "
                  "anybody is called.%s",
                  n < 1.5 ? "1 admission" : WORDS(report, "%s admissions", wording_count(&report->numbers, n)),
                  n < 1.5 ? "it counts as" : "they count as",
                  report->lists == NULL ? "" : " Who of them stands on a list comes first on the page of people."));
}

/* A row where anybody stands on it: its name leads to the people, where these stand on the page of names. */
static void add_count(struct report *report, enum people_list list, const char *title, const char *people) {
    const char *file = WORDS(report, "people_%s.csv", people_list_names[list]);

    if (strcmp(people, "0") == 0)
        return;
    document_row(report->document, (const char *[]){title, people, file});
    if (report->lists != NULL)
        document_row_links(report->document,
                           (const char *[]){people_page_place(report, list), NULL, WORDS(report, "data/%s", file)});
}

/* Who survived an overdose, and of them whom nobody has seen: the first to call. */
static void add_survived(struct report *report, const char *people) {
    add_count(report, LIST_SURVIVED_OVERDOSE, to_do_title(report, LIST_SURVIVED_OVERDOSE), people);
    add_count(report, LIST_SURVIVED_OVERDOSE, "of them, not seen since",
              wording_count(&report->numbers, to_do_not_seen(report)));
}

/* Who was admitted and waits, and of them who had asked: each is one person on two lists. */
static void add_never_started(struct report *report, const char *people) {
    add_count(report, LIST_NEVER_STARTED, to_do_title(report, LIST_NEVER_STARTED), people);
    add_count(
        report, LIST_NEVER_STARTED, "of them, asked and waiting too",
        wording_count(&report->numbers, to_do_count(report, "also_waiting", people_list_names[LIST_NEVER_STARTED])));
}

/* By days without care, as the list by name and its table by site. */
static void add_callable(struct report *report) {
    for (size_t band = 0; band < PEOPLE_BANDS; band++)
        add_count(report, LIST_CALLABLE, WORDS(report, "To be called: %s days", people_bands[band]),
                  wording_count(&report->numbers, to_do_count(report, "callable", people_bands[band])));
}

/* Of nobody to the last day, though of some a death or an overdose is known: it is not the export that lacks days. */
static bool is_nobody_observed(const struct report *report) {
    return to_do_count(report, "not_listed", "observed_no_longer") > 0 &&
           to_do_row(report, "people", people_list_names[LIST_CALLABLE]) == NULL;
}

static void add_counts(struct report *report) {
    static const char *const headers[] = {"For whom, the most urgent first", "People", "List in data/", NULL};
    const char *absent[PEOPLE_LISTS];
    size_t n_absent = 0;

    document_table_of_words(report->document, "People on each list", headers);
    for (int list = 0; list < PEOPLE_LISTS; list++) {
        const struct estimate *row = to_do_row(report, "people", people_list_names[list]);
        if (row == NULL)
            absent[n_absent++] = to_do_needs(report, (enum people_list)list);
        else if (list == LIST_SURVIVED_OVERDOSE)
            add_survived(report, people_cell(report, row));
        else if (list == LIST_CALLABLE)
            add_callable(report);
        else if (list == LIST_NEVER_STARTED)
            add_never_started(report, people_cell(report, row));
        else
            add_count(report, (enum people_list)list, to_do_title(report, (enum people_list)list),
                      people_cell(report, row));
    }
    if (!is_nobody_observed(report))
        add_absent(report, absent, n_absent);
}

/* " 3 people come ... ." for a count above 0; `verb`: of one, of several. */
static const char *clause(const struct report *report, const char *subgroup, const char *const verb[2],
                          const char *words) {
    double n = to_do_count(report, "not_listed", subgroup);

    return n > 0 ? WORDS(report, " %s %s %s", wording_people(&report->numbers, n), verb[n > 1], words) : "";
}

static void add_not_listed(struct report *report) {
    static const char *const come[] = {"comes", "come"}, *const are[] = {"is", "are"}, *const were[] = {"was", "were"},
                             *const have[] = {"has", "have"};
    const char *words =
        WORDS(report, "%s%s%s%s%s%s",
              clause(report, "not_due", come, "for visits alone, within a rhythm of their own: not on the first list."),
              clause(report, "not_known", are, "not known about: nothing has come from their site since."),
              clause(report, "observed_no_longer", were, "in care when their own observation ended: on no list."),
              clause(report, "plan_changes_of_earlier_stay", have,
                     "a change of plan overdue from an earlier stay: not on that list."),
              clause(report, "plan_changes_of_left", are,
                     "no longer in care with a change of plan overdue: not on that list."),
              clause(report, "reflections_of_left", are,
                     "no longer in care with a return to use and no reflection: not on that list."));

    if (words[0] != '\0')
        document_note(report->document, words + 1);
}

static void add_definitions(struct report *report) {
    document_note(
        report->document,
        WORDS(report,
              "Without care: no medication at hand, or, of who comes for visits alone, a visit later than usual for "
              "them. Who came to a visit since is marked on the list. %s for up to %ld days is "
              "to be called; after that they have left%s. In the 28 days after care (its last covered day), or after a "
              "discharge up to %ld days behind it, an overdose is likeliest: who is in them may stand on another list "
              "too. "
              "No reflection: on a return to use of the last 90 days. Overdue: it was the last "
              "medication "
              "given, in this stay or admission. Changes of plan and reflections: of people who have not left; changes "
              "due since this stay began. A list does not say that anybody did wrong: some are well, elsewhere, or in "
              "a record that nobody closed.%s",
              to_do_tells_discharged(report) ? "Who was not discharged and is so" : "Who is so",
              called_people_days(report),
              to_do_tells_discharged(report)
                  ? ", and stand with the open admissions, or for a month with those discharged"
                  : "",
              called_people_days(report) > CARE_WEEKS_AFTER_DAYS ? called_people_days(report) : CARE_WEEKS_AFTER_DAYS,
              not_held(report->numbers.config, "adverse_events")
                  ? ""
                  : " After an overdose the door stays open: that list has everybody, in care or not, and says who has "
                    "been seen since (at a visit, or given medication): reach first whom nobody has seen."));
}

/* No list at all: of whom nobody is observed to the last day, none can be acted for. */
static bool tell_nobody(struct report *report) {
    const struct number_key any = {.analysis = ANALYSIS_TO_DO, .measure = "people"};
    struct number_list found = numbers_list(&report->numbers, &any, NUMBERS_ANY_SUBGROUP);
    double n = to_do_count(report, "not_listed", "observed_no_longer");
    bool is_so = found.n == 0 && n > 0;

    number_list_free(&found);
    if (is_so)
        document_paragraph(
            report->document,
            WORDS(report,
                  "There is no list: nobody of whom one could tell is observed to the last day of the "
                  "data. When their own observation ended, %s were in care, or uncovered for a few days.",
                  wording_people(&report->numbers, n)));
    return is_so;
}

void section_to_do_add(struct report *report) {
    if (!numbers_have(&report->numbers, ANALYSIS_TO_DO))
        return;
    document_section(report->document, "to_do", "To do now");
    if (tell_nobody(report))
        return;
    add_different(report);
    add_counts(report);
    called_people_add(report);
    add_unread_discharges(report);
    add_not_listed(report);
    to_do_last_list_add(report);
    if (to_do_row(report, "different", "") == NULL || to_do_count(report, "different", "") > 0 ||
        to_do_count(report, "people", people_list_names[LIST_DEATHS_TO_REVIEW]) > 0)
        add_definitions(report);
}
