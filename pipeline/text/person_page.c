/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/person_page.h"

#include "base/memory.h"
#include "text/text_form.h"

const char *person_page_day(const struct person_page *page, int32_t day) {
    char text[CALENDAR_TEXT_SIZE];

    calendar_write(page->days, day, text);
    return PAGE_WORDS(page, page->days == CALENDAR_CIVIL ? "%s" : "day %s", text);
}

const char *person_page_length(const struct person_page *page, int32_t days) {
    return PAGE_WORDS(page, "%d day%s", days, days == 1 ? "" : "s");
}

struct care_episode *person_page_episodes(const struct person_page *page, size_t rule, size_t *n) {
    struct care_episode *episodes = memory_alloc(care_episodes_capacity(page->person), sizeof *episodes);

    *n = care_episodes(page->person, page->covers, &page->settings->rules[rule].rule, &page->settings->care, episodes);
    return episodes;
}

static const char *subtitle_of(const struct person_page *page) {
    const struct care_person *person = page->person;

    return PAGE_WORDS(page, "%s%sobserved to %s%s%s. This page stays inside the program.", page->site,
                      page->site[0] != '\0' ? "; " : "", person_page_day(page, person->end_of_observation),
                      person->death != CARE_NO_DAY ? "; died on " : "",
                      person->death != CARE_NO_DAY ? person_page_day(page, person->death) : "");
}

void person_page_append(const struct person_page *page, struct text_buffer *out) {
    struct person_page whole = *page;

    whole.document = document_alloc();
    whole.numbers.pool = word_pool_alloc();
    whole.document->title = PAGE_WORDS(&whole, "Person %s", page->patient_id);
    whole.document->subtitle = subtitle_of(&whole);
    person_days_add(&whole);
    person_stretches_add(&whole);
    person_episodes_add(&whole);
    person_outcomes_add(&whole);
    text_form_append(out, whole.document);
    document_free(whole.document);
    word_pool_free(whole.numbers.pool);
}
