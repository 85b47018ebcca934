/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of what happened to a person: an overdose that was survived, a death. */
#include "person/people_list_put.h"

/* What happened to a person, who told of it, and whether they have been seen since (CARE_NO_DAY: not). */
struct event {
    const char *what, *told_by;
    int32_t day, seen_on;
};

/* How the person stood on a day, by `last_covered` up to it; "" where no cover is held. */
static const char *cover_then(struct listing *listing, const struct at_hand *at, int32_t day, int32_t last_covered) {
    size_t n = people_list_put_spans(listing, at);
    enum care_exposure exposure = care_exposure_on(listing->spans, n, day);

    if (!listing->tells_cover)
        return "";
    if (exposure != CARE_EXPOSURE_NONE)
        return care_exposure_name(exposure);
    return last_covered == CARE_NO_DAY && day <= at->standing.end ? "before_care"
                                                                  : care_exposure_name(CARE_EXPOSURE_NOT_KNOWN);
}

static int32_t last_naloxone(const struct listing *listing, const struct person *person) {
    int32_t last = CARE_NO_DAY;

    for (size_t i = 0; i < person->n_returns; i++)
        if (person->returns[i].naloxone_on > last && person->returns[i].naloxone_on <= listing->request->as_of)
            last = person->returns[i].naloxone_on;
    return last;
}

static void put_event(struct listing *listing, struct at_hand *at, enum people_list list, const struct event *event) {
    struct table_writer *writer = listing->writers[list];
    enum calendar_kind days = listing->request->days;
    int32_t last_covered = care_last_covered_by(&at->covers, event->day);

    people_list_put_count(listing, at, list, false);
    if (writer == NULL)
        return;
    people_list_put_begin(listing, writer, at, event->what, event->day, listing->request->as_of);
    table_writer_text(writer, event->told_by);
    table_writer_text(writer, cover_then(listing, at, event->day, last_covered));
    if (last_covered == CARE_NO_DAY)
        table_writer_text(writer, "");
    else
        table_writer_int(writer, event->day - last_covered);
    table_writer_day(writer, days, event->seen_on);
    table_writer_day(writer, days, last_naloxone(listing, at->person));
    table_writer_day(writer, days, people_list_put_overdose(listing, at, CARE_OVERDOSE_YEAR_DAYS));
    table_writer_end_row(writer);
}

static void list_overdose(struct listing *listing, struct at_hand *at) {
    const struct person *person = at->person;
    int32_t as_of = listing->request->as_of, day = people_list_put_overdose(listing, at, CARE_OVERDOSE_DAYS), seen_on;
    size_t last = person->n_overdoses;

    if (day == CARE_NO_DAY)
        return;
    while (person->overdoses[last - 1] > day)
        last--;
    seen_on = care_seen_after(&person->care, day, as_of);
    listing->lists.counts[0].not_seen_since += seen_on == CARE_NO_DAY;
    listing->lists.counts[at->site].not_seen_since += seen_on == CARE_NO_DAY;
    put_event(listing, at, LIST_SURVIVED_OVERDOSE,
              &(struct event){.what = "overdose",
                              .told_by = people_list_put_text(listing, person->overdoses_told_by[last - 1]),
                              .day = day,
                              .seen_on = seen_on});
}

static void list_death(struct listing *listing, struct at_hand *at) {
    const struct person *person = at->person;
    bool by_discharge;
    int32_t as_of = listing->request->as_of, day = care_died_on(&person->care, as_of, &by_discharge);

    listing->tells_deaths = listing->tells_deaths || day != CARE_NO_DAY;
    if (day == CARE_NO_DAY || as_of - day > listing->request->settings->review_deaths_days)
        return;
    put_event(listing, at, LIST_DEATHS_TO_REVIEW,
              &(struct event){.what = by_discharge               ? "discharge"
                                      : person->died_of_overdose ? "overdose"
                                                                 : "death",
                              .told_by = by_discharge ? "" : people_list_put_text(listing, person->death_told_by),
                              .day = day,
                              .seen_on = CARE_NO_DAY});
}

void people_list_rows_write_events(struct listing *listing, struct at_hand *at) {
    bool is_observed = at->standing.end >= listing->request->as_of;

    if (listing->tells_overdoses)
        list_overdose(listing, at);
    if (listing->tells_overdoses || listing->tells_discharged)
        list_death(listing, at);
    if (listing->tells_overdoses && (is_observed || at->is_listed[LIST_SURVIVED_OVERDOSE]))
        people_list_put_could(listing, at, LIST_SURVIVED_OVERDOSE);
    if ((listing->tells_overdoses || listing->tells_discharged) &&
        (is_observed || at->is_listed[LIST_DEATHS_TO_REVIEW]))
        people_list_put_could(listing, at, LIST_DEATHS_TO_REVIEW);
}
