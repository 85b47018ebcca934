/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The episodes of every rule: how each begins, and how it ends or why that cannot be told yet. */
#include <stdlib.h>

#include "care/admission.h"
#include "text/person_page.h"
#include "text/wording.h"

static bool is_detoxification(const struct care_episode *episode) { return episode->order == CARE_ORDER_NONE; }

/* The uncovered days that the rule lets pass. */
static int32_t gap_of(const struct person_page *page, const struct care_rule *rule,
                      const struct care_episode *episode) {
    int32_t visits = page->settings->care.visit_gap_days;

    if (is_detoxification(episode))
        return CARE_LINK_DAYS;
    return episode->visits_only && visits > rule->gap ? visits : rule->gap;
}

static const char *beginning_of(const struct person_page *page, const struct care_episode *episode) {
    const char *start = person_page_day(page, episode->start), *seen = person_page_day(page, episode->first_covered);

    if (episode->prevalent)
        return PAGE_WORDS(
            page,
            "was going on when the data begin, and no admission tells since when: seen from %s on, in the "
            "counts of people in care and in no curve",
            seen);
    if (episode->is_continued)
        return PAGE_WORDS(page, "the same episode behind unknown days: seen again from %s on (day %d)", seen,
                          episode->entry_days);
    if (episode->entry_days > 0)
        return PAGE_WORDS(page, "day 0 is %s; seen, and at risk of leaving, from %s on (day %d)", start, seen,
                          episode->entry_days);
    return PAGE_WORDS(page, "day 0 is %s%s", start,
                      episode->after_detoxification ? ", linked to the detoxification before" : "");
}

static const char *leaving_of(const struct person_page *page, const struct care_rule *rule,
                              const struct care_episode *episode) {
    const char *left = person_page_day(page, episode->left_on);

    if (rule->by_discharge)
        return PAGE_WORDS(page,
                          "left on %s, the day after the discharge, or after the last contact of an admission silent "
                          "for more than %d days",
                          left, page->settings->care.silent_days);
    return PAGE_WORDS(page, "left on %s, the day after the last covered one: more than %d uncovered day%s followed%s",
                      left, gap_of(page, rule, episode), gap_of(page, rule, episode) == 1 ? "" : "s",
                      page->person->death != CARE_NO_DAY ? ", or the death" : "");
}

static const char *ending_of(const struct person_page *page, const struct care_rule *rule,
                             const struct care_episode *episode) {
    const struct care_settings *care = &page->settings->care;

    if (episode->left_on == CARE_NO_DAY)
        return PAGE_WORDS(page,
                          "not seen to have ended: followed to %s, as a leaving after that day cannot be told by %s, "
                          "when observation ends",
                          person_page_day(page, episode->censored_on), person_page_day(page, episode->observed_until));
    if (episode->exit == CARE_EXIT_LINKED)
        return PAGE_WORDS(page, "it ends on %s, where maintenance begins: no leaving",
                          person_page_day(page, episode->left_on));
    return PAGE_WORDS(page, "%s; exit: %s (what was recorded from %s to %s counts)", leaving_of(page, rule, episode),
                      wording_code(&page->numbers, care_exit_name(episode->exit)),
                      person_page_day(page, episode->last_covered - care->reason_days_before),
                      person_page_day(page, episode->last_covered + care->reason_days_after));
}

static const char *time_of(const struct person_page *page, const struct care_episode *episode) {
    if (episode->time_days < 0)
        return episode->prevalent ? "no time" : "no time: it begins on or after the last day that can be followed";
    return PAGE_WORDS(page, "%s in the curves", person_page_length(page, episode->time_days));
}

static const char *name_of(const struct person_page *page, const struct care_episode *episode) {
    return is_detoxification(episode) ? "Detoxification" : PAGE_WORDS(page, "Episode %zu", episode->ordinal);
}

struct rule_rows {
    struct care_episode *episodes;
    size_t n;
};

static bool is_same(const struct rule_rows *a, const struct rule_rows *b) {
    for (size_t i = 0; i < a->n && a->n == b->n; i++) {
        const struct care_episode *x = &a->episodes[i], *y = &b->episodes[i];
        if (x->start != y->start || x->first_covered != y->first_covered || x->last_covered != y->last_covered ||
            x->left_on != y->left_on || x->exit != y->exit || x->time_days != y->time_days ||
            x->is_continued != y->is_continued || x->prevalent != y->prevalent)
            return false;
    }
    return a->n == b->n;
}

static void add_episodes(const struct person_page *page, const struct care_rule *rule, const struct rule_rows *rows) {
    if (rows->n == 0)
        document_paragraph(page->document, rule->by_discharge
                                               ? "No episode: no admission that began, or no contact in it."
                                               : "No episode: never covered, or (by visits alone) seen once.");
    for (size_t i = 0; i < rows->n; i++) {
        const struct care_episode *episode = &rows->episodes[i];
        document_item(page->document,
                      PAGE_WORDS(page, "%s: %s; last covered on %s; %s; %s.", name_of(page, episode),
                                 beginning_of(page, episode), person_page_day(page, episode->last_covered),
                                 ending_of(page, rule, episode), time_of(page, episode)));
    }
}

/* The default rule first; a rule that says the same of this person is named alone. */
void person_episodes_add(const struct person_page *page) {
    const struct settings *settings = page->settings;
    const struct named_rule *by_default = &settings->rules[settings->default_rule];
    struct rule_rows first, other;

    document_section(page->document, "episodes", "Episodes under every rule");
    first.episodes = person_page_episodes(page, settings->default_rule, &first.n);
    document_subsection(page->document, PAGE_WORDS(page, "%s, the default rule", by_default->name));
    add_episodes(page, &by_default->rule, &first);
    for (size_t i = 0; i < settings->n_rules; i++) {
        if (i == settings->default_rule)
            continue;
        other.episodes = person_page_episodes(page, i, &other.n);
        document_subsection(page->document, settings->rules[i].name);
        if (first.n > 0 && is_same(&first, &other))
            document_paragraph(page->document, "The same as under the default rule.");
        else
            add_episodes(page, &settings->rules[i].rule, &other);
        free(other.episodes);
    }
    free(first.episodes);
}
