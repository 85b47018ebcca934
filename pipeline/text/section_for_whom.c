/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For whom: groups of people beside the mean of all, starting, staying and coming back. Internal class only.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/group_cells.h"
#include "text/wording.h"

static const struct group_question questions[] = {
    {ANALYSIS_FOR_WHOM_FIRST_DOSE, "started", "requests for care", "Starting", "In care within 7 days of asking",
     "more people start so soon", "fewer people start so soon", 7},
    {ANALYSIS_FOR_WHOM_STAYING, "", "first starts", "Staying", "In care after 90 days", "more people stay",
     "fewer people stay", 90},
    {ANALYSIS_FOR_WHOM_COMING_BACK, "returned", "leavings", "Coming back", "Back within 180 days of leaving",
     "more people come back", "fewer people come back", 180},
};

static const struct group_trait traits[] = {
    {"sex", "Sex"}, {"age_band", "Age"}, {"race_ethnicity", "Race and ethnicity"}, {"program", "Program"}};

enum { N_QUESTIONS = sizeof questions / sizeof questions[0], N_TRAITS = sizeof traits / sizeof traits[0] };

static bool has_sites(const struct report *report, const struct group_question *question) {
    struct number_key key = group_cells_key(report, question, "mean_within");
    bool found = false;

    for (size_t i = 0; i < N_TRAITS && !found; i++) {
        struct number_list list;
        key.group_by = traits[i].group_by;
        list = numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_PERIOD);
        found = list.n > 0;
        number_list_free(&list);
    }
    return found;
}

static void add_trait(struct report *report, const struct group_question *question, const struct group_trait *trait) {
    struct number_list list = group_cells_list(report, question, trait->group_by);
    bool sites = has_sites(report, question);

    for (size_t i = 0; i < list.n && group_cells_are_compared(report, question, trait->group_by); i++) {
        const struct estimate *row = list.rows[i], *share = group_cells_beside(report, question, row, "group_share");
        const char *cells[] = {group_cells_name(report, question, trait, row),
                               wording_count(&report->numbers, row->estimate),
                               group_cells_months(report, row),
                               share == NULL ? "counted" : wording_cell(&report->numbers, share),
                               group_cells_difference(report, question, row, false),
                               sites ? group_cells_difference(report, question, row, true) : NULL};
        document_row(report->document, cells);
    }
    number_list_free(&list);
}

static void add_table(struct report *report, const struct group_question *question) {
    const char *headers[] = {"Group",
                             "People",
                             "Months",
                             question->share,
                             "Points from all people",
                             has_sites(report, question) ? "within the same sites" : NULL,
                             NULL};

    document_table(report->document, WORDS(report, "%s, by group; the mean of all people is 0", question->share),
                   headers);
    for (size_t i = 0; i < N_TRAITS; i++)
        add_trait(report, question, &traits[i]);
}

/* "Sex: female: more people stay than among all, and among people of the same sites" */
static void say_group(struct report *report, const struct group_question *question, const struct group_trait *trait,
                      const struct estimate *row) {
    const struct estimate *difference = group_cells_beside(report, question, row, "difference"),
                          *within = group_cells_beside(report, question, row, "difference_within");
    bool crude_found = group_cells_found(report, question, row, "difference_q"),
         within_found = group_cells_found(report, question, row, "difference_within_q");
    const struct estimate *told = crude_found ? difference : within;

    if (!crude_found && !within_found)
        return;
    document_item(report->document,
                  WORDS(report, "%s: %s than among %s%s.", group_cells_name(report, question, trait, row),
                        told->estimate > 0 ? question->more : question->fewer,
                        crude_found ? "all people" : "people of the same sites",
                        !crude_found || within == NULL ? ""
                        : within_found                 ? ", and than among people of the same sites"
                                                       : "; among people of the same sites this cannot be told"));
}

/* How many groups are large enough to be tested. */
static size_t count_told(const struct report *report, const struct group_question *question) {
    size_t n = 0;

    for (size_t t = 0; t < N_TRAITS; t++) {
        struct number_list list = group_cells_list(report, question, traits[t].group_by);
        for (size_t i = 0; i < list.n; i++)
            n += group_cells_beside(report, question, list.rows[i], "difference_q") != NULL;
        number_list_free(&list);
    }
    return n;
}

static void say_findings(struct report *report, const struct group_question *question) {
    size_t n_found = 0;

    for (size_t t = 0; t < N_TRAITS; t++) {
        struct number_list list = group_cells_list(report, question, traits[t].group_by);
        for (size_t i = 0; i < list.n; i++) {
            n_found += group_cells_found(report, question, list.rows[i], "difference_q") ||
                       group_cells_found(report, question, list.rows[i], "difference_within_q");
            say_group(report, question, &traits[t], list.rows[i]);
        }
        number_list_free(&list);
    }
    if (n_found == 0)
        document_paragraph(report->document, "No group that is large enough can be told from all people. A difference "
                                             "may exist: these numbers do not show it.");
}

