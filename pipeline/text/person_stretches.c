/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stretches of a person's days between what was recorded, and what each rule makes of those without cover. */
#include <stdlib.h>

#include "base/memory.h"
#include "settings/not_held.h"
#include "text/person_page.h"
#include "text/wording.h"

enum fate {
    FATE_NONE, /* before care, after it had ended, or unknown */
    FATE_GOES_ON,
    FATE_LINKED,
    FATE_LEFT,
    FATE_UNDECIDED,
    FATE_COUNT
};

struct rule_rows {
    struct care_episode *episodes;
    size_t n;
};

/* What became of the episode that the uncovered days [first, last] follow or lie in. */
static enum fate fate_of(const struct rule_rows *rule, int32_t first, int32_t last) {
    enum fate fate = FATE_NONE;

    for (size_t i = 0; i < rule->n; i++) {
        const struct care_episode *episode = &rule->episodes[i];
        if (episode->first_covered < first && episode->last_covered >= last)
            return FATE_GOES_ON;
        if (episode->first_covered >= first || episode->last_covered < first - 1)
            continue;
        if (episode->left_on == CARE_NO_DAY)
            fate = FATE_UNDECIDED;
        else if (episode->exit == CARE_EXIT_LINKED)
            fate = FATE_LINKED;
        else if (episode->left_on <= last)
            fate = FATE_LEFT;
    }
    return fate;
}

/* "goes on under a, b; left under c". */
static const char *fates_of(const struct person_page *page, const struct rule_rows rules[], int32_t first,
                            int32_t last) {
    static const char *const words[FATE_COUNT] = {[FATE_GOES_ON] = "the episode goes on under",
                                                  [FATE_LINKED] =
                                                      "from detoxification to maintenance, no leaving, under",
                                                  [FATE_LEFT] = "left under",
                                                  [FATE_UNDECIDED] = "not decided yet under"};
    const char *text = "";

    for (enum fate fate = FATE_GOES_ON; fate < FATE_COUNT; fate++) {
        const char *names = "";
        size_t n = 0;
        for (size_t rule = 0; rule < page->settings->n_rules; rule++)
            if (fate_of(&rules[rule], first, last) == fate)
                names = PAGE_WORDS(page, "%s%s%s", names, n++ > 0 ? ", " : "", page->settings->rules[rule].name);
        if (n > 0)
            text = PAGE_WORDS(page, "%s%s%s %s", text, text[0] != '\0' ? "; " : "", words[fate],
                              n == page->settings->n_rules ? "every rule" : names);
    }
    return text;
}

static size_t count_between(const struct care_person *person, int32_t first, int32_t last, uint32_t medication) {
    size_t n = 0;

    for (size_t i = 0; i < person->n_supplies; i++)
        n += person->supplies[i].day >= first && person->supplies[i].day <= last &&
             person->supplies[i].medication == medication;
    return n;
}

static size_t visits_between(const struct care_person *person, int32_t first, int32_t last) {
    size_t n = 0;

    for (size_t i = 0; i < person->n_visits; i++)
        n += person->visits[i] >= first && person->visits[i] <= last;
    return n;
}

/* "methadone, 12 supplies given; 3 attended visits". */
static const char *what_of(const struct person_page *page, const struct person_day *day, int32_t first, int32_t last) {
    static const char *const kinds[] = {[PERSON_DAY_UNCOVERED] = "uncovered",
                                        [PERSON_DAY_MEDICATION] = "covered by",
                                        [PERSON_DAY_DETOXIFICATION] = "covered in detoxification by",
                                        [PERSON_DAY_VISIT] = "covered by visits",
                                        [PERSON_DAY_UNKNOWN] = "nobody can tell",
                                        [PERSON_DAY_DEAD] = "after the death"};
    size_t n_visits = visits_between(page->person, first, last);
    const char *text = kinds[day->kind];

    if (day->medication != CARE_NO_MEDICATION) {
        size_t n = count_between(page->person, first, last, day->medication);
        text = PAGE_WORDS(page, "%s %s, %zu suppl%s given", text, dictionary_text(page->texts, day->medication), n,
                          n == 1 ? "y" : "ies");
    }
    if (n_visits > 0)
        text = PAGE_WORDS(page, "%s; %zu attended visit%s", text, n_visits, n_visits == 1 ? "" : "s");
    return text;
}

