/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/people_list_rows.h"

#include "care/request.h"
#include "person/people_list_put.h"
#include "person/whole.h"

/* In care or undecided; without a table of doses, with an open admission. */
static bool is_here(const struct listing *listing, const struct at_hand *at) {
    return listing->tells_cover ? care_standing_is_here(&at->standing) : at->standing.open != NULL;
}

static void list_uncovered(struct listing *listing, struct at_hand *at) {
    const struct care_standing *standing = &at->standing;
    struct people_list_counts *both[] = {&listing->lists.counts[0], &listing->lists.counts[at->site]};
    size_t band = people_band_of(standing->uncovered);
    enum care_call call = care_call(standing);

    people_list_put_could(listing, at, LIST_CALLABLE);
    if (listing->tells_discharged)
        people_list_put_could(listing, at, LIST_DISCHARGED);
    if (call == CARE_CALL_OPEN)
        people_list_put(listing, at, LIST_CALLABLE, people_bands[band], standing->last_covered, false);
    if (call == CARE_CALL_DISCHARGED)
        people_list_put(listing, at, LIST_DISCHARGED, people_bands[band], standing->last_covered, false);
    for (size_t i = 0; i < 2; i++) {
        both[i]->bands[band] += call == CARE_CALL_OPEN;
        both[i]->by_visits += call == CARE_CALL_OPEN && standing->by_visits;
        both[i]->not_due += call == CARE_CALL_NOT_DUE;
        both[i]->not_known += call == CARE_CALL_NOT_KNOWN;
    }
}

static void list_injection(struct listing *listing, struct at_hand *at) {
    const struct care_person *care = &at->person->care;
    int32_t ended = care_injection_ended(&at->standing);

    for (size_t i = 0; i < care->n_supplies; i++)
        if (care_supply_is_long_acting(&care->supplies[i])) {
            people_list_put_could(listing, at, LIST_OVERDUE_INJECTIONS);
            break;
        }
    if (ended != CARE_NO_DAY)
        people_list_put(listing, at, LIST_OVERDUE_INJECTIONS,
                        at->standing.last_supply->kind == CARE_IMPLANT ? "implant" : "injection", ended, false);
}

/* Is a day of the site unknown since? Of who was never seen there the person's own days tell none. */
static bool is_unknown_since(const struct listing *listing, const char *site, int32_t day) {
    const struct whole *whole = listing->request->whole;

    return whole != NULL && whole_is_unknown_since(whole, site, day);
}

static void list_admission(struct listing *listing, struct at_hand *at) {
    int32_t without_care = care_open_without_care_since(&at->standing, listing->window_start),
            waiting = care_never_started_since(&at->standing, listing->window_start);

    if (at->person->care.n_admissions == 0 || !listing->tells_open)
        return;
    people_list_put_could(listing, at, LIST_OPEN_WITHOUT_CARE);
    people_list_put_could(listing, at, LIST_NEVER_STARTED);
    if (without_care != CARE_NO_DAY)
        people_list_put(listing, at, LIST_OPEN_WITHOUT_CARE, care_program_name(at->standing.open->program),
                        without_care, false);
    if (waiting != CARE_NO_DAY && !is_unknown_since(listing, people_list_rows_site(listing, at), waiting))
        people_list_put(listing, at, LIST_NEVER_STARTED, care_program_name(at->standing.open->program), waiting, false);
}

static void list_request(struct listing *listing, struct at_hand *at) {
    struct care_request request = care_request_last(&at->person->care, at->standing.last_covered);
    const char *site = people_list_put_text(listing, request.site != 0 ? request.site : at->person->site);

    if (request.state == CARE_REQUEST_NONE)
        return;
    people_list_put_could(listing, at, LIST_REQUESTS_WAITING);
    if (request.state == CARE_REQUEST_WAITING && !is_unknown_since(listing, site, request.requested))
        people_list_put(listing, at, LIST_REQUESTS_WAITING,
                        at->standing.open != NULL ? care_program_name(at->standing.open->program) : "",
                        request.requested, false);
}

