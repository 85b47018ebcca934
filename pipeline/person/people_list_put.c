/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/people_list_put.h"

#include "base/memory.h"

const char *people_list_put_text(const struct listing *listing, uint32_t number) {
    return dictionary_text(person_reader_texts(listing->reader), number);
}

static const struct care_admission *admission_of(const struct at_hand *at) {
    return at->standing.open != NULL ? at->standing.open : at->standing.closed;
}

const char *people_list_rows_site(const struct listing *listing, const struct at_hand *at) {
    const struct care_admission *admission = admission_of(at);

    return people_list_put_text(listing,
                                admission != NULL && admission->site != 0 ? admission->site : at->person->site);
}

size_t people_list_put_spans(struct listing *listing, const struct at_hand *at) {
    listing->spans = memory_grow(listing->spans, &listing->spans_capacity, care_exposure_capacity(&at->covers),
                                 sizeof *listing->spans);
    return care_exposures(&at->person->care, &at->covers, &listing->request->settings->care, listing->gap,
                          listing->spans);
}

static const char *medication_of(const struct listing *listing, const struct at_hand *at) {
    const struct care_supply *last = at->standing.last_supply;

    if (!listing->tells_cover)
        return "unknown";
    return last == NULL ? "none" : people_list_put_text(listing, last->medication);
}

static void write_context(const struct listing *listing, struct table_writer *writer, const struct at_hand *at) {
    const struct care_standing *standing = &at->standing;
    const struct care_admission *admission = admission_of(at);
    enum calendar_kind days = listing->request->days;

    table_writer_text(writer, people_list_rows_site(listing, at));
    table_writer_text(writer, medication_of(listing, at));
    table_writer_day(writer, days, standing->last_covered);
    table_writer_day(writer, days, standing->last_visit);
    table_writer_day(writer, days, at->person->next_visit);
    table_writer_text(writer, people_list_put_text(listing, at->person->clinician));
    table_writer_day(writer, days, standing->open != NULL ? standing->open->admitted : CALENDAR_NO_DAY);
    table_writer_day(writer, days, standing->closed != NULL ? standing->closed->discharged : CALENDAR_NO_DAY);
    table_writer_text(writer, admission == NULL ? "" : care_exit_name(admission->reason));
}

void people_list_put_count(struct listing *listing, struct at_hand *at, enum people_list list, bool again) {
    struct people_list_counts *counts = listing->lists.counts;

    at->is_listed[list] = true;
    counts[0].people[list] += !again;
    counts[at->site].people[list] += !again;
    counts[0].entries[list]++;
    counts[at->site].entries[list]++;
}

/* Of who is without care: the first visit behind the last covered day, at which no medication was given. */
static int32_t seen_without(const struct at_hand *at, enum people_list list) {
    if (list != LIST_CALLABLE && list != LIST_DISCHARGED)
        return CALENDAR_NO_DAY;
    return care_seen_after(&at->person->care, at->standing.last_covered, at->standing.end);
}

int32_t people_list_put_overdose(const struct listing *listing, const struct at_hand *at, int32_t days) {
    const struct person *person = at->person;

    return care_overdose_within(&person->care, person->overdoses, person->n_overdoses, days, listing->request->as_of);
}

void people_list_put_begin(const struct listing *listing, struct table_writer *writer, const struct at_hand *at,
                           const char *what, int32_t since, int32_t end) {
    table_writer_text(writer, at->person->patient_id);
    table_writer_text(writer, what);
    table_writer_day(writer, listing->request->days, since);
    table_writer_int(writer, end - since);
    write_context(listing, writer, at);
}

void people_list_put(struct listing *listing, struct at_hand *at, enum people_list list, const char *what,
                     int32_t since, bool again) {
    struct table_writer *writer = listing->writers[list];

    people_list_put_count(listing, at, list, again);
    if (writer == NULL)
        return;
    people_list_put_begin(listing, writer, at, what, since, at->standing.end);
    for (int column = LISTED_TOLD_BY; column < LISTED_COLUMNS; column++)
        if (column == LISTED_SEEN_ON)
            table_writer_day(writer, listing->request->days, seen_without(at, list));
        else if (column == LISTED_OVERDOSE_ON)
            table_writer_day(writer, listing->request->days,
                             people_list_put_overdose(listing, at, CARE_OVERDOSE_YEAR_DAYS));
        else
            table_writer_text(writer, "");
    table_writer_end_row(writer);
}

void people_list_put_could(struct listing *listing, const struct at_hand *at, enum people_list list) {
    listing->lists.counts[0].possible[list]++;
    listing->lists.counts[at->site].possible[list]++;
}
