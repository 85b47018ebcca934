/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/people_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/catalogue.h"
#include "base/ini_file.h"
#include "care/to_do.h"
#include "settings/not_held.h"
#include "text/called_people.h"
#include "text/named_list.h"
#include "text/people_after_care.h"
#include "text/report_parts.h"
#include "text/safety_words.h"
#include "text/to_do_lists.h"
#include "text/unread_discharges.h"
#include "text/wording.h"

const char people_page_name[] = "people";

static const struct named_column survived[] = {{LISTED_PATIENT_ID, "Patient", false, LISTED_COLUMNS},
                                               {LISTED_SINCE, "Overdose, told by", false, LISTED_TOLD_BY},
                                               {LISTED_SITE, "Site", false, LISTED_COLUMNS},
                                               {LISTED_COVER_THEN, "Cover then", true, LISTED_COLUMNS},
                                               {LISTED_SEEN_ON, "Seen since", false, LISTED_COLUMNS},
                                               {LISTED_NEXT_VISIT, "Next visit, clinician", true, LISTED_CLINICIAN},
                                               {LISTED_NALOXONE_ON, "Naloxone", true, LISTED_COLUMNS},
                                               {LISTED_PATIENT_ID, NULL, false, LISTED_COLUMNS}};

static const struct named_column deaths[] = {{LISTED_PATIENT_ID, "Patient", false, LISTED_COLUMNS},
                                             {LISTED_SINCE, "Died, told by", false, LISTED_TOLD_BY},
                                             {LISTED_WHAT, "Cause", false, LISTED_COLUMNS},
                                             {LISTED_SITE, "Site", false, LISTED_COLUMNS},
                                             {LISTED_UNCOVERED_DAYS, "Days since cover", true, LISTED_COLUMNS},
                                             {LISTED_LAST_VISIT, "Last visit, clinician", true, LISTED_CLINICIAN},
                                             {LISTED_PATIENT_ID, NULL, false, LISTED_COLUMNS}};

static const struct named_column callable[] = {
    {LISTED_PATIENT_ID, "Patient", false, LISTED_COLUMNS},    {LISTED_SITE, "Site", false, LISTED_COLUMNS},
    {LISTED_MEDICATION, "Medication", false, LISTED_COLUMNS}, {LISTED_DAYS, "Days", false, LISTED_COLUMNS},
    {LISTED_LAST_VISIT, "Last visit", false, LISTED_COLUMNS}, {LISTED_NEXT_VISIT, "Next visit", true, LISTED_COLUMNS},
    {LISTED_CLINICIAN, "Clinician", true, LISTED_COLUMNS},    {LISTED_PATIENT_ID, NULL, false, LISTED_COLUMNS}};

static const struct named_column discharged[] = {{LISTED_PATIENT_ID, "Patient", false, LISTED_COLUMNS},
                                                 {LISTED_SITE, "Site", false, LISTED_COLUMNS},
                                                 {LISTED_MEDICATION, "Medication", false, LISTED_COLUMNS},
                                                 {LISTED_DAYS, "Days", false, LISTED_COLUMNS},
                                                 {LISTED_DISCHARGED, "Discharged, why", false, LISTED_REASON},
                                                 {LISTED_LAST_VISIT, "Last visit, clinician", true, LISTED_CLINICIAN},
                                                 {LISTED_NEXT_VISIT, "Next visit", true, LISTED_COLUMNS},
                                                 {LISTED_PATIENT_ID, NULL, false, LISTED_COLUMNS}};

static const struct named_column overdue[] = {
    {LISTED_PATIENT_ID, "Patient", false, LISTED_COLUMNS},    {LISTED_SITE, "Site", false, LISTED_COLUMNS},
    {LISTED_MEDICATION, "Medication", false, LISTED_COLUMNS}, {LISTED_DAYS, "Days overdue", false, LISTED_COLUMNS},
    {LISTED_LAST_VISIT, "Last visit", true, LISTED_COLUMNS},  {LISTED_NEXT_VISIT, "Next visit", true, LISTED_COLUMNS},
    {LISTED_CLINICIAN, "Clinician", true, LISTED_COLUMNS},    {LISTED_PATIENT_ID, NULL, false, LISTED_COLUMNS}};

