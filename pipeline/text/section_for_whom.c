/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For whom: groups of people beside the mean of all, starting, staying and coming back. Internal class only.
 */
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/for_whom.h"
#include "text/for_whom_table.h"
#include "text/wording.h"

static const struct group_question *const questions = for_whom_questions;
static const struct group_trait *const traits = for_whom_traits;

enum { N_QUESTIONS = FOR_WHOM_QUESTIONS, N_TRAITS = FOR_WHOM_TRAITS };

/* Of all people, by the window of most groups and by the longer one; found once for all groups of a question. */
struct means {
    const struct estimate *shorter, *longer;
};

/* "Sex: female: 63 of 100 in care after 90 days, more than of all people (58) and of those at the same sites" */
static void say_group(struct report *report, const struct group_question *question, const struct group_trait *trait,
                      const struct means *means, const struct estimate *row) {
    bool is_longer = for_whom_is_of_more_months(means->shorter, row);
    const struct estimate *share = group_cells_beside(report, question, row, "group_share"),
                          *within = group_cells_beside(report, question, row, "difference_within"),
                          *mean = is_longer ? means->longer : means->shorter;
    bool crude_found = group_cells_found(report, question, row, "difference_q"),
         within_found = group_cells_found(report, question, row, "difference_within_q");
    const struct estimate *told = crude_found ? group_cells_beside(report, question, row, "difference") : within;

    if (!crude_found && !within_found)
        return;
    document_item(report->document,
                  WORDS(report, "%s%s: %s %s, %s than of %s%s%s.", group_cells_name(report, question, trait, row),
                        is_longer ? ", by 24 months" : "", wording_of_100(&report->numbers, share->estimate),
                        wording_inside(&report->numbers, question->share), told->estimate > 0 ? "more" : "fewer",
                        crude_found ? "all people" : "people of the same sites",
                        crude_found && number_is_sayable(mean)
                            ? WORDS(report, " (%s)", wording_of_100(&report->numbers, mean->estimate))
                            : "",
                        !crude_found || within == NULL ? ""
                        : within_found                 ? ", and than of people of the same sites"
                                                       : "; beside people of the same sites this cannot be told"));
}

/* Returns how many groups stand out. */
static size_t say_findings(struct report *report, const struct group_question *question) {
    const struct means means = {group_cells_mean(report, question), group_cells_longer_mean(report, question)};
    size_t n_found = 0;

    for (size_t t = 0; t < N_TRAITS; t++) {
        struct number_list list = group_cells_list(report, question, traits[t].group_by);
        for (size_t i = 0; i < list.n; i++) {
            n_found += group_cells_found(report, question, list.rows[i], "difference_q") ||
                       group_cells_found(report, question, list.rows[i], "difference_within_q");
            say_group(report, question, &traits[t], &means, list.rows[i]);
        }
        number_list_free(&list);
    }
    return n_found;
}

/* Of a question what is the same for everybody in it. */
static void say_left_out(struct report *report, const struct group_question *question) {
    const char *names[N_TRAITS];
    size_t n = 0;

    for (size_t i = 0; i < N_TRAITS; i++)
        if (!group_cells_are_compared(report, question, traits[i].group_by))
            names[n++] = wording_inside(&report->numbers, traits[i].words);
    if (n > 0)
        document_note(report->document, WORDS(report,
                                              "%s is not told by %s: it is not in the export, everybody is in one "
                                              "group, or nobody has been followed for so long.",
                                              question->share, wording_list(&report->numbers, names, n)));
}

/* " (‡ over 24 months: 57 of 100, likely between 52 and 61)" */
static const char *longer_mean(const struct report *report, const struct group_question *question) {
    const struct estimate *mean = group_cells_longer_mean(report, question);

    return mean == NULL ? ""
                        : WORDS(report, " (‡ over %s months: %s)", group_cells_months(report, mean),
                                wording_share(&report->numbers, mean));
}