static void say_left_out(struct report *report, const struct group_question *question) {
    const char *names[N_TRAITS];
    size_t n = 0;

    for (size_t i = 0; i < N_TRAITS; i++)
        if (!group_cells_are_compared(report, question, traits[i].group_by))
            names[n++] = wording_inside(&report->numbers, traits[i].words);
    if (n > 0)
        document_note(report->document, WORDS(report,
                                              "Not told: %s. It is not in the export, everybody is in one group, or "
                                              "nobody has been followed for so long.",
                                              wording_list(&report->numbers, names, n)));
}

static bool has_question(const struct report *report, const struct group_question *question) {
    for (size_t i = 0; i < N_TRAITS; i++)
        if (group_cells_are_compared(report, question, traits[i].group_by))
            return true;
    return false;
}

/* Of the shortest window that a group is told by. */
static const struct estimate *find_mean(const struct report *report, const struct group_question *question) {
    const struct estimate *found = NULL;

    for (size_t t = 0; t < N_TRAITS; t++) {
        struct number_list list = group_cells_list(report, question, traits[t].group_by);
        for (size_t i = 0; i < list.n; i++) {
            const struct estimate *mean = group_cells_beside(report, question, list.rows[i], "mean");
            if (number_is_shown(mean) && (found == NULL || strcmp(mean->period, found->period) > 0))
                found = mean;
        }
        number_list_free(&list);
    }
    return found;
}

static void say_mean(struct report *report, const struct group_question *question) {
    const struct estimate *mean = find_mean(report, question);

    if (mean != NULL && number_is_sayable(mean))
        document_paragraph(
            report->document,
            WORDS(report, "%s, of all people: %s%s.", question->share, wording_share(&report->numbers, mean),
                  mean->period[0] == '\0' ? "" : WORDS(report, " (%s months)", group_cells_months(report, mean))));
}

static void add_question(struct report *report, const struct group_question *question) {
    document_subsection(report->document, question->heading);
    say_mean(report, question);
    if (count_told(report, question) == 0) {
        document_paragraph(report->document,
                           "Too few people in every group to say whether it differs: that is not “no difference”.");
        return;
    }
    say_findings(report, question);
    add_table(report, question);
    say_left_out(report, question);
}

/* The last day of the windows; "" where there are none. */
static const char *last_day(const struct report *report, const struct group_question *question) {
    const struct estimate *mean = find_mean(report, question);

    return mean != NULL && strlen(mean->period) > 11 ? mean->period + 11 : "";
}

static const char *period_words(const struct report *report) {
    const char *counted[N_QUESTIONS], *last = "";
    size_t n = 0;

    for (size_t i = 0; i < N_QUESTIONS; i++) {
        if (!has_question(report, &questions[i]))
            continue;
        counted[n++] = questions[i].counted;
        last = last_day(report, &questions[i]);
    }
    return last[0] == '\0' ? WORDS(report, "Counted are all %s.", wording_list(&report->numbers, counted, n))
                           : WORDS(report,
                                   "Counted are %s in the 12 months up to %s, and in the 24 months where a group has "
                                   "fewer than %d people in them.",
                                   wording_list(&report->numbers, counted, n), last, NUMBERS_LEAST_SAYABLE);
}

void section_for_whom_add(struct report *report) {
    size_t n_told = 0;
    bool any = false;

    for (size_t i = 0; i < N_QUESTIONS; i++) {
        any = any || has_question(report, &questions[i]);
        n_told += count_told(report, &questions[i]);
    }
    if (!any)
        return;
    document_section(report->document, "for-whom", "For whom");
    document_paragraph(report->document,
                       WORDS(report,
                             "Does the program work alike for all? Each group stands beside all people of the program, "
                             "itself among them. %s",
                             period_words(report)));
    for (size_t i = 0; i < N_QUESTIONS; i++)
        if (has_question(report, &questions[i]))
            add_question(report, &questions[i]);
    if (n_told == 0)
        return;
    document_note(report->document,
                  WORDS(report,
                        "Points: of 100 people, so many more or fewer than among all; in brackets the 95%% interval. † "
                        "found at a false discovery rate of 5%% over all groups and questions. “Too few to say” is not "
                        "“no difference”. Not known and other are counted, not compared. %sA difference says where to "
                        "ask, not why, and nothing of what a group is like.",
                        not_held(report->numbers.config, "doses")
                            ? ""
                            : "Medication and dose are not taken out: who gets what is part of what a program does. "));
}