static const struct named_column waiting[] = {
    {LISTED_PATIENT_ID, "Patient", false, LISTED_COLUMNS},   {LISTED_SITE, "Site", false, LISTED_COLUMNS},
    {LISTED_SINCE, "Asked on", false, LISTED_COLUMNS},       {LISTED_DAYS, "Days", false, LISTED_COLUMNS},
    {LISTED_WHAT, "Admitted to", true, LISTED_COLUMNS},      {LISTED_LAST_VISIT, "Last visit", true, LISTED_COLUMNS},
    {LISTED_NEXT_VISIT, "Next visit", true, LISTED_COLUMNS}, {LISTED_CLINICIAN, "Clinician", true, LISTED_COLUMNS},
    {LISTED_PATIENT_ID, NULL, false, LISTED_COLUMNS}};

static const struct named_column never_started[] = {
    {LISTED_PATIENT_ID, "Patient", false, LISTED_COLUMNS},   {LISTED_SITE, "Site", false, LISTED_COLUMNS},
    {LISTED_SINCE, "Admitted on", false, LISTED_COLUMNS},    {LISTED_DAYS, "Days", false, LISTED_COLUMNS},
    {LISTED_WHAT, "Admitted to", true, LISTED_COLUMNS},      {LISTED_LAST_VISIT, "Last visit", true, LISTED_COLUMNS},
    {LISTED_NEXT_VISIT, "Next visit", true, LISTED_COLUMNS}, {LISTED_CLINICIAN, "Clinician", true, LISTED_COLUMNS},
    {LISTED_PATIENT_ID, NULL, false, LISTED_COLUMNS}};

/* The lists of the page, in its order: a section each. */
static const struct page_list {
    enum people_list list;
    const char *heading, *none, *absent; /* nobody is on it (%ld: so many days); the export does not tell it */
    const struct named_column *columns;
    bool longest_first;
} page_lists[] = {{LIST_SURVIVED_OVERDOSE, "Survived an overdose",
                   "Nobody is known to have survived an overdose in the last %ld days.",
                   "this export holds no overdoses", survived, false},
                  {LIST_DEATHS_TO_REVIEW, "Deaths to review together",
                   "Nobody is known to have died in the last %ld days.", "this export holds no deaths", deaths, false},
                  {LIST_CALLABLE, "To be called", "Nobody is to be called.", "the list was not made", callable, false},
                  {LIST_DISCHARGED, "Discharged", "Nobody was discharged in the last month and is without care since.",
                   "the list was not made", discharged, false},
                  {LIST_OVERDUE_INJECTIONS, "Injection or implant overdue",
                   "Nobody is overdue for an injection or implant.", "the list was not made", overdue, true},
                  {LIST_REQUESTS_WAITING, "Asked for care, and waiting", "Nobody is known to wait for care.",
                   "the list was not made", waiting, false},
                  {LIST_NEVER_STARTED, "Admitted, no day of care yet", "Nobody admitted waits for a first day of care.",
                   "the list was not made", never_started, false}};

enum { N_PAGE_LISTS = sizeof page_lists / sizeof page_lists[0] };

const char *people_page_place(const struct report *report, enum people_list list) {
    for (size_t i = 0; i < N_PAGE_LISTS; i++)
        if (page_lists[i].list == list)
            return WORDS(report, "%s.html#%s", people_page_name, people_list_names[list]);
    return NULL;
}

static const char *count_words(const struct report *report, const char *measure, const char *subgroup) {
    const struct number_key key = {.analysis = ANALYSIS_TO_DO, .measure = measure, .subgroup = subgroup};
    double n = numbers_value(&report->numbers, &key);

    return isnan(n) ? "" : WORDS(report, ": %s", wording_people(&report->numbers, n));
}