/* Who was in care before the year counts in the number of now, and not in this one. */
static const char *beside_now(const struct report *report, const struct group_question *question) {
    const struct number_key now = {.analysis = ANALYSIS_RETENTION_NOW,
                                   .rule = numbers_rule(&report->numbers),
                                   .measure = "survival",
                                   .group_by = "window",
                                   .group = "now",
                                   .time_days = question->day};
    const struct estimate *row = numbers_find(&report->numbers, &now);

    return strcmp(question->analysis, ANALYSIS_FOR_WHOM_STAYING) != 0 || !number_is_sayable(row)
               ? ""
               : WORDS(report,
                       " The %s of now are of the last year’s days, and count who had started before it too: more "
                       "people, so another range.",
                       wording_percent(&report->numbers, row->estimate));
}

static void say_mean(struct report *report, const struct group_question *question) {
    const struct estimate *mean = group_cells_mean(report, question);

    if (mean != NULL && number_is_sayable(mean))
        document_item(report->document, WORDS(report, "%s, of all %s%s: %s%s.%s", question->share, question->counted,
                                              mean->period[0] == '\0' ? ""
                                                                      : WORDS(report, " in the %s months up to %s",
                                                                              group_cells_months(report, mean),
                                                                              group_cells_last_day(report, question)),
                                              wording_share(&report->numbers, mean), longer_mean(report, question),
                                              beside_now(report, question)));
}

/* The bullets name the twelve months; ‡ is explained where it stands. */
static const char *period_words(const struct report *report) {
    const char *counted[N_QUESTIONS], *last = "";
    bool is_marked = false;
    size_t n = 0;

    for (size_t i = 0; i < N_QUESTIONS; i++) {
        if (!for_whom_has_question(report, &questions[i]))
            continue;
        counted[n++] = questions[i].counted;
        last = group_cells_last_day(report, &questions[i]);
        is_marked = is_marked || group_cells_longer_mean(report, &questions[i]) != NULL;
    }
    if (last[0] == '\0')
        return WORDS(report, "Counted are all %s. ", wording_list(&report->numbers, counted, n));
    return !is_marked ? ""
                      : WORDS(report,
                              "‡ of 24 months, as a group of that kind has fewer than %d people in the 12: points are "
                              "from the mean of these 24 months. Do not set ‡ beside a share without it. ",
                              NUMBERS_LEAST_SAYABLE);
}

static void say_nothing_found(struct report *report, size_t n_told) {
    document_paragraph(report->document, n_told == 0 ? "Too few people in every group to say whether it differs: that "
                                                       "is not “no difference”."
                                                     : "No group that is large enough can be told from all people. A "
                                                       "difference may exist: these numbers do not show it.");
}

static void add_notes(struct report *report) {
    for (size_t i = 0; i < N_QUESTIONS; i++)
        if (for_whom_has_question(report, &questions[i]))
            say_left_out(report, &questions[i]);
    document_note(report->document,
                  WORDS(report,
                        "%sIn brackets the 95%% interval. “–”: too few to say, which is not “no difference”. %sA "
                        "difference says where to ask, not why. The rest: data/estimates.csv (for_whom_...).",
                        period_words(report),
                        not_held(report->numbers.config, "doses")
                            ? ""
                            : "Medication and dose are not taken out: who gets what is part of what a program does. "));
}

void section_for_whom_add(struct report *report) {
    size_t n_told = 0, n_found = 0;
    bool any = false;

    for (size_t i = 0; i < N_QUESTIONS; i++) {
        any = any || for_whom_has_question(report, &questions[i]);
        n_told += for_whom_count_told(report, &questions[i]);
    }
    if (!any)
        return;
    report_section(report, "for_whom");
    document_paragraph(report->document, "Each group stands beside all people of the program, itself among them.");
    for (size_t i = 0; i < N_QUESTIONS; i++)
        if (for_whom_has_question(report, &questions[i]))
            n_found += say_findings(report, &questions[i]);
    if (n_found == 0)
        say_nothing_found(report, n_told);
    if (n_told == 0)
        return;
    for (size_t i = 0; i < N_QUESTIONS; i++)
        if (for_whom_has_question(report, &questions[i]))
            say_mean(report, &questions[i]);
    document_aside(report->document, true); /* its table is printed */
    report_figure(report, "for_whom",
                  "Groups beside all people: look for the large orange points. All others cannot be told from all "
                  "people.");
    document_aside(report->document, false);
    for_whom_table_add(report);
    add_notes(report);
}