static void list_weeks(struct listing *listing, struct at_hand *at) {
    int32_t uncovered, discharged = care_discharged_lately(&at->standing);
    size_t n = people_list_put_spans(listing, at);

    uncovered = care_uncovered_lately(&at->standing, listing->spans, n);
    people_list_put_could(listing, at, LIST_WEEKS_AFTER_CARE);
    if (uncovered == CARE_NO_DAY && discharged == CARE_NO_DAY)
        return;
    people_list_put(listing, at, LIST_WEEKS_AFTER_CARE,
                    discharged == CARE_NO_DAY  ? "uncovered"
                    : uncovered == CARE_NO_DAY ? "discharged"
                                               : "both",
                    uncovered > discharged ? uncovered : discharged, false);
}

/* Where cover is not told, the first day of the open admission. */
static int32_t stay_began(const struct listing *listing, const struct at_hand *at) {
    if (listing->tells_cover)
        return care_stay_began(&at->standing);
    return at->standing.open == NULL ? CARE_NO_DAY : at->standing.open->admitted;
}

static void list_plans(struct listing *listing, struct at_hand *at) {
    struct people_list_counts *both[] = {&listing->lists.counts[0], &listing->lists.counts[at->site]};
    bool is_there = is_here(listing, at), could_be = false, is_on = false, is_before = false;
    int32_t began = stay_began(listing, at);

    for (size_t i = 0; i < at->person->n_plans; i++) {
        const struct person_plan *plan = &at->person->plans[i];
        could_be = could_be || plan->due != CALENDAR_NO_DAY;
        if (!care_plan_is_overdue(plan->due, plan->done, at->standing.end))
            continue;
        if (is_there && plan->due < began) {
            is_before = true;
            continue;
        }
        if (is_there)
            people_list_put(listing, at, LIST_PLAN_CHANGES_OVERDUE, people_list_put_text(listing, plan->change),
                            plan->due, is_on);
        is_on = true;
    }
    if (could_be)
        people_list_put_could(listing, at, LIST_PLAN_CHANGES_OVERDUE);
    for (size_t i = 0; i < 2; i++) {
        both[i]->plans_of_before += is_before;
        both[i]->plans_of_left += is_on && !is_there;
    }
}

static void list_reflections(struct listing *listing, struct at_hand *at) {
    bool could_be = false, is_on = false;

    for (size_t i = 0; i < at->person->n_returns; i++) {
        const struct person_return *event = &at->person->returns[i];
        could_be = could_be || event->used;
        listing->tells_reflections = listing->tells_reflections || event->is_reflected;
        if (!event->used || event->is_reflected || !care_reflection_is_asked(event->known_on, at->standing.end))
            continue;
        if (is_here(listing, at))
            people_list_put(listing, at, LIST_REFLECTIONS_MISSING, "", event->known_on, is_on);
        is_on = true;
    }
    if (could_be)
        people_list_put_could(listing, at, LIST_REFLECTIONS_MISSING);
    listing->lists.counts[0].reflections_of_left += is_on && !is_here(listing, at);
    listing->lists.counts[at->site].reflections_of_left += is_on && !is_here(listing, at);
}

void people_list_rows_write(struct listing *listing, struct at_hand *at) {
    bool is_covered_once = at->standing.last_covered != CARE_NO_DAY;

    if (listing->tells_cover && is_covered_once)
        list_uncovered(listing, at);
    if (listing->tells_cover) {
        list_injection(listing, at);
        if (is_covered_once)
            list_weeks(listing, at);
        if (listing->tells_discharged)
            list_request(listing, at);
        list_admission(listing, at);
    }
    if (care_has_died(&at->standing))
        return;
    if (listing->tells_plans)
        list_plans(listing, at);
    list_reflections(listing, at);
}

void people_list_rows_count_person(struct listing *listing, const struct at_hand *at) {
    struct people_list_counts *everyone = &listing->lists.counts[0];
    size_t n_first = 0, n_others = 0;

    for (int list = 0; list < LIST_REFLECTIONS_MISSING; list++)
        if (list != LIST_DEATHS_TO_REVIEW)
            *(list < PEOPLE_FIRST_LISTS ? &n_first : &n_others) += at->is_listed[list];
    everyone->first += n_first > 0;
    everyone->also_waiting += at->is_listed[LIST_NEVER_STARTED] && at->is_listed[LIST_REQUESTS_WAITING];
    everyone->different += n_first + n_others > 0 || at->is_listed[LIST_REFLECTIONS_MISSING];
    everyone->by_reflections += n_first + n_others == 0 && at->is_listed[LIST_REFLECTIONS_MISSING];
}