static size_t count_in_band(const struct named_list *named, const char *band) {
    size_t n = 0;

    for (size_t i = 0; i < named->n; i++)
        n += strcmp(named->people[i].cells[LISTED_WHAT], band) == 0;
    return n;
}

/* Who survived an overdose comes before all, however many days ago care was; then the others, by these. */
static void add_callable(struct report *report, const struct named_list *named) {
    struct named_list first = *named, others = *named;

    first.n = named_list_n_first(named);
    others.n -= first.n;
    if (first.n > 0)
        others.people += first.n;
    if (first.n > 0)
        named_list_add(report, &first, NULL,
                       WORDS(report, "To be called first: after an overdose in the last 12 months: %s",
                             wording_people(&report->numbers, (double)first.n)),
                       callable);
    for (size_t band = 0; band < PEOPLE_BANDS; band++) {
        size_t above = count_in_band(&first, people_bands[band]), n = count_in_band(&others, people_bands[band]);
        named_list_add(
            report, &others, people_bands[band],
            WORDS(report, "To be called: without care for %s days: %s%s", people_bands[band],
                  wording_people(&report->numbers, (double)n),
                  above == 0 ? "" : WORDS(report, ", and %s above", wording_count(&report->numbers, (double)above))),
            callable);
    }
}

static const char *caption_of(const struct report *report, enum people_list list) {
    const char *people = count_words(report, "people", people_list_names[list]),
               *overdose = safety_overdose_words(report);

    switch ((int)list) {
    case LIST_SURVIVED_OVERDOSE:
        return WORDS(report, "Who %s in the last %d days%s", overdose, CARE_OVERDOSE_DAYS, people);
    case LIST_DEATHS_TO_REVIEW:
        return WORDS(report, "Who died in the last %s days%s",
                     ini_file_value(report->numbers.config, "report", "review_deaths"), people);
    case LIST_OVERDUE_INJECTIONS: return WORDS(report, "What was given last has run out%s", people);
    case LIST_REQUESTS_WAITING: return WORDS(report, "Asked, and no day of care since%s", people);
    case LIST_NEVER_STARTED: return WORDS(report, "Admitted, and no day of care since%s", people);
    default: return WORDS(report, "Discharged in the last month, without care since%s", people);
    }
}

/* Both lists hold nearly the same people. */
static void add_both(struct report *report, const struct named_list *admitted) {
    char *path = people_list_path(report->lists, LIST_REQUESTS_WAITING);
    size_t n = 0;

    if (access(path, F_OK) == 0) {
        struct named_list asked = named_list_read(report, path, LIST_REQUESTS_WAITING, false);
        for (size_t i = 0; i < admitted->n; i++)
            n += named_list_has(&asked, admitted->people[i].cells[LISTED_PATIENT_ID]);
        named_list_free(&asked);
    }
    free(path);
    if (n > 0)
        document_note(report->document,
                      n == admitted->n
                          ? "All of them stand on the list of those who wait, too: each is one person."
                          : WORDS(report, "Of these, %s on the list of those who wait, too: each is one person.",
                                  n == 1 ? "1 person stands"
                                         : WORDS(report, "%s stand", wording_people(&report->numbers, (double)n))));
}

/* What a word in it is, and what to do. */
static void add_notes(struct report *report, enum people_list list) {
    if (list == LIST_CALLABLE)
        document_note(report->document,
                      "Days: without medication. Seen since, without medication: they came to a visit and "
                      "had none; ask about it first. Of who comes for visits alone: days since the last one.");
    if (list == LIST_DISCHARGED)
        document_note(report->document,
                      "Days: since the last covered one. Of those transferred, in jail or in hospital "
                      "find out where they are, and whether they are expected.");
    if (list == LIST_SURVIVED_OVERDOSE)
        document_note(report->document,
                      "Everybody, in care or not. Cover then: how they stood on that day. Seen: a visit attended, or "
                      "medication given, on a later day.");
    if (list == LIST_DEATHS_TO_REVIEW)
        document_note(report->document,
                      "A review asks what the program can learn, and blames nobody. Days since cover: "
                      "from the last covered day to the death; 0: that day was covered.");
}

