/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/use_events.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/sorting.h"
#include "care/followup.h"
#include "table/table_reader.h"

static int compare_events(const void *left, const void *right) {
    const struct month_event *a = left, *b = right;

    if (a->person != b->person)
        return (a->person > b->person) - (a->person < b->person);
    return (a->day > b->day) - (a->day < b->day);
}

static uint32_t site_of(const struct rule_episodes *episodes, const struct month_event *event) {
    const struct listed_episode *rows = episodes->rows;
    const struct listed_episode *episode = listed_episode_before(rows, episodes->n, event->person, event->day);

    if (episode != NULL)
        return episode->site;
    /* All of the person's episodes begin later: the first of them. */
    episode = listed_episode_before(rows, episodes->n, event->person, INT32_MAX);
    while (episode != NULL && episode > rows && episode[-1].person == event->person)
        episode--;
    return episode == NULL ? USE_EVENTS_NO_SITE : episode->site;
}

static struct use_events read_uses(const char *path, struct dictionary *people, enum calendar_kind days,
                                   bool show_values) {
    struct table_reader *reader = table_reader_open(path, show_values);
    int patient_at = (int)table_reader_require(reader, "patient_id");
    int used_at = (int)table_reader_require(reader, "used_on");
    struct use_events uses = {NULL, 0};
    size_t capacity = 0;

    while (table_reader_next(reader)) {
        struct record_cell patient = table_reader_cell(reader, patient_at);
        int32_t day = table_reader_day(reader, used_at);
        if (day == CALENDAR_NO_DAY)
            continue;
        if (table_reader_days(reader) != days)
            table_reader_fail(reader, used_at, "not the kind of days that the episodes have");
        uses.events = memory_grow(uses.events, &capacity, uses.n + 1, sizeof *uses.events);
        uses.events[uses.n++] = (struct month_event){
            .person = (int32_t)dictionary_add_near(people, patient.text, patient.length), .day = day};
    }
    table_reader_close(reader);
    return uses;
}

/* Keeps the first use of each event of the n uses of one person; returns how many. */
static size_t collapse(struct month_event *uses, size_t n, int32_t same_event_days, int32_t *days) {
    size_t n_events;

    for (size_t i = 0; i < n; i++)
        days[i] = uses[i].day;
    n_events = care_collapse_events(days, n, same_event_days);
    for (size_t i = 0; i < n_events; i++)
        uses[i].day = days[i];
    return n_events;
}

struct use_events use_events_read(const char *path, int32_t same_event_days, struct dictionary *people,
                                  const struct rule_episodes *episodes, bool show_values) {
    struct use_events uses = read_uses(path, people, episodes->days, show_values);
    int32_t *days = memory_alloc(uses.n, sizeof *days);
    size_t n = 0;

    sorting_ensure(uses.events, uses.n, sizeof *uses.events, compare_events);
    for (size_t i = 0, next; i < uses.n; i = next) {
        for (next = i + 1; next < uses.n && uses.events[next].person == uses.events[i].person;)
            next++;
        size_t n_events = collapse(&uses.events[i], next - i, same_event_days, days);
        for (size_t event = 0; event < n_events; event++) {
            uses.events[n] = uses.events[i + event];
            uses.events[n].site = site_of(episodes, &uses.events[n]);
            n++;
        }
    }
    uses.n = n;
    free(days);
    return uses;
}
