/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/request.h"

/* The admission of the last request; of several of that day the first one that is open. */
static const struct care_admission *last_requested(const struct care_person *person) {
    const struct care_admission *last = NULL;

    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        if (admission->requested == CARE_NO_DAY || admission->requested > person->end_of_observation)
            continue;
        if (last == NULL || admission->requested > last->requested ||
            (admission->requested == last->requested && last->discharged != CARE_NO_DAY))
            last = admission;
    }
    return last;
}

static enum care_request_state state_of(const struct care_person *person, const struct care_admission *admission,
                                        int32_t last_covered) {
    bool has_died = person->death != CARE_NO_DAY && person->death <= person->end_of_observation;

    if (last_covered != CARE_NO_DAY && last_covered >= admission->requested)
        return CARE_REQUEST_ANSWERED;
    return has_died || admission->discharged != CARE_NO_DAY ? CARE_REQUEST_GIVEN_UP : CARE_REQUEST_WAITING;
}

struct care_request care_request_last(const struct care_person *person, int32_t last_covered) {
    const struct care_admission *admission = last_requested(person);

    if (admission == NULL)
        return (struct care_request){.state = CARE_REQUEST_NONE, .requested = CARE_NO_DAY};
    return (struct care_request){.state = state_of(person, admission, last_covered),
                                 .requested = admission->requested,
                                 .days = person->end_of_observation - admission->requested,
                                 .site = admission->site};
}