static void add_stretch(const struct person_page *page, const struct rule_rows rules[], const struct person_days *days,
                        int32_t first, int32_t last) {
    const struct person_day *day = &days->days[first - days->first];
    const char *what = what_of(page, day, first, last);

    if (day->kind == PERSON_DAY_UNCOVERED) {
        const char *fates = fates_of(page, rules, first, last);
        what = PAGE_WORDS(page, "%s%s%s", what, fates[0] != '\0' ? ": " : "", fates);
    }
    document_row(page->document, (const char *[]){person_page_day(page, first), person_page_day(page, last),
                                                  PAGE_WORDS(page, "%d", last - first + 1), what});
}

static void add_event(const struct person_page *page, int32_t day, const char *what) {
    document_row(page->document, (const char *[]){person_page_day(page, day), "", "", what});
}

static const char *program_words(enum care_program program) {
    return program == CARE_PROGRAM_UNKNOWN ? "an unnamed program" : care_program_name(program);
}

static void add_admission_events(const struct person_page *page, const struct care_admission *admission, int32_t day) {
    const char *program = program_words(admission->program), *site = dictionary_text(page->texts, admission->site);

    if (admission->requested == day)
        add_event(page, day, PAGE_WORDS(page, "asked for care"));
    if (admission->admitted == day) {
        const char *plan = admission->planned_end == CARE_NO_DAY
                               ? ""
                               : PAGE_WORDS(page, ", planned to %s", person_page_day(page, admission->planned_end));
        add_event(page, day, PAGE_WORDS(page, "admitted: %s%s%s%s", program, site[0] != '\0' ? ", " : "", site, plan));
    }
    if (admission->discharged == day)
        add_event(page, day,
                  PAGE_WORDS(page, "discharged from %s: %s", program,
                             admission->reason == CARE_EXIT_NONE
                                 ? (page->numbers.config != NULL && not_held(page->numbers.config, "admissions.reason")
                                        ? "the reason is not in the export"
                                        : "no reason recorded")
                                 : wording_code(&page->numbers, care_exit_name(admission->reason))));
}

/* A reason that is no discharge's: an appointment was missed for it. */
static bool is_of_admission(const struct care_person *person, const struct care_reason *reason) {
    for (size_t i = 0; i < person->n_admissions; i++)
        if (person->admissions[i].discharged == reason->day && person->admissions[i].reason == reason->reason)
            return true;
    return false;
}

static bool is_in(struct care_days days, int32_t day) {
    for (size_t i = 0; i < days.n; i++)
        if (days.days[i] == day)
            return true;
    return false;
}

static void add_events(const struct person_page *page, int32_t day) {
    const struct care_person *person = page->person;

    for (size_t i = 0; i < person->n_admissions; i++)
        add_admission_events(page, &person->admissions[i], day);
    for (size_t i = 0; i < person->n_reasons; i++)
        if (person->reasons[i].day == day && !is_of_admission(person, &person->reasons[i]))
            add_event(page, day,
                      PAGE_WORDS(page, "reason recorded: %s",
                                 wording_code(&page->numbers, care_exit_name(person->reasons[i].reason))));
    if (is_in(page->uses, day))
        add_event(page, day, "return to use");
    if (is_in(page->known, day))
        add_event(page, day, "the program knew of a return to use");
    if (person->death == day)
        add_event(page, day, "death");
}

/* The last day of the stretch that begins on `first`. */
static int32_t end_of_stretch(const struct person_days *days, int32_t first) {
    const struct person_day *at = &days->days[first - days->first];
    int32_t last = first;

    while (last < days->last && at[last + 1 - first].kind == at->kind &&
           at[last + 1 - first].medication == at->medication)
        last++;
    return last;
}

void person_stretches_add(const struct person_page *page) {
    static const char *const headers[] = {"From", "To", "Days", "What", NULL};
    struct person_days days = person_days_fill(page);
    struct rule_rows rules[SETTINGS_MOST_RULES];

    for (size_t rule = 0; rule < page->settings->n_rules; rule++)
        rules[rule].episodes = person_page_episodes(page, rule, &rules[rule].n);
    document_section(page->document, "stretches", "What was recorded, and the stretches between");
    document_table_of_words(page->document, "Each stretch, and behind it what happened in it", headers);
    for (int32_t first = days.first, last; first <= days.last; first = last + 1) {
        last = end_of_stretch(&days, first);
        add_stretch(page, rules, &days, first, last);
        for (int32_t day = first; day <= last; day++)
            add_events(page, day);
    }
    for (size_t rule = 0; rule < page->settings->n_rules; rule++)
        free(rules[rule].episodes);
    free(days.days);
}
