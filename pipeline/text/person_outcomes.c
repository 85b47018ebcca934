/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What followed returns to use and leavings, and where the person was, under the default rule. */
#include <stdlib.h>

#include "base/memory.h"
#include "care/states.h"
#include "text/person_page.h"
#include "text/wording.h"

static void add_followups(const struct person_page *page, const struct care_followup followups[], size_t n,
                          const char *origin) {
    for (size_t i = 0; i < n; i++) {
        const char *outcome = care_outcome_name(followups[i].outcome),
                   *after = person_page_length(page, followups[i].time_days);
        document_item(page->document,
                      PAGE_WORDS(page, "%s %s: %s.", origin, person_page_day(page, followups[i].origin),
                                 outcome[0] == '\0'
                                     ? PAGE_WORDS(page, "nothing yet in the %s that can be followed", after)
                                     : PAGE_WORDS(page, "%s, %s later", wording_code(&page->numbers, outcome), after)));
    }
}

static void add_states(const struct person_page *page, struct care_course course) {
    static const char *const headers[] = {"From", "To", "Days", "Where", NULL};
    struct care_interval *intervals = memory_alloc(care_states_capacity(course.n), sizeof *intervals);
    size_t n = care_states(page->person, course.episodes, course.n, page->uses, intervals);

    document_table_of_words(page->document, "Where the person was", headers);
    for (size_t i = 0; i < n; i++)
        document_row(page->document,
                     (const char *[]){person_page_day(page, course.episodes[0].start + intervals[i].start),
                                      person_page_day(page, course.episodes[0].start + intervals[i].stop - 1),
                                      PAGE_WORDS(page, "%d", intervals[i].stop - intervals[i].start),
                                      wording_code(&page->numbers, care_state_name(intervals[i].state))});
    free(intervals);
}

/* Episodes with an ordinal stand first. */
static size_t count_ordinals(const struct care_episode episodes[], size_t n) {
    size_t n_ordinal = 0;

    while (n_ordinal < n && episodes[n_ordinal].order != CARE_ORDER_NONE)
        n_ordinal++;
    return n_ordinal;
}

void person_outcomes_add(const struct person_page *page) {
    struct care_course course;
    struct care_episode *episodes = person_page_episodes(page, page->settings->default_rule, &course.n);
    size_t most = course.n + page->known.n + 1, n;
    struct care_followup *followups = memory_alloc(most, sizeof *followups);

    course.n = count_ordinals(episodes, course.n);
    course.episodes = episodes;
    document_section(page->document, "followed", "What followed, and where the person was");
    if (course.n == 0)
        document_paragraph(page->document, "There is no episode to follow.");
    n = care_after_return_to_use(course, (struct care_cover_runs){page->covers->continuing, page->covers->n_continuing},
                                 page->known, page->engaging_visits, followups);
    add_followups(page, followups, n, "A return to use known on");
    n = care_after_leaving(page->person, &page->settings->care, course, followups);
    add_followups(page, followups, n, "Left on");
    if (course.n > 0)
        add_states(page, course);
    free(followups);
    free(episodes);
}
