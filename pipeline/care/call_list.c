/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/call_list.h"

#include "care/admission.h"
#include "care/episode_parts.h"

enum { MOST_INTERVALS = 5, LEAST_INTERVALS = 2 };

/* The run that covers the person's last covered day; NULL: none. */
static const struct care_run *last_run(const struct care_covers *covers) {
    const struct care_run *last = NULL;

    for (size_t i = 0; i < covers->n_all; i++)
        if (last == NULL || covers->all[i].last > last->last)
            last = &covers->all[i];
    return last;
}

static int32_t last_visit(const struct care_person *person) {
    int32_t last = CARE_NO_DAY;

    for (size_t i = 0; i < person->n_visits && person->visits[i] <= person->end_of_observation; i++)
        last = person->visits[i];
    return last;
}

/* The median of the last intervals between days with a visit, the smaller of two; 0: too few to tell. */
static int32_t rhythm_of_visits(const struct care_person *person) {
    int32_t sorted[MOST_INTERVALS], later = CARE_NO_DAY;
    size_t n = 0;

    for (size_t i = person->n_visits; i-- > 0 && n < MOST_INTERVALS;) {
        int32_t day = person->visits[i];
        if (day > person->end_of_observation || day == later)
            continue;
        if (later != CARE_NO_DAY) {
            size_t at = n++;
            for (; at > 0 && sorted[at - 1] > later - day; at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = later - day;
        }
        later = day;
    }
    return n < LEAST_INTERVALS ? 0 : sorted[(n - 1) / 2];
}

static void find_admission(const struct care_person *person, struct care_call *call) {
    call->is_open = person->n_admissions == 0;
    call->discharged = CARE_NO_DAY;
    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        call->is_open = call->is_open || care_admission_is_open(admission, person->end_of_observation);
        if (admission->discharged != CARE_NO_DAY && admission->discharged >= call->discharged) {
            call->discharged = admission->discharged;
            call->reason = admission->reason;
        }
    }
    if (call->is_open) {
        call->discharged = CARE_NO_DAY;
        call->reason = CARE_EXIT_NONE;
    }
}

bool care_call(const struct care_person *person, const struct care_covers *covers, struct care_call *call) {
    const struct care_run *last = last_run(covers);
    int32_t days = last == NULL ? 0 : person->end_of_observation - last->last;

    if (days < 1 || days > CARE_CALL_MOST_DAYS || person->death != CARE_NO_DAY ||
        care_known_days_between(person, last->last, person->end_of_observation + 1) == 0 ||
        (last->visits_only && days <= rhythm_of_visits(person)))
        return false;
    *call = (struct care_call){.last_covered = last->last, .days = days, .last_visit = last_visit(person)};
    find_admission(person, call);
    return true;
}