static const char *heading_of(const struct report *report, const struct page_list *of) {
    return of->list == LIST_SURVIVED_OVERDOSE && !safety_tells_fatal(report) ? "Overdose, survived or not"
                                                                             : of->heading;
}

static const char *none_words(const struct report *report, const struct page_list *of) {
    const char *none = of->list == LIST_SURVIVED_OVERDOSE && !safety_tells_fatal(report)
                           ? "Nobody is known to have had an overdose in the last %ld days."
                           : of->none,
               *number = strstr(none, "%ld");

    return number == NULL
               ? none
               : WORDS(report, "%.*s%ld%s", (int)(number - none), none, to_do_days(report, of->list), number + 3);
}

static void add_list(struct report *report, const struct page_list *of) {
    char *path = people_list_path(report->lists, of->list);
    const char *name = people_list_names[of->list];
    bool is_made = access(path, F_OK) == 0;

    document_section(report->document, name, heading_of(report, of));
    if (is_made) {
        struct named_list named = named_list_read(report, path, of->list, of->longest_first);
        if (of->list == LIST_CALLABLE)
            add_callable(report, &named);
        else
            named_list_add(report, &named, NULL, caption_of(report, of->list), of->columns);
        if (of->list == LIST_NEVER_STARTED)
            add_both(report, &named);
        named_list_free(&named);
    }
    if (document_has_section(report->document, name))
        add_notes(report, of->list);
    else
        document_paragraph(report->document,
                           is_made ? none_words(report, of) : WORDS(report, "Not told: %s.", of->absent));
    free(path);
}

/* The lists that a page does not hold, each with how many stand on it. */
static void add_other_lists(struct report *report) {
    static const char *const headers[] = {"For whom", "People", "List in data/", NULL};

    document_section(report->document, "other_lists", "Only in data/");
    document_table_of_words(report->document, "The other lists", headers);
    for (int list = 0; list < PEOPLE_LISTS; list++) {
        const struct number_key key = {
            .analysis = ANALYSIS_TO_DO, .measure = "people", .subgroup = people_list_names[list]};
        double n = numbers_value(&report->numbers, &key);
        const char *file = WORDS(report, "data/people_%s.csv", people_list_names[list]);
        if (!(n > 0) || people_page_place(report, (enum people_list)list) != NULL)
            continue;
        document_row(report->document,
                     (const char *[]){to_do_title(report, (enum people_list)list), wording_count(&report->numbers, n),
                                      WORDS(report, "people_%s.csv", people_list_names[list])});
        document_row_links(report->document, (const char *[]){NULL, NULL, file});
    }
    if (!document_has_section(report->document, "other_lists"))
        document_paragraph(report->document, "Every list that anybody is on stands on this page.");
}

void people_page_build(struct report *report) {
    report_title(report);
    report->document->title = WORDS(report, "%s: people to act for", report->document->title);
    document_note(
        report->document,
        WORDS(report,
              "In each list the most urgent come first: %swho has no next visit, then the fewest days ago (of "
              "injections, the longest overdue). Deaths: the latest first.",
              not_held(report->numbers.config, "adverse_events")
                  ? ""
                  : WORDS(report,
                          "who %s in the last 12 months (on the list of the last %d days: who has not been "
                          "seen since), then ",
                          safety_overdose_words(report), CARE_OVERDOSE_DAYS)));
    unread_discharges_add(report);
    for (size_t i = 0; i < N_PAGE_LISTS; i++)
        add_list(report, &page_lists[i]);
    people_after_care_add(report);
    add_other_lists(report);
}
